"""What people say of findings on the command line: confirmed, dismissed, restored, assigned, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from commands.database import with_database
from commands.findings import Numbers, SiteOption, Subject, app, scores_told, site_names, told
from commands.options import Author, Config, DatabaseUrl, Overrides, author_of, settings_of, write_result
from model import ConfigError, SiteId
from reports import findings as shown
from rules.suggest import as_pattern, choose
from storage import decisions, findings, registry, suppressions
from storage.database import Database
from word_feedback import learn_words, protect_words

Note = Annotated[str, typer.Option("--note", help="kept with the event")]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="the last day on which it holds (default: for good)")
]


@app.command()
def confirm(
    numbers: Numbers, note: Note = "", author: Author = "",
    learn: Annotated[bool, typer.Option("--learn", help="keep the wrong words of these typos in your lexicon")] = False,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """A person looked: these are findings. Only then a veto counts, and a suspected finding at all."""
    who = author_of(author)
    settings = settings_of(config, overrides, database)

    async def work(db: Database) -> list[str]:
        await decisions.confirm(db, numbers, who, note)
        learnt = learn_words(settings, await findings.get(db, numbers)) if learn else []
        return [*learnt, *await told(db, settings, numbers)]

    changed = with_database(settings, work)
    typer.echo(f"已确认{len(set(numbers))}个问题")
    write_result(changed, None)


@app.command()
def dismiss(
    reason: Annotated[str, typer.Option("--reason", help="why it is no finding: kept, exported with every report")],
    numbers: Annotated[list[int] | None, typer.Argument(metavar="N", help="numbers of findings")] = None,
    site: SiteOption = "", rule: Annotated[str, typer.Option("--rule", metavar="GLOB", help="a pattern over rule ids")] = "",
    subject: Subject = "",
    everywhere: Annotated[bool, typer.Option("--all-sites", help="the pattern holds for every site")] = False,
    until: Until = None, author: Author = "",
    protect: Annotated[bool, typer.Option(
        "--protect", help="the words of these typos are right: on their site, with --all-sites everywhere"
    )] = False,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Say that findings are none: single ones by number, or whatever matches --site, --rule and --subject, now and later."""
    last, rule = until.date() if until else None, as_pattern(rule)
    _reasonable(reason, last)
    patterned = bool(site or rule or subject or (everywhere and not protect))
    if protect and not numbers:
        raise ConfigError("dismiss --protect: takes the words of findings; give their numbers")
    if patterned == bool(numbers):
        raise ConfigError("dismiss: give numbers of findings, or a pattern by --site (or --all-sites), --rule and --subject")
    settings, who = settings_of(config, overrides, database), author_of(author)
    if numbers:

        async def single(db: Database) -> list[str]:
            found = await findings.get(db, numbers)
            taken = await suppressions.dismiss_findings(db, numbers, reason, last, who)
            kept = protect_words(settings, found, reason, everywhere=everywhere) if protect else []
            before = sorted(set(numbers) - set(taken))
            already = f"（{'、'.join(map(str, before))}此前已排除）" if before else ""
            undo = f"撤销：xuncha findings restore {' '.join(map(str, taken or before))}"
            return [f"已排除{len(taken)}个问题{already}；{undo}\n", *kept, *await told(db, settings, numbers)]

        write_result(with_database(settings, single), None)
        return
    if bool(site) == everywhere or not (rule or subject):
        raise ConfigError("dismiss: a pattern needs --site or --all-sites, and --rule or --subject")
    if rule and not any(choose([rule], ())):
        raise ConfigError(f"--rule {rule}: names no rule")

    async def pattern(db: Database) -> list[str]:
        chosen = (await registry.find_known(db, site)).id if site else None
        number, taken = await suppressions.dismiss_pattern(db, chosen, rule or "*", subject or "*", reason, last, who)
        undo = f"xuncha findings restore --pattern {number}"
        return [f"已登记排除规则{number}，现有{taken}个问题被排除；撤销：{undo}\n", *await scores_told(db, settings, chosen)]

    write_result(with_database(settings, pattern), None)


@app.command()
def restore(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="N", help="numbers of findings")] = None,
    pattern: Annotated[list[int] | None, typer.Option("--pattern", help="number of a dismissal (repeatable)")] = None,
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Take dismissals back; the findings are open again until a pass looks."""
    if not numbers and not pattern:
        raise ConfigError("restore: give numbers of findings, or --pattern with the number of a dismissal")
    who, settings = author_of(author), settings_of(config, overrides, database)

    async def work(db: Database) -> list[str]:
        known = await suppressions.listed(db, everything=True)
        sites = {each.site_id for each in known if each.id in (pattern or ())}
        sites |= {each.site_id for each in await findings.get(db, numbers or ())} if numbers else set()
        opened = await suppressions.withdraw(db, pattern, who) if pattern else 0
        opened += await suppressions.withdraw_of_findings(db, numbers, who) if numbers else 0
        lines = [f"{opened}个问题恢复为未处理\n"]
        for site in [None] if None in sites else sorted(sites, key=str):
            lines += await scores_told(db, settings, None if site is None else SiteId(site))
        return lines

    write_result(with_database(settings, work), None)


@app.command()
def dismissals(
    site: SiteOption = "", everything: Annotated[bool, typer.Option("--all", help="also run out and withdrawn ones")] = False,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """List the dismissals that hold."""

    async def work(db: Database) -> list[str]:
        chosen = (await registry.find_known(db, site)).id if site else None
        found = await suppressions.listed(db, chosen, everything=everything)
        marks = {each.fingerprint for each in found if each.fingerprint}
        single = await findings.listed(db, findings.Wanted(fingerprints=marks)) if marks else []
        return list(shown.suppression_lines(found, await site_names(db, found), single))

    write_result(with_database(settings_of(config, overrides, database), work), None)


@app.command()
def assign(
    numbers: Numbers,
    to: Annotated[str, typer.Option("--to", help="who sees to them; empty: nobody")],
    author: Author = "", overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Say who sees to some findings."""
    who = author_of(author)
    with_database(settings_of(config, overrides, database), lambda db: decisions.assign(db, numbers, to.strip(), who))
    typer.echo(f"{len(set(numbers))}个问题" + (f"由{to.strip()}负责" if to.strip() else "不再有负责人"))


@app.command()
def close(
    numbers: Numbers, note: Note = "", author: Author = "",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Close fixed findings, and entered ones, which no pass can end."""
    who = author_of(author)
    settings = settings_of(config, overrides, database)
    with_database(settings, lambda db: decisions.end_entered(db, numbers, "closed", who, note))
    typer.echo(f"已办结{len(set(numbers))}个问题")


def _reasonable(reason: str, until: date | None) -> None:
    if not reason.strip():
        raise ConfigError("--reason is empty; say why it is no finding, for whoever reads the report")
    if until is not None and until < suppressions.today():
        raise ConfigError(f"--until {until}: lies in the past")
