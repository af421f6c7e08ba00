"""Which forms a guide asks for (missing-form-sample)."""

from dataclasses import replace
from pathlib import Path

import pytest

from checks.lib.guides import guides_of
from checks.service.missing_form_sample import forms_of
from model import SiteView
from tests.checks.build import case

FIXTURE = Path(__file__).parent / "missing-form-sample" / "bad-written-form.toml"


@pytest.mark.parametrize(
    ("materials", "forms"),
    [
        ("1.安全评价报告；2.应急预案备案登记表（复印件1份，纸质）", ()),
        ("1.应急预案备案登记表（原件1份、复印件1份）", ("应急预案备案登记表",)),
        ("1.公司登记申请书（原件1份，纸质）2.公司章程", ("公司登记申请书",)),
        ("1.申请书；2.身份证复印件1份", ()),
        ("1.信用承诺书（原件1份）；2.消防安全承诺书复印件1份", ()),
    ],
)
def test_forms(materials: str, forms: tuple[str, ...]) -> None:
    view, _ = case(FIXTURE)
    assert isinstance(view, SiteView)
    one = guides_of(view)[0]
    elements = tuple(replace(e, value=materials) if e.name == "办理材料" else e for e in one.guide.elements)
    assert forms_of(replace(one, guide=replace(one.guide, elements=elements, files=()))) == forms
