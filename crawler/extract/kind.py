"""What a page is for, with the reason: tags first, then structure, address and names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.extract.evidence import Evidence
from crawler.extract.guides.words import classes_of, read_label
from crawler.extract.meta import first
from crawler.extract.unreadable import unreadable
from model import PageKind

_SEARCH_URL = re.compile(
    r"/(?:search|sousuo|was5|db_search|irs-c-web|jsearch\w*)(?:[/.?]|$)|/so?(?:/(?:index\.\w{2,5})?)?(?:\?|$)|/so?\.\w{2,5}(?:\?|$)|[?&](?:searchword|keyword|q|qt|wd|keywords)=",
    re.IGNORECASE,
)
_SEARCH_NAME = re.compile(r"(?:搜索结果|站内搜索|全文检索|检索结果|查询结果|信息查询|高级搜索|高级检索|^搜索$)")
_INTERPRETATION = re.compile(
    r"解读|[读看秒]懂|图说|图解|答记者问|问答|Q&A|长图|政策图解|动漫|《[^《》]{4,120}》.{0,10}(?:新闻发布会|吹风会)|"
    r"(?:新闻发布会|吹风会).{0,8}《|(?:起草|编制)说明$|明白[纸卡]$|政策(?:解析|释义|阐释)|"
    r"(?:办法|规定|意见|方案|细则|措施|条例|规划|规程|通知)[》”]?的?(?:解析|释义)$"
)
_INTERPRETING = re.compile(r"解读|图解|一图读懂|一图看懂|政策问答|政策吹风|政策(?:解析|释义|阐释)")
"""Names of columns of interpretations."""
_MEDIA = re.compile(r"^(?:微?视频|短视频|动漫|动画|音频|海报|漫画|图说|H5)\s*[|｜丨：:]")
_HEADED = re.compile(r"^[\u4e00-\u9fff“”·]{2,10}\s*[：:|｜丨]\s*\S")
"""A title that is told before a mark what it is (新闻通气会：…实施意见): in a column of interpretations no document itself."""
_OF_ONE_FORM = re.compile(
    r"^(?:文字|图[片文]|视频|音视频|动漫|音频|专家|部门|媒体|权威)解读$|^(?:政策)?图解(?:政策)?$|^一图[读看]懂$"
)
"""Columns that hold nothing but interpretations, whatever these are called."""
_POLICY_NAME = re.compile(
    r"(?:办法|规定|细则|规则|意见|方案|计划|规划|决定|措施|通告|令|条例|通知|公告|批复|函|公报)(?:[（(].{1,12}[)）])?$"
)
_POLICY_COLUMN = re.compile(r"政策|文件|规范性|法规|规章|政令")
_MESSAGE_NAME = re.compile(r"信箱|来信|留言|咨询|投诉|信件|问政|互动|写信|建言|有问必答|民意")
_MESSAGE_LABELS = re.compile(
    r"信件内容|来信内容|回复内容|答复内容|留言内容|咨询内容|回复单位|答复单位|办理结果|来信时间|写信时间|"
    r"回复时间|答复时间|处理状态|办理状态|来信人|写信人|咨询时间|留言时间|"
    r"信件编号|写信日期|来信日期|留言日期|回复日期|答复日期|处理时间|提问内容|诉求内容"
)
_SURVEY_NAME = re.compile(r"征集|调查|问卷|民意|听证")
_GUIDE = """
办理条件 申请条件 受理条件 申请材料 申报材料 办理材料 办理流程 办理程序 办理时限 法定时限 承诺时限 收费标准
设定依据 法律依据 办理依据 办理地点 咨询电话 监督电话 投诉电话 事项名称 办理对象 服务对象 实施主体 受理机构
设立依据 实施依据 所需材料 材料清单 提交材料 办事流程 办结时限 窗口地址 收费情况 收费依据 是否收费 实施机关 决定机关
"""
_GUIDE_LABELS = tuple(_GUIDE.split())
_ANY_GUIDE_LABEL = re.compile("|".join(_GUIDE_LABELS))
_GUIDE_NAME = re.compile(
    r"办事(?:指[南引]|须知|服务|导引|导航|大厅|流程)|(?:个人|法人|企业|网上)办事|经办服务|服务大厅|业务办理|(?:服务|办理|业务|申办|审批|登记|"
    r"申请|经办)指[南引]|(?:政务|公共|行政|便民)服务(?:事项|指南)|服务事项|(?:行政)?(?:许可|审批)事项|"
    r"(?:权力|权责|责任)(?:事项)?清单|一次性告知"
)
_NO_GUIDE = re.compile(
    r"(?:通知|公告|通告|公示|简章|意见|方案|办法|规定|函|令|报告|启事|动态|解读|问答|"
    r"通报)(?:[（(].{1,12}[)）])?$|公开指南|依申请公开|招[聘生考录]|"
    r"^关于|信访|举报指南|投诉指南|旅游|办事大厅简介|"
    r"(?<!告知)(?<!材料)(?:清单|目录|名录|一览表|汇总表|统计表|台账)(?:[（(].{1,12}[)）])?$"
)
_GUIDE_LINE = re.compile(
    r"^[^\u4e00-\u9fff]{0,6}(?:[一二三四五六七八九十]{1,3}[、.．)）]\s*)?((?:办|受|申|设定|"
    r"实施|法|承诺|收费|咨询|联系|服务|事项|所需|提交|审批|流程)"
    r"[\u4e00-\u9fff\s]{0,8}?(?:名称|事项|依据|条件|材料|资料|流程|程序|时限|时间|期限|地点|"
    r"地址|电话|方式|机构|机关|部门|主体|标准))\s*(?:[:：（(】\]].*)?$",
    re.MULTILINE,
)
_ARTICLE_URL = re.compile(
    r"/t\d{8}_\d+\.|content_\d+\.|post_\d+\.|/art/\d{4}/|/info/\d+/\d+\.|/c\d+a\d+/page|"
    r"a=show|ShowArticle|/[0-9a-f]{32}\.s?html?|/t\d{6,}\.s?html?|c_\d{10,}\.htm",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(r"没有(?:找到|查询到|查到|符合)|未(?:找到|查询到|查到)")
MANY_LINKS = 2
TEXT = 150  # characters of an article without a known body beside lists
BOXES = 12  # dated items in the boxes beside an article
LABEL_LINES = 150
NAMED_LABELS = 4  # labels of a guide anywhere in the text of a page that is called one
_INDEX = re.compile(r"/(?:index|default)(?:\.\w{2,5})?$", re.IGNORECASE)


def kind_of(e: Evidence) -> tuple[PageKind, str]:
    """The kind and why."""
    if found := unreadable(e):
        return found
    if same_page(e.url, e.home_url):
        return PageKind.HOME, "地址是首页"
    if _SEARCH_NAME.search(e.title) or (_SEARCH_URL.search(e.url) and not _is_article(e)):
        return PageKind.SEARCH, "检索页"
    if _is_article(e):
        return _document(e)
    return _column(e)


def same_page(a: str, b: str) -> bool:
    """Whether two addresses are one page but for scheme, www. and index.html."""
    return bool(b) and _bare(a) == _bare(b)


def _bare(url: str) -> str:
    return _INDEX.sub("/", url.split("#", 1)[0].split("://", 1)[-1].removeprefix("www.")).rstrip("/")


def _is_article(e: Evidence) -> bool:
    if _main(e) and not _is_beside_a_text(e):
        main = max(e.lists, key=lambda b: len(b.items))
        if not first(e.tags, "articletitle") or (len(main.items) >= 5 and e.paged and e.body_length < 200):
            return False
    if first(e.tags, "articletitle"):
        return True
    if e.properties and (e.properties.index_number or e.properties.document_number) and e.body_length > 50:
        return True
    if (
        _guide_labels(e) >= 4
        or _named_guide(e)
        or (len(_MESSAGE_LABELS.findall(e.text)) >= 3 and not any(b.role == "main" for b in e.lists))
    ):
        return True
    if e.has_shown_date and (e.named_body or e.body_length >= 80 or _ARTICLE_URL.search(e.url)):
        return True
    return bool(_ARTICLE_URL.search(e.url)) and (e.named_body or e.body_length >= 80)


def _is_beside_a_text(e: Evidence) -> bool:
    """Whether the lists are short boxes of links beside a text that shows its own date: the page is the text."""
    dated = sum(item.date is not None for block in e.lists for item in block.items)
    return e.has_shown_date and e.body_length >= TEXT and dated <= BOXES and not e.paged


def _main(e: Evidence) -> bool:
    return (
        any(b.role == "main" and (len(b.items) >= 3 or e.paged) for b in e.lists)
        or sum(b.role == "block" for b in e.lists) >= 2
    )


def _guide_labels(e: Evidence) -> int:
    return sum(label in e.text for label in _GUIDE_LABELS) if _ANY_GUIDE_LABEL.search(e.text) else 0


def guide_name(title: str, html_title: str, tags: Mapping[str, tuple[str, ...]], breadcrumb: tuple[str, ...]) -> str:
    """The words that call a page a service guide: its title's, its column's; "" where none do or others contradict."""
    if _NO_GUIDE.search(title):
        return ""
    words = " ".join([title, html_title, first(tags, "columnname"), first(tags, "columntype"), *breadcrumb[-3:]])
    match = _GUIDE_NAME.search(words)
    return match[0] if match else ""


def _named_guide(e: Evidence) -> bool:
    """Whether title or column calls the page a guide, and labels of one begin its lines or stand beside their values."""
    if not guide_name(e.title, e.html_title, e.tags, e.breadcrumb):
        return False
    if len(set(_GUIDE_LINE.findall(e.text))) >= 3 or _guide_labels(e) >= NAMED_LABELS:
        return True
    lines = f"{e.text}\n{e.folded}".split("\n")[:LABEL_LINES]
    read = (read_label(line) for line in lines)
    if len({name for found in read if found for name in found[0] if name}) >= NAMED_LABELS:
        return True
    return len({name for line in lines for name in _first_words(line)}) >= NAMED_LABELS + 1


def _first_words(line: str) -> tuple[str, ...]:
    """The elements named by the first words of a line in which a style sets label and value apart: 受理地点市民中心一楼."""
    if not 6 <= len(line) <= 600 or line[:2].isascii():
        return ()
    return next((found for end in range(8, 1, -1) if any(found := classes_of(line[:end]))), ())


def _document(e: Evidence) -> tuple[PageKind, str]:
    column = " ".join([first(e.tags, "columnname"), first(e.tags, "columntype"), *e.breadcrumb[-2:]])
    if _guide_labels(e) >= 5 and not e.number:
        return PageKind.GUIDE, "含办事指南要素"
    if not e.number and _named_guide(e):
        return PageKind.GUIDE, "名称为办事指南，含指南要素"
    labels = set(_MESSAGE_LABELS.findall(e.text))
    if len(labels) >= 3 or (len(labels) >= 2 and _MESSAGE_NAME.search(column)):
        return PageKind.MESSAGE, "含来信、回复要素：" + "、".join(sorted(labels)[:4])
    if _INTERPRETATION.search(e.title):
        return PageKind.INTERPRETATION, "标题含解读类字样"
    number = e.number or (e.properties.document_number if e.properties else "")
    if number:
        return PageKind.POLICY, f"有文号 {number}"
    if _MEDIA.match(e.title) and _POLICY_NAME.search(e.title):
        return PageKind.INTERPRETATION, "标题为视频、音频等形式的解读"
    of_one_form = any(_OF_ONE_FORM.match(name) for name in (first(e.tags, "columnname"), *e.breadcrumb[-2:]))
    announced = not _POLICY_NAME.search(e.title) or _HEADED.match(e.title)
    if of_one_form or (_INTERPRETING.search(column) and announced):
        return PageKind.INTERPRETATION, f"属于解读栏目（{column.strip()[:30]}）"
    if _POLICY_NAME.search(e.title) and (_POLICY_COLUMN.search(column) or (e.properties and e.properties.index_number)):
        return PageKind.POLICY, "标题为文件类且属于文件栏目或有索引号"
    if _SURVEY_NAME.search(e.title) and re.search(r"征求|征集|问卷|调查", e.title) and _SURVEY_NAME.search(column):
        return PageKind.SURVEY, "征集调查类标题"
    return PageKind.ARTICLE, "有标题标签" if first(e.tags, "articletitle") else "有正文和发布日期"


def _is_below(e: Evidence) -> bool:
    """Whether a page names a column that is not itself: its title is another, and its path ends at the column."""
    column = first(e.tags, "columnname")
    return bool(column) and e.title != column and len(e.title) >= 10 and e.breadcrumb[-1:] == (column,)


def _column(e: Evidence) -> tuple[PageKind, str]:
    names = " ".join([e.title, e.html_title, first(e.tags, "columnname"), first(e.tags, "columntype"), *e.breadcrumb[-1:]])
    if any(b.role == "main" for b in e.lists):
        if _MESSAGE_NAME.search(names) and re.search(
            r"已回复|已答复|已办结|办理中|处理中|已处理|转办|回复|答复|受理|办理状态",
            e.text + "".join(b.heading for b in e.lists),
        ):
            return PageKind.MESSAGES, "留言列表"
        if _SURVEY_NAME.search(names):
            return PageKind.SURVEY, "征集调查列表"
        return PageKind.LIST, "有一个主要列表"
    if len(e.lists) >= 2:
        return PageKind.HUB, f"有 {len(e.lists)} 个列表"
    if any(block.role != "side" for block in e.lists):
        return PageKind.LIST, "有列表"
    if e.body_length >= 200 or (e.body_length >= 80 and (e.named_body or _is_below(e))):
        return PageKind.SINGLE, "没有列表，有正文"
    if e.asks and (not e.placeholder or _NOT_FOUND.search(e.placeholder)):
        return PageKind.SEARCH, "查询页"
    if e.placeholder:
        return PageKind.LIST, f"没有条目，显示“{e.placeholder}”"
    if e.form:
        return PageKind.SINGLE, "没有列表，有填写的表单"
    if e.lists:
        return PageKind.LIST, "只有旁边的列表"  # a ranking beside the content says nothing of the content
    if e.content_links >= MANY_LINKS:
        return PageKind.HUB, f"没有列表，有 {e.content_links} 个内容链接"
    if first(e.tags, "columnname") or e.paged:
        return PageKind.LIST, "有栏目标签，没有条目"
    if e.wordless:
        return PageKind.LIST, f"页面路径止于本栏目，{'列表框里没有条目' if e.empty_list else '没有内容'}"
    return PageKind.OTHER, "没有可判断的特征"
