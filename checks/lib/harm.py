"""Whether a text solicits for what a government page must not carry: gambling, pornography, forged papers, loans, adverts.

Words stand in rules/lexicon/. A text that fights such things uses the same words, so one word of warning silences it; a
weak word (彩票, 贷款) says nothing alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "lexicon"
HARMFUL: Mapping[str, str] = {
    "gambling": "赌博",
    "porn": "色情",
    "forged_papers": "办证、代开发票、代考代写",
    "private_servers": "私服、外挂",
    "contraband": "违禁物品和违法服务",
}
COMMERCIAL: Mapping[str, str] = {"loans": "贷款、套现", "adverts": "商业广告"}
NAMES: Mapping[str, str] = {**HARMFUL, **COMMERCIAL}
"""Lexicon file -> what a person calls the matter."""

SERVICES = frozenset({"forged_papers", "loans", "adverts"})
"""Matters that offices deal with in earnest too (发票代开, 创业贷款): an office's own title or link is no sign of them."""

_PROMOTION = re.compile(
    r"官网|官方网|平台|app|下载|注册|登录|登陆|入口|网址|代理|充值|客服|在线|直播|首页|最新|免费|送\d|开户|投注|(?:加|联系)?(?:微信|qq|vx|v信|扣扣)"
    r"|客户端|安卓|手机版|现金|信誉|提现|专业|办理|联系电话|服务热线"
)
_PERSONAL = re.compile(
    r"(?:微信|weixin|wechat|vx|v信|薇信|威信|加v|qq|扣扣|q群|telegram|whatsapp|skype)[号群客服联系\s:：]{0,8}[+\w@-]{5,20}|(?<!\d)1[3-9]\d{9}(?!\d)|(?:订购|抢购|加盟|客服)(?:热线|电话|专线)"
)
_INVITES = re.compile(
    r"点击(?:进入|注册|下载|领取)|立即(?:注册|下载|投注|开户)|注册(?:就|即)?送|(?:最新|备用|官方)网址|首(?:存|充)送|扫码(?:添加|加|下载)|www\.[a-z0-9-]{2,40}\.(?:com|net|cc|vip|top|xyz|co|me)"
)
_OFFICIAL = re.compile(r"税务|窗口|大厅|办事|受理|申请材料|依据|流程|指南|名单|公示|公告|通知|招标|采购|中标|项目")
"""Words of an office's own notices: 代开发票 and 贷款 are services there."""
_LOTTERIES = re.compile(r"体彩|福彩|体育彩票|福利彩票|竞彩")
_TOUTS = re.compile(
    r"快速|专业|正规|低价|优惠|真票|可验|可查|保真|当天|当日|急用|低点|点数|全国|各地|十年|包过|先.{1,4}后付|付款|咨询我|找我"
)
_EVERYDAY = re.compile(
    r"整治|整改|治理|清理|通告|提醒|防范|危害|举报|禁止|严禁|处罚|罚款|监管|监督管理|法律|法规|司法|公安|专项行动|专项检查|管理办法|"
    r"管理规定|管理条例|暂行办法|暂行规定|案例|承诺书|公开信|拒绝|约谈|非法|违法|违规|法院|检察|人民银行|体育局"
)
"""Words of warning that stand in reports on anything else too: river 整治, a 整改 of a site inspection."""
_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff])[\s·•.．。*＊_\-—~|/\\+☆★◆●▲^`'’、,，]{1,3}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[·•](?=[a-z0-9])"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LATIN = re.compile(r"[a-z]{3}|[a-z]\d|\d[a-z]")
_WAYS_TEXT = """
电话 热线 网址 微信 立即 www qq vx v信 威信 薇信 扣扣 加v 注册送 注册就送 点击进 点击注 点击下 首存 扫码 即送
"""
_WAYS = re.compile("|".join(_WAYS_TEXT.split()))
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_HINTS = re.compile(
    "赌|博彩|棋牌|投注|娱乐城|六合|时时彩|百家乐|老虎机|私服|外挂|发票|办证|刻章|证件|文凭|毕业证|代考|论文|免考|替考|答案|作弊|销分|黑客|开房|病假条|流水|裸聊|成人|色情|约炮|迷药"
    "|听话水|代孕|侦探|窃听|监听|枪|贷|套现|配资|减肥|壮阳|丰胸|加盟|高仿|货源|优化|体育平台|真人|包过|征信|出售"
)
WEAK_ENOUGH = 3
_PLENTY = 5
_MIXED = 5  # words of one matter, one of them strong
_MARKUP_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """What a text solicits for: the lexicon's name, the words found (surest first), how many of them are strong."""

    category: str
    words: tuple[str, ...]
    strong: int

    @property
    def harmful(self) -> bool:
        """Unlawful, and not only commercial."""
        return self.category in HARMFUL

    @property
    def name(self) -> str:
        """The matter in Chinese."""
        return NAMES[self.category]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: Mapping[str, tuple[str, bool]]  # word -> (category, strong)
    firsts: re.Pattern[str]  # the first characters of the Chinese words
    chinese: Mapping[str, tuple[str, ...]]  # the Chinese words by their first two characters
    latin: re.Pattern[str]
    warnings: re.Pattern[str]


def folded(text: str) -> str:
    """Full-width forms, case, invisible characters and the signs with which spam splits its words (六*合-彩) undone."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[:_MARKUP_LIMIT])).lower()
    return _BETWEEN.sub("", plain)


@lru_cache(maxsize=16_384)
def solicits(text: str) -> Hit | None:
    """What a short text (a link's words, a title, a list of keywords) solicits for; None for an honest one."""
    plain = folded(text)
    if len(plain) < 2:
        return None
    found = _found(plain)
    if not found or _lexicon().warnings.search(plain):
        return None
    hit = _best(found)
    if hit.strong:
        return hit
    promoted = len(hit.words) >= WEAK_ENOUGH - 1 and _PROMOTION.search(plain)
    return hit if hit.category in HARMFUL and (len(hit.words) >= WEAK_ENOUGH or promoted) else None


@lru_cache(4)
def may_publish(text: str) -> bool:
    """A cheap question before `published`: whether a page's whole text has a way to reach somebody.

    One pattern of words reads Chinese text once, by their first characters; of markup plain searches are the quicker ones.
    Two rules ask it of the same page.
    """
    plain = text.lower()
    return _WAYS.search(plain) is not None or _MOBILE.search(plain) is not None


def may_solicit(text: str) -> bool:
    """The same of one paragraph: a way to reach somebody, or one of the commonest words of such matters."""
    return may_publish(text) or _HINTS.search(text) is not None


@lru_cache(maxsize=512)
def published(text: str) -> Hit | None:
    """What a paragraph solicits for. In prose words prove little: it also needs a way to get at what is offered.

    Three rules ask it of the same page.
    """
    plain = folded(text)
    found = _found(plain)
    if not found or _lexicon().warnings.search(plain):
        return None
    hit = _best(found)
    if not hit.strong or len(hit.words) < 2:
        return None
    if hit.category in SERVICES:
        return hit if hit.strong > 1 and _PERSONAL.search(plain) and not _OFFICIAL.search(plain) else None
    return hit if hit.strong >= _PLENTY or _PERSONAL.search(plain) or _INVITES.search(plain) else None


def crowded(text: str) -> Hit | None:
    """What a longer sample of a page solicits for: several strong words of one matter, and nobody who warns of it."""
    plain = folded(text)
    found = _found(plain)
    if not found:
        return None
    hit = _best(found)
    warned = len(_lexicon().warnings.findall(plain))
    if hit.strong and hit.harmful and len(hit.words) >= _MIXED and not warned:
        return hit
    return hit if hit.strong >= WEAK_ENOUGH and warned <= hit.strong // 3 else None


def touts(text: str) -> bool:
    """Whether words cry a service out (快速办理, 可验真) where an office would name it."""
    plain = folded(text)
    return (_TOUTS.search(plain) is not None or _PERSONAL.search(plain) is not None) and _OFFICIAL.search(plain) is None


def is_official(text: str) -> bool:
    """Whether words are an office's own (办税指南, 申请材料): what they name is a service there."""
    return _OFFICIAL.search(folded(text)) is not None


def hinted(text: str) -> tuple[str, ...]:
    """The words of unlawful matters in a text, weak ones too; () for one that warns. Says little but of what is hidden."""
    plain = folded(text)
    found = _found(plain)
    if not found or _lexicon().warnings.search(plain):
        return ()
    hit = _best(found)
    return hit.words if hit.harmful else ()


def warns(text: str, *, lotteries: bool = True) -> bool:
    """Whether a text speaks of fighting or regulating such things; or, with `lotteries`, of those of the state."""
    plain = folded(text)
    return _lexicon().warnings.search(plain if lotteries else _LOTTERIES.sub("", plain)) is not None


def speaks_against(text: str, hit: Hit, offer: str) -> bool:
    """Whether a text beside an offer (the page's title, the next paragraphs) shows that the offer is only quoted there.

    An offer with strong words and a private contact, or with very many, is silenced by what only such reports say, not by
    everyday words.
    """
    if hit.strong < WEAK_ENOUGH or (hit.strong < _PLENTY and not _PERSONAL.search(folded(offer))):
        return warns(text)
    return _lexicon().warnings.search(_EVERYDAY.sub("", folded(text))) is not None


def _found(plain: str) -> dict[str, tuple[str, bool]]:
    lexicon = _lexicon()
    names: set[str] = set()
    for match in lexicon.firsts.finditer(plain):
        start = match.start()
        words = lexicon.chinese.get(plain[start : start + 2], ())
        names.update(word for word in words if plain.startswith(word, start))
    if _LATIN.search(plain):
        names |= {" ".join(match[0].split()) for match in lexicon.latin.finditer(plain)}
    return {name: lexicon.words[name] for name in names}


def _best(found: Mapping[str, tuple[str, bool]]) -> Hit:
    """The matter with most strong words, what is harmful before what is sold, then most words."""
    hits = []
    for category in {category for category, _ in found.values()}:
        own = [(word, strong) for word, (kind, strong) in found.items() if kind == category]
        own.sort(key=lambda item: (not item[1], -len(item[0]), item[0]))
        hits.append(Hit(category, tuple(word for word, _ in own), sum(strong for _, strong in own)))
    order = list(NAMES)
    return max(hits, key=lambda hit: (hit.strong, hit.harmful, len(hit.words), -order.index(hit.category)))


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, tuple[str, bool]] = {}
    for category in NAMES:
        for word, note in word_list(category).items():
            words.setdefault(word, (category, note == "strong"))
    chinese: dict[str, tuple[str, ...]] = {}
    for word in words:
        if not word.isascii():
            chinese[word[:2]] = (*chinese.get(word[:2], ()), word)
    latin = sorted((w for w in words if w.isascii()), key=len, reverse=True)
    return _Lexicon(
        words,
        re.compile("[" + "".join(sorted({re.escape(start[0]) for start in chinese})) + "]"),
        chinese,
        re.compile(r"(?<![a-z0-9])(?:" + "|".join(w.replace(" ", r"\s+") for w in latin) + r")(?![a-z0-9])"),
        re.compile("|".join(map(re.escape, sorted(word_list("warnings"), key=len, reverse=True)))),
    )


@cache
def word_list(name: str) -> Mapping[str, str]:
    """The words of rules/lexicon/NAME.txt with their notes."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8-sig").splitlines()
    parts = (line.partition("\t") for line in lines if line.strip() and not line.startswith("#"))
    return {word: note for word, _, note in parts}
