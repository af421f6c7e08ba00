"""Make the tables of characters that are taken for one another: rules/lexicon/sounds.tsv, mixups.tsv and shapes.tsv.

    python scripts/make_confusions.py [--shapes FOLDER --font FILE]

Sounds are the readings that pypinyin (MIT) gives for the characters of GB 2312 and those of the counted official text; of
characters with several those that its phrases have, so that 市 is not taken for 副 because it once was read fu.
Shapes are rebuilt only where FOLDER holds lists of similar characters: `*.json.gz` (character -> list) and `*stroke*.txt`
(groups); what looks alike in the font FILE (the shipped table: WenQuanYi Zen Hei) is added (scripts/glyph_likeness.py).
A pair is kept when official text uses the right one of it often; the wrong one may be any character.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from checks.lib import words
from checks.lib.typo import mixups, ngrams
from checks.lib.typo.candidates import SHAPES, SOUNDS

OWN = (
    "休体 木术本 人入八 住往佳 丙内两 未末来 己已巳 日曰目 士土 大太犬丈 天夫无元 白自百 力刀万九 干千于 手毛 贝见 折拆析 笫第 "
    "亳毫 革草 彦产严 亚业 爪瓜 隶康 茨资 兑兄党 丸执九 土业 引列 尼民 厂广 了子 今令 乌鸟 侯候 晴睛 "
    "戊戌戍 卯卵 肓盲 徒徙 崇祟 冶治 沽活 洁结 请清情 问间闻 园圆 遣遗 氏民 拔拨 茶荼 枝技 伏优 代伐 "
    "仅汉 没设 汕汗汁 准淮 兔免 斤斥 未耒 孑子 钓钩 幻幼 哀衰衷 辨辩 刺剌 券卷 菅管 贷货 暧暖 母毋 "
    "孟盂 历厉 含舍 市布 旦且 玉王主 尤龙 夭天 失矢 支攴文 丈文 工土 仓仑 冈同 抡抢 沦沧 昔音 间简 "
    "赢羸 籍藉 博搏 密蜜 析柝 盲育 复覆 即既 杜社 杞祀 扰拢 犹优 侍待 持特 怛但 陪部 陵俊 绩积 "
    "积织识职 财材 村材 肋助 劝功 务条 杂亲 导异 岁罗 吊币 另号 吏史更 束東 朿束 朱未 乏之 主生 正止 "
    "甲由申田电 司同可 吕品 回四 西酉 两雨 贡页 责贵 负贞 员贝 则侧 卫工 攻政故 效数 敌故 放方 标栋 样洋 "
    "详祥 淋琳 评坪 订计讨 认议 仪义 让许 设没 诉折 证诬 译泽 择译 环坏怀 还坏 迂迁 远运 进井 连莲 "
    "适敌 选洗 违讳 建健 廷延 座坐 度席 应庆 底低 府俯 "
)
"""Look-alikes that official text and its scans mix up, written down by us."""

TOLD, USUAL = 5, 2
"""Least phrases by which the readings of a character are told apart, and least phrases of a reading that is usual."""

COMMON = 7  # level of a character that official text uses 24 times or more
SOUND_HEAD = """# source: usual readings of pypinyin 0.55.0 (MIT) for GB 2312 and the characters of the counted official text
# date: 2026-11-22
# licence: MIT (readings)
# form: syllable without tone<TAB>characters
"""
SHAPE_HEAD = """# source: own list; lists of ECSpell (MIT) and pycorrector (Apache-2.0); what looks alike in a font
# source: of each pair the right character is common in official text
# date: 2026-11-22
# licence: Apache-2.0
# form: character<TAB>characters it is taken for
"""


MIXUP_HEAD = """# source: wrong words of the lexicon's own groups
# date: 2026-11-22
# licence: Apache-2.0
# form: level<TAB>pairs of a wrong and the right character
"""
OWN_GROUPS = ("常见错误", "混淆词表", "字形相近")
"""How the headings of the lexicon's groups begin whose words are written down, not made."""


