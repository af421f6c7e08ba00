"""From a verdict on a link's target to the finding: shared by the four broken-* checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from checks.lib.quotes import in_quotes
from model import Attempt, Confidence, Finding, Json, LinkKind, Outcome, Unknown, Verdict

PLACES_SHOWN = 20
"""How many pages the evidence names; `pages` gives the full count."""

ATTEMPTS_SHOWN = 12
_TEXT_LENGTH = 40
HOME_FOR_UNKNOWN = "home-for-unknown"
_HOME_PATH = re.compile(r"/?|/(?:index|default|main|home)\.\w+|/(?:index|home|main)/?")
_NUMBERED = re.compile(r"(?:^|&)\w{0,12}id=\d", re.IGNORECASE)
"""index.php?…&id=5 is no home page."""
_FILE_NAMED = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|rar|zip|7z)[\s”》]{0,3}(?:[(（\[【].{0,24})?", re.IGNORECASE)
_SHANGHAI = ZoneInfo("Asia/Shanghai")

_REASONS = {
    "dns": "域名无法解析",
    "connect": "无法建立连接",
    "timeout": "连接超时",
    "tls": "HTTPS证书或加密连接错误",
    "redirect-loop": "循环跳转",
    "redirect": "跳转错误",
    "bad-redirect": "跳转地址错误",
    "soft-404": "打开后提示页面不存在",
    "home-for-unknown": "打开后转到首页，与链接内容不符",
    "empty": "返回内容为空",
    "empty-file": "返回内容为空",
    "bad-url": "链接地址书写错误",
    "login-page": "打开后是提示信息或要求登录的网页而不是文件",
    "no-site": "只有服务器的默认页面，网站已不存在",
    "mixed-content": "网页为https而它的地址为http，浏览器不予加载",
    "damaged": "文件已损坏，不完整",
    "not-a-file": "打开后是网页而不是文件",
    "html-instead-of-file": "打开后是网页而不是文件",
    "html-instead-of-image": "打开后是网页而不是图片",
    "wrong-type": "返回内容与文件类型不符",
    "truncated": "内容传输不完整",
    "protocol": "服务器应答错误",
    "reset": "连接被中断",
}
"""Reason of a verdict -> the words an inspector would use."""


def findings(verdict: Verdict, rule: str, kinds: frozenset[LinkKind], noun: str, fault: str) -> Iterator[Finding | Unknown]:
    """Yield the finding of `rule` when `verdict` is broken and of one of `kinds`; `Unknown` when it is unverified.

    `noun` names the thing (链接, 图片) and `fault` what is wrong with it (无法打开, 无法显示) in the message.
    """
    if _kind_of(verdict) not in kinds or verdict.outcome is Outcome.OK:
        return
    if verdict.outcome is Outcome.UNVERIFIED and not _went_home(verdict):
        yield Unknown(rule, verdict.target, verdict.reason or "unverified")
        return
    page = verdict.places[0].page if verdict.places else verdict.target
    yield Finding(
        rule=rule,
        url=verdict.target,
        page=page,
        message=_message(verdict, noun, fault),
        confidence=_confidence(verdict),
        column=verdict.column,
        evidence=_evidence(verdict),
    )


def _kind_of(verdict: Verdict) -> LinkKind:
    """The kind of a target; an attachment where every link calls it a file by name (统计表.xls), whatever its address."""
    if verdict.kind is not LinkKind.PAGE or verdict.outcome is not Outcome.BROKEN or not verdict.places:
        return verdict.kind
    named = all((at := _FILE_NAMED.search(place.text)) and at.end() == len(place.text.strip()) for place in verdict.places)
    return LinkKind.ATTACHMENT if named else LinkKind.PAGE


def _went_home(verdict: Verdict) -> bool:
    """Whether a link that promises something else leads to the home page, as every unknown path of the site does."""
    if verdict.reason != HOME_FOR_UNKNOWN:
        return False
    parts = urlsplit(verdict.target)
    path = parts.path.lower()
    numbered = _NUMBERED.search(parts.query) is not None
    named = any(word in place.text for place in verdict.places for word in ("首页", "主页", "返回", "网站"))
    return bool(_text(verdict)) and not named and path.count("/") >= 1 and (numbered or not _HOME_PATH.fullmatch(path))


def reason_words(reason: str, status: int | None) -> str:
    """Say in Chinese why the target is held to be broken."""
    if reason == "http-status" and status is not None:
        return f"返回{status}"
    return _REASONS.get(reason) or (f"返回{status}" if status is not None and status >= 400 else "无法正常访问")


def _confidence(verdict: Verdict) -> Confidence:
    """A person must look first where the proof is a likeness (soft 404) with doubt, or rests on no attempt at all."""
    doubt = any("doubt" in attempt.note or "存疑" in attempt.note for attempt in verdict.attempts)
    if verdict.reason in (HOME_FOR_UNKNOWN, "no-site", "login-page") or (verdict.reason == "soft-404" and doubt):
        return Confidence.SUSPECTED
    if verdict.reason == "empty" and verdict.kind is LinkKind.PAGE:
        return Confidence.SUSPECTED  # a white window is what some shields and half-built services answer
    if not verdict.attempts and verdict.reason != "bad-url":
        return Confidence.SUSPECTED
    return Confidence.CONFIRMED


def _message(verdict: Verdict, noun: str, fault: str) -> str:
    text = _text(verdict)
    name = f"{in_quotes(_shorten(text))}{noun}" if text else f"{noun}{verdict.target}"
    pages = max(verdict.pages, len({place.page for place in verdict.places}))
    spread = f"，涉及{pages}个页面" if pages > 1 else ""
    return f"{name}{fault}（{reason_words(verdict.reason, verdict.status)}）{spread}。"


def _text(verdict: Verdict) -> str:
    return next((" ".join(place.text.split()) for place in verdict.places if place.text.strip()), "")


def _shorten(text: str) -> str:
    return text if len(text) <= _TEXT_LENGTH else text[: _TEXT_LENGTH - 1] + "…"


def _evidence(verdict: Verdict) -> Json:
    return {
        "status": verdict.status,
        "reason": "soft-404" if verdict.reason == HOME_FOR_UNKNOWN else verdict.reason,
        "text": _text(verdict),
        "pages": max(verdict.pages, len({place.page for place in verdict.places})),
        "places": [{"page": place.page, "text": place.text} for place in verdict.places[:PLACES_SHOWN]],
        "attempts": [_attempt(attempt) for attempt in verdict.attempts[:ATTEMPTS_SHOWN]],
        "external": verdict.external,
    }


def _attempt(attempt: Attempt) -> Json:
    return {
        "time": _local(attempt.at),
        "method": attempt.method,
        "status": attempt.status,
        "error": attempt.error,
        "milliseconds": attempt.milliseconds,
        "family": attempt.family,
        "note": attempt.note,
    }


def _local(moment: datetime) -> str:
    return moment.astimezone(_SHANGHAI).isoformat(timespec="seconds")
