"""A link is told once by a worker, and afterwards by its number."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model import PageKind
from workers import told_links
from workers.messages import LinkOut, PageHead, PageOutput
from workers.told_links import Listener, Teller

MENU = tuple(LinkOut(f"http://a.gov.cn/{name}/", "page", f"栏目{name}", "nav") for name in range(50))
HEAD = PageHead(
    "http://a.gov.cn/", 200, datetime(2026, 11, 20, tzinfo=UTC), PageKind.ARTICLE, "", "", "", "", "", (), 0, 0, 0
)  # fmt: skip


def page(number: int, *links: LinkOut) -> PageOutput:
    return PageOutput(number, HEAD, b"facts", (*MENU, *links))


def told(teller: Teller, listener: Listener, *pages: PageOutput) -> tuple[PageOutput, ...]:
    return listener.decode(teller.encode(pages)[4:])


def test_every_page_keeps_its_links_in_order() -> None:
    teller, listener = Teller(), Listener()
    own = LinkOut("http://a.gov.cn/t1.html", "page", "关于召开会议的通知", "list")
    other_words = LinkOut("http://a.gov.cn/t1.html", "page", "通知", "body")
    bad = LinkOut("http://", "page", "坏", bad=True)
    first = (page(1, own), page(2, other_words, bad), replace(page(3), links=()))
    later = (page(4, bad, own), page(5))
    assert told(teller, listener, *first) == first
    assert told(teller, listener, *later) == later


def test_an_answer_says_how_long_the_worker_has_worked() -> None:
    listener = Listener()
    assert listener.worked == 0.0
    told(Teller(), listener, page(1))
    assert 0 < listener.worked <= time.process_time()


def test_what_was_told_is_not_sent_again() -> None:
    teller, listener = Teller(), Listener()
    first, second = teller.encode((page(1),)), teller.encode((page(1),))
    assert len(second) < len(first) / 4
    listener.decode(first[4:])
    assert listener.decode(second[4:]) == (page(1),)


def test_the_count_begins_anew_when_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_links, "REMEMBERED", 60)
    teller, listener = Teller(), Listener()
    for number in range(30):
        pages = tuple(page(n, LinkOut(f"http://a.gov.cn/t{number * 3 + n}.html", "page")) for n in range(3))
        assert told(teller, listener, *pages) == pages
    assert len(listener._links) <= 60 + len(MENU) + 3


def test_numbers_of_links_that_were_not_told_are_no_answer() -> None:
    teller = Teller()
    teller.encode((page(1),))
    with pytest.raises(ValueError, match="not told"):
        Listener().decode(teller.encode((page(1),))[4:])
