"""The required page tags (网页标签) and the form of their values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checks.lib import site_codes

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = ("ArticleTitle", "PubDate", "ContentSource")

_KNOWN = frozenset(name.lower() for name in (*SITE, *COLUMN, *CONTENT))
_OTHER_NAMES = {"pubdate": ("pubtime", "publishdate", "publishtime"), "contentsource": ("source",)}
_TEMPLATE = re.compile(
    r"\{\{|\$\{|<[$%#]|\[#|#\{|\{(?:\w+:|\$)|\$\w+\$|\]\]>|<!--|"
    r"^\{[\w.:$ -]{1,60}\}$|^\[[A-Za-z][\w.:-]{1,40}\]$|^%[\w.]{1,40}%$"
)
_LEFT_OVER = re.compile(
    r"(?:此处(?:填写|输入)|请(?:输入|填写))?(?:信息|文章|新闻|稿件|内容|页面|当前)(?:标题|名称)|(?:请输入|请填写|此处填写)标题|标题文字"
)
"""What a template holds where the article's title belongs."""
_NOTHING = re.compile(r"(?:&nbsp;|&#160;|[\s\u3000\-—_]|(?i:null|undefined|none))*")
_SCHEME = re.compile(r"://|[/\\,，;；、\s]")
_DOMAIN = re.compile(r"[\w\u4e00-\u9fff-]+(?:\.[\w\u4e00-\u9fff-]+)+(?::\d{1,5})?")
_DAY = re.compile(r"(\d{4})\D{1,4}(\d{1,2})\D{1,4}(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?")
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Wrong:
    """A tag whose value has a wrong form."""

    tag: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the tags of one page."""

    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    written: tuple[tuple[str, str], ...] = ()  # required name -> name on the page that was probably meant

    @property
    def sort(self) -> tuple[object, ...]:
        """Equal for pages with the same faults, as those of one template have."""
        return self.missing, self.empty, tuple((wrong.tag, wrong.reason) for wrong in self.wrong)

    @property
    def weight(self) -> int:
        """A missing or wrong tag weighs more than an empty one."""
        return 2 * len(self.missing) + 2 * len(self.wrong) + len(self.empty)


def judge_tags(
    tags: Mapping[str, Sequence[str]], required: Sequence[str], code: str = "", code_source: str = ""
) -> Fault | None:
    """Hold the tags of a page (names in lower case) against the required ones; None when nothing is wrong.

    `code` is the site's code where it is known, `code_source` says from where.
    """
    missing = tuple(name for name in required if name.lower() not in tags)
    held = {name: [v.strip() for v in tags[name.lower()] if not _is_nothing(v)] for name in required if name.lower() in tags}
    empty = tuple(name for name, values in held.items() if not values)
    wrong = tuple(
        Wrong(name, values[0][:_SHOWN], reasons[0])
        for name, values in held.items()
        if values and all(reasons := [_why_wrong(name, value, code, code_source) for value in values])
    )
    if len(codes := {site_codes.plain(v) for v in held.get("SiteIDCode", ()) if site_codes.well_formed(v)}) > 1:
        wrong += (Wrong("SiteIDCode", "、".join(sorted(codes))[:_SHOWN], "写了两次，标识码互相矛盾"),)
    if not (missing or empty or wrong):
        return None
    return Fault(missing, empty, wrong, tuple(_misspelt(missing, tags)))


def _is_nothing(value: str) -> bool:
    """Blank in any form: full-width blanks, a dash, an entity that was written out, a variable without a value."""
    return _NOTHING.fullmatch(value.strip()) is not None


def _why_wrong(name: str, value: str, code: str, code_source: str) -> str:
    if _TEMPLATE.search(value):
        return "是未替换的模板代码"
    if name == "ArticleTitle" and _LEFT_OVER.fullmatch(value.strip()):
        return "是模板中的占位文字"
    if name == "SiteDomain":
        return _why_no_domain(value)
    if name == "SiteIDCode":
        return _why_no_code(value, code, code_source)
    if name == "PubDate" and not _is_day(value):
        return "不是可识别的日期时间"
    if name == "ColumnType" and value.isdigit():
        return "应为栏目类别名称，不是编号"
    return ""


def _why_no_domain(value: str) -> str:
    if _SCHEME.search(value):
        return "应为单个域名，不含协议、斜杠和其他符号"
    return "" if _DOMAIN.fullmatch(value) else "不是域名"


def _why_no_code(value: str, code: str, code_source: str) -> str:
    if not site_codes.well_formed(value):
        return "不是10位网站标识码"
    if code and site_codes.plain(value) != code:
        return f"与{code_source}（{code}）不一致"
    return ""


def _is_day(value: str) -> bool:
    match = _DAY.match(value) or _COMPACT.fullmatch(value)
    if not match:
        return False
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        return False
    return day.year >= 1990


def _misspelt(missing: Sequence[str], tags: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Names on the page that were probably meant for the missing ones."""
    others = [name for name in tags if name not in _KNOWN]
    found: list[tuple[str, str]] = []
    for name in missing:
        near = [other for other in _OTHER_NAMES.get(name.lower(), ()) if other in others]
        near += difflib.get_close_matches(name.lower(), others, 1, 0.85)
        if near:
            found.append((name, near[0]))
    return found
