"""Words by which a page says that there is nothing here, or that a script is still loading it.

Fixed phrases are found anywhere in a short line. Beside them there is a small grammar of what the phrases have in common
(nothing + a thing; not yet + done; something + being made); it must make up the whole line, so that a sentence which
happens to contain such words is none.
"""

from __future__ import annotations

import re

from crawler.extract.hidden.written_links import written_words
from crawler.extract.outline import Outline
from crawler.extract.text import Line

_PHRASES = """
暂无内容 暂无数据 暂无信息 暂无相关信息 暂无相关内容 暂无相关数据 暂无记录 暂无文章 暂无 没有找到相关信息
没有相关信息 没有相关数据 没有查询到 没有符合条件 栏目建设中 栏目正在建设 正在建设中 页面建设中 网站建设中 建设中 敬请期待
内容更新中 正在更新 内容维护中 维护中 正在整理 资料整理中 整理中 网站改版中 改版中 无此信息 没有内容 没有数据
没有记录 共0条 总共0条 共有0条 记录为空 该栏目下没有 无相关内容 无数据 没有相关记录 没有相关内容 没有任何内容 没有任何信息
暂时没有 尚无内容 尚无信息 还没有内容 还没有信息 尚未发布 暂未发布 暂未公布 正在筹建 正在完善 正在升级
"""
_PHRASE = re.compile(
    "|".join(
        re.escape(w) + (r"(?!(?!敬请|请)[\u4e00-\u9fff])" if w.endswith("中") else "")  # 建设中 is none in 建设中期评估
        for w in sorted(_PHRASES.split(), key=len, reverse=True)
    )
    + r"|共\s*[有计]?\s*0\s*[条篇]|(?:总计|合计|总数|记录数)\s*[:：为]?\s*0\s*(?:[条篇]|$)"
)
_APOLOGY = re.compile(r"^\W*(?:对不起|很?抱歉|您好|亲)\s*[，,！!。]\s*")
_LOADING = re.compile(r"(?:数据|内容|页面|正在|努力)*加载中|正在加载|loading\.{2,}", re.IGNORECASE)

_COURTESY = re.compile(
    r"对不起|非?常?很?抱歉|您好|亲爱的用户|尊敬的用户|^亲|感谢(?:您的)?(?:关注|支持|理解)|谢谢|敬请(?:期待|关注|谅解|留意)|"
    r"请(?:您)?(?:稍后|稍候|耐心|随时|持续|继续)?.{0,2}(?:再来|再?访问|等待|查看|关注|再试|留意|浏览)|欢迎(?:投稿|关注)|"
    r"(?:过|隔)(?:几天|一?段时间|些[日天]子?|两天)再来(?:看看)?(?:吧)?|改天再来|哦|呢|噢|喔|啦"
)
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_THING = (
    r"(?:内容|信息|数据|文章|记录|资料|新闻|文件|结果|条目|稿件|公告|动态|图片|视频|东西|列表|文档|材料|栏目|更新|发布|调查"
    r"|征集|问卷)"
)
_WHERE = (
    r"(?:(?:本|该|此|这个|当前|您?所?(?:选|查看|访问)的?)?(?:栏目|频道|页面|网页|板块|模块|专栏|专题|目录|分类|类别|网站|列表|这里|此处)"
    r"(?:之?下|中|内|里|上)?)?"
)
_YET = r"(?:暂时?|尚|还|目前|现在?|当前|仍|并|下|都|也|内容|信息)*"
_NOTHING = (
    rf"{_WHERE}{_YET}(?:无|没有?|未有|空无)"
    r"(?:您?(?:所?需?要|想要|查找|查询|访问|搜索)的|任何|什么|可用|可显示|相关|有关|相应|对应|最新|新|更多|可供\w{2}|已发布|正在进行的?|进行中的?|往期|符合条件|匹配|的|可)*"
    rf"{_THING}"
)
_UNDONE = (
    rf"{_WHERE}{_YET}(?:未|没有?)(?:能|被)?"
    r"(?:查询到|查到|查询|找到|检索到|搜索到|发现|获取到|发布|添加|上传|录入|公开|公布|开通|开放|上线|收录|建立|启用|设置)"
    rf"(?:过|您?(?:所?需?要|想要|查找|查询|访问|搜索)的|任何|相关|有关|符合条件|匹配|的)*{_THING}?"
)
_SUBJECT = r"(?:小编|编辑|管理员|工作人员|栏目|页面|频道|网站|内容|信息|资料|数据|系统|功能|板块|专栏|专题|文章|平台|相关\w{2})"
_EAGERLY = r"(?:不断|紧张|积极|抓紧|逐步|陆续|努力|紧急|进一步)?(?:地|的|进行)?"
_WORK = (
    r"(?:建设|筹建|筹备|完善|补充|更新|整理|维护|升级|改版|制作|录入|上传|添加|"
    r"开发|调整|编辑|准备|收集|搭建|施工|调试|试运行|改造|充实)"
)
_MAKING = (
    rf"(?:本|该|此)?{_SUBJECT}*(?:正在?|尚在|还在|仍在|在|处于)?{_EAGERLY}{_WORK}+(?:之?中|阶段|当中)|"
    rf"(?:本|该|此)?{_SUBJECT}+正在?{_EAGERLY}{_WORK}+"
)
_COMING = (
    rf"(?:本|该|新版)?{_SUBJECT}*(?:即将|将于?近期|不久|稍后|随后|近期|近日|择日|后续)(?:会|将|即|就)?(?:陆续|正式|逐步)?"
    r"(?:上线|开通|开放|推出|发布|公布|公开|更新)"
)
_BARE_PLACE = (
    r"(?:这里|此处|本栏目|该栏目|目前|暂时|还是|仍是|什么)*(?:空空如也|一片空白|什么都没有|啥也没有|没有更多了?|到底了)"
)
_SAYS_NOTHING = re.compile(
    rf"(?:{_NOTHING}|{_UNDONE}|{_MAKING}|{_COMING}|{_BARE_PLACE}|(?:栏目|页面|内容|数据|列表|记录|信息|查询结果|结果)为?空|"
    r"no(?:data|content|records?|results?|articles?|items?)(?:found|available|yet)?|nothing(?:here|found)|comingsoon|underconstruction)+",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"^(?!\W*(?:温馨|友情|系统)?(?:提示|说明|通知|公告|状态|结果|栏目|页面|网站|内容|本|该))[^：:，。]{2,16}[：:]\s*\S"
)
"""What stands behind the name of something is said of that: 第三小学：建设中，预计2027年9月投入使用."""
_LONGEST = 40
_FIGURES = 2  # other cells of its row that say something
_BESIDE = 4  # characters of a line that the grammar may leave unread


