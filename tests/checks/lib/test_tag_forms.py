"""The forms of page tags: what is harmless, what is wrong."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib import site_codes
from checks.lib.tag_forms import CONTENT, SITE, judge_tags

RIGHT = {"sitename": ("青山市",), "sitedomain": ("www.qs.gov.cn",), "siteidcode": ("5399000018",)}


def wrong(tag: str, value: str, code: str = "") -> str:
    fault = judge_tags({tag.lower(): (value,)}, [tag], code, "登记的标识码")
    return fault.wrong[0].reason if fault else ""


@settings(max_examples=60)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from("-/.年－—"),
    st.sampled_from(["", " %H:%M", "T%H:%M:%S"]),
)
def test_every_writing_of_a_date_is_one(moment: datetime, mark: str, clock: str) -> None:
    month = "月" if mark == "年" else mark
    text = f"{moment.year}{mark}{moment.month:02}{month}{moment.day}" + moment.strftime(clock)
    assert not wrong("PubDate", text)
    assert not wrong("PubDate", moment.strftime("%Y%m%d"))


@pytest.mark.parametrize(
    "value", ["昨天", "2026-13-01", "2026-02-30", "10:53", "0001-01-01 00:00", "Thu May 11 10:20:00 CST 2023"]
)
def test_what_is_no_date(value: str) -> None:
    assert wrong("PubDate", value)


@pytest.mark.parametrize(
    ("title", "left_over"),
    [("信息标题", True), ("请输入标题", True), ("文章标题", True), ("标题新闻写作要点", False), ("页面名称变更的通知", False)],
)
def test_what_a_template_holds_for_a_title(title: str, left_over: bool) -> None:
    assert bool(wrong("ArticleTitle", title)) is left_over


@pytest.mark.parametrize(
    "value", ["http://www.qs.gov.cn", "www.qs.gov.cn/", "www.a.gov.cn,www.b.gov.cn", "青山市", "www.a.gov.cn www.b.gov.cn"]
)
def test_what_is_no_domain(value: str) -> None:
    assert wrong("SiteDomain", value)


@pytest.mark.parametrize("value", ["www.qs.gov.cn", "QS.GOV.CN", "青山.政务", "www.qs.gov.cn:8080"])
def test_what_is_a_domain(value: str) -> None:
    assert not wrong("SiteDomain", value)


@settings(max_examples=60)
@given(st.from_regex(r"\A(\d{10}|[bB][mM]\d{8})\Z"))
def test_a_code_is_right_for_its_own_site_only(code: str) -> None:
    assert site_codes.well_formed(code)
    assert not wrong("SiteIDCode", code, site_codes.plain(code))
    other = "1" + site_codes.plain(code)[1:] if code[0] != "1" else "2" + code[1:]
    assert not site_codes.well_formed(other) or wrong("SiteIDCode", other, site_codes.plain(code))


@pytest.mark.parametrize("code", ["28", "CA150000000607852720001", "539900001800", "bm1234567", "0871-62100"])
def test_a_code_of_another_form(code: str) -> None:
    assert not site_codes.well_formed(code)
    assert wrong("SiteIDCode", code)


def test_one_filled_value_is_enough() -> None:
    tags = {**RIGHT, "sitename": ("", "青山市"), "siteidcode": ("28", "5399000018")}
    assert judge_tags(tags, SITE, "5399000018", "登记的标识码") is None


def test_missing_empty_and_wrong_are_told_apart() -> None:
    fault = judge_tags(
        {**RIGHT, "pubtime": ("2026-11-20",), "contentsource": (" ",), "articletitle": ("{{title}}",)}, SITE + CONTENT
    )
    assert fault is not None
    assert (fault.missing, fault.empty) == (("PubDate",), ("ContentSource",))
    assert [(w.tag, w.value) for w in fault.wrong] == [("ArticleTitle", "{{title}}")]
    assert fault.written == (("PubDate", "pubtime"),)


def test_nothing_required_is_nothing_wrong() -> None:
    assert judge_tags({}, ()) is None


@pytest.mark.parametrize("value", ["&nbsp;", "\u3000", "—", "null", "undefined", "&nbsp; &nbsp;"])
def test_what_is_as_good_as_empty(value: str) -> None:
    fault = judge_tags({**RIGHT, "contentsource": (value,)}, SITE + CONTENT)
    assert fault is not None and fault.empty == ("ContentSource",)


@pytest.mark.parametrize("value", ["{title}", "{$title}", "[field.title]", "%TITLE%", "{{ item.title }}"])
def test_template_code(value: str) -> None:
    assert wrong("ArticleTitle", value)


@pytest.mark.parametrize("value", ["[视频]今日要闻", "《X（2026—2030年）》解读", "100%达标", "None of the above"])
def test_what_only_looks_like_template_code(value: str) -> None:
    assert not wrong("ArticleTitle", value)


def test_two_codes_contradict_each_other() -> None:
    fault = judge_tags({**RIGHT, "siteidcode": ("5399000018", "5399000027")}, SITE)
    assert fault is not None and fault.wrong[0].tag == "SiteIDCode"
    assert judge_tags({**RIGHT, "siteidcode": ("", "5399000018", "5399000018")}, SITE) is None
