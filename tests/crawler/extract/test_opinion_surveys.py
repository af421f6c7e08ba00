"""Titles, periods and results of surveys (征集调查) as pages write them."""

from datetime import date

import pytest

from crawler.extract.opinion_surveys import is_survey_title, period_of
from model import PageKind
from stages.site_views import ANNOUNCED
from tests.checks.build import page

TODAY = date(2026, 11, 21)
PUBLISHED = date(2026, 8, 1)


@pytest.mark.parametrize(
    "title",
    [
        "关于公开征求《示例县养犬管理办法（征求意见稿）》意见的公告",
        "《示例县停车管理办法》公开征求意见",
        "示例区养老设施布局规划意见征询",
        "关于开展2026年政务服务满意度问卷调查的公告",
        "示例县老旧小区改造民意调查",
        "2027年民生实事项目建议征集",
    ],
)
def test_titles_of_surveys(title: str) -> None:
    assert is_survey_title(title)
    assert any(word in title for word in ANNOUNCED)  # or the end of a pass would not read it again


@pytest.mark.parametrize(
    "title",
    [
        "关于征集2026年度优秀营商环境案例的通知",
        "县统计局开展群众安全感满意度调查",
        "我县召开养犬管理办法征求意见座谈会",
        "《示例县养犬管理办法》公开征求意见采纳情况",
        "满意度调查结果公示",
        "关于公开征求意见情况的说明",
        "县长调研防汛工作",
        "“我的家乡”短视频征集活动",
        "关于面向社会征集抗战文物史料的公告",
        "“示例县城市形象标识（LOGO）”征集公告",
        "关于公开征集示例县旅游宣传口号和吉祥物的公告",
        "美丽示例摄影作品征集启事",
    ],
)
def test_other_titles(title: str) -> None:
    assert not is_survey_title(title)


@pytest.mark.parametrize(
    ("text", "end", "certain"),
    [
        ("征求意见时间：2026年8月1日至8月31日。", date(2026, 8, 31), True),
        ("征集时间：2026-08-01 00:00 至 2026-08-31 18:00", date(2026, 8, 31), True),
        ("公示期为2026年8月3日—2026年9月2日，期间可反馈意见", date(2026, 9, 2), True),
        ("意见反馈截止时间为2026年8月31日", date(2026, 8, 31), True),
        ("请于2026年8月31日前将意见反馈至", date(2026, 8, 31), True),
        ("请于8月31日17:00前将意见反馈至", date(2026, 8, 31), True),
        ("意见反馈截止日期：2026/8/31", date(2026, 8, 31), True),
        ("即日起至2026年8月31日，请填写意见表后传真至", date(2026, 8, 31), True),
        ("请于本公告公布之日起30日内反馈意见", date(2026, 8, 31), False),
        ("征求意见期限为三十日", date(2026, 8, 31), False),
    ],
)
def test_the_last_day(text: str, end: date, certain: bool) -> None:
    found = period_of(text, PUBLISHED, TODAY)[1]
    assert found is not None
    assert (found.day, found.certain) == (end, certain)


@pytest.mark.parametrize(
    "text",
    [
        "该办法自2026年9月1日起施行，有效期至2031年8月31日。",  # no survey's end: far from any word of one
        "现向社会公开征求意见，欢迎提出宝贵意见。",
        "会议于2026年7月1日前召开，听取了意见。",  # before the announcement
    ],
)
def test_no_last_day(text: str) -> None:
    assert period_of(text, PUBLISHED, TODAY) == (None, None)


def test_an_empty_result_does_not_make_an_empty_column() -> None:
    body = (
        "<html><head><title>政务服务满意度调查问卷</title></head><body><div class=main><h1>政务服务满意度调查问卷</h1>"
        "<p>征集时间：2026-07-01 至 2026-07-31</p><p>已结束</p><h3>结果反馈</h3><div>暂无</div></div></body></html>"
    )
    read = page(body.encode(), "http://www.demo.gov.cn/hd/dc/2.html")
    [survey] = read.surveys
    assert (read.kind, read.placeholder) == (PageKind.ARTICLE, "")
    assert (survey.state, survey.result, survey.result_blank) == ("已结束", "", "结果反馈")


