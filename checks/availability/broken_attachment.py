"""附件无法下载

What: 文件、表格、样表等附件（doc、docx、xls、xlsx、pdf、wps、ofd、zip、rar等）不能下载：返回错误状态、0字节，
或者返回的是提示网页而不是文件，或者文件残缺、任何程序都打不开（压缩文件没有目录、内容全为零、PDF或压缩文件里其实是图片等）。
Why: 国办秘函〔2019〕19号“可用性”：附件应能正常打开；2015年普查评分表另设“附件下载”项。
办事指南的表格下载不了直接影响群众办事。
Evidence: `status`、`reason`（含 `empty`、`soft-404`、`damaged`、返回网页等）、`text`（附件名称）、`pages`、
`places`（前20个页面）、
`attempts`（每次访问的时间、方法、结果）。
Not a finding when: 下载需要登录、验证码或会话（记为未能核实）；附件由脚本生成地址而页面没有给出静态地址；
服务器不支持HEAD方法但用GET可以下载；按内容的真实格式发送、能够打开的文件。
How to fix: 重新上传附件并核对地址；文件名含空格、中文或特殊字符的，改用规范文件名；迁移后核对附件目录。
"""

from __future__ import annotations

from checks import Finding, Iterator, LinkKind, Params, Unknown, Verdict, check
from checks.lib.broken import findings

_KINDS = frozenset({LinkKind.ATTACHMENT})


class BrokenAttachmentParams(Params):
    """No thresholds: what counts as broken is settled by the verdict."""


@check("broken-attachment")
def broken_attachment(verdict: Verdict, p: BrokenAttachmentParams) -> Iterator[Finding | Unknown]:
    """A file that cannot be downloaded."""
    yield from findings(verdict, "broken-attachment", _KINDS, "附件", "无法下载")
