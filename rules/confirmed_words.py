"""How a finding's sentence reads once a person has confirmed it (rules/confirmed_words.toml): no longer as a suspicion."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("confirmed_words.toml")


def confirmed_words(rule: str, message: str) -> str:
    """The message of a confirmed finding of a rule."""
    for pattern, words in _frames().get(rule, ()):
        message = pattern.sub(words, message, count=1)
    return message


@cache
def _frames() -> Mapping[str, Sequence[tuple[re.Pattern[str], str]]]:
    told = tomllib.loads(PATH.read_text("utf-8"))
    return {rule: [(re.compile(pattern), words) for pattern, words in frames] for rule, frames in told.items()}
