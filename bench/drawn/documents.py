"""A drawn site of policy documents with their interpretations, letters with their answers, page tags and entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from bench.drawn import document_words as words
from bench.drawn.frame import (
    NEWS,
    NOTICES,
    Item,
    Site,
    add_article,
    add_news,
    add_plain_pages,
    article,
    article_tags,
    column_tags,
    listing,
)
from bench.drawn.workdays import after, is_workday
from checks.lib.cadence import chinese_day

MENU = (
    ("新闻中心", NEWS), ("通知公告", NOTICES), ("政府文件", "/zfwj/"), ("政策解读", "/zcjd/"), ("领导信箱", "/hdjl/"),
)  # fmt: skip
LIMIT = 5  # working days
_ELEMENTS = ("PubDate", "ContentSource", "ArticleTitle")
_LINKS = (
    '<div class="relate"><h4>{label}</h4><ul><li><a href="{url}">{title}</a></li></ul></div>',
    '<p>{label}：<a href="{url}">{title}</a></p>',
    '<table class="xg"><tr><th>{label}</th><td><a href="{url}">{title}</a></td></tr></table>',
)
_PROPERTIES = (
    '<table class="xxgk"><tr><td>索引号：</td><td>{code}/{number}</td><td>发布机构：</td><td>{g}</td></tr><tr><td>文号：</td>'
    "<td>{no}</td><td>成文日期：</td><td>{day}</td></tr></table>",
    '<p class="wh">{no}</p>',
)
_LETTERS = (
    '<h1>{title}</h1><table class="xj"><tr><td>来信时间</td><td>{asked}</td><td>办理状态</td><td>{state}</td></tr>'
    "<tr><td>来信内容</td><td colspan=3>{question}</td></tr>"
    "<tr><td>答复单位</td><td>{office}</td><td>答复时间</td><td>{told}</td></tr>"
    "<tr><td>答复内容</td><td colspan=3>{answer}</td></tr></table>",
    '<h2>{title}</h2><div class="ask"><p><span>网友：李**</span><span>提交时间：{asked} 10:20:15</span></p>'
    "<div>{question}</div></div>"
    '<div class="answer"><p><span>回复单位：{office}</span><span>回复时间：{told}</span><span>状态：{state}</span></p>'
    "<div>{answer}</div></div>",
)


def draw(site: Site) -> None:
    """Put the pages and the truth on a site."""
    random = site.random
    faulty = site.is_faulty()
    news = add_news(site, _spoilt(site, random, faulty=faulty))
    add_plain_pages(site)
    documents, explained = _documents(site, random, faulty=faulty)
    site.publish("/zfwj/", "政府文件", listing(documents), column_tags("政府文件"))
    site.publish("/zcjd/", "政策解读", listing(explained), column_tags("政策解读"))
    letters = _letters(site, random, faulty=faulty)
    site.publish("/hdjl/", "领导信箱", letters, column_tags("领导信箱"))
    parts = (*((name, folder, news[folder]) for name, folder in MENU[:2]), ("政府文件", "/zfwj/", documents))
    shown = "".join(f'<h2><a href="{folder}">{name}</a></h2>{listing(items[:8])}' for name, folder, items in parts)
    site.publish("/", "首页", shown)


def _documents(site: Site, random: Random, *, faulty: bool) -> tuple[list[Item], list[Item]]:
    """The documents and the interpretations that were published."""
    documents: list[Item] = []
    explained: list[Item] = []
    link, properties = random.choice(_LINKS), random.choice(_PROPERTIES)
    fates = random.sample(range(len(words.NEED)), len(words.NEED))
    bare, no_way_there, no_way_back = (set(fates[a:b]) if faulty else set() for a, b in ((0, 2), (2, 3), (3, 5)))
    for number, (title, core, topic) in enumerate(words.NEED):
        names = {"r": site.place, "g": site.government}
        title, core = title.format(**names), core.format(**names)
        day = _workday(site.today - timedelta(days=70 + number * 27))
        path = f"/zfwj/{day:%Y%m}/t{day:%Y%m%d}_{3100 + number}.html"
        later = _workday(day + timedelta(days=random.randint(0, 2)))
        other = f"/zcjd/{later:%Y%m}/t{later:%Y%m%d}_{5100 + number}.html"
        head = words.HEADS[(number + random.randint(0, 6)) % len(words.HEADS)].format(core=core, r=site.place)
        there = "" if number in bare | no_way_there else link.format(label="相关解读", url=other, title=head)
        back = "" if number in no_way_back else link.format(label="相关文件", url=path, title=title)
        form = properties.format(
            code=site.code,
            number=1000 + number,
            g=site.government,
            no=f"{site.place[0]}政发〔{day.year}〕{number + 3}号",
            day=day,
        )
        body = form + _text(site, title, day, words.CLAUSES, 8, topic, random) + there
        site.publish(path, title, body, article_tags(site, "政府文件", title, day))
        documents.append((title, path, day))
        if number in bare:
            site.plant("missing-interpretation", path, title)
            continue
        body = _text(site, head, later, words.EXPLANATIONS, 5, topic, random) + back
        site.publish(other, head, body, article_tags(site, "政策解读", head, later))
        explained.append((head, other, later))
        if number in no_way_there:
            site.plant("unlinked-interpretation", path, "no link to the interpretation")
        if number in no_way_back:
            site.plant("unlinked-interpretation", other, "no link to the document")
    for number, title in enumerate(words.NEED_NOT):
        title = title.format(r=site.place, g=site.government)
        day = _workday(site.today - timedelta(days=40 + number * 31))
        path = f"/zfwj/{day:%Y%m}/t{day:%Y%m%d}_{3300 + number}.html"
        body = _text(site, title, day, words.CLAUSES[1:8], 4, "相关", random)
        site.publish(path, title, body, article_tags(site, "政府文件", title, day))
        documents.append((title, path, day))
    return documents, explained


def _text(site: Site, title: str, day: date, sentences: Sequence[str], count: int, topic: str, random: Random) -> str:
    said = [one.format(t=topic) for one in random.sample(sentences, count)]
    return article(title, day, f"{site.government}办公室", [*said, site.government, chinese_day(day)])


def _spoilt(site: Site, random: Random, *, faulty: bool) -> list[Item]:
    """Two notices, one without a tag and one without the entry; whole ones on an honest site."""
    items = []
    for number, lacks in enumerate(("tag", "entry")):
        title = f"关于举办{('公益讲座', '便民服务')[number]}活动的预告（{site.place}）"
        day = _workday(site.today - timedelta(days=9 + number * 3))
        tag = random.choice(_ELEMENTS)
        without = (tag,) if faulty and lacks == "tag" else ()
        whole = not (faulty and lacks == "entry")
        text = site.writer.paragraphs()
        items.append(add_article(site, "通知公告", NOTICES, title, day, 7100 + number, text, without=without, entry=whole))
        if faulty:
            site.plant(
                "page-tags" if lacks == "tag" else "no-error-report-entry", items[-1][1], tag if lacks == "tag" else "no entry"
            )
    return items


def _letters(site: Site, random: Random, *, faulty: bool) -> str:
    """Letters answered in time, at the last day, late, not yet; the body of their list."""
    form, rows = random.choice(_LETTERS), []
    for number, topic in enumerate(random.sample(words.TOPICS, len(words.TOPICS))):
        asked = _workday(site.today - timedelta(days=12 + number * 11))
        late = faulty and number in (2, 5, 8)
        took = random.randint(LIMIT + 3, LIMIT + 12) if late else random.randint(0, LIMIT)
        open_ = late and number == 2
        told = None if open_ else after(asked, took)
        path = f"/hdjl/xj_{200 + number}.html"
        state = "办理中" if open_ else "已答复"
        said = "您好！来信收悉。经核实，已安排专人到现场处理，并于当日与您电话沟通，所需材料为身份证和申请表。感谢您的监督。"
        body = form.format(
            title=topic, asked=asked, told=told or "", state=state, office="" if open_ else "县信访局",
            question=f"您好，我想{topic}，请有关部门答复，情况已经有一段时间了。",
            answer="" if open_ else said,
        )  # fmt: skip
        site.publish(path, topic, body, column_tags("领导信箱"))
        rows.append(f'<tr><td><a href="{path}">{topic}</a></td><td>{asked}</td><td>{state}</td></tr>')
        if late:
            site.plant("overdue-reply", path, f"{asked} to {told or 'today'}")
    return f"<table><tr><th>标题</th><th>来信时间</th><th>状态</th></tr>{''.join(rows)}</table>"


def _workday(day: date) -> date:
    """The day, or the working day after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day
