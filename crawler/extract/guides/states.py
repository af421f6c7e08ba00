"""What stands behind a label: a value, 无, nothing, or something that a script, a picture or a file may hold."""

from __future__ import annotations

import re

from crawler.extract.guides.cells import Span
from crawler.extract.guides.words import BASIS, CONTACT, MATERIALS, NAME, OFFICE, PLACE
from crawler.extract.outline import Outline
from model import ElementState

MOST_NODES = 3000
"""A value is read that far."""

_STRICT = frozenset({NAME, BASIS, MATERIALS, PLACE, OFFICE, CONTACT})
"""Elements for which 无 is no answer; for a fee, a condition or a special step it is one."""

_NOTHING = re.compile(r"[\s\-—－–_/\\.。·*×xX，,；;:：?？]*")
_NONE = re.compile(r"(?:无|暂无|没有)[。.；;]?")
_UNFILLED = re.compile(
    r"(?:待(?:补充|完善|更新|定|录入)|略|暂缺|空|(?i:null|undefined|n/?a|none|test|nan)|测试|请(?:填写|输入).{0,10}|[XＸ×]{2,}|x{3,})[。.]?"
)
_KINDS_OF_PERSONS = re.compile(
    r"自然人|(?:企业|事业|机关|社会|社团|非法人|其[他它])?(?:法人|组织|单位|团体|机构)|公民|个人|企业|个体工商户|社会公众|所有|全体|"
    r"城乡居民|[^\u4e00-\u9fff]|[、和及与或者等]"
)
_SAYS_WHO = 10  # characters
_SERVER_CODE = re.compile(r"<%|<\$|\[#|\{\$|\$\w+\$|<!--#|\[!--|\{(?:pc|dede|cms|\$|:)[^}]*\}")
_CLIENT_CODE = re.compile(r"\{\{|\$\{|加载中|(?i:loading)")
_SEE = re.compile(
    r"^(?:详?见|参见|请?查看|详情见|具体见|下载)?(?:本?页?)?(?:下[方载]|后面)?(?:的)?(?:附件|附表|附图|下载|附件下载)(?:[一二三四五\d])?(?:下载)?[。.]?$"
)
_BOUND = re.compile(r"^(?:v-|:|@|ng-|ms-|data-(?:bind|field|name|key|id)|th:)")


def says_something(value: str) -> bool:
    """Whether words are a value and no dash, 无 or placeholder."""
    plain = value.strip()
    return not any(pattern.fullmatch(plain) for pattern in (_NOTHING, _NONE, _UNFILLED))


def says_who(value: str) -> bool:
    """Whether what stands behind 服务对象 says more than the kinds of persons: then it names the conditions."""
    return len(_KINDS_OF_PERSONS.sub("", value)) >= _SAYS_WHO


def state_of(outline: Outline, name: str, text: str | None, span: Span | None, *, code: str, files: bool) -> ElementState:
    """`text` behind the label of element `name`, None where it cannot be read, in the nodes `span`.

    `code` is that of all scripts; `files` tells whether the guide has any.
    """
    if text is None:
        return ElementState.UNREAD
    plain = text.strip()
    if _NOTHING.fullmatch(plain):
        return _behind_nothing(outline, span, code)
    if _NONE.fullmatch(plain):
        return ElementState.NONE if name in _STRICT else ElementState.FILLED
    if _UNFILLED.fullmatch(plain) or (_SERVER_CODE.search(plain) and len(plain) < 80):
        return ElementState.EMPTY
    if _CLIENT_CODE.search(plain) and len(plain) < 80:
        return ElementState.UNREAD
    if _SEE.match(plain) and not files and not _has(outline, span, ("a", "img")):
        return ElementState.EMPTY
    return ElementState.FILLED


def _behind_nothing(outline: Outline, span: Span | None, code: str) -> ElementState:
    """An element without words: a picture or a link may be its value, a script may fill it."""
    if span is None or _has(outline, span, ("iframe", "object", "embed", "script", "video", "canvas")):
        return ElementState.UNREAD
    if _has(outline, span, ("img", "svg", "button")) or _has_link(outline, span):
        return ElementState.FILLED
    for node in _nodes(outline, span):
        attrs = outline.attrs[node]
        if attrs and (any(_BOUND.match(key) for key in attrs) or ((attrs.get("id") or "-") in code and attrs.get("id"))):
            return ElementState.UNREAD
    return ElementState.EMPTY


def _has(outline: Outline, span: Span | None, tags: tuple[str, ...]) -> bool:
    return span is not None and any(outline.tags[node] in tags for node in _nodes(outline, span))


def _has_link(outline: Outline, span: Span) -> bool:
    """Whether a link stands within; one that only begins there is the heading of the next element."""
    return any(outline.tags[node] == "a" and outline.ends[node] <= span[1] for node in _nodes(outline, span))


def _nodes(outline: Outline, span: Span) -> range:
    return range(span[0], min(span[1], span[0] + MOST_NODES, len(outline)))
