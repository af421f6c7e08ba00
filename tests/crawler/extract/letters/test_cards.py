"""Letters that a list shows whole: cards, definition lists, two rows a letter, rows under headings, records in a script."""

from datetime import date

import pytest

from model import Letter, Page, PageKind
from tests.checks.build import page

URL = "http://www.demo.gov.cn/hd/xx.html"
FRAME = (
    '<html><head><title>县长信箱_示例县人民政府</title></head><body><div class="nav"><a href="/">首页</a></div>'
    '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/hd/">互动交流</a> &gt; 县长信箱</div><div class="main">'
    '<h2>县长信箱</h2><a href="/hd/write.html">我要写信</a>{body}</div><div class="footer"><p>主办：示例县人民政府</p></div></body></html>'
)
SENT = (
    ("咨询医保缴费期限", "2026-09-01", "2026-09-03", "请问医保缴费到哪天截止？", "您好！集中缴费到12月31日截止，每人400元。"),
    ("东街路灯不亮", "2026-09-05", "2026-10-09", "东街路灯坏了很久。", "您好！已更换损坏灯具6盏，路灯全部恢复。"),
    ("村道何时动工", "2026-09-10", "", "村道硬化什么时候动工？", ""),
)


def card(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<div>答复内容：{answer}</div><div>答复时间：{answered}</div>" if answered else "<div>暂无回复</div>"
    return f"<div class='x'><div>{title}</div><div><span>来信时间：{sent}</span><span>类型：咨询</span></div><div>来信内容：{question}</div>{reply}</div>"


def item(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = (
        f"<div><p>回复单位：住建局　回复时间：{answered} 16:20</p><p>{answer}</p></div>"
        if answered
        else "<div><p>尚未回复</p></div>"
    )
    return f"<li><p>【咨询】{title}</p><p>留言人：张**　留言时间：{sent} 10:00</p><p>{question}</p>{reply}</li>"


def definition(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"{answer}（答复时间：{answered}）" if answered else ""
    return f"<dl><dt><i>问</i>{title} <em>{sent}</em></dt><dd>网友留言：{question}</dd><dd>官方回复：{reply}</dd></dl>"


def two_rows(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<p>回复：{answer}</p><p>回复时间：{answered}</p>" if answered else "<p>回复：</p>"
    state = "已答复" if answered else "处理中"
    return f"<tr><td>1</td><td>{title}</td><td>{sent}</td><td>{state}</td></tr><tr><td colspan='4'><p>留言：{question}</p>{reply}</td></tr>"


def flat(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<p>答：{answer}</p><p>答复时间：{answered}</p>" if answered else "<p>答：</p>"
    return f"<h4>{title}</h4><p>提问时间：{sent}</p><p>问：{question}</p>{reply}"


def guestbook(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<b>管理员回复</b>（{answered}）：{answer}" if answered else "<b>管理员回复</b>：暂未回复"
    return f"<div><strong>{title}</strong><small>网友于 {sent} 10:22 留言</small><p>{question}</p><blockquote>{reply}</blockquote></div>"


def separated(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<p>【回复】{answer}</p><p>回复单位：民政局　回复时间：{answered}</p>" if answered else "<p>【回复】</p>"
    return f"<p><b>[咨询] {title}</b></p><p>来信人：李某　来信时间：{sent}</p><p>{question}</p>{reply}<hr>"


def without_colons(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"{answer}<span>答复时间：{answered}</span>" if answered else ""
    ask = f"<div><span>问题</span><span>{title}</span><span>咨询时间：{sent}</span></div><div><span>内容</span>{question}</div>"
    return f"<li>{ask}<div><span>答复</span>{reply}</div></li>"


HEAD = "<tr><th>序号</th><th>标题</th><th>来信时间</th><th>状态</th></tr>"
FORMS = {
    "cards": "".join(card(*one) for one in SENT),
    "items": f"<ul>{''.join(item(*one) for one in SENT)}</ul>",
    "definitions": "".join(definition(*one) for one in SENT),
    "two rows": f"<table>{HEAD}{''.join(two_rows(*one) for one in SENT)}</table>",
    "guestbook": "".join(guestbook(*one) for one in SENT),
    "separated": "".join(separated(*one) for one in SENT),
    "without colons": f"<ul>{''.join(without_colons(*one) for one in SENT)}</ul>",
    "no container": "".join(flat(*one) for one in SENT),
    "records": "<div id='1'><script type='text/xml'><datastore><totalrecord>3</totalrecord><recordset>"
    + "".join(f"<record><![CDATA[<li>{card(*one)}</li>]]></record>" for one in SENT)
    + "</recordset></datastore></script></div>",
}


def read(body: str) -> Page:
    return page(FRAME.format(body=body).encode(), URL)


def told(letter: Letter) -> tuple[str, str, str, str]:
    days = [str(fact.day) if fact else "" for fact in (letter.received, letter.answered)]
    return letter.title, days[0], days[1], letter.answer


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_letters_shown_whole(body: str) -> None:
    found = read(body)
    assert [told(letter) for letter in found.letters] == [
        (title, sent, answered, reply) for title, sent, answered, _, reply in SENT
    ]
    assert [letter.answer_blank for letter in found.letters] == [False, False, True]
    assert found.kind is PageKind.MESSAGES
    assert [item.title for block in found.lists if block.source == "letters" for item in block.items] == [
        one[0] for one in SENT
    ]


def test_rows_without_links() -> None:
    head = "<tr><td>编号</td><td>信件主题</td><td>写信日期</td><td>回复日期</td><td>处理状态</td></tr>"
    rows = "".join(
        f"<tr><td>{n}</td><td>{title}</td><td>{sent}</td><td>{answered}</td><td>{'已办结' if answered else '办理中'}</td></tr>"
        for n, (title, sent, answered, _, _) in enumerate(SENT)
    )
    letters = read(f"<table>{head}{rows}</table>").letters
    assert [told(letter)[:3] for letter in letters] == [one[:3] for one in SENT]
    assert [letter.state for letter in letters] == ["已办结", "已办结", "办理中"]


@pytest.mark.parametrize(
    "body",
    [
        "<h3>办事须知</h3><p>来信时间：请填写提交当日。</p><p>来信内容：请写明事由。</p><p>答复时间：五个工作日内。</p>",
        "<table><tr><th>事项</th><th>受理时间</th><th>办结时间</th></tr><tr><td>食品经营许可</td><td>2026-09-01</td><td>2026-09-20</td></tr></table>",
        "<ul>"
        + "".join(f"<li><a href='/n/{n}.html'>关于第{n}号问题的答复</a><span>2026-09-0{n}</span></li>" for n in range(1, 6))
        + "</ul>",
    ],
    ids=["how to write", "one permit", "a list of titles"],
)
def test_what_is_no_letter(body: str) -> None:
    assert not [letter for letter in read(body).letters if letter.answered and letter.received]


def test_a_letter_alone_stays_one() -> None:
    found = read(card(*SENT[0]))
    assert [(letter.own_page, letter.received and letter.received.day) for letter in found.letters] == [
        (True, date(2026, 9, 1))
    ]
    assert found.kind is PageKind.MESSAGE


def test_a_letter_without_a_place_for_its_answer_takes_none_of_the_next() -> None:
    body = f"<p><b>{SENT[2][0]}</b></p><p>来信时间：2026-09-10</p><p>{SENT[2][3]}</p>{separated(*SENT[0])}{separated(*SENT[1])}"
    found = {letter.title: letter for letter in read(body).letters}
    assert SENT[2][0] not in found or found[SENT[2][0]].answered is None
    assert {SENT[0][0], SENT[1][0]} <= found.keys()


def stated(title: str, sent: str, answered: str, question: str, answer: str) -> str:
    reply = f"<dl><dt>回复单位：交通局　回复时间：{answered}</dt><dd>{answer}</dd></dl>" if answered else ""
    state = "已回复" if answered else "办理中"
    return f"<div><h4>{title}</h4><p><span>留言时间：{sent}</span> <span>状态：{state}</span></p><div>{question}</div>{reply}</div>"


def test_a_card_with_only_a_state_is_a_letter_without_an_answer() -> None:
    letters = page(FRAME.format(body="".join(stated(*one) for one in SENT)).encode(), URL).letters
    assert [(one.title, one.state, one.answered is None, one.own_page) for one in letters] == [
        (SENT[0][0], "已回复", False, True), (SENT[1][0], "已回复", False, True), (SENT[2][0], "办理中", True, True),
    ]  # fmt: skip


def test_a_card_that_can_be_opened_may_have_its_answer_elsewhere() -> None:
    linked = "".join(
        stated(*one).replace(f"<h4>{one[0]}", f"<h4><a href='/x/{at}.html'>{one[0]}</a>") for at, one in enumerate(SENT)
    )
    letters = page(FRAME.format(body=linked).encode(), URL).letters
    assert not any(one.own_page for one in letters if one.answered is None)


def test_rows_that_a_click_unfolds_hold_their_answers() -> None:
    rows = "".join(
        f"<tr onclick='show({n})'><td>{n}</td><td>{title}</td><td>{sent}</td><td>{'已办结' if answered else '办理中'}</td></tr>"
        f"<tr style='display:none'><td colspan='4'><p>【来信内容】{question}</p>"
        + (f"<p>【办理结果】{answer}</p><p>【答复日期】{answered}</p>" if answered else "")
        + "</td></tr>"
        for n, (title, sent, answered, question, answer) in enumerate(SENT)
    )
    body = f"<table><tr><th>信件编号</th><th>信件主题</th><th>来信日期</th><th>办理状态</th></tr>{rows}</table>"
    letters = page(FRAME.format(body=body).encode(), URL).letters
    assert [(one.title, one.answered.day if one.answered else None) for one in letters] == [
        (title, date.fromisoformat(answered) if answered else None) for title, _, answered, _, _ in SENT
    ]


def test_question_and_answer_marked_by_one_letter_each() -> None:
    body = "".join(
        f"<div class='wd'><div><b>问</b><span>{question}</span><em>提问时间：{sent}</em></div><div><b>答</b><span>{answer or '暂无回复'}</span>"
        + (f"<em>答复时间：{answered}</em>" if answered else "")
        + "</div></div>"
        for _, sent, answered, question, answer in SENT
    )
    letters = page(FRAME.format(body=body).encode(), URL).letters
    assert [(one.title, one.answer_blank) for one in letters] == [(SENT[n][3], not SENT[n][2]) for n in range(3)]


def test_a_state_beside_the_title_of_a_card() -> None:
    cards = (
        "<details><summary>残疾人补贴 <em>办结</em></summary><p>来信 2026/09/21 14:24 · 流水号 LX1</p><p>问：请问补贴怎么申请？</p>"
        "<p>答：请持残疾人证到户籍地乡镇街道申请，也可以网上申请。</p><p>县民政局 于 2026/09/23 15:35 回复</p></details>"
        "<details><summary>自来水发黄 <em>处理中</em></summary><p>来信 2026/09/10 20:09 · 流水号 LX2</p>"
        "<p>问：这两天早上放出来的水是黄的，要放十几分钟才清。</p></details>"
        "<details><summary>井盖破损 <em>办结</em></summary><p>来信 2026/09/29 13:13 · 流水号 LX3</p><p>问：路口井盖塌陷，骑车差点摔倒。</p>"
        "<p>答：市政养护人员当日设置围挡，次日更换为新井盖。</p><p>县住建局 于 2026/10/09 11:01 回复</p></details>"
    )
    letters = read(cards).letters
    assert [(one.title, one.state, one.answered is None) for one in letters] == [
        ("残疾人补贴", "办结", False),
        ("自来水发黄", "处理中", True),
        ("井盖破损", "办结", False),
    ]