def test_words_around_the_text_and_a_frame_of_no_size_offer_no_way_on_line() -> None:
    text = "现公开征求意见，请于2026年12月10日前将意见以信函方式寄至县政府办公室，或者拨打电话反馈。地址：人民路1号，邮编：654300。"
    body = (
        "<html><head><title>关于公交票价征求意见的公告</title></head><body><div>进入关怀版 <input type=checkbox>大字版 繁体 本网站支持IPv6</div>"
        f"<h1>关于公交票价征求意见的公告</h1><p>发布时间：2026-11-17</p><div id=zoom><p>{text}</p></div>"
        '<div>分享到：微信 微博</div><iframe src="http://tianqi.2345.com/x.htm" width=0 height=0></iframe></body></html>'
    )
    [survey] = page(body.encode(), "http://www.demo.gov.cn/hd/dc/3.html").surveys
    assert (survey.online, survey.offline) == ("", ("信函", "电话"))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("截至2026年7月31日，未收到反馈意见。", True),
        ("征求意见期间共收到意见23条，采纳17条。", True),
        ("共有632人参与，总体满意率97.2%，建议集中在延时服务方面。", True),
        ("本次调查欢迎每一位市民参与，满意度分为5档。", False),
        ("逾期未收到反馈意见的，视为无不同意见。", False),
    ],
)
def test_a_sentence_that_states_the_result(sentence: str, shown: bool) -> None:
    body = (
        "<html><head><title>关于公开征求公墓管理办法意见的公告</title></head><body><h1>关于公开征求公墓管理办法意见的公告</h1>"
        f"<p>发布时间：2026-07-01</p><div id=zoom><p>征求意见期限：2026年7月1日至2026年7月31日。</p><p>{sentence}</p></div></body></html>"
    )
    [survey] = page(body.encode(), "http://www.demo.gov.cn/hd/dc/4.html").surveys
    assert bool(survey.result) is shown


@pytest.mark.parametrize("counter", ["点击：0", "点击数：12次", "点击量 33", "点击[21]"])
def test_a_counter_of_clicks_is_no_way_to_take_part(counter: str) -> None:
    body = (
        "<html><head><title>关于《停车条例（草案）》公开征求意见的公告</title></head><body><h1>关于《停车条例（草案）》公开征求意见的公告</h1>"
        f"<p>2026-11-02 09:30　来源：司法局　{counter}</p><div id=zoom><p>现向社会公开征求意见，截止日期为2026年12月20日。</p>"
        "<p>意见请邮寄至青山市青山路18号青山市司法局立法科。</p></div></body></html>"
    )
    [survey] = page(body.encode(), "http://www.demo.gov.cn/hd/dc/4.html").surveys
    assert (survey.online, survey.offline) == ("", ("信函",))


@pytest.mark.parametrize(("said", "offline"), [("", ()), ("也可书面寄送县政府办公室。", ("信函",))])
def test_the_names_of_columns_around_the_text_are_no_way_to_answer(said: str, offline: tuple[str, ...]) -> None:
    text = (
        f"为广泛听取群众意见，现公开征求社会各界意见建议。{said}征集时间：2026年8月3日至2026年9月2日。共收到意见7条，采纳5条。"
    )
    body = (
        "<html><head><title>关于公交票价征求意见的公告</title></head><body><ul><li><a href='/a.htm'>群众来信</a></li>"
        "<li><a href='/b.htm'>便民服务</a></li></ul>"
        f"<h1>关于公交票价征求意见的公告</h1><p>2026年08月03日 镇党政办</p><div id=vsb_content><p>{text}</p></div></body></html>"
    )
    [survey] = page(body.encode(), "http://www.demo.gov.cn/hd/dc/4.html").surveys
    assert survey.offline == offline


def test_a_survey_by_its_column_and_its_stated_period() -> None:
    body = (
        "<html><head><title>禁放区域调整听取意见</title><meta name=ColumnName content=民意直通></head><body>"
        "<div class=winstyle1><h2>禁放区域调整听取意见</h2>"
        "<p>听取意见时间：2026年4月20日至5月20日，现已结束。</p><p>拟将禁放区域扩大到绕城公路以内，请市民发表看法。</p>"
        "<form method=post action=/tj><p>您是否赞成？<input type=radio name=q>赞成 <input type=radio name=q>不赞成</p>"
        "<p>意见：<textarea name=yj></textarea></p></form></div></body></html>"
    )
    [survey] = page(body.encode(), "http://www.demo.gov.cn/s/1.htm").surveys
    assert survey.end is not None and survey.end.day == date(2026, 5, 20)
    assert survey.online and not survey.result
