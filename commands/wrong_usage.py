"""A wrong command line in one line: which command, what is wrong with which word, where the right form is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import typer

_PLAIN = (
    (re.compile(r"^Value error, "), ""),
    (re.compile(r"valid integer|integer, got a number"), "not a whole number"),
    (re.compile(r"should be a valid number"), "not a number"),
    (re.compile(r"does not match the formats"), "not a day; write it as 2026-11-30"),
    (re.compile(r"^Input should be (greater|less) than or equal to (\S+)$"), None),
)


def one_line(error: typer.TyperException, command: Any, words: Sequence[str]) -> str:
    """What is wrong with the command line of some words, without end of line; "" where the help was printed instead."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return ""
    named = list(_named(command, words))
    told = " ".join(_told(error).split()).rstrip(".")
    return f"{' '.join(named) + ': ' if named else ''}{told} (see {' '.join(['xuncha', *named, '--help'])})"


def _named(command: Any, words: Sequence[str]) -> Iterator[str]:
    """The names of the command, and of the one below it, that some words call."""
    for word in words:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            return
        yield word


def _told(error: Any) -> str:
    parameter = getattr(error, "param", None)
    message: str = getattr(error, "message", "") or ""
    if possible := getattr(error, "possibilities", None):
        return f"no option {error.option_name}; did you mean {' or '.join(sorted(possible))}?"
    if parameter is None:
        told = error.format_message().replace(". Did you mean", "; did you mean")
        return str(told[:1].lower() + told[1:])
    called = _name_of(parameter)
    if type(error).__name__ == "MissingParameter":
        return f"{called} is missing"
    given = _given(error)
    return f"{called}{f' {given}' if given else ''}: {_plainly(message)}"


def _name_of(parameter: Any) -> str:
    """An option by its long name, an argument as the usage line calls it."""
    return str(max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.display_name_raw)


def _given(error: BaseException) -> str:
    """What stood there, where the cause knows."""
    details = getattr(error.__cause__, "errors", None)
    value = details()[0].get("input") if details else None
    return value[:60] if isinstance(value, str) and value.isprintable() else ""


def _plainly(message: str) -> str:
    for pattern, words in _PLAIN:
        found = pattern.search(message)
        if found is None:
            continue
        if words is None:
            return f"must be at {'least' if found[1] == 'greater' else 'most'} {found[2]}"
        if words:
            return words
        message = message[found.end() :]
    return message
