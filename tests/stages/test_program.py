"""Whether a page was read by this program: any change of its code or rules makes it another one."""

import shutil
from pathlib import Path

import pytest

from stages import program


@pytest.fixture
def room(tmp_path: Path) -> Path:
    room = tmp_path / "rules"
    room.mkdir()
    (room / "typos.txt").write_text("布署\t部署\n", "utf-8")
    (room / "counts.ngrams").write_bytes(b"\0" * 64)
    return room


def test_a_change_of_a_rule_or_a_table_makes_another_program(room: Path) -> None:
    before = program.digest([room])
    (room / "typos.txt").write_text("布暑\t部署\n", "utf-8")
    changed = program.digest([room])
    (room / "counts.ngrams").write_bytes(b"\0" * 65)
    grown = program.digest([room])
    (room / "typos.txt").rename(room / "words.txt")
    assert len({before, changed, grown, program.digest([room])}) == 4


def test_the_same_files_elsewhere_are_the_same_program(room: Path, tmp_path: Path) -> None:
    before = program.digest([room])
    other = tmp_path / "elsewhere" / "rules"
    shutil.copytree(room, other)
    (other / "__pycache__").mkdir()
    (other / "__pycache__" / "x.pyc").write_bytes(b"compiled")
    assert program.digest([other]) == before


def test_every_room_that_reads_or_judges_counts() -> None:
    assert all((program.ROOT / room).is_dir() for room in program.ROOMS)
    assert program.identity() == program.identity()
