"""How a page or a script says that a link leads out of the site: a dialog, a page in between, a script that catches clicks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

_SUBJECTS = ("离开", "外部链接", "外部网站", "第三方", "非政府", "非本", "站外")
_AROUND = 60
_MOST = 30  # occurrences looked at
_WORDS = re.compile(
    r"(?:即将|将要|正在|确[认定]要?|是否|将)\s{0,3}要?\s{0,3}离开|离开.{0,50}?(?:网站|门户|本站|系统).{0,30}?(?:继续|确[认定]|是否|提示)|离开(?:本站|网站)?提示"
    r"|(?:即将|将要|正在)(?:为您)?(?:访问|跳转|打开|进入|链接).{0,20}?(?:外部|第三方|非政府|其[他它]|站外|外网|非本)"
    r"|(?:外部|站外|第三方|非政府|外网|其[他它]|非本网?站).{0,6}?(?:链接|网站|网址).{0,30}?(?:继续|确[认定]|是否|提示|提醒)",
    re.DOTALL,
)
_NAMES = (
    "checklink", "check_link", "wailian", "wai_lian", "outlink", "out_link", "openout", "linkout", "link_out", "externallink",
    "external_link", "external-link", "extlink", "leavesite", "leave_site", "leave-site", "leavepage", "leave.htm", "leave.jsp",
    "leave.js", "leave.do", "/leave?", "/leave/", "exitsite", "exit_page", "exitpage", "safelink", "linktip", "link_tip",
    "wbljtx", "ljtx", "likai", "outurl", "leaveurl", "gotourl", "jumpurl", "tolink.",
)  # fmt: skip
_NAME = re.compile(r"[\w./?-]{0,60}$")
MAX_SCANNED = 400_000


def leaving_of(page: str, names: str) -> str:
    """The words or the name that show it, "" where nothing does.

    `page` is the source of a page or of a script; `names` is where names are looked for: code, addresses of scripts.
    """
    for window in _windows(page[:MAX_SCANNED]):
        if match := _WORDS.search(window):
            return " ".join(match[0].split())[:120]
    lower = names[:MAX_SCANNED].lower()
    for name in _NAMES:
        if (at := lower.find(name)) >= 0:
            before = _NAME.search(names[max(0, at - 60) : at])
            return f"{before[0] if before else ''}{names[at : at + len(name) + 12]}".split("\n")[0][:120]
    return ""


A_TEXT = 300
"""Characters of a page of text from which on its own words (网站声明) may speak of leaving."""

_BETWEEN = re.compile(r"[?&][^#]{0,200}=(?:https?(?::|%3a)|//|%2f%2f)", re.IGNORECASE)
_HANDLERS = re.compile(r"\bonclick\s*=\s*(?:\"[^\"]{0,600}\"|'[^']{0,600}')", re.IGNORECASE)


def is_between(url: str) -> bool:
    """Whether an address is that of a page between two sites (/link.jsp?url=http://…): its notice is for that way alone."""
    return "?" in url and _BETWEEN.search(url) is not None


def unasked(page: str) -> str:
    """A page's source without the handlers of its elements: what one link asks is not said for the others."""
    return _HANDLERS.sub("", page) if "离开" in page and "onclick" in page else page


_ASKS = re.compile(r"confirm\s*\(|layer\.(?:open|confirm)|离开|外部(?:网站|链接)")


def asked_in(
    html: str, elements: Iterable[tuple[str, Mapping[str, str | None]]], join: Callable[[str], str]
) -> tuple[str, ...]:
    """The targets of links whose own handler asks (onclick="return confirm('您将离开本网站')"): it speaks for no other link."""
    if "onclick" not in html or not ("confirm" in html or "离开" in html):
        return ()
    asking = (attrs for tag, attrs in elements if tag == "a" and attrs and _ASKS.search(attrs.get("onclick") or ""))
    return tuple(dict.fromkeys(url for attrs in asking if (url := join((attrs.get("href") or "").strip()))))


def _windows(page: str) -> Iterator[str]:
    for subject in _SUBJECTS:
        at = page.find(subject)
        for _ in range(_MOST):
            if at < 0:
                break
            yield page[max(0, at - _AROUND) : at + _AROUND]
            at = page.find(subject, at + _AROUND)


def catches_links(code: str) -> bool:
    """Whether a script looks at the host of links that are clicked, which is how a notice without Chinese words works."""
    if "location" not in code and "open(" not in code:
        return False
    if not re.search(r"confirm\s*\(|layer\.|dialog|modal", code):
        return False
    hosts = re.search(r"\.hostname\b|\.host\b|gov\.cn|indexOf\(\s*[\"']http", code)
    return bool(hosts and re.search(r"[\"'(]a(?:\[|[\"'])|getElementsByTagName\(\s*[\"']a[\"']|document\.links|tagName", code))
