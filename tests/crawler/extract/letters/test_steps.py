"""Letters whose days only the lines of their course tell."""

from tests.checks.build import HOME, page

HTML = (
    "<html><head><meta charset='utf-8'><title>桥头坑洼_县人民政府</title><meta name='ColumnName' content='民声回应'></head><body>"
    "<main><h1>桥头坑洼</h1><p>编号 20260901013　类型：投诉　当前状态：{}</p><blockquote>大桥南头有一个大坑，雨天积水看不见，昨天有人摔了。</blockquote>"
    "{}<h4>办理过程</h4><ol>{}</ol></main></body></html>"
)
ANSWER = "<h4>林泉镇人民政府答复</h4><p>您好，来信收悉。公路养护站已用热料填补坑槽，下月将整体罩面。感谢您的关注。</p>"
SENT, TAKEN = ("2026-09-01 16:39", "网民提交诉求"), ("2026-09-01 18:39", "平台已受理，转林泉镇人民政府")


def told(state: str, answer: str, *steps: tuple[str, str]) -> list[tuple[str, str, str]]:
    course = "".join(f"<li><time>{day}</time> {step}</li>" for day, step in steps)
    found = page(HTML.format(state, answer, course).encode(), HOME + "letters/13").letters
    return [(str(one.received and one.received.day), str(one.answered and one.answered.day), one.answer[-6:]) for one in found]


def test_answered_in_the_last_step() -> None:
    assert told("已办结", ANSWER, SENT, TAKEN, ("2026-09-17 09:46", "办结并答复")) == [
        ("2026-09-01", "2026-09-17", "感谢您的关注。"[-6:])
    ]


def test_under_way() -> None:
    assert told("处理中", "", SENT, TAKEN) == [("2026-09-01", "None", "")]
    assert told("处理中", "", SENT) == [("2026-09-01", "None", "")]


def test_a_last_step_that_is_not_understood_is_no_lack_of_an_answer() -> None:
    assert told("已完成", "", SENT, TAKEN, ("2026-09-17 09:46", "电话联系来信人说明情况")) == []


def test_an_ordinary_course_of_a_project_is_no_letter() -> None:
    assert told("在建", "", ("2026-09-01", "项目立项"), ("2026-09-17", "开工建设")) == []
