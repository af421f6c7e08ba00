"""What people say about typo findings goes into the user's own lexicon: right words are protected, wrong ones certain."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.urls import host_of
from model import ConfigError, Finding
from rules import user_lexicon
from rules.user_lexicon import OwnEntry, OwnWord
from settings import Settings, lexicon_file
from storage.findings import LedgerFinding

RULE = "typo"


def protect_words(settings: Settings, found: Iterable[LedgerFinding], note: str, *, everywhere: bool) -> list[str]:
    """Protect the words of dismissed typos, on their site or everywhere. Raises ConfigError for findings of other rules."""
    words = [OwnWord(_word(one), "" if everywhere else host_of(one.url), note) for one in _typos(found, "--protect")]
    _, new = user_lexicon.add(lexicon_file(settings), words=words)
    where = "所有网站" if everywhere else "该网站"
    return [f"已将{new}个词加入自有词库，{where}不再判为错字；取消：xuncha lexicon remove 词\n"]


def learn_words(settings: Settings, found: Iterable[LedgerFinding]) -> list[str]:
    """Keep the wrong words of confirmed typos with their corrections. Raises ConfigError for findings of other rules."""
    entries = [OwnEntry(_word(one), tuple(one.evidence["right"])) for one in _typos(found, "--learn")]
    new, _ = user_lexicon.add(lexicon_file(settings), entries=entries)
    return [f"已将{new}个错词加入自有词库；取消：xuncha lexicon remove 词\n"]


def _typos(found: Iterable[LedgerFinding], option: str) -> list[Finding]:
    every = list(found)
    others = [str(one.id) for one in every if one.finding.rule != RULE]
    if others:
        raise ConfigError(f"{option}: findings {', '.join(others)} are no typos and have no word")
    return [one.finding for one in every]


def _word(finding: Finding) -> str:
    return str(finding.evidence["wrong"])
