"""Regions that a text names: counties of one character only where they open the name of an office or an address."""

import pytest

from checks.lib.regions import Home, other_county, units_in


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
