"""What solicits and what only speaks of it: titles, link words and paragraphs by table."""

import pytest

from checks.lib import harm


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("澳门新葡京娱乐城", "gambling"),
        ("六 合*彩-资料", "gambling"),
        ("ＢＥＴ３６５ 体育", "gambling"),
        ("时\u200b时\u200b彩", "gambling"),
        ("彩票 开户 平台注册", "gambling"),
        ("best online  casino bonus", "gambling"),
        ("成人电影在线观看", "porn"),
        ("代开发票 办证刻章", "forged_papers"),
        ("新开传奇私服", "private_servers"),
        ("出售枪支", "contraband"),
        ("无抵押贷款 当天放款", "loans"),
        ("壮阳药 货到付款", "adverts"),
    ],
)
def test_what_solicits(text: str, category: str) -> None:
    hit = harm.solicits(text)
    assert hit is not None
    assert hit.category == category
    assert hit.harmful == (category in harm.HARMFUL)


@pytest.mark.parametrize(
    "text",
    [
        "", "首页", "公安机关打击网络赌博", "警惕“百家乐”陷阱", "示例省体育彩票管理中心", "福利彩票双色球开奖", "澳门博彩业收入增长",
        "关于整治棋牌室的通告", "成人教育学院", "成人高考报名", "传奇人物", "真人真事", "企业开户指南", "创业担保贷款", "中国银行",
        "威尼斯水城", "博物馆", "娱乐场所管理条例", "文体局棋牌比赛", "casinos of macau in the news", "sussex", "淫羊藿种植",
        "扫黄打非", "远离毒品", "医疗美容广告监管", "世界杯赛程", "电竞产业园",
    ],
)  # fmt: skip
def test_what_only_speaks_of_it(text: str) -> None:
    assert harm.solicits(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("百家乐、时时彩在线开户，注册送彩金，客服QQ12345678", True),
        ("百家乐、时时彩等赌博方式花样翻新", False),
        ("警方提示：百家乐、时时彩在线开户，客服QQ12345678，都是骗局", False),
        ("代开发票、办证刻章，微信 banzheng88", True),
        ("代开发票、代开增值税发票请到办税窗口办理，联系电话13812345678", False),
    ],
)
def test_paragraphs_need_a_way_to_reach_somebody(text: str, found: bool) -> None:
    assert (harm.published(text) is not None) == found
    assert harm.may_publish(text) or not found


def test_every_word_of_a_list_can_match_itself() -> None:
    for category in harm.NAMES:
        for word, note in harm.word_list(category).items():
            assert harm.folded(word) == word, word
            assert note in ("strong", "weak"), word
            if note == "strong":
                assert harm._found(word).get(word) or word in " ".join(harm._found(word)), word


def test_no_strong_word_is_silenced_by_a_warning() -> None:
    for category in harm.NAMES:
        for word, note in harm.word_list(category).items():
            assert note == "weak" or not harm.warns(word), word


def test_what_is_harmful_is_told_before_what_is_only_sold() -> None:
    hit = harm.solicits("暗香_减肥药正品批发_催情迷药网上购买")
    assert hit is not None and hit.category == "contraband"


def test_a_landing_without_a_number_is_no_film() -> None:
    assert harm.solicits("无码头村渡口") is None


def test_very_many_words_of_betting_are_not_silenced_by_everyday_words() -> None:
    offer = "新葡京娱乐城官网【注册送彩金】百家乐、老虎机、捕鱼、体育投注，24小时在线客服，秒到账。"
    hit = harm.published(offer)
    assert hit is not None
    assert not harm.speaks_against("行政复议科法律宣传周工作情况通报", hit, offer)
    assert harm.speaks_against("警方破获一起网络赌博案，抓获犯罪嫌疑人多名", hit, offer)
