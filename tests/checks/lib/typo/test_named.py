"""Places where a name, a measure word or a turn of phrase stands."""

import pytest

from checks.lib.typo.named import in_earnest


@pytest.mark.parametrize(
    ("sentence", "place", "held_back"),
    [
        ("由国办督查室主任高雨担任。", "高雨", True),
        ("由国办督查室主任高雨担任。", "雨", True),
        ("县委书记汪明新经常到基层调研。", "汪", True),
        ("副县长张伟，副局长王强参加。", "伟", True),
        ("由办公室主任负则。", "则", False),
        ("村委会主任要认针履职。", "针", False),
        ("党组书记方按审定。", "按", False),
        ("取缔了15种小企业。", "种", True),
        ("帮扶20多户群众。", "户", True),
        ("取缔了各种小企业。", "种", False),
        ("三架马车齐头并进。", "架", False),
        ("不能以点代面。", "代", True),
        ("坚决防止以罚代管。", "罚", True),
        ("以及其他待遇。", "待", False),
        ("产业科按进度拨付资金。", "按", True),
        ("县统计局已完成审核。", "已", True),
        ("应急预按已经修订。", "按", False),
        ("处按此办理。", "按", False),
    ],
)
def test_what_stands_there_in_earnest(sentence: str, place: str, held_back: bool) -> None:
    at = sentence.index(place)
    assert in_earnest(sentence, at, at + len(place), "某") is held_back


@pytest.mark.parametrize(
    ("sentence", "place", "right", "held_back"),
    [
        ("新疆生产建设兵团第八师石河子市", "师", "十", True),
        ("第十二界人民代表大会", "界", "届", False),
        ("共有八师学生报名", "师", "十", False),
    ],
)
def test_what_is_counted_is_no_numeral(sentence: str, place: str, right: str, held_back: bool) -> None:
    at = sentence.index(place)
    assert in_earnest(sentence, at, at + 1, right) is held_back
