"""Regions that a text names: counties of one character only where they open the name of an office or an address."""

import pytest

from checks.lib.regions import Home, other_city, other_county, units_in


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("沛县人民政府", ("沛县",)),
        ("礼县水务局", ("礼县",)),
        ("徐州市沛县龙固镇便民服务中心", ("沛县",)),
        ("江苏省沛县汉城路18号", ("沛县",)),
        ("青山县政务服务中心", ("青山县",)),
        ("县政务服务中心二楼", ()),
        ("本县政务服务中心", ()),
        ("邻县镇政府", ()),
        ("各县教育局", ()),
        ("市县两级政府", ()),
    ],
)
def test_units(text: str, units: tuple[str, ...]) -> None:
    assert units_in(text) == units


def test_a_city_names_its_counties_honestly() -> None:
    city = Home("", frozenset({"云岭市", "青山县"}), of_a_city=True)
    county = Home("", frozenset({"云岭市", "青山县"}))
    assert other_county("临湖县政务服务中心二楼", city) == ""
    assert other_county("临湖县政务服务中心二楼", county) == "临湖县"


def test_a_city_that_no_other_guide_knows() -> None:
    county = Home("青山县人民政府", frozenset({"青山县"}))
    assert other_city("临湖市建设东路政务中心二楼", county, "青山县政务服务中心") == "临湖市"
    assert other_city("云岭市政务中心", county, "云岭市公积金管理中心青山县管理部") == "", "the city above the county"
    assert other_city("云岭市青山县政务中心", county, "") == ""
    assert other_city("临湖市政务中心", Home("云岭市人民政府", frozenset({"云岭市"}), of_a_city=True), "") == ""
    assert other_city("县政务中心", county, "") == ""
