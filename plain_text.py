"""Checks plain text without a crawl: a paragraph or `id<TAB>text` a line, one answer a line, in order, as a stream.

A line is UTF-8, or GB18030 where it is not UTF-8; bytes that are neither become U+FFFD and are named on standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from checks.lib.typos import MAX_TEXT, Typo, find_typos
from model import Confidence, ConfigError

Format = Literal["table", "jsonl"]
RULE = "typo"
MAX_LINE = 32 * 1024 * 1024
"""Bytes of one line; a longer one is no paragraph."""

_LEVELS = {Confidence.CONFIRMED: "确定", Confidence.SUSPECTED: "疑似"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in one line; `id` is its own or its number from 1."""

    id: str
    typos: tuple[Typo, ...]


def format_of(text: str) -> Format:
    """A result's form as named on the command line. Raises ConfigError."""
    if text not in ("table", "jsonl"):
        raise ConfigError(f"--format {text}: unknown; table and jsonl are known")
    return text  # type: ignore[return-value]


def run(source: str, form: Format, output: TextIO) -> None:
    """Check a file (`-`: standard input) and write an answer for every line. Raises ConfigError."""
    with _opened(source) as lines:
        found = 0
        number = 0
        for number, answer in enumerate(answers(lines, source), 1):
            found += len(answer.typos)
            output.write(as_json(answer) if form == "jsonl" else as_rows(answer))
            if source == "-":
                output.flush()  # whoever feeds line by line waits for the answer
    if form == "table":
        output.write(f"共 {number} 行，{found} 处\n")


def answers(lines: BinaryIO, source: str) -> Iterator[Answer]:
    """One answer for every line of a byte stream. Raises ConfigError on UTF-16 and on a line over MAX_LINE."""
    number = 0
    while raw := lines.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            raise ConfigError(f"{source}:{number}: longer than {MAX_LINE} bytes; a line is a paragraph")
        if number == 1 and raw.startswith(_UTF16):
            raise ConfigError(f"{source}: UTF-16; save it as UTF-8")
        yield answer_of(_decoded(raw, number, source), number)


def answer_of(line: str, number: int) -> Answer:
    """Check one line without its end; offsets count from the text's first character."""
    name, tab, text = line.partition("\t")
    if not tab:
        name, text = "", line
    return Answer(name.strip() or str(number), tuple(_typos(text)))


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
    return json.dumps({"id": answer.id, "corrections": corrections}, ensure_ascii=False) + "\n"


def as_rows(answer: Answer) -> str:
    """The rows of `--format table`: place, level, what for what, and the sentence. Nothing for a line without findings."""
    rows = [
        f"{answer.id}:{typo.offset}  {_LEVELS[typo.level]}  {typo.wrong} → {'、'.join(typo.right)}  {typo.context}"
        for typo in answer.typos
    ]
    return "".join(_printable(row) + "\n" for row in rows)


def _typos(text: str) -> Iterator[Typo]:
    """All of a text, also where it is longer than the detector reads at once."""
    for start in range(0, len(text), MAX_TEXT):
        for typo in find_typos(text[start : start + MAX_TEXT]):
            yield Typo(typo.offset + start, typo.wrong, typo.right, typo.level, typo.context)


def _decoded(raw: bytes, number: int, source: str) -> str:
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
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
