"""The identity of a site as its pages show it: 标识码, ICP, 公安备案, 主办单位, 党政机关标识."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from crawler.extract.outline import Outline
from crawler.extract.text import Line

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀川黔贵滇云藏陕陇甘青宁新"
_CODE = re.compile(r"网\s*站\s*标\s*识\s*(?:代\s*)?码\s*(?:为)?\s*[:：]?\s*([0-9A-Za-z]{6,22})")
_ICP = re.compile(rf"[{_PROVINCES}]\s*ICP\s*[备证]?\s*[:：]?\s*\d{{6,10}}\s*号?(?:\s*[-－–—]\s*\d{{1,3}})?", re.IGNORECASE)
_POLICE = re.compile(
    rf"[{_PROVINCES}]\s*公网安备\s*[:：]?\s*(\d{{10,14}})\s*号?|公安(?:机关)?备(?:案)?(?:编?号)?\s*[:：]?\s*(\d{{10,14}})\s*号?"
)
_RECORD = re.compile(r"(?:beian\.gov\.cn|beian\.mps\.gov\.cn)[^\"'\s]*?(?:recordcode|code)=(\d{10,14})", re.IGNORECASE)
_OWNER = (
    re.compile(r"主\s*办(?:\s*单\s*位)?\s*[:：]\s*([\u4e00-\u9fff（）()、·\s]{4,60})"),
    re.compile(r"(?:^|[\s|｜、©])([\u4e00-\u9fff（）()、]{4,40}?)\s*(?:主办|开办)(?!单位)"),
    re.compile(r"([\u4e00-\u9fff·]{4,40})\s*版\s*权\s*所\s*有"),
    re.compile(r"版\s*权(?:\s*所\s*有\s*[:：©]?|归|\s*[:：©])\s*([\u4e00-\u9fff（）()、·]{4,40})"),
)
_CONAC = re.compile(r"(?:bszs\.conac\.cn|dcs\.conac\.cn)[^\"'\s<>\\]*", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAIL = 60_000
_STOP = re.compile(r"\s*(?:承办|协办|技术支持|联系|地址|邮编|电话|备案|网站|ICP|版权|主办|中文域名).*$")


def read_identity(html: str, outline: Outline, lines: list[Line], after: int = 0) -> dict[str, str]:
    """What the page says about its site; what it does not say is absent.

    Keys: code, icp, police, police_code, owner, conac. `after` is the end of the text.
    Scripts count (footers are often written by one, also percent-encoded or as entities); comments do not.
    """
    found: dict[str, str] = {}
    tail = [line.text for line in lines[-120:] if line.start >= after]
    text = "\n".join(line.text for line in lines[-200:])
    source = live_source(html)
    written = _script_text(outline)
    for name, pattern in (("code", _CODE), ("icp", _ICP)):
        match = pattern.search(text) or pattern.search(written)
        if match and "证" in match[0]:  # a licence to trade; the filing may stand beside it
            match = next((one for one in pattern.finditer(f"{text}\n{written}") if "备" in one[0]), match)
        if match:
            found[name] = " ".join((match[1] if pattern.groups else match[0]).split())
    police = _POLICE.search(text) or _POLICE.search(written)
    record = (_RECORD.search(source) if "beian" in source else None) or _RECORD.search(written)
    if police:
        found["police"] = " ".join(police[0].split())
    elif record:
        found["police"] = record[1]
    if record:
        found["police_code"] = record[1]
    owner = _owner(tail) or _owner(written.split("\n"))
    if owner:
        found["owner"] = owner
    conac = (_CONAC.search(source) if "conac" in source else None) or _CONAC.search(written)
    if conac:
        found["conac"] = conac[0]
    return found


def live_source(html: str) -> str:
    """The end of the page's source without comments: where footers and their scripts stand."""
    return _COMMENT.sub("", html[-_TAIL:])


def _script_text(outline: Outline) -> str:
    """What scripts may write into the footer: literals joined across + and decoded."""
    parts: list[str] = []
    for _, code in outline.scripts[-40:]:
        if "write" not in code and "innerHTML" not in code and "append" not in code and "html(" not in code:
            continue
        joined = re.sub(r"[\"']\s*\+\s*[\"']", "", code[:20_000]).replace("\\/", "/")
        plain = unquote(joined) if "%3C" in joined or "%3c" in joined else joined
        parts.append(unescape(plain) if "&#" in plain else plain)
    return re.sub(r"<[^>]{0,500}>", " ", "\n".join(parts)) + "\n" + "\n".join(parts) if parts else ""


def _owner(texts: list[str]) -> str:
    for pattern in _OWNER:
        for text in reversed(texts):
            match = pattern.search(text[:600])
            if match:
                name = _STOP.sub("", match[1].strip()).strip(" 、()（）")
                name = name.removeprefix("中国·")
                if len(name) >= 4 and not name.startswith(("所有", "版权", "中文", "英文")):
                    return name
    return ""
