"""栏目重复、导航混乱或栏目与内容不符

What: 两个栏目的信息完全一致：同一列表挂在两个不同的上级栏目之下，或者名称不同的两个栏目逐条相同；
导航中同一栏目以两个不同类别的名称或者两个地址出现，两个栏目的名称与链接互相错位，或者名称为一类文件而链接到另一类文件的栏目；
站点地图中栏目名称与所链接的栏目错位，或者站点地图缺少首页上的多个栏目；
栏目内容与名称不符：规划计划、人事、预决算、政策文件、通知公告等栏目里几乎全是工作动态，或者动态栏目里几乎全是通知公告。
Why: 桂数广办发〔2023〕23号任务32（导航混乱、栏目重复、相同栏目信息一致）、
附件2（地图导航与实际栏目不符、内容与栏目不符、以新闻动态信息替代实用内容）。
一律为疑似，由人确认。
Evidence: `reason`（`same-column` 同一栏目两处、`same-items` 不同名称内容相同、`nav-two-names` 导航中一栏两名、
`nav-twice` 导航中一栏两址、`nav-crossed` 导航错位、`map-crossed` 地图错位、
`map-lacks` 地图缺栏目、`other-content` 内容与栏目不符）、
`other`（另一栏目地址）、`other_name`、`items`（相同条数）、`missing`（地图缺少的栏目）。
Not a finding when: 同一栏目的两种网址写法（有无 index.html、不同前缀）；上级栏目显示其子栏目的列表；
图片新闻等从要闻中选取部分信息；条目少于5条；列表没有读全；地图由脚本生成、只列出上级栏目或者用简称；
导航的分组标题链接到组内第一个栏目；栏目里只有一部分条目与名称不符（不到6条的，有一条相符即可）；导航中两处同名而内容不同的栏目；
检查没有做完（地图是否缺栏目列为未能判断）。
How to fix: 合并内容相同的栏目，或者明确分工；更正站点地图的链接并补齐栏目。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from checks import ColumnView, Confidence, Finding, Link, Params, SiteView, Unknown, check
from checks.lib import belonging, column_names, navigation

RULE = "column-mismatch"
_SHOWN = 20
_MAP = 8  # links of a map that stands apart from the navigation of its page
_CHOICES = ("最新", "热门", "热点", "推荐", "全部", "更多", "排行", "首页", "头条", "图片")  # they choose from other columns


class ColumnMismatchParams(Params):
    """`items` that two lists must share, all of them; `lacking` columns (and that share) from which a site map is poor.

    Of `strange` items and more that `strange_share` must be of a sort that the column's name excludes."""

    items: int = Field(default=5, ge=3)
    lacking: int = Field(default=3, ge=1)
    lacking_share: float = Field(default=0.3, gt=0, le=1)
    strange: int = Field(default=6, ge=3)
    strange_share: float = Field(default=0.75, gt=0.5, le=1)


@check(RULE)
def column_mismatch(site: SiteView, p: ColumnMismatchParams) -> Iterator[Finding | Unknown]:
    """Columns that say the same, and site maps that do not fit them."""
    views = [view for view in site.columns if not view.archived]
    yield from _twins(views)
    yield from _same_items(views, p)
    yield from _navigation(site, views, p)
    for view in views:
        yield from _strange(view, p)
    if site.site_map is not None and not site.site_map.scripted:
        crossed = list(_crossed(site, views))
        yield from crossed
        told = {finding.url for finding in crossed}
        yield from (finding for finding in _strangers(site, views) if finding.url not in told)
        yield from _lacking(site, views, p)


def _twins(views: Sequence[ColumnView]) -> Iterator[Finding]:
    for view in views:
        for other in view.twins[:1]:
            words = f"“{view.column.name}”栏目在导航中重复设置（{view.column.url} 与 {other} 信息一致）。"
            yield _finding(view, words, "same-column", other, view.column.name, min(view.item_count, len(view.items)))


