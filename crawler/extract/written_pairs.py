"""Labels with their values that a page keeps in its own script and writes from there.

They are pairs ({"受理条件": "…"}, ["索引号", "…"]) or the markup that document.write puts on the page.

They are read as the table that a reader sees: property tables, service guides and letters then need no other form.
Nothing is run; a value that is put together from pieces makes no pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser

from crawler.cms.source import unescape
from crawler.extract.documents.properties import label_of
from crawler.extract.guides.words import classes_of
from crawler.extract.hidden.written_links import unconditional, writing_of
from crawler.extract.letters.labels import LABELS

_TEXT = r"(?:\"(?:[^\"\\\n]|\\.){0,4000}\"|'(?:[^'\\\n]|\\.){0,4000}')"
_PAIR = re.compile(
    r"(?:[\"'](?P<quoted>[\u4e00-\u9fff][\u4e00-\u9fff（）()/、\s]{1,17})[:：]?[\"']|(?<=[{,\s])(?P<bare>[\u4e00-\u9fff]{2,12}))\s*"
    rf"(?::|,(?:\s*[\"']?[A-Za-z_]\w{{0,20}}[\"']?\s*:)?)\s*(?P<value>{_TEXT})(?=\s*[,}}\])])"
)
_MAY = re.compile(r"[\"'{,]\s*[\u4e00-\u9fff]{2,12}[:：]?[\"']?\s*[:,]")
_WRITE = writing_of(1, 18_000)
_CELL = re.compile(r">\s*([\u4e00-\u9fff][^<>:：]{1,17})[:：]?\s*<")
_ASKS = re.compile(r"^请(?:输入|填写|选择)|不能为空|^必填")
"""Words of a form's own checks: the labels are those of its fields."""
FEWEST = 4
"""Fewer known labels make no record."""
MAX_CODE, MAX_PAIRS = 60_000, 60


def with_written_pairs(html: str, scripts: Sequence[tuple[int, str]]) -> str:
    """The page's markup with what each such script writes in the script's place; the markup as it was without any."""
    for _, code in scripts:
        written = _table(html, code) or _markup(code)
        at = _place(html, code) if written else -1
        if at >= 0:
            html = f"{html[:at]}{written}{html[at:]}"
    return html


def _table(html: str, code: str) -> str:
    rows = _rows(code[:MAX_CODE]) if _MAY.search(code[:MAX_CODE]) else []
    if len(rows) < FEWEST or _shown_already(html, rows):
        return ""
    return f"<table>{''.join(_row(*row) for row in rows)}</table>"


def _markup(code: str) -> str:
    """What document.write puts on the page for every visitor, "" where that holds few labels."""
    if "document.write" not in code:
        return ""
    written = "".join(unconditional(code, _WRITE))
    known = sum(_is_known("".join(cell.split())) for cell in _CELL.findall(written))
    return _balanced(written) if known >= FEWEST else ""


def _rows(code: str) -> list[tuple[str, str]]:
    """The pairs of a script, [] where few of the labels are known ones, or where they belong to a form's checks."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(code):
        label = (pair["quoted"] or pair["bare"]).strip()
        found.setdefault(label, unescape(pair["value"][1:-1]))
        if len(found) >= MAX_PAIRS:
            break
    known = sum(_is_known(label) for label in found)
    if known < FEWEST or known * 2 < len(found):
        return []
    asks = sum(bool(_ASKS.search(value)) for value in found.values())
    listed = sum(_is_known(value) for value in found.values())  # labels again: a list of them, not of pairs
    return list(found.items()) if asks * 2 < len(found) and listed * 3 <= len(found) else []


def _is_known(label: str) -> bool:
    return label_of(label) is not None or bool(classes_of(label)) or label in LABELS


def _place(html: str, code: str) -> int:
    """Where the table is shown: behind the script itself, -1 where this stands in the head."""
    start = html.find(code[:200])
    end = html.find("</", start + len(code)) if start >= 0 else -1
    body = re.search(r"<body\b", html, re.IGNORECASE)
    if end < 0 or (body and body.start() > end):
        return -1
    closing = html.find(">", end)
    return closing + 1 if closing >= 0 else -1


def _shown_already(html: str, rows: list[tuple[str, str]]) -> bool:
    """Whether the labels stand in the page's markup, too: then the script only fills or checks them."""
    cells = sum(bool(re.search(rf">\s*{re.escape(label)}\s*[:：]?\s*<", html)) for label, _ in rows[:12])
    return cells * 2 >= min(len(rows), 12)


def _row(label: str, value: str) -> str:
    return f"<tr><th>{escape(label)}</th><td>{_balanced(value) if '<' in value or '&' in value else escape(value)}</td></tr>"


def _balanced(markup: str) -> str:
    """A value that is markup itself, closed and without code."""
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style", "iframe", "object", "embed", "meta", "link", "base"])
    return (tree.body.inner_html if tree.body else "") or ""
