"""Files that no program can open, and small, odd or half-seen ones that somebody can."""

import io
import struct
import zipfile
import zlib

import pytest

from crawler.file_faults import file_fault
from crawler.response import Response
from model import LinkKind
from tests.crawler.test_file_faults import answer


def _packed(names: tuple[str, ...] = ("[Content_Types].xml", "word/document.xml")) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"<x>{name}</x>" * 9)
    return whole.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


OBJECTS = b"".join(b"%d 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n" % number for number in range(1, 9))
PDF = b"%PDF-1.4\n" + OBJECTS
ZIP = _packed()
PNG = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", bytes(13)) + _chunk(b"IDAT", bytes(range(256)) * 8) + _chunk(b"IEND", b"")
TABLES = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00" + b"\x08" * 64
JPEG = TABLES + b"\xff\xda\x00\x08\x01\x01\x00\x00?\x00" + b"\x12" * 90


def part(body: bytes, of: int) -> Response:
    """What a server answers to a range from the start."""
    return answer(body, status=206, **{"content-range": f"bytes 0-{len(body) - 1}/{of}"})


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.zip", ZIP[:120]),
        ("a.docx", ZIP[:-60]),
        ("a.docx", b"\x12\x90" * 40 + ZIP[30:]),
        ("a.xlsx", bytes(4096)),
        ("a.pdf", PDF),
        ("a.jpg", TABLES),
        ("a.png", PNG[:90]),
    ],
)
def test_what_lost_its_greater_part_is_damaged(name: str, body: bytes) -> None:
    kind = LinkKind.IMAGE if name.endswith(("jpg", "png")) else LinkKind.ATTACHMENT
    assert file_fault(answer(body), kind, f"http://a.cn/{name}") == "damaged"
    assert file_fault(part(body, len(body)), kind, f"http://a.cn/{name}") == "damaged"


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("a.zip", answer(ZIP)),
        ("a.docx", part(ZIP[:120], 9_000)),  # only its beginning was asked for
        ("a.docx", answer(ZIP[:120], status=206)),  # how much there is was not said
        ("a.docx", answer(b"\xd0\xcf\x11\xe0" + bytes(600))),  # locked with a password
        ("a.zip", answer(b"PK\x03\x04")),
        ("a.docx", answer(b"PK\x03\x04" + bytes(200))),
        ("a.pdf", answer(PDF + b"trailer\n<<>>\nstartxref\n9\n%%EOF\n")),
        ("a.pdf", answer(PDF + b"startxref\n9\n")),  # readers do without the last line
        ("a.pdf", answer(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")),
        ("a.pdf", part(PDF, 90_000)),
        ("a.jpg", answer(JPEG)),
        ("a.jpg", answer(TABLES[:20])),
        ("a.png", answer(PNG)),
        ("a.png", answer(PNG[: len(PNG) // 2])),  # its upper part is seen
        ("a.png", answer(PNG[:8])),
        ("a.iso", answer(bytes(4096))),
    ],
)
def test_what_opens_or_was_not_seen_as_a_whole_is_not(name: str, response: Response) -> None:
    kind = LinkKind.IMAGE if name.endswith(("jpg", "png")) else LinkKind.ATTACHMENT
    assert file_fault(response, kind, f"http://a.cn/{name}") == ""


@pytest.mark.parametrize("body", [b'{"success":false,"message":"file not found"}', b"null", "文件不存在".encode()])
def test_words_instead_of_a_file_are_told_from_a_range_that_holds_them_all(body: bytes) -> None:
    assert file_fault(part(body, len(body)), LinkKind.ATTACHMENT, "http://a.cn/a.docx") == "not-a-file"
    assert file_fault(part(body, 50_000), LinkKind.ATTACHMENT, "http://a.cn/a.docx") == ""


def test_a_program_of_old_times_that_has_no_file_is_understood() -> None:
    body = '<script>alert("文件不存在！");window.close();</script>'.encode("gbk")
    assert file_fault(answer(body, "text/html"), LinkKind.ATTACHMENT, "http://a.cn/Down.asp?FileID=88") == "not-a-file"


@pytest.mark.parametrize(("name", "body"), [("a.docx", PNG), ("a.zip", JPEG), ("a.pdf", ZIP), ("a.pdf", JPEG)])
def test_a_file_of_another_form_than_its_name(name: str, body: bytes) -> None:
    assert file_fault(answer(body), LinkKind.ATTACHMENT, f"http://a.cn/{name}") == "damaged"
    named = answer(body, **{"content-disposition": "attachment; filename=a.zip"})
    assert file_fault(named, LinkKind.ATTACHMENT, f"http://a.cn/{name}") == ""


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.docx", PNG, "image/png"),
        ("a.pdf", ZIP, "application/zip"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "application/msword"),
        ("a.rar", ZIP, "application/octet-stream"),
        ("a.doc", PNG, "application/msword"),
    ],
)
def test_forms_that_open_all_the_same(name: str, body: bytes, kind: str) -> None:
    assert file_fault(answer(body, kind), LinkKind.ATTACHMENT, f"http://a.cn/{name}") == ""
