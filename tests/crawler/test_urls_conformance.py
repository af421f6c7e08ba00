"""Our joining and identity against the public conformance data of browsers (tests/data/wpt), and their laws on any input."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.addresses import addresses_of
from crawler.urls import Joiner, canonical, host_of, join, link_kind

ROWS: list[tuple[str, str, str | None]] = [
    tuple(row) for row in json.loads((Path(__file__).parents[1] / "data" / "wpt" / "urls.json").read_text())
]
NO_PUBLIC_HOST = {"http://./", "http://../", "http://foo.09../"}


def led_to(raw: str, base: str) -> str:
    """Where our reading leads, with its fragment; "" for no address of the web."""
    joined = join(base, raw)
    return joined.url and joined.url + (f"#{joined.fragment}" if joined.fragment else "")


def expected(href: str | None, base: str) -> str:
    """What a browser does, less what can be no public page: other schemes, hosts of one word."""
    if href is None or not href.startswith(("http:", "https:")) or href in NO_PUBLIC_HOST:
        return ""
    host = urlsplit(href).hostname or ""
    public = "." in host or ":" in host or host in ("localhost", urlsplit(base).hostname)
    return (href[:-1] if href.endswith("#") else href) if public else ""


def test_there_is_data() -> None:
    assert len(ROWS) > 300
    assert sum(bool(expected(href, base)) for _, base, href in ROWS) > 150


def test_every_address_is_read_as_browsers_read_it() -> None:
    wrong = [(raw, base, led_to(raw, base), href) for raw, base, href in ROWS if led_to(raw, base) != expected(href, base)]
    assert wrong == []


def test_identity_is_stable_and_stays_on_its_host() -> None:
    for raw, base, _ in ROWS:
        url = join(base, raw).url
        same = canonical(url)
        assert canonical(same) == same
        assert host_of(same) == host_of(url)
        link_kind(same)


@pytest.mark.parametrize("base", ["http://www.a.gov.cn/zwgk/index.html", "https://a.gov.cn:8443/x?y=1", "about:blank"])
def test_a_joiner_with_memory_reads_the_same(base: str) -> None:
    joiner = Joiner(base)
    for raw, _, _ in ROWS:
        assert joiner.join(raw) == joiner.join(raw) == join(base, raw)


TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=60) | st.text(
    "/\\?#:@%.[]&=;ＡＢ。中 \t\nhtp", max_size=40
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "gb18030", "gbk", "no-such-charset"]))
def test_any_text_is_an_address_or_a_problem(raw: str, encoding: str) -> None:
    joined = addresses_of("http://www.a.gov.cn/b/c.html", "", encoding, None).join(raw)
    assert bool(joined.url) == (joined.problem == "")
    if joined.url:
        assert joined.url.startswith(("http://", "https://")) and "#" not in joined.url and joined.url.isascii()
        assert canonical(canonical(joined.url)) == canonical(joined.url)
        assert join("about:blank", joined.url).url.partition("#")[0] == joined.url or not host_of(joined.url)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_base_that_a_page_invents_never_breaks_reading(base: str) -> None:
    joined = addresses_of("http://www.a.gov.cn/b/c.html", base, "utf-8", None).join("d.html")
    assert joined.problem or joined.url.startswith(("http://", "https://"))
