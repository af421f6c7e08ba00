"""图片无法显示

What: 页面上的图片、音频或视频文件不能取得：返回错误状态、域名不能解析、连接失败、文件为0字节，
或返回的是网页而不是图片；包括样式中用作背景、而页面上确有相应元素的图片。
Why: 国办秘函〔2019〕19号“可用性”：链接包括图片在内应能正常打开，扣分与链接相同；GUIDE-2017要求图片显示正常。
Evidence: `status`、`reason`、`text`（图片的替代文字）、`pages`、`places`（前20个页面）、`attempts`（每次访问的时间、
方法、结果）。
Not a finding when: 图片由脚本延迟加载而真实地址可以取得；对方防盗链或防护系统拒绝程序访问（记为未能核实）；
data: 内嵌图片；注释中的图片；样式中没有元素用到的图片、只在鼠标移上或打印、小屏幕时显示的图片；
1像素的装饰图片能够正常返回。
How to fix: 重新上传图片或改正地址；删除不再使用的图片标签；检查图片目录迁移后是否遗漏。
"""

from __future__ import annotations

from checks import Finding, Iterator, LinkKind, Params, Unknown, Verdict, check
from checks.lib.broken import findings

_KINDS = frozenset({LinkKind.IMAGE, LinkKind.MEDIA})


class BrokenImageParams(Params):
    """No thresholds: what counts as broken is settled by the verdict."""


@check("broken-image")
def broken_image(verdict: Verdict, p: BrokenImageParams) -> Iterator[Finding | Unknown]:
    """An image, sound or film that cannot be shown."""
    noun = "音视频" if verdict.kind is LinkKind.MEDIA else "图片"
    fault = "无法播放" if verdict.kind is LinkKind.MEDIA else "无法显示"
    yield from findings(verdict, "broken-image", _KINDS, noun, fault)
