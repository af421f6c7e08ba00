"""发布或链接商业广告

What: 页面链接的外部网页是贷款套现、减肥壮阳、医疗美容、招商加盟、建站推广等商业推广，或者域名正在出售、停放；
页面引用广告联盟的代码；
或者本站页面正文中发布了带联系方式的此类广告、商品和医疗推销（包邮、货到付款、假一赔十、治愈率等）。
Why: 全国和各地通报均列此问题；不在全国单项否决之列。由人确认。
Evidence: `reason`（title、keywords、description、text、robot：目标网页何处所示；domain-for-sale、parked-domain：
域名出售、停放；
ad-network：广告联盟；link：链接文字或图片说明；published：本站正文）、`text`、`category`、`words`、`shown`、`final`、`pages`。
Not a finding when: 一般企业、医院、学校、银行的网站，平台上的正常页面；创业担保贷款、公积金贷款等政策；招商引资信息；
消费帮扶、助农、消费券、义诊、电商节等公益和政府活动；
目标打不开或没有读到内容。
How to fix: 撤下商业推广的链接和信息；域名已过期出售的，从所有页面删除该链接。
"""

from __future__ import annotations

import re
from dataclasses import replace

from checks import ARTICLE_KINDS, Confidence, Finding, Iterator, LinkKind, Outcome, Page, Params, Shown, Verdict, check
from checks.lib import harm
from checks.lib.harm import Hit
from checks.lib.hosts import host_of, is_foreign, is_known
from checks.lib.published import published_finding, solicitations
from checks.lib.sales import linked_pitch, sold
from checks.lib.targets import Solicited, reported_as_hidden, solicited, target_finding

RULE = "commercial-content"
_LINKS = frozenset({LinkKind.PAGE, LinkKind.FRAME})
_FOR_SALE = re.compile(
    r"(?:此|该|本|这个|您访问的)?域名.{0,12}?(?:正在)?(?:出售|转让|待售|求购|拍卖|一口价)"
    r"|(?:出售|转让)(?:此|该|本|这个)?域名|域名(?:交易|出售|转让)页"
    r"|domain(?:\s+name)?(?:\s+[\w.-]+)?\s+(?:is|may be)\s+(?:available\s+)?for\s+sale|buy\s+this\s+domain"
    r"|[\w-]+\.(?:com|net|cn|org)\s+is\s+for\s+sale",
    re.IGNORECASE,
)
_PARKED = re.compile(
    r"域名(?:停放|已过期|已到期|到期未续费|暂未解析|已被注册)"
    r"|domain\s+(?:is\s+)?park(?:ed|ing)|parked\s+(?:free|domain)|this\s+domain\s+has\s+expired",
    re.IGNORECASE,
)
_MARKETS = re.compile(
    r"(?:^|\.)(?:sedo|dan|afternic|hugedomains|ename|juming|bodis|sedoparking|parklogic|above|undeveloped|domainmarket|jucha)\.com$"
    r"|(?:^|\.)(?:4|22)\.cn$|(?:^|\.)parkingcrew\.net$"
)
_NETWORKS = re.compile(
    r"(?:^|\.)(?:cpro\.baidu(?:static)?|dup\.baidustatic|pos\.baidu|ubmcmm\.baidustatic|cbjs\.baidu|googlesyndication|googleadservices"
    r"|doubleclick|tanx|alimama|mediav|adnxs|taboola|outbrain|popads|propellerads|adsterra|union\.vip)\.(?:com|net|cn)$"
)
_LOADED = frozenset({LinkKind.SCRIPT, LinkKind.FRAME})
_SPACE = re.compile(r"广告位?(?:火热)?(?:招租|招商|出租|热租)|(?:招租|虚位以待)[^，。]{0,6}广告")
_CALL = re.compile(r"(?:热线|电话|联系|微信|qq)?[:：\s]{0,3}(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})", re.IGNORECASE)
_A_LINE = 40
_MANY_WORDS = 3
_LITTLE = 400
"""Characters of a page that only offers its name; a trader's site says much more."""


class CommercialContentParams(Params):
    """Takes no parameters: what counts is in the lexicons."""


