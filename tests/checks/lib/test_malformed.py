"""Malformed text: wrong decoding and visible code are told apart from what people write."""

import pytest

from checks.lib.malformed import faults_in, repeated
from checks.lib.secret_marks import find_marks

TEXT = "中国政府网站信息公开，市政府召开常务会议"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (TEXT.encode().decode("gb18030", "replace"), "mojibake"),
        ("街道推行网格管理" + TEXT.encode().decode("gb18030", "ignore"), "mojibake"),
        (TEXT.encode().decode("latin-1"), "mojibake"),
        (TEXT.encode().decode("cp1252", "ignore"), "mojibake"),
        (TEXT.encode("gbk").decode("latin-1"), "mojibake"),
        ("锟斤拷锟斤拷", "mojibake"),
        ("会议\ufffd召开", "replacement-character"),
        ("<p style='x'>会议</p>", "raw-markup"),
        ("会议与<b>代表</b>座谈", "raw-markup"),
        ("会议&nbsp;召开", "raw-markup"),
        ("mso-font-charset:134", "office-markup"),
        ('<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />各单位要高度重视', "office-markup"),
        ("p{margin:0;font-size:12px;}", "raw-style"),
        ("text-indent:2em;line-height:150%;会议听取了汇报", "raw-style"),
        ("文件期限".encode().decode("gb18030") + "12%", "mojibake"),
        ("欢迎{{user.name}}", "unfilled-template"),
        ("来源：undefined", "empty-value"),
        ("????????????", "question-marks"),
    ],
)
def test_what_is_malformed(line: str, reason: str) -> None:
    assert [fault.reason for fault in faults_in(line)] == [reason]


@pytest.mark.parametrize(
    "line",
    [
        TEXT,
        "当x<y且a<b and c>d时，PM2.5<35，A&B公司，R&D经费",
        "段落使用<p>标签，空格使用&nbsp;实体",
        "页面代码中{{title}}为变量",
        "文章的标题写在双花括号之间，如 {{ title }}，发布时由系统换掉。",
        "标题层级改用 <h2> 与 <h3>，读屏软件可以按标题跳转。",
        "以 <?xml:namespace 开头的 xml 声明由办公软件写入",
        "截至目前，全市已完成投资3376万元，占年度计划的59%；行距(line-height)取150%",
        "café naïve Ångström façade Ørsted ÀÉÎ",
        "null and void, the undefined behaviour of NaN",
        "为什么？？？谁来负责！！！为什么??",
        "涓滴之水，鐵鍋、鍵盤、鏡子",
        "<目录>《通知》[附件]{1}#2$100",
        "http://www.example.gov.cn/a.jsp?x=1&y=2&nbsp=3",
        '改造为所有图片补充了 alt 属性，例如 <img src="a.png" alt="会议照片">。',
    ],
)
def test_what_people_write(line: str) -> None:
    assert faults_in(line) == []


def test_repeated_paragraphs() -> None:
    long = [f"第{n}段" + "会议听取了有关情况汇报，研究了下一步工作安排，要求各单位认真抓好落实。" * 4 for n in range(4)]
    assert repeated(long) == ""
    assert repeated([*long, long[-1]]).startswith("第3段")
    assert repeated([*long, *long]).startswith("第0段")
    assert repeated(["同意", "同意", long[0], "甲", long[0], "乙"]) == ""


@pytest.mark.parametrize(
    "line",
    [
        "机密★1年",
        "秘密★",
        "密级：机密",
        "（内部资料，注意保存）",
        "内部资料，严禁外传，用后收回。",
        "公开方式：不予公开",
        "（此件不公开）",
    ],
)
def test_marks_of_secrecy(line: str) -> None:
    assert [mark.context for mark in find_marks([line])] == [line]
    assert find_marks([line], "国家秘密标志怎样标注") == []


@pytest.mark.parametrize(
    "line",
    [
        "绝密★启用前",
        "标有“秘密★3年”的文件",
        "商业秘密",
        "公开属性：主动公开",
        "密级：公开",
        "内部资料性出版物准印证",
        "属不予公开情形的说明理由",
    ],
)
def test_no_marks_of_secrecy(line: str) -> None:
    assert find_marks([line]) == []