def vocabulary(table: ngrams.Table) -> dict[str, int]:
    """Every character of GB 2312 or of the counts, with its level."""
    points = np.arange(0x4E00, 0xA000, dtype=np.uint64)
    levels = table.levels(ngrams.join([points], 1))
    found = {}
    for point, level in zip(points.tolist(), levels.tolist(), strict=True):
        if level >= 2 or _in_gb2312(chr(point)):
            found[chr(point)] = level
    return found


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def readings() -> dict[str, Counter[str]]:
    """How often each reading of a character stands in the phrases of pypinyin."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, sounds_of in phrases_dict.items():
        for character, sound in zip(phrase, sounds_of, strict=False):
            found[character][to_normal(sound[0])] += 1
    return found


def usual_sounds(character: str, phrases: Counter[str]) -> set[str]:
    """The first reading of a character and those that some phrases have; all where too few phrases hold it."""
    known = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    if phrases.total() < TOLD:
        return set(known)
    return {*pinyin(character, style=Style.NORMAL)[0], *(sound for sound in known if phrases[sound] >= USUAL)}


def sounds(characters: dict[str, int]) -> str:
    """The table of sounds."""
    groups: dict[str, list[str]] = defaultdict(list)
    phrases = readings()
    for character in sorted(characters):
        for syllable in sorted(usual_sounds(character, phrases[character])):
            if (syllable.isascii() and syllable.isalpha()) or "ü" in syllable:
                groups[syllable].append(character)
    return SOUND_HEAD + "".join(f"{syllable}\t{''.join(groups[syllable])}\n" for syllable in sorted(groups))


def shapes(folder: Path, font: Path, characters: dict[str, int]) -> str:
    """The table of shapes."""
    import glyph_likeness  # only here: it needs pillow

    common = [character for character in sorted(characters) if characters[character] >= COMMON]
    alike = set(glyph_likeness.alike(sorted(characters), common, font))
    for path in sorted(folder.iterdir()):
        if path.name.startswith("shape") and path.name.endswith(".json.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for one, others in json.load(file).items():
                    for other in others:
                        alike.add((one, other))
        elif "stroke" in path.name:
            for line in path.read_text(encoding="utf-8").splitlines():
                group = line.split()
                for one in group:
                    for other in group:
                        alike.add((one, other))
    for group in OWN.split():
        for one in group:
            for other in group:
                alike.add((one, other))
    kept: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(alike):
        if one == other or len(one + other) != 2 or characters.get(other, 0) < COMMON:
            continue
        kept[one].append(other)
    return SHAPE_HEAD + "".join(f"{one}\t{''.join(others)}\n" for one, others in sorted(kept.items()))


def mixed_up(lines: list[str]) -> str:
    """The table of characters that the wrong words of the lexicon's own groups have in place of others."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    own = False
    for line in lines:
        own = line.startswith("# ") and line[2:].startswith(OWN_GROUPS) if line.startswith("#") else own
        entry = words.parse_line(line) if own else None
        if entry is not None and len(entry.wrong) == len(entry.right[0]):
            changed = [pair for pair in zip(entry.wrong, entry.right[0], strict=True) if pair[0] != pair[1]]
            if len(changed) == 1:
                seen[changed[0]] += 1
    rows = ((level, "".join(w + r for (w, r), n in sorted(seen.items()) if min(n, 2) == level)) for level in (1, 2))
    return MIXUP_HEAD + "".join(f"{level}\t{text}\n" for level, text in rows)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shapes", type=Path)
    parser.add_argument("--font", type=Path)
    options = parser.parse_args()
    characters = vocabulary(ngrams.official())
    SOUNDS.write_text(sounds(characters), encoding="utf-8")
    mixups.MIXUPS.write_text(mixed_up(words.LEXICON.read_text(encoding="utf-8").splitlines()), encoding="utf-8")
    if options.shapes and options.font:
        SHAPES.write_text(shapes(options.shapes, options.font, characters), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
