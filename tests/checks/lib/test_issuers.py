"""Whose document it is, by title, office and number."""

from __future__ import annotations

import pytest

from checks.lib import issuers

COUNTY = "青山县人民政府 云岭市青山县人民政府办公室"
CITY = "中国·云岭 云岭市人民政府办公室"
BUREAU = "云岭市医疗保障局"


@pytest.mark.parametrize(
    ("title", "office", "owner"),
    [
        ("云岭市人民政府办公室关于印发供热管理办法的通知", "", COUNTY),
        ("市政府办公室关于印发供热管理办法的通知", "", COUNTY),
        ("临湖县人民政府关于印发民宿管理办法的通知", "", COUNTY),
        ("云岭市住房和城乡建设局关于印发物业收费办法的通知", "", COUNTY),
        ("中共云岭市委 云岭市人民政府关于支持民营经济的若干措施", "", COUNTY),
        ("人力资源社会保障部 财政部关于印发《创业补贴管理办法》的通知", "", COUNTY),
        ("关于印发供热管理办法的通知", "云岭市人民政府", COUNTY),
        ("关于印发创业补贴管理办法的通知", "人力资源和社会保障部", COUNTY),
        ("关于印发创业补贴管理办法的通知", "新华社", COUNTY),
        ("云岭市人民政府关于印发供热管理办法的通知", "", BUREAU),
        ("江右省医疗保障条例", "", BUREAU),
        ("省医疗保障局关于印发定点药店管理办法的通知", "", BUREAU),
        ("云南白族自治州人民政府关于印发村寨保护办法的通知", "", COUNTY),
    ],
)
def test_of_another(title: str, office: str, owner: str) -> None:
    assert issuers.of_another(title, office, owner)


@pytest.mark.parametrize(
    ("title", "office", "owner"),
    [
        ("青山县人民政府办公室关于印发供热管理办法的通知", "青山县人民政府办公室", COUNTY),
        ("云岭市青山县人民政府关于印发供热管理办法的通知", "", COUNTY),
        ("县政府办公室关于印发供热管理办法的通知", "县住建局", COUNTY),
        ("青山县经济开发区管委会关于印发厂房管理办法的通知", "", COUNTY),
        ("云岭市人民政府关于印发供热管理办法的通知", "云岭市人民政府办公室", CITY),
        ("市政府办公室关于印发供热管理办法的通知", "市城管局", CITY),
        ("云岭市教育局关于印发积分入学办法的通知", "云岭市教育局", CITY),
        ("云岭市医疗保障局 云岭市财政局关于大病保险的实施意见", "云岭市医疗保障局", BUREAU),
        ("市医疗保障局关于印发定点药店管理办法的通知", "", BUREAU),
        ("云岭市人民政府关于印发供热管理办法的通知", "", ""),
        ("云岭市人民政府关于印发供热管理办法的通知", "", "政务门户网站"),
        ("州人民政府关于印发供热管理办法的通知", "", "中国·云岭"),
    ],
)
def test_the_own(title: str, office: str, owner: str) -> None:
    assert not issuers.of_another(title, office, owner)


def test_columns_of_what_comes_from_above() -> None:
    for name in ("上级文件", "国家政策", "国务院文件", "市级政策", "法律法规"):
        assert issuers.is_from_above(name, COUNTY), name
    for name in ("政策文件", "县政府文件", "规范性文件", "法律服务"):
        assert not issuers.is_from_above(name, COUNTY), name
    assert not issuers.is_from_above("市政府文件", CITY)
    assert not issuers.is_from_above("市政府文件", "")


def test_the_mark_of_the_regions_numbers() -> None:
    own = ["青政发〔2026〕1号", "青政办发〔2026〕2号", "青政规〔2026〕3号", "青政办〔2026〕9号", "青民发〔2026〕1号", ""]
    mark = issuers.region_mark([*own, "云政办发〔2026〕5号"])
    assert mark == "青"
    assert issuers.is_numbered_elsewhere("云政办发〔2026〕5号", mark)
    assert not issuers.is_numbered_elsewhere("青政办发〔2026〕2号", mark)
    assert not issuers.is_numbered_elsewhere("民发〔2026〕2号", mark)
    assert issuers.region_mark(own[:3]) == "", "too few to show a mark"


def test_a_borrowed_name_gives_way_to_what_the_titles_show() -> None:
    titles = [f"青山县人民政府关于印发第{n}号办法的通知" for n in range(4)]
    assert issuers.shown_places(titles, "示例市人民政府") == "青山县"
    assert issuers.shown_places(titles, "青山县人民政府") == ""
    assert issuers.shown_places(titles[:2], "示例市人民政府") == ""