@check(RULE)
def commercial_target(verdict: Verdict, p: CommercialContentParams) -> Iterator[Finding]:
    """A page of another site that advertises, or a name that is for sale."""
    if verdict.kind not in _LINKS or not verdict.places or not is_foreign(verdict.target, verdict.places[0].page):
        return
    if reported_as_hidden(verdict):
        return
    offered = _offered(verdict)
    if offered is not None:
        finding = target_finding(RULE, verdict, offered[1], "该域名已无人使用")
        words = "正在出售" if offered[0] == "domain-for-sale" else "已停放或过期"
        message = f"“{finding.evidence['text'][:30]}”链接的目标域名{host_of(verdict.target)}{words}，链接已失去原有内容。"
        yield replace(finding, message=message, evidence={**finding.evidence, "reason": offered[0]})
        return
    found = solicited(verdict)
    if found is not None and not found.hit.harmful and _sells(found, verdict.shown):
        yield target_finding(RULE, verdict, found, "疑似商业广告")
        return
    if (found is not None and found.hit.harmful) or is_known(host_of(verdict.target)):
        return
    if (made := _by_form(verdict)) is not None:
        yield target_finding(RULE, verdict, made, "疑似商业广告")
    elif found is None:
        yield from _advertised(verdict)


@check(RULE)
def space_for_sale(page: Page, p: CommercialContentParams) -> Iterator[Finding]:
    """A line that lets the page's space to advertisers. A notice on public hoardings is an article or a link."""
    if page.kind in ARTICLE_KINDS:
        return
    for block in page.text:
        if len(block.text) <= _A_LINE and _SPACE.search(block.text) and _CALL.search(block.text):
            yield published_finding(RULE, page, block.text, Hit("adverts", ("广告位招租",), 1), "商业广告")
            return


@check(RULE)
def commercial_words(page: Page, p: CommercialContentParams) -> Iterator[Finding]:
    """A paragraph that advertises."""
    for text, hit in solicitations(page):
        if not hit.harmful:
            yield published_finding(RULE, page, text, hit, "商业广告")
            return


@check(RULE)
def adverts_of_a_network(page: Page, p: CommercialContentParams) -> Iterator[Finding]:
    """A script or frame of a network that places advertisements: what it shows is the network's choice."""
    for link in page.links:
        if link.kind in _LOADED and _NETWORKS.search(host_of(link.target)):
            host = host_of(link.target)
            message = f"页面“{page.heading[:40]}”引用了广告联盟{host}的代码，会显示商业广告。"
            evidence = {"reason": "ad-network", "text": "", "host": host, "pages": 1}
            yield Finding(RULE, link.target, page.url, message, Confidence.SUSPECTED, evidence=evidence)
            return


def _sells(found: Solicited, shown: Shown | None) -> bool:
    """Whether words of selling are many enough: a title that sells is borne out by the page under it."""
    if found.hit.strong > 1 or len(found.words) > _MANY_WORDS:
        return True
    if shown is None or found.place != "title" or not found.hit.strong:
        return False
    whole = harm.solicits(f"{shown.title}\n{shown.text[:_LITTLE]}")
    return whole is not None and not whole.harmful and (whole.strong > 1 or len(whole.words) > _MANY_WORDS)


def _by_form(verdict: Verdict) -> Solicited | None:
    """What a page offers by the phrases of sellers, whatever it sells."""
    shown = verdict.shown
    if verdict.outcome is not Outcome.OK or shown is None or is_known(host_of(shown.final or verdict.target)):
        return None
    said = " ".join((shown.description, shown.keywords, shown.text))
    hit = sold(shown.title, said, (place.text for place in verdict.places))
    return Solicited(hit, "title" if shown.title else "text", shown.title or said[:120]) if hit is not None else None


def _advertised(verdict: Verdict) -> Iterator[Finding]:
    """A banner or a line that sells by its own words, whatever its target shows."""
    for place in verdict.places:
        hit = linked_pitch(place.text)
        if hit is not None:
            finding = target_finding(RULE, verdict, Solicited(hit, "link", place.text), "疑似商业广告")
            words = "、".join(hit.words[:3])
            message = f"链接“{place.text[:40]}”写有商业推销用语（{words}），指向{host_of(verdict.target)}，疑似商业广告。"
            yield replace(finding, page=place.page, message=message, evidence={**finding.evidence, "text": place.text[:200]})
            return


def _offered(verdict: Verdict) -> tuple[str, Solicited] | None:
    """Whether a target is nothing but a name that waits for a buyer."""
    shown = verdict.shown
    if verdict.outcome is not Outcome.OK or shown is None:
        return None
    host = host_of(shown.final)
    if _MARKETS.search(host) and host_of(verdict.target) != host:
        return "domain-for-sale", _said(shown, shown.title or host)
    if is_known(host_of(verdict.target)) or len(shown.text) > _LITTLE:
        return None
    for reason, pattern in (("domain-for-sale", _FOR_SALE), ("parked-domain", _PARKED)):
        match = pattern.search(f"{shown.title}\n{shown.description}\n{shown.text}")
        if match:
            return reason, _said(shown, match[0])
    return None


def _said(shown: Shown, words: str) -> Solicited:
    return Solicited(harm.Hit("adverts", (words.strip()[:40],), 1), "title", shown.title or words)
