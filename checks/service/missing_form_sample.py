"""未提供空白表或样表

What: 办事指南要求填写某种表（申请表、登记表、审批表等）而页面没有提供可下载的空白表；列有“表格下载”“样表”而没有文件；
空白表和填写样表是同一个文件；写明是“空白表”而没有样表；本站其他指南都提供样表而这一个没有；或者只有填写好的样表而没有空白表。
Why: 国办秘函〔2019〕19号扣分指标“表格样表”：要求提交表格的事项应当提供空白表格和填写样表。
Evidence: `reason`（`no-form`、`empty-label`、`same-file`、`no-sample`、`no-blank`）、`forms`（要求填写的表）、
`missing`（缺少的表）、`files`（页面上的文件）。
Not a finding when: 页面有任何可下载的表格或文件，或者表格直接印在页面上；
写明现场领取、窗口提供、现场填写、网上填报（材料没有写明要交纸质原件的）、系统自动生成；
本站“表格下载”等栏目里有同名表格；没有书名号的申请书、承诺书等可以自拟的文书；指南的内容由脚本加载或在附件、图片中（列为未能判断）。
只说“申请表”而没有表名、只缺《…申请书》、本站有表格下载栏目、本站没有一个指南提供表格、检查没有做完的，只作疑似。
How to fix: 在指南中附上空白表和填好内容的样表，两者分别提供。
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks import Confidence, Finding, Iterator, Params, SiteView, Unknown, check
from checks.lib.guides import Found, guides_of
from model import ElementState

RULE = "missing-form-sample"
_FORM = re.compile(
    r"《?([\u4e00-\u9fffA-Za-z（）()·]{0,40}?(?:申请|申领|领取|登记|审批|申报|备案|报名|呈报|核准|核定|变更|注销|审核|认定|报备|采集|信息)(?:审批|登记|申请|备案|信息|申报|报批)?表)(?![格面示现明决彰扬演链])》?"
)
_WRITTEN_FORM = re.compile(r"《([\u4e00-\u9fff（）()·]{3,40}申请书)》")
"""A 申请书 with a name of its own is a fixed form, too; 申请书 alone is what an applicant writes as he likes."""
_LISTED_FORM = re.compile(
    r"(?:^|\d{1,2}\s*[.、．)）]|[；;\n])\s*([\u4e00-\u9fff]{2,24}申请书)(?=\s*(?:$|[（(；;。\n]|原件|\d{1,2}\s*[.、．)）]))"
)
"""The same as an item of the list of materials, without 《》: 1.公司登记申请书（原件1份）."""
_LEAD = re.compile(
    r"^.*(?:填写|填报|提交|提供|填好|完整的?|有效的?|规定的?|一份|\d份|加盖.{1,6}的|签字的|的)(?=[\u4e00-\u9fff（(]{3,})"
)
_ON_THE_SPOT = re.compile(
    r"现场(?:领取|填写|提供|填报|打印)|窗口(?:领取|提供|填写|打印|索取)|(?:网上|在线|系统|自动)(?:填写|填报|生成|下载|打印)|工作人员(?:提供|打印)|免(?:填|提交)|免于提交|(?:无需|无须|不用|不需要?)(?:填|提交|下载)|"
    r"(?:登录|进入|通过).{0,30}(?:下载|填报|填写|申报)|领取|自动生成|告知承诺"
)
_RESULT = re.compile(r"领取(?![^，。；;→—]{0,6}(?:表|书|材料))")
"""What is fetched at the end of a course is its result."""
_ON_THE_PAGE = re.compile(r"[见如](?:下(?!载)|本页)|[（(](?:空白表|空表|样表|填写(?:样例|样表|示例|说明))[）)]")
"""What says that the form itself stands on the page, as a table."""
_SAMPLE = re.compile(r"样表|样本|样例|样式|示例|范本|范例|示范|样张|例表|填[写报表](?:说明|样|参考|指[南引]|须知|模板)|已填")
_FILLED_IN = re.compile(r"填写?(?:样|示例|范[本例]|好)|示范文本|示例|范本|样张")
"""What is no blank form in any case; 样表 alone some offices call the blank one."""
_HELD = re.compile(r"》?\s*[（(]?复印件(?!.{0,6}原件)")
"""Behind the name of a form: a copy of it, which the applicant has since an earlier matter was settled."""
_ON_PAPER = re.compile(r"》?\s*[（(]?[^；;。，）)]{0,8}(?:原件|纸质)")
"""Behind the name of a form: it must be handed in, even where the guide tells of filling in on line."""
_TABLE = re.compile(r"表$|表[（(]|表\.")
_BLANK = re.compile(r"空白|空表")
_FORMS_COLUMN = re.compile(r"表格下载|表格|下载(?:中心|专区)|资料下载")
_USUAL = 3  # guides that make a habit
_NAMED = 6
"""Characters from which a form's name tells which form it is."""


class MissingFormSampleParams(Params):
    """`sample_share`: where at least this share of the guides with forms offers a filled sample, the others lack one."""

    sample_share: float = 0.5


