"""Office files packed in memory and written in one piece: what packs into a file leaves a traceback when its disk is full."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO


def packed(save: Callable[[BytesIO], object]) -> bytes:
    """The bytes of a document or workbook, given its `save`."""
    buffer = BytesIO()
    save(buffer)
    return buffer.getvalue()
