"""What the settings name: the database, the rule pack, the advice that reports give. Nothing here crawls."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

import checks
import rules
from rules import Ruleset
from rules.explain import HEADINGS, sections
from settings import Settings, data_folder


def database_url(settings: Settings) -> str:
    """The configured database, else a file in the user's data folder."""
    return settings.database.url or f"sqlite:///{data_folder() / 'xuncha.db'}"


def load_rules(settings: Settings) -> Ruleset:
    """The configured rule pack, its parameters held against the checks. Raises ConfigError with file and line."""
    return rules.load(
        settings.rules.pack, [Path(folder) for folder in settings.rules.folders], params_model=params_of(settings)
    )


def params_of(settings: Settings) -> rules.ParamsModel:
    """The parameters that the check of a rule takes, None where there is no check."""
    known = checks.registry(frozenset(settings.rules.disabled_plugins))

    def model_of(rule: str) -> type[BaseModel] | None:
        return known[rule][0].params if rule in known else None

    return model_of


def advice(settings: Settings) -> Mapping[str, str]:
    """How to mend what a rule finds, by rule, from the documentation of its check."""
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    texts = {rule: sections(found[0].doc).get(HEADINGS["How to fix:"], "") for rule, found in known.items() if found}
    return {rule: text for rule, text in texts.items() if text}
