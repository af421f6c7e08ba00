"""域名或网站名称不规范

What: 政府网站的域名不在 .gov.cn 或 .政务 之下；网站名称只是“某某信息港”“某某在线”一类名号、
没有主办单位名称的，列为疑似；网站标签 SiteDomain 写的是与本站无关的另一个域名的，列为疑似。
Why: 国办发〔2017〕47号：政府网站应使用以 .gov.cn 为后缀的英文域名和以 .政务 为后缀的中文域名；国办秘函〔2019〕19号“域名名称”。
Evidence: `missing`（应有的后缀）、`host`（实际域名）、`site_domain`（SiteDomain 标签的值）、`reason`。
Not a finding when: 用IP地址、内网名称或端口访问；事业单位和学校的 .edu.cn、.org.cn、.ac.cn、
.mil.cn 域名（已登记为政府网站的除外）；SiteDomain 与实际域名只差 www、同属一个单位的域名，
或者写法不规范（属于页面标签问题）；名称或标题中有政府、部门名称或“门户网站”的；没有登记、名称是企业或事业单位（公司、医院、学校、协会等）而又没有政府网站标识的。
没有登记、页面上也看不出是政府网站的，只作疑似。
How to fix: 申请并启用 .gov.cn 域名，原域名停用并做好跳转；更正模板中的 SiteDomain 标签。
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from checks import Confidence, Finding, Iterator, Page, Params, SiteView, check
from checks.lib import site_codes

RULE = "domain-name"
_GOVERNMENT = ("gov.cn", "政务", "政务.cn", "xn--zfr164b")
_PUBLIC = ("edu.cn", "org.cn", "ac.cn", "mil.cn", "公益", "xn--55qw42g")
_UNREAL = ("localhost", "local", "lan", "internal", "intranet", "test", "example", "invalid", "home", "corp", "arpa")
_SECOND_LEVEL = frozenset({"gov.cn", "com.cn", "net.cn", "org.cn", "edu.cn", "ac.cn", "mil.cn"})
_OFFICE = re.compile(r"人民政府|政府办公|委员会|管理局|[市县区省州旗]\S{0,12}[局委办厅]")

_OFFICE_NAME = re.compile(
    r"(?:中国[·.]?)?[\u4e00-\u9fff]{1,12}[省市县区州盟旗](?:人民政府|[\u4e00-\u9fff]{2,12}(?<!学)(?<!供电)(?<!邮政)(?:局|厅|委员会))(?:门户|政务|官方)?(?:网站|网)?"
)
"""The name of an office alone; 供电局 and 邮政局 are firms, 学会 and 协会 no offices."""


_TRADE_NAME = re.compile(r"(?:信息港|信息网|信息之窗|之窗|在线|热线|新闻网|资讯网?|视窗|网上家园)$")
_NAMES_OFFICE = re.compile(r"政府|政务|党委|委员会|办公室|[局厅委办署院会]$|[局厅委办署](?:门户|官方|政务)?网|门户网站")
"""What names the office behind a site, or the kind of site it is."""
_INSTITUTION = re.compile(
    r"(?:公司|集团|银行|医院|学校|中学|小学|大学|学院|幼儿园|协会|学会|商会|基金会|报社|电视台|出版社|酒店|景区)(?:门户|官方)?(?:网站|官网|网)?$"
)
"""What the name of a firm or a public institution ends with."""


class DomainNameParams(Params):
    """`suffixes`: domains under which a government site may stand."""

    suffixes: tuple[str, ...] = _GOVERNMENT


@check(RULE)
def domain_name(site: SiteView, p: DomainNameParams) -> Iterator[Finding]:
    """The site's own host is no government domain, or its tag names another site's."""
    host = (urlsplit(site.site.home_url).hostname or "").rstrip(".").lower()
    if not _is_public_name(host):
        return
    declared = _declared(site.home)
    if _under(host, p.suffixes):
        yield from _other_domain(site, host, declared)
        yield from _trade_name(site, host, declared)
        return
    registered = bool(site.site.name or site.site.code)
    if _under(host, _PUBLIC) and not registered and not _is_an_office(site.home):
        return
    if not registered and _is_no_government(site.home):
        return
    sure = registered or _says_government(site.home)
    yield Finding(
        rule=RULE,
        url=site.site.home_url,
        page=site.site.home_url,
        confidence=Confidence.CONFIRMED if sure else Confidence.SUSPECTED,
        message=f"网站域名{host}不是以.gov.cn或.政务为后缀的政府网站域名。",
        evidence={"missing": [".gov.cn"], "host": host, "site_domain": declared, "reason": "suffix"},
    )


def _is_public_name(host: str) -> bool:
    """Whether it is a name that anyone could resolve; addresses and names of private networks are not judged."""
    if "." not in host or _under(host, _UNREAL):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def _under(host: str, suffixes: tuple[str, ...]) -> bool:
    return any(host == suffix or host.endswith("." + suffix) for suffix in suffixes)


def _declared(home: Page | None) -> str:
    """The host that SiteDomain names, "" where it names none in a form that can be compared."""
    values = home.tags.get("sitedomain", ()) if home else ()
    value = next((value.strip().lower() for value in values if value.strip()), "")
    bare = re.sub(r"^https?://", "", value).split("/", 1)[0].split(":", 1)[0]
    return bare if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", bare) else ""


def _organisation(host: str) -> str:
    """The part of a host that belongs to one owner: the label before gov.cn and its like, with that suffix."""
    labels = host.split(".")
    size = 3 if ".".join(labels[-2:]) in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def _other_domain(site: SiteView, host: str, declared: str) -> Iterator[Finding]:
    if not declared or declared == host or _organisation(declared) == _organisation(host):
        return
    yield Finding(
        rule=RULE,
        url=site.site.home_url,
        page=site.site.home_url,
        confidence=Confidence.SUSPECTED,
        message=f"网站标签SiteDomain（{declared}）不是本网站的域名（{host}）。",
        evidence={"missing": [], "host": host, "site_domain": declared, "reason": "tag"},
    )


def _trade_name(site: SiteView, host: str, declared: str) -> Iterator[Finding]:
    """A government's site that calls itself 某某信息港 or 某某在线, in its title as in its tags, and names no office."""
    home = site.home
    if home is None or not (site_codes.shown_on(home) or home.identity.get("conac")):
        return
    names = [name.strip() for name in (*home.tags.get("sitename", ()), home.html_title) if name.strip()]
    if not names or not _TRADE_NAME.search(names[0]) or any(_NAMES_OFFICE.search(name) for name in names):
        return
    yield Finding(
        rule=RULE,
        url=site.site.home_url,
        page=site.site.home_url,
        confidence=Confidence.SUSPECTED,
        message=f"网站名称“{names[0][:30]}”不规范，应当使用主办单位的名称（如“某某县人民政府”）。",
        evidence={"missing": ["主办单位名称"], "host": host, "site_domain": declared, "reason": "name", "name": names[0][:60]},
    )


def _is_an_office(home: Page | None) -> bool:
    """Whether the site bears the bare name of an office (玉河市水利局): public institutions are 院, 所, 中心, 学会."""
    names = (*home.tags.get("sitename", ()), home.identity.get("owner", ""), home.html_title) if home else ()
    return any(_OFFICE_NAME.fullmatch(name.strip()) for name in names)


def _is_no_government(home: Page | None) -> bool:
    """Whether the site bears the name of a firm or an institution, and shows no mark of a government's site."""
    if home is None or site_codes.shown_on(home) or home.identity.get("conac"):
        return False
    names = (*home.tags.get("sitename", ()), home.html_title)
    ends = [name.strip().split("-")[0].split("_")[0].strip() for name in names if name.strip()]
    return bool(ends) and all(_INSTITUTION.search(name) and not _OFFICE.search(name) for name in ends)


def _says_government(home: Page | None) -> bool:
    """Whether the home page itself says that it is a government's."""
    if home is None:
        return False
    named = " ".join((*home.tags.get("sitename", ()), home.identity.get("owner", ""), home.html_title))
    return bool(_OFFICE.search(named)) and bool(site_codes.shown_on(home) or home.identity.get("conac"))
