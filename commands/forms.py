"""`xuncha forms`: the official forms, filled from register, passes, findings and hand-entered values."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.database import with_database
from commands.options import Config, DatabaseUrl, Overrides, day_of, one_of, settings_of
from model import SHANGHAI, ConfigError, Site
from reports import delivery
from reports.aligned import aligned
from reports.forms import facts, fields, periods
from reports.forms.fields import Field, Filled, Form, Source
from reports.forms.known import FORMS, form_named
from reports.forms.periods import Period
from settings import Settings
from storage import form_values, notices, registry
from storage.database import Database

app = typer.Typer(
    help="Official forms: filled from register, passes and findings; what only a person knows is entered with `set`.",
    no_args_is_help=True,
)
SHOWN_EMPTY = 10
"""Empty fields that are named when a form is made."""
Name = Annotated[str, typer.Argument(metavar="FORM", help="a form's id or title; see xuncha forms list")]
PeriodText = Annotated[str, typer.Option("--period", help="2026-11, 2026-Q4 or 2026, as the form needs")]
SiteText = Annotated[str, typer.Option("--site", help="a registered site by number, 网站标识码, name or home page")]
MadeOutput = Annotated[Path, typer.Option("--output", help="the file to write (.docx or .xlsx)")]
Written = Annotated[str, typer.Option("--format", help="docx or xlsx [default: by the file's name]")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="what was mended and answered by that day [default: the period's last]"),
]
DecidedBy = Annotated[
    datetime | None,
    typer.Option(
        "--decided-by", formats=["%Y-%m-%d"],
        help="what people said of findings by that day [default: forms.review_days after the period]",
    ),
]  # fmt: skip
NoticeNumber = Annotated[int | None, typer.Option("--notice", help="form notice: the issued one with this number")]
KINDS = ("docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which edition of a form: its period or notice, the site, and the days that it speaks of."""

    period: str = ""
    site: str = ""
    notice: int | None = None
    as_of: date | None = None
    decided: date | None = None


@app.command("list")
def forms_list() -> None:
    """List the forms with the period that each needs."""
    rows = [["名称", "表", "周期", "按网站", "依据"]]
    spans = {"month": "月 2026-11", "quarter": "季 2026-Q4", "year": "年 2026", None: "—"}
    rows += [[f.id, f.title, spans[f.span], "是" if f.per_site else "", f.basis] for f in FORMS.values()]
    typer.echo("".join(aligned(rows)), nl=False)


