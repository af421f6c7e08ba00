"""样式或脚本无法加载

What: 页面引用的样式表或脚本文件（包括样式表引入的样式和字体、脚本直接写出的样式和脚本、页面声明的网站图标）不能取得，
可能造成版面错乱或功能失效；https网页引用http地址的样式表或脚本，
文件虽在，浏览器也不予加载（`reason` 为 mixed-content）。
Why: 不是检查指标的扣分项，作为提示：样式或脚本缺失常常是页面不能正常显示、列表空白的原因（GUIDE-2017 展现布局要求）。
Evidence: `status`、`reason`、`text`、`pages`（影响多少个页面）、`places`（前20个页面）、`attempts`（每次访问的时间、
方法、结果）。
Not a finding when: 第三方统计脚本拒绝程序访问（记为未能核实）；只在条件注释（IE专用）中出现的文件；
http地址的图片（浏览器自动改用https）；网页已声明upgrade-insecure-requests的。
How to fix: 补齐文件或删除引用；停用的统计、分享组件应从模板中移除。
"""

from __future__ import annotations

from checks import Finding, Iterator, LinkKind, Params, Unknown, Verdict, check
from checks.lib.broken import findings

_NOUNS = {LinkKind.STYLE: "样式文件", LinkKind.SCRIPT: "脚本文件", LinkKind.ICON: "网站图标文件"}
_KINDS = frozenset(_NOUNS)


class BrokenResourceParams(Params):
    """No thresholds: what counts as broken is settled by the verdict."""


@check("broken-resource")
def broken_resource(verdict: Verdict, p: BrokenResourceParams) -> Iterator[Finding | Unknown]:
    """A style sheet or script that cannot be loaded."""
    yield from findings(verdict, "broken-resource", _KINDS, _NOUNS.get(verdict.kind, ""), "无法加载")
