"""Scripts that a page does not share with its siblings, and files laid up in its elements."""

import pytest

from crawler.page_scripts import element_names, inline_scripts, lays_up, loads_content, waits_for_script


def test_the_same_script_with_other_values_is_the_same() -> None:
    one = inline_scripts(b"<script>var id=12; show('a');</script><script src='/x.js'></script>")
    assert one and one == inline_scripts(b"<p></p><SCRIPT type='text/javascript'> var id = 7;\nshow('b b');</SCRIPT>")
    assert one != inline_scripts(b"<script>load(12)</script>")


@pytest.mark.parametrize(
    "html",
    [b"<script>_showDynClicks('wbnews', 1, 2)</script>", b"<script src=a.js></script>", b"<script></script>", b"<p>x</p>"],
)
def test_counters_and_outside_scripts_are_none(html: bytes) -> None:
    assert not inline_scripts(html)


@pytest.mark.parametrize(
    ("html", "laid"),
    [
        (b'<div class="pdf" data-src="/f/1.pdf"></div>', True), (b"<div data-video='/v/1.mp4?x=1'></div>", True), (b"<div data-id='12'></div>", False),
        (b"<a href='/f/1.pdf'>x</a>", False), (b"", False),
    ],
)  # fmt: skip
def test_files_laid_up(html: bytes, laid: bool) -> None:
    assert lays_up(html) is laid


@pytest.mark.parametrize(
    ("html", "waits"),
    [
        (b'<div id="app"></div>', True), (b"<div id=root>", True), (b'<div class="box loading">', True), (b"<p v-html='x'></p>", True), (b"<h1>{{item.name}}</h1>", True),
        (b'<div ng-controller="a">', True), (b'<div id="application-form">', False), (b'<div class="downloading-list">', False), (b"<p>{}</p>", False), (b'<div id="zoom"></div>', False),
    ],
)  # fmt: skip
def test_places_made_for_scripts(html: bytes, waits: bool) -> None:
    assert waits_for_script(html) is waits


@pytest.mark.parametrize(
    ("code", "loads"),
    [
        ("loadArticle(1001);initFont()", True), ("$.get('/api/detail?id=3',show)", True), ("getNewsDetail('12')", True), ("fetch('/x.json')", True),
        ("$.get('/hits?id=3')", False), ("$('.nav').hover(f)", False), ("var id=3;", False), ("getDate()", False),
    ],
)  # fmt: skip
def test_calls_that_load_content(code: str, loads: bool) -> None:
    assert loads_content(f"<p></p><script>{code}</script>".encode()) is loads


def test_names_of_elements() -> None:
    html = b"<div class='art box' id=zoom><p CLASS=\"t12\" data-id='no'></p></div>"
    assert element_names(html) == {b"art", b"box", b"zoom", b"t"}
    assert element_names(html.replace(b"t12", b"t7")) == element_names(html)


def test_bounded() -> None:
    assert not inline_scripts(b"<script>" * 60_000)
    assert len(inline_scripts(b"<script>" * 10_000 + b"</script>")) == 1
    assert not lays_up(b"<div data-a='" * 60_000)
