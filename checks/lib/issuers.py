"""Whose document it is: the site's own office's, or one that another office issued and the site only shows.

Told by the words that a title, or the field 发文机关 (来源), begins with, against the names that the site bears; and by the
region's mark in the numbers of the documents beside it (清政发 among 清政办发, against 邢政办发).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from checks.lib.regions import units_in

_UPPER = re.compile(
    r"^《?(?:中共中央|国务院|中华人民共和国(?!成立)|全国人大|全国人民代表大会|最高人民)|"
    r"[(（](?:中华人民共和国)?(?:国务院|国家[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,8}部)令"
)
_UPPER_NUMBER = re.compile(r"^(?:国发|国办发|国函|国令|中发|中办发)")
_OFFICES = r"(?:部|总局|委员会|药监局|总署|银行|证监会|医保局|国家[\u4e00-\u9fff]{2,8}局)"
_MINISTRY = re.compile(
    rf"^((?:国家|中国)?[\u4e00-\u9fff]{{2,10}}?{_OFFICES})(?:办公厅|办公室|综合司)?(?:等[\u4e00-\u9fff]{{0,4}}部门)?"
    rf"(?:[\s、]+[\u4e00-\u9fff]{{2,12}}?)*(?:令|公告|关于)"
)
_MINISTRIES = re.compile(
    r"^(?:国务院|中共中央|中央|中国政府网|新华|人民网|人民日报|全国人大|最高人民|国家(?:发展|发改|税务|医保|医疗|市场|卫生|卫健|统计|能源|林业|民族|知识)"
    r"|(?:教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源(?:和)?社会保障|自然资源|生态环境|住房(?:和)?城乡建设|"
    r"交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务)部)"
)
"""What 发文机关 or 来源 begins with where the State Council, its ministries or their newspapers speak."""
_PROVINCE = re.compile(r"^([\u4e00-\u9fff]{2,4}(?:省|自治区))(?:人民政府|政府)?[\u4e00-\u9fff]{0,12}(?:令|公告|关于|印发)")
_PROVINCIAL_ACT = re.compile(r"^《?([\u4e00-\u9fff]{2,6}(?:省|自治区))(?!.{0,3}(?:驻|级))")
"""An act named after a province; 甲省乙市停车办法 on the site of 乙市 is its own."""
_UNNAMED = re.compile(r"^(自治区|省|市|州)(?:委|人民政府|政府|[\u4e00-\u9fff]{2,14}?(?:厅|局|委员会))")
"""A higher office that its own people name without the region; on its own site the owner's name holds that word last."""
_NAME = r"(?:(?!转发|批转|关于|印发)[^\W\d_局厅]){2,8}?"
_PLACE = rf"((?:{_NAME}(?:省|自治区|自治州|州|盟|地区|市|县|区|旗|镇|乡|街道)){{1,3}}?)"
_GOVERNMENT = re.compile(rf"^《?{_PLACE}(?:人民政府|政府(?!采购))")
_BUREAU = re.compile(rf"^《?{_PLACE}[^\W\d_省市县区]{{2,16}}?(?:局|厅|委员会|委|办公室)(?=[\s、]|关于|印发|$)")
_ZONE = re.compile(r"(?:开发|新|园|示范|试验|度假|管理|林|矿)区$|(?:镇|乡|街道)$")
_IS_A_DEPARTMENT = re.compile(r"(?:局|委|厅|委员会|管委会|中心|院|队|社|所|办)$")
_FROM_ABOVE = re.compile(
    r"上级|国务院|^中央|中共中央|^国家(?:级|部委)?(?:的)?(?:政策|文件|法|层面|有关|相关|$)|^(?:转载|转发)|部委(?:文件|政策)|"
    r"法律(?!服务|援助)(?:、|和)?(?:行政)?(?:法规)?$|^行政法规$"
)
_LEVEL = re.compile(r"^(省|自治区|市|州)(?:级|委|政府|里)?(?:政策|文件|规范性|法规|规章)")
_PARTY = re.compile(r"^中共[^\W\d_]{2,10}?委(?:办公室|员会)?[\s、]+")
"""The Party's committee, that issues a document together with the government of the same place."""
_SAYS_ITS_KIND = re.compile(r"政府|局|厅|委")
_ITS_DEPARTMENT = re.compile(r"(?:转发|批转)(省|自治区|市|州|盟|县|区|旗)[\u4e00-\u9fff、 ]{1,16}?(?:局|委|办|厅|部门|单位)")
_GOVERNMENTAL = re.compile(r"^([\u4e00-\u9fff]{1,3}?)(?:政|府)(?:办|规|发|字|令|函|通|秘)")
FEWEST = 4  # numbers of governments on one site that show its mark
SHARE = 0.6