def _same_items(views: Sequence[ColumnView], p: ColumnMismatchParams) -> Iterator[Finding]:
    """Two columns of different names whose lists, read to their ends, agree in every item."""
    known: dict[tuple[str, ...], ColumnView] = {}
    for view in views:
        urls = tuple(sorted({item.url for item in view.items if item.url}))
        if len(urls) < p.items or not _whole(view) or any(word in view.column.name for word in _CHOICES):
            continue
        first = known.setdefault(urls, view)
        if first is view or _related(first, view) or column_names.is_variant(first.column.name, view.column.name):
            continue  # one name twice may be one column under two addresses
        if _owns(view, urls) and not _owns(first, urls):
            view, first = first, view  # the copy is the one whose articles name, and lie in, the other
        words = f"“{view.column.name}”与“{first.column.name}”两个栏目的信息完全一致（{len(urls)}条）。"
        yield _finding(view, words, "same-items", first.column.url, first.column.name, len(urls))


def _strange(view: ColumnView, p: ColumnMismatchParams) -> Iterator[Finding]:
    """A column whose items are not what its name says."""
    if view.hub or view.sub_columns or view.doubt or not view.reliable or view.loaded == "unsure":
        return
    found = belonging.strange_items(view, p.strange, p.strange_share)
    if found is not None:
        words = f"“{view.column.name}”栏目的内容与栏目名称不符：{found.total}条信息中{found.amount}条是{found.what}"
        words += f"（如“{found.example[:40]}”）。"
        yield _finding(view, words, "other-content", None, None, found.amount)


def _owns(view: ColumnView, urls: Sequence[str]) -> bool:
    """Whether the articles of a list say that they are the column's, or lie in its folder."""
    told = [article.column for article in view.articles if article.column]
    if told:
        return sum(name == view.column.name for name in told) * 2 > len(told)
    folder = view.column.url.rpartition("/")[0] + "/"
    return sum(url.startswith(folder) for url in urls) * 2 > len(urls)


def _navigation(site: SiteView, views: Sequence[ColumnView], p: ColumnMismatchParams) -> Iterator[Finding]:
    """Columns that the home page's navigation offers twice, or under each other's names."""
    menu = site.home.menu if site.home else ()
    home = site.home.url if site.home else ""
    for view, name in navigation.two_names(menu, views):
        words = f"导航中“{name}”与“{view.column.name}”指向同一栏目（{view.column.url}）。"
        yield _finding(view, words, "nav-two-names", view.column.url, name, 0, page=home)
    lists = {view.column.url: frozenset(item.url for item in view.items if item.url) for view in views if _whole(view)}
    for first, view in navigation.repeated(menu, views, lists, p.items):
        words = f"导航中“{view.column.name}”栏目重复设置（{first.column.url} 与 {view.column.url} 信息一致）。"
        amount = len(lists[view.column.url])
        yield _finding(view, words, "nav-twice", first.column.url, first.column.name, amount, page=home)
    swapped = list(navigation.crossed(menu, views))
    misnamed = list(navigation.misnamed(menu, views)) or list(navigation.odd_one_out(menu, views))
    for view, name in misnamed:
        if not any(view is one for one, _ in swapped):
            words = f"导航中“{name}”的链接指向“{view.column.name}”栏目，与实际栏目不符。"
            yield _finding(view, words, "nav-crossed", None, name, 0, page=home)
    for view, meant in swapped:
        words = f"导航中“{meant.column.name}”的链接指向“{view.column.name}”栏目，与实际栏目不符。"
        yield _finding(view, words, "nav-crossed", meant.column.url, meant.column.name, 0, page=home)


def _whole(view: ColumnView) -> bool:
    """Whether the column's own list was read to its end."""
    if view.hub or view.doubt or not view.reliable or view.loaded == "unsure" or view.item_count != len(view.items):
        return False
    return view.pages_known is None or view.pages_known <= view.pages_seen


def _related(one: ColumnView, other: ColumnView) -> bool:
    """Whether one column lies below the other, and so may show its list."""
    a, b = one.column.url, other.column.url
    if a in other.sub_columns or b in one.sub_columns:
        return True
    if one.column.name in other.path[:-1] or other.column.name in one.path[:-1]:
        return True
    return _below(a, b) or _below(b, a)


def _below(one: str, other: str) -> bool:
    """Whether an address lies in the folder that another has for itself; columns that are numbers of one page share theirs."""
    name = other.rpartition("/")[2]
    own = not name or name.startswith(("index.", "default.", "list."))
    return own and "?" not in other and one.startswith(other.rpartition("/")[0] + "/")


