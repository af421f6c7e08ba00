"""Policy documents and interpretations: pairs with every kind of link between them, and documents that need none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from zlib import crc32

from demo.press import Article, Press, Related

Links = Literal["both", "body", "policy", "interpretation", "none", "missing"]
"""Who links whom: both ways, both ways in the running text, only one page of the two, nobody, no interpretation."""

WEEKS = 14
"""Days that hold more than three working days in any month."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A policy document about `subject` (its kind last: "…管理办法"), `age` days old, and its interpretation."""

    subject: str
    age: int
    links: Links
    form: str = "《{x}》政策解读"
    later: int = 0  # days between the document and its interpretation


def publish_pairs(press: Press, policies: str, interpretations: str, prefix: str, pairs: tuple[Pair, ...]) -> None:
    """Publish the pairs in two columns; `prefix` is the beginning of the document numbers, such as 清政办发."""
    for serial, pair in enumerate(pairs, 7):
        full = f"{press.writer.city}{pair.subject}"
        day = press.day(pair.age)
        policy = press.article(
            policies,
            pair.age,
            f"{press.identity.owner}关于印发《{full}》的通知",
            _policy_text(press, full),
            f"{prefix}〔{day.year}〕{serial}号",
        )
        policy.layout = "policy"
        if pair.links == "missing":
            press.plant("missing-interpretation", policy.path, f"《{full}》 has no interpretation anywhere")
            continue
        interpretation = press.article(interpretations, pair.age - pair.later, pair.form.format(x=full))
        interpretation.layout = "interpretation"
        interpretation.body = _interpretation_text(press, full)
        _link(press, pair, policy, interpretation)


def _link(press: Press, pair: Pair, policy: Article, interpretation: Article) -> None:
    if pair.links == "body":
        policy.body += f'\n<p>　　相关解读：<a href="{interpretation.path}">{interpretation.title}</a></p>'
        interpretation.body = f'<p>　　政策原文：<a href="{policy.path}">{policy.title}</a></p>\n{interpretation.body}'
    if pair.links in ("both", "policy"):
        policy.related.append(Related("相关解读", interpretation.title, interpretation.path))
    if pair.links in ("both", "interpretation"):
        interpretation.related.append(Related("相关文件", policy.title, policy.path))
    press.spare("missing-interpretation", policy.path, f"interpreted by {interpretation.title}")
    if pair.later > WEEKS:
        press.plant("late-interpretation", policy.path, f"interpreted {pair.later} days later")
    elif not pair.later:
        press.spare("late-interpretation", policy.path, "interpreted on the same day")
    if pair.links in ("interpretation", "none"):
        press.plant("unlinked-interpretation", policy.path, "the document does not link its interpretation")
    if pair.links in ("policy", "none"):
        press.plant("unlinked-interpretation", interpretation.path, "the interpretation does not link its document")
    if pair.links in ("both", "body"):
        press.spare("unlinked-interpretation", policy.path, "linked both ways")
        press.spare("unlinked-interpretation", interpretation.path, "linked both ways")


def _policy_text(press: Press, full: str) -> str:
    clauses = press.writer.paragraphs(3)
    return (
        "<p>各县（区）人民政府，各有关部门：</p>\n"
        f"<p>　　现将《{full}》印发给你们，请认真贯彻执行。</p>\n"
        f"<p>　　第一条　为规范相关管理和服务，结合本地实际，制定本文件。</p>\n<p>　　第二条　{clauses[1]}</p>\n"
        f"<p>　　第三条　{clauses[2]}</p>\n<p>　　第四条　本文件自印发之日起施行。</p>"
    )


def _interpretation_text(press: Press, full: str) -> str:
    first, second, third = press.writer.paragraphs(3)
    return (
        f"<p>　　近日，《{full}》正式印发。现就有关内容解读如下。</p>\n<p>　　<strong>一、制定背景</strong></p>\n"
        f"<p>　　{first}</p>\n<p>　　<strong>二、主要内容</strong></p>\n<p>　　{second}</p>\n"
        f"<p>　　<strong>三、解决的问题</strong></p>\n<p>　　{third}</p>"
    )


_EXEMPT = (
    ("关于林怀远等同志任免职的通知", "appointments"),
    ("关于同意设立双溪工业园管理服务中心的批复", "a reply to one body"),
    ("关于召开全市民政工作会议的通知", "a call to a meeting"),
    ("关于国庆节放假安排的通知", "a holiday arrangement"),
    ("关于表彰年度先进集体的决定", "a commendation"),
    ("关于成立数字档案建设工作领导小组的通知", "a steering group"),
    ("关于领导工作分工的通知", "who is responsible for what"),
    ("关于商请支持水文站点建设的函", "a letter to another office"),
    ("关于举办全民健身活动的通知", "an event"),
    ("关于拟命名文明示范社区名单的公示", "a public notice of names"),
    ("对市政协第38号提案的答复", "an answer to a proposal"),
)


def publish_exempt(press: Press, policies: str, prefix: str, first_age: int) -> None:
    """Publish documents of the classes that nobody interprets, one each fortnight from `first_age` on."""
    owner = press.identity.owner
    for serial, (title, why) in enumerate(_EXEMPT, 40):
        age = first_age + 14 * (serial - 40)
        number = f"{prefix}〔{press.day(age).year}〕{serial}号"
        document = press.article(policies, age, f"{owner}{title}", number=number)
        document.layout = "policy"
        press.spare("missing-interpretation", document.path, f"needs none: {why}")
    old = press.article(policies, 4200, f"{owner}关于印发《公共停车场建设管理办法》的通知", number=f"{prefix}〔2012〕3号")
    old.layout = "policy"
    press.spare("missing-interpretation", old.path, "older than the duty to interpret")


def publish_draft(press: Press, column: str, age: int) -> None:
    """Publish a call for comments on a draft, which is not the document itself."""
    title = f"关于《{press.writer.city}户外广告设施管理办法（征求意见稿）》公开征求意见的公告"
    draft = press.article(column, age, title)
    press.spare("missing-interpretation", draft.path, "a draft put out for comment")


def particulars(press: Press, article: Article) -> list[tuple[str, str]]:
    """The table of particulars above a policy document, as far as the document does not lack them."""
    written = article.day - timedelta(days=2)
    rows = (
        ("索引号", f"{press.identity.code[:6]}/{article.day.year}-{abs(crc32(article.path.encode())) % 90000 + 10000}"),
        ("主题分类", "综合政务"), ("发文机关", press.identity.owner),
        ("成文日期", f"{written.year}年{written.month}月{written.day}日"),
        ("标题", article.title), ("发文字号", article.number), ("发布日期", f"{article.day.isoformat()}"), ("有效性", "有效"),
    )  # fmt: skip
    return [(label, value) for label, value in rows if label not in article.lacks]


def plant_lacks(press: Press, policies: str) -> None:
    """Leave particulars out of two documents of the column."""
    documents = [a for a in press.columns[policies].articles if a.layout == "policy"]
    for article, lacks in zip(documents[1::3], (("索引号", "有效性"), ("成文日期",)), strict=False):
        article.lacks = lacks
        press.plant("policy-metadata", article.path, f"its page lacks {' and '.join(lacks)}")
    for article in documents[:1]:
        press.spare("policy-metadata", article.path, "all particulars are there")
