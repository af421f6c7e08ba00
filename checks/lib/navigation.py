"""Entries of a site's navigation that contradict the columns to which they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checks.lib import column_names
from model import ColumnKind, ColumnView, Link, MenuEntry

_INDEX = re.compile(r"(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_HOME = re.compile(r"首\s*页|更多|地图|登录|注册|English|繁|无障碍|长者")
_SOUND = 4  # entries of a navigation that lead to columns of their own names
LEAST = 3  # characters of a name that says what a column holds


def key(url: str) -> str:
    """One form of an address for its trivial variants."""
    return _INDEX.sub("", url.partition("://")[2].removeprefix("www.")).rstrip("/")


def two_names(menu: Sequence[MenuEntry], views: Sequence[ColumnView]) -> Iterator[tuple[ColumnView, str]]:
    """(column, other name) of columns that stand in the navigation under their own name and under that of another kind.

    A group's heading leads to its first column as a rule: it stands above the column, in the navigation or in the column's
    own path, and is no second name.
    """
    by_key = {key(view.column.url): view for view in views}
    named: dict[str, list[tuple[int, MenuEntry]]] = {}
    for at, entry in enumerate(menu):
        if len(entry.name) >= LEAST and not _HOME.search(entry.name):
            named.setdefault(key(entry.url), []).append((at, entry))
    for address, entries in named.items():
        view = by_key.get(address)
        own = [(at, e) for at, e in entries if view is not None and column_names.is_same(e.name, view.column.name)]
        if view is None or not own:
            continue
        other = next((e.name for at, e in entries if _is_another(at, e, own, view)), "")
        if other:
            yield view, other


def _is_another(at: int, entry: MenuEntry, own: Sequence[tuple[int, MenuEntry]], view: ColumnView) -> bool:
    kind, real = column_names.kind_of(entry.name), column_names.kind_of(view.column.name)
    if ColumnKind.OTHER in (kind, real) or kind is real or column_names.is_same(entry.name, view.column.name):
        return False
    if any(column_names.is_same(entry.name, crumb) for crumb in view.path):
        return False
    return all(entry.level == named.level and abs(at - place) > 1 for place, named in own)


def repeated(
    menu: Sequence[MenuEntry], views: Sequence[ColumnView], items: Mapping[str, frozenset[str]], least: int
) -> Iterator[tuple[ColumnView, ColumnView]]:
    """Pairs of columns of one name that the navigation offers at two addresses with the very same list."""
    by_key = {key(view.column.url): view for view in views}
    first: dict[str, ColumnView] = {}
    for entry in menu:
        view = by_key.get(key(entry.url))
        if view is None or len(entry.name) < LEAST or not column_names.is_same(entry.name, view.column.name):
            continue
        known = first.setdefault(column_names.normal(entry.name), view)
        own = items.get(view.column.url, frozenset())
        if known is not view and len(own) >= least and own == items.get(known.column.url):
            yield known, view


def crossed(menu: Sequence[MenuEntry], views: Sequence[ColumnView]) -> Iterator[tuple[ColumnView, ColumnView]]:
    """(column that an entry leads to, column that it names) of two entries that lead to each other's columns."""
    by_key = {key(view.column.url): view for view in views}
    leads = {entry.name: view for entry in menu if (view := by_key.get(key(entry.url))) is not None}
    for name, view in leads.items():
        meant = next((one for one in views if one.column.name == name and one is not view), None)
        if meant is None or len(name) < LEAST or column_names.is_same(name, view.column.name):
            continue
        back = leads.get(view.column.name)
        if back is meant:
            yield view, meant


_DOCUMENTS = frozenset(
    {
        ColumnKind.PLAN, ColumnKind.PERSONNEL, ColumnKind.BUDGET, ColumnKind.STATISTICS, ColumnKind.NOTICE, ColumnKind.POLICY,
        ColumnKind.DISCLOSURE_REPORT,
    }
)  # fmt: skip
"""Kinds of columns that hold one sort of documents; the names of the others are also those of groups."""


