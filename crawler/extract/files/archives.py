"""The files in a zip archive of strangers, one at a time: bounded in number, size, ratio and in archives within archives."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Iterator

from crawler.extract.files.zipped_text import member_sizes

MAX_FILES = 60
MAX_FILE = 20_000_000
MAX_BYTES = 60_000_000
"""Bytes after unpacking, of one member and of all that are read."""

MAX_SECONDS = 5.0
MAX_RATIO = 200
MAX_NESTING = 2
"""A zip in a zip is read, what is packed deeper is not."""


def members_of(body: bytes) -> Iterator[bytes | str]:
    """The bytes of every file in an archive, or the reason (a key of attachments.REASONS) why one was not unpacked.

    Raises Broken for an archive that is damaged, locked or a bomb.
    """
    member_sizes(body)
    until, taken = time.monotonic() + MAX_SECONDS, 0
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        files = [member for member in archive.infolist() if not member.is_dir()]
        for member in files[:MAX_FILES]:
            if time.monotonic() > until or taken > MAX_BYTES:
                yield "cut"
                return
            if member.file_size > MAX_FILE or member.file_size > MAX_RATIO * max(member.compress_size, 1_000):
                yield "bomb"
                continue
            try:
                with archive.open(member) as opened:
                    data = opened.read(MAX_FILE + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
                yield "damaged"
                continue
            if len(data) > MAX_FILE:
                yield "bomb"  # more than it claims
                continue
            taken += len(data)
            yield data
        if len(files) > MAX_FILES:
            yield "cut"
