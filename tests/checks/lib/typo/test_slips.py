"""The detector of slips over the shipped counts: what it finds, where, and what it leaves alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.lib.typo import candidates, evidence, judge, ngrams, shielded, slips, typos
from model import Confidence


def found(text: str) -> list[tuple[int, str, str]]:
    return [(typo.offset, typo.wrong, typo.right[0]) for typo in typos.counted(text)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("要进一步完善公共法律服务体系建社，提高服务水平。", "社", "设"),
        ("坚持和加强党的全面领导，推动经济高质量发站。", "站", "展"),
        ("各级人民政付应当加强对安全生产工作的领导。", "付", "府"),
        ("保障人民群重生命财产安全，维护社会稳定。", "重", "众"),
    ],
)
def test_finds_a_slip_with_its_place(text: str, wrong: str, right: str) -> None:
    [(offset, marked, mended)] = found(text)
    assert text[offset : offset + len(marked)] == marked
    assert (wrong in marked, right in mended, len(marked) == len(mended)) == (True, True, True)
    assert text[:offset] + mended + text[offset + len(marked) :] == text.replace(wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "要进一步完善公共法律服务体系建设，提高服务水平。",
        "沪公网安备 31010102000001号",
        "阿依古丽·买买提和巴图尔参加了会议。",
        "《推动经济高质量发站》一书出版。",
        "Please contact us at http://www.example.gov.cn/fuwu/",
        "",
        "，。",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert found(text) == []


def test_a_string_that_repeats_is_a_term() -> None:
    sentence = "各级人民政付应当加强对安全生产工作的领导。"
    assert len(found(sentence)) == 1
    assert found(sentence * 3) == []


@pytest.mark.parametrize(
    ("text", "number"), [("各级人民政付应当加强对安全生产工作的领导。", 1), ("由郭嘉发展改革委、财政部等部门负责。", 2)]
)
def test_two_wrong_characters_and_familiar_company_make_a_slip_likelier(text: str, number: int) -> None:
    one = next(slip for slip in slips.find_slips(text, slips.shipped(), -3.0) if len(slip.wrong) == number)
    company = one.likely - one.score - slips.TWO_AT_ONCE * (number - 1)
    assert slips.ABROAD * (slips.AT_HOME - slips.FAR_ABROAD) - 1e-9 <= company <= slips.ABROAD * slips.AT_HOME + 1e-9


@pytest.mark.parametrize(
    "text",
    [
        "产业科按进度拨付资金。",
        "两个单位做出妥善安排。",
        "新疆生产建设兵团第八师石河子市调整结构。",
        "双方做出了积极贡献。",
    ],
)
def test_leaves_alone_what_is_as_right(text: str) -> None:
    assert found(text) == []


def test_levels_follow_the_score() -> None:
    for typo in typos.counted("各级人民政付应当加强对安全生产工作的领导。"):
        assert typo.level in (Confidence.CONFIRMED, Confidence.SUSPECTED)
    assert typos.NEARBY <= typos.DOUBTFUL <= typos.CERTAIN


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="会议部署工作布的，。A1 \n𠮷", max_size=80))
def test_offsets_hold_for_any_text(text: str) -> None:
    for typo in typos.find_typos(text):
        assert text[typo.offset : typo.offset + len(typo.wrong)] == typo.wrong
        assert typo.right and typo.right[0] != typo.wrong


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["好。", "字\n", "多而又多的字", "，"]), max_size=4000))
def test_pieces_are_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    cut = list(slips.pieces(text))
    assert "".join(piece for _, piece in cut) == text
    assert all(text.startswith(piece, start) for start, piece in cut)


@pytest.mark.parametrize(("wrong", "right"), [("墨", "美"), ("或", "和"), ("三", "四"), ("内的", "里地")])
def test_closed_classes_are_never_mended(wrong: str, right: str) -> None:
    assert shielded.same_class(wrong, right)
    assert not shielded.same_class(wrong, wrong)
    assert not shielded.same_class("付", "府")


def test_near_sounds() -> None:
    near, far = candidates.near_sounds("zheng")
    assert near == {"zeng", "zhen", "zen"}
    assert "cheng" in far
    assert "zheng" not in near | far


def test_candidates_are_sound_and_shape() -> None:
    coded = np.array([ord("布"), ord("休"), ord("A")], dtype=np.uint64)
    owner, right, kind = candidates.confusions().all.of(coded)
    rows = {(int(one), chr(int(other))): int(why) for one, other, why in zip(owner, right, kind, strict=True)}
    assert rows[0, "部"] & candidates.SAME
    assert rows[1, "体"] & candidates.SHAPE
    assert not any(one == 2 for one, _ in rows)
    assert (0, "布") not in rows


def test_bits_say_the_same_as_the_rows() -> None:
    table, known = ngrams.official(), candidates.confusions()
    coded = np.array([ord(ch) for ch in "布休署肿嗨砺A。"], dtype=np.uint64)
    owner, right, kind = known.all.of(coded)
    usual = table.index[right] >= 0
    for same in (False, True):
        bits = np.unpackbits(known.bits(coded, table, same=same), axis=1)
        wanted = usual & ((kind & candidates.SAME > 0) | (not same))
        told = {(int(at), int(table.characters[place])) for at, place in zip(*np.nonzero(bits), strict=True)}
        assert told == {(int(at), int(code)) for at, code in zip(owner[wanted], right[wanted], strict=True)}
    assert (known.kinds(coded[owner], right) == kind).all()
    assert known.kinds(np.array([ord("布")], np.uint64), np.array([ord("水")], np.uint64))[0] == 0


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("水渠年久失休，渗漏严重，下游田块常常缺水。", "休"),  # a set phrase, which official text hardly knows
        ("开展形势多样的宣传，覆盖全部社区。", "势"),  # a word, too, where its twin is better known
    ],
)
def test_certain_ones_among_rare_phrases_and_twins_are_found(text: str, wrong: str) -> None:
    assert [slip.wrong for slip in slips.find_slips(text, slips.shipped(), slips.STRICT)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "水渠年久失修，渗漏严重；老屋无人看管，久失修葺。",
        "国际形势多变，全球增长乏力，外贸形势复杂严峻。",
        "会上展示了形式多样、内容丰富的作品，近期安全形势总体平稳。",
        "新能源装备设计制造、商业卫星研发智造、高端智能医疗装备，抢占发展先机。",
        "各代表团进行审议，主席团可一并交由有关的专门委员会进行审议。",
    ],
)
def test_what_looks_like_those_is_right(text: str) -> None:
    assert not slips.find_slips(text, slips.shipped(), slips.STRICT)


def test_the_strict_search_finds_what_the_whole_search_is_sure_of() -> None:
    engine = slips.shipped()
    text = (
        "会议强调，要坚定不移惯彻落实党中央决策布属，切实减轻基层负胆。"
        + "各级各部门要高度重视，加强组织领导，确保取得实效。" * 40
    )
    whole = slips.find_slips(text, engine, 0.0)
    sure = [slip for slip in whole if slip.score >= slips.STRICT]
    assert sure
    assert slips.find_slips(text, engine, slips.STRICT) == sure


def test_noise_does_not_hide_the_prose_beside_it() -> None:
    engine = slips.shipped()
    noise = "".join(chr(0x4E00 + (7919 * n) % 20000) for n in range(1500))
    prose = "会议强调，要坚定不移惯彻落实党中央决策部署。" + "各级各部门要高度重视，加强组织领导，确保取得实效。" * 20
    found = slips.find_slips(f"{noise}\n{prose}", engine, slips.STRICT)
    assert [slip.wrong for slip in found if slip.offset > len(noise)] == [
        slip.wrong for slip in slips.find_slips(prose, engine, 4.0)
    ]
    assert not [slip for slip in found if slip.offset < len(noise) - slips.STRETCH]


def test_weights_read_as_written(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text("# source: test\nbias\t-1.5\ngain\t2:0.25 14:-3\n", encoding="utf-8")
    read = judge.read_weights(file)
    assert read.bias == -1.5
    assert (read.weights["gain"][2], read.weights["gain"][14], read.weights["gain"][3]) == (0.25, -3, 0)


def test_every_feature_has_weights_and_room() -> None:
    coded = ngrams.codes("各级人民政付应当加强对安全生产工作的领导。")
    engine = slips.shipped()
    rare = evidence.rare_trigrams(coded, engine.table)
    _, case = slips.cases(coded, evidence.suspicious(coded, rare), rare, engine)
    named = dict(judge.features(case))
    assert named.keys() == engine.judge.weights.keys()
    assert all((column.min() >= 0) and (column.max() < judge.BINS) for column in named.values())


def test_what_changed_is_asked_again_and_nothing_else() -> None:
    engine = slips.shipped()
    coded = ngrams.codes("会议强调，不得批准正手土地，要坚定不移惯彻落实党中央决策布属，驻村干部走访慰问。")
    rare = evidence.rare_trigrams(coded, engine.table)
    _, case = slips.cases(coded, evidence.suspicious(coded, rare), rare, engine)
    rows = case.rows.copy()
    rows[:, evidence.SIDE] = case.right
    rows[:, evidence.SIDE + 1] = np.where(case.second > 0, case.second, rows[:, evidence.SIDE + 1])
    assert 0 < (case.second > 0).sum() < len(rows)
    whole = evidence.strength(rows, engine.table)
    for one, two in zip((*whole.windows, *whole.spans), (*case.meant.windows, *case.meant.spans), strict=True):
        assert (one == two).all()
    for name in ("probability", "backward", "cut", "word", "word_level"):
        assert (getattr(whole, name) == getattr(case.meant, name)).all()


def test_rare_strings_are_brought_up_to_date() -> None:
    table = ngrams.official()
    coded = ngrams.codes("会议强调，要坚定不移惯彻落实党中央决策布属。")
    rare = evidence.rare_trigrams(coded, table)
    place = np.flatnonzero(coded == ord("惯"))
    coded[place] = ord("贯")
    evidence.look_again(coded, rare, place, table)
    assert (rare == evidence.rare_trigrams(coded, table)).all()


def test_words_are_likelier_than_characters_alone() -> None:
    table = ngrams.official()
    rows = np.stack([ngrams.codes(text)[ngrams.PAD : -ngrams.PAD] for text in ("高声叫喊不要听啊", "高声叫碱不要听啊")])
    rows = np.concatenate((rows, rows[:, :1]), axis=1)
    cut = evidence.strength(rows, table).cut
    assert cut[0] > cut[1]


def test_no_string_is_better_known_than_what_it_holds() -> None:
    drawn = np.random.default_rng(2).integers(0x4E00, 0x9FA5, (20_000, 2 * evidence.SIDE + 1)).astype(np.uint64)
    windows = evidence.strength(drawn, ngrams.official()).windows
    for shorter, longer in pairwise(windows):
        assert (longer <= np.minimum(shorter[:, :-1], shorter[:, 1:])).all()
    assert not windows[4].any()


def test_a_slip_that_makes_a_known_word_is_suspected() -> None:
    engine = slips.shipped()
    text = "全区秸杆综合利用率达到百分之九十二。"
    coded = ngrams.codes(text)
    rare = evidence.rare_trigrams(coded, engine.table)
    place = slips.suspected(coded, rare, engine)
    assert ngrams.PAD + text.index("杆") in place
    assert ngrams.PAD + text.index("杆") not in evidence.suspicious(coded, rare)
    far = np.array([ngrams.PAD + len(text) - 1])
    assert ngrams.PAD + text.index("杆") not in slips.suspected(coded, rare, engine, far)


def test_a_word_is_of_no_class_where_one_of_its_characters_is() -> None:
    assert shielded.same_class("的", "得") and shielded.same_class("他们", "她们")
    assert not shielded.same_class("布的", "不得") and not shielded.same_class("政付", "政府")


def test_titles_are_closed_on_both_sides() -> None:
    assert shielded.title("见《红楼》第三回", 2, 3)
    assert not shielded.title("见《办法》第三条", 5, 6)
    assert not shielded.title("见《办法第三条", 2, 3)


@pytest.mark.parametrize("title", ["传染病防止法", "配值许可管理目录", "处罚出分条例（试行）"])
def test_titles_of_official_documents_are_read(title: str) -> None:
    assert not shielded.title(f"依据《{title}》办理。", 3, 5)


def test_village_behind_a_name_is_no_town_and_country() -> None:
    assert shielded.shielded("驻蓝考县工作队今天到达。", 1, 2)
    assert not shielded.shielded("由国务院往房城乡建设部门批准。", 4, 6)


@pytest.mark.parametrize(
    "text", ["县委书记仝民政主持会议。", "村民郄人民政正在晾晒花生。", "阔洪琦乡人民政府工作人员走访群众。"]
)
def test_an_odd_name_is_no_slip_of_the_keyboard(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("各级嫩民政府应当依法履行职责。", "嫩", "人"),
        ("坚持中国特色社会主义道跟。", "跟", "路"),
    ],
)
def test_finds_a_slip_of_the_keyboard_in_well_known_company(text: str, wrong: str, right: str) -> None:
    [(_, marked, mended)] = found(text)
    assert (wrong in marked, right in mended) == (True, True)