def is_of_the_centre(title: str, number: str) -> bool:
    """Whether the State Council, the Party's centre or the legislature issued a document."""
    return _UPPER.search(title) is not None or _UPPER_NUMBER.match(number) is not None


def of_own_department(title: str, owner: str) -> bool:
    """Whether a government hands on what its own department drew up (区政府办转发区教育局…实施方案): its own policy."""
    match = _ITS_DEPARTMENT.search(title)
    return match is not None and re.search(rf"{match[1]}(?:人民政府|政府)", owner) is not None


def of_another(title: str, office: str, owner: str) -> bool:
    """Whether the title, or the office that is named as issuer, is that of an office to which the site does not belong."""
    if not owner:
        return False
    found = _MINISTRY.match(title)
    if found and found[1].removeprefix("国家").removeprefix("中国") not in owner:
        return True
    found = _PROVINCE.match(title)
    if found and found[1] not in owner:
        return True
    return _is_anothers_act(title, owner) or any(_is_another(words, owner) for words in (title, office) if words)


def is_from_above(column: str, owner: str) -> bool:
    """Whether a column is by its name that of documents of others: 上级文件, 国家政策, on a county's site 市级文件."""
    if _FROM_ABOVE.search(column):
        return True
    level = _LEVEL.match(column)
    return level is not None and bool(owner) and not re.search(rf"{level[1]}(?:人民政府|政府|[^\W\d_]{{2,12}}[局厅委])", owner)


def shown_places(titles: Iterable[str], owner: str) -> str:
    """The place that most titles begin with, where none bears one of the site's names: that name is wrong or borrowed."""
    own = {unit for word in owner.split() for unit in units_in(word)}
    places = Counter(units[-1] for title in titles if (units := units_in(title[:24].split("关于")[0])))
    if not places or any(place in own for place in places):
        return ""
    place, times = places.most_common(1)[0]
    return place if times >= FEWEST and times >= SHARE * places.total() else ""


def region_mark(numbers: Iterable[str]) -> str:
    """The mark of the site's region, 清 of 清政发〔2026〕3号, where most numbers of governments on the site begin with it."""
    marks = Counter(found[1][0] for number in numbers if (found := _GOVERNMENTAL.match(number)))
    if not marks:
        return ""
    mark, times = marks.most_common(1)[0]
    return mark if times >= FEWEST and times >= SHARE * marks.total() else ""


def is_numbered_elsewhere(number: str, mark: str) -> bool:
    """Whether a government of another region gave the number."""
    found = _GOVERNMENTAL.match(number) if mark else None
    return found is not None and found[1][0] != mark


def _is_anothers_act(title: str, owner: str) -> bool:
    named = _PROVINCIAL_ACT.match(title)
    if named is None or named[1] in owner:
        return False
    own = units_in(owner)
    return not any(title[named.end(1) :].startswith(unit[:2]) for unit in own)


def _is_another(words: str, owner: str) -> bool:
    """Whether the words begin with an office of another region, a higher one, or the government above a department."""
    if _MINISTRIES.match(words):
        return not any(stem in owner for stem in re.findall(r"^[\u4e00-\u9fff]{2,10}部", words))
    words = _PARTY.sub("", words)
    unnamed = _UNNAMED.match(words)
    if unnamed is not None and _SAYS_ITS_KIND.search(owner):
        own = rf"{unnamed[1]}(?:人民政府|政府|委员会|$|[^\u4e00-\u9fff])"
        return unnamed[0] not in owner and not re.search(own, owner)
    government = _GOVERNMENT.match(words)
    found = government or _BUREAU.match(words)
    if found is None or _ZONE.search(found[1]):
        return False
    if government and _is_department(owner):
        return True
    return _is_foreign(found[1], owner)


def _is_foreign(place: str, owner: str) -> bool:
    """Whether a place (邢台市, 邢台市清河县) is not the one that the site's names end with."""
    named = [units for word in owner.split() if (units := units_in(word))]
    own = {units[-1] for units in named}
    units = units_in(place)
    if not own or not units:
        return bool(own) and place[-1] in "州盟"
    stem = units[-1][:-1]
    return units[-1] not in own and not any(stem in word for word in owner.split() if not units_in(word))


def _is_department(owner: str) -> bool:
    words = owner.split()
    return not any("政府" in word or "门户" in word for word in words) and any(_IS_A_DEPARTMENT.search(word) for word in words)
