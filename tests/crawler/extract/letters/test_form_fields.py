"""Letters in the fields of a form that nobody can write in."""

from tests.checks.build import HOME, page

ROW = "<TR><TD>{}</TD><TD>{}</TD></TR>"
FIELD = "<INPUT TYPE=text {} VALUE='{}'>"
HTML = "<html><head><meta charset='utf-8'><title>轮椅怎样申请_县长信箱</title></head><body><H3>轮椅怎样申请</H3><FORM><TABLE>{}</TABLE></FORM></body></html>"


def letter(lock: str, answer: str = "您好，持残疾人证的居民可向社区登记，经评估后免费适配。") -> list[tuple[str, str, str]]:
    rows = [("来信日期", FIELD.format(lock, "2026年3月10日")), ("当前状态", FIELD.format(lock, "已办结"))]
    rows.append(("来信内容", f"<TEXTAREA {lock}>爷爷下肢残疾，想申请一辆轮椅，请问流程是什么？</TEXTAREA>"))
    rows.append(("办结时间", FIELD.format(lock, "2026年4月7日")))
    rows.append(("回复内容", f"<TEXTAREA {lock}>{answer}</TEXTAREA>"))
    found = page(HTML.format("".join(ROW.format(*row) for row in rows)).encode(), HOME + "mail/view.asp?mid=1").letters
    return [(str(one.received and one.received.day), str(one.answered and one.answered.day), one.answer[:2]) for one in found]


def test_locked_fields_show_the_letter() -> None:
    assert letter("READONLY") == [("2026-03-10", "2026-04-07", "您好")]
    assert letter("disabled") == [("2026-03-10", "2026-04-07", "您好")]


def test_markup_in_a_value_stays_text() -> None:
    assert [answer for _, _, answer in letter("READONLY", "&lt;b&gt;您好，请到社区登记后办理。&lt;/b&gt;")] == ["<b"]


def test_the_form_in_which_a_letter_is_written_holds_none() -> None:
    assert letter("") == []
