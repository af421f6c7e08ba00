"""Text out of what Word and Excel write as markup under .doc and .xls: pages, XML of 2003, mail archives (mht)."""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Iterator

from crawler.extract.charset import decode

_OFFICE = re.compile(
    rb"urn:schemas-microsoft-com:office|schemas\.microsoft\.com/office/word|mso-application|class=[\"']?Mso", re.IGNORECASE
)
_MAIL = re.compile(rb"(?:from:|mime-version:|content-type:\s*multipart/)", re.IGNORECASE)
_UNSEEN = re.compile(r"<(style|script|xml|o:DocumentProperties|w:binData|w:instrText)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENDS = re.compile(
    r"</?(?:p|div|br|tr|td|th|li|h\d|w:p|w:tc|w:br|Cell|Row|Data|ss:Cell|ss:Data)\b[^<>]{0,2000}>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,4000}>")
_HEAD = 8_192


def is_office_page(body: bytes) -> bool:
    """Whether a page was written by Word or Excel and stands for a file of theirs."""
    return _OFFICE.search(body[:_HEAD]) is not None


def is_mail_archive(body: bytes) -> bool:
    """Whether bytes begin as a page in a mail archive does."""
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _MAIL.match(head) is not None and b"multipart/related" in head.lower()


def page_lines(body: bytes) -> Iterator[str]:
    """The lines of such a page: paragraphs and cells."""
    text = _UNSEEN.sub(" ", _COMMENT.sub(" ", decode(body)[0]))
    for line in _ENDS.sub("\n", text).split("\n"):
        yield html.unescape(_TAG.sub("", line))


def archive_lines(body: bytes) -> Iterator[str]:
    """The lines of the page in a mail archive."""
    message = email.message_from_bytes(body, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            yield from page_lines(content if isinstance(content, bytes) else b"")
            return