def _crossed(site: SiteView, views: Sequence[ColumnView]) -> Iterator[Finding]:
    """Entries of the map that lead to the column of another entry."""
    links = site.site_map.map_links if site.site_map else ()
    names = {link.text.strip() for link in links}
    by_url = {view.column.url: view for view in views}
    for link in links:
        view, text = by_url.get(link.target), link.text.strip()
        if view is None or len(text) < 3 or column_names.is_same(text, view.column.name) or view.column.name not in names:
            continue
        meant = next((one for one in views if one.column.name == text and one.column.url != link.target), None)
        if meant is None or _related(meant, view):
            continue
        named = any(other.target == link.target and other.text.strip() == view.column.name for other in links)
        if named and not _swapped(link, view, meant, links):
            continue  # the address stands under its own name too: a group's heading leads to its first column
        words = f"站点地图中“{text}”的链接指向“{view.column.name}”栏目，与实际栏目不符。"
        yield _finding(view, words, "map-crossed", meant.column.url, text, 0, page=site.site_map.url if site.site_map else "")


def _strangers(site: SiteView, views: Sequence[ColumnView]) -> Iterator[Finding]:
    """Names on the map that lead to the column of another, which the map has under its own name too."""
    links = [link for link in site.site_map.map_links if link.area != "nav"] if site.site_map else []
    for view, name in navigation.strangers(links, site.home.menu if site.home else (), views):
        words = f"站点地图中“{name}”的链接指向“{view.column.name}”栏目，与实际栏目不符。"
        yield _finding(view, words, "map-crossed", None, name, 0, page=site.site_map.url if site.site_map else "")


def _swapped(link: Link, view: ColumnView, meant: ColumnView, links: Sequence[Link]) -> bool:
    """Whether two entries of the map lead to each other's columns; the menu on the same page has both right."""
    back = (other for other in links if other.area != "nav" and other.text.strip() == view.column.name)
    return link.area != "nav" and any(other.target == meant.column.url for other in back)


def _lacking(site: SiteView, views: Sequence[ColumnView], p: ColumnMismatchParams) -> Iterator[Finding | Unknown]:
    """Columns that the home page leads to and the map does not."""
    home_map = site.site_map
    if home_map is None:
        return
    links = navigation.of_the_map(home_map.map_links, site.home.menu if site.home else (), _MAP)
    targets = {link.target.rstrip("/") for link in links}
    names = [link.text.strip() for link in links]
    first = [view for view in views if view.column.first_level and view.items and not view.scripted]
    lacks = [view for view in first if not _is_on(view, targets, names)]
    if len(lacks) < p.lacking or len(lacks) < p.lacking_share * len(first):
        return
    if not site.coverage.complete:
        yield Unknown(RULE, home_map.url, "检查没有做完，不能确定站点地图缺少哪些栏目")
        return
    missing = [view.column.name for view in lacks][:_SHOWN]
    yield Finding(
        rule=RULE,
        url=home_map.url,
        page=home_map.url,
        confidence=Confidence.SUSPECTED,
        message=f"站点地图与实际栏目不符，缺少“{'”“'.join(missing[:5])}”等{len(lacks)}个栏目。",
        evidence={"reason": "map-lacks", "other": None, "other_name": None, "items": 0, "missing": missing},
        discriminator="map-lacks",
    )


def _is_on(view: ColumnView, targets: set[str], names: Sequence[str]) -> bool:
    """Whether the map has the column, by its address or by a name, or at least the folder in which it lies."""
    url = view.column.url.rstrip("/")
    if url in targets or any(column_names.is_same(view.column.name, name) for name in names):
        return True
    return any(target.count("/") > 3 and url.startswith(target + "/") for target in targets)


def _finding(
    view: ColumnView, words: str, reason: str, other: str | None, other_name: str | None, items: int, *, page: str = ""
) -> Finding:
    return Finding(
        rule=RULE,
        url=view.column.url,
        page=page or view.column.url,
        column=view.column.name,
        confidence=Confidence.SUSPECTED,
        message=words,
        evidence={"reason": reason, "other": other, "other_name": other_name, "items": items, "missing": []},
        discriminator=reason,
    )
