"""Why an inspection is not complete, in words."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "max-pages": "达到页数上限",
    "max-depth": "达到层级上限",
    "max-seconds": "达到时间上限",
    "silent": "网站中途不再响应",
    "interrupted": "被中断",
    "unreachable": "首页打不开（连接失败、超时或者返回错误）",
    "refused": "首页拒绝程序访问（拦截页、验证页或者403等），网站本身可能正常，须人工打开核实",
    "other-tls": "首页的加密方式本机不支持（可能只用国密算法），须用支持国密的浏览器核实",
    "our-trouble": "本机网络或者域名解析故障，未能检查",
    "elsewhere": "首页转到了另一个已登记的网站，按那个网站检查",
    "one-notice": "所有网址都只显示同一页（网站可能正在维护），未能检查",
    "home-page": "首页未能读取",
    "robots": "网站的robots.txt不允许访问",
    "turned-away": "网站中途拒绝了访问，部分页面未能读取",
    "pending": "尚有网址未检查",
    "sample": "文章按比例抽查",
}
"""Reasons of a coverage (`Coverage.reason`)."""

BRIEFLY: Mapping[str, str] = {
    "unreachable": "打不开",
    "refused": "拒绝程序访问",
    "other-tls": "加密方式不支持",
    "our-trouble": "本机网络故障",
    "turned-away": "中途拒绝程序访问",
    "silent": "中途不再响应",
    "one-notice": "正在维护",
    "robots": "robots.txt不允许",
    "elsewhere": "转到别的网站",
}
"""The reasons that lie with the site or our way to it, for a cell: blocked and down must be told apart at a glance."""

PLANNED = frozenset({"max-depth", "sample"})
"""Reasons at which a pass of the calendar did what it was to do."""

PARTIAL_BY_PLAN: Mapping[str, str] = {
    "sample": "文章按比例抽查",
    "max-depth": "只检查到规定的层级",
    "recheck": "只复查指定的问题",
}
"""Why a pass did not look at everything, as a note of the score says it."""
