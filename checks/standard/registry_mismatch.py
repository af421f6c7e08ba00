"""备案信息与实际不符

What: 登记的网站标识码与首页底部或 SiteIDCode 标签的标识码不同，或者登记的网站名称与 SiteName 标签的名称不同。
Why: 国办发〔2017〕47号要求网站名称、域名、标识码等信息变更及时更新备案；全国政府网站信息报送系统的信息应与网站一致。
Evidence: `differences`（`field`、`registered`、`shown`、`place`）。
Not a finding when: 网站没有登记名称和标识码；页面没有写；标识码写法不规范（属于网站标识、页面标签问题）；名称只差
“门户网站”“官网”“中国·”“人民政府/政府”等字样或标点。只是简称或全称之别的，列为疑似。
How to fix: 核对登记信息和页面：名称、标识码已变更的更新登记，模板抄自其他网站的更正模板。
"""

from __future__ import annotations

import re
import unicodedata

from checks import Confidence, Finding, Iterator, Page, Params, SiteView, Unknown, check
from checks.lib import frames, site_codes

RULE = "registry-mismatch"
_DROPPED = re.compile(r"[\s\W_]+|门户网站|官方网站|政务网站|信息网|政务网|网站|官网|门户|^中国|网$")


class RegistryMismatchParams(Params):
    """Takes no parameters."""


@check(RULE)
def registry_mismatch(site: SiteView, p: RegistryMismatchParams) -> Iterator[Finding | Unknown]:
    """Name and code on the pages against the register."""
    if not (site.site.name or site_codes.well_formed(site.site.code)):
        return
    home = frames.readable_home(site)
    if home is None:
        yield Unknown(RULE, site.site.home_url, frames.HOME_UNREAD)
        return
    codes = _other_codes(site, home)
    named = _other_name(site.site.name, home)
    if codes or named:
        yield _finding(home, codes + named, bool(codes) or not _is_short_form(site.site.name, named[0]["shown"]))


def _other_codes(site: SiteView, home: Page) -> list[dict[str, str]]:
    registered = site_codes.plain(site.site.code)
    if not site_codes.well_formed(registered):
        return []
    shown = {"页面底部": home.identity.get("code", ""), "SiteIDCode标签": _tag(home, "siteidcode")}
    return [
        {"field": "网站标识码", "registered": registered, "shown": site_codes.plain(code), "place": place}
        for place, code in shown.items()
        if site_codes.well_formed(code) and site_codes.plain(code) != registered
    ]


def _other_name(registered: str, home: Page) -> list[dict[str, str]]:
    shown = _tag(home, "sitename")
    if not registered or not shown or not re.search(r"[\u4e00-\u9fff]{2}", shown) or _core(registered) == _core(shown):
        return []
    return [{"field": "网站名称", "registered": registered, "shown": shown, "place": "SiteName标签"}]


def _tag(home: Page, name: str) -> str:
    return next((value.strip() for value in home.tags.get(name, ()) if value.strip()), "")


def _core(name: str) -> str:
    """A name without what names of websites carry around the name of the body."""
    plain = unicodedata.normalize("NFKC", name)
    return _DROPPED.sub("", _DROPPED.sub("", plain)).replace("人民政府", "政府")


def _is_short_form(registered: str, shown: str) -> bool:
    """Whether one name is the other with characters left out."""
    short, long = sorted((_core(registered), _core(shown)), key=len)
    rest = iter(long)
    return all(char in rest for char in short)


def _finding(home: Page, differences: list[dict[str, str]], sure: bool) -> Finding:
    parts = [f"{d['place']}的{d['field']}为“{d['shown']}”，登记的是“{d['registered']}”" for d in differences]
    return Finding(
        rule=RULE,
        url=home.url,
        page=home.url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"{'；'.join(parts)}。",
        evidence={"differences": differences},
    )
