"""The measure of forms prints every form there is, from a database as the program writes it."""

from datetime import datetime
from pathlib import Path

from bench.forms import fill, prints
from model import SHANGHAI
from reports.forms.known import FORMS
from storage import findings, registry
from storage.database import Database
from storage.findings import Wanted


def test_every_form_is_measured() -> None:
    names = {name.rpartition(".")[0] for name, _, _ in prints(Path("x"), datetime(2026, 11, 22, tzinfo=SHANGHAI))}
    assert set(FORMS) <= names


async def test_so_many_sites_and_findings(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    await fill(file, 3, 10, datetime(2026, 11, 22, tzinfo=SHANGHAI))
    async with Database(f"sqlite:///{file}") as db:
        assert len(await registry.listed(db)) == 3
        assert len(await findings.listed(db, Wanted())) == 10
