"""链接无法打开

What: 页面上的链接（含框架页）经多次核实仍不能打开：返回404、410、5xx等错误状态，域名不能解析，连接失败或超时，
循环跳转，
地址书写错误，或者虽然返回200但内容是“页面不存在”的提示、程序或数据库出错信息、空模板、标题尚在而正文只剩一句“已被屏蔽”、
与不存在的地址相同的页面、跳转到错误页（404.html、Error.aspx等），或就是首页（软404）。
Why: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》“可用性”：首页及其他页面的链接（包括图片、附件、外部链接等）
应能正常打开；首页每个扣0.1分，其他页面每个扣0.05分。
Evidence: `status`、`reason`、`text`（链接文字）、`pages`（有多少个页面含此链接）、`places`（前20个页面）、
`attempts`（每次访问的时间、方法、状态码或错误）。同一地址在多个页面出现只报告一条。
Not a finding when: 对方拒绝程序访问（401、403、405、406、412、418、429，或521等防护页面）、需要登录、属于内网地址、
只有一次失败、内容可能由脚本填入、本身就是一句话的短通知、
或者当时本方网络异常、本站中途拒绝访问或整体中断、对方只支持本机没有的加密方式（如国密）——
这些记为“未能核实”，不计分；`javascript:`、`tel:`、`mailto:`、页内锚点不是要核实的链接。
How to fix: 改正或撤下失效链接；目标页面迁移的，在原地址设置跳转；外部网站已关停的，删除链接或注明。
"""

from __future__ import annotations

from checks import Finding, Iterator, LinkKind, Params, Unknown, Verdict, check
from checks.lib.broken import findings

_KINDS = frozenset({LinkKind.PAGE, LinkKind.FRAME})


class BrokenLinkParams(Params):
    """No thresholds: what counts as broken is settled by the verdict."""


@check("broken-link")
def broken_link(verdict: Verdict, p: BrokenLinkParams) -> Iterator[Finding | Unknown]:
    """A page or frame that cannot be opened."""
    yield from findings(verdict, "broken-link", _KINDS, "链接", "无法打开")
