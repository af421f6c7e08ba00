"""Texts that ought not to be published: wrong wordings, personal data, secret marks, broken markup; and honest neighbours."""

from __future__ import annotations

from demo.press import Press

_STATED = (
    (
        "misstatement",
        "坚持以习近平新时代中国特色社会主议思想为指导，把各项工作落到实处。",
        "社会主议思想",
        "one wrong character",
    ),
    ("misstatement", "活动吸引了来自台湾、越南等国家的客商参加，现场签约项目六个。", "台湾", "a region among countries"),
    ("misstatement", "执法人员向商户讲解了《中华人民共和国食品安生法》的有关规定。", "食品安生法", "the name of a law"),
)
_PRIVATE = (
    (
        "关于发放困难群众临时救助金的公示",
        "<table><tr><th>序号</th><th>姓名</th><th>身份证号</th><th>金额（元）</th></tr>"
        "<tr><td>1</td><td>赵春生</td><td>530102196503072313</td><td>800</td></tr>"
        "<tr><td>2</td><td>钱桂芳</td><td>{second}</td><td>600</td></tr></table>",
        "identity numbers in a table",
    ),
)
_MASKED = (
    "<table><tr><th>序号</th><th>姓名</th><th>身份证号</th><th>金额（元）</th></tr>"
    "<tr><td>1</td><td>孙*明</td><td>530102********2313</td><td>800</td></tr>"
    "<tr><td>2</td><td>李*</td><td>530102********1221</td><td>600</td></tr></table>"
    "<p>　　联系人：王科长，联系电话：0899-6210088。统一社会信用代码：11530100015100123X。</p>"
)


def id_number(first: str) -> str:
    """Seventeen digits with their check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True))
    return first + "10X98765432"[total % 11]


def plant_statements(press: Press, column: str, age: int) -> None:
    """Publish one article for each wrong statement, and one that is right in all of them."""
    for index, (rule, sentence, wrong, why) in enumerate(_STATED):
        article = press.article(column, age + index)
        article.body += f"\n<p>　　{sentence}</p>"
        press.plant(rule, article.path, why, detail=wrong)
        if why == "one wrong character":
            press.spare("typo", article.path, "a slip in a fixed wording is told once, as a misstatement")
    right = press.article(column, age + len(_STATED))
    right.body += (
        "\n<p>　　坚持以习近平新时代中国特色社会主义思想为指导。来自越南等国家和香港、台湾地区的客商参加了活动。"
        "活动中讲解了《中华人民共和国食品安全法》和《上海市食品安全条例》。</p>"
    )
    press.spare("misstatement", right.path, "right wordings of the same kind")


def plant_private(press: Press, column: str, age: int) -> None:
    """Publish a list with identity numbers, one with masked numbers."""
    title, table, why = _PRIVATE[0]
    table = table.replace("530102196503072313", id_number("53010219650307231")).format(second=id_number("53010219710820122"))
    leak = press.article(column, age, title, press.writer.body(1) + table)
    press.plant("personal-info", leak.path, why)
    masked = press.article(column, age + 30, "关于发放残疾人两项补贴的公示", press.writer.body(1) + _MASKED)
    press.spare("personal-info", masked.path, "masked numbers, an office's telephone, a credit code")


def publish_harmless_numbers(press: Press, column: str, age: int) -> None:
    """Publish numbers that look private and are not: an office's account, officials on duty, case numbers."""
    texts = (
        (
            "关于缴纳考试报名费的公告",
            "收款单位：双溪区教育体育局，开户行：工商银行双溪支行，账号：2515048709024500123，订单号以缴费页面为准。",
        ),
        (
            "防溺水责任区包保责任人名单公示",
            "石桥水库：包保领导李志强（副局长），联系电话13900001234；河湾渡口：责任人周敏（股长），联系电话13900005678。",
        ),
        (
            "行政许可决定公示",
            "许可决定书文号：双教许字〔2026〕第12号；统一社会信用代码：12530103431200456P；受理编号：530103202611150001。",
        ),
    )  # fmt: skip
    for index, (title, text) in enumerate(texts):
        article = press.article(column, age + 4 * index, title)
        article.body += f"\n<p>　　{text}</p>"
        press.spare("personal-info", article.path, "an office's own numbers")


def plant_marks(press: Press, column: str, age: int) -> None:
    """Publish a document with a secret mark, one with an internal mark, one that teaches about them."""
    secret = press.article(column, age, press.writer.notice())
    secret.body = f"<p>秘密★5年</p>\n{secret.body}"
    press.plant("secret-marking", secret.path, "秘密★5年 above the text")
    internal = press.article(column, age + 1, press.writer.notice())
    internal.body += "\n<p>（内部资料，不得外传）</p>"
    press.plant("secret-marking", internal.path, "an internal mark below the text")
    lesson = press.article(column, age + 2, "保密法宣传月知识问答")
    lesson.body += (
        "\n<p>　　问：国家秘密标志怎样书写？答：国家秘密标志为“密级★保密期限”，例如“机密★10年”。</p>"
        "\n<p>　　公开属性：主动公开</p>"
    )
    press.spare("secret-marking", lesson.path, "teaches about the marks")


def plant_broken(press: Press, column: str, age: int) -> None:
    """Publish articles whose text is garbled, and one that shows code on purpose."""
    cases = (
        ("<p>　　锟斤拷锟斤拷锟斤拷召开会议，研究锟斤拷工作。</p>", "mojibake"),
        ('<p>　　&lt;span style="font-size:16px"&gt;各村按时完成登记工作&lt;/span&gt;&amp;nbsp;</p>', "markup shown as text"),
        ("<p>　　联系人：${article.linkman}，联系电话：undefined</p>", "a template that was not filled"),
    )
    for index, (markup, why) in enumerate(cases):
        article = press.article(column, age + index)
        article.body += "\n" + markup
        press.plant("malformed-content", article.path, why)
        if "undefined" in markup:
            press.plant("malformed-content", article.path, "the value of a variable that has none")
    honest = press.article(column, age + len(cases), "网站页面标签书写规范培训讲义")
    honest.body += (
        '\n<p>　　页面标签写在网页代码的head部分，例如：&lt;meta name="SiteName" content="网站名称"&gt;，请对照检查。</p>'
    )
    press.spare("malformed-content", honest.path, "a lesson about markup")
