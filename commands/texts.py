"""What `xuncha text` offers: plain text, checked without a crawl."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import plain_text
from commands.lexicon import own_words
from commands.options import settings_of


def text(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="a paragraph a line, or id<TAB>text a line")],
    format: Annotated[str, typer.Option("--format", help="table or jsonl")] = "table",
) -> None:
    """Check plain text without a crawl: one answer for every line."""
    plain_text.run(source, plain_text.format_of(format), sys.stdout, own_words(settings_of(None, None)))
