"""网站标识缺失（标识码、备案号、主办单位、联系方式、党政机关标识、站点地图）

What: 首页底部缺少网站标识码、ICP备案号、公安机关备案号、主办单位、联系方式、党政机关网站标识、网站地图中的一项或几项，
或者标识码写成了不是10位的号码、备案号处只有ICP经营许可证号；其他页面的底部比首页少了标识码、备案号或者党政机关网站标识的、标识码位数不对的，或者某一类页面的底部全都没有这些标识的，另列疑似。
Why: 国办发〔2017〕47号《网页设计规范》底部功能区的要求；国办秘函〔2019〕19号“网站标识”。
Evidence: `missing`（缺少的各项）、`wrong`（写法不对的标识码、备案号及原因）、`found`（已有的各项及其文字）；
首页以外的另有 `kind`、`lacking`、`looked` 和 `pages`。
Not a finding when: 页面底部由脚本、框架或包含文件写入（列为未能判断，不能因看不到就认定缺少）；标识写在脚本的
document.write 里、只有链接或图片而没有文字、号码写在另一个元素里；版权所有、开办等同于主办；网站导航等同于网站地图。
首页没有读到时不判断。
How to fix: 在网站底部模板中补齐各项标识，并链接到备案和标识的查询页面；标识码填写全国政府网站信息报送系统中的10位号码。
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice

from pydantic import Field

from checks import Confidence, Finding, Iterator, Page, Params, SiteView, Unknown, check
from checks.lib import bottoms, frames, site_codes

RULE = "site-identity"

ITEMS: Mapping[str, str] = {
    "code": "网站标识码",
    "icp": "ICP备案号",
    "police": "公安机关备案号",
    "owner": "主办单位",
    "contact": "联系方式",
    "conac": "党政机关网站标识",
    "site_map": "网站地图",
}

_COMPARED = ("code", "icp", "police", "owner", "conac")
"""What other pages must show as the home page does."""


class SiteIdentityParams(Params):
    """`items`: what the home page must show; `pages`: so many pages, and half of those of a kind, that lack the same are one
    finding; so are `template_pages` of one column."""

    items: tuple[str, ...] = tuple(ITEMS)
    pages: int = Field(default=3, ge=1)
    template_pages: int = Field(default=5, ge=2)


@check(RULE, needs=["frame"])
def site_identity(site: SiteView, p: SiteIdentityParams) -> Iterator[Finding | Unknown]:
    """What the bottom of the home page, and of whole kinds of pages, does not say of the site."""
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    features = home.features or {}
    missing = [key for key in p.items if not home.identity.get(key) and key not in features]
    wrong = _wrong(home)
    unread = frames.bottom_unread(home)
    if missing and unread:
        yield Unknown(RULE, home.url, unread)
    elif missing or wrong:
        yield _of_home(home, missing, wrong, p)
    if not missing:
        yield from _of_pages(site, home, p)


def _wrong(home: Page) -> list[dict[str, str]]:
    code, icp = home.identity.get("code", ""), home.identity.get("icp", "")
    found = []
    if code and not site_codes.well_formed(code):
        found.append(_wrong_code(code))
    if "证" in icp and not frames.bottom_unread(home):
        found.append({"item": ITEMS["icp"], "value": icp, "reason": "是经营许可证号，不是备案号"})
    return found


def _wrong_code(code: str) -> dict[str, str]:
    return {"item": ITEMS["code"], "value": code, "reason": f"应为10位，现为{len(code)}位"}


def _of_home(home: Page, missing: list[str], wrong: list[dict[str, str]], p: SiteIdentityParams) -> Finding:
    features = home.features or {}
    # A bottom of which nothing at all was found may stand somewhere that we do not see.
    sure = bool(wrong) or frames.has_identity(home)
    parts = [f"缺少{'、'.join(ITEMS[key] for key in missing)}"] if missing else []
    parts += [f"{one['item']}“{one['value']}”{one['reason']}" for one in wrong]
    return Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"首页底部网站标识不全或有误：{'；'.join(parts)}。",
        evidence={
            "missing": [ITEMS[key] for key in missing],
            "wrong": wrong,
            "found": {ITEMS[k]: home.identity.get(k) or features.get(k, "") for k in p.items if k not in missing},
        },
    )


def _of_pages(site: SiteView, home: Page, p: SiteIdentityParams) -> Iterator[Finding]:
    """Pages that say nothing of the site, or less than its home page: kinds, templates, single ones."""
    shown = [key for key in _COMPARED if key in p.items and home.identity.get(key) and not frames.is_by_file(home, key)]
    coded = site_codes.well_formed(home.identity.get("code", ""))
    for (lack, code), group in islice(
        bottoms.groups(site, partial(_lack, shown=shown, coded=coded), least=p.pages, template=p.template_pages), 50
    ):
        all_of_it = not code and lack == tuple(shown)
        if all_of_it and not group.whole:
            continue  # a bottom of which nothing was read may stand somewhere that we do not see
        items, wrong = [ITEMS[key] for key in lack], [_wrong_code(code)] if code else []
        if code:
            message = f"{group.named}底部的{ITEMS['code']}“{code}”{wrong[0]['reason']}，首页没有这个问题。"
        elif all_of_it:
            message = f"{group.word}底部没有任何网站标识：看过{group.of}页，{len(group.pages)}页没有标识码、备案号和主办单位。"
        else:
            message = f"{group.named}底部缺少{'、'.join(items)}，首页有。"
        yield Finding(
            rule=RULE,
            url=group.pages[0],
            page=group.pages[0],
            confidence=Confidence.SUSPECTED,
            message=message,
            evidence={"missing": items, "wrong": wrong, "found": {}, **group.evidence},
            discriminator=code or (group.word if all_of_it else "、".join(items)),
        )


def _lack(page: Page, *, shown: list[str], coded: bool) -> tuple[tuple[str, ...], str] | None:
    """(what the home page's bottom shows and the page's own does not, a code that cannot be one), None for nothing.

    Who runs the site stands in words of many forms, which one page may write otherwise: it lacks only with all the others.
    """
    code = page.identity.get("code", "")
    if coded and code and not site_codes.well_formed(code):
        return (), code
    lacking = tuple(key for key in shown if not page.identity.get(key))
    if len(lacking) < len(shown):
        lacking = tuple(key for key in lacking if key != "owner")
    return (lacking, "") if lacking else None
