"""Facts of 征集调查 (征求意见, 问卷, 民意调查): when it ends, whether a result is shown, how a visitor can take part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta

from crawler.extract.dates import parse_dates, plain
from crawler.extract.lists.groups import find_groups
from crawler.extract.lists.items import read_items
from crawler.extract.lists.parts import Group
from crawler.extract.outline import Outline
from crawler.extract.reading import Reading
from model import DateFact, DatePlace, Link, Page, PageKind, Survey

TITLE = re.compile(
    r"征[求询].{0,60}意见|意见征[求集询]|征集.{0,60}(?:意见|建议)|(?:意见|建议).{0,4}征集|问卷|(?:民意|网上|在线|满意度|社会)调查|公开征求"
)
_OTHER = re.compile(
    r"结果|采纳|反馈(?:情况|意见的)|情况(?:的)?(?:公告|公示|说明|汇总|通报|报告|反馈)|情况$|汇总|统计调查|(?:座谈|听证|论证|研讨|推进)会|解读|"
    r"答记者问|招标|采购|征兵|复函|的函$|提案|公开征集(?:调查|意见)?栏目|"
    r"(?:标识|标志|LOGO|徽[标章]|吉祥物|口号|宣传语|广告语)(?:设计|方案|作品)?[^，。意建]{0,6}征集|"
    r"征集[^，。意建]{0,20}(?:标识|标志|LOGO|徽[标章]|吉祥物|口号|宣传语|广告语)|"
    r"(?:视频|作品|征文|摄影|照片|歌曲|歌词|剧本|故事|海报|书画|书法|绘画|文物|实物|史料|老物件|藏品|志愿者|嘉宾)[^，。意建]{0,6}征集|"
    r"征集[^，。意建]{0,20}(?:视频|作品|征文|照片|歌曲|故事|海报|书画|文物|实物|史料|老物件|藏品|志愿者|嘉宾)",
    re.IGNORECASE,
)
"""Not what is meant: results, news of surveys, and contests and appeals that collect works or things, not opinions."""
_NEWS = re.compile(r"召开|开展|组织|举行|完成|结束|听取|赴|深入|来我|部署|启动|发放|走访")
_FORMAL = re.compile(r"^(?:【[^】]{1,12}】)?.{0,40}关于.*(?:公告|通知|启事|通告|公示)$")
_DAY = r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_SHORT = r"(?:\d{1,2}\s*月\s*\d{1,2}\s*日)"
_CLOCK = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?(?:\s*(?:上午|下午)?\s*\d{1,2}[:：时点](?:\d{2}(?::\d{2})?)?分?)?"
_ENDS = re.compile(
    rf"(?:截止|截至|结束|终止)\s*(?:时间|日期|日)?\s*[:：为到至是于在]*\s*(?P<day>{_DAY}|{_SHORT})(?!\s*[-至到—~～]+\s*\d)"
)
_UNTIL = re.compile(rf"(?:即日|公布之日|发布之日|公告之日)起?\s*(?:至|到|—+|－+|-+|~|～|–)\s*(?P<day>{_DAY}|{_SHORT})")
_RANGE = re.compile(rf"(?P<start>{_DAY}){_CLOCK}\s*起?\s*(?:至|到|—+|－+|-+|~|～|–)+\s*(?P<day>{_DAY}|{_SHORT}|\d{{1,2}}\s*日)")
_BEFORE = re.compile(
    rf"(?P<day>{_DAY}|{_SHORT}){_CLOCK}\s*(?:下班)?(?:之?前|以前|止(?![痛血])|截止|（含当[日天]）前?|\(含当[日天]\)前?)"
)
_WITHIN = re.compile(
    r"(?:之日起|发布后|公布后|公开征求意见|期限为?|为期|时间为?)\s*[:：]?\s*"
    r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?(?P<unit>工作日|日|天)"
)
_ABOUT = re.compile(r"意见|反馈|征集|征求|建议|调查|问卷|公示期|时间|期限|提交|参与")
_STATE = re.compile(
    r"^[\[【(（]?\s*(?:(?:征集|调查|活动)?状态\s*[:：]\s*)?"
    r"(?P<state>(?:征集|调查|活动|问卷)?(?:已经?结束|已截止|已完成|已关闭|进行中|正在进行|未开始|征集中))\s*[\]】)）]?$"
)
_RESULT = re.compile(
    r"(?:征集|调查|征求意见|意见|公众意见)?(?:结果(?:反馈|公示|公布|公开|公告|说明|分析|报告)?|(?:意见)?采纳(?:情况|结果|反馈)|反馈情况|意见汇总|意见反馈情况|征求意见情况)"
)
_RESULT_HEAD = re.compile(rf"^[【\[]?\s*.{{0,8}}?{_RESULT.pattern}\s*[】\]]?\s*[:：]?\s*(?P<rest>.*)$")
_STATED = re.compile(
    r"(?:[未没][有]?收到|(?:期间|截止日?期?前?|至今|目前)[，,]?(?:共|已)?收到|(?:共|均|累计|总计)(?:计)?(?:收到|收集到?|征集到?|回收)(?:了)?).{0,24}?(?:意见|建议|反馈|问卷|答卷|来信|来电)|"
    r"(?:收到|收集|征集到?|回收)了?(?:各类|有效|公众|群众|社会)?的?(?:意见|建议|问卷|反馈|来信)(?:和?建议)?\s*\d+\s*[条份件封个]|"
    r"(?:共有?|累计)\s*\d+\s*(?:余|多)?[人名](?:次|群众|网民|网友)?(?:积极|在线)?参与.{0,20}?\d|满意[率度]\s*(?:为|达到?|是|[:：])?\s*\d{1,3}(?:\.\d+)?[%％]"
)
_AGREED = re.compile(r"视为|视同|即为|(?:的|者)[，,]")  # 逾期未收到反馈意见的，视为同意
_NOTHING = re.compile(
    r"^(?:暂无|暂未|尚未|无|没有|未).{0,16}$|^(?:征集|调查)?(?:正在)?(?:进行|整理|统计|汇总)中?.{0,8}$|^[-—/\s.。]*$"
)
_TAKE_PART = re.compile(
    r"我要(?:参与|建言|提|留言|反馈|投票|答题|评论|发表)|点击.{0,6}(?:参与|进入|填写|此处|这里|链接)|在线(?:填写|提交|反馈|征集|调查|参与|答题)|"
    r"提交(?:意见|建议|问卷|留言)|参与(?:调查|征集|问卷|投票)|(?:进入|填写)(?:问卷|调查)|发表(?:意见|评论|建议)|立即参与|我来说"
)
_ONLINE_WORDS = re.compile(
    r"网上(?:提交|反馈|留言|填写|征集|投票|参与)|在线|本页|(?:页面|网页|文末|文章)(?:的)?(?:下方|底部|末尾|最下)|扫码|扫描|扫一扫|二维码|"
    r"问卷星|点击(?!\s*(?:[:：\[\d]|次数|数|量|率))|https?://|www\.|(?:登录|登陆|通过|访问|进入|打开).{0,40}(?:网站|门户|平台|系统|专栏|栏目|小程序|公众号|网址)|小程序|微信|留言"
)
_FORM_HOST = re.compile(r"wjx\.|wj\.qq\.com|问卷|survey|diaocha|questionnaire|tp\.wjx|dcwj|vote", re.IGNORECASE)
_OFFLINE = (
    ("电子邮件", re.compile(r"邮箱|电子邮件|e-?mail|[A-Za-z0-9_.+-]{1,40}@[A-Za-z0-9-]{1,60}\.", re.IGNORECASE)),
    ("信函", re.compile(r"信函|邮寄|寄[至到送往]|来信|通[信讯]地址|书面|信件")),
    ("电话", re.compile(r"电话|拨打|来电")),
    ("传真", re.compile(r"传真")),
)
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_COLUMN = re.compile(r"征集|征求意见|民意|网上调查|在线调查")
_DOCUMENTS = frozenset({PageKind.ARTICLE, PageKind.SINGLE, PageKind.OTHER})
_PERIOD = re.compile(
    r"(?:征集|征询|调查|征求意见|听取意见|意见征求|活动|反馈|起止|截止|结束)(?:起止)?(?:时间|日期|期限)\s*[:：]"
)
_ASKS = re.compile(r"征集|征询|调查")
_OPINION = re.compile(r"^(?:您|你|我)的(?:意见|建议)|^(?:提交|发表)(?:意见|建议)$|^(?:意见|建议)(?:内容)?\s*[:：]$")
_LABEL = 20
_CHOICES = frozenset({"radio", "checkbox"})
_FEWEST_CHOICES = 2
"""A single box to tick is a switch of the page (大字版), no question."""
MAX_TEXT = 8_000
MIN_BODY = 40  # characters of a recognised body from which on it speaks for itself
MAX_ROWS = 100
MAX_FOLDED = 60


def is_survey_title(title: str) -> bool:
    """Whether a title announces a survey: not its result, not news of one."""
    if not title or not TITLE.search(title) or _OTHER.search(title):
        return False
    return bool(_FORMAL.match(title)) or not _NEWS.search(title)


def is_survey(page: Page) -> bool:
    """Whether a page of its own is a survey: by its kind, its title, the column above it, or the place it has for opinions."""
    if _OTHER.search(page.title):
        return False
    named = page.kind is PageKind.SURVEY or is_survey_title(page.title) or stands_among_surveys(page)
    return named or _asks_itself(page)


def read_surveys(r: Reading, page: Page) -> tuple[Survey, ...]:
    """The survey that a page is, or those that its list names with an end or a state."""
    if any(block.role == "main" or page.kind is PageKind.HUB for block in page.lists):
        return tuple(_listed(r, page))
    if not is_survey(page):
        return ()
    blocks = [block.text for block in page.text if block.area in ("body", "other")]
    text = "\n".join(blocks)[:MAX_TEXT]
    start, end = period_of(text, page.published.day if page.published else None, r.today)
    state = next((match["state"] for block in blocks if len(block) <= 20 and (match := _STATE.match(block))), "")
    result, blank = _result([*blocks, *_folded(r)], page, _openers(r))
    online = _online(r, page, text)
    said = _own_words(page, text)
    offline = tuple(name for name, pattern in _OFFLINE if pattern.search(said))
    return (Survey(page.url, page.title[:200], start, end, state, result, blank, online, offline, own_page=True),)


def _asks_itself(page: Page) -> bool:
    """Whether a page called by what it asks about (公路命名征集) names its period and has its own place for opinions."""
    if page.kind not in _DOCUMENTS or not _ASKS.search(page.title):
        return False
    blocks = [block.text for block in page.text if block.area in ("body", "other")]
    return any(_PERIOD.search(text[:_LABEL]) for text in blocks) and any(
        len(text) <= _LABEL and _OPINION.search(text) for text in blocks
    )


def stands_among_surveys(page: Page) -> bool:
    """A page of a column of surveys that states a period, whatever its title (为规划建言献策)."""
    if page.kind not in _DOCUMENTS or page.title in page.tags.get("columnname", ()):
        return False
    place = " ".join((*page.breadcrumb, *page.tags.get("columnname", ()), *page.tags.get("columntype", ())))
    return bool(_COLUMN.search(place)) and any(_PERIOD.search(block.text) for block in page.text)


def _listed(r: Reading, page: Page) -> Iterator[Survey]:
    """Rows that say when a survey ends, or that it has ended."""
    for group in find_groups(r.outline, r.counts, r.area, (0, 0)):
        for span in group.spans[:MAX_ROWS]:
            words = r.outline.text(span.start, span.end)
            if len(words) > 600 or not ("截止" in words or "结束" in words or "至" in words):
                continue
            items = read_items(r.outline, r.counts, Group(group.container, [span]), r.addresses, r.today)
            if not items or not items[0].url or _OTHER.search(items[0].title):
                continue
            start, end = period_of(words.replace(items[0].title, " "), None, r.today)
            state = next((m["state"] for i in span.nodes() if (m := _STATE.match(r.outline.texts[i].strip()))), "")
            if end or state:
                yield Survey(items[0].url, items[0].title[:200], start, end, state)


def period_of(text: str, published: date | None, today: date) -> tuple[DateFact | None, DateFact | None]:
    """First and last day of a survey as its text says it; a last day that had to be counted or guessed is not certain."""
    even = plain(text)
    for pattern in (_ENDS, _RANGE, _BEFORE, _UNTIL):
        for match in pattern.finditer(even):
            around = even[max(0, match.start() - 60) : match.end() + 40]
            if not _ABOUT.search(around):
                continue
            start = _one(match["start"], published, today) if pattern is _RANGE else None
            end = _one(match["day"], start.day if start else published, today)
            if end and (start is None or start.day <= end.day) and (published is None or end.day >= published):
                return start, end
    within = _WITHIN.search(even) if published else None
    if within and published and _ABOUT.search(even[max(0, within.start() - 60) : within.end() + 20]):
        return None, _counted(within, published)
    return None, None


def _one(raw: str, near: date | None, today: date) -> DateFact | None:
    """A date of the text; the year (and month) that it leaves out are those of the date before it."""
    full = parse_dates(raw, DatePlace.SHOWN, today)
    if full:
        return full[0]
    parts = [int(n) for n in re.findall(r"\d{1,2}", raw)]
    if near is None or not parts:
        return None
    month, day = (parts[0], parts[1]) if len(parts) > 1 else (near.month, parts[0])
    try:
        found = date(near.year + (month < near.month), month, day)
    except ValueError:
        return None
    return DateFact(found, raw, DatePlace.SHOWN)


def _counted(match: re.Match[str], published: date) -> DateFact | None:
    word = match["n"]
    days = int(word) if word.isdigit() else _chinese(word)
    if not 3 <= days <= 120:
        return None
    longest = days * 2 if match["unit"] == "工作日" else days
    return DateFact(published + timedelta(days=longest), match[0], DatePlace.SHOWN, certain=False)


def _chinese(word: str) -> int:
    tens, found, ones = word.partition("十")
    if not found:
        return _NUMBERS.get(word, 0) if len(word) == 1 else 0
    return (_NUMBERS.get(tens, 0) if tens else 1) * 10 + (_NUMBERS.get(ones, 0) if ones else 0)


def _folded(r: Reading) -> list[str]:
    """The lines of the content that a click opens: results are often folded away."""
    return [line.text for line in r.lines if r.outline.hidden[line.start] and not r.area[line.start]][:MAX_FOLDED]


def _openers(r: Reading) -> set[str]:
    """The words of links that open a part of the page."""
    return {text for node, text in r.counts.anchor_text.items() if r.outline.get(node, "href")[:1] in ("#", "j", "")}


def _result(blocks: Sequence[str], page: Page, links: Set[str]) -> tuple[str, str]:
    """(what shows a result on the page, the heading of one that is empty). A link (调查结果) heads nothing."""
    blank = ""
    for index, block in enumerate(blocks):
        match = _RESULT_HEAD.match(block) if len(block) <= 200 else None
        if match is None or (len(block) > 24 and "：" not in block[:20] and ":" not in block[:20]):
            continue
        value = match["rest"].strip() or (blocks[index + 1].strip() if index + 1 < len(blocks) else "")
        if _NOTHING.match(value) or _STATE.match(value):
            blank = blank or ("" if block in links else block[:40])
        elif len(value) >= 8:
            return block[:80], ""
    said = next((block for block in blocks if (match := _STATED.search(block)) and not _AGREED.search(block, match.end())), "")
    if said:
        return said[:80], ""
    link = next((link for link in page.links if _is_result_link(link)), None)
    return (link.text[:80], "") if link else ("", blank)


def _is_result_link(link: Link) -> bool:
    return link.area not in ("nav", "footer", "friend") and len(link.text) >= 10 and _RESULT.search(link.text) is not None


def _online(r: Reading, page: Page, text: str) -> str:
    """What shows that a visitor can take part on line, "" where nothing does. A frame may hold the form."""
    choices = 0
    for node, tag in enumerate(r.outline.tags):
        if r.area[node] in ("nav", "footer", "friend"):
            continue
        choices += tag == "input" and r.outline.get(node, "type").lower() in _CHOICES
        if tag == "textarea" or choices >= _FEWEST_CHOICES:
            return f"表单（{tag}）"
        if tag in ("iframe", "canvas") and not _is_out_of_sight(r.outline, node):
            return tag
    for link in page.links:
        if link.area not in ("nav", "footer") and (_TAKE_PART.search(link.text) or _FORM_HOST.search(link.target)):
            return link.text[:60] or link.target[:120]
    said = _own_words(page, text)
    if said is not text:
        text = text[max(0, text.find(said[:20])) :]  # a button may follow it
    match = _TAKE_PART.search(text) or _ONLINE_WORDS.search(said)
    return match[0][:60] if match else ""


def _own_words(page: Page, text: str) -> str:
    """The body where one was recognised: the words around it (分享到微信, 群众来信) say nothing of this survey."""
    body = "\n".join(block.text for block in page.text if block.area == "body")
    return body[:MAX_TEXT] if len(body) >= MIN_BODY else text


def _is_out_of_sight(outline: Outline, node: int) -> bool:
    """A hidden frame, or one of no size (weather, statistics), asks nobody anything."""
    return bool(outline.hidden[node]) or outline.get(node, "width") in ("0", "1") or outline.get(node, "height") in ("0", "1")
