"""The entry 我为政府网站找错 in all its forms: script, link, picture, element with a code, words."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.extract.outline import TEXT, Outline

NAMES_IT = re.compile(r"政府网站\s*找\s*错|网站找错|我为.{0,8}找错")
"""The words of the entry."""

_ENTRY_MARK = re.compile(r"zfwzgl\.www|/exposure/|_jiucuo_|jiucuo\.(?:js|html)|span_jiucuo", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*//[^\n]*)|<!--\s*<.*?>\s*-->", re.DOTALL)
_JOINT = re.compile(r"[\"']\s*\+\s*[\"']")
"""Where a script puts two literals together."""
_CODE = 40_000
_ENTRY_WORDS = 24
"""The longest words of the entry; what is longer is a headline about it."""
_AROUND = re.compile(r"监督|举报|投诉|平台|入口|链接|点击|图标|图片|标识|系统|进入|欢迎|使用|扫码|请|[^\u4e00-\u9fff]")
_MORE_WORDS = 3
"""What the words of the entry may hold beside its name and `_AROUND`: 各地开展“我为政府网站找错”活动 is a headline."""
_WORDED = ("title", "alt", "value", "aria-label", "content")
_ENTRY_SIGNS = ("zfwzgl.www", "/exposure/", "jiucuo", "sitecode", "site_code")
_ENTRY_HINT = re.compile(r"找\s*错|[eE]xposure|[jJ]iu[cC]uo|JIUCUO|zfwzgl|[sS]ite_?[cC]ode|SITE_?CODE")
"""Cheap, and true of every value that the closer looks below can accept."""
_CODE_OF_ENTRY = re.compile(r"site_?code[\"']?\s*[=:,]\s*[\"'\\]*([0-9A-Za-z]{6,22})", re.IGNORECASE)


def read_entry(html: str, signs: str, outline: Outline, found: dict[str, str]) -> None:
    """Add the 找错 entry wherever it stands on the page: in an attribute, in a script, as the words of a link.

    Keys: error_entry, error_entry_code; error_entry_words are words that nobody can use.
    """
    if "找错" not in html and not any(mark in signs for mark in _ENTRY_SIGNS):
        return
    for attrs in outline.attrs:
        if not attrs:
            continue
        values = "\n".join([value for name, value in attrs.items() if value and name not in ("class", "style")])
        if not _ENTRY_HINT.search(values) and "sitecode" not in attrs and "site_code" not in attrs:
            continue
        values = "\n".join([value for name, value in attrs.items() if value and _may_be_it(name, value)])
        code = attrs.get("sitecode") or attrs.get("site_code") or ""
        entry = bool(code) or ("data-setting" in attrs and "sitecode" in values.lower())
        if entry or _ENTRY_MARK.search(values) or any(map(_is_its_name, values.split("\n"))):
            match = _CODE_OF_ENTRY.search(values)
            found.setdefault("error_entry", values.strip()[:120] or "sitecode")
            if code or match:
                found.setdefault("error_entry_code", code.strip() or (match[1] if match else ""))
    for _, script in outline.scripts:
        if "error_entry" in found:
            break
        if "exposure" in script or "jiucuo" in script or "zfwzgl" in script:
            _in_script(script[:_CODE], found)
    for node, text in enumerate(outline.texts):
        if "error_entry" in found or "找错" not in text or len(text.strip()) > _ENTRY_WORDS:
            continue
        if _is_its_name(text):
            found["error_entry" if _can_be_used(outline, node) else "error_entry_words"] = text.strip()


def _is_its_name(text: str) -> bool:
    """Whether a text is the name of the entry and hardly more."""
    match = NAMES_IT.search(text)
    return match is not None and len(_AROUND.sub("", text[: match.start()] + text[match.end() :])) <= _MORE_WORDS


def _in_script(script: str, found: dict[str, str]) -> None:
    """The entry that a script writes into the page, at times in percent-encoded markup; what is commented out is none."""
    code = _JOINT.sub("", unquote(_COMMENT.sub(" ", script)))
    if mark := _ENTRY_MARK.search(code):
        found["error_entry"] = mark[0]
        if match := _CODE_OF_ENTRY.search(code):
            found.setdefault("error_entry_code", match[1])


def _may_be_it(name: str, value: str) -> bool:
    """Not a class, a style, or a headline about the entry in a title."""
    return name not in ("class", "style") and (name not in _WORDED or len(value) <= _ENTRY_WORDS)


def _can_be_used(outline: Outline, node: int) -> bool:
    """Whether words stand in a link or button, or in an element that a script can turn into one (an id, a handler, data)."""
    for up in outline.ancestors(node, 4):
        attrs = outline.attrs[up]
        if outline.tags[up] in ("a", "button", "area") or any(
            name == "id" or name.startswith(("on", "data-")) for name in attrs or ()
        ):
            return True
        if sum(outline.tags[child] != TEXT for child in outline.children(up)) > 1:
            return False  # what holds more than these words is the bottom itself
    return False
