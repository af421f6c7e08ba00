"""Personal data: what proves itself or stands beside a private person is found and masked, office numbers are left alone."""

from datetime import date

import pytest

from checks.lib.id_numbers import is_card_number, is_resident_id, masked_text
from checks.lib.personal_data import find_personal_data

DAY = date(2026, 11, 20)
ID, CARD = "539901198001011232", "6228480000000012306"


def kinds(text: str) -> list[str]:
    return [datum.kind for datum in find_personal_data(text, DAY)]


def test_numbers_prove_themselves() -> None:
    assert is_resident_id(ID, DAY) and not is_resident_id(ID, date(1979, 1, 1))
    assert not any(is_resident_id(ID[:-1] + last, DAY) for last in "013456789X")
    assert not is_resident_id("539901198013011232", DAY)
    assert sum(is_card_number(CARD[:-1] + last) for last in "0123456789") == 1
    assert masked_text("电话13912345678、139 1234 5678，文号12号，2026年") == "电话139******78、139********78，文号12号，2026年"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"姓名：王小明 身份证号：{ID}", "id-card"),
        ("孩子明年上小学，想问怎么报名。我的手机13912345678，请联系我", "mobile"),
        (f"姓名\n身份证号\n王小明\n{ID}", "id-card"),
        (f"残疾人姓名\n残疾证号\n王小明\n{ID}43", "id-card"),
        (f"残疾人证号：{ID}12B1", "id-card"),
        ("来信人：王小明 联系电话：13912345678", "mobile"),
        ("2026-10-30 来源：青山市人民政府办公室 点击：0\n孙玉兰，卡号6222022502001234122，退费金额120元。", "bank-card"),
        ("我叫李四，手机号是139-1234-5678，反映路灯不亮", "mobile"),
        ("本人护照号码：E12345678", "passport"),
        ("一名走失老人，自称姓王，其子王小明手机13912345678。", "mobile"),
        ("学生\n监护人\n联系电话\n转入学校\n王小红\n王小明\n13912345678\n南园小学", "mobile"),
        ("老人\n住址\n王小明\n青山街道东湖社区5栋2单元302室", "address"),
        ("户主王小明，现住址：青山市东湖区青山路18号2栋302室", "address"),
    ],
)
def test_data_of_persons_are_found_and_masked(text: str, kind: str) -> None:
    [datum] = find_personal_data(text, DAY)
    assert datum.kind == kind
    assert "*" in datum.masked and datum.masked in datum.context
    for secret in (ID, "13912345678", "1234-5678", "E12345678", "302", "王小明"):
        assert secret not in datum.masked + datum.context


_ROWS = "\n".join(f"{n}\n{name}\n1391234567{n}" for n, name in enumerate(("王小明", "李四海", "陈玉兰"), 1))


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("返乡创业培训班录取名单\n发布日期：2026-08-26 来源：青山县政府办公室\n录取学员名单如下。", 3),
        ("公租房轮候名单公布", 3),
        ("农机手名单\n需要收割的农户可以直接联系。", 0),
        ("困难群众帮扶干部名单", 0),
        ("安置小区物业服务电话", 0),
        ("特约监督员名单", 0),
    ],
)
def test_a_list_of_names_and_numbers_without_heads(title: str, found: int) -> None:
    assert kinds(f"{title}\n{_ROWS}") == ["mobile"] * found


@pytest.mark.parametrize(
    "text",
    [
        "公司\n住址\n青山商贸有限公司\n青山街道东湖社区5栋2单元302室",
        "姓名\n职务\n住址\n王小明\n局长\n青山街道东湖社区5栋2单元302室",
        "老人\n住址\n王小明\n青山街道东湖社区",
        f"统一社会信用代码：{ID}",
        f"受理编号：{ID}，订单号{ID}",
        f"残疾人辅具采购，货号{ID}99",
        f"商品编号{ID}43",
        f"填写样例：身份证号{ID}",
        "身份证号5399011980****1232，手机139****5678",
        "联系人：王小明 13912345678",
        "您好，我是社区网格员，报名请打我的电话13912345678",
        "我是双桥村支部书记，我的手机号码是13912345678",
        "请联系 13912345678 王主任",
        "其子公司电话13912345678，欢迎垂询",
        "班级\n班主任\n联系电话\n家长代表\n一班\n王小明\n13912345678\n李小红",
        "报名咨询电话：13912345678（张老师）",
        "防汛责任人：王小明 13912345678",
        "地址：青山市东湖区青山路18号2栋302室",
        "家庭住址：青山市东湖区青山镇",
        f"户名：青山市财政局，账号：{CARD}",
        "考生姓名：王小明 准考证号：202611050123456",
        "2026年11月20日12345678件，办理 12345 热线",
    ],
)
def test_numbers_of_offices_and_other_numbers_are_none(text: str) -> None:
    assert kinds(text) == []


def test_a_mobile_beside_a_residents_number_and_in_a_table_of_ages() -> None:
    assert kinds(f"王小明，男，72岁，住大桥村，电话13912345678，身份证{ID}。") == ["id-card", "mobile"]
    assert kinds(f"采购人：某公司，联系人王小明13912345678，身份证{ID}。") == ["id-card"]
    rows = "王小明\n86\n13912345678\n李小红\n83\n13912345679\n梁小珍\n91\n13912345670\n"
    assert kinds("高龄津贴名单\n姓名\n年龄\n联系电话\n" + rows) == ["mobile"] * 3
    assert kinds("防汛责任人名单\n姓名\n职务\n年龄\n联系电话\n" + rows) == []
