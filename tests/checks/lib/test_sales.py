"""The words of a link that sell, and what an office's links say."""

import pytest

from checks.lib.sales import linked_pitch


@pytest.mark.parametrize(
    "text",
    [
        "广告：二手车低价直销",
        "【广告】精品楼盘",
        "嘉禾白酒 买一送一 订购热线400-800-1234",
        "双十一特价 女装全场3折 立即抢购",
        "厂家直销 假一赔十",
    ],
)
def test_a_banner_that_sells(text: str) -> None:
    assert linked_pitch(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "法律援助免费咨询电话12348",
        "公益广告：文明健康",
        "广告监测中心",
        "户外广告设施管理",
        "心理健康免费咨询热线 预约电话",
        "本县消费券限时抢购 满100减50",
        "第五届电商节特价农产品直播带货",
        "省人民医院预约挂号 客服电话",
        "公积金贷款利率优惠政策问答",
        "免费体验数字博物馆",
    ],
)
def test_what_an_offices_link_says(text: str) -> None:
    assert linked_pitch(text) is None
