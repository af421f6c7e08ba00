"""What the value of each element of a service guide looks like, whatever the label in front of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model import Guide

_LOOKS: Mapping[str, re.Pattern[str]] = {
    "设定依据": re.compile(r"《[^《》]{3,60}》"),
    "申请条件": re.compile(
        r"(?:符合|具有|具备|年满|应当)|(?:下列|以下)条件|的(?:公民|居民|企业|单位|个人|自然人|法人|组织|家庭|人员)"
    ),
    "办理材料": re.compile(r"原件|复印件|身份证|户口[本簿]|申请[表书]|一式|[一二三两\d]份|照片|证明"),
    "办理地点": re.compile(r"[路街道巷].{0,12}号|[一二三四五六七八九十\d]+(?:楼|层|号窗口|室)|大厅|(?:服务|便民)中心|窗口"),
    "办理机构": re.compile(r"[局委厅办院所]|中心|支队|大队|政府|街道"),
    "收费标准": re.compile(r"免费|不收|无费用|零收费|\d\s*元|收费|工本费"),
    "办理时间": re.compile(
        r"工作日|\d\s*(?:天|日内|个月|小时)|[一二三四五六七八九十]+[天日]|当场|即办|立等|\d{1,2}\s*[:：点时]\s*\d{0,2}"
    ),
    "联系电话": re.compile(
        r"(?<![0-9A-Za-z])(?:0\d{2,3}[-—－\s]?)?[2-8]\d{6,7}(?![0-9A-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)12345(?!\d)"
    ),
    "办理流程": re.compile(
        r"→|➡|第[一二三]步|受理.{0,80}(?:审[查核批]|决定|发证|办结|取证)|提交.{0,60}(?:审[查核批]|领取)", re.DOTALL
    ),
}

_FREE = "申请条件"
_PROSE = 12  # characters

_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]?\s*")


def may_be_said(guide: Guide, name: str) -> str:
    """The label, none of those known, behind which stands what looks like the element; "" for none."""
    looks = _LOOKS.get(name)
    said = next((label for label, value in guide.strange if looks and looks.search(value)), "")
    if said or name != _FREE:
        return said
    return next((label for label, value in guide.strange if _is_prose(value)), "")


def _is_prose(value: str) -> bool:
    """Whether a value says something that looks like no other element: conditions are worded in every way."""
    return len(value) >= _PROSE and not any(looks.search(value) for name, looks in _LOOKS.items() if name != _FREE)


def unnumbered(label: str) -> str:
    """A label without its number: 五、在哪儿递件 -> 在哪儿递件."""
    return _NUMBER.sub("", label).rstrip("：:？? ")