@app.command("show")
def forms_show(
    name: Name, period: PeriodText = "", site: SiteText = "", notice: NoticeNumber = None, as_of: AsOf = None,
    decided: DecidedBy = None, overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Show the fields of a form, and with a period (and site) what stands in them and what is still empty."""
    form = form_named(name)
    if not period and notice is None and (form.span or not site):
        typer.echo("".join(_fields(form)), nl=False)
        return
    settings = settings_of(config, overrides, database)
    typer.echo("".join(_values(fill(settings, form, Asked(period, site, notice, day_of(as_of), day_of(decided))))), nl=False)


@app.command("set")
def forms_set(
    name: Name,
    key: Annotated[str, typer.Argument(metavar="FIELD", help="see xuncha forms show FORM")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='"" takes the entry away')],
    period: PeriodText = "",
    site: SiteText = "",
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Enter a value by hand: for one period and site, or without them for all."""
    typer.echo(enter(settings_of(config, overrides, database), form_named(name), key, value, period, site), nl=False)


@app.command("make")
def forms_make(
    name: Name, output: MadeOutput, period: PeriodText = "", site: SiteText = "", notice: NoticeNumber = None,
    kind: Written = "", as_of: AsOf = None, decided: DecidedBy = None,
    overrides: Overrides = None, config: Config = None, database: DatabaseUrl = "",
) -> None:  # fmt: skip
    """Write the filled form as a Word document or a workbook; what a person should look at goes to standard error."""
    settings = settings_of(config, overrides, database)
    make(settings, form_named(name), Asked(period, site, notice, day_of(as_of), day_of(decided)), output, kind=kind)


@app.command("template")
def forms_template(
    name: Name, output: MadeOutput, overrides: Overrides = None, config: Config = None,
) -> None:  # fmt: skip
    """Copy a form's layout to edit it; put it as FORM.docx or FORM.xlsx into the folder of forms.templates."""
    form = form_named(name)
    kind = _kind_of(output, "")
    delivery.prove_writable(output)
    copy_template(form, settings_of(config, overrides).forms.templates, kind, output)
    sys.stderr.write(f"{output}\n")


def copy_template(form: Form, folder: str, kind: str, output: Path) -> None:
    """Write the template that `make` would use: the user's own where there is one, else the shipped layout."""
    from reports.forms import workbook
    from reports.forms.fill import own_template, template_of

    own = own_template(form, folder, kind)
    with delivery.whole_file(output) as draft:
        if kind == "xlsx" and own is None:
            workbook.write_template(form, draft)
        else:
            shutil.copyfile(own or template_of(form, folder), draft)


def _kind_of(output: Path, kind: str) -> str:
    """docx or xlsx, by the option or the file's name. Raises ConfigError where they disagree."""
    suffix = output.suffix.lower().removeprefix(".")
    chosen = one_of("--format", kind or (suffix if suffix in KINDS else KINDS[0]), KINDS)
    if suffix != chosen:
        raise ConfigError(f"--output {output}: choose a name that ends in .{chosen} (forms are written as docx or xlsx)")
    return chosen


def enter(settings: Settings, form: Form, key: str, value: str, period: str, site: str) -> str:
    """Keep a hand-entered value; what to print. Raises ConfigError."""
    field, of_row = form.field_of(key)
    text = fields.accepted(field, value)
    if of_row and not site:
        raise ConfigError(f"{form.id} {key}: belongs to one site; name it with --site")
    span = periods.parse(period, form.span).key if period and form.span else ""
    if period and not form.span:
        raise ConfigError(f"--period {period}: {form.id} has no period; leave it out")

    async def work(db: Database) -> str:
        owner = await registry.find(db, site) if site else None
        await form_values.enter(db, form.id, key, owner.id if owner else form_values.EVERY_SITE, span, text)
        return owner.name if owner else "所有网站"

    where = with_database(settings, work)
    done = f"= {text}" if text else "已清除"
    return f"{form.title} {field.label}（{key}）{done}（{where}，{span or '各期'}）\n"


def fill(settings: Settings, form: Form, asked: Asked) -> Filled:
    """The form with its values. Raises ConfigError where a period or site is missing."""
    from reports.forms.fill import filled

    span: Period | None = periods.parse(asked.period, form.span) if form.span else None
    for option, day in (("--as-of", asked.as_of), ("--decided-by", asked.decided)):
        if day and span and day < span.start.date():
            raise ConfigError(f"{option} {day}: lies before the period {span.key}")
    if asked.notice is not None and (form.id != "notice" or asked.site):
        raise ConfigError(f"--notice {asked.notice}: goes with the form notice, and without --site: the notice names its site")
    if form.per_site and not asked.site and asked.notice is None:
        raise ConfigError(f"{form.id}: is about one site; name it with --site")

    async def work(db: Database) -> Filled:
        issued = await notices.get(db, asked.notice) if asked.notice is not None else None
        owner: Site | None = await registry.find(db, asked.site) if asked.site else None
        owner = await registry.get(db, issued.site_id) if issued else owner
        known = await facts.gather(
            db, form.id, span, owner, datetime.now(SHANGHAI), notice=issued, media_days=settings.forms.media_days,
            as_of=asked.as_of, decided_by=asked.decided, review_days=settings.forms.review_days,
        )  # fmt: skip
        return filled(form, known, nothing=settings.forms.nothing)

    return with_database(settings, work)


def make(settings: Settings, form: Form, asked: Asked, output: Path, *, kind: str = "") -> None:
    """Write the form; warnings and empty fields go to standard error."""
    from reports.forms import fill as document
    from reports.forms import own_workbook, workbook

    chosen = _kind_of(output, kind)
    delivery.prove_writable(output)
    what = fill(settings, form, asked)
    with delivery.whole_file(output) as draft:
        own = document.own_template(form, settings.forms.templates, chosen)
        if chosen == "xlsx" and own is not None:
            own_workbook.fill(own, what, draft)
        elif chosen == "xlsx":
            workbook.write(what, draft)
        else:
            document.write(what, document.template_of(form, settings.forms.templates), draft)
    for warning in what.warnings:
        sys.stderr.write(f"请核对：{warning}\n")
    if what.empty:
        cells = form.cells()
        labels = list(dict.fromkeys(cells[key].label for key in what.empty))
        more = "等" if len(labels) > SHOWN_EMPTY else ""
        sys.stderr.write(f"未填{len(labels)}项：{'、'.join(labels[:SHOWN_EMPTY])}{more}（xuncha forms show {form.id}）\n")
    sys.stderr.write(f"{output}\n")


def prove_printable(output: Path | None, *, folder: bool) -> None:
    """Raise ConfigError for a place where notices that are about to be issued could not be printed."""
    if output is None:
        return
    if folder and not output.is_dir():
        raise ConfigError(f"--output {output}: with --all each notice is a file of its own; name an existing folder")
    if not output.is_dir():
        if output.suffix.lower().removeprefix(".") not in KINDS:
            raise ConfigError(f"--output {output}: choose a name that ends in .docx or .xlsx, or an existing folder")
        delivery.prove_writable(output)


def print_notices(settings: Settings, numbers: Sequence[int], output: Path) -> None:
    """Print issued notices: one to a file, or each to a file of its own in a folder."""
    for number in numbers:
        place = output / f"整改通知书{number}.docx" if output.is_dir() else output
        make(settings, FORMS["notice"], Asked(notice=number), place)


def _fields(form: Form) -> Iterator[str]:
    yield f"{form.title}（{form.basis}）\n"
    rows = [["字段", "内容", "类型", "来源"]]
    for each in form.fields:
        rows += [[key, label, each.kind, each.source.value] for key, label in each.cells()]
    rows += [[each.key, f"{each.label}（按网站）", each.kind, each.source.value] for each in form.row_fields]
    yield from aligned(rows)


def _source(what: Filled, key: str, each: Field) -> str:
    """Where a cell's value comes from, in Chinese."""
    if key in what.entered:
        return Source.HAND.value
    if key in what.empty:
        return "未填"
    if each.source is not Source.HAND or not what.values.get(key):
        return each.source.value
    return "默认" if what.values[key] == each.default else Source.REGISTER.value


def _values(what: Filled) -> Iterator[str]:
    cells = what.form.cells()
    labels = {key: label for each in what.form.fields for key, label in each.cells()}
    rows = [["字段", "内容", "值", "来源"]]
    for key, each in cells.items():
        rows.append([key, labels[key], what.values.get(key, ""), _source(what, key, each)])
    yield from aligned(rows)
    for name, listed in what.tables.items():
        if name == "rows" and "every" in what.tables:
            continue  # the first of the same list
        yield f"\n{name}：{len(listed)}行\n"
        for row in listed:
            yield f"  {'  '.join(value for value in row.values() if value)}\n"
    for warning in what.warnings:
        yield f"请核对：{warning}\n"
