"""Every short way gives what the long way gives: remembered strings, patterns that are tried only where they can match."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from checks.lib import malformed, personal_data
from crawler import frontier
from crawler.cms import numbered
from crawler.cms.source import Source
from crawler.extract import addresses, hashes, outline, survey

WORDS = (
    "浏览",
    "次数",
    "：",
    " ",
    "\n",
    "\u3000",
    "12",
    "点击量",
    "更多",
    "下一页",
    "[",
    "第",
    "页",
    "共",
    "条",
    "/",
    "3",
    "total",
    "RECORDs",
)
written = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)


@given(written)
def test_what_is_no_title(words: str) -> None:
    for text in (words, words * 9):
        assert survey.is_no_title(text) is (survey.NOT_A_TITLE.match(text) is not None)


@given(written)
def test_noise_of_a_text(text: str) -> None:
    assert hashes._without_noise(text) == re.sub(r"\s+", "", hashes._VISITS.sub("", text))


@given(written)
def test_amounts_of_a_pager(text: str) -> None:
    source = Source("", "http://a.gov.cn/", (), (), lambda raw: raw, text)
    total, pages = numbered._TOTAL.search(text), numbered._PAGES.search(text)
    wanted = (int(pages[1] or pages[2] or pages[3]) if pages else None), (int(total[1]) if total else None)
    assert numbered.counted(source) == wanted


@given(st.text(alphabet="0123456789 -*x", max_size=40))
def test_numbers_in_groups(text: str) -> None:
    long_way = re.compile(r"\d[ \-]\d{4}[ \-]\d{3}|\d{6}[ \-]\d{8}")
    assert bool(personal_data._GROUPED.search(text)) is bool(long_way.search(text))
    assert bool(personal_data._DIGITS.search(text)) is bool(re.search(r"\d{8}", text))


@given(st.text(alphabet="一<&{$[null?ms-oNa\ufffd", max_size=20))
def test_lines_that_no_person_wrote(line: str) -> None:
    long_way = re.compile(f"{malformed._SUSPECT.pattern}|{malformed._SUSPECT_WORDS.pattern}")
    suspect = malformed._SUSPECT.search(line) or malformed._SUSPECT_WORDS.search(line)
    assert bool(suspect) is bool(long_way.search(line))


@given(st.text(alphabet="ab%?;(/", max_size=20))
def test_addresses_that_may_not_be_canonical(url: str) -> None:
    assert addresses._is_unsettled(url) is bool(re.search(r"[%?;(]", url))


@given(st.lists(st.sampled_from(["display:none", "display : none", "color:red", ";", "opacity:0", "text-indent:-999px", " "])))
def test_styles_that_hide(parts: list[str]) -> None:
    style = "".join(parts)
    compact = style.lower().replace(" ", "")
    hides = next((reason for reason, pattern in outline._STYLE_HIDES if pattern.search(compact)), "")
    assert outline._hidden_by(style) == (hides if outline._STYLE_HINT.search(style) else "")


@given(st.lists(st.sampled_from(["a", "b", "xxgk", "2026", "11"]), max_size=9))
def test_paths_that_repeat(segments: list[str]) -> None:
    most = frontier.MAX_SEGMENT_REPEATS + 1
    runs = any(
        segments[start : start + size * most] == segments[start : start + size] * most
        for size in range(1, len(segments) // most + 1)
        for start in range(len(segments) - size * most + 1)
    )
    often = any(amount > most for amount in Counter(s for s in segments if not s.isdigit()).values())
    assert frontier._repeats(segments) is (runs or often)
