"""A link's target -> what is known of it: ok, broken or unverified, with every attempt.

A small state machine without input or output. `judge` reads the answers so far and says what they prove; where they
prove nothing yet, the address is asked again later. The requests are made elsewhere, spread over the run.

    answer                                   first            after confirmation
    2xx that is what it should be            ok               ok
    401 403 405 406 412 418 429 461 468, others
    that HTTP does not know                  ask as browser   unverified: refused
    any status with a challenge signature    unverified: refused
    404 410 and other 4xx                    ask as browser   broken: http-status
    5xx, timeout, reset, connection refused  ask again        broken after `attempts` tries
    unknown host, protocol                   ask again        broken
    TLS without a common language            ask again        unverified: other-tls
    private address                          unverified: private-address
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.deep_links import is_home
from crawler.error_address import ends_at_error
from crawler.fetch import Response
from crawler.file_faults import CODE, FILES, asks_for_letters, code_fault, error_object, file_fault, looks_like_html, turns_away
from model import Attempt, LinkKind, Outcome
from rules.signatures import Signatures, is_ordinary, recognise

RETRIED = frozenset({408, 425, 500, 502, 503, 504, 505, 506, 507, 508, 509, 520, 521, 522, 523, 524, 525, 526, 527, 530})
COMMON = frozenset({*range(400, 419), *range(421, 427), 428, 429, 431, 451, *range(500, 509), 510, 511})
"""Statuses that HTTP itself knows."""

TRANSIENT_ERRORS = frozenset({"timeout", "reset", "connect", "protocol", "decode", "host-down", "tls"})
ENOUGH = 2
"""Two looks settle what does not come and go: a status such as 404, an unknown host."""

_OTHER_TLS = re.compile(
    r"handshake[ _]failure|protocol[ _]version|insufficient[ _]security|wrong[ _]version[ _]number|unsupported"
    r"|no[ _](?:shared|suitable|ciphers|protocols)|unknown[ _](?:protocol|group|pkey|key|signature)"
    r"|wrong[ _](?:curve|signature|certificate)|bad[ _](?:ecpoint|key[ _]share)|record[ _]layer"
    r"|unexpected[ _]eof|middle of the handshake",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\s:：/.-]+")
_PASSWORD = re.compile(rb"<input[^>]{0,200}type\s*=\s*[\"']?password", re.IGNORECASE)
BLOCK_PAGE_HEAD = 20_000
LONGEST_BLOCK_PAGE = 60_000


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
    if speaks_other_tls(last):
        return _patient(looks, ways, Step(Outcome.UNVERIFIED, "other-tls"))
    if kind in FILES and ((last.hops and _PASSWORD.search(last.body)) or asks_for_letters(last)):
        return Step(Outcome.UNVERIFIED, "login", last.status)
    fault = fault_of(last, kind, url)
    if not fault:
        return Step(Outcome.OK, "", last.status)
    if fault == "http-status" and (last.status in signatures.refused or _nobodys_status(last.status)):
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


def speaks_other_tls(response: Response) -> bool:
    """Whether a TLS server and we found no common language: one that knows only 国密 (TLCP, SM2) is open to its visitors."""
    return response.error == "tls" and _OTHER_TLS.search(response.detail) is not None


def _nobodys_status(status: int | None) -> bool:
    """Whether a status is one that only shields and their like send (444, 493, 567, 999): somebody declines."""
    if status is None or status < 400:
        return False
    return status >= 600 or (status not in COMMON and status not in RETRIED)


def challenge_of(response: Response, signatures: Signatures) -> str:
    """The product that turned us away, "" when the answer is not a block page."""
    if response.status is None or (response.status == 200 and len(response.body) > LONGEST_BLOCK_PAGE):
        return ""
    head, length = response.body[:BLOCK_PAGE_HEAD], len(response.body)
    if is_ordinary(signatures, status=response.status, head=head, length=length):
        return ""
    return recognise(
        signatures,
        status=response.status,
        headers=response.headers,
        cookies=response.set_cookie,
        text=_rough_text(head),
        length=length,
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
    if response.status >= 300 and response.status != 304 and not response.body.strip():
        return "empty"  # a redirect that does not say where to: a white window
    if kind in FILES:
        return file_fault(response, kind, url) or ("login-page" if turns_away(response, kind) or _goes_home(response) else "")
    if kind in CODE:
        return code_fault(response)
    return "soft-404" if error_object(response) or ends_at_error(response, url) else ""


def _goes_home(response: Response) -> bool:
    """Whether the address of a file was sent on to the entrance of a site, which is a page."""
    return bool(response.hops) and is_home(response.url) and looks_like_html(response.body[:512])


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What a host answers for a path that cannot exist, as learnt by asking once."""

    status: int | None
    final: str  # address it ended at, "" when it stayed
    title: str
    simhash: int
    body_length: int
    same_as_home: bool = False
    said_hash: int = 0

    @property
    def honest(self) -> bool:
        """Whether the host says 404 for what is not there."""
        return self.status is None or self.status >= 400


NEAR = 6
"""Simhash bits in which two answers of one template may differ (the address or a clock is printed on them)."""


def is_error_page(sample: ErrorPage, *, final: str, title: str, simhash: int, body_length: int, said_hash: int = 0) -> bool:
    """Whether a page answered with 200 looks like what the host serves for a path that cannot exist."""
    if sample.honest or sample.same_as_home:
        return False
    if sample.final and final == sample.final:
        return True
    if _FIGURES.sub("", title) != _FIGURES.sub("", sample.title):
        return False
    if sample.said_hash and said_hash == sample.said_hash:
        return True  # word for word the same, but for the address, numbers and clocks that are printed on it
    if abs(body_length - sample.body_length) > max(40, sample.body_length // 10) or not (simhash and sample.simhash):
        return False
    return (simhash ^ sample.simhash).bit_count() <= NEAR
