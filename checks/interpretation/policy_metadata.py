"""政策文件要素缺失

What: 政策文件页没有标明本网站同一栏目的文件通常标明的要素：索引号、文号、发布机构、成文日期、发布日期、有效性。
Why: 桂数广办发〔2023〕23号任务35：政策文件页标明文号、索引号、成文日期、发布日期、有效性；GUIDE-2017要求废止、
失效的文件注明。
同一栏目看不出惯例时，文件自己的要素表里索引号、成文日期、有效性有两项以上空着的，也列出。
Evidence: `missing`（缺少的要素）、`blank`（要素表里空着的）、
`usual`（同一栏目各要素的标明比例）、`documents`（比较的文件数）、`title`。
Not a finding when: 同一栏目的文件本来就不标明该要素（除非规则包的 `required` 要求）；公告、通告、
规划等本来可以没有文号的文件；
文号写在正文里；同一栏目只有一部分文件有信息公开表格的，没有表格的文件（只在有表格的文件之间比较）；页面标题旁写有发布日期；征求意见的公告；栏目里的文件太少，看不出惯例；页面由脚本加载；要素表里写“无”的。只缺文号的、只因要素表空着而列出的，只作疑似。
How to fix: 在发布系统中补填该文件的信息公开要素。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from pydantic import Field

from checks import Confidence, DatePlace, Finding, Iterator, Page, PageKind, Params, SiteView, check
from checks.lib import policies

RULE = "policy-metadata"
_OFFICE = re.compile(r"(?:政府|办公室|[局委厅院署]|委员会|中心)$")
"""A 来源 that is an office: who published it."""
_FIELDS: Mapping[str, Callable[[Page], object]] = {
    "索引号": lambda page: page.properties and page.properties.index_number,
    "文号": lambda page: page.properties and page.properties.document_number,
    "发布机构": lambda page: (page.properties and page.properties.office) or _OFFICE.search(page.source),
    "成文日期": lambda page: page.properties and page.properties.written,
    "发布日期": lambda page: _published(page),
    "有效性": lambda page: page.properties and page.properties.validity,
}
_OF_A_TABLE = ("索引号", "文号", "成文日期", "有效性")
_LIBRARY = re.compile(r"政策|文件|法规|规章|规范性|公文|政令|府发|府办|信息公开|公开目录")
_NUMBERED = re.compile(r"(?:通知|意见|批复|决定|函)(?:[（(].{1,12}[)）])?$")
_SHOWN_IN_TABLE = 2
_BLANKS = 2
"""So many of 索引号, 成文日期, 有效性 left blank in a document's own table are a lack, whatever is usual."""


def _published(page: Page) -> bool:
    """Whether a reader sees when it was published."""
    shown = page.published is not None and page.published.place in (DatePlace.SHOWN, DatePlace.TABLE)
    return shown or (page.properties is not None and page.properties.published is not None)


class PolicyMetadataParams(Params):
    """`required`: elements that every document of a library must show, whatever is usual there; `share`: so many of the
    documents of a column must show an element for its lack to be one; `least`: so many documents make a habit."""

    required: tuple[str, ...] = ()
    share: float = Field(default=0.8, gt=0.5, le=1)
    least: int = Field(default=5, ge=3)


@check(RULE)
def policy_metadata(site: SiteView, p: PolicyMetadataParams) -> Iterator[Finding]:
    """Documents that lack what the documents beside them show."""
    columns: dict[str, list[Page]] = {}
    listed = {item.url: view.column.name for view in site.columns for item in view.items}
    for page in site.pages_of(PageKind.POLICY):
        if page.status < 400 and not page.scripted and not policies.fold(page.title).draft:
            columns.setdefault(_column(page, listed.get(page.url, "")), []).append(page)
    for name, documents in columns.items():
        tabled = [page for page in documents if sum(bool(_FIELDS[label](page)) for label in _OF_A_TABLE) >= _SHOWN_IN_TABLE]
        # Where a good part shows no table at all (files, another template), those with one are compared with each other.
        compared = documents if len(tabled) >= len(documents) * p.share else tabled
        found = list(_judge(name, compared, p)) if len(compared) >= p.least and name else []
        yield from found
        told = {one.url for one in found}
        yield from (_left_blank(page, name) for page in documents if page.url not in told and _is_left_blank(page))


def _column(page: Page, listed: str) -> str:
    """The name of the library that a document stands in, "" where it is none. `listed`: the column that lists it."""
    tagged = next((value.strip() for value in page.tags.get("columnname", ()) if value.strip()), "")
    named = (tagged, *reversed(page.breadcrumb[-2:]))
    named = named if any(named) else (listed,)
    library = any(_LIBRARY.search(name) for name in (*named, *page.breadcrumb))
    return next((name for name in named if name), "") if library else ""


def _judge(name: str, documents: list[Page], p: PolicyMetadataParams) -> Iterator[Finding]:
    usual = {label: sum(bool(shown(page)) for page in documents) / len(documents) for label, shown in _FIELDS.items()}
    table = [label for label in usual if usual[label] >= p.share and label != "发布日期"]
    if len(table) < _SHOWN_IN_TABLE:
        return  # no property table here: news that carries a number
    wanted = {label for label in usual if usual[label] >= p.share} | set(p.required)
    for page in documents:
        missing = list(_missing(page, wanted))
        if missing:
            yield _finding(page, name, missing, usual, len(documents))


def _missing(page: Page, wanted: Iterable[str]) -> Iterator[str]:
    for label, shown in _FIELDS.items():
        if label not in wanted or shown(page):
            continue
        if label == "文号" and not _NUMBERED.search(page.title.strip()):
            continue
        yield label


def _is_left_blank(page: Page) -> bool:
    return page.properties is not None and len({*page.properties.blank} - {"文号"}) >= _BLANKS


def _left_blank(page: Page, column: str) -> Finding:
    """A document whose own table has the labels and nothing behind them, whatever the others show."""
    shown = (
        [label for label in page.properties.blank if label != "文号" or _NUMBERED.search(page.title.strip())]
        if page.properties
        else []
    )
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        column=column or None,
        confidence=Confidence.SUSPECTED,
        message=f"政策文件{policies.quoted(page.heading[:80])}的要素表中{'、'.join(shown)}空着。",
        evidence={"missing": shown, "blank": shown, "title": page.heading, "usual": {}, "documents": 0},
    )


def _finding(page: Page, column: str, missing: list[str], usual: Mapping[str, float], documents: int) -> Finding:
    return Finding(
        rule=RULE,
        url=page.url,
        page=page.url,
        column=column,
        confidence=Confidence.SUSPECTED if missing == ["文号"] else Confidence.CONFIRMED,
        message=f"政策文件{policies.quoted(page.heading[:80])}没有标明{'、'.join(missing)}。",
        evidence={
            "missing": missing,
            "blank": list(page.properties.blank) if page.properties else [],
            "title": page.heading,
            "usual": {label: round(share, 2) for label, share in usual.items()},
            "documents": documents,
        },
    )
