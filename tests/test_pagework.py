"""What a worker hands over of a page."""

import os
from datetime import UTC, datetime

import pytest

import pagework
from model import Link, LinkKind, Page, PageKind, TextBlock
from pagework import pack_facts
from storage.packing import unpack_page

BESIDE = (Link("http://a.gov.cn/jd.html", LinkKind.PAGE, "图解", area="related"),)


@pytest.mark.parametrize(
    ("kind", "kept"), [(PageKind.POLICY, BESIDE), (PageKind.INTERPRETATION, BESIDE), (PageKind.ARTICLE, ())]
)
def test_what_stands_beside_a_page_is_kept_where_it_is_judged_later(kind: PageKind, kept: tuple[Link, ...]) -> None:
    page = Page("u", "u", 200, datetime(2026, 11, 20, tzinfo=UTC), kind=kind, related=BESIDE, related_block="相关解读")
    stored = unpack_page(pack_facts(page))
    assert stored.related == kept
    assert stored.related_block == "相关解读"


def test_what_lives_in_the_worker_only_is_not_handed_over() -> None:
    page = Page("u", "u", 200, datetime(2026, 11, 20, tzinfo=UTC), text=(TextBlock("今天"),), links=BESIDE, title="题")
    stored = unpack_page(pack_facts(page))
    assert (stored.text, stored.links, stored.title) == ((), (), "题")


def test_a_worker_tells_whether_a_batch_follows_at_once() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as incoming, os.fdopen(writing, "wb") as outgoing:
        assert not pagework._is_asked_again(incoming)
        outgoing.write(b"next")
        outgoing.flush()
        assert pagework._is_asked_again(incoming)
