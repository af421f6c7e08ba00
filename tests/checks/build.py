"""Turn a fixture (TOML or HTML) into what a check sees, and a result into what a fixture expects."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from crawler.extract.page import read_page
from crawler.interaction import Interaction
from model import (
    ArticleView,
    Attempt,
    Column,
    ColumnKind,
    ColumnPast,
    ColumnView,
    Coverage,
    DateFact,
    DatePlace,
    Document,
    Exits,
    History,
    Letter,
    Link,
    LinkKind,
    ListBlock,
    ListItem,
    Newcomer,
    Outcome,
    Page,
    PageKind,
    Place,
    Redating,
    Shown,
    Site,
    SiteId,
    SiteKind,
    SiteView,
    Survey,
    Verdict,
)

NOW = datetime.fromisoformat("2026-11-21T09:00:00+08:00")
HOME = "http://www.demo.gov.cn/"
Table = dict[str, Any]


def case(path: Path) -> tuple[Page | Verdict | SiteView | History, Table]:
    """What the check is given, and the expectations: `findings` (subset of each record) and `unknown` (addresses)."""
    if path.suffix == ".html":
        expected = tomllib.loads(path.with_suffix(".toml").read_text("utf-8")) if path.stem.startswith("bad") else {}
        return page(path.read_bytes(), expected.get("url", HOME + "a/t20261120_1.html")), expected
    table = tomllib.loads(path.read_text("utf-8"))
    if "history" in table:
        return history(table), table
    return (verdict(table["verdict"]) if "verdict" in table else view(table)), table


def page(body: bytes, url: str) -> Page:
    """A page read as a parse worker reads it."""
    return read_page(
        body,
        url=url,
        requested=url,
        status=200,
        content_type="text/html; charset=utf-8",
        observed_at=NOW,
        today=NOW.date(),
        home_url=HOME,
        in_scope=lambda target: target.startswith(HOME),
    )


def verdict(table: Table) -> Verdict:
    """A settled target."""
    attempts = tuple(Attempt(**{"at": NOW, "method": "GET", "status": None, **one}) for one in table.pop("attempts", ()))
    places = tuple(Place(**one) for one in table.pop("places", ()))
    table["shown"] = msgspec.convert(table["shown"], Shown) if "shown" in table else None
    kind, outcome = LinkKind(table.pop("kind")), Outcome(table.pop("outcome"))
    return Verdict(kind=kind, outcome=outcome, attempts=attempts, places=places, **table)


def view(table: Table) -> SiteView:
    """A site at the end of its pass."""
    coverage = Coverage(**{"complete": True, **table.get("coverage", {})})
    pages = tuple(page(one["html"].encode(), one.get("url", HOME)) for one in table.get("pages", ()))
    interaction = Interaction()
    for one in pages:
        interaction.note(one)
    known = {"home_url": HOME, "name": "示例市人民政府", **table.get("site", {})}
    if "kind" in known:
        known["kind"] = SiteKind(known["kind"])
    return SiteView(
        site=Site(SiteId(1), expected_columns=tuple(table.get("expected_columns", ())), **known),
        now=table.get("now", NOW),
        coverage=coverage,
        home=_home(table["home"]) if "home" in table else next((p for p in pages if p.kind is PageKind.HOME), None),
        columns=tuple(_column(one) for one in table.get("columns", ())),
        documents=tuple(_document(one) for one in table.get("documents", ())),
        pages=pages,
        link_words=tuple(table.get("link_words", ())),
        site_map=page(table["site_map"].encode(), HOME + "wzdt/") if "site_map" in table else None,
        letters=(*interaction.letters.values(), *(_letter(one) for one in table.get("letters", ()))),
        surveys=(*interaction.surveys.values(), *(_survey(one) for one in table.get("surveys", ()))),
        channels=(*interaction.channels, *table.get("channels", ())),
        result_titles=tuple(ListItem(title, HOME) for title in table.get("result_titles", ())),
        probes=table.get("probes", {}),
        exits=_exits(table["exits"]) if "exits" in table else None,
    )


def history(table: Table) -> History:
    """A site across its passes; newcomers are articles with `looked_at`, a day, and counts."""
    own = table["history"]
    newcomers = []
    for one in own.get("newcomers", ()):
        column = Column(one.pop("column_url", HOME + "yw/"), one.pop("column", "要闻"), ColumnKind(one.pop("kind", "动态")))
        known = {"looked_at": _moment(one.pop("looked_at"))} | {
            name: one.pop(name) for name in ("older", "newcomers", "items", "titled_before") if name in one
        }
        newcomers.append(Newcomer(column, _article({"url": one.pop("url"), "article": one}), **known))
    moments = {"seen_at", "found_at"}
    redated = [Redating(**{k: _moment(v) if k in moments else v for k, v in one.items()}) for one in own.get("redated", ())]
    columns = []
    for one in own.get("columns", ()):
        names = {name: one.pop(name) for name in ("url", "name", "registered", "ignored") if name in one}
        column = Column(**names, kind=ColumnKind(one.pop("kind", "其他")))
        columns.append(ColumnPast(column, NOW, NOW, **one))
    return History(view(table), own.get("passes", 1), tuple(columns), tuple(newcomers), tuple(redated))


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=NOW.tzinfo)


def _letter(table: Table) -> Letter:
    """A letter: `received`, `accepted` and `answered` are days; labelled unless `received_label` says otherwise."""
    days = {
        key: DateFact(day, day.isoformat(), DatePlace.SHOWN)
        for key in ("received", "answered", "accepted")
        if (day := table.get(key))
    }
    return Letter(**{"own_page": True, "received_label": "来信时间", "page": HOME, **table, **days})


def _survey(table: Table) -> Survey:
    """A survey: `start` and `end` are days; `certain = false`: the end was counted."""
    certain = table.pop("certain", True)
    ends = ("start", "end")
    days = {key: DateFact(day, day.isoformat(), DatePlace.SHOWN, certain=certain) for key in ends if (day := table.get(key))}
    return Survey(**{"own_page": True, **table, **days, "offline": tuple(table.get("offline", ()))})


def _exits(table: Table) -> Exits:
    links = tuple((target, Place(page, text)) for target, page, text in table.get("links", ()))
    bare = tuple((target, Place(page, text)) for target, page, text in table.get("unguarded", ()))
    return Exits(links, table.get("notice", ""), tuple(table.get("unread", ())), tuple(table.get("unasked", ())), bare)


def _home(table: Table) -> Page:
    lists = tuple(ListBlock(tuple(_item(item) for item in items), role="block") for items in table.pop("lists", ()))
    kind = PageKind(table.pop("kind", "home"))
    table["links"] = tuple(Link(target, LinkKind.PAGE, text, area="body") for target, text in table.get("links", ()))
    return Page(url=HOME, requested=HOME, status=200, observed_at=NOW, title="首页", kind=kind, lists=lists, **table)


def _column(table: Table) -> ColumnView:
    listed = table.pop("items", ())
    items = tuple(_item(item) for item in listed)
    articles = tuple(_article(item) for item in listed if "article" in item)
    own = {key: table.pop(key) for key in ("url", "name", "kind", "kind_reason", "first_level", "registered") if key in table}
    column = Column(**{**own, "kind": ColumnKind(own.get("kind", "其他"))})
    dated = [item for item in items if item.date is not None]
    past = [item for item in dated if item.date is not None and item.date.day <= NOW.date()]
    newest = max(past, key=lambda item: item.date.day if item.date else date.min, default=None)
    facts: Table = {
        "item_count": len(items),
        "latest": newest.date if newest else None,
        "latest_title": newest.title if newest else "",
        "latest_url": newest.url if newest else "",
        "undated": len(items) - len(dated),
        "future": len(dated) - len(past),
        "external": sum(not item.url.startswith(HOME) for item in items),
        **table,
    }
    facts["sub_columns"] = tuple(facts.get("sub_columns", ()))
    return ColumnView(column=column, items=items, articles=articles, **facts)


def _article(item: Table) -> ArticleView:
    """The page behind an item: what it does not say of itself it has from the item. Dates: shown, tag, url, written, ..."""
    table = dict(item["article"])
    places = {"published": DatePlace.TABLE} | {place.value: place for place in DatePlace}
    table.setdefault("shown", item.get("date"))
    clock = table.pop("clock", "")
    dates = tuple(
        DateFact(day, day.isoformat(), place, clock)
        for name, place in places.items()
        if (day := table.pop(name, None)) is not None
    )
    table["kind"] = PageKind(table.get("kind", "article"))
    table.setdefault("title", item.get("title", "标题"))
    table.setdefault("body_length", 600)
    table.setdefault("observed_at", NOW)
    table["body_sketch"] = tuple(table.get("body_sketch", ()))
    if "source_day" in table:
        table["source_day"] = _date(table["source_day"], DatePlace.SHOWN)
    return ArticleView(url=item["url"], dates=dates, published=dates[0] if dates else None, **table)


def _item(table: Table) -> ListItem:
    return ListItem(table.get("title", "标题"), table.get("url", HOME + "x.html"), _date(table, DatePlace.LIST))


def _date(table: Table, place: DatePlace) -> DateFact | None:
    if "date" not in table:
        return None
    day = table["date"]
    place = DatePlace(table.get("place", place))
    return DateFact(day, table.get("raw", day.isoformat()), place, table.get("clock", ""), certain=table.get("certain", True))


def _document(table: Table) -> Document:
    related = tuple(Link(target, LinkKind.PAGE, text, area="related") for target, text in table.pop("related", ()))
    published = _date({"date": table.pop("published")}, DatePlace.SHOWN) if "published" in table else None
    kind = PageKind(table.pop("kind"))
    table["links"] = tuple(table.get("links", ()))
    return Document(kind=kind, published=published, related=related, **table)
