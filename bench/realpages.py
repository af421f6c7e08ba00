"""Extraction against real pages: how often title, dates, lists, numbers and identity are read as a person reads them.

    python bench/realpages.py [FOLDER]        (default ../shared/data/realpages)

The folder holds pages and an index.tsv that says for each what a person reads on it. Every miss is printed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from crawler.extract.dates import parse_dates  # noqa: E402
from crawler.extract.page import read_page  # noqa: E402
from crawler.extract.title import loose  # noqa: E402
from model import DateFact, DatePlace, ListItem, Page  # noqa: E402

Row = dict[str, str]
TODAY = date(2026, 11, 21)
KINDS: Mapping[str, frozenset[str]] = {
    "home": frozenset({"home"}),
    "column": frozenset({"list", "hub", "messages", "single"}),
    "article": frozenset({"article", "interpretation"}),
    "policy": frozenset({"policy", "article"}),
    "message": frozenset({"message", "messages"}),
    "survey": frozenset({"survey"}),
    "service guide": frozenset({"guide"}),
    "soft404": frozenset({"error"}),
}
"""What a person calls a page -> the kinds that are right for it."""
_DOCUMENTS = {"article", "policy", "message"}


def read(folder: Path, row: Row) -> Page:
    """One page of the collection; a missing address is invented."""
    url = row["url"] or "/page/"
    url = url if url.startswith("http") else f"http://www.example.gov.cn{url}"
    home = url if row["kind"] == "home" else "http://home.example.gov.cn/"
    body = (folder / row["file"]).read_bytes()
    return read_page(
        body,
        url=url,
        requested=url,
        status=200,
        content_type="text/html",
        observed_at=datetime.now(UTC),
        today=TODAY,
        home_url=home,
        in_scope=lambda _: True,
    )


def _kind(page: Page, row: Row) -> tuple[bool, str]:
    return page.kind.value in KINDS[row["kind"]], page.kind.value


def _items(page: Page) -> list[ListItem]:
    return [item for block in page.lists if block.role != "side" for item in block.items]


def _title(page: Page, row: Row) -> tuple[bool, str]:
    wanted = re.sub(r"^\([^)]*\)", "…", re.sub(r" \(.*\)$", "", row["title"]))
    parts = [re.escape(loose(part)) for part in wanted.split("…")]
    return re.fullmatch(".*".join(parts), loose(page.title)) is not None, page.title


def _published(page: Page, row: Row) -> tuple[bool, str]:
    fact = page.published
    wanted = parse_dates(row["pubdate"], DatePlace.SHOWN, TODAY)[0]
    good = fact is not None and fact.day == wanted.day and (not wanted.clock or fact.clock == wanted.clock)
    return good, f"{fact.day} {fact.clock} ({fact.place})" if fact else "none"


def _latest(page: Page, row: Row) -> tuple[bool, str]:
    facts = [item.date for item in _items(page) if item.date]
    newest: DateFact | None = max(facts, key=lambda f: f.day, default=None)
    if newest is None:
        return False, "none"
    wanted = re.match(r"\d{4}-\d{2}-\d{2}", row["latest"])
    if wanted:
        return newest.day.isoformat() == wanted[0], newest.day.isoformat()
    return any(f"{f.day:%m-%d}" == row["latest"][:5] for f in facts), newest.day.isoformat()


def _count(page: Page, row: Row) -> tuple[bool, str]:
    wanted = int(re.search(r"\d+", row["n_items"])[0])  # type: ignore[index]
    items = _items(page)
    dated = sum(item.date is not None for item in items)
    found = dated if "dated" in row["n_items"] else len(items)
    return found == wanted, f"{len(items)} items, {dated} dated"


def _number(page: Page, row: Row) -> tuple[bool, str]:
    properties = page.properties
    found = properties.document_number if properties else ""
    return found == row["doc_no"] or f"{row['doc_no']}" in page.kind_reason, found


def _index(page: Page, row: Row) -> tuple[bool, str]:
    found = page.properties.index_number if page.properties else ""
    return found == row["index_no"], found


def _code(page: Page, row: Row) -> tuple[bool, str]:
    values = [
        page.identity.get("code", ""),
        (page.features or {}).get("error_entry_code", ""),
        *page.tags.get("siteidcode", ()),
    ]
    return row["code"].split(" ")[0] in [value.strip() for value in values], str(values)


def _icp(page: Page, row: Row) -> tuple[bool, str]:
    return page.identity.get("icp", "") == row["icp"], page.identity.get("icp", "")


def _tags(page: Page, row: Row) -> tuple[bool, str]:
    words = re.findall(r"([A-Za-z]+)(\(empty\))?", row["meta_present"])
    wrong = [w for w, empty in words if w.lower() not in page.tags or bool(empty) == any(page.tags[w.lower()])]
    return not wrong, f"missing or filled otherwise: {wrong}"


def _source(page: Page, row: Row) -> tuple[bool, str]:
    wanted = "" if row["source"].startswith("(empty") else row["source"]
    return page.source == wanted, page.source


Judge = Callable[[Page, Row], tuple[bool, str]]
COLUMNS: tuple[tuple[str, Judge, Callable[[Row], bool]], ...] = (
    ("kind", _kind, lambda row: row["kind"] in KINDS),
    ("title", _title, lambda row: bool(row["title"]) and not row["title"].startswith("(事项")),
    ("pubdate", _published, lambda row: bool(row["pubdate"])),
    ("source", _source, lambda row: bool(row["source"]) and not row["source"].startswith("(发文")),
    ("latest", _latest, lambda row: bool(row["latest"])),
    ("n_items", _count, lambda row: bool(row["n_items"])),
    ("doc_no", _number, lambda row: bool(row["doc_no"])),
    ("index_no", _index, lambda row: bool(row["index_no"]) and row["kind"] in _DOCUMENTS),
    ("code", _code, lambda row: bool(row["code"])),
    ("icp", _icp, lambda row: bool(row["icp"])),
    ("meta_present", _tags, lambda row: bool(row["meta_present"])),
)


def rows(folder: Path) -> Iterator[Row]:
    """The lines of index.tsv."""
    with (folder / "index.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def main() -> None:
    """Read every page and print the shares and the misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/data/realpages")
    folder = parser.parse_args().folder
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    misses: list[str] = []
    spent = 0.0
    pages = 0
    for row in rows(folder):
        begin = time.thread_time()
        page = read(folder, row)
        spent += time.thread_time() - begin
        pages += 1
        for column, judge, applies in COLUMNS:
            if not applies(row):
                continue
            good, found = judge(page, row)
            asked[column] = asked.get(column, 0) + 1
            right[column] = right.get(column, 0) + good
            if not good:
                misses.append(f"  {row['file']:28} {column:12} wanted {row[column]!r}, found {found!r}")
    for column in asked:
        print(f"{column:14} {right[column]:3}/{asked[column]:<3} {right[column] / asked[column]:7.1%}")
    print(f"{pages} pages, {spent / max(pages, 1) * 1000:.1f} ms of CPU each")
    print("\n".join(["misses:", *misses]) if misses else "no misses")


if __name__ == "__main__":
    main()
