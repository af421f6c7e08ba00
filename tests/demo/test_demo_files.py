"""The tiny files are what they claim to be."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from demo.files import archive, docx, gif, jpg, pdf, png


def test_pdf_offsets_point_at_objects() -> None:
    data = pdf()
    start = int(re.findall(rb"startxref\n(\d+)", data)[0])
    assert data[start : start + 4] == b"xref"
    offsets = [int(o) for o in re.findall(rb"(\d{10}) 00000 n", data)]
    assert [data[o : o + 7] for o in offsets] == [b"1 0 obj", b"2 0 obj", b"3 0 obj"]


def test_zip_files_open() -> None:
    with zipfile.ZipFile(io.BytesIO(docx("样表"))) as document:
        assert document.testzip() is None
        assert "样表" in document.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(archive())) as packed:
        assert packed.namelist() == ["readme.txt"]


def test_png_chunks_are_sound() -> None:
    data = png()[8:]
    names = []
    while data:
        size, name = struct.unpack(">I4s", data[:8])
        (check,) = struct.unpack(">I", data[8 + size : 12 + size])
        assert zlib.crc32(data[4 : 8 + size]) == check
        names.append(name)
        data = data[12 + size :]
    assert names == [b"IHDR", b"IDAT", b"IEND"]


def test_jpg_segments_lead_to_the_end() -> None:
    data = jpg()
    place, kinds = 2, []
    while data[place + 1] != 0xDA:
        kinds.append(data[place + 1])
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    assert kinds == [0xDB, 0xC0, 0xC4, 0xC4]
    assert data.endswith(b"\xff\xd9")


def test_gif_is_framed() -> None:
    assert gif().startswith(b"GIF89a")
    assert gif().endswith(b";")
