"""A paragraph in traditional characters among paragraphs in simplified ones: put there by somebody else, as a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TRADITIONAL = frozenset(
    "國會發東車長門馬見貝風學習書報黨議員業務產經濟際營銷總認識說話語請訪談論證護設計課讀誰調謝譽貴資質費購貿賓賽選還進運過達違遠適連這邊關"
    "開聞間閱陽陸隊隨險雙難離電靈靜頁項順須預領頭題願類顯飛飯館體鄉鎮醫藥釋銀錄錢鐵鋼雲響顧養點黃齊龍獎傑歡創輝榮獲華騰孫傳與為個們來時對動實"
    "現種從後將樣場應於無當頁廣導師萬億勞聯辦權區縣衛歲殺條極構樓標歷歸氣決沒況準溫滿漢濟爾牆獨環眾確禮種稱積節範築紀約級純紙細終組結給統絕絲維網"
)
"""Characters that simplified writing does not use."""
_SIGN = re.compile(f"[{''.join(sorted(_TRADITIONAL))}]")
_DISTINCT, _SHARE = 6, 0.12
_LEAST, _REST = 20, 120  # Chinese characters of the paragraph, and of the others together
_HAN = re.compile(r"[\u4e00-\u9fff]")
_IN_EARNEST = re.compile(
    r"书法|题[词字写]|碑|诗|古籍|典籍|繁[体體]|台湾|臺灣|香港|澳门|澳門|台胞|臺胞|港澳|海外|华侨|侨胞|匾|楹联|对联|族谱|家谱|出土|文物|铭文|史料|民国|影印|注音|生僻"
)
"""Where such writing stands in earnest."""


def other_script(heading: str, paragraphs: Sequence[str]) -> str:
    """The paragraph that is written otherwise than all others of a page; "" where none is, or where it may be in earnest."""
    found = [text for text in paragraphs if len(text) >= _LEAST and _is_traditional(text)]
    if len(found) != 1 or _IN_EARNEST.search(heading):
        return ""
    rest = "".join(text for text in paragraphs if text is not found[0])
    if len(_HAN.findall(rest)) < _REST or _IN_EARNEST.search(rest) or _IN_EARNEST.search(found[0]):
        return ""
    return "" if _TRADITIONAL & set(rest) - {"於", "後", "歷", "準"} else found[0]


def _is_traditional(text: str) -> bool:
    own = _SIGN.findall(text)
    return len(set(own)) >= _DISTINCT and len(own) >= _SHARE * len(_HAN.findall(text))
