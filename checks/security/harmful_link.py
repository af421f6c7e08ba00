"""发布或链接违法不良信息

What: 页面链接的外部网页内容为赌博、色情、办假证、代开发票、私服、违禁物品等（包括域名过期后被他人使用的，
以及打开后由脚本、刷新或整页框架转到此类网页的），或者只对搜索引擎显示此类内容；不认品牌也能认出的有：
按博彩网站的样式做成的网页（标题为“名称＋体育、娱乐、棋牌＋官网、登录入口、APP下载”，正文有彩金、首存、返水、上分、滚球等），
链接文字是某单位而网页已是此类网站的，按“代开、代办＋发票、证件”句式招揽并留私人联系方式的，
按卖家的说法招揽考试答案、替考、假证、买卖记分、黑客接单、查询他人信息的，以及外文的博彩、色情网页；
链接文字本身招揽此类活动；或者本站页面正文中发布了带联系方式的此类招揽信息。
Why: 国办秘函〔2019〕19号单项否决第1项（发布或链接反动、暴力、色情等内容）。由人确认后才计入。
Evidence: `reason`（title、keywords、description、text、robot：目标网页的标题、关键词、描述、正文、搜索引擎所见；
anchor：链接文字；
published：本站正文）、`text`（链接文字或正文片段）、`category`（类别）、`words`（词语）、`shown`（目标网页所示）、
`final`（跳转后的地址）、
`pages`（有多少个页面含此链接）。
Not a finding when: 打击、整治、防范此类活动的新闻和提示；体育彩票、福利彩票；澳门博彩业报道；酒店、体育场馆、体育品牌、
证券、棋类协会的官网和登录入口；办税、登记、学籍等办理此类证件的机构及备案的刻章、代理记账、驾校企业；链接到政府网站、
中央媒体和常用平台；
目标打不开或没有读到内容；链接本身是暗链的，只按暗链报告一次。
How to fix: 立即撤下链接或信息；域名已易主的，从友情链接、新闻正文和附件中全部删除；建立外部链接定期核查制度。
"""

from __future__ import annotations

from checks import Confidence, Finding, Iterator, LinkKind, Page, Params, Verdict, check
from checks.lib import harm
from checks.lib.hosts import host_of, is_foreign
from checks.lib.published import is_injected, published_finding, solicitations
from checks.lib.targets import reported_as_hidden, solicited, target_finding

RULE = "harmful-link"
_LINKS = frozenset({LinkKind.PAGE, LinkKind.FRAME})
_SHOWN_PER_PAGE = 50


class HarmfulLinkParams(Params):
    """Takes no parameters: what counts is in the lexicons."""


@check(RULE)
def harmful_link(verdict: Verdict, p: HarmfulLinkParams) -> Iterator[Finding]:
    """A page of another site that shows what is unlawful."""
    if verdict.kind not in _LINKS or not verdict.places:
        return
    found = solicited(verdict)
    if found is not None and found.hit.harmful and not reported_as_hidden(verdict):
        yield target_finding(RULE, verdict, found, "疑似违法不良信息")


@check(RULE)
def harmful_words(page: Page, p: HarmfulLinkParams) -> Iterator[Finding]:
    """Visible links whose own words solicit, and paragraphs that do."""
    concealed = {link.target for link in page.concealed}
    seen: set[str] = set()
    for link in page.links:
        if link.kind not in _LINKS or not link.text or link.hidden or link.target in concealed or link.target in seen:
            continue
        hit = harm.solicits(link.text) if is_foreign(link.target, page.url) else None
        if hit is None or not hit.harmful or not hit.strong or len(seen) >= _SHOWN_PER_PAGE:
            continue
        if hit.category in harm.SERVICES and not harm.touts(link.text):
            continue
        seen.add(link.target)
        message = f"链接“{link.text[:30]}”指向外部网站{host_of(link.target)}，链接文字涉及{hit.name}，疑似违法不良信息。"
        evidence = {"reason": "anchor", "text": link.text, "category": hit.name, "words": list(hit.words[:10]), "pages": 1}
        yield Finding(RULE, link.target, page.url, message, Confidence.SUSPECTED, evidence=evidence)
    for text, hit in solicitations(page):
        if hit.harmful and not is_injected(page, text, hit):  # then the page was tampered with
            yield published_finding(RULE, page, text, hit, "违法不良信息")
            return
