"""What a page is for."""

from __future__ import annotations

from enum import StrEnum


class PageKind(StrEnum):
    """What a page is for."""

    HOME = "home"
    HUB = "hub"  # columns of columns
    LIST = "list"
    SINGLE = "single"  # a column that is one document: 机构职能, 领导信息, 联系我们
    ARTICLE = "article"
    POLICY = "policy"
    INTERPRETATION = "interpretation"
    MESSAGES = "messages"
    MESSAGE = "message"
    GUIDE = "guide"
    SURVEY = "survey"
    SEARCH = "search"
    ERROR = "error"  # an error page served as if it were a page
    INTERSTITIAL = "interstitial"  # block page, captcha, redirect by script, login
    DATA = "data"  # an answer for a script of another page, not for people: JSON, records in XML, a fragment
    OTHER = "other"


ARTICLE_KINDS = frozenset({PageKind.ARTICLE, PageKind.POLICY, PageKind.INTERPRETATION})
"""Pages that publish one text at a time."""

DOCUMENT_KINDS = frozenset({PageKind.POLICY, PageKind.INTERPRETATION})
"""Pages that are paired with each other: what a policy document leads to is judged when the site's pass ends."""

NO_CONTENT_KINDS = frozenset({PageKind.ERROR, PageKind.INTERSTITIAL, PageKind.SEARCH})
"""Pages on which the site itself publishes nothing."""
