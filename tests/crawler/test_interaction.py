"""What lists and own pages say of one letter or survey becomes one record."""

from dataclasses import replace
from datetime import date

from crawler.interaction import Interaction, merged, merged_survey
from model import DateFact, DatePlace, Letter, Page, Survey
from tests.checks.build import HOME, NOW

URL = HOME + "hd/1.html"


def day(text: str, *, certain: bool = True) -> DateFact:
    return DateFact(date.fromisoformat(text), text, DatePlace.SHOWN, certain=certain)


LISTED = Letter(
    url=URL, page=HOME + "hd/", title="来信", received=day("2026-09-02"), state="办理中", column="互动交流 > 县长信箱"
)
OWN = Letter(url=URL, page=URL, title="来信全称", answered=day("2026-09-08"), own_page=True, answer="您好", office="住建局")


def test_the_own_page_is_believed_first_in_either_order() -> None:
    for one in (merged(LISTED, OWN), merged(OWN, LISTED)):
        assert (one.title, one.page, one.own_page, one.office) == ("来信全称", URL, True, "住建局")
        assert (one.received, one.answered, one.state) == (LISTED.received, OWN.answered, "办理中")
        assert one.column == "互动交流 > 县长信箱"


def test_a_labelled_date_goes_before_one_without_a_label() -> None:
    labelled = replace(LISTED, received=day("2026-09-01"), received_label="来信时间")
    shown = replace(OWN, received=day("2026-09-09"))
    assert merged(labelled, shown).received == labelled.received
    assert merged(shown, labelled).received_label == "来信时间"


def test_a_certain_end_goes_before_a_counted_one() -> None:
    own = Survey(URL, "问卷", end=day("2026-09-30", certain=False), own_page=True)
    listed = Survey(URL, "问卷", end=day("2026-09-20"), state="已结束")
    one = merged_survey(listed, own)
    assert (one.end, one.state, one.own_page) == (listed.end, "已结束", True)


def test_letters_without_a_page_of_their_own_stay_apart() -> None:
    found = Interaction()
    letters = tuple(replace(LISTED, url="", title=title) for title in ("甲", "乙", "甲"))
    page = Page(HOME + "ly/", HOME + "ly/", 200, NOW, letters=letters, breadcrumb=("首页", "留言板"), channel="我要写信\n留言")
    assert found.note(page) is page
    assert [letter.title for letter in found.letters.values()] == ["甲", "乙"]
    assert list(found.channels) == ["我要写信", "留言"]
