"""Which form a report takes, and its file: it appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

from model import ConfigError
from reports import json_lines, junit, table
from reports.audit_record import AuditRecord
from rules.catalogue import catalogue

BINARY = ("xlsx", "docx")
STREAMS = ("table", "jsonl")
FORMS = (*STREAMS, "html", *BINARY, "junit")
"""The forms of a result."""


ENDINGS = {".jsonl": "jsonl", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".docx": "docx", ".xml": "junit"}
"""What the name of a file says of its form, where nobody says it."""


def form_for(form: str, output: Path | None) -> str:
    """The form that was asked for, else the one that the file's name ends in, else the table."""
    return form or ENDINGS.get(output.suffix.lower() if output is not None else "", "table")


def need_output(form: str, output: Path | None) -> None:
    """Raise ConfigError for a form that is no text and has no file to go to."""
    if form in BINARY and output is None:
        raise ConfigError(f"--format {form}: needs --output FILE, for example --output report.{form}")


def prove_writable(path: Path | None) -> None:
    """A result that cannot be written must not cost an hour of crawling first. Raises ConfigError."""
    if path is None:
        return
    if path.is_dir() or not path.parent.is_dir():
        raise ConfigError(f"--output {path}: not a file in an existing folder; make the folder or choose another name")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ConfigError(f"--output {path}: cannot be written; choose a writable folder")


def deliver(record: AuditRecord, form: str, output: Path | None) -> list[Path]:
    """Write a report; the files that were made (none for standard output)."""
    need_output(form, output)
    if form in STREAMS:
        return _text(_stream(record, form), output)
    if form == "junit":
        return _text(junit.lines(record), output)
    if form == "html":
        return _html(record, output)
    assert output is not None
    _workbook_or_document(record, form, output)
    return [output]


def _stream(record: AuditRecord, form: str) -> Iterator[str]:
    findings = (each.finding for each in record.findings())
    if form == "table":
        return table.lines(
            site=record.site.home_url,
            findings=findings,
            unknowns=record.unknowns,
            coverage=record.coverage,
            score=record.score,
            catalogue=catalogue(),
            dismissed=record.suppressed,
        )
    return json_lines.lines(
        site=record.site.home_url,
        started=record.started,
        as_of=record.as_of,
        rules=record.rules,
        findings=findings,
        unknowns=record.unknowns,
        coverage=record.coverage,
        score=record.score,
        dismissed=record.suppressed,
    )


def _html(record: AuditRecord, output: Path | None) -> list[Path]:
    from reports import html  # these libraries are slow to load, and most commands need none of them

    data = output.with_name(f"{output.stem}-findings.xlsx") if output is not None and html.needs_data_file(record) else None
    made = []
    if data is not None:
        _workbook_or_document(record, "xlsx", data)
        made = [data]
    return _text(html.lines(record, data_file=data.name if data else ""), output) + made


def _workbook_or_document(record: AuditRecord, form: str, output: Path) -> None:
    with whole_file(output) as path:
        if form == "xlsx":
            from reports import excel

            excel.write(record, path)
        else:
            from reports import word

            word.write(record, path)


def _text(pieces: Iterator[str], output: Path | None) -> list[Path]:
    if output is None:
        # Whoever reads may stop early: what streams from the database must end before that is closed.
        with contextlib.closing(_delegated(pieces)) as stream:
            for piece in stream:
                sys.stdout.write(piece)
            sys.stdout.flush()
        return []
    with whole_file(output) as path, path.open("w", encoding="utf-8") as file:
        file.writelines(pieces)
    return [output]


def _delegated(pieces: Iterator[str]) -> Generator[str, None, None]:
    """The same, and closing it closes what it streams from."""
    yield from pieces


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place to write to; it becomes `path` when all went well, and vanishes when not. Raises ConfigError.

    The place is in the folder of temporary files: what packs a workbook leaves a traceback behind when its disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise unwritable(path, error) from None
    beside, drafted = Path(name), False
    try:
        with tempfile.TemporaryDirectory(prefix="xuncha-") as folder:
            draft = Path(folder) / f"draft{path.suffix}"
            draft.touch()
            yield draft
            drafted = True
            shutil.copyfile(draft, beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except Exception as error:
        # XlsxWriter hands on what the disk says inside an exception of its own.
        why = error if isinstance(error, OSError) else next((each for each in error.args if isinstance(each, OSError)), None)
        if why is not None:
            raise (unwritable(path, why) if drafted else _undraftable(path, why)) from None
        raise
    finally:
        beside.unlink(missing_ok=True)


def _undraftable(path: Path, error: OSError) -> ConfigError:
    why = error.strerror or type(error).__name__
    folder = tempfile.gettempdir()
    return ConfigError(f"--output {path}: cannot be made in {folder} ({why}); set TMPDIR to a writable folder with space")


def unwritable(path: Path, error: OSError) -> ConfigError:
    """What to say of a file that could not be written: the disk is full, the folder closed or gone."""
    why = error.strerror or type(error).__name__
    return ConfigError(f"--output {path}: cannot be written ({why}); choose a file in a writable folder with space")
