"""Old Office files, RTF, pages of Word and Excel, archives: their text, and an end for whatever a stranger makes of them."""

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.files import archives
from crawler.extract.files.attachments import AttachmentText, read_attachment
from tests.crawler.extract.made_files import compound, excel, old_slides, old_word, pdf, word, zipped

LINES = ["关于印发《实施方案》的通知", "请认真贯彻执行。"]
CELLS = "姓名\x07电话\x07\x07张三\x0713912345678\x07\x07"
FIELD = '见\x13 HYPERLINK "http://a.gov.cn/" \x14附件一\x15。'


def test_word_in_pieces_of_both_widths_with_cells_and_fields() -> None:
    body = old_word([("\r".join(LINES) + "\r", False), ("Plain ABC 2026\r", True), (CELLS + FIELD + "\r", False)])
    read = read_attachment(body)
    assert (read.form, read.reason) == ("old-office", "")
    assert list(read.lines) == [*LINES, "Plain ABC 2026", "姓名", "电话", "张三", "13912345678", "见附件一。"]


def test_word_95_has_its_text_in_one_place() -> None:
    text = "\r".join(LINES).encode("gb18030")
    document = struct.pack("<HH", 0xA5DC, 100).ljust(24, b"\0") + struct.pack("<II", 512, 512 + len(text))
    assert read_attachment(compound({"WordDocument": document.ljust(512, b"\0") + text + bytes(4096)})).lines[:2] == tuple(
        LINES
    )


def test_an_excel_sheet_in_a_word_file_leaves_it_a_word_file() -> None:
    read = read_attachment(old_word([("正文\r", False)]) + "Workbook".encode("utf-16-le"))
    assert (read.form, read.lines) == ("old-office", ("正文",))


def test_slides_old_and_new() -> None:
    assert read_attachment(old_slides(["标题一\r要点", "Plain"])).lines == ("标题一", "要点", "Plain")
    slide = '<p:sld xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
    members = {f"ppt/slides/slide{n}.xml": slide.format(f"第{n}页").encode() for n in (10, 2, 1)}
    read = read_attachment(zipped({"ppt/presentation.xml": b"<p/>", **members}))
    assert (read.form, read.lines) == ("slides", ("第1页", "第2页", "第10页"))


RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 \'cb\'ce\'cc\'e5;}}{\info{\title no}}\pard "
    + "".join(f"\\'{byte:02x}" for byte in "通知".encode("gbk"))
    + r"\par \u35831?\u30475? {\*\generator x}ABC\{1\}\par {\field{\*\fldinst HYPERLINK}{\fldrslt 附}}\cell }"
)


def test_rich_text() -> None:
    read = read_attachment(RTF.replace("附", "\\u38468?").encode())
    assert (read.form, read.lines) == ("rtf", ("通知", "请看 ABC{1}", "附"))


@pytest.mark.parametrize(
    "body",
    [
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><style>p{}</style><p class=MsoNormal>通知</p><table><tr><td>姓名</td><td>张&amp;三</td></tr></table></html>",
        "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'><w:p><w:r><w:t>通知</w:t></w:r></w:p><w:p>姓名</w:p><w:p>张&amp;三</w:p></w:wordDocument>",
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook><Row><Cell><Data>通知</Data></Cell><Cell>姓名</Cell><Cell>张&amp;三</Cell></Row></Workbook>",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<meta charset=utf-8><p>通知</p><p>姓名</p><p>张&amp;三</p>\r\n--b--\r\n",
    ],
    ids=["page", "word-xml", "excel-xml", "mail-archive"],
)  # fmt: skip
def test_markup_of_word_and_excel(body: str) -> None:
    assert read_attachment(body.encode()).lines == ("通知", "姓名", "张&三")


def test_an_archive_is_read_file_by_file() -> None:
    inner = zipped({"c.docx": word(["里层"])})
    read = read_attachment(
        zipped({"a.docx": word(LINES), "b.xlsx": excel([["姓名"]]), "d.zip": inner, "e.jpg": b"\xff\xd8\xff\x00"})
    )
    assert (read.form, read.lines, read.reason, read.cut) == ("archive", (*LINES, "姓名", "里层"), "", False)


def test_what_an_archive_hides_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": "深".encode()})})})
    assert read_attachment(deep) == AttachmentText("archive", (), "partly")
    locked = zipped({"a.docx": word(LINES), "b.pdf": pdf(["x"], locked=True)})
    assert (read_attachment(locked).lines, read_attachment(locked).reason) == (tuple(LINES), "partly")
    bomb = zipped({"a.txt": bytes(3_000_000), "b.txt": "字".encode()})
    assert (read_attachment(bomb).lines, read_attachment(bomb).reason) == (("字",), "partly")
    monkeypatch.setattr(archives, "MAX_FILES", 2)
    assert read_attachment(zipped({f"{n}.txt": str(n).encode() for n in range(5)})).reason == "partly"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (old_word([("密\r", False)], encrypted=True), "encrypted"),
        (old_slides(["密"], locked=True), "encrypted"),
        (old_word([("文\r", False)])[:700], "damaged"),
        (compound({"WordDocument": b"\xec\xa5\xc1\0" + bytes(5_000), "0Table": b"", "1Table": b""}), "damaged"),
        (old_word([("\r", False)]), "no-text"),
    ],
)
def test_one_reason(body: bytes, reason: str) -> None:
    assert read_attachment(body) == AttachmentText(read_attachment(body).form, (), reason)


@pytest.mark.parametrize(
    "body", [old_word([("正文文字" * 600 + "\r", False)]), old_slides(["Page"] * 9)], ids=["word", "slides"]
)
def test_damaged_bytes_end(body: bytes) -> None:
    chance = random.Random(7)
    for _ in range(300):
        broken = bytearray(body)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.choice((0, 1, 0xFF, chance.randrange(256)))
        read_attachment(bytes(broken[: chance.randrange(600, len(broken))]))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_behind_a_known_beginning_end(tail: bytes) -> None:
    for head in (
        compound({"WordDocument": b"\xec\xa5" + bytes(100)})[:1200],
        b"{\\rtf1",
        b"PK\x03\x04",
        b"MIME-Version: 1.0\r\n",
    ):
        read_attachment(head + tail)
