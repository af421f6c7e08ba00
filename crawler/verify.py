"""A link's target -> what is known of it: ok, broken or unverified, with every attempt.

A small state machine without input or output. `judge` reads the answers so far and says what they prove; where they
prove nothing yet, the address is asked again later. The requests are made elsewhere, spread over the run.

    answer                                   first            after confirmation
    2xx that is what it should be            ok               ok
    401 403 405 412 418 429 461 468          ask as browser   unverified: refused
    any status with a challenge signature    unverified: refused
    404 410 and other 4xx                    ask as browser   broken: http-status
    5xx, timeout, reset, connection refused  ask again        broken after `attempts` tries
    unknown host, certificate, protocol      ask again        broken
    private address                          unverified: private-address
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.fetch import Response
from model import Attempt, LinkKind, Outcome
from rules.signatures import Signatures, recognise

RETRIED = frozenset({408, 425, 500, 502, 503, 504, 505, 506, 507, 508, 509, 520, 521, 522, 523, 524, 525, 526, 527, 530})
TRANSIENT_ERRORS = frozenset({"timeout", "reset", "connect", "protocol", "decode", "host-down", "tls"})
ENOUGH = 2
"""Two looks settle what does not come and go: a status such as 404, an unknown host."""

_NO_FILE = re.compile(
    r"alert\s*\(\s*[\"'][^\"']{0,20}(?:文件|附件|资源)[^\"']{0,10}(?:不存在|已(?:被)?删除|未找到|找不到|失效)"
)
_FILE_PARAMETER = re.compile(r"[?&](?:file_?name|file|show_?name|name|path)=[^&#]*\.(\w{2,5})(?:&|#|$)", re.IGNORECASE)
_PASSWORD = re.compile(rb"<input[^>]{0,200}type\s*=\s*[\"']?password", re.IGNORECASE)
SNIFFED = 512
BLOCK_PAGE_HEAD = 20_000
LONGEST_BLOCK_PAGE = 60_000
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
"""First bytes by name; where a file starts otherwise it is only suspicious when it is an HTML page or nothing at all."""


FILES = frozenset({LinkKind.ATTACHMENT, LinkKind.IMAGE, LinkKind.MEDIA})


@dataclass(frozen=True, slots=True)
class Step:
    """What the answers prove: an outcome, or None where another look is needed (with ordinary browser headers)."""

    outcome: Outcome | None
    reason: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How many looks a verdict takes."""

    attempts: int = 3


def attempt_of(response: Response, *, note: str = "", method: str = "GET") -> Attempt:
    """A request as it is kept in the evidence."""
    error: str = response.error
    if error == "dns" and response.detail:
        error = f"dns: {response.detail}"[:80]
    return Attempt(response.observed_at, method, response.status, error, response.milliseconds, response.family, note)


def judge(last: Response, looks: int, kind: LinkKind, url: str, signatures: Signatures, ways: Ways) -> Step:
    """What the newest of `looks` answers to one address proves. Good news counts at once, bad news must be confirmed."""
    product = challenge_of(last, signatures)
    if product:
        return Step(Outcome.UNVERIFIED, "refused", last.status)
    if last.error == "private-address":
        return Step(Outcome.UNVERIFIED, "private-address")
    if last.error == "dns" and not last.detail.startswith(("nxdomain", "no-address")):
        return _patient(looks, ways, Step(Outcome.UNVERIFIED, "our-trouble"))
    if kind in FILES and last.hops and _PASSWORD.search(last.body):
        return Step(Outcome.UNVERIFIED, "login", last.status)
    fault = fault_of(last, kind, url)
    if not fault:
        return Step(Outcome.OK, "", last.status)
    if last.status in signatures.refused and fault == "http-status":
        if looks < ENOUGH:
            return Step(None, fault, last.status)
        return Step(Outcome.UNVERIFIED, "refused", last.status)
    verdict = Step(Outcome.BROKEN, fault, last.status)
    if last.status in RETRIED or fault in TRANSIENT_ERRORS:
        return _patient(looks, ways, verdict)
    if looks < ENOUGH:
        return Step(None, fault, last.status)
    return verdict


def _patient(looks: int, ways: Ways, verdict: Step) -> Step:
    return verdict if looks >= ways.attempts else Step(None, verdict.reason, verdict.status)


