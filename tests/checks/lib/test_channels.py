"""Which labels are named as offered instead of a way to write."""

import pytest

from checks.lib.channels import is_special


@pytest.mark.parametrize("label", ["网上信访", "纪检监察举报", "咨询电话：0555-5281234", "12388举报网站", "我为政府网站找错"])
def test_what_stands_instead_of_a_channel(label: str) -> None:
    assert is_special(label)


@pytest.mark.parametrize(
    "label", ["赣公网安备36089902000088号", "《网约车驾驶员管理办法》解读", "违法超限超载车辆抄告名单", "信访工作会议召开"]
)
def test_what_the_message_does_not_name(label: str) -> None:
    assert not is_special(label)
