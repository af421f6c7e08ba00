"""Pages in the place of a page: error pages with any status, block pages, logins, pages that only lead on."""

from __future__ import annotations

import re

from crawler.extract.error_words import message_in, says_failed
from crawler.extract.evidence import Evidence
from crawler.extract.hidden.written_links import written_words
from crawler.extract.loss_words import lost_to_visitor, lost_words, says_only_lost
from crawler.extract.meta import first
from model import PageKind

_ERROR = re.compile(
    r"(?:(?:没有|未|无法|不能)找到|找不到)(?:您|你)?(?:要|所)?(?:访问|查找|查看|浏览|请求|需要)?的?(?:网页|页面|文件|信息|内容|资源|文章)|"
    r"(?:页面|网页|文件|栏目|信息|内容|资源|地址|文章|新闻|稿件)(?:找不到|不存在|已(?:经)?(?:被)?删除|未找到|无效|没有找到)|"
    r"(?:访问|请求)的(?:页面|网页|栏目|内容|信息|地址)(?:不存在|无效|已)|文章未审核|信息不存在|"
    r"HTTP\s*404|404\s*(?:Not Found|错误|页面)|(?:^|\s)404(?:\s|$)|(?:^|\n)[^\n]{0,30}\bNot Found\W{0,3}(?:$|\n)|"
    r"page (?:you requested )?(?:cannot be|could not be|was not|not) found|"
    r"页面出错|系统错误|服务器错误|Server Error|Runtime Error",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"[^\u4e00-\u9fff]|提示|错误|页面|信息|网页|网站|系统|温馨|对不起|抱歉|您|访问|请求|返回|首页|上一页|的|了|请"
)
_QUERY = re.compile(
    r"查询结果|未查询到|核对[^，。\n]{0,10}(?:重试|再|后查询|重新查询)|重新(?:输入|查询)|(?:不存在|未找到|已删除)的(?:[，,、；;：:]|可|应|须|由)"
)
_A_MATTER = 4  # characters that a title says beside the words of an error
_BLOCKED = re.compile(
    r"请输入验证码|滑动验证|拖动滑块|访问过于频繁|请求(?:可能)?存在威胁|已被(?:拦截|网站防火墙)|网站防火墙|"
    r"创宇盾|安全狗|云锁|安全验证|人机验证|Access Denied|访问被拒绝|Just a moment|Checking your browser",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"\$_ts\b|acw_sc__v2|__jsl_clearance|arg1\s*=\s*'[0-9A-F]{30,}|document\.cookie\s*=.{0,400}location", re.DOTALL
)
_NOTHING = 4  # visible characters of a page without words
_MESSAGE = 60  # visible characters beside the words of a message box
_LOGIN = re.compile(r"(?:用户|统一|会员|管理员?|后台|系统)?登录|login", re.IGNORECASE)


def unreadable(e: Evidence) -> tuple[PageKind, str] | None:
    """What stands in the place of the page and how that is known; None for a page to read."""
    dates = sum(len(block.items) for block in e.lists)
    short = e.visible < 400 or (not e.named_body and dates == 0 and e.body_length < 300)
    head = f"{e.title} {e.html_title}"
    if e.visible < _MESSAGE and not e.lists and lost_words(message_in(e.scripts)):
        return PageKind.ERROR, "错误页：弹出提示后返回"
    if e.visible <= _NOTHING and not e.lists and (lost := _written_loss(e, head)):
        return PageKind.ERROR, f"错误页：{lost}"
    if e.redirect and e.visible < _MESSAGE and not e.has_shown_date and (lost := says_only_lost(e.text, head, e.visible)):
        return PageKind.ERROR, f"错误页：{lost}"
    if e.status < 400 and (e.redirect and e.visible < 400):
        return PageKind.INTERSTITIAL, "跳转页"
    if short and (failed := says_failed(e.text) or says_failed(e.html_title)) and not e.has_shown_date:
        return PageKind.ERROR, f"错误页：{failed}"
    match = _BLOCKED.search(e.text[:600]) or _BLOCKED.search(head)
    if short and match:
        return PageKind.INTERSTITIAL, f"拦截页：{match[0]}"
    if e.visible < 60 and _CHALLENGE.search(e.scripts):
        return PageKind.INTERSTITIAL, "脚本验证页"
    if (
        short
        and not e.has_shown_date
        and not dates
        and (lost := says_only_lost(e.text, head, e.visible))
        and not _own_column(e)
    ):
        return PageKind.ERROR, f"错误页：{lost}"
    error = _ERROR.search(head) or (_ERROR.search(e.text[:600]) if short and not _own_column(e) else None)
    if error and not _ERROR.search(head) and _QUERY.search(e.text[:600]) and not lost_to_visitor(e.text[:600]):
        error = None  # a query that found nothing
    if error and e.title and e.has_shown_date and _titled(e, head, error):
        error = None  # a dated text that speaks of such pages
    if error and (short or e.body_length < 150) and dates < 3:
        return PageKind.ERROR, f"错误页：{error[0]}"
    if e.has_password and short and _LOGIN.search(head + e.text[:200]):
        return PageKind.INTERSTITIAL, "登录页"
    return None


def _written_loss(e: Evidence, head: str) -> str:
    """The words of loss that a script writes into a page without any of its own; "" for other pages."""
    said = written_words((e.scripts,)) if "document.write" in e.scripts else ""
    return says_only_lost(said, head, len(said)) if said else ""


def _own_column(e: Evidence) -> bool:
    """Whether a page that says 没有找到…信息 names itself as a column, by its tag and by its path: it is one without items."""
    name = first(e.tags, "columnname")
    return bool(name and e.placeholder) and len(e.breadcrumb) > 1 and e.breadcrumb[-1] == name


def _titled(e: Evidence, head: str, error: re.Match[str]) -> bool:
    """Whether a page has a title of its own beside the words of an error, or a sentence that goes on after them."""
    if len(e.title) > len(error[0]) + 6 or len(_GENERIC.sub("", e.title.replace(error[0], ""))) >= _A_MATTER:
        return True
    following = error.string[error.end() : error.end() + 1]
    return not _ERROR.search(head) and (e.named_body or ("\u4e00" <= following <= "\u9fff" and following not in "了或请您返"))
