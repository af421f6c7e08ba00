"""When a column is the one that a list of required columns names: by its name, or by what it publishes."""

from __future__ import annotations

import re
import unicodedata

from model import ColumnKind

K = ColumnKind

# First match wins. Only kinds of which one column is enough whatever it is called; a topic is only itself.
_KINDS: tuple[tuple[re.Pattern[str], ColumnKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"工作年度报表|网站.{0,4}报表", K.SITE_REPORT),
        (r"公开.{0,6}(?:年报|年度报告)", K.DISCLOSURE_REPORT),
        (r"公开指南|公开制度|依申请公开", K.DISCLOSURE_GUIDE),
        (r"解读", K.INTERPRETATION),
        (r"回应关切|热点回应", K.RESPONSE),
        (r"国务院(?:信息|要闻|文件)|重要信息转载|上级(?:文件|政策)", K.REPRINT),
        (r"规划|计划", K.PLAN),
        (r"人事|任免", K.PERSONNEL),
        (r"预算|决算|财政", K.BUDGET),
        (r"统计|数据发布|数据开放", K.STATISTICS),
        (r"领导|负责人", K.LEADERS),
        (r"机构|内设|职能|职责", K.ORGANISATION),
        (r"概况|走进|简介|[省市县区]情", K.OVERVIEW),
        (r"征集|调查", K.SURVEY),
        (r"访谈", K.INTERVIEW),
        (r"常见问题|知识库|智能问答", K.QUESTIONS),
        (r"信箱|留言|咨询|投诉|互动", K.MESSAGES),
        (r"办事|政务服务|服务指南", K.SERVICE),
        (r"通知|公告|公示", K.NOTICE),
        (r"政策|文件|法规|规章", K.POLICY),
        (r"动态(?!调整|管理|管控|监|更新|评|平衡|清零|档案|跟踪|考核|核查|数据)|要闻|新闻|资讯", K.NEWS),
    )
)
_NOISE = re.compile(r"[\s\W_]+")
_OWNER = re.compile(r"^(?:本|我)?[省市县区州盟旗厅局委办]|(?:栏目|专栏|频道|信息|公开|之窗)$")
_BARE = re.compile(r"(?:栏目|专栏|频道)$")


def kind_of(name: str) -> ColumnKind:
    """The kind that a required column's name means, OTHER where only the name itself counts."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), K.OTHER)


def normal(name: str) -> str:
    """A column's name without punctuation, 本市 in front and 栏目, 信息 at the end."""
    plain = _plain(name)
    short = _OWNER.sub("", _OWNER.sub("", plain))
    return short or plain


def is_same(wanted: str, name: str) -> bool:
    """Whether a column of this name is the wanted one: the same, or one name within the other."""
    one, other = normal(wanted), normal(name)
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) >= 2 and (one in other or other in one))


def is_variant(one: str, other: str) -> bool:
    """Whether two names may be one column's in a longer and a shorter form; 党建园地 and 党建之窗 are two names."""
    first, second = (_BARE.sub("", _plain(name)) for name in (one, other))
    return bool(first and second) and (first in second or second in first)


def _plain(name: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()
