"""What `xuncha rules` and `plugins` offer: what is checked, by which pack, and on what official basis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import checks
import rules
from commands.options import Config, Overrides, settings_of
from configured import load_rules, params_of
from rules.catalogue import catalogue
from rules.explain import explain as explained
from settings import Settings

app = typer.Typer(help="The rules and the packs.", no_args_is_help=True)


@app.command("list")
def rules_list(overrides: Overrides = None, config: Config = None) -> None:
    """List every rule with what it counts as in the configured pack."""
    typer.echo(_table(settings_of(config, overrides)), nl=False)


@app.command("explain")
def rules_explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="id of the rule")],
    overrides: Overrides = None,
    config: Config = None,
) -> None:
    """Explain one rule: official basis, thresholds, how it is decided, what is not a finding."""
    typer.echo(_explained(settings_of(config, overrides), rule), nl=False)


def plugins() -> None:
    """List the installed check plugins."""
    found = checks.plugins()
    lines = (f"{name}\t{module}\t{distribution}\n" for name, module, distribution in found)
    typer.echo("".join(lines) or "no plugins installed\n", nl=False)


def _table(settings: Settings) -> str:
    """Every rule with its standing in the configured pack."""
    ruleset = load_rules(settings)
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    rows = [("id", "counts", "how", "", f"name ({ruleset.pack.name})")]
    for rule in catalogue().values():
        mark = "check" if rule.id in known else "-"
        rows.append((rule.id, ruleset.rules[rule.id].counts, rule.how, mark, rule.name))
    return "".join(f"{a:<26} {b:<11} {c:<9} {d:<6} {e}\n" for a, b, c, d, e in rows)


def _explained(settings: Settings, rule: str) -> str:
    """One rule with its basis and thresholds."""
    folders = [Path(folder) for folder in settings.rules.folders]
    packs = [rules.load(name, folders, params_model=params_of(settings)) for name in rules.packs(folders)]
    rules.select(packs[0], [rule])
    known = checks.registry(frozenset(settings.rules.disabled_plugins))
    return explained(rule, packs, known[rule][0].doc if rule in known else "") + "\n"
