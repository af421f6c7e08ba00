"""A drawn site of columns: fresh, stale, empty ones, an article published twice, and pages that only look like faults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from bench.drawn import column_words as words
from bench.drawn.column_layouts import EMPTY, LAYOUTS, Layout
from bench.drawn.frame import Item, Site, add_article, add_plain_pages, column_tags

ITEMS = 8
_KINDS = ((words.NEWS, 14), (words.HALF_A_YEAR, 182), (words.A_YEAR, 365))
_NAMES = 3  # columns of each kind


def menu_of(random: Random) -> tuple[tuple[str, str], ...]:
    """The columns of a site: its menu."""
    names = [name for pool, _ in _KINDS for name in random.sample(pool, _NAMES)]
    lists = ((name, f"/col{number}/") for number, name in enumerate(names))
    return (*lists, ("机构职能", "/jgzn/"), ("视频", "/sp/"), ("专题专栏", "/zt/"))


def draw(site: Site) -> None:
    """Put the pages and the truth on a site."""
    random = site.random
    add_plain_pages(site)
    layout, faulty = random.choice(LAYOUTS), site.is_faulty()
    silent = faulty and random.random() < 0.3  # nothing new for weeks, on the home page neither
    stale = {number for number in range(len(_KINDS) * _NAMES) if faulty and random.random() < 0.2}
    empty = set(random.sample(range(_NAMES, len(_KINDS) * _NAMES), 1)) - stale if faulty else set()
    shown, newest = "", date.min
    for number, (name, folder) in enumerate(site.menu[: len(_KINDS) * _NAMES]):
        limit = _KINDS[number // _NAMES][1]
        old = number in stale or (silent and limit == 14)
        if number in empty:
            body = random.choice((*(f'<ul class="list"><li>{said}</li></ul>' for said in words.PLACEHOLDERS), *EMPTY))
            site.publish(folder, name, body, column_tags(name))
            site.plant("empty-column", folder, body)
            continue
        items = _articles(site, name, folder, _newest(random, site.today, limit, old=old, silent=silent), random)
        if number == 0 and faulty:
            items += _twice(site, name, folder, items[0][2], random)
        if name in words.NOTICES:
            items += _on_a_form(site, name, folder, items[0][2], random)
        items.sort(key=lambda item: item[2], reverse=True)
        newest = max(newest, items[0][2])
        site.publish(folder, name, _listed(items, layout, random), column_tags(name))
        if old:
            site.plant("stale-column", folder, f"newest of {items[0][2]}, limit {limit} days")
        shown += f'<h2><a href="{folder}">{name}</a></h2>{LAYOUTS[0](items[:5])}'
    if (site.today - newest).days > _KINDS[0][1]:  # on a silent site, or where every column happens to be stale
        site.plant("stale-homepage", "/", f"nothing new since {newest}")
    duties = "".join(f"<p>{line}</p>" for line in words.DUTIES)
    site.publish("/jgzn/", "机构职能", f"<h1>机构职能</h1>{duties}", column_tags("机构职能"))
    waiting = '<ul id="vod"></ul><script>fetch("/api/vod?page=1").then(r => r.json()).then(draw)</script>'
    site.publish("/sp/", "视频", waiting, column_tags("视频"))
    _topics(site, random)
    site.publish("/", "首页", shown)


def _topics(site: Site, random: Random) -> None:
    """A column of columns, the one of them closed long ago and marked so."""
    name, folder = "创建文明城市专题", "/zt/cwmcs/"
    items = _articles(site, name, folder, site.today - timedelta(days=900), random)
    closed = "<p>本专题已归档，内容不再更新。</p>"
    site.publish(folder, name, closed + LAYOUTS[0](items), column_tags(name))
    site.publish("/zt/", "专题专栏", f'<ul class="hub"><li><a href="{folder}">{name}</a></li></ul>', column_tags("专题专栏"))


def _newest(random: Random, today: date, limit: int, *, old: bool, silent: bool) -> date:
    """The day of the newest item; on a silent site nothing is of the last weeks, whatever a column's limit is."""
    if old:
        return today - timedelta(days=random.randint(round(limit * 1.25) + 2, limit * 2 + 30))
    return today - timedelta(days=random.randint(25 if silent else 1, 60 if silent else max(3, limit // 3)))


def _articles(site: Site, column: str, folder: str, newest: date, random: Random) -> list[Item]:
    """Articles of one column, some of a series whose titles differ by a number."""
    items, day = [], newest
    series = random.random() < 0.3
    place = random.choice(("青杨镇", "河湾镇", "柳林社区"))
    for number in range(ITEMS):
        title = words.SERIES.format(place=place, n=ITEMS - number) if series and number % 3 == 2 else site.writer.news()
        items.append(add_article(site, column, folder, title, day, 100 + number, site.writer.paragraphs()))
        day -= timedelta(days=random.randint(1, 9))
    return items


def _twice(site: Site, column: str, folder: str, newest: date, random: Random) -> list[Item]:
    """An article that comes again some days before the newest: as it was, in another order, or with a telephone number."""
    title, paragraphs = site.writer.news(), site.writer.paragraphs()
    earlier, later = newest - timedelta(days=random.randint(6, 9)), newest - timedelta(days=random.randint(1, 4))
    reworded = [paragraphs[0].replace("工作", "有关工作", 1), *paragraphs[1:]]
    forms = (paragraphs, [*paragraphs[1:], paragraphs[0]], [*paragraphs, "咨询电话：0730-8123456。"], reworded)
    again = random.choice(forms)
    renamed = random.choice((title, title, f"{title}（图）", f"我市{title}")) if again is paragraphs else title
    first = add_article(site, column, folder, title, earlier, 200, paragraphs)
    second = add_article(site, column, folder, renamed, later, 201, again)
    site.plant("duplicate-content", second[1], f"the same as {first[1]}")
    return [first, second]


def _on_a_form(site: Site, column: str, folder: str, newest: date, random: Random) -> list[Item]:
    """Notices of one form, each on another street: no two of them are the same."""
    items, title = [], random.choice(words.ON_A_FORM)
    for number, street in enumerate(random.sample(words.STREETS, 4)):
        day = newest - timedelta(days=2 + number * 5)
        text = [line.format(street=street, day=f"{day.month}月{day.day}日") for line in words.FORM]
        named = title.format(street=street)
        items.append(add_article(site, column, folder, named, day, 300 + number, text))
    return items


def _listed(items: Sequence[Item], layout: Layout, random: Random) -> str:
    """The list, at times with an old item kept on top."""
    pinned = [items[-1], *items[:-1]] if random.random() < 0.3 else items
    return layout(pinned)
