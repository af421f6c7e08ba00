"""A letter's days under labels that no list knows."""

from __future__ import annotations

import pytest

from tests.crawler.extract.qingshan import HOME, read

ASKED = "<p>楼下快递点把货架摆到消防通道上，请问什么时候能够清走？</p>"
SAID = "<p>经营者当日清出通道，并在地面施划禁停标线，复查未见反弹。</p>"
FORMS = {
    "questions in a table": "<table><tr><td>何时收到</td><td>2026年8月3日</td></tr><tr><td>何人经办</td><td>县城管局</td></tr><tr><td>何时答复</td>"
    f"<td>2026年9月9日</td></tr></table>{ASKED}<p><b>街道答：</b>经营者当日清出通道。</p>",
    "labels of two words": f"<section><h3>企业说</h3>{ASKED}</section><div><p><b>诉求提出</b><span>2026-08-03 10:22</span></p>"
    f"<p><b>承接部门</b><span>县城管局</span></p><p><b>部门反馈</b><span>2026-09-09 16:05</span></p></div><section><h3>部门答</h3>{SAID}</section>",
    "days before a word": f"<div><div>网友提问 <i>2026年8月3日 提</i></div>{ASKED}</div><div><div>县城管局回复 <i>2026年9月9日 复</i></div>{SAID}</div>",
    "words and days": "<dl><dt>居民问<dd>楼下堆货怎么办？<dt>提出于<dd>2026/08/03<dt>交给<dd>城管局<dt>我们答<dd>已清走。<dt>回音于<dd>2026/09/09</dl>",
    "at the end of each part": f"<div><b>企业留言</b>{ASKED}<p>留于 2026.08.03</div><div><b>县城管局</b>{SAID}<p>答于 2026.09.09</div>",
}
PAGE = (
    "<html><head><title>快递点占用消防通道</title><meta name='ArticleTitle' content='快递点占用消防通道'></head><body>"
    "<ul class='nav'><li><a href='/'>首页</a></li><li><a href='/zrxx/'>主任信箱</a></li></ul>"
    "<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/zrxx/'>{box}</a></div>"
    "<div class='main'><h1>快递点占用消防通道</h1>{body}</div><div class='foot'>主办：青山县人民政府</div></body></html>"
)


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
def test_days_told_by_how_their_labels_are_made(body: str) -> None:
    letters = read(PAGE.format(box="主任信箱", body=body), HOME + "zrxx/1.html").letters
    assert len(letters) == 1
    assert [str(fact.day) for fact in (letters[0].received, letters[0].answered) if fact] == ["2026-08-03", "2026-09-09"]


def test_the_labels_stay_those_of_the_page() -> None:
    [letter] = read(PAGE.format(box="主任信箱", body=FORMS["questions in a table"]), HOME + "zrxx/1.html").letters
    assert (letter.received_label, letter.answered_label, letter.office) == ("何时收到", "何时答复", "县城管局")


def test_one_that_was_not_answered() -> None:
    body = f"{ASKED}<table><tr><td>何时收到</td><td>2026年8月3日</td></tr><tr><td>何时答复</td><td></td></tr></table>"
    [letter] = read(PAGE.format(box="主任信箱", body=body), HOME + "zrxx/1.html").letters
    assert letter.answered is None and letter.answer_blank


@pytest.mark.parametrize(
    "body",
    [
        "<p>项目于2026年8月3日提出，2026年9月9日办结，群众很满意。</p>" * 5,
        "<table><tr><td>开工日期</td><td>2026年8月3日</td></tr><tr><td>竣工日期</td><td>2026年9月9日</td></tr></table>",
    ],
)
def test_other_texts_with_two_days_are_no_letters(body: str) -> None:
    told = read(PAGE.format(box="主任信箱", body=body), HOME + "zrxx/1.html").letters
    assert not any(letter.received and letter.answered for letter in told)


def test_a_letter_handed_to_a_function() -> None:
    code = (
        'drawMail({"code": "QZ1", "title": "图书馆周一能否开放", "askDate": "2026-03-23", "unit": "区文旅局", "state": "已答复", '
        '"content": "周一闭馆，孩子没地方看书，请问能否开放？", "answerDate": "2026-05-18", "reply": "即日起周一照常开放。"});'
    )
    [letter] = read(
        PAGE.format(box="区长信箱", body=f"<div id='mail'></div><script>{code}</script>"), HOME + "zrxx/2.html"
    ).letters
    assert letter.received is not None and str(letter.received.day) == "2026-03-23"
    assert letter.answered is not None and str(letter.answered.day) == "2026-05-18"
