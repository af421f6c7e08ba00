"""Misstatements: every wording of the packs is sound, slips are found, what only looks like one is not."""

from pathlib import Path

import pytest

from checks.lib import fixed_wordings, law_titles
from checks.lib.misstatements import find_misstatements


def wrongs(text: str) -> list[tuple[str, str]]:
    return [(hit.wrong, hit.right[0]) for hit in find_misstatements(text)]


def test_no_right_wording_is_reported() -> None:
    wordings = fixed_wordings.shipped()
    rights = {phrase.text for phrase in wordings.phrases} | wordings.allowed
    rights |= {right for wording in wordings.wordings for right in wording.right}
    rights |= {"、".join(order.parts) for order in wordings.orders} | {f"《中华人民共和国{law}》" for law in law_titles.laws()}
    assert {right: wrongs(f"坚持{right}，抓好落实。") for right in rights if wrongs(f"坚持{right}，抓好落实。")} == {}


def test_every_forbidden_wording_can_be_found() -> None:
    wordings = fixed_wordings.shipped().wordings
    lost = [
        w.wrong
        for w in wordings
        if not any(w.wrong in found for found, _ in wrongs(f"有关{w.wrong}{(w.near or ('',))[0]}的情况。"))
    ]
    assert lost == []


def long_phrases() -> list[fixed_wordings.Phrase]:
    return [p for p in fixed_wordings.shipped().phrases if not p.verbs and len(p.text) >= 7 and p.last - p.first > 2]


@pytest.mark.parametrize("phrase", long_phrases(), ids=lambda phrase: phrase.text)
def test_every_phrase_is_found_with_two_characters_swapped(phrase: fixed_wordings.Phrase) -> None:
    text = phrase.text
    pairs = ((at, text[at : at + 2]) for at in range(phrase.first + 1, phrase.last - 1))
    at = next(at for at, pair in pairs if pair[0] != pair[1] and all("\u4e00" <= ch <= "\u9fff" for ch in pair))
    slipped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assert any(found in slipped or slipped in found for found, _ in wrongs(f"要把{slipped}落到实处。"))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("深入学习习近平新时代中国特色社会注意思想", "习近平新时代中国特色社会注意思想", "习近平新时代中国特色社会主义思想"),
        ("习近乎总书记指出", "习近乎总书记", "习近平总书记"),
        ("习平近总书记强调", "习平近总书记", "习近平总书记"),
        ("依照中华人民人共和国法律", "中华人民人共和国", "中华人民共和国"),
        ("依照中华人民和国法律", "中华人民和国", "中华人民共和国"),
        ("根据《中华人民共和国残疾人保护法》", "中华人民共和国残疾人保护法", "中华人民共和国残疾人保障法"),
        ("适用《政府信息公开条列》", "政府信息公开条列", "政府信息公开条例"),
        (
            "按照《中华人民共和国政府信息公开法》的要求主动公开",
            "中华人民共和国政府信息公开法",
            "中华人民共和国政府信息公开条例",
        ),
        ("学习贯彻党的二十大三中全会精神", "二十大三中全会", "二十届三中全会"),
        ("曾当选第十三届全国人大代表大会代表", "人大代表大会", "人民代表大会"),
        ("《中华人民共和国道路安全交通法》", "中华人民共和国道路安全交通法", "中华人民共和国道路交通安全法"),
        ("国家市场监督管理局发布公告", "国家市场监督管理局", "国家市场监督管理总局"),
        ("学习国务院办公室印发的意见", "国务院办公室", "国务院办公厅"),
        ("做到“两个维户”", "两个维户", "两个维护"),
        ("深刻领悟“两个确定”的决定性意义", "两个确定", "两个确立"),
        ("根据《中华人民共和国道路交通法》处罚", "中华人民共和国道路交通法", "中华人民共和国道路交通安全法"),
        ("台湾、韩国等国家的旅客", "台湾、韩国等国家", "台湾、韩国等国家和地区"),
        ("住房与城乡建设部印发通知", "住房与城乡建设部", "住房和城乡建设部"),
    ],
)
def test_slips_are_found(text: str, wrong: str, right: str) -> None:
    assert wrongs(text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "学习李平同志先进事迹，学习近平总书记重要讲话",
        "探索科学发展规律，与基本实现社会主义现代化相适应",
        "为了健全省人民代表大会常务委员会的议事程序",
        "2.习近平同土库曼斯坦总统举行会谈；习近平出席会议",
        "中国共产党第十二次全国代表大会、中国共产党第十次全国代表大会",
        "助推高质量发展，加强应急管理培训",
        "国家卫生健康委会同国家疾控局，适用于港澳特别行政区的条约",
        "“中华共和国人民革命政府”在福州成立",
        "《中华人民共和国审计法实施条例》《北京市物业管理条例》",
        "台湾国家公园、香港国家安全法、澳门特别行政区维护国家安全",
        "香港、澳门等国家战略支点；香港、台湾等国家和地区",
        "这句话有四个意思，坚持创新、开放、绿色、共享、协调的办会要求",
        "“习进平总书记”应为“习近平总书记”",
        "有人冒用“中华人民共合国某某局”名义群发短信，均为诈骗",
        "坚决做到“两个维护”，明确两个确定性因素",
        "《中华人民共和国保险法》《中华人民共和国监察法》《道路交通法》的沿革",
    ],
)
def test_what_only_looks_like_a_slip_is_none(text: str) -> None:
    assert wrongs(text) == []


def test_an_entry_without_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[[group]]\nphrases = ["全面深化改革"]\n', "utf-8")
    with pytest.raises(ValueError, match=r"a\.toml: a group without source and date"):
        fixed_wordings.read(tmp_path)
    (tmp_path / "a.toml").write_text('[[group]]\nsource = "x"\ndate = "y"\nphrases = ["改革"]\n', "utf-8")
    with pytest.raises(ValueError, match="too short"):
        fixed_wordings.read(tmp_path)
