"""Whether a page peddles forged papers: by the grammar of the offer (verb, what is forged) and the cry beside it.

代开各类正规发票 · 专业办理毕业证: no list holds every way of saying it. Offices issue the same papers and name conditions and
counters; they do not cry them out.
"""

from __future__ import annotations

import re

from checks.lib.harm import folded, is_official, touts, warns

_OFFER = re.compile(
    r"(?:代开|代办|代做|定做|制作|出售|购买|办理|开具|买卖)[\u4e00-\u9fff]{0,6}?"
    r"(?:发票|普票|专票|税票|假?证件|各类证|毕业证|学位证|学历|文凭|身份证|驾驶证|驾照|银行流水|工资流水|病假条|诊断证明|假章)"
)
_LAWFUL = re.compile(r"备案|驾校|培训|登记中心|派出所|学信网|教务处|有限公司|会计师|税务师")


def peddles(title: str, text: str) -> str:
    """The offer in a page's title, where the page cries it out as no office does; "" for others."""
    plain = folded(title)
    found = _OFFER.search(plain)
    if found is None or is_official(title) or warns(title) or _LAWFUL.search(said := folded(f"{title} {text}")):
        return ""
    return found[0] if touts(said) and not warns(text) else ""
