"""Letters and surveys through the command line: lists and own pages in several forms of markup, honest ones beside late ones."""

from pathlib import Path

from tests.server import LoopbackServer
from tests.whole.run import audit
from tests.whole.site import HOME, html, small_site

PATH = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/hd/">互动交流</a> &gt; {name}</div>'
QUESTION = "我家门口的路灯坏了两个月，晚上出行很不方便，请问什么时候能够修好？"
ANSWER = "您好，经核实，路灯因线路老化损坏，我局已更换线路并恢复照明，如有疑问请拨打0771-2800000。"
RULES = "interaction/*,empty-column"
LETTERS = (
    ("1", "城东小区供暖温度不达标", "2026-10-12", "2026-11-02", "已办结"),
    ("2", "咨询新生儿参加医疗保险", "2026-09-30", "2026-10-13", "已办结"),
    ("3", "请问老年卡在哪里补办", "2026-08-10", "", "办理中"),
    ("4", "公交站台夜间照明的建议", "2026-11-17", "", "办理中"),
    ("5", "反映邻居装修噪声的来信", "2026-06-02", "", "不予受理"),
)


def box(name: str, body: str) -> bytes:
    return html(f"{name}_测试区人民政府", PATH.format(name=name) + body)


def own_page(number: str, title: str, received: str, answered: str, state: str) -> bytes:
    rows = [("信件编号", f"20261{number}"), ("来信时间", f"{received} 09:12:00"), ("办理状态", state), ("来信内容", QUESTION)]
    rows += [("答复单位", "区住建局"), ("答复时间", answered), ("答复内容", ANSWER)] if answered else []
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    return box("区长信箱", f"<h1>{title}</h1><table>{table}</table>")


def letters() -> dict[str, bytes]:
    rows = "".join(
        f'<tr><td><a href="/hd/xx/{n}.html">{t}</a></td><td>{r}</td><td>{a}</td><td>{s}</td></tr>' for n, t, r, a, s in LETTERS
    )
    head = "<tr><th>信件标题</th><th>来信时间</th><th>答复时间</th><th>办理状态</th></tr>"
    pages = {f"/hd/xx/{letter[0]}.html": own_page(*letter) for letter in LETTERS}
    hub = (
        '<h2><a href="/hd/xx/">区长信箱</a></h2><h2><a href="/hd/zj/">民意征集</a></h2><h2><a href="/hd/xf/">网上信访</a></h2>'
    )
    return pages | {"/hd/": box("互动交流", hub), "/hd/xx/": box("区长信箱", f"<table>{head}{rows}</table>")}


def surveys() -> dict[str, bytes]:
    rows = "".join(
        f'<li><a href="/hd/zj/{n}.html">关于公开征求《测试区{name}管理办法》意见的公告</a><span>2026-0{n}-01</span></li>'
        for n, name in ((7, "养犬"), (8, "停车"))
    )
    text = "为加强管理，现就《测试区{name}管理办法（征求意见稿）》公开征求意见，征求意见时间为2026年{n}月1日至2026年{n}月31日。"
    more = "可将意见发送至邮箱 yj@demo.gov.cn，或者登录本网站在线提交。"
    pages = {
        f"/hd/zj/{n}.html": box(
            "民意征集",
            f"<h1>关于公开征求《测试区{name}管理办法》意见的公告</h1><p>发布时间：2026-0{n}-01</p>"
            f'<div class="TRS_Editor"><p>{text.format(name=name, n=n)}{more}</p></div>',
        )
        for n, name in ((7, "养犬"), (8, "停车"))
    }
    result = '<li><a href="/tzgg/t20260915_9.html">《测试区停车管理办法》公开征求意见采纳情况</a><span>2026-09-15</span></li>'
    return pages | {"/hd/zj/": box("民意征集", f"<ul>{rows}{result}</ul>")}


def special() -> dict[str, bytes]:
    """网上信访 has limits of its own."""
    rows = "".join(
        f'<li><a href="/hd/xf/{n}.html">信访事项第{n}件办理情况</a><span>来信时间：2026-0{n}-01 答复时间：2026-09-20</span></li>'
        for n in range(3, 7)
    )
    return {"/hd/xf/": box("网上信访", f"<ul>{rows}</ul>")}


def test_late_letters_and_surveys_without_a_result(tmp_path: Path) -> None:
    more = letters() | surveys() | special()
    links = '<a href="/hd/">互动交流</a>'
    with LoopbackServer(small_site(extra=links, more=more)) as server:
        ran = audit(server, tmp_path, "--rules", RULES)
    assert ran.of("overdue-reply") == [HOME + "hd/xx/1.html", HOME + "hd/xx/3.html"]
    answered, waiting = sorted((f for f in ran.findings if f["rule"] == "overdue-reply"), key=lambda f: f["url"])
    assert (answered["confidence"], answered["page"], answered["column"]) == (
        "confirmed",
        HOME + "hd/xx/1.html",
        "区长信箱",
    )
    evidence = answered["evidence"]
    assert (evidence["received"], evidence["replied"], evidence["working_days"]) == ("2026-10-12", "2026-11-02", 15)
    assert (waiting["evidence"]["replied"], waiting["evidence"]["state"]) == (None, "办理中")
    assert ran.of("missing-survey-result") == [HOME + "hd/zj/7.html"]
    assert {f["rule"] for f in ran.findings} == {"overdue-reply", "missing-survey-result"}
    assert "疑似" in ran.summary["result"]


def test_answers_that_stopped(tmp_path: Path) -> None:
    with LoopbackServer(small_site(extra='<a href="/hd/">互动交流</a>', more=letters())) as server:
        ran = audit(server, tmp_path, "--rules", RULES, "--as-of", "2027-02-20")
    assert ran.of("message-disclosure") == [HOME + "hd/xx/"]
    assert ran.of("overdue-reply") == [HOME + "hd/xx/1.html"]  # the calendar of 2027 is not known: open letters are not judged
