"""What the commands do beside an audit: the register, passes, rules, explanations, the demo. Each returns what to print."""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

import checks
import rules
from command_options import one_of
from explain import explain_finding, explain_page
from model import SHANGHAI, ConfigError, PassKind, Site
from opening import advice, database_url, load_rules, params_of
from pagework import as_json
from periods import KINDS
from rules.catalogue import catalogue
from rules.explain import explain as explain_rule_text
from settings import Settings
from storage import registry
from storage.database import Database, named_file

T = TypeVar("T")


def with_database(settings: Settings, work: Callable[[Database], Awaitable[T]], *, make: bool = False) -> T:
    """What `work` does with the configured database, opened for it. Raises ConfigError where a named file is not there.

    `make`: the command is one with which a database may begin.
    """
    file = named_file(settings.database.url)
    if file is not None and not make and not file.exists():
        raise ConfigError(f"database {file}: there is no such file; xuncha audit, sites add or sites import make one")

    async def run() -> T:
        async with Database(database_url(settings)) as db:
            return await work(db)

    return asyncio.run(run())


def add_site(settings: Settings, site: Site) -> str:
    """Register one site."""
    from register_files import check_site

    check_site(site)
    [number] = with_database(settings, lambda db: registry.add(db, [site]), make=True)
    return f"已登记 {site.name} {site.home_url}（编号 {number}）\n"


def import_sites(settings: Settings, file: Path, *, partial: bool) -> int:
    """Register sites from a file; prints bad rows. The exit status."""
    from register_files import import_register

    report = with_database(settings, lambda db: import_register(db, file, partial=partial), make=True)
    for row in report.bad:
        sys.stderr.write(f"{file}:{row.line}: {row.reason}\n")
    if report.bad and not partial:
        sys.stderr.write(f"xuncha: {file}: {bad_rows(len(report.bad))}, nothing was imported; mend them or use --partial\n")
        return 2
    if not report.added and not report.bad:
        raise ConfigError(f"{file}: no rows below the header, nothing to register")
    sys.stdout.write(f"已登记 {report.added} 个网站\n")
    return 0


def bad_rows(amount: int) -> str:
    """So many rows that were not taken."""
    return f"{amount} bad row{'s' if amount > 1 else ''}"


def list_sites(settings: Settings) -> str:
    """The register."""
    from reports.register import render_sites

    return "".join(render_sites(with_database(settings, registry.listed)))


def show_site(settings: Settings, text: str) -> str:
    """One site with its columns and passes."""
    from reports.register import show_site as show

    return "".join(with_database(settings, lambda db: show(db, text)))


def change_site(settings: Settings, text: str, new: Mapping[str, Any]) -> str:
    """Correct a site of the register; `new` holds the fields that are given."""
    from register_files import check_site
    from reports.register import STATES

    if not new:
        raise ConfigError("sites change: say what is new, for example --name or --state; see xuncha sites change --help")

    async def work(db: Database) -> Site:
        site = replace(await registry.find(db, text), **new)
        check_site(site)
        await registry.change(db, site)
        return site

    site = with_database(settings, work)
    return f"已更新 {site.name} {site.home_url}（编号 {site.id}，{site.kind}网站，{STATES[site.state]}）\n"


def retire_site(settings: Settings, text: str) -> str:
    """Take a site out of inspection."""

    async def work(db: Database) -> Site:
        site = await registry.find(db, text)
        await registry.retire(db, site.id)
        return site

    site = with_database(settings, work)
    return f"已停止检查 {site.name} {site.home_url}，历史记录保留\n"


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
        project = tomllib.loads(Path(__file__).with_name("pyproject.toml").read_text(encoding="utf-8"))
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
    return with_database(settings, lambda db: explain_finding(db, number, form, advice(settings)))


def explain(settings: Settings, subject: str, resolve: tuple[str, ...], form: str) -> str:
    """How a page is understood, or what a finding rests on."""
    one_of("--format", form, ("table", "jsonl"))
    if subject.isdigit():
        return show_finding(settings, int(subject), form)
    page, text = asyncio.run(explain_page(settings, subject, resolve))
    return json.dumps(as_json(page), ensure_ascii=False) + "\n" if form == "jsonl" else text


def demo(settings: Settings, words: Sequence[str], *, serve: bool) -> int:
    """Audit the demo sites and compare with what was planted."""
    from demo.show import show, stay

    if serve:
        return stay()
    return show(settings, now=datetime.now(SHANGHAI), write=_write, words=words)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
