"""What is wrong with a picture, attachment, style sheet or script that answered with success: nothing, or a page, in its place.

The name promises a form, the first bytes tell the truth. What real offices publish is wide: Excel writes tables as HTML under
.xls, Word writes .doc as HTML, text or a mail archive, generators put blank lines in front of %PDF. Only what no program
could open in the reader's place is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.damaged_files import is_damaged, is_whole
from crawler.extract.error_words import message_in
from crawler.extract.loss_words import lost_words
from crawler.response import Response
from model import LinkKind

FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.IMAGE, LinkKind.MEDIA})
CODE = frozenset({LinkKind.STYLE, LinkKind.SCRIPT, LinkKind.ICON})

SNIFFED = 512
_LED_BY_JUNK = 1024
"""Readers look for %PDF in so many first bytes."""

MAGIC: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf"),
    "xls": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "ppt": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "wps": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "et": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "rar": (b"Rar!",),
    "7z": (b"7z\xbc\xaf",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG",),
    "gif": (b"GIF8",),
}
"""First bytes by name; where a file starts otherwise it is only suspicious when it is a page, an error in words or nothing."""

_OFFICE = frozenset({"doc", "xls", "ppt", "wps", "et", "dot", "xlt"})
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "bmp", "webp"})
_NO_MATTER = frozenset({"svg", "html", "htm", "shtml", "txt", "csv", "xml", "json"})
_PROGRAMS = frozenset({"jsp", "asp", "aspx", "php", "do", "action", "ashx", "cgi", "jspx"})
_FROM_OFFICE = re.compile(
    rb"urn:schemas-microsoft-com:office|class=[\"']?(?:Mso|xl\d)|<meta[^>]{0,80}(?:Excel|Word)\.", re.IGNORECASE
)
_TABLE = re.compile(rb"<(?:table|tr|td)\b", re.IGNORECASE)
_NO_FILE = re.compile(
    r"alert\s*\(\s*[\"'][^\"']{0,20}(?:文件|附件|资源)[^\"']{0,10}(?:不存在|已(?:被)?删除|未找到|找不到|失效)"
)
_MISSING = (
    r"(?:不存在|未找到|找不到|没有找到|已(?:被)?删除|已失效"
    r"|not\s*(?:be\s*)?found|status\s*404|error\s*404|no such|(?:does\s*)?n[o']t exist)"
)
_SAYS_MISSING = re.compile(_MISSING, re.IGNORECASE)
_SERVER_ERROR = re.compile(
    r"Microsoft (?:OLE DB|VBScript|JET Database)|\bODBC\b.{0,40}Driver|SQLException|\bjava\.(?:lang|io|sql)\.\w+Exception"
    r"|ORA-\d{5}|(?:Fatal|Parse) error: |Server Error in '|Stack trace:"
)
"""What a program on the server says of its own failure."""
_ERROR_OBJECT = re.compile(
    r"\"(?:code|status|statusCode|errcode|errorCode|error_code|resultCode|ret)\"\s*:\s*\"?(?!(?:1|200|1000|10000|20000)\b)-?[1-9]\d{0,4}\"?\s*[,}]"
)
_NOT_FOUND = re.compile(r"\"(?:code|status|statusCode|errcode|errorCode|error_code)\"\s*:\s*\"?(?:404|410)\"?\s*[,}]")
_NO_KEY = re.compile(rb"<Code>\s*(?:NoSuch\w+|\w*NotFound|AccessDenied)\s*</Code>")
"""How a store of objects says that there is none."""
_FAILED = re.compile(
    r"\"(?:success|ok|succeed|result|status|state)\"\s*:\s*\"?(?:false|fail|error)\"?\s*[,}]"
    r"|\"(?:error|err|error_?msg)\"\s*:\s*\"[^\"]{2,80}\"",
    re.IGNORECASE,
)
_VIEWER = re.compile(
    rb"<(?:embed|iframe|object)\b[^>]{0,200}?(?:(?:src|data)\s*=\s*[\"']?[^\"'>\s]{0,300}\.(?:pdf|ofd|docx?|xlsx?)\b|application/pdf)",
    re.IGNORECASE,
)
"""A page that does nothing but show the file, where the browser is not left to."""
_WAYS_ON = re.compile(rb"<(?:a|form|input|embed|iframe|object|frame|img|meta[^>]{0,200}refresh)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(script|style)\b.{0,4000}?</\1[^>]{0,20}>|<[^<>]{0,400}>", re.IGNORECASE | re.DOTALL)
_LOG_IN = re.compile(r"登[录陆](?:超时|失效|过期|状态)|(?:重新|请先?|需要?|未)登[录陆]|会话(?:超时|失效|过期)")
_FEW_WORDS = 60
_LETTERS = re.compile(r"验证码")
_FIELD = re.compile(rb"<input\b", re.IGNORECASE)
_NOTHING = frozenset({b"null", b"false", b"undefined", b"{}", b"[]", b"error", b"fail", b"none", b"nan", b"0", b"-1"})
"""What programs send where they have no file."""
_FILE_PARAMETER = re.compile(r"[?&](?:file_?name|file|show_?name|name|path)=[^&#]*\.(\w{2,5})(?:&|#|$)", re.IGNORECASE)
_PRINTABLE = frozenset(range(0x20, 0x7F)) | {9, 10, 13} | frozenset(range(0x80, 0x100))
_SHORT_TEXT = 400
_SHORT_ANSWER = 2_000


def file_fault(response: Response, kind: LinkKind, url: str) -> str:
    """What is wrong with a file that answered with success: `empty`, `not-a-file`, `damaged`, "" for nothing."""
    head = response.body[:SNIFFED]
    extension = extension_of(url)
    if not head and response.status != 206 and not response.not_modified:
        # A counter is a picture that some program sends nothing for, or says so (204).
        return "" if kind is LinkKind.IMAGE and (extension in _PROGRAMS or response.status == 204) else "empty"
    if extension in _NO_MATTER:
        return ""
    if not looks_like_html(head):
        if _words_instead(response, kind, extension):
            return "not-a-file"
        return "damaged" if extension in MAGIC and is_damaged(response, extension) else ""
    return "not-a-file" if _page_instead(response, kind, extension) else ""


def code_fault(response: Response) -> str:
    """`not-a-file` for a style sheet, script or icon in whose place a page came: browsers run neither."""
    kind = response.headers.get("content-type", "").lower()
    start = response.body[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        "not-a-file"
        if kind.startswith("text/html") and start.startswith((b"<!doctype html", b"<html", b"<head", b"<script"))
        else ""
    )


def error_object(response: Response) -> bool:
    """Whether an answer is nothing but a short JSON object that says that the thing is not there."""
    body = response.body
    if len(body) > _SHORT_ANSWER:
        return False
    if body.lstrip()[:1] != b"{":
        return b"<Code>" in body and _NO_KEY.search(body) is not None
    text = _unescaped(body.decode("utf-8", "replace"))
    if _NOT_FOUND.search(text):
        return True
    failed = _ERROR_OBJECT.search(text) or _FAILED.search(text)
    return failed is not None and (_SAYS_MISSING.search(text) is not None or bool(lost_words(text)))


def asks_for_letters(response: Response) -> bool:
    """Whether a page stands before a file that asks its visitor to copy letters (验证码): he gets the file, we do not."""
    if not looks_like_html(response.body[:SNIFFED]) or not _FIELD.search(response.body):
        return False
    head = response.body[:4096]
    text = _decoded(head)
    return _LETTERS.search(text) is not None and _SAYS_MISSING.search(text) is None


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<meta", b"<title", b"<div", b"<!--")
    )


def extension_of(url: str) -> str:
    """The extension of the name that an address promises, in its path or in a parameter; "" for none."""
    named = _FILE_PARAMETER.search(url)
    if named:
        return named[1].lower()
    name = url.partition("?")[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _page_instead(response: Response, kind: LinkKind, extension: str) -> bool:
    """Whether what begins as a page is one in the place of a file."""
    body = response.body
    if any(magic in body[:_LED_BY_JUNK] for magic in MAGIC.get(extension, ())):
        return False
    as_page = response.headers.get("content-type", "").lower().startswith(("text/html", "application/xhtml"))
    sent_as_file = not as_page or "attachment" in response.headers.get("content-disposition", "").lower()
    if kind is LinkKind.ATTACHMENT:
        if extension in _OFFICE and (_FROM_OFFICE.search(body[:4096]) or (sent_as_file and _TABLE.search(body))):
            return False  # Word and Excel write pages, and open them
        if as_page and _VIEWER.search(body):
            return False
        if sent_as_file and extension not in MAGIC:
            return False
        if _NO_FILE.search(_decoded(body[:4096])):
            return True
    # A download handler (downfile.jsp?filename=…) that answers with a page gives no file either, but some show a page
    # with the real link; only a name that promises a file is proof.
    return extension in MAGIC or kind in (LinkKind.IMAGE, LinkKind.MEDIA)


def turns_away(response: Response, kind: LinkKind) -> bool:
    """Whether a program that hands out files answers with a few words that there is none, or that one must log in."""
    body = response.body
    if (
        kind is not LinkKind.ATTACHMENT
        or len(body) > _SHORT_ANSWER
        or not looks_like_html(body[:SNIFFED])
        or _WAYS_ON.search(body)
    ):
        return False
    text = _decoded(body)
    words = " ".join((_MARKUP.sub(" ", text), message_in(text)))
    few = len(re.findall(r"[\u4e00-\u9fff]", words)) <= _FEW_WORDS
    return few and (_LOG_IN.search(words) is not None or bool(lost_words(words)))


def _words_instead(response: Response, kind: LinkKind, extension: str) -> bool:
    """Whether a few words stand in the place of a file: 文件不存在, File not found, {"code": 404, …}."""
    body = response.body
    if kind is LinkKind.MEDIA or len(body) > _SHORT_ANSWER:
        return False
    if extension not in MAGIC:  # a program that hands out files
        return kind is LinkKind.ATTACHMENT and error_object(response)
    if body.startswith(MAGIC[extension]) or not is_whole(response) or b"<svg" in body[:SNIFFED]:
        return False
    if error_object(response) or body.strip().strip(b"\"'").lower() in _NOTHING:
        return True
    if len(body) > _SHORT_TEXT or not _PRINTABLE.issuperset(body) or response.headers.get("content-encoding"):
        return False
    text = body.decode("utf-8", "replace")
    text = body.decode("gb18030", "replace") if "\ufffd" in text else text
    says_so = extension in _PICTURES or _SAYS_MISSING.search(text) or _SERVER_ERROR.search(text) or lost_words(text)
    return "\ufffd" not in text and bool(says_so)


def _decoded(body: bytes) -> str:
    """Text as UTF-8, or as the Chinese of old programs where it is none; the last character may be cut."""
    text = body.decode("utf-8", "replace")
    return body.decode("gb18030", "replace") if "\ufffd" in text[:-1] else text


def _unescaped(text: str) -> str:
    """JSON with its \\u escapes read."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text) if "\\u" in text else text
