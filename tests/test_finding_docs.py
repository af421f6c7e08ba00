"""Every command of the ledger stands in docs/findings.md, and nothing that does not exist does."""

import re
from pathlib import Path

import pytest
import typer.main

from cli import program

TEXT = (Path(__file__).parent.parent / "docs" / "findings.md").read_text(encoding="utf-8")
OURS = ("findings", "notices", "bonus", "score", "rejudge", "lookback", "trends")


def commands() -> list[tuple[str, ...]]:
    """Every command of ours as its words, with its options."""
    root = typer.main.get_command(program())
    found = []
    for name in OURS:
        command = root.commands[name]  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [(name, each) for each in inner] if inner else [(name,)]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_is_documented(words: tuple[str, ...]) -> None:
    assert f"xuncha {' '.join(words)}" in TEXT


def test_every_documented_command_exists() -> None:
    known = set(commands())
    for first, second in re.findall(r"^xuncha (\w+)(?: ([a-z]\w+))?", TEXT, re.M):
        assert (first, second) in known or (first,) in known, (first, second)


def test_every_documented_option_exists() -> None:
    root = typer.main.get_command(program())
    options = set()
    for words in commands():
        command = root.commands[words[0]]  # type: ignore[attr-defined]
        command = command.commands[words[1]] if len(words) > 1 else command
        options |= {option for parameter in command.params for option in parameter.opts}
    blocks = "\n".join(re.findall(r"```\n(.*?)```", TEXT, re.S))
    assert set(re.findall(r"--[a-z][a-z-]+", blocks)) <= options
