"""The newest month of which a page of figures tells."""

from datetime import date

import pytest

from crawler.extract.told_period import newest_period

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["统计期间：2026年3月", "县政务服务中心 受理 3120 办结 3118"], "2026-03"),
        (["月份 受理量（件）", "2026年4月", "2026年3月", "2025年12月"], "2026-04"),
        (["2026年1-10月办件量 3万件"], "2026-10"),
        (["统计时段：2026年1月至10月（11月5日更新）", "受理（件） 办结（件）"], "2026-10"),
        (["2026年1月～10月受理 3万件"], "2026-10"),
        (["2026年第三季度受理情况"], "2026-09"),
        (["2026年上半年办结 3118件"], "2026-06"),
        (["2026年12月办件预测", "2026年2月受理 12件"], "2026-02"),
        (["2026年3月植树", "活动照片"], ""),
        (["受理 3120件", "全年办结 3118件"], ""),
        (["2026年13月受理"], ""),
        ([], ""),
    ],
)
def test_newest_period(lines: list[str], period: str) -> None:
    assert newest_period(lines, TODAY) == period
