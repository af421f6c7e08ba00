"""Laws that were repealed as a whole, and what holds in their place: a guide or notice must not rest on them."""

from __future__ import annotations

import re

_CIVIL_CODE = "《中华人民共和国民法典》"
_FOREIGN = "《中华人民共和国外商投资法》"
REPEALED = {
    # 民法典第一千二百六十条，2021年1月1日起废止
    **dict.fromkeys(
        ("婚姻法", "继承法", "民法通则", "收养法", "担保法", "合同法", "物权法", "侵权责任法", "民法总则"), _CIVIL_CODE
    ),
    # 外商投资法第四十二条，2020年1月1日起废止
    **dict.fromkeys(("中外合资经营企业法", "外资企业法", "中外合作经营企业法"), _FOREIGN),
    # 噪声污染防治法第九十条，2022年6月5日起废止
    "环境噪声污染防治法": "《中华人民共和国噪声污染防治法》",
}
_NAMED = re.compile(r"《(?:中华人民共和国)?(" + "|".join(REPEALED) + r")(?:[（(][^（）()]{1,20}[）)])?》")
_SPOKEN = re.compile(r"废止|失效|原《|被.{0,6}取代|代替|替代")


def repealed_law(text: str) -> tuple[str, str] | None:
    """(the repealed law as it is written, what holds now) of the first in a text; None where the text itself says so."""
    match = _NAMED.search(text)
    if match is None or _SPOKEN.search(text):
        return None
    return match[0], REPEALED[match[1]]