def challenge_of(response: Response, signatures: Signatures) -> str:
    """The product that turned us away, "" when the answer is not a block page."""
    if response.status is None or (response.status == 200 and len(response.body) > LONGEST_BLOCK_PAGE):
        return ""
    return recognise(
        signatures,
        status=response.status,
        headers=response.headers,
        cookies=response.set_cookie,
        text=_rough_text(response.body[:BLOCK_PAGE_HEAD]),
        length=len(response.body),
    )


def _rough_text(head: bytes) -> str:
    """The beginning of a page, decoded well enough to look for words: UTF-8 unless it clearly is not."""
    text = head.decode("utf-8", "replace")
    return head.decode("gb18030", "replace") if text.count("\ufffd") > 8 else text


def fault_of(response: Response, kind: LinkKind, url: str) -> str:
    """What is wrong with one answer, "" when nothing is."""
    if response.error in ("redirect-loop", "too-many-redirects"):
        return "redirect-loop"
    if response.error == "scheme":
        return ""  # a redirect into an app or to mail is where the site wants its visitor to go
    if response.error and not (response.status and response.status < 400 and response.body):
        return "tls" if response.error.startswith("tls") else response.error
    if response.status is None:
        return response.error or "protocol"
    if response.status >= 400:
        return "http-status"
    if kind in FILES:
        return file_fault(response, kind, url)
    return ""


def file_fault(response: Response, kind: LinkKind, url: str) -> str:
    """What is wrong with a file that answered with success: nothing in it, or an HTML page in its place."""
    head = response.body[:SNIFFED]
    if not head and response.status != 206 and not response.not_modified:
        return "empty"
    if not looks_like_html(head):
        return ""
    extension = _extension(url)
    named_otherwise = extension in MAGIC or kind in (LinkKind.IMAGE, LinkKind.MEDIA)
    served_as_file = not response.headers.get("content-type", "").lower().startswith(("text/html", "application/xhtml"))
    disposition = "attachment" in response.headers.get("content-disposition", "").lower()
    if kind is LinkKind.ATTACHMENT and (served_as_file or disposition) and extension not in MAGIC:
        return ""
    if _is_office_html(head, response, extension):
        return ""
    if extension in ("svg", "html", "htm", "shtml", "txt", "csv", "xml"):
        return ""
    if kind is LinkKind.ATTACHMENT and _NO_FILE.search(response.body[:4096].decode("utf-8", "replace")):
        return "not-a-file"
    # A download handler (downfile.jsp?filename=…) that answers with a page gives no file either, but some show a page
    # with the real link; only a name that promises a file is proof.
    return "not-a-file" if named_otherwise else ""


def _is_office_html(head: bytes, response: Response, extension: str) -> bool:
    """Whether a "file" is a table or text that Word and Excel wrote, or are made to open, as HTML: it opens as a file."""
    if extension not in ("xls", "doc", "et", "wps"):
        return False
    start = response.body[:4096].lower()
    if b"urn:schemas-microsoft-com:office" in start:
        return True
    office = response.headers.get("content-type", "").lower().startswith(("application/vnd.ms-", "application/msword"))
    return office and b"<table" in start and b"<script" not in start and b"<a " not in start


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<meta", b"<title", b"<div", b"<!--")
    )


def _extension(url: str) -> str:
    named = _FILE_PARAMETER.search(url)
    if named:
        return named[1].lower()
    name = url.partition("?")[0].rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What a host answers for a path that cannot exist, as learnt by asking once."""

    status: int | None
    final: str  # address it ended at, "" when it stayed
    title: str
    simhash: int
    body_length: int
    same_as_home: bool = False

    @property
    def honest(self) -> bool:
        """Whether the host says 404 for what is not there."""
        return self.status is None or self.status >= 400


NEAR = 6
"""Simhash bits in which two answers of one template may differ (the address or a clock is printed on them)."""


def is_error_page(sample: ErrorPage, *, final: str, title: str, simhash: int, body_length: int) -> bool:
    """Whether a page answered with 200 looks like what the host serves for a path that cannot exist."""
    if sample.honest or sample.same_as_home:
        return False
    if sample.final and final == sample.final:
        return True
    if title != sample.title or abs(body_length - sample.body_length) > max(40, sample.body_length // 10):
        return False
    return (simhash ^ sample.simhash).bit_count() <= NEAR
