"""Office hours that a guide tells under another label (incomplete-service-guide)."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.lib.guides import guides_of, halves_of_time
from model import SiteView
from tests.checks.build import case

FIXTURE = Path(__file__).parents[1] / "missing-form-sample" / "bad-written-form.toml"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("县政务服务中心2楼57号窗口，工作日上午9时至12时、下午1时30分至5时受理", True),
        ("县政务服务中心2楼57号窗口（9:00-12:00）", True),
        ("县政务服务中心2楼57号窗口（兴华街16号）", False),
        ("县政务服务中心2楼57号窗口，3至5个工作日内取件", False),
    ],
)
def test_hours_beside_the_place(place: str, told: bool) -> None:
    view, _ = case(FIXTURE)
    assert isinstance(view, SiteView)
    one = guides_of(view)[0]
    elements = tuple(replace(e, value=place) if e.name == "办理地点" else e for e in one.guide.elements)
    assert ("办公时间" in halves_of_time(replace(one, guide=replace(one.guide, elements=elements)))) is told
