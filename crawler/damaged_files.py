"""Files that no program can open, told by their bytes: cut off before what every reader needs, never filled, their start lost.

Only what can be seen in a file that came as a whole, or in its first bytes, counts, and only where enough of the form is there
to be sure that more was meant. Readers mend much (a PDF without its last line, a picture that ends early still shows its
upper part), so that what merely looks odd or small is left alone.
"""

from __future__ import annotations

import re

from crawler.response import Response

_RANGE = re.compile(r"bytes\s+0-(\d{1,12})/(\d{1,12})\s*$", re.IGNORECASE)
_OPEN_XML = frozenset({"docx", "xlsx", "pptx", "ofd"})
_PACKED = _OPEN_XML | {"zip"}
_MEMBER = re.compile(rb"PK\x03\x04[\x0a-\x3f]\x00.{20}([\x01-\xff]\x00)..[^\x00-\x1f]", re.DOTALL)
"""The head of a packed file with its name."""
_DIRECTORY = b"PK\x05\x06"
_END_OF_PDF = re.compile(rb"%%EOF|startxref|trailer|/Linearized")
_OBJECTS = 3
"""Finished objects by which a PDF is known to be one."""
_STRICT_FORMS = _PACKED | {"pdf", "rar", "7z"}
_PICTURE_STARTS = (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"GIF87a")
_PACKED_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!")
_PACKED_TYPES = ("application/zip", "application/x-zip", "application/vnd", "application/msword")
_ZEROS = 512
_SHOWN_PART, _LEAST_PICTURE = 10, 1_000
"""A picture of which less than this part has come shows a line or nothing."""


def is_whole(response: Response) -> bool:
    """Whether all bytes of a file have come: an answer to a range (206) says how many there are."""
    if response.truncated or response.error:
        return False
    if response.status != 206:
        return True
    found = _RANGE.match(response.headers.get("content-range", "").strip())
    return found is not None and int(found[1]) + 1 == int(found[2]) == len(response.body)


def is_damaged(response: Response, extension: str) -> bool:
    """Whether a file, whose name ends in an extension with known first bytes, cannot be opened by any program."""
    body = response.body
    if _is_another_form(response, extension):
        return True
    if len(body) >= _ZEROS and not body.strip(b"\0"):
        return True  # room that was kept on a disk and never filled
    if not is_whole(response):
        return False
    if extension in _PACKED and _MEMBER.match(body):
        return _DIRECTORY not in body
    if extension in _OPEN_XML:
        return not body.startswith(b"PK") and _DIRECTORY in body and _MEMBER.search(body) is not None
    if extension == "pdf" and body.startswith(b"%PDF"):
        return body.count(b"endobj") >= _OBJECTS and _END_OF_PDF.search(body) is None
    if extension in ("jpg", "jpeg") and body.startswith(b"\xff\xd8\xff"):
        return b"\xff\xdb\x00" in body and b"\xff\xda" not in body  # tables, and no line of the picture
    return extension == "png" and body.startswith(b"\x89PNG") and _little_of_a_picture(body)


def _is_another_form(response: Response, extension: str) -> bool:
    """Whether a document or packed file is a picture, or a PDF is none, and is sent as if it were what its name says.

    One that is sent as what it is opens in the browser, whatever its name; Office opens old forms under new names.
    """
    if extension not in _STRICT_FORMS or "content-disposition" in response.headers:
        return False
    said, body = response.headers.get("content-type", "").lower(), response.body
    if said.startswith("image/") and body.startswith(_PICTURE_STARTS):
        return False
    if extension != "pdf":
        return body.startswith(_PICTURE_STARTS)
    if said.startswith(_PACKED_TYPES):
        return False
    return body.startswith((*_PICTURE_STARTS, *_PACKED_STARTS)) and b"%PDF" not in body[:1024]


def _little_of_a_picture(body: bytes) -> bool:
    """Whether a PNG breaks off near the beginning of its picture."""
    at = body.find(b"IDAT")
    if at < 4:
        return False
    announced, come = int.from_bytes(body[at - 4 : at], "big"), len(body) - at - 4
    return announced >= _LEAST_PICTURE and come * _SHOWN_PART < announced
