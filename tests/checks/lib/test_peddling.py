"""Who peddles forged papers, and who issues papers lawfully."""

import pytest

from checks.lib.peddling import peddles


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("代开各类正规发票-电话微信同号", "餐饮 住宿 建材，保真可验，先验后付，加微信 13800000000"),
        ("专业办理毕业证、学位证", "快速出证 联系QQ：123456789"),
        ("出售增值税专票", "低点数 真票可查 13912345678"),
    ],
)
def test_offers(title: str, text: str) -> None:
    assert peddles(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("办理身份证须知", "到派出所办理，携带户口簿"),
        ("发票代开办税指南", "代开发票流程 受理窗口 13800000000"),
        ("某某驾校 专业办理驾驶证", "驾校 正规 全国联网 13800000000"),
        ("印章制作", "正规刻章 公安备案 13800000000"),
        ("代理记账 代开发票_某某财税有限公司", "专业 正规 13800000000"),
        ("警惕“专业办理毕业证”骗局", "加微信 13800000000 快速"),
        ("办理居住证", "地址 电话"),
    ],
)
def test_honest_pages(title: str, text: str) -> None:
    assert not peddles(title, text)
