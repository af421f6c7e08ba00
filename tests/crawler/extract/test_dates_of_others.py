"""Dates on a page that are not its own: of the original that it reprints, of the column's opening, of the site's last change."""

import pytest

from tests.crawler.extract.qingshan import read, whole

TEXT = (
    "<p>为推进气象灾害预警工作，会议研究了有关政策措施，要求各地压实责任、完善预案、加强值守，确保人民群众生命财产安全。</p>"
    * 3
)


def article(info: str, first: str = "", end: str = "") -> str:
    head = '<meta name="ArticleTitle" content="国务院常务会议研究气象灾害预警有关政策">'
    title = "<h2>国务院常务会议研究气象灾害预警有关政策</h2>"
    return whole(f'{title}<div class="info">{info}</div><div class="content">{first}{TEXT}</div>{end}', head=head)


@pytest.mark.parametrize(
    ("html", "day"),
    [
        (
            article("2026-11-16 08:39:21 来源：中国政府网", "<p>原文刊载于中国政府网，原文发布时间：2026-10-06。</p>"),
            "2026-11-16",
        ),
        (article("2026-11-16 08:39 来源：中国政府网 来源发布时间：2026-10-06"), "2026-11-16"),
        (article("2027年02月11日 发布单位：综合科"), "2027-02-11"),
        (article("【市交通局】", end="<p>网站标识码：5118990001</p><p>最后更新：2026-11-20</p>"), ""),
        (article("最后更新：2026-11-20"), "2026-11-20"),
        (article("栏目开通：2016-04-01"), ""),
    ],
)
def test_the_page_s_own_day(html: str, day: str) -> None:
    fact = read(html, "http://www.qingshan.gov.cn/xxgk/c_1.html").published
    assert (fact.day.isoformat() if fact else "") == day
