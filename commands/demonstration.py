"""What `xuncha demo` offers: the built-in sites, audited and compared with what was planted."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from commands.options import Overrides, settings_of
from demo.show import show, stay
from model import SHANGHAI


def demo(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORD", help="only the sites whose address holds one of these words")
    ] = None,
    keep: Annotated[bool, typer.Option("--serve", help="only serve the demo sites, until Ctrl-C")] = False,
    overrides: Overrides = None,
) -> None:
    """Serve the built-in demo sites on loopback, audit them, compare with what was planted."""
    settings = settings_of(None, ["crawler.delay=0", "verify.spacing=0.5", *(overrides or [])])
    if keep:
        raise typer.Exit(stay())
    raise typer.Exit(show(settings, now=datetime.now(SHANGHAI), write=_write, words=words or ()))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
