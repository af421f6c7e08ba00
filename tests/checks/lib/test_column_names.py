"""Names of required columns against names of columns that are there."""

import pytest

from checks.lib.column_names import is_same, kind_of, normal
from model import ColumnKind


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("机构职能", "机构职能 "),
        ("通知公告栏目", "通知公告"),
        ("优化营商环境", "优化营商环境专栏"),
        ("“互联网+督查”", "互联网督查"),
    ],
)
def test_same_column(wanted: str, name: str) -> None:
    assert is_same(wanted, name)


@pytest.mark.parametrize(("wanted", "name"), [("机构职能", "机关党建"), ("政策解读", ""), ("信息", "通知公告"), ("领", "领导")])
def test_other_column(wanted: str, name: str) -> None:
    assert not is_same(wanted, name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("政策解读", ColumnKind.INTERPRETATION), ("领导之窗", ColumnKind.LEADERS), ("政府信息公开年报", ColumnKind.DISCLOSURE_REPORT),
     ("县情概况", ColumnKind.OVERVIEW), ("优化营商环境", ColumnKind.OTHER), ("专题专栏", ColumnKind.OTHER)],
)  # fmt: skip
def test_kind_of_a_wanted_column(name: str, kind: ColumnKind) -> None:
    assert kind_of(name) is kind


def test_a_name_is_never_normalised_to_nothing() -> None:
    assert normal("信息公开") == "信息公开"
    assert normal("专栏") == "专栏"
