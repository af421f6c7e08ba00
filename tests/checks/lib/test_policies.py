"""Titles of policies: what needs an interpretation, and which titles are of one document."""

from __future__ import annotations

import pytest

from checks.lib import policies
from checks.lib.document_numbers import find_numbers, is_specific, normalise_number
from checks.lib.similarity import longest_common, ratio


@pytest.mark.parametrize(
    ("title", "number", "need"),
    [
        ("关于印发《清江市城市更新管理办法》的通知", "", "needs"),
        ("清江市人民政府关于印发《清江市预算管理办法（试行）》的通知", "", "needs"),
        ("清江市人民政府办公室关于印发清江市养老服务实施方案的通知", "清政办函〔2026〕8号", "needs"),
        ("关于促进民营经济发展的若干措施", "", "needs"),
        ("清江市“十四五”数字经济发展规划", "", "needs"),
        ("关于转发《云岭省安全生产办法》的通知", "", "needs"),
        ("清江市人民政府令第45号 清江市养犬管理规定", "", "needs"),
        ("清江市人民政府关于加强耕地保护的意见", "", "needs"),
        ("清江市人民政府关于张某等同志任免职的通知", "", "not"),
        ("关于东城片区规划的批复", "", "not"),
        ("关于2026年端午节放假的通知", "", "not"),
        ("关于表彰先进集体的决定", "", "not"),
        ("关于成立清江市安全生产工作领导小组的通知", "", "not"),
        ("关于《清江市养犬管理办法（征求意见稿）》公开征求意见的公告", "", "not"),
        ("清江市人民政府工作规则", "", "not"),
        ("关于某项目环境影响报告书的审查意见", "", "not"),
        ("关于学习贯彻《清江市养犬管理条例》的通知", "", "unsure"),
        ("关于贯彻《云岭省养犬管理条例》的实施意见", "", "needs"),
        ("关于废止《清江市养犬管理办法》的通知", "", "not"),
        ("清江市〈城乡规划法〉实施办法", "", "needs"),
        ("关于做好秋季农作物秸秆禁烧工作的通知", "", "unsure"),
        ("关于做好秋季农作物秸秆禁烧工作的通知", "清政规〔2026〕5号", "needs"),
        ("关于举办第五届职工运动会的通知", "清政规〔2026〕35号", "unsure"),
        ("清江市人民政府关于公布第四批非物质文化遗产代表性项目名录的通知", "清政规〔2026〕34号", "unsure"),
        ("清江市人民政府关于公布征收农用地区片综合地价的通知", "清政规〔2026〕36号", "needs"),
        ("清江市人民政府关于禁止燃放烟花爆竹的通告", "", "needs"),
        ("清江市人民政府关于印发《清江市森林防火三年行动计划》的通知", "清政办发〔2026〕16号", "needs"),
        ("关于印发《清江市2026—2028年防汛能力提升行动方案》的通知", "", "needs"),
        ("关于印发《2026年清江市森林防火工作方案》的通知", "", "unsure"),
        ("关于印发《清江市普法宣传三年行动方案》的通知", "", "unsure"),
        ("清江市人民政府关于2026年森林防火戒严的命令", "清政令〔2026〕1号", "unsure"),
    ],
)
def test_classify(title: str, number: str, need: str) -> None:
    result = policies.classify(title, number)
    assert result.need == need, result
    assert result.reason


@pytest.mark.parametrize(
    ("policy", "interpretation"),
    [
        ("清江市人民政府关于印发《清江市城市更新管理办法》的通知", "《清江市城市更新管理办法》解读"),
        ("清江市人民政府关于印发清江市城市更新管理办法（试行）的通知", "一图读懂丨清江市城市更新管理办法"),
        ("关于进一步加强耕地保护的实施意见", "《关于进一步加强耕地保护的实施意见》文字解读"),
        ("清江市养犬管理规定", "有关负责同志就《清江市养犬管理规定》答记者问"),
        ("关于印发《清江市预算管理办法》的通知", "《关于印发<清江市预算管理办法（试行）>的通知》解读"),
        ("清江市人民政府令第45号 清江市养犬管理规定", "图解：清江市养犬管理规定"),
        ("清江市〈城乡规划法〉实施办法", "《清江市〈城乡规划法〉实施办法》解读"),
    ],
)
def test_same_document(policy: str, interpretation: str) -> None:
    names = policies.titles_in(interpretation) or (policies.fold(interpretation),)
    assert any(policies.same(policies.fold(policy), name) for name in names), (policies.fold(policy), names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清江市2026年奖补实施方案", "清江市2025年奖补实施方案"),
        ("清江市养犬管理办法", "清江市养犬管理办法（征求意见稿）"),
        ("关于做好信访工作的通知", "关于做好信访工作的通知"),
        ("清江市养犬管理办法", "清江市城市更新管理办法"),
    ],
)
def test_not_surely_the_same(one: str, other: str) -> None:
    assert not policies.same(policies.fold(one), policies.fold(other))


