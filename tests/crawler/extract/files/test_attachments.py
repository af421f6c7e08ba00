"""Attachments: text of every format, and one reason for each that cannot be read."""

import pytest

from crawler.extract.files import attachments, zipped_text
from crawler.extract.files.attachments import joined, read_attachment
from tests.crawler.extract.made_files import compound, excel, ofd, pdf, word, zipped

LINES = ["关于印发实施方案的通知", "请认真贯彻执行。"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("body", "form", "lines"),
    [
        (pdf(LINES), "pdf", LINES),
        (word(LINES, [["姓名", "电话"], ["张三", "13912345678"]]), "word", [*LINES, "姓名", "电话", "张三", "13912345678"]),
        (
            excel([["姓名", "电话"], ["张三", 13912345678], ["李四", 2.5]]),
            "excel",
            ["姓名", "电话", "张三", "13912345678", "李四", "2.5"],
        ),
        (ofd(LINES), "ofd", LINES),
        ("\n".join(LINES).encode("gb18030"), "text", LINES),
    ],
    ids=["pdf", "word", "excel", "ofd", "text"],
)
def test_text_of_a_format(body: bytes, form: str, lines: list[str]) -> None:
    read = read_attachment(body)
    assert (read.form, list(read.lines), read.reason, read.cut) == (form, lines, "", False)


ENTITY = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{W}"><w:p><w:t>&a;名</w:t></w:p></w:document>'
LOCKED = compound({"EncryptionInfo": b"x" * 300, "EncryptedPackage": b"x" * 9_000})
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.4 nothing follows", "damaged"),
        (pdf(LINES, locked=True), "encrypted"),
        (pdf([]), "no-text"),
        (word(LINES)[:2000], "damaged"),
        (zipped({"word/document.xml": b"<w:document"}), "damaged"),
        (zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"x"}), "unknown-format"),
        (zipped({"a.jpg": b"\xff\xd8\xff\x00"}), "no-text"),
        (LOCKED, "encrypted"),
        (OLD_WORD, "damaged"),
        (compound({"Works": b"x" * 5_000}), "old-format"),
        (b"<!DOCTYPE html><html></html>", "web-page"),
        (b"Rar!\x1a\x07\x00", "other-archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 100, "damaged"),
    ],
)
def test_one_reason_for_each_that_cannot_be_read(body: bytes, reason: str) -> None:
    read = read_attachment(body)
    assert (read.reason, read.lines) == (reason, ())
    assert reason in attachments.REASONS


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped_text, "MAX_MEMBER", 1_000)
    body = zipped({"word/document.xml": b"<a>" + b"x" * 50_000 + b"</a>"})
    assert read_attachment(body).reason == "bomb"
    monkeypatch.setattr(zipped_text, "MAX_TOTAL", 10_000)
    assert read_attachment(excel([["x" * 30_000]])).reason == "bomb"


def test_entities_of_strangers_are_not_resolved() -> None:
    read = read_attachment(zipped({"word/document.xml": ENTITY.encode()}))
    assert "".join(read.lines) in ("", "名")


def test_limits_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MAX_CHARACTERS", 20)
    read = read_attachment(("十个字的一行文字在此\n" * 50).encode())
    assert read.cut and 0 < len(read.lines) < 50


def test_full_lines_of_a_printed_page_are_one_paragraph() -> None:
    full = "这一行文字写满了一整行纸所以它在下一行里接着往下写完"
    assert list(joined([full, "直到句号。", "下一段", "表格单元"])) == [full + "直到句号。", "下一段", "表格单元"]
