"""Passes, rules, explanations, the demo, the program itself. Each function returns what to print."""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

import msgspec

import checks
import rules
from commands.database import with_database
from commands.options import one_of
from model import SHANGHAI, ConfigError, PassKind
from opening import advice, load_rules, params_of
from periods import KINDS
from rules.catalogue import catalogue
from rules.explain import explain as explain_rule_text
from settings import Settings


def list_passes(settings: Settings) -> str:
    """The newest passes."""
    from reports.passes import render_passes

    return "".join(with_database(settings, render_passes))


def show_pass(settings: Settings, number: int) -> str:
    """One pass site by site."""
    from reports.passes import show_pass as show

    return "".join(with_database(settings, lambda db: show(db, number)))


def kind_of(text: str) -> PassKind:
    """A pass of the calendar by its name. Raises ConfigError."""
    known = [kind.value for kind in KINDS]
    if text not in known:
        raise ConfigError(f"sweep {text}: no pass of the calendar; {', '.join(known)} are (one site at once: xuncha audit URL)")
    return PassKind(text)


def sweep(settings: Settings, kind: PassKind, sites: tuple[str, ...], resolve: tuple[str, ...], *, shown: bool) -> int:
    """The pass of the current period, once."""
    from scheduler import sweep as run

    return run(settings, kind, sites=sites, resolve=resolve, shown=shown)


def daemon(settings: Settings, resolve: tuple[str, ...]) -> None:
    """The calendar, until stopped."""
    from scheduler import daemon as run

    run(settings, resolve=resolve)


def version() -> str:
    """The version of the program as installed, or of the checkout that it runs from."""
    try:
        return metadata.version("xuncha")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
        return f"{project['project']['version']} (checkout)"


def plugins() -> str:
    """The installed check plugins."""
    found = checks.plugins()
    if not found:
        return "no plugins installed\n"
    return "".join(f"{name}\t{module}\t{distribution}\n" for name, module, distribution in found)


def list_rules(settings: Settings) -> str:
    """Every rule with its standing in the configured pack."""
    ruleset = load_rules(settings)
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    rows = [("id", "counts", "how", "", f"name ({ruleset.pack.name})")]
    for rule in catalogue().values():
        mark = "check" if rule.id in known else "-"
        rows.append((rule.id, ruleset.rules[rule.id].counts, rule.how, mark, rule.name))
    return "".join(f"{a:<26} {b:<11} {c:<9} {d:<6} {e}\n" for a, b, c, d, e in rows)


def explain_rule(settings: Settings, rule: str) -> str:
    """One rule with its basis and thresholds."""
    folders = [Path(folder) for folder in settings.rules.folders]
    packs = [rules.load(name, folders, params_model=params_of(settings)) for name in rules.packs(folders)]
    rules.select(packs[0], [rule])
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    return explain_rule_text(rule, packs, known[rule][0].doc if rule in known else "") + "\n"


def show_finding(settings: Settings, number: int, form: str) -> str:
    """What a finding rests on, what to do, what happened to it."""
    from commands.explanations import explain_finding

    return with_database(settings, lambda db: explain_finding(db, number, form, advice(settings)))


def explain(settings: Settings, subject: str, resolve: tuple[str, ...], form: str) -> str:
    """How a page is understood, or what a finding rests on."""
    one_of("--format", form, ("table", "jsonl"))
    if subject.isdigit():
        return show_finding(settings, int(subject), form)
    from commands.explanations import explain_page

    page, text = asyncio.run(explain_page(settings, subject, resolve))
    return json.dumps(msgspec.to_builtins(page), ensure_ascii=False) + "\n" if form == "jsonl" else text


def demo(settings: Settings, words: Sequence[str], *, serve: bool) -> int:
    """Audit the demo sites and compare with what was planted."""
    from demo.show import show, stay

    if serve:
        return stay()
    return show(settings, now=datetime.now(SHANGHAI), write=_write, words=words)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
