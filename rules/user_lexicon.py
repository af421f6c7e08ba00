"""The user's own words: wrong words of his own, and words that are right whatever the lexicon or the model says.

One TOML file, written by `xuncha lexicon` and by feedback on findings, and open to any editor:

    [[entry]]
    wrong = "青山竟区"    right = ["青山景区"]    level = "certain"    note = ""

    [[protect]]
    word = "布署桥"    site = "www.example.gov.cn"    note = "桥名"

`site` is a host; empty: on all sites.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model import ConfigError, Json

LEVELS = ("certain", "suspected")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """A wrong word with its corrections."""

    wrong: str
    right: tuple[str, ...]
    level: str = "certain"
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word that is right, on one host or ("") on all."""

    word: str
    site: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnLexicon:
    """Everything in the file."""

    entries: tuple[OwnEntry, ...] = ()
    words: tuple[OwnWord, ...] = ()

    def protected(self, host: str = "") -> tuple[str, ...]:
        """The words that are right on a host."""
        return tuple(dict.fromkeys(word.word for word in self.words if word.site in ("", host)))

    def lines(self) -> tuple[str, ...]:
        """The wrong words in the form of rules/lexicon."""
        return tuple(f"{entry.wrong}\t{','.join(entry.right)}\t{entry.level}" for entry in self.entries)


def typo_params(own: OwnLexicon, host: str) -> Json:
    """The parameters by which the rule `typo` learns of them."""
    return {"protect": list(own.protected(host)), "own": list(own.lines())}


def read(path: Path) -> OwnLexicon:
    """The file; empty where there is none. Raises ConfigError."""
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return OwnLexicon()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    if unknown := set(data) - {"entry", "protect"}:
        raise ConfigError(f"{path}: unknown table {min(unknown)!r}; [[entry]] and [[protect]] are known")
    entries = [_entry(path, number, table) for number, table in enumerate(data.get("entry", ()), 1)]
    words = [_word(path, number, table) for number, table in enumerate(data.get("protect", ()), 1)]
    return OwnLexicon(tuple(entries), tuple(words))


def _entry(path: Path, number: int, table: Mapping[str, Any]) -> OwnEntry:
    where = f"{path}: entry {number}"
    if unknown := set(table) - {"wrong", "right", "level", "note"}:
        raise ConfigError(f"{where}: unknown key {min(unknown)!r}")
    right = table.get("right")
    if not isinstance(right, list) or not right:
        raise ConfigError(f"{where}: right must be a list of words")
    return checked(
        OwnEntry(
            str(table.get("wrong", "")), tuple(map(str, right)), str(table.get("level", "certain")), str(table.get("note", ""))
        ),
        where,
    )


def _word(path: Path, number: int, table: Mapping[str, Any]) -> OwnWord:
    where = f"{path}: protect {number}"
    if unknown := set(table) - {"word", "site", "note"}:
        raise ConfigError(f"{where}: unknown key {min(unknown)!r}")
    word = OwnWord(str(table.get("word", "")), str(table.get("site", "")), str(table.get("note", "")))
    _proper(word.word, where)
    return word


def checked(entry: OwnEntry, where: str = "lexicon") -> OwnEntry:
    """An entry that can work. Raises ConfigError."""
    for word in (entry.wrong, *entry.right):
        _proper(word, where)
    if entry.level not in LEVELS:
        raise ConfigError(f"{where}: level {entry.level!r} is none of {', '.join(LEVELS)}")
    if len(entry.wrong) < 2:
        raise ConfigError(f"{where}: {entry.wrong!r} is one character; it would be found in half of all words")
    if any(entry.wrong in right for right in entry.right):
        raise ConfigError(f"{where}: {entry.wrong!r} stands in its own correction")
    return entry


def _proper(word: str, where: str) -> None:
    if not word or len(word) > LONGEST or word != word.strip() or any(ch in word for ch in "\t\r\n,"):
        raise ConfigError(f"{where}: {word!r} is no word (1 to {LONGEST} characters, no comma or line break)")


def add(path: Path, entries: Iterable[OwnEntry] = (), words: Iterable[OwnWord] = ()) -> tuple[int, int]:
    """Add what is not there yet; a wrong word that is there gets the new correction. How many of each were new."""
    own = read(path)
    known = {entry.wrong: entry for entry in own.entries}
    kept = {(word.word, word.site): word for word in own.words}
    before = len(known), len(kept)
    for entry in entries:
        known[entry.wrong] = checked(entry)
    for word in words:
        _proper(word.word, "lexicon")
        kept.setdefault((word.word, word.site), word)
    _write(path, OwnLexicon(tuple(known.values()), tuple(kept.values())))
    return len(known) - before[0], len(kept) - before[1]


def protect(path: Path, word: str, site: str = "", note: str = "") -> bool:
    """Keep a word from being called wrong (feedback on a finding). Whether it is new."""
    return add(path, words=[OwnWord(word, site, note)])[1] == 1


def remove(path: Path, word: str) -> int:
    """Take a word out, as a wrong and as a protected one. How many were taken."""
    own = read(path)
    entries = tuple(entry for entry in own.entries if entry.wrong != word)
    words = tuple(each for each in own.words if each.word != word)
    _write(path, replace(own, entries=entries, words=words))
    return len(own.entries) + len(own.words) - len(entries) - len(words)


def _write(path: Path, own: OwnLexicon) -> None:
    """The whole file at once: a power cut leaves the old one."""
    lines = ["# 自定义词库：entry 为错词，protect 为受保护的正确词（site 为空时对所有网站有效）"]
    for entry in own.entries:
        lines += ["", "[[entry]]", f"wrong = {_text(entry.wrong)}", f"right = [{', '.join(map(_text, entry.right))}]"]
        lines += [f"level = {_text(entry.level)}", f"note = {_text(entry.note)}"]
    for word in own.words:
        lines += ["", "[[protect]]", f"word = {_text(word.word)}", f"site = {_text(word.site)}", f"note = {_text(word.note)}"]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        Path(name).replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from None


def _text(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)
