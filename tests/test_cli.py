"""Every command is where `cli` says, and a command that only reads the database reads neither crawler nor checks."""

import subprocess
import sys
from pathlib import Path

import typer

import cli

ROOT = Path(cli.__file__).parent
IDLE = ("crawler.fetch", "crawler.extract.page", "checks.expression", "workers.pool", "aiohttp", "numpy")
LOOK = "import sys, cli; cli.program(sys.argv[1:]); print(*sys.modules)"


def test_every_command_is_offered() -> None:
    offered = typer.main.get_command(cli.program()).commands
    assert set(offered) == {*cli.COMMANDS, *cli.GROUPS}
    assert {"list", "show", "confirm", "dismiss", "recheck"} <= set(offered["findings"].commands)


def test_one_command_alone_is_the_same_as_among_all() -> None:
    whole = typer.main.get_command(cli.program()).commands
    for name in (*cli.COMMANDS, *cli.GROUPS):
        alone = typer.main.get_command(cli.program([name])).commands
        assert list(alone) == [name]
        assert alone[name].help == whole[name].help


def test_the_register_is_shown_without_the_crawler() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, "sites"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert not set(IDLE) & set(done.stdout.split())