def test_is_interpretation() -> None:
    for text in ("政策解读", "一图读懂", "【视频解读】", "H5", "新闻发布会", "答记者问"):
        assert policies.is_interpretation(text), text
    assert not policies.is_interpretation("相关文件")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("根据国发〔2018〕43号", ("国发〔2018〕43号",)),
        ("国办发[2018] 123 号", ("国办发〔2018〕123号",)),
        ("州府办函（2016）206号", ("州府办函〔2016〕206号",)),
        ("教思政厅函【2024】10", ("教思政厅函〔2024〕10号",)),
        ("清政发〔98〕7号、清政发〔08〕7号", ("清政发〔1998〕7号", "清政发〔2008〕7号")),
        ("2026年第45号令", ("2026第45号令",)),
        ("编号HHCR-2023-01005。", ("HHCR-2023-01005",)),
        ("清政发〔2016〕 号", ()),
        ("2026年11月21日", ()),
    ],
)
def test_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert find_numbers(text) == numbers
    assert normalise_number(text) == (numbers[0] if numbers else "")


def test_specific_numbers() -> None:
    assert is_specific("国发〔2018〕43号") and is_specific("HHCR-2023-01005")
    assert not is_specific("第45号令") and not is_specific("")


def test_similarity() -> None:
    assert ratio("养老服务", "养老服务") == 100
    assert longest_common("清江市养老服务方案", "印发养老服务意见") == 4
    assert longest_common("", "甲") == 0


@pytest.mark.parametrize(
    ("title", "owner", "need"),
    [
        ("清江市人民政府转发省人民政府关于稳定就业若干措施的通知", "清江市人民政府", "needs"),
        ("清江市人民政府转发国务院关于稳定就业若干措施的通知", "清江市人民政府", "unsure"),
        ("清江市人民政府办公室转发市教育局关于秋季开学工作的通知", "清江市人民政府", "unsure"),
        ("清江市人民政府办公室转发市教育局等部门关于规范校外培训实施方案的通知", "清江市人民政府", "needs"),
        ("清江市人民政府办公室转发省教育厅等部门关于规范校外培训实施方案的通知", "清江市人民政府", "needs"),
        ("清江市教育局转发市财政局关于助学资金管理办法的通知", "清江市教育局", "needs"),
        ("自治区人民政府办公厅关于印发医疗保障实施办法的通知", "龙湖县人民政府", "unsure"),
        ("省人民政府关于印发养犬管理办法的通知", "云岭省人民政府", "needs"),
        ("市人民政府关于印发养犬管理办法的通知", "清江市人民政府", "needs"),
        ("清江市人民政府关于印发创建全国文明城市实施方案的通知", "清江市人民政府", "unsure"),
        ("清江市人民政府关于印发城镇老旧小区改造实施方案的通知", "清江市人民政府", "needs"),
        ("清江市人民政府办公室关于印发市级机关差旅费管理办法的通知", "清江市人民政府", "unsure"),
        ("清江市人民政府办公室关于印发《市政府常务会议议题管理办法》的通知", "清江市人民政府", "unsure"),
        ("关于延长《龙湖县被征地农民养老保险实施办法》有效期的通知", "龙湖县人民政府", "not"),
        ("中华人民共和国道路运输条例", "清江市交通运输局", "not"),
        ("江右省道路运输条例实施办法", "清江市交通运输局", "unsure"),
        ("江右省道路运输条例实施办法", "江右省交通运输厅", "needs"),
        ("江右省清江市停车管理办法", "清江市人民政府", "needs"),
    ],
)
def test_documents_of_others(title: str, owner: str, need: str) -> None:
    assert policies.classify(title, "", owner=owner).need == need
