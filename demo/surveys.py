"""Surveys (征集调查): open, ended with and without a result, answered on line or only by mail."""

from __future__ import annotations

from datetime import date

from demo.press import Article, Press

_FORM = (
    '<form action="/survey/submit" method="post"><p>您的意见：</p><textarea name="content" rows="6" cols="60"></textarea>'
    '<p>验证码：<input type="text" name="code"></p><input type="submit" value="提交意见"></form>'
)
_MAIL = "意见建议请发送至电子邮箱zjyj@demo-mail.cn，或者寄至区政府办公室（信封注明“征求意见”字样），联系电话0899-6600122。"


def publish_surveys(press: Press, slug: str) -> None:
    """Publish one survey of each kind; the list stands in the column `slug`."""
    city = press.writer.city
    due = _draft(press, slug, f"{city}城市道路停车管理办法", 150, 60, online=True)
    press.plant("missing-survey-result", due.path, "ended three months ago, no result anywhere")
    press.spare("no-online-survey", due.path, "a form on the page")
    told = _draft(press, slug, f"{city}湿地公园保护规定", 170, 130, online=True)
    press.spare("missing-survey-result", told.path, "its result stands in an article of its own")
    result = press.article(slug, 100, f"《{city}湿地公园保护规定（征求意见稿）》公开征求意见采纳情况")
    result.body = "<p>　　征求意见期间共收到意见建议12条，采纳9条，未采纳3条，未采纳的主要理由是内容已由上位法规定。</p>"
    fresh = _draft(press, slug, f"{city}餐饮油烟排放管理细则", 40, 12, online=True)
    press.spare("missing-survey-result", fresh.path, "ended less than a month ago")
    mail = _draft(press, slug, f"{city}公共体育场馆开放办法", 10, -20, online=False)
    press.plant("no-online-survey", mail.path, "mail, letter and telephone only")
    press.spare("missing-survey-result", mail.path, "still open")


def _draft(press: Press, slug: str, subject: str, age: int, ended: int, *, online: bool) -> Article:
    begin, end = press.day(age), press.day(ended)
    article = press.article(slug, age, f"关于公开征求《{subject}（征求意见稿）》意见的公告")
    paragraphs = press.writer.paragraphs(2)
    how = "请在本页下方填写并提交您的意见建议。" if online else _MAIL
    article.body = (
        f"<p>　　为进一步加强有关工作，我们起草了《{subject}（征求意见稿）》，现向社会公开征求意见。</p>"
        f"<p>　　征求意见时间：{_chinese(begin)}至{_chinese(end)}。</p><p>　　{how}</p><p>　　{paragraphs[1]}</p>"
    ) + (_FORM if online else "")
    press.spare("missing-interpretation", article.path, "a draft put out for comment")
    return article


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
