"""办事指南内容不准确

What: 办事指南里有明显对不上的内容：办理地点写着其他省、其他县或者其他指南都没有的外市，
电话区号与本站其他指南不同，电话是占位号码或者缺位，
承诺时限或者流程写明的时限长于法定时限，设定依据是已经整部废止的法律（合同法、婚姻法等），
写明不收费又列出收费金额（在收费一栏或者页面其他地方），办理材料有“法律法规规定的其他材料”之类兜底表述。
Why: 国办秘函〔2019〕19号扣分指标“内容准确”“办事指南”：内容不准确、前后矛盾、材料要求不明确（有兜底条款）。
Evidence: `reason`（`other-region`、`other-area-code`、`stub-phone`、`time-limits`、`fee`、`catch-all`、
`basis-only-named`、`repealed-law`）、
`element`（哪一要素）、`value`（原文）、`expected`（本站的地区、区号等）。
Not a finding when: 市级网站列出所属各县的办理地点；地点同时写明本地；手机、400、12345等没有区号的电话；
本站指南的区号不一致到看不出多数；承诺时限与法定时限单位不同而无法比较；“其他”后面逐项列明的材料；依据里写明原法律已废止的。一律为疑似，由人核对。
How to fix: 核对并改正该要素；材料逐项列明名称、份数和原件或复印件，删去兜底表述。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from checks import Confidence, Finding, Iterator, Params, SiteView, check
from checks.lib import phones, regions
from checks.lib.guides import Found, guides_of
from checks.lib.repealed_laws import repealed_law
from checks.lib.time_limits import DAYS, is_longer, limit_after, limit_of_course, only_limit
from model import ElementState, GuideElement

RULE = "wrong-service-guide"
_OTHERS = r"其[他它](?:有关|相关|需要|必要|所需|应当?提交|须提交|应提供)*的?(?:证明)?(?:材料|资料|文件|证件)"
_CATCH_ALL = re.compile(
    rf"(?:法律|法规|规章|政策|规定|规范|文件|条例|机关|部门|窗口)[^。；;\n]{{0,16}}?(?:规定|要求|认为)[^。；;\n]{{0,10}}?{_OTHERS}|"
    r"其[他它](?:法律|法规|规章|政策|上级|有关部门)[^。；;\n]{0,12}(?:规定|要求)[^。；;\n]{0,8}(?:材料|资料|文件|证件)|"
    rf"(?:需要|必要|应当|应|须|需)(?:提交|提供|补充|出具)?的{_OTHERS}|"
    rf"(?:^|[\n;；。、\d.])\s*{_OTHERS}\s*(?:等)?\s*(?:$|[\n;；。])"
)
_GUIDES = 5  # guides of which none but one names a city: the one is wrong
_LISTED = re.compile(r"[（(:：]")
_LEGAL = re.compile(rf"法定[^，,。；;\d]{{0,12}}?[:：]?\s*{DAYS}")
_PROMISED = re.compile(rf"承诺[^，,。；;\d]{{0,12}}?[:：]?\s*{DAYS}")
_SAYS_LEGAL = re.compile(r"\s*法定(?:办结|办理)?(?:时限|期限)")
_FREE = re.compile(r"^(?:否|不收费|免费|不收取(?:任何)?费用|免收|无收费|不收|是否收费\s*[:：]?\s*否)[。.]?$")
_MONEY = re.compile(r"[1-9]\d*(?:\.\d+)?\s*元(?!以下罚)")
_BOTH = re.compile(
    r"^(?:每?[件证份人次册本]?(?:收费|收取|工本费)(?:标准)?[为:：]?[^。；;，,]{0,8}?[1-9]\d*(?:\.\d+)?\s*元(?:/[件证份人次册本])?"
    r"[。；;，,\s]{1,2}(?:不收取(?:任何)?费用|不收费|免费(?:办理)?)[。.]?$|"
    r"(?:否|不收费|免费|不收取(?:任何)?费用|免收)[。；;，,\s（(]{1,3}(?:收费|缴费|费用|(?:证照|证件|证书)?工本费)(?:标准|金额)?\s*[:：为]?[^。；;\n]{0,12}?[1-9]\d*(?:\.\d+)?\s*元"
    r"(?![^）)\n]{0,30}(?:取消|停[征收]|免|废止|不再)))"
)
"""No fee, and the fee, in one value."""
_CHARGED = re.compile(
    r"(?:^|[。；;，,])\s*(?:本事项)?(?:收费(?:标准)?|收取工本费)(?:为|是|[:：])?(?:每[证件份人次册本])?\s*[1-9]\d*(?:\.\d+)?\s*元"
    r"(?![^。\n]{0,30}(?:取消|停[征收]|免|废止|不再))"
)
"""A fee among the conditions or the materials, where a guide that is free of charge has none."""
_ONLY_NAMED = re.compile(r"(?:\s*[\d.、①-⑳（）()一二三四五六七八九十]*\s*《[^《》]{3,60}》\s*[;；,，、。]?)+")


class WrongServiceGuideParams(Params):
    """`area_guides`: so many guides must share an area code before another one is strange; `named_basis`: also report a
    basis that only names a law and gives no clause."""

    area_guides: int = Field(default=3, ge=2)
    named_basis: bool = False


@check(RULE)
def wrong_service_guide(site: SiteView, p: WrongServiceGuideParams) -> Iterator[Finding]:
    """Guides with contents that cannot be right."""
    guides = guides_of(site)
    home = regions.home_of(site)
    area = _usual_area(guides, p.area_guides)
    places = [(one.page.url, " ".join(e.value for e in one.guide.elements)) for one in guides]
    for one in guides:
        yield from _region(one, home, places)
        yield from _phone(one, area)
        yield from _contradictions(one)
        yield from _repealed(one)
        yield from _vague(one, p)


def _filled(one: Found, *names: str) -> list[GuideElement]:
    return [e for name in names for e in one.of(name) if e.state is ElementState.FILLED and e.value]


def _region(one: Found, home: regions.Home, places: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    for element in _filled(one, "办理地点"):
        other = regions.other_province(element.value, home) or regions.other_county(element.value, home)
        if not other and len(places) >= _GUIDES:
            beside = " ".join(text for url, text in places if url != one.page.url)
            other = regions.other_city(element.value, home, beside)
        if other:
            own = "、".join(sorted(home.counties)) or home.province
            yield _finding(one, element, "other-region", f"办理地点写的是{other}（本网站属{own}）", own)
            return


def _usual_area(guides: Sequence[Found], least: int) -> str:
    """The area code that nearly all guides share, "" where there is none."""
    codes = Counter(code for one in guides for code in set(_areas(one)))
    (code, count), *_ = codes.most_common(1) or [("", 0)]
    return code if count >= least and count * 10 >= sum(codes.values()) * 7 else ""


def _areas(one: Found) -> tuple[str, ...]:
    return phones.area_codes("\n".join(e.value for e in _filled(one, "联系电话", "监督电话")))


def _phone(one: Found, area: str) -> Iterator[Finding]:
    for element in _filled(one, "联系电话", "监督电话"):
        if number := phones.stub(element.value):
            yield _finding(one, element, "stub-phone", f"{element.label or element.name}“{number}”不是真实号码", "")
            return
    codes = _areas(one)
    if area and codes and area not in codes:
        element = next(e for e in _filled(one, "联系电话", "监督电话") if phones.area_codes(e.value))
        said = f"{element.label or element.name}区号{codes[0]}与本站其他指南（{area}）不同"
        yield _finding(one, element, "other-area-code", said, area)


def _contradictions(one: Found) -> Iterator[Finding]:
    yield from _time_limits(one)
    yield from _fees(one)


def _time_limits(one: Found) -> Iterator[Finding]:
    times = _filled(one, "办理时间")
    legal = next((e for e in times if ("法定" in e.label or _SAYS_LEGAL.match(e.value)) and only_limit(e.value)), None)
    promised = next((e for e in times if "承诺" in e.label and only_limit(e.value) and not _SAYS_LEGAL.match(e.value)), None)
    a, b = (only_limit(one.value) if one else None for one in (legal, promised))
    if legal and promised and a and b and is_longer(b, a):
        said = f"{promised.label}（{b[0]}{b[1]}）长于{legal.label if '法定' in legal.label else '法定时限'}（{a[0]}{a[1]}）"
        yield _finding(one, promised, "time-limits", said, legal.value[:60])
        return
    for element in times:  # both limits in one cell
        law, promise = limit_after(_LEGAL, element.value), limit_after(_PROMISED, element.value)
        if law and promise and is_longer(promise, law):
            said = f"承诺时限（{promise[0]}{promise[1]}）长于法定时限（{law[0]}{law[1]}）"
            yield _finding(one, element, "time-limits", said, "")
            return
    yield from _course(one, legal)


def _course(one: Found, legal: GuideElement | None) -> Iterator[Finding]:
    """A course that takes longer than the legal limit; what is between promise and law contradicts neither."""
    if legal is None or not (allowed := only_limit(legal.value)):
        return
    for element in _filled(one, "办理流程"):
        taken = limit_of_course(element.value)
        if taken and is_longer(taken, allowed):
            named = legal.label if "法定" in legal.label else "法定时限"
            said = f"{element.label or element.name}写{taken[0]}{taken[1]}，长于{named}（{allowed[0]}{allowed[1]}）"
            yield _finding(one, element, "time-limits", said, legal.value[:60])
            return


def _fees(one: Found) -> Iterator[Finding]:
    fees = _filled(one, "收费标准")
    asked = next((e.value for e in fees if not e.label and _MONEY.search(e.value)), "")
    elsewhere = (e.value for e in one.guide.elements if e.name != "收费标准" and e.state is ElementState.FILLED)
    asked = asked or next((match[0].strip("。；;，, ") for value in elsewhere if (match := _CHARGED.search(value))), "")
    fees = [e for e in fees if e.label]
    free = next((e for e in fees if _FREE.match(e.value.strip())), None)
    paid = next((e for e in fees if _MONEY.search(e.value) and not re.search(r"不收|免收|免费|取消", e.value)), None)
    if free and paid:
        said = f"{free.label}写“{free.value.strip()[:20]}”，{paid.label}又写“{paid.value.strip()[:40]}”"
        yield _finding(one, paid, "fee", said, free.value[:60])
    elif both := next((e for e in fees if _BOTH.match(e.value.strip())), None):
        yield _finding(one, both, "fee", f"{both.label}前后矛盾：“{both.value.strip()[:40]}”", "")
    elif free and asked:
        said = f"{free.label}写“{free.value.strip()[:20]}”，页面上又写“{asked}”"
        yield _finding(one, free, "fee", said, free.value[:60], value=asked)


def _repealed(one: Found) -> Iterator[Finding]:
    for element in _filled(one, "设定依据"):
        if found := repealed_law(element.value):
            law, now = found
            yield _finding(one, element, "repealed-law", f"设定依据{law}已经废止，现行的是{now}", now, value=law)
            return


def _vague(one: Found, p: WrongServiceGuideParams) -> Iterator[Finding]:
    for element in _filled(one, "办理材料"):
        match = _CATCH_ALL.search(element.value)
        if match and not _LISTED.match(element.value[match.end() :].lstrip()):
            words = match[0].strip(" \n;；。、.0123456789")
            yield _finding(one, element, "catch-all", f"办理材料有“{words}”的兜底表述", "", value=words)
            break
    for element in _filled(one, "设定依据") if p.named_basis else ():
        if _ONLY_NAMED.fullmatch(element.value.strip()):
            yield _finding(one, element, "basis-only-named", "设定依据只有文件名称，没有条款内容", "")
            break


def _finding(one: Found, element: GuideElement, reason: str, said: str, expected: str, *, value: str = "") -> Finding:
    return Finding(
        rule=RULE,
        url=one.page.url,
        page=one.page.url,
        confidence=Confidence.SUSPECTED,
        message=f"办事指南“{one.title}”内容可能不准确：{said}。",
        evidence={
            "reason": reason,
            "element": element.name,
            "label": element.label,
            "value": value or element.value[:200],
            "expected": expected,
        },
        discriminator=reason,
    )
