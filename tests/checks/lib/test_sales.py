"""The words of a link that sell, and what an office's links say."""

import pytest

from checks.lib.sales import linked_pitch, sold


@pytest.mark.parametrize(
    "text",
    [
        "广告：二手车低价直销",
        "【广告】精品楼盘",
        "嘉禾白酒 买一送一 订购热线400-800-1234",
        "双十一特价 女装全场3折 立即抢购",
        "厂家直销 假一赔十",
        "某某大酒店 全场五折 订房热线",
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
        "农家乐订餐热线 公示牌",
        "24小时便民服务热线",
    ],
)
def test_what_an_offices_link_says(text: str) -> None:
    assert linked_pitch(text) is None


@pytest.mark.parametrize(
    ("title", "said", "promise"),
    [
        ("21天瘦30斤-产后减肥-不反弹", "无效退款 加微信 jf66666", "减肥中心"),
        ("某某医疗美容医院-双眼皮-隆鼻-限时特惠", "整形优惠 预约热线400-888-1234", "美容协会"),
        ("股票开户佣金万一-荐股群-每日牛股推荐", "加群领取涨停牛股", "股票"),
        ("酱香白酒批发-厂家直销-买一送一", "招代理 微信同号13900002222", "酒业"),
        ("阳澄湖大闸蟹礼券团购 八折包邮", "礼券团购价198元，顺丰包邮，企业福利采购热线。", "阳澄湖大闸蟹"),
        ("装饰城", "厂家直销，全场8折起", "县残疾人联合会"),  # a name that was given up and bought
    ],
)
def test_pages_of_sellers(title: str, said: str, promise: str) -> None:
    assert sold(title, said, [promise])


@pytest.mark.parametrize(
    ("title", "said", "promise"),
    [
        ("绥宁农商银行-官方网站", "个人贷款 企业贷款 网上银行 客服热线96518", "绥宁农商银行"),
        ("市人民医院", "门诊预约 整形外科 男科 专家介绍", "市人民医院"),
        ("绥宁老酒集团有限公司官网", "公司简介 产品中心 企业文化 招商加盟", "老字号酒厂"),
        ("大商集团", "门店分布 促销活动 会员中心 限时优惠", "家电商场"),
        ("消费帮扶商城", "脐橙现价3元，产地直销、包邮到家，订购热线0739-7714444", "帮扶商城"),
        ("证券公司-官方网站", "股票开户 交易软件 投资者教育 警惕荐股群骗局", "证券公司"),
        ("装饰城", "厂家直销，全场8折起", "市装饰城"),
    ],
)
def test_honest_houses(title: str, said: str, promise: str) -> None:
    assert not sold(title, said, [promise])
