"""Which region a site speaks for, and which regions a text names, without a gazetteer of counties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.lib import site_codes
from model import SiteView

_PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省",
    "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
    "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}  # fmt: skip
_BY_NAME = {name: code for code, name in _PROVINCES.items()}
_COUNTY = re.compile(r"([\u4e00-\u9fff]{1,6}?(?:自治县|县|自治旗|旗|市|区))")
_NO_REGION = re.compile(
    r"^(?:号|栋|幢|座|层|楼|室|本|全|各|我|该|每|外|跨|设|原|县|市|区|省|州|由|到|在|向|和|及|或|与|至)|(?:园|社|小|校|景|库|厂|牧|林|片|辖|城|郊|办公|工作|服务|接待|等候|办事|窗口|休息|自助|"
    r"开发|高新|保税|港|新|示范|试验|工业|经济|产业|功能|度假|保护|风景|超|菜|夜|门|楼|街|东|西|南|北|左|右|前|后)(?:区|市)$|地市|都市|城市|门市|集市|股市|上市"
)
_SHORT_COUNTY = re.compile(
    r"^([^本全各我该每外跨设原市区省州由到在向和及或与至从以为是把将对郊邻两三四五六七八九十几多数贫穷大小强名下属所某县乡镇村撤建驻新老旧\s]县)"
    r"(?=人民|政府|政务|行政审批|便民|县城|[\u4e00-\u9fff]{1,12}[局委办厅院]|[\u4e00-\u9fff]{1,5}(?:镇|街道|乡|路|大道))"
)
"""A county of one character (沛县, 礼县): only as the first word of an office or an address, since 本县 and 邻县 look alike."""
_ABOVE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?自治州|[\u4e00-\u9fff]{1,3}?州(?=[\u4e00-\u9fff]{2,3}[市县])|[\u4e00-\u9fff]{2,6}?地区|"
    r"[\u4e00-\u9fff]{1,3}盟(?=[\u4e00-\u9fff]{1,6}[旗市县])"
)
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(rf"([\u4e00-\u9fff]{{2,5}}?)(?:(?:{_PEOPLES})族)+自治([县旗])|((?:{_PEOPLES}))族自治([县旗])")
"""三江侗族自治县 calls itself 三江县 on its counters, 鄂温克族自治旗 鄂温克旗."""
_PLACE_HEAD = re.compile(r"(?:地址|地点|位于|设在|窗口|大厅)?[:：\s]*(.{0,40})")


@dataclass(frozen=True, slots=True)
class Home:
    """The region of a site: what it calls itself, and its province where its code tells."""

    words: str
    counties: frozenset[str]  # 青山县, 清江市: the units in its names
    province: str = ""
    of_a_city: bool = False  # one of its names ends with a city: 云岭市人民政府, whatever county its address is in


def home_of(site: SiteView) -> Home:
    """The region of a site as register, page tags, home page and code say."""
    home = site.home
    said = [site.site.name, site.site.owner]
    if home is not None:
        said += [home.title, home.html_title, home.identity.get("owner", ""), *home.tags.get("sitename", ())]
    words = " ".join(said)
    code, _ = site_codes.known_code(site)
    province = _PROVINCES.get(code[:2], "") if code[:1].isdigit() else ""
    last = [units[-1] for name in said if (units := units_in(name))]
    return Home(words, frozenset((*units_in(words), *_short_names(words))), province, any(unit.endswith("市") for unit in last))


def _short_names(words: str) -> list[str]:
    """What the autonomous counties of a text are called in daily use."""
    found = (_AUTONOMOUS.search(word) for word in words.split())
    return [(match[1] or match[3]) + (match[2] or match[4]) for match in found if match]


def units_in(text: str) -> tuple[str, ...]:
    """The counties, cities and districts that a text names, as far as its own words show."""
    found: list[str] = []
    for part in re.split(r"[^\u4e00-\u9fff]+", text):
        rest = part
        for province in _BY_NAME:
            rest = rest.replace(province, " ")
        rest = _ABOVE.sub(" ", rest)
        for piece in rest.split():
            short = _SHORT_COUNTY.match(re.sub(r"^[\u4e00-\u9fff]{0,4}市(?=.县)", "", piece))
            found += [short[1]] if short else []
            found += [m for m in _COUNTY.findall(piece) if len(m) >= 3 and not _NO_REGION.search(m)]
    return tuple(dict.fromkeys(found))


def other_province(text: str, home: Home) -> str:
    """A province that a text begins a place with and that is not the site's, "" without one."""
    if not home.province:
        return ""
    head = _PLACE_HEAD.match(text)
    words = head[1] if head else text[:40]
    return next((name for name in _BY_NAME if name in words and name != home.province and home.province not in text), "")


def other_county(text: str, home: Home) -> str:
    """A county that a place names instead of the site's own, "" without one.

    Only where the site is a county's (its own unit is 县, 旗 or 区): a city's site honestly names its counties.
    """
    own = {unit for unit in home.counties if unit[-1] in "县旗区"}
    if (
        not own
        or home.of_a_city
        or any(unit in text for unit in home.counties)
        or any(unit[:-1] in text for unit in own if len(unit) > 2)
    ):
        return ""
    return next((unit for unit in units_in(text) if unit[-1] in "县旗" or (unit[-1] == "区" and _is_at_start(unit, text))), "")


def other_city(text: str, home: Home, beside: str) -> str:
    """A city that a place begins with and that neither the site's names nor the other guides (`beside`) know, "" without one.

    The city above a county is named by some other guide, or by the site itself.
    """
    units = units_in(text)
    if not home.counties or home.of_a_city or not units or units[0][-1] != "市" or text.find(units[0]) > 2:
        return ""
    stem = units[0][:-1]
    own = any(unit in text for unit in home.counties)
    return "" if own or stem in home.words or stem in beside else units[0]


def _is_at_start(unit: str, text: str) -> bool:
    return 0 <= text.find(unit) <= 8
