"""Attachments in a whole audit: their text is judged, what cannot be read has one reason and is never called fixed."""

from pathlib import Path

from tests.crawler.extract.made_files import old_word, pdf, word, zipped
from tests.server import LoopbackServer, Route, answer
from tests.whole.run import audit
from tests.whole.site import HOME, small_site

ROWS = [["姓名", "身份证号"], ["王小明", "539901198001011232"], ["李大海", "539901198001014564"]]
LEAK = word(["2026年临时救助对象公示", "各村进行布署。"], ROWS)
EXTRA = '<p><a href="/a.docx">救助名单.docx</a> <a href="/b.pdf">方案</a> <a href="/c.docx">汇总</a> <a href="/d.zip">压缩包</a></p>'
RULES = ("--rules", "personal-info,typo,secret-marking,broken-attachment")


def site(**more: bytes) -> dict[str, Route]:
    big, small = (b"PK\x03\x04" + b"x" * size for size in (60_000, 40))
    files = {"/a.docx": LEAK, "/b.pdf": pdf(["x"], locked=True), "/c.docx": big, "/d.zip": small}
    return {path: answer(200, body) for path, body in {**files, **more}.items()}


def test_text_of_attachments_is_judged(tmp_path: Path) -> None:
    with LoopbackServer(small_site(extra=EXTRA, more=site())) as server:
        ran = audit(server, tmp_path, *RULES, "--set", "attachments.max_bytes=40000")
    found = {finding["rule"]: finding for finding in ran.findings}
    assert set(found) == {"personal-info", "typo"}, ran.err
    leak = found["personal-info"]
    assert (leak["url"], leak["page"]) == (HOME + "a.docx", HOME + "xwzx/202611/t20261101_1000.html")
    assert (leak["confidence"], leak["evidence"]["count"], leak["evidence"]["attachment"]) == ("suspected", 2, "word")
    assert "539901198001011232" not in ran.out
    assert found["typo"]["confidence"] == "suspected" and found["typo"]["evidence"]["wrong"] == "布署"
    assert ran.summary["complete"]
    assert ran.summary["not_judged"] == {"personal-info": 3}  # locked, too large, a damaged archive


def test_old_formats_and_archives_are_judged_too(tmp_path: Path) -> None:
    old = old_word([("公示\r", False), *((f"{name}\x07{number}\x07\r", False) for name, number in ROWS[1:])])
    packed = zipped({"内/名单.docx": LEAK, "图.jpg": b"\xff\xd8\xff\x00"})
    extra = '<p><a href="/e.wps">旧版名单.wps</a> <a href="/f.zip">打包</a></p>'
    with LoopbackServer(small_site(extra=extra, more=site(**{"/e.wps": old, "/f.zip": packed}))) as server:
        ran = audit(server, tmp_path, "--rules", "personal-info")
    kinds = {finding["url"]: finding["evidence"]["attachment"] for finding in ran.findings}
    assert kinds == {HOME + "e.wps": "old-office", HOME + "f.zip": "archive"}, ran.err
    assert ran.summary["complete"] and ran.summary["not_judged"] == {}


def test_reading_can_be_switched_off(tmp_path: Path) -> None:
    with LoopbackServer(small_site(extra=EXTRA, more=site())) as server:
        ran = audit(server, tmp_path, *RULES, "--set", "attachments.read=false")
    assert ran.findings == []
    assert "not_judged" not in ran.summary or ran.summary["not_judged"] == {}
