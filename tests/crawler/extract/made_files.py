"""Small files of every format that attachments have, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
import xlsxwriter


def pdf(lines: list[str], *, locked: bool = False) -> bytes:
    """A PDF of one page with Chinese text."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td " for line in lines)
    content = f"BT /F1 12 Tf 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, text))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    lock = b""
    if locked:
        lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >> /ID [<00> <00>] " % (b"41" * 32, b"42" * 32)
    out.write(b"trailer << /Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start))
    return out.getvalue()


def word(lines: list[str], rows: list[list[str]] | None = None) -> bytes:
    """A docx of paragraphs and a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(rows: list[list[object]]) -> bytes:
    """An xlsx of one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def zipped(members: dict[str, bytes], *, deflated: bool = True) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def ofd(lines: list[str]) -> bytes:
    """An OFD of one page; every line in two pieces."""
    pieces = "".join(
        f'<ofd:TextObject ID="{at}{part}" Boundary="{10 + part} {10 * at} 50 5"><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>'
        for at, line in enumerate(lines, 1)
        for part, text in enumerate((line[:5], line[5:]))
    )
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{pieces}</ofd:Layer></ofd:Content></ofd:Page>'
    return zipped({"OFD.xml": b"<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page.encode()})


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file of 512-byte sectors with those streams at its top; short ones in the mini stream, as the format wants."""
    end = 0xFFFFFFFE
    sectors: list[bytes] = []
    following: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            following.append(first + number + 1 if number + 1 < len(pieces) else end)
        return first if pieces else end

    small, small_following = b"", list[int]()
    places = {}
    for name, data in streams.items():
        if len(data) >= 4096:
            places[name] = put(data)
            continue
        first = len(small) // 64
        small += data.ljust(-(-len(data) // 64) * 64, b"\0")
        amount = len(small) // 64 - first
        small_following += [first + k + 1 for k in range(amount - 1)] + [end]
        places[name] = first
    root_start = put(small)
    mini_start = put(struct.pack(f"<{len(small_following)}I", *small_following)) if small else end
    entries = [_entry("Root Entry", 5, 1, root_start, len(small), right=0xFFFFFFFF)]
    for number, (name, data) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, places[name], len(data), right=right))
    directory = put(b"".join(entries))
    table = struct.pack(f"<{len(following)}I", *following)
    count = -(-(len(table) + 4 * 8) // 512)
    starts = []
    for at in range(count):
        starts.append(len(sectors))
        piece = table[512 * at : 512 * (at + 1)]
        sectors.append(piece + b"\xff" * (512 - len(piece)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, count, directory, 0, 4096, mini_start, 1 if small else 0, end, 0, 0)[:36]
    head += struct.pack("<109I", *(starts + [0xFFFFFFFF] * (109 - len(starts))))
    return head + b"".join(sectors)


def _entry(name: str, kind: int, child: int, start: int, length: int, *, right: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    free = 0xFFFFFFFF
    tree = struct.pack("<HBBIII", len(written), kind, 1, free, right, child)
    return written.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<IQ", start, length)


def old_word(pieces: list[tuple[str, bool]], *, encrypted: bool = False, fib: int = 193) -> bytes:
    """A Word 97 file whose text stands in those pieces: (text, whether one byte a character)."""
    text, table, ends = b"", b"", [0]
    for words, narrow in pieces:
        at = 1024 + len(text)
        table += struct.pack("<HIH", 0, (at * 2) | 0x4000_0000 if narrow else at, 0)
        text += words.encode("cp1252") if narrow else words.encode("utf-16-le")
        ends.append(ends[-1] + len(words))
    whole = struct.pack(f"<{len(ends)}I", *ends) + table
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(whole)) + whole
    flags = 0x0200 | (0x0100 if encrypted else 0)
    document = bytearray(struct.pack("<HHHHHH", 0xA5EC, fib, 0, 0, 0, flags).ljust(1024, b"\0"))
    struct.pack_into("<II", document, 0x01A2, 7, len(clx))
    return compound({"WordDocument": bytes(document) + text + bytes(4096), "1Table": b"x" * 7 + clx})


def old_slides(texts: list[str], *, locked: bool = False) -> bytes:
    """A PowerPoint 97 file whose slides hold those texts, every other one in one byte a character."""
    atoms = b""
    for number, words in enumerate(texts):
        data = words.encode("latin-1") if number % 2 else words.encode("utf-16-le")
        atoms += struct.pack("<HHI", 0, 4008 if number % 2 else 4000, len(data)) + data
    body = struct.pack("<HHI", 0xF, 1000, len(atoms)) + atoms
    user = bytes(12) + struct.pack("<I", 0xF3D1C4DF if locked else 0xE391C05F)
    return compound({"PowerPoint Document": body + bytes(4096), "Current User": user})