def placeholder_of(lines: list[Line], area: list[str], outline: Outline, skip: list[tuple[int, int]]) -> str:
    """The short visible line that says that there is nothing, "" without one. "加载中" is not among them."""
    for line in lines:
        if len(line.text) > _LONGEST or area[line.start] in ("nav", "crumb", "footer", "friend") or outline.hidden[line.start]:
            continue
        if any(a <= line.start < b for a, b in skip) or _is_a_figure(outline, line.start):
            continue
        if is_placeholder(line.text):
            return line.text
    return ""


def is_placeholder(text: str) -> bool:
    """Whether a short text says that there is nothing here."""
    return len(text) <= _LONGEST and (_has_phrase(text) or says_nothing(text))


def _is_a_figure(outline: Outline, node: int) -> bool:
    """Whether a text stands in a row of a table beside others: what is not known of one thing (西山站 | 42 | 暂无数据).

    The row that says that a table has none holds nothing else.
    """
    row = next((up for up in outline.ancestors(node, 6) if outline.tags[up] == "tr"), -1)
    if row < 0:
        return False
    cells = [cell for cell in outline.children(row) if not cell <= node < outline.ends[cell]]
    return sum(bool(outline.text(cell)) for cell in cells) >= _FIGURES


def says_nothing(text: str) -> bool:
    """Whether a whole line says no more than that there is nothing here (yet)."""
    words = _NOT_WORDS.sub("", _COURTESY.sub("", text))
    match = _SAYS_NOTHING.search(words) if len(words) >= 3 else None
    return match is not None and len(words) - len(match[0]) <= _BESIDE and not _LOADING.search(text)


def _has_phrase(text: str) -> bool:
    match = _PHRASE.search(text)
    other = _OF_ANOTHER.match(text) if match and match[0].endswith("中") else None
    if match and other and other.end() <= match.end():
        return False
    before = _APOLOGY.sub("", text[: match.start()]) if match else ""
    return match is not None and (match[0] != "暂无" or len(text) <= 6) and not re.search(r"[，；]", before)


def loading_of(lines: list[Line], area: list[str]) -> str:
    """The short line that says that a script is still loading the content, "" without one."""
    for line in lines:
        if len(line.text) <= 20 and _LOADING.search(line.text) and area[line.start] not in ("nav", "footer"):
            return line.text
    return ""


def pictured_placeholder(outline: Outline, area: list[str]) -> str:
    """The words of a picture in the content that say that there is nothing here."""
    pictures = (node for node, tag in enumerate(outline.tags) if tag == "img" and not area[node] and not outline.hidden[node])
    words = (outline.get(node, "alt").strip() for node in pictures)
    return next((said for said in words if said and is_placeholder(said)), "")


def written_placeholder(outline: Outline) -> str:
    """The line that a script writes for every visitor where the content would stand, if it says that there is none."""
    lines = written_words(code for _, code in outline.scripts).splitlines()
    return next((line for line in lines if is_placeholder(line)), "")
