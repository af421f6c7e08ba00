"""Checks plain text without a crawl: a paragraph or `id<TAB>text` a line, one answer a line, in order, as a stream.

A line is UTF-8, or GB18030 where it is not UTF-8; bytes that are neither become U+FFFD and are named on standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from checks.lib import protected, remarks, words
from checks.lib.remarks import Remark
from checks.lib.typo.typos import MAX_TEXT, Typo, find_typos_in
from model import SHANGHAI, Confidence, ConfigError

Format = Literal["table", "jsonl"]
RULE = "typo"
CHUNK = 1 << 16
MAX_LINE = 8 * 1024 * 1024
"""Bytes of one line; a longer one is no paragraph."""

_LEVELS = {Confidence.CONFIRMED: "确定", Confidence.SUSPECTED: "疑似"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in one line; `id` is its own or its number from 1."""

    id: str
    typos: tuple[Typo, ...]
    remarks: tuple[Remark, ...] = ()  # of the other text rules


@dataclass(frozen=True, slots=True)
class Own:
    """The user's words: right ones, and wrong ones as lines of a lexicon."""

    protect: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def format_of(text: str) -> Format:
    """A result's form as named on the command line. Raises ConfigError."""
    if text not in ("table", "jsonl"):
        raise ConfigError(f"--format {text}: unknown; table and jsonl are known")
    return text  # type: ignore[return-value]


NOTHING_OWN = Own()


def run(source: str, form: Format, output: TextIO, own: Own = NOTHING_OWN) -> None:
    """Check a file (`-`: standard input) and write an answer for every line. Raises ConfigError."""
    with _opened(source) as lines:
        found = number = 0
        for answer in answers(lines, source, own):
            number += 1
            found += len(answer.typos) + len(answer.remarks)
            output.write(as_json(answer) if form == "jsonl" else as_rows(answer))
            if source == "-":
                output.flush()  # whoever feeds line by line waits for the answer
    if form == "table":
        output.write(f"共 {number} 行，{found} 处\n")


def answers(lines: BinaryIO, source: str, own: Own = NOTHING_OWN) -> Iterator[Answer]:
    """One answer for every line of a byte stream. Raises ConfigError on UTF-16 and on a line over MAX_LINE."""
    number = 0
    for batch in _batches(lines, source):
        if number == 0 and batch[0].startswith(_UTF16):
            raise ConfigError(f"{source}: UTF-16; save it as UTF-8")
        decoded = [_decoded(raw, number + at, source) for at, raw in enumerate(batch, 1)]
        yield from answers_of(decoded, number + 1, own)
        number += len(batch)


def answers_of(lines: list[str], first: int, own: Own = NOTHING_OWN) -> Iterator[Answer]:
    """Check lines without their ends, the first of which is number `first`; offsets count from a text's first character."""
    named = [_named(line, number) for number, line in enumerate(lines, first)]
    parts = [(row, start) for row, (_, text) in enumerate(named) for start in range(0, max(len(text), 1), MAX_TEXT)]
    typos: list[list[Typo]] = [[] for _ in named]
    texts = [named[row][1][start : start + MAX_TEXT] for row, start in parts]
    found = find_typos_in(texts, words.own_automaton(own.lines))
    for (row, start), part in zip(parts, found, strict=True):
        typos[row] += [replace(typo, offset=typo.offset + start) for typo in part]
    today = datetime.now(SHANGHAI).date()
    for (name, text), hits in zip(named, typos, strict=True):
        kept = (hit for hit in hits if not _is_protected(text, hit, own.protect))
        yield Answer(name, tuple(kept), tuple(remarks.remarks_on(text, today)))


def _is_protected(text: str, hit: Typo, words_: tuple[str, ...]) -> bool:
    return any(protected.covers(text, hit.offset, hit.offset + len(hit.wrong), word) for word in words_)


def _named(line: str, number: int) -> tuple[str, str]:
    name, tab, text = line.partition("\t")
    return (name.strip() or str(number), text) if tab else (str(number), line)


def _batches(lines: BinaryIO, source: str) -> Iterator[list[bytes]]:
    """Whole lines, as many as are there: a file comes in large lots, a person's or program's pipe line by line."""
    rest, number = b"", 0
    while chunk := lines.read1(CHUNK):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b"\n")
        number += len(whole)
        if max(map(len, (rest, *whole))) > MAX_LINE:
            raise ConfigError(f"{source}:{number + 1}: longer than {MAX_LINE} bytes; a line is a paragraph")
        if whole:
            yield whole
    if rest:
        yield [rest]


def as_json(answer: Answer) -> str:
    """The line of `--format jsonl`."""
    corrections = [
        {
            "offset": typo.offset,
            "wrong": typo.wrong,
            "right": list(typo.right),
            "confidence": str(typo.level),
            "rule": RULE,
        }
        for typo in answer.typos
    ]
    corrections += [
        {
            "offset": each.offset,
            "wrong": each.wrong,
            "right": list(each.right),
            "confidence": str(each.level),
            "rule": each.rule,
            "reason": each.reason,
        }
        for each in answer.remarks
    ]
    return json.dumps({"id": answer.id, "corrections": corrections}, ensure_ascii=False) + "\n"


def as_rows(answer: Answer) -> str:
    """The rows of `--format table`: place, level, what for what, and the sentence. Nothing for a line without findings."""
    rows = [
        f"{answer.id}:{typo.offset}  {_LEVELS[typo.level]}  {typo.wrong} → {'、'.join(typo.right)}  {typo.context}"
        for typo in answer.typos
    ]
    rows += [f"{answer.id}:{r.offset}  {_LEVELS[r.level]}  {_NAMES[r.rule]}  {_change(r)}  {r.context}" for r in answer.remarks]
    return "".join(_printable(row) + "\n" for row in rows)


_NAMES = {
    "misstatement": "严重表述错误",
    "personal-info": "个人信息",
    "secret-marking": "涉密标志",
    "malformed-content": "格式混乱",
}


def _change(remark: Remark) -> str:
    return f"{remark.wrong} → {'、'.join(remark.right)}" if remark.right else f"{remark.wrong}（{remark.reason}）"


def _decoded(raw: bytes, number: int, source: str) -> str:
    raw = raw.removesuffix(b"\r")
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    sys.stderr.write(f"xuncha: {source}:{number}: neither UTF-8 nor GB18030; read with gaps\n")
    return raw.decode("utf-8", errors="replace")


def _printable(row: str) -> str:
    """Without control characters: the text is a stranger's and the reader may be a terminal."""
    return "".join(ch if ch.isprintable() else "\ufffd" for ch in row)


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        lines = Path(source).open("rb")  # noqa: SIM115 - closed below; only the opening may fail as a wrong argument
    except OSError as error:
        raise ConfigError(f"{source}: {error.strerror or error}") from error
    with lines:
        yield lines
