"""Loading of rules/lexicon/: words with their corrections and plain word lists, each entry proved to match itself.

A text file has header lines `# source: …` and `# date: YYYY-MM-DD`, then one entry a line:

    wrong<TAB>right[,right2]<TAB>level<TAB>contexts

`level` is certain, suspected or severe. `contexts` are parts separated by ";": "!领导小姐妹" (no match inside these words),
"+会议" (must stand in the same sentence), anything else is a note. With `# kind: words` a file holds one word a line,
with an optional note behind a TAB. A TOML file states the same:

    source = "…"    date = "2026-01-31"
    [[entry]]
    wrong = "布署"    right = ["部署"]    level = "certain"    protect = []    near = []    note = ""
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args

from model import ConfigError
from rules.packs import read_source, where

FOLDER = Path(__file__).with_name("lexicon")

Level = Literal["certain", "suspected", "severe"]
Normalise = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A wrong wording with its corrections."""

    wrong: str
    right: tuple[str, ...]  # best first
    level: Level
    protect: tuple[str, ...] = ()  # longer words inside which it is not wrong
    near: tuple[str, ...] = ()  # one of these must stand in the same sentence
    note: str = ""
    at: str = ""  # "file:line"


@dataclass(frozen=True, slots=True)
class WordList:
    """A plain list of words with their notes ("" where there is none)."""

    words: Mapping[str, str]
    source: str
    date: date


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything in the folder; `sources` maps a file name to (source, date)."""

    entries: tuple[Entry, ...]
    words: Mapping[str, WordList]  # by the file's name without its ending
    sources: Mapping[str, tuple[str, date]]


def normalise(text: str) -> str:
    """What the matcher does to a text first: full-width letters and digits folded, blanks and invisible characters out."""
    folded = "".join(_fold(ch) for ch in text)
    return "".join(ch for ch in folded if not ch.isspace() and unicodedata.category(ch) not in ("Cf", "Cc"))


def _fold(ch: str) -> str:
    return chr(ord(ch) - 0xFEE0) if "！" <= ch <= "～" and chr(ord(ch) - 0xFEE0).isalnum() else ch


def load_lexicon(folder: Path | None = None, *, normalise: Normalise = normalise) -> Lexicon:
    """Load every .txt and .toml file of the folder. ConfigError with file and line for a bad entry."""
    entries: dict[str, Entry] = {}
    words: dict[str, WordList] = {}
    sources: dict[str, tuple[str, date]] = {}
    for path in sorted((folder or FOLDER).glob("*.t[xo][tm]*")):
        if path.suffix not in (".txt", ".toml"):
            continue
        if path.suffix == ".txt" and _header(path)[0].get("kind") == "words":
            words[path.stem] = load_words(path)
            sources[path.name] = (words[path.stem].source, words[path.stem].date)
            continue
        found, sources[path.name] = load_corrections(path, normalise=normalise)
        for entry in found:
            if (first := entries.setdefault(entry.wrong, entry)) is not entry:
                raise ConfigError(f"{entry.at}: {entry.wrong!r} already stands in {first.at}")
    return Lexicon(tuple(entries.values()), words, sources)


def load_corrections(path: Path, *, normalise: Normalise = normalise) -> tuple[tuple[Entry, ...], tuple[str, date]]:
    """The proved entries of one file, with its source and date."""
    if path.suffix == ".toml":
        entries, about = _from_toml(path)
    else:
        head, lines = _header(path)
        entries, about = [_from_line(path, number, line) for number, line in lines], _about(path, head)
    seen: dict[str, Entry] = {}
    for entry in entries:
        _prove(entry, normalise)
        if (first := seen.setdefault(entry.wrong, entry)) is not entry:
            raise ConfigError(f"{entry.at}: {entry.wrong!r} already stands in {first.at}")
    return tuple(entries), about


def load_words(path: Path) -> WordList:
    """A file of one word a line."""
    head, lines = _header(path)
    words: dict[str, str] = {}
    for number, line in lines:
        word, _, note = line.partition("\t")
        if not word or word in words:
            raise ConfigError(f"{path}:{number}: {'empty word' if not word else f'{word!r} stands there twice'}")
        words[word] = note
    return WordList(words, *_about(path, head))


def _header(path: Path) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The `# key: value` lines and the numbered lines that are entries."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    head: dict[str, str] = {}
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon and not lines:
                head.setdefault(key.strip().lower(), value.strip())
        elif line.strip():
            lines.append((number, line.rstrip("\r\n")))
    return head, lines


def _about(path: Path, head: Mapping[str, Any], line: int = 1) -> tuple[str, date]:
    source, written = head.get("source"), str(head.get("date") or "")
    if not source:
        raise ConfigError(f"{path}:{line}: no source is given (a line '# source: …')")
    try:
        return str(source), date.fromisoformat(written)
    except ValueError:
        raise ConfigError(f"{path}:{line}: no date like 2026-01-31 is given (a line '# date: …')") from None


def _level(word: str, at: str) -> Level:
    if word not in get_args(Level):
        raise ConfigError(f"{at}: level {word!r} is none of {', '.join(get_args(Level))}")
    return cast(Level, word)


def _from_line(path: Path, number: int, line: str) -> Entry:
    at = f"{path}:{number}"
    fields = line.split("\t")
    if not 3 <= len(fields) <= 4:
        raise ConfigError(f"{at}: an entry is wrong<TAB>right<TAB>level<TAB>contexts, this line has {len(fields)} parts")
    right = tuple(word for word in fields[1].split(",") if word)
    parts = [part.strip() for part in (fields[3] if len(fields) == 4 else "").split(";")]
    protect = tuple(part[1:] for part in parts if part.startswith("!"))
    near = tuple(part[1:] for part in parts if part.startswith("+"))
    note = "；".join(part for part in parts if part and part[0] not in "!+")
    return Entry(fields[0], right, _level(fields[2], at), protect, near, note, at)


def _from_toml(path: Path) -> tuple[list[Entry], tuple[str, date]]:
    source = read_source(path)
    about = _about(path, source.data)
    numbers = [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip() == "[[entry]]"]
    tables = source.data.get("entry", [])
    if unknown := set(source.data) - {"source", "date", "entry"}:
        raise ConfigError(f"{where([source], [min(unknown)])}: unknown key {min(unknown)!r}")
    if len(numbers) != len(tables):
        raise ConfigError(f"{path}:1: every entry must start with a line [[entry]]")
    return [_from_table(f"{path}:{number}", table) for number, table in zip(numbers, tables, strict=True)], about


def _from_table(at: str, table: Mapping[str, Any]) -> Entry:
    if unknown := set(table) - {"wrong", "right", "level", "protect", "near", "note"}:
        raise ConfigError(f"{at}: unknown key {min(unknown)!r}")

    def texts(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise ConfigError(f"{at}: {key} must be a list of strings")
        return tuple(value)

    wrong, note = table.get("wrong"), table.get("note", "")
    if not isinstance(wrong, str) or not isinstance(note, str):
        raise ConfigError(f"{at}: wrong and note must be strings")
    return Entry(wrong, texts("right"), _level(str(table.get("level")), at), texts("protect"), texts("near"), note, at)


def _prove(entry: Entry, normalise: Normalise) -> None:
    """An entry that could never match, or would report the correct wording, is an error."""
    wrong = entry.wrong
    if not wrong:
        raise ConfigError(f"{entry.at}: the wrong wording is empty")
    for word in (wrong, *entry.protect, *entry.near):
        if normalise(word) != word:
            raise ConfigError(f"{entry.at}: {word!r} can never match: texts are compared as {normalise(word)!r}")
    if not entry.right and entry.level != "severe":
        raise ConfigError(f"{entry.at}: {wrong!r} has no correction")
    if wrong in entry.right:
        raise ConfigError(f"{entry.at}: {wrong!r} is its own correction")
    for word in entry.protect:
        if word == wrong or word in wrong:
            raise ConfigError(f"{entry.at}: {wrong!r} is swallowed by its own protected context {word!r}")
        if wrong not in word:
            raise ConfigError(f"{entry.at}: the protected context {word!r} does not contain {wrong!r}")
    _no_false_alarm(entry)


def _no_false_alarm(entry: Entry) -> None:
    for right in entry.right:
        shields: Iterable[str] = (word for word in entry.protect if word in right)
        if entry.wrong in right and not any(shields):
            raise ConfigError(
                f"{entry.at}: the correct {right!r} contains {entry.wrong!r} and would be reported; protect it with !{right}"
            )
