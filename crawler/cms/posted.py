"""List interfaces that answer only to POST: how such a request stands in an address, and which of them may be sent.

A list behind POST is known everywhere by the address that GET would have, with a mark at its end; only where it is fetched
the fields go into the body. Nothing but the parameters that the page's own script names is sent, and only to interfaces
whose name says that they hand out a list; never what a form holds.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MARK = "xuncha-post"
_RECORDS = ("<datastore", "<recordset", "<record>", "<nextgroup")
_PROXY = re.compile(r"/(?:more\w*|column)?dataproxy\.jsp$", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list|query|page|search|find|article|info|content|column|channel|document|docs|news|getdata|catalog)[\w-]{0,30}"
    r"(?:\.(?:do|action|jsp|aspx|ashx|php|json|shtml|htm))?$",
    re.IGNORECASE,
)
_IN_QUERY = frozenset({"startrecord", "endrecord", "perpage"})  # where 大汉's own script leaves them
MAX_BODY = 4000  # characters


def marked(url: str) -> str:
    """The address of a list that is asked with POST, "" where its name does not say that it is one."""
    return f"{url}{'&' if '?' in url else '?'}{MARK}=1" if _LIST.search(urlsplit(url).path) else ""


def is_marked(url: str) -> bool:
    """Whether an address is that of a list asked with POST."""
    return f"{MARK}=1" in url


def is_proxy(url: str) -> bool:
    """Whether an address is that of 大汉's list interface, which some sites close to GET."""
    return _PROXY.search(urlsplit(url).path) is not None


def has_records(body: bytes) -> bool:
    """Whether an answer of 大汉's interface holds what was asked for."""
    head = body[:4000].decode("ascii", "ignore").lower()
    return any(mark in head for mark in _RECORDS)


def request_of(url: str) -> tuple[str, bytes]:
    """(address, body) of the POST request that an address stands for."""
    parts = urlsplit(url)
    fields = [(name, text) for name, text in parse_qsl(parts.query, keep_blank_values=True) if name != MARK]
    kept = [(name, text) for name, text in fields if is_proxy(url) and name.lower() in _IN_QUERY]
    sent = urlencode([field for field in fields if field not in kept])[:MAX_BODY]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), "")), sent.encode()
