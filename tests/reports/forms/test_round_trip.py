"""Every value that goes into a form stands in the document, in the cell of its label; templates are what the script makes."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType

from model import ConfigError
from reports.forms.fields import QUARTERS, YEAR, Field, Filled, Form
from reports.forms.fill import TEMPLATES, template_of, write
from reports.forms.known import FORMS
from reports.visible import visible
from scripts.make_form_templates import FOLDER, build, content
from tests.reports.sample import HOSTILE

WORDED = ("letters", "letters_on_time", "letters_same_day", "media_total", "media_checked", "media_failed", "good_list",
          "errors", "errors_on_time", "fakes", "called", "other")  # fmt: skip
"""Fields of the circular that stand in its sentences or decide about an annex (test_computed.py)."""
EXTRA = ("year", "period_words", "profile", "amount", "rest", "annex_failed", "annex_good", "annex_media_failed_rows")
ROWS = {
    "rows": (
        [
            "number",
            "code",
            "name",
            "portal",
            "url",
            "score",
            "result",
            "problems",
            "note",
            "mended",
            "problem",
            "amount",
            "example",
            "state",
            "message",
            "where",
            "date",
        ]
    ),
    "failed": ["number", "name", "owner", "problem"],
    "good": ["number", "name", "owner"],
    "media_failed_rows": ["number", "name", "platform", "owner", "latest", "problem"],
    "annexes": ["text"],
    "every": ["number", "problem", "message", "where"],
    "overview": ["text"],
    "problems": ["number", "title", "text"],
}


def sample(form: Form, text: str = "值") -> Filled:
    """Every cell with a value of its own."""
    values = {key: f"{text}{key}" for key in (*form.cells(), *EXTRA)}
    tables = {name: [{key: f"{text}{name}{n}{key}" for key in keys} for n in (1, 2)] for name, keys in ROWS.items()}
    return Filled(form, values, tables, frozenset(), (), ())


def made(what: Filled, template: Path | None = None) -> DocumentType:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.docx"
        write(what, template or template_of(what.form, ""), path)
        return Document(io.BytesIO(path.read_bytes()))


def rows_of(document: DocumentType) -> Iterator[list[str]]:
    for table in document.tables:
        for row in table.rows:
            yield [cell.text for cell in row.cells]


def names_of(each: Field) -> list[str]:
    """Group and item of a field's line; one cell where there is no group."""
    group, mark, item = each.label.partition("：")
    return [group, item] if mark else [group, group]


def all_text(document: DocumentType) -> str:
    return "\n".join([*(p.text for p in document.paragraphs), *("\t".join(row) for row in rows_of(document))])


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_value_comes_back(form: Form) -> None:
    document = made(sample(form))
    text = all_text(document)
    missing = [key for key in form.cells() if f"值{key}" not in text and key not in WORDED]
    assert missing == []
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize("form", [f for f in FORMS.values() if any(each.block for each in f.fields)], ids=lambda f: f.id)
def test_every_cell_stands_beside_its_label(form: Form) -> None:
    rows = list(rows_of(made(sample(form))))
    for each in (each for each in form.fields if each.block):
        names = names_of(each)
        [row] = [row for row in rows if row[0] == each.block and row[1:3] == names]
        if not each.over:
            assert set(row[3:]) == {f"值{each.key}"}
            continue
        assert row[3:7] == [f"值{each.key}_{q}" for q in QUARTERS]
        assert row[7] == ("／" if each.over == "quarter" else f"值{each.key}_{YEAR}")


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("monthly", "number code name portal url score result problems note"),
        ("survey-summary", "number name code problems mended"),
        ("self-check", "number name problem amount example state"),
        ("notice", "number problem message where"),
        ("regulatory-year-gx", "number name code state date"),
    ],
)
def test_rows_of_sites_and_problems(form: str, keys: str) -> None:
    rows = list(rows_of(made(sample(FORMS[form]))))
    for n in (1, 2):
        assert [f"值rows{n}{key}" for key in keys.split()] in rows


def test_a_circular_repeats_its_paragraphs() -> None:
    text = all_text(made(sample(FORMS["circular"])))
    for n in (1, 2):
        assert f"（值problems{n}number）值problems{n}title\n值problems{n}text" in text
        assert f"值overview{n}text" in text
        assert f"值failed{n}number\t值failed{n}name\t值failed{n}owner\t值failed{n}problem" in text


def test_the_shipped_templates_are_what_the_script_makes() -> None:
    for form in FORMS.values():
        buffer = io.BytesIO()
        build(form).save(buffer)
        assert content((FOLDER / f"{form.id}.docx").read_bytes()) == content(buffer.getvalue()), form.id


@pytest.mark.parametrize("form", ["circular"])
def test_hostile_values_stay_text(form: str) -> None:
    for hostile in HOSTILE:
        shown = visible(hostile, 500)
        text = all_text(made(sample(FORMS[form], shown)))
        key = next(iter(FORMS[form].cells()))
        assert f"{shown}{key}" in text


def test_a_users_own_template_wins(tmp_path: Path) -> None:
    document = Document(str(TEMPLATES / "monthly.docx"))
    document.add_paragraph("本局版式：{{ unit }}")
    document.save(str(tmp_path / "monthly.docx"))
    form = FORMS["monthly"]
    own = template_of(form, str(tmp_path))
    assert own.parent == tmp_path
    assert template_of(FORMS["notice"], str(tmp_path)).parent == TEMPLATES
    assert "本局版式：值unit" in all_text(made(sample(form), own))


@pytest.mark.parametrize("mark", ["{{ nosuch }}", "{{ ''.__class__.__mro__ }}", "{% for x in %}", "{{ unit"])
def test_a_template_that_cannot_be_used_is_one_line(tmp_path: Path, mark: str) -> None:
    document = Document()
    document.add_paragraph(mark)
    document.save(str(tmp_path / "monthly.docx"))
    with pytest.raises(ConfigError, match=r"monthly\.docx") as caught:
        made(sample(FORMS["monthly"]), tmp_path / "monthly.docx")
    assert "\n" not in str(caught.value)


def test_a_template_that_is_no_word_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "monthly.docx").write_bytes(b"no zip")
    with pytest.raises(ConfigError, match="xuncha forms template monthly"):
        made(sample(FORMS["monthly"]), tmp_path / "monthly.docx")
