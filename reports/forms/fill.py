"""A form with its values: computed ones, over them what a person has entered; and the document from its template."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from model import SHANGHAI, ConfigError
from reports.forms.consistency import derive, doubts
from reports.forms.facts import Facts
from reports.forms.fields import NOTHING, Computed, Field, Filled, Form, Source, year_cells
from reports.forms.known import COMPUTE
from reports.packed import packed
from reports.visible import visible

TEMPLATES = Path(__file__).parent.parent / "templates"
LONGEST = 4_000


def filled(form: Form, facts: Facts, *, nothing: str = NOTHING) -> Filled:
    """The values of a form. `nothing` stands in the empty cells of forms that want a word there."""
    return merged(form, COMPUTE[form.id](facts), facts, nothing=nothing)


def merged(form: Form, computed: Computed, facts: Facts, *, nothing: str = NOTHING) -> Filled:
    """Computed values with what a person has entered on top."""
    cells = form.cells()
    values = {key: each.default for key, each in cells.items()} | {k: v for k, v in computed.values.items() if v}
    by_hand = {key: text for key in cells if key not in computed.settled and (text := facts.hand(key, facts.site))}
    values |= by_hand
    year_cells(form, values)
    derive(form, values)
    empty = tuple(key for key, each in cells.items() if not values.get(key) and _needed(key, each, values))
    warnings = (*computed.warnings, *_said_later(facts), *doubts(form, values))
    if form.writes_nothing:
        values |= {key: nothing for key, each in cells.items() if not values.get(key) and each.block}
    shown = {key: _lines(text) for key, text in (computed.values | values).items()}
    tables = {name: [_shown(row) for row in rows] for name, rows in computed.tables.items()}
    return Filled(form, shown, tables, frozenset(by_hand), empty, warnings)


def _said_later(facts: Facts) -> list[str]:
    """What people have said since the form's day, which is not in it."""
    if not facts.said_later or facts.until is None:
        return []
    day = (facts.until.said - timedelta(microseconds=1)).astimezone(SHANGHAI).date()
    return [f"{day}之后另有{facts.said_later}个问题经人工认定，未计入本表；要计入请加 --decided-by {facts.now:%Y-%m-%d}"]


def _needed(key: str, each: Field, values: dict[str, str]) -> bool:
    """Whether an empty cell should be pointed out; quarters that are not over have none from inspections."""
    quarter = key.removeprefix(f"{each.key}_") if each.over else ""
    return not each.optional and not (quarter and each.source is Source.FINDINGS)


def _lines(text: str) -> str:
    """Text for a cell; a line break in it stays one."""
    return "\n".join(visible(line, LONGEST) for line in text[:LONGEST].splitlines())


def _shown(row: dict[str, Any]) -> dict[str, str]:
    return {key: visible(str(value), LONGEST) for key, value in row.items()}


def own_template(form: Form, folder: str, kind: str) -> Path | None:
    """The user's own layout of a form as `kind` (docx, xlsx), None where the folder has none."""
    own = Path(folder) / f"{form.id}.{kind}" if folder else None
    return own if own is not None and own.is_file() else None


def template_of(form: Form, folder: str) -> Path:
    """The form's Word template: the user's own where the folder has one, else the one that is shipped."""
    return own_template(form, folder, "docx") or TEMPLATES / f"{form.id}.docx"


def write(what: Filled, template: Path, path: Path) -> None:
    """Make the document. Raises ConfigError for a template that cannot be used."""
    # The template is the user's own file, yet it gets no more than the values: a sandbox, and everything escaped.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        document = DocxTemplate(str(template))
        document.render({**what.values, **what.tables}, environment)
        made = packed(document.save)
    except (TemplateError, BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise ConfigError(
            f"template {template}: {type(error).__name__}: {said}; start again from xuncha forms template {what.form.id}"
        ) from None
    path.write_bytes(made)
