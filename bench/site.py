"""Writes the bench site: N static pages of 25-60 KB with a known list of dead links, the same for the same seed.

`python -m bench.site --pages 5000 --out DIR` makes DIR/www (the files) and DIR/truth.json (what is broken).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.markup import COLUMN_COUNT, Entry, article_html, home_html, list_html
from demo.content import Writer
from demo.files import docx, jpg, pdf

WORK = Path(__file__).parent / "work"
HOST = "www.bench-qingshan.gov.cn"
PER_LIST = 20
SIDE = 75  # links to other articles on an article page
NEWEST = date(2026, 11, 20)

_SHARE_OF_IMAGES, _SHARE_OF_FILES = 0.3, 0.2
_BROKEN_SHARE = {"broken-link": 0.008, "broken-image": 0.004, "broken-attachment": 0.003}  # of the pages


@dataclass(frozen=True, slots=True)
class BenchTruth:
    """What the bench site holds. `broken` has the absolute addresses for each rule."""

    home: str
    pages: int  # HTML pages that answer 200
    addresses: int  # distinct addresses of the site that its pages name, the broken ones too
    seed: int
    broken: dict[str, list[str]]


def _broken(pages: int, random: Random) -> dict[str, list[str]]:
    made = {}
    for rule, share in _BROKEN_SHARE.items():
        extension = {"broken-link": "html", "broken-image": "jpg", "broken-attachment": "pdf"}[rule]
        count = max(1, round(pages * share))
        made[rule] = [f"/lost/{rule[7:]}/{random.randrange(10**8):08d}_{n}.{extension}" for n in range(count)]
    return made


def _entries(count: int, writer: Writer) -> list[Entry]:
    """The articles, spread over the columns in turn."""
    made = []
    for serial in range(count):
        column = serial % COLUMN_COUNT
        day = NEWEST - timedelta(days=serial // 40)
        path = f"/xxgk/lm{column:02d}/{day:%Y%m}/t{day:%Y%m%d}_{100000 + serial}.html"
        made.append(Entry(column, serial, path, writer.news(), day.isoformat(), writer.clock()))
    return made


def _split(pages: int) -> int:
    """How many articles, so that articles, list pages and the home page are `pages` together."""
    articles = pages - 1 - COLUMN_COUNT
    while articles > COLUMN_COUNT and _lists(articles) + articles + 1 > pages:
        articles -= 1
    if articles < COLUMN_COUNT:
        raise ValueError(f"the bench site needs at least {2 * COLUMN_COUNT + 1} pages")
    return articles


def _lists(articles: int) -> int:
    return sum(-(-len(range(column, articles, COLUMN_COUNT)) // PER_LIST) for column in range(COLUMN_COUNT))


def _extras(entry: Entry, random: Random, dead: list[tuple[str, str]]) -> tuple[str, list[tuple[str, bytes]]]:
    """Pictures, attachments and dead links in an article: their HTML, and the files that exist."""
    html, files = "", []
    base = entry.path.rsplit("/", 1)[0]
    if random.random() < _SHARE_OF_IMAGES:
        files.append((f"{base}/W0{entry.serial:09d}.jpg", jpg()))
        html += f'<p><img src="./W0{entry.serial:09d}.jpg" alt="现场图片"></p>\n'
    if random.random() < _SHARE_OF_FILES:
        extension, content = ("pdf", pdf()) if entry.serial % 2 else ("docx", docx())
        files.append((f"{base}/P0{entry.serial:09d}.{extension}", content))
        html += f'<p>附件：<a href="./P0{entry.serial:09d}.{extension}">申请表</a></p>\n'
    for rule, path in dead:
        html += (
            f'<p><img src="{path}" alt="图片"></p>\n' if rule == "broken-image" else f'<p><a href="{path}">相关材料</a></p>\n'
        )
    return html, files


def _spread(broken: dict[str, list[str]], entries: list[Entry], random: Random) -> dict[int, list[tuple[str, str]]]:
    """Which article holds which dead address; every fourth stands on three pages."""
    places: dict[int, list[tuple[str, str]]] = {}
    for rule, paths in broken.items():
        for number, path in enumerate(paths):
            for entry in random.sample(entries, 3 if number % 4 == 0 else 1):
                places.setdefault(entry.serial, []).append((rule, path))
    return places


def files(pages: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Every file of the site as (path, content), the truth as the last one under the name "truth"."""
    random, writer = Random(seed), Writer(f"bench-{seed}", "青山市")
    entries = _entries(_split(pages), writer)
    broken = _broken(pages, random)
    places = _spread(broken, entries, random)
    made, others = 1, 0
    for entry in entries:
        extras, own = _extras(entry, random, places.get(entry.serial, []))
        start = random.randrange(len(entries))
        side = [entries[(start + step) % len(entries)] for step in range(min(SIDE, len(entries)))]
        near = (entries[entry.serial - 1], entries[(entry.serial + 1) % len(entries)])
        text = article_html(entry, near, side, writer.paragraphs(random.randint(6, 26), 5), extras, random)
        yield entry.path, text.encode()
        yield from own
        made, others = made + 1, others + len(own)
    for column in range(COLUMN_COUNT):
        for path, text in list_html(column, entries[column::COLUMN_COUNT], PER_LIST, random):
            yield path, text.encode()
            made += 1
    yield "/index.html", home_html(entries, random).encode()
    for path, content in (
        ("/images/style.css", b"body{margin:0}"),
        ("/images/site.js", b"var site={};"),
        ("/images/logo.jpg", jpg()),
    ):
        yield path, content
    home = f"http://{HOST}/"
    absolute = {rule: [home + path[1:] for path in paths] for rule, paths in broken.items()}
    known = BenchTruth(home, made, made + others + 3 + sum(map(len, broken.values())), seed, absolute)
    yield "truth", json.dumps(asdict(known), ensure_ascii=False, indent=1).encode()


def generate(out: Path, pages: int = 5000, seed: int = 1) -> BenchTruth:
    """Write the site below `out` (about 42 KB a page); gives back and stores what is broken."""
    folders: set[Path] = set()
    for path, content in files(pages, seed):
        target = out / "truth.json" if path == "truth" else out / "www" / path[1:]
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(content)
    return read_truth(out)


def read_truth(out: Path) -> BenchTruth:
    """What `generate` stored."""
    return BenchTruth(**json.loads((out / "truth.json").read_text(encoding="utf-8")))


def site_folder(pages: int) -> Path:
    """The folder of the site with so many pages, made once."""
    folder = WORK / f"site-{pages}"
    if not (folder / "truth.json").exists():
        generate(folder, pages)
    return folder


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.site", description="Write the bench site as static files.")
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    known = generate(options.out, options.pages, options.seed)
    print(f"{known.pages} pages, {known.addresses} addresses, {sum(map(len, known.broken.values()))} broken: {options.out}")


if __name__ == "__main__":
    main()
