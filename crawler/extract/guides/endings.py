"""The element that a label of a site's own making names by its last word: 交件地点 is a place, 事项全称 a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from crawler.extract.guides.states import says_something
from crawler.extract.guides.words import (
    BASIS,
    CONDITIONS,
    CONTACT,
    FEE,
    FLOW,
    MATERIALS,
    NAME,
    OFFICE,
    PLACE,
    TIME,
    without_marks,
)
from model import ElementState, GuideElement

_ENDINGS: Mapping[str, re.Pattern[str]] = {
    NAME: re.compile(r"(?:事项|业务|项目|职权|权力|许可|审批|服务|登记|确认|备案|奖励|给付|职责).{0,4}(?:名称?|全称)"),
    BASIS: re.compile(r"(?!.*(?:费|处罚)).{1,12}依据"),
    CONDITIONS: re.compile(r".{1,8}条件"),
    MATERIALS: re.compile(r".{1,8}(?:材料|资料|要件|证件)(?:清单|目录)?"),
    PLACE: re.compile(r"(?!.*(?:网[址站上页络]|官网|邮箱)).{1,6}(?:地点|地址|窗口|大厅|场所|网点|站点)"),
    OFFICE: re.compile(r".{1,6}(?:机关|机构|部门|单位|科室|主体)"),
    FEE: re.compile(r".{0,6}(?:收费|费用)(?:.{0,3}标准|情况|项目)?"),
    TIME: re.compile(r".{0,6}(?:时间|时段|时限|期限)"),
    CONTACT: re.compile(r".{1,8}(?:电话|热线|联系方式)"),
    FLOW: re.compile(r".{1,6}(?:流程|程序|步骤|环节|过程)"),
}
_HINTS: Mapping[str, re.Pattern[str]] = {
    NAME: re.compile(r"(?:名|称|内容|项目|事项|业务)$"),
    BASIS: re.compile(r"(?:依据|根据|法规|规定|政策|文件)$"),
    CONDITIONS: re.compile(r"(?:条件|资格|要求|对象|范围|情形|人群)$"),
    MATERIALS: re.compile(r"(?:材料|资料|要件|证件|证明|手续|文书|清单|东西)$"),
    PLACE: re.compile(r"(?:地|地点|地址|场所|位置|窗口|大厅|[^重要特]点|处|站|中心|哪里?|哪儿)$"),
    OFFICE: re.compile(r"(?:机关|机构|部门|单位|[科股处]室|主体|局|谁)$"),
    FEE: re.compile(r"费|价格|多少钱"),
    TIME: re.compile(r"(?:时间?|时段|[时期]限|日|周期|几点|多久)$"),
    CONTACT: re.compile(r"电话|热线|联系|咨询|问询"),
    FLOW: re.compile(r"(?:流程|程序|步骤|环节|过程|手续|路径)$"),
}
"""What a label may mean whose last word does not say it for certain: enough to doubt that the element is missing."""
_AND = re.compile(r"[及和与、].{1,6}$")
_OF_SOMETHING_ELSE = re.compile(
    r"监督|投诉|举报|纪检|领取|领证|送达|取件|取证|寄达|网上|在线|更新|发布|公布|生成|有效|公示|复议|诉讼|救济|联办|联审|"
    r"中介|结果|证照|培训|申请主体|抄送|批复|容缺|退|年[审检]|延续|变更|注销|数量|限制|禁止"
)


def class_by_ending(label: str) -> str:
    """The element class, "" where the last word is of none or the first words are of something else than the item."""
    if _OF_SOMETHING_ELSE.search(label):
        return ""
    heads = dict.fromkeys((label, _AND.sub("", label)))  # 办理地点及交通 is a place, too
    return next((name for head in heads for name, ending in _ENDINGS.items() if ending.fullmatch(head)), "")


def by_ending(strange: Sequence[tuple[str, str]], labelled: Collection[str]) -> list[GuideElement]:
    """Elements under a label of the site's own that its last word explains, of those that no other label shows.

    `strange` are (label, what stands behind it); `labelled` the elements that the guide has anyway.
    """
    found: dict[str, GuideElement] = {}
    for label, value in strange:
        name = class_by_ending(without_marks(label))
        if name and name not in labelled and says_something(value):
            found.setdefault(name, GuideElement(name, label, ElementState.FILLED, value))
    for label, value in strange:
        for name in _hinted(without_marks(label)):
            if name not in labelled and (says_something(value) or (name == FEE and value.strip() == "无")):
                found.setdefault(name, GuideElement(name, label, ElementState.FILLED, value))
    return list(found.values())


def may_name(label: str) -> bool:
    """Whether a label of the site's own may name an element."""
    plain = without_marks(label)
    return bool(class_by_ending(plain) or _hinted(plain))


def _hinted(label: str) -> list[str]:
    """The elements that a label may mean, none where its last word names one already or it is of something else."""
    if class_by_ending(label) or _OF_SOMETHING_ELSE.search(label):
        return []
    return [name for name, hint in _HINTS.items() if hint.search(label)]
