"""A line of particulars that tells the day of making before that of publication."""

import pytest

from tests.checks.build import HOME, page

HTML = (
    "<html><head><meta charset='utf-8'><title>关于印发《民宿管理办法》的通知</title></head><body><h1>关于印发《民宿管理办法》的通知</h1>"
    "<div><span>公开单位：县人民政府</span> <span>{}：2026-02-01</span> <span>公开时间：2026-02-05</span></div>"
    "<div class='content'><p>现将办法印发给你们，请认真贯彻执行。</p></div></body></html>"
)


@pytest.mark.parametrize("label", ["制发日期", "签发日期", "印发时间", "发文日期", "成文日期"])
def test_the_day_of_publication_counts(label: str) -> None:
    found = page(HTML.format(label).encode(), HOME + "zc/1.html").published
    assert found is not None
    assert found.raw == "2026-02-05"