def misnamed(menu: Sequence[MenuEntry], views: Sequence[ColumnView]) -> Iterator[tuple[ColumnView, str]]:
    """(column, entry's name) of entries that promise one sort of documents and lead to a column of another sort.

    The heading of a group leads to its first column: entries stand below it, or it stands in the column's own path.
    """
    by_key = {key(view.column.url): view for view in views}
    flat = len({entry.level for entry in menu}) == 1
    for at, entry in enumerate(menu):
        view = by_key.get(key(entry.url))
        if view is None or len(entry.name) < LEAST or not (flat or len(view.path) > 2):
            continue
        real = column_names.kind_of(view.column.name)
        kinds = {column_names.kind_of(entry.name), view.column.kind if real is ColumnKind.OTHER else real}
        if len(kinds) < 2 or not kinds <= _DOCUMENTS or any(column_names.is_same(entry.name, step) for step in view.path):
            continue
        heads = at + 1 < len(menu) and menu[at + 1].level > entry.level
        if not heads and sum(key(other.url) == key(entry.url) for other in menu) == 1:
            yield view, entry.name


_GROUP = re.compile(r"公开|中心|服务|互动|交流|专[题栏]|资讯|大厅|走进|导航|之窗|园地|风采")
"""What the headings of groups are called, which lead to the first of their columns."""


def odd_one_out(menu: Sequence[MenuEntry], views: Sequence[ColumnView]) -> Iterator[tuple[ColumnView, str]]:
    """(column, entry's name) of the one entry of a flat navigation that has nothing to do with the column it leads to.

    All others lead to columns of their own names, so that the entries are names of columns and no headings of groups.
    """
    by_key = {key(view.column.url): view for view in views}
    if len({entry.level for entry in menu}) > 1:
        return
    leads = [(e, view) for e in menu if not _HOME.search(e.name) and (view := by_key.get(key(e.url))) is not None]
    odd = [(e, view) for e, view in leads if not column_names.is_same(e.name, view.column.name)]
    strange = [(e, view) for e, view in odd if _is_foreign(e.name, view)]
    if len(strange) != 1 or len(odd) > 2 or len(leads) - len(odd) < _SOUND:
        return
    entry, view = strange[0]
    again = sum(key(other.url) == key(entry.url) for other in menu)
    sort = column_names.kind_of(view.column.name)
    if again == 1 and len(entry.name) >= LEAST and sort in _DOCUMENTS and not _GROUP.search(entry.name):
        yield view, entry.name


def strangers(
    links: Sequence[Link], menu: Sequence[MenuEntry], views: Sequence[ColumnView]
) -> Iterator[tuple[ColumnView, str]]:
    """(column, other name) of entries of a map that lead to a column which stands there before under its own name.

    A heading stands above its column, another word for the same thing is found in what the column publishes. What the menu
    of every page has too stands on the map's page before the map.
    """
    entries = {key(entry.url) for entry in menu}
    columns = {view.column.name for view in views}
    by_key = {key(view.column.url): view for view in views if key(view.column.url) not in entries}
    named: dict[str, int] = {}  # the last place of each column's own name
    others: list[tuple[int, str, ColumnView]] = []
    for at, link in enumerate(links):
        address, name = key(link.target), link.text.strip()
        view = by_key.get(address)
        if view is not None and column_names.is_same(name, view.column.name):
            named[address] = at
        elif view is not None and len(name) >= LEAST and name not in columns and not _HOME.search(name):
            others.append((at, name, view))
    for at, name, view in others:
        if named.get(key(view.column.url), at) < at and _is_foreign(name, view):
            yield view, name


def _is_foreign(name: str, view: ColumnView) -> bool:
    """Whether no two characters of a name are found in those of a column, of its path and of what it publishes."""
    words = [view.column.name, *view.path, *(item.title for item in view.items)]
    return len(view.items) > 1 and not any(name[at : at + 2] in word for at in range(len(name) - 1) for word in words)


def of_the_map(links: Sequence[Link], menu: Sequence[MenuEntry], least: int) -> Sequence[Link]:
    """The links of a site map itself; all of its page where the map cannot be told from the navigation above it.

    A part of the map may look like a navigation; what stands in it and in no menu of the home page is the map's.
    """
    entries = {key(entry.url) for entry in menu}
    own = [link for link in links if link.area != "nav" or (entries and key(link.target) not in entries)]
    return own if len(own) >= least else links
