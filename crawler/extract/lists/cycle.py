"""How often a column says itself that it is updated: 更新频率：每季度."""

from __future__ import annotations

import re

from crawler.extract.reading import Reading

_SAID = re.compile(
    r"(?:更新|发布|公开)(?:频率|周期|频次)\s*[:：为]?\s*[每按]\s*(?:[一1]\s*)?个?(工作日|日|天|周|星期|月|季|半年|年)"
)
_CYCLES = {"工作日": "日", "天": "日", "星期": "周"}
_LONGEST = 60


def stated_cycle(r: Reading) -> str:
    """日, 周, 月, 季, 半年 or 年, "" where the page says nothing or only 及时."""
    if not any(word in r.html for word in ("频率", "周期", "频次")):
        return ""
    lines = (line.text for line in r.lines if len(line.text) <= _LONGEST and not r.area[line.start])
    match = next((found for text in lines if (found := _SAID.search(text))), None)
    return _CYCLES.get(match[1], match[1]) if match else ""