@check(RULE)
def missing_form_sample(site: SiteView, p: MissingFormSampleParams) -> Iterator[Finding | Unknown]:
    """Guides that ask for a form and do not offer it."""
    guides = guides_of(site)
    forms = {one.page.url: forms_of(one) for one in guides}
    offering = [one for one in guides if forms[one.page.url] and one.guide.files]
    sampled = [one for one in offering if any(_SAMPLE.search(words) for words, _ in one.guide.files)]
    blank = [one for one in offering if _blanks_of(one)]
    usual, usual_blank = (len(part) >= _USUAL and len(part) >= p.sample_share * len(offering) for part in (sampled, blank))
    elsewhere = _elsewhere(site)
    for one in guides:
        if not forms[one.page.url] and not one.of("表格样表"):
            continue
        if one.guide.doubt:
            yield Unknown(RULE, one.page.url, one.guide.doubt)
            continue
        sure = bool(offering) and not elsewhere and site.coverage.complete
        yield from _judge(one, forms[one.page.url], elsewhere, usual=usual, usual_blank=usual_blank, sure=sure)


def forms_of(one: Found) -> tuple[str, ...]:
    """The forms that a guide asks for, unless it says where they are had."""
    values = [e.value for name in ("办理材料", "表格样表") for e in one.of(name)]
    if any(_ON_THE_SPOT.search(value) for value in values):
        return ()
    if not one.guide.files and any(_ON_THE_PAGE.search(e.value) for e in one.of("表格样表")):
        return ()
    named = [(match[1], value[match.end() :]) for value in values for match in _FORM.finditer(value)]
    if any(_ON_THE_SPOT.search(_RESULT.sub("", e.value)) for e in one.of("办理流程")):
        named = [(name, behind) for name, behind in named if _ON_PAPER.match(behind)]  # filled in on line, unless handed in
        return tuple(dict.fromkeys(_LEAD.sub("", name) for name, _ in named))
    found = [_LEAD.sub("", name) for name, behind in named if not _HELD.match(behind)]
    found += [match[1] for value in values for match in _WRITTEN_FORM.finditer(value)]
    listed = [(_LEAD.sub("", match[1]), value[match.end() :]) for value in values for match in _LISTED_FORM.finditer(value)]
    found += [name for name, behind in listed if len(name) >= _NAMED and not _HELD.match(behind)]
    return tuple(dict.fromkeys(name for name in found if len(name) >= 3))


def _elsewhere(site: SiteView) -> tuple[str, ...]:
    """Titles in the site's columns of forms, with the names of those columns."""
    columns = [view for view in site.columns if _FORMS_COLUMN.search(view.column.name)]
    return tuple(word for view in columns for word in (view.column.name, *(item.title for item in view.items)))


def _is_among(form: str, titles: Sequence[str]) -> bool:
    return any(form.strip("《》") in title for title in titles)


def _samples_of(one: Found) -> set[str]:
    return {target for words, target in one.guide.files if _SAMPLE.search(words) and not _BLANK.search(words)}


def _blanks_of(one: Found) -> set[str]:
    found = {target for words, target in one.guide.files if _BLANK.search(words) or _TABLE.search(words.strip())}
    return found - _samples_of(one)


def _judge(
    one: Found, forms: Sequence[str], elsewhere: Sequence[str], *, usual: bool, usual_blank: bool, sure: bool
) -> Iterator[Finding]:
    files = one.guide.files
    if not files:
        lacking = [form for form in forms if not _is_among(form, elsewhere)]
        if lacking:
            sure = sure and bool(one.guide.named) and any(len(form) >= _NAMED and form[-1] != "书" for form in lacking)
            yield _finding(one, "no-form", lacking, f"要求填写{_listed(lacking)}，没有提供空白表和样表", lacking, sure=sure)
        elif any(e.state in (ElementState.EMPTY, ElementState.NONE) for e in one.of("表格样表")) and forms:
            yield _finding(one, "empty-label", forms, "列有表格样表一项而没有文件", ["空白表"], sure=False)
        return
    samples, blanks = _samples_of(one), _blanks_of(one)
    both = {t for w, t in files if _SAMPLE.search(w)} & {t for w, t in files if _BLANK.search(w)}
    if both:
        yield _finding(one, "same-file", forms, "空白表和样表是同一个文件", ["样表"], sure=False)
    elif forms and blanks and not samples and (usual or _says_blank(files, elsewhere)):
        yield _finding(one, "no-sample", forms, "提供了空白表，没有提供填写样表", ["样表"], sure=False)
    elif forms and samples and {target for _, target in files} == samples:
        filled = all(_FILLED_IN.search(words) for words, _ in files)
        if (usual_blank or filled) and not any(_is_among(form, elsewhere) for form in forms):
            yield _finding(one, "no-blank", forms, "提供了填写样表，没有提供空白表", ["空白表"], sure=False)


def _says_blank(files: Sequence[tuple[str, str]], elsewhere: Sequence[str]) -> bool:
    """Whether a guide calls its form the blank one, so that a filled one is missing, which stands nowhere else on the site."""
    return any(_BLANK.search(words) for words, _ in files) and not any(_SAMPLE.search(title) for title in elsewhere)


def _listed(forms: Sequence[str]) -> str:
    return "、".join(f"《{form}》" for form in forms[:3]) + ("等" if len(forms) > 3 else "")


def _finding(one: Found, reason: str, forms: Sequence[str], said: str, missing: Sequence[str], *, sure: bool) -> Finding:
    return Finding(
        rule=RULE,
        url=one.page.url,
        page=one.page.url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"办事指南“{one.title}”{said}。",
        evidence={
            "reason": reason,
            "forms": list(forms),
            "missing": list(missing),
            "files": [{"text": words, "url": target} for words, target in one.guide.files],
        },
    )
