"""Whether a page of another site is a betting house, by how such pages are made and not by their brands, which change monthly.

Title: a made-up name, a trade (体育, 娱乐, 棋牌) and doors (官网, 登录入口, APP下载). Text: what only such houses promise
(首存送彩金, 上分, 滚球). Hotels, sports news, lotteries of the state and game halls have the doors or the trade, and not the
promises.
"""

from __future__ import annotations

import re

_TRADE = r"(?:体育|娱乐|电竞|棋牌|真人|电子|彩票|国际|集团城?|太阳城|娱乐城|游戏大厅|竞技|sports?|game)"
_DOOR = (
    r"(?:官方网站|官网|官方|网页版|手机版|登[录陆]|注册|入口|app|下载|平台|网址|大厅|全站"
    r"|客户端|网站|安装|最新版|sports?|在线|首页)"
)
_SHAPE = re.compile(
    rf"{_TRADE}[^\u4e00-\u9fff]{{0,3}}(?:[(（【]?中国[)）】]?|集团|有限公司|综合|股份)?[^\u4e00-\u9fff]{{0,3}}{_DOOR}", re.I
)
_NAME = re.compile(
    rf"(?!.{{0,3}}(?:中国|国家|全国|人民|新华|央视|文化|群众|教育|社会|竞技|大众))[\u4e00-\u9fffa-z0-9]{{2,5}}{_TRADE}(?:{_DOOR})*",
    re.I,
)
_DOORS = re.compile(_DOOR, re.IGNORECASE)
_HOUSE = re.compile(
    rf"(?:体育|娱乐|电竞|棋牌|真人|国际)\W{{0,3}}(?:中国|全站|综合)?\W{{0,3}}"
    rf"(?:官方网站|官网|网页版|登[录陆]入口|app(?:官网|下载)|(?:{_DOOR}\W{{0,3}}){{2,}})"
    rf"|[(（【]中国[)）】]\W{{0,2}}(?:官方网站|官网)\W{{0,3}}(?:登[录陆]|入口|app|网页版|手机版|下载)",
    re.IGNORECASE,
)
"""A title that is nothing but a house's: name, trade and door."""
_PROMISES = re.compile(
    r"彩金|返水|洗码|首[存充]|存送|真人视讯|电子游艺|百家乐|老虎机|龙虎斗|[炸诈]金花|快[三3]|飞艇|时时彩|分分彩|高频彩|极速(?:赛车|快|彩)|计划群|上分|下分"
    r"|滚球|让球|买球|串关|大小球|投注|下注|赔率|注册即?送|体验金|娱乐城|葡京|六合|赌|博彩|荷官|信用网|现金网|开元棋牌|pg电子|备用线路|线路检测|电竞竞猜|世界杯竞猜"
)
_ALSO = re.compile(
    r"棋牌|斗地主|麻将|彩票|开奖|走势|电竞|体育赛事|足球|客服|提现|充值|代理|优惠活动|vip|返利|会员登录|app|下载|注册|备用|线路|秒到|加盟|扑克|斗牛|牛牛|网址|导航"
    r"|捕鱼|轮盘|盘口|出款|太阳城|威尼斯人|视讯",
    re.IGNORECASE,
)
_HALLS = tuple(map(re.compile, (r"体育|电竞", r"棋牌", r"捕鱼", r"电子", r"彩票")))
"""The halls of such a house beside the one with living dealers, which no other site has."""
_DEALERS = re.compile(r"真人(?:娱乐|视讯|荷官|百家乐|电子|棋牌|体育|彩票|捕鱼|电竞)")
_TIPSTERS = re.compile(r"计划群|带单|稳赚|包中|必中|返利|邀请码|精准预测")
"""What sells the numbers of a lottery, also of the state's."""
_STATE_LOTTERY = re.compile(r"公益金|即开票|顶呱刮|刮刮乐|双色球|大乐透|七乐彩|排列[三3]|快乐8|理性购彩|销售网点|兑奖")
_SURE, _SOME, _TOGETHER = 3, 2, 4
_NAMELESS = re.compile(r"合作|友情|链接|单位|更多|点击|详情|官网|网站$|查看|进入|这里|http|www|\.")
_HAN = re.compile(r"[^\u4e00-\u9fff]+")


def betting(title: str, rest: str) -> tuple[str, ...]:
    """What shows that a page with this title, and this text and tags, is a betting house; () for others. Both folded."""
    said = f"{title}\n{rest}"
    if _DOORS.search(title) and _DEALERS.search(rest) and sum(hall.search(rest) is not None for hall in _HALLS) >= _SURE:
        return tuple(dict.fromkeys(match[0] for hall in (_DEALERS, *_HALLS) if (match := hall.search(rest))))
    promises = dict.fromkeys(_PROMISES.findall(said))
    if len(set(_TIPSTERS.findall(said))) >= _SURE:
        return tuple(dict.fromkeys(_TIPSTERS.findall(said)))
    if not promises or _STATE_LOTTERY.search(said):
        return ()
    also = dict.fromkeys(_ALSO.findall(said))
    house = is_house_title(title)
    enough = len(promises) >= _SURE or (house and len(promises) + len(also) >= _TOGETHER)
    return tuple(promises) if enough else ()


def names_house(words: str) -> bool:
    """Whether a link's words are nothing but a house's name: something made up, a trade, doors (必威体育官网)."""
    return _NAME.fullmatch(words) is not None


def is_house_title(title: str) -> bool:
    """Whether a (folded) title is shaped as those of betting houses: a trade beside a door, or three doors."""
    return _SHAPE.search(title) is not None or len(set(_DOORS.findall(title))) > _SOME


def promised(words: str) -> bool:
    """Whether words say what only betting houses promise."""
    return _PROMISES.search(words) is not None


def took_the_name(promise: str, title: str, rest: str) -> str:
    """The title of a betting house behind a link that names somebody else: a name that was given up and bought."""
    house = _HOUSE.search(title)
    name = _HAN.sub("", promise)
    if house is None or len(name) < _SURE or _NAMELESS.search(promise):
        return ""
    said = title + rest
    shared = any(name[i : i + 2] in said for i in range(len(name) - 1))
    return "" if shared else house[0]
