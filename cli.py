"""The command line: which file of `commands/` offers which command. `xuncha --help` is its manual."""

from __future__ import annotations

import os
import sys
import tomllib
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Annotated

import typer

import exit_statuses
from commands import wrong_usage
from model import ConfigError, XunchaError

COMMANDS: Mapping[str, str] = {
    "audit": "audits",
    "explain": "explain",
    "text": "texts",
    "demo": "demonstration",
    "sweep": "passes",
    "daemon": "passes",
    "probe": "passes",
    "plugins": "rule_lists",
    "report": "reports",
    "lookback": "recheck",
    "score": "scores",
    "rejudge": "scores",
    "trends": "trends",
}
"""Command -> its file in `commands/`, which has a function of this name."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "sites": ("sites",),
    "columns": ("columns",),
    "passes": ("passes",),
    "rules": ("rule_lists",),
    "lexicon": ("lexicon",),
    "media": ("media",),
    "forms": ("forms",),
    "findings": ("findings", "decisions", "recheck"),
    "notices": ("notices",),
    "bonus": ("scores",),
}
"""Group of commands -> its files in `commands/`, the first of which has its `app`."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"xuncha {version()}")
        raise typer.Exit


def version() -> str:
    """The version of the program as installed, or of the checkout that it runs from."""
    try:
        return metadata.version("xuncha")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text(encoding="utf-8"))
        return f"{project['project']['version']} (checkout)"


def _program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="the version, and end")] = False,
) -> None:
    """巡查 (xuncha): audits Chinese government websites against the official inspection indicators."""


def program(words: Sequence[str] = ()) -> typer.Typer:
    """The command that some words call; every command where they call none. Its files are read only when it is called."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
    app.callback()(_program)
    known = (*COMMANDS, *GROUPS)
    for name in [word for word in words[:1] if word in known] or known:
        modules = [import_module(f"commands.{file}") for file in GROUPS.get(name) or (COMMANDS[name],)]
        if name in GROUPS:
            app.add_typer(modules[0].app, name=name)
        else:
            app.command(name)(getattr(modules[0], name))
    return app


def main(app: typer.Typer | None = None) -> None:
    """Run what the command line says: a user's mistake is one line and exit status 2, never a traceback.

    `app`: its `program`, where that has been read.
    """
    words = sys.argv[1:]
    command = typer.main.get_command(app or program(words))
    try:
        # Typer's own `app()` would print several lines for a wrong word, and end with statuses of its own.
        with command.make_context("xuncha", list(words)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        sys.exit(end.exit_code)
    except typer.TyperException as error:
        told = wrong_usage.one_line(error, command, words)
        sys.stderr.write(f"xuncha: {told}\n" if told else "")
        sys.exit(exit_statuses.WRONG)
    except ConfigError as error:
        sys.stderr.write(f"xuncha: {error}\n")
        sys.exit(exit_statuses.WRONG)
    except XunchaError as error:
        sys.stderr.write(f"xuncha: {error}\n")
        sys.exit(exit_statuses.of_error(error))
    except BrokenPipeError:  # whoever read the result has gone: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(exit_statuses.INCOMPLETE)
    except KeyboardInterrupt:
        sys.stderr.write("xuncha: interrupted\n")
        sys.exit(exit_statuses.INCOMPLETE)
    except Exception:  # our own fault: shown in full, and never the status of a complete audit
        traceback.print_exc()
        sys.exit(exit_statuses.INCOMPLETE)


if __name__ == "__main__":
    main()
