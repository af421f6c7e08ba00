"""Dates in every form that government pages use, and numbers that only look like dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.dates import nearest_not_after, parse_dates, parse_day, url_date
from model import DatePlace

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2024-09-12 10:10", "2024-09-12", "10:10"),
        ("2023-02-25 08:51:32", "2023-02-25", "08:51"),
        ("2020年09月15日 09时32分", "2020-09-15", "09:32"),
        ("2020年2月8日 9:15", "2020-02-08", "09:15"),
        ("2018/3/22 12:20:00", "2018-03-22", "12:20"),
        ("2024.09.30 09:24:36 GMT+08:00", "2024-09-30", "09:24"),
        ("2023-08-19 10∶08", "2023-08-19", "10:08"),
        ("2023-08-19T10:08:00", "2023-08-19", "10:08"),
        ("２０２２－０８－１５", "2022-08-15", ""),
        ("二〇〇五年七月十四日", "2005-07-14", ""),
        ("二○一八年十二月二十一日", "2018-12-21", ""),
        ("二０一六年十月三十日".replace("０", "零"), "2016-10-30", ""),
        ("[2018-03-22]", "2018-03-22", ""),
        ("发布时间:2022-08-15来源", "2022-08-15", ""),
        ("2018 - 03 - 22", "2018-03-22", ""),
    ],
)
def test_forms_with_a_year(text: str, day: str, clock: str) -> None:
    facts = parse_dates(text, DatePlace.SHOWN, TODAY)
    assert [(f.day.isoformat(), f.clock, f.certain, f.place) for f in facts] == [(day, clock, True, DatePlace.SHOWN)]


@pytest.mark.parametrize(
    "text",
    ["000014349/2018-00222", "360A12-07-2024-0008-1", "K16185922-201704-00036", "2023-13-01", "2023-02-30", "3.5%", "2016-2020年",
     "国发〔2018〕43号", "电话 0771-5388026", "1.2.3.4", "二〇〇五年十三月一日", "", "12-14"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_dates(text, DatePlace.SHOWN, TODAY) == []


@pytest.mark.parametrize(
    ("text", "day", "certain"),
    [("12-14", "2025-12-14", False), ("[11-21]", "2026-11-21", False), ("8月15日", "2026-08-15", False),
     ("02-29", "2024-02-29", False), ("3天前", "2026-11-18", True), ("2个月前", "2026-09-26", False), ("昨天", "2026-11-20", True), ("2小时前", "2026-11-21", False)],
)  # fmt: skip
def test_list_forms_without_a_year(text: str, day: str, certain: bool) -> None:
    assert [(f.day.isoformat(), f.certain) for f in parse_dates(text, DatePlace.LIST, TODAY)] == [(day, certain)]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/xxgk/202208/t20220815_123456.html", "2022-08-15"),
        ("http://a.gov.cn/art/2022/8/15/art_60085_10577777.html", "2022-08-15"),
        ("http://a.gov.cn/zhengce/content/2018-12/29/content_5353307.htm", "2018-12-29"),
        ("http://a.gov.cn/2022/08-11/2559082.html", "2022-08-11"),
        ("http://a.gov.cn/2022/0815/c123a4567/page.htm", "2022-08-15"),
        ("http://a.gov.cn/nw12344/20220815/0123456789abcdef0123456789abcdef.html", "2022-08-15"),
        ("http://a.gov.cn/info/1020/3456.htm", None),
        ("http://a.gov.cn/art/2020/art_14730801a8ae49e99b132c83575b7810.html", None),
        ("http://a.gov.cn/x.html?date=2022/08/15/", None),
        ("http://a.gov.cn/public/14391/40010311.html", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    fact = url_date(url)
    assert (fact.day.isoformat() if fact else None) == day


def test_tag_values() -> None:
    assert parse_day("20220815103000", DatePlace.TAG, TODAY) is not None
    assert parse_day("暂无", DatePlace.TAG, TODAY) is None


@settings(max_examples=60)
@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]),
    st.text(max_size=8),
)
def test_every_day_in_every_form_is_read_back(day: date, form: str, around: str) -> None:
    text = f"时间：{day.strftime(form)} {''.join(c for c in around if not c.isalnum() and c not in '-./〔')}"
    assert [f.day for f in parse_dates(text, DatePlace.SHOWN, TODAY)] == [day]


@settings(max_examples=60)
@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_guessed_year_is_never_in_the_future_and_the_nearest(day: date, today: date) -> None:
    found = nearest_not_after(day.month, day.day, today)
    assert found is not None
    assert found <= today
    if (day.month, day.day) != (2, 29):
        assert today - found < timedelta(days=366)


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for place in (DatePlace.LIST, DatePlace.SHOWN):
        assert all(fact.raw in text for fact in parse_dates(text, place, TODAY))
