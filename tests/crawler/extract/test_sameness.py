"""The same text has the same number under any title and day; other figures or files have not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from checks.lib.similarity import shared
from crawler.extract.sameness import body_marks, body_sketch
from model import SKETCH, DateFact, DatePlace, Link, LinkKind, Page, Properties, TextBlock

URL = "http://www.a.gov.cn/1.html"
TEXT = "近日，市水利局组织人员到石桥县检查河道清淤整治工程，总投资120万元，计划工期3个月。" * 3
PAGE = Page(URL, URL, 200, datetime(2026, 11, 20, tzinfo=UTC), text=(TextBlock("标题", "title"), TextBlock(TEXT)))


def link(target: str, kind: LinkKind = LinkKind.ATTACHMENT, area: str = "body") -> Link:
    return Link(URL + target, kind, area=area)


def test_title_particulars_blanks_and_surroundings_do_not_count() -> None:
    blocks = (
        TextBlock("另一个标题", "title"), TextBlock("首页", "nav"), TextBlock("发布时间：2026-11-20 来源：水利局 浏览次数：12"),
        TextBlock(TEXT[:40] + " \u3000"), TextBlock(TEXT[40:]), TextBlock("上一篇：停水公告"), TextBlock("主办单位", "footer"),
    )  # fmt: skip
    assert body_marks(replace(PAGE, text=blocks)) == body_marks(PAGE)


def test_a_changed_word_changes_the_body_and_not_the_figures() -> None:
    body, figures = body_marks(PAGE)
    other = replace(PAGE, text=(TextBlock(TEXT.replace("检查", "察看")),))
    assert body_marks(other)[0] != body and body_marks(other)[1] == figures


def test_a_changed_figure_changes_both() -> None:
    changed = body_marks(replace(PAGE, text=(TextBlock(TEXT.replace("120", "130", 1)),)))
    assert all(one != other for one, other in zip(changed, body_marks(PAGE), strict=True))


@pytest.mark.parametrize("kind", [LinkKind.ATTACHMENT, LinkKind.FRAME, LinkKind.MEDIA, LinkKind.IMAGE])
def test_another_file_makes_another_text(kind: LinkKind) -> None:
    marks = {body_marks(replace(PAGE, links=(link(name, kind),))) for name in ("a", "b")} | {body_marks(PAGE)}
    assert len(marks) == 3


def test_links_outside_the_body_and_pictures_beside_a_long_text_do_not_count() -> None:
    assert body_marks(replace(PAGE, links=(link("a", area="footer"), link("b", LinkKind.PAGE)))) == body_marks(PAGE)
    long = replace(PAGE, text=(TextBlock(TEXT * 4),))
    assert body_marks(replace(long, links=(link("a.jpg", LinkKind.IMAGE),))) == body_marks(long)


def test_paragraphs_in_another_order_make_another_body_of_the_same_figures() -> None:
    one, other = ((TextBlock(TEXT), TextBlock("投入3台机械。"))[::step] for step in (1, -1))
    assert body_marks(replace(PAGE, text=one))[0] != body_marks(replace(PAGE, text=other))[0]
    assert body_marks(replace(PAGE, text=one))[1] == body_marks(replace(PAGE, text=other))[1]


def test_a_picture_beside_a_text_of_some_length_leaves_its_figures() -> None:
    some = replace(PAGE, text=(TextBlock(TEXT * 2),))
    body, figures = body_marks(replace(some, links=(link("a.jpg", LinkKind.IMAGE),)))
    assert body != body_marks(some)[0] and figures == body_marks(some)[1]


def test_a_page_without_a_body_has_no_marks() -> None:
    assert body_marks(replace(PAGE, text=(TextBlock(TEXT, "other"),))) == (0, 0)


CLAUSES = "，".join(f"第{n}项工作由牵头单位组织实施" for n in "甲乙丙丁戊己庚辛壬癸") + "。"


def _share(one: str, other: str) -> float:
    first, second = (body_sketch(replace(PAGE, text=(TextBlock(text),))) for text in (one, other))
    return shared(first, second)


def test_a_text_with_a_changed_clause_shares_most_of_its_sketch() -> None:
    assert _share(CLAUSES, CLAUSES.replace("，", "、", 1)) == 1.0
    assert 0.8 < _share(CLAUSES, CLAUSES.replace("丙项", "丙二项")) < 1.0
    assert 0.8 < _share(CLAUSES, CLAUSES + "有关工作正在推进。") < 1.0
    assert _share(CLAUSES, CLAUSES.replace("牵头单位", "责任单位")) == 0.0
    assert _share("", "") == 0.0


def test_the_sketch_of_a_long_text_is_a_sample() -> None:
    long = "，".join(f"第{n}条" for n in range(300))
    assert len(body_sketch(replace(PAGE, text=(TextBlock(long),)))) == SKETCH
    assert 0.6 < _share(long, "，".join(f"第{n}条" for n in range(60, 360))) < 0.95


def _body(*lines: str) -> tuple[int, int]:
    return body_marks(replace(PAGE, text=tuple(TextBlock(line) for line in lines)))


def test_a_line_of_day_and_office_above_a_text_is_not_of_the_text() -> None:
    assert _body("2026-11-05 10:00 高新区管委会办公室", TEXT) == _body("2026-11-09", TEXT) == _body(TEXT)
    assert _body("会议时间：2026年11月5日", TEXT) != _body("会议时间：2026年11月9日", TEXT)
    assert _body("2026年11月5日在县医院开展义诊", TEXT) != _body("2026年11月9日在县医院开展义诊", TEXT)


def test_the_line_of_the_day_that_a_page_goes_by_is_not_of_the_text() -> None:
    def said(day: int, rest: str) -> tuple[int, int]:
        raw = f"2026年11月{day}日"
        shown = DateFact(date(2026, 11, day), raw, DatePlace.SHOWN)
        text = (TextBlock(f"青山政府网 {raw} {rest}"), TextBlock(TEXT))
        return body_marks(replace(PAGE, dates=(shown,), published=shown, text=text))

    assert said(5, "讯") == said(9, "讯")
    assert said(5, "开展义诊。") != said(9, "开展义诊。")


def filed(number: str, day: date, *, document: str = "石政发〔2026〕3号", text: str = TEXT) -> Page:
    rows = (f"索引号 {number}", f"公开日期 {day.isoformat()}", f"文号 {document}")
    facts = Properties(number, document, published=DateFact(day, day.isoformat(), DatePlace.TABLE))
    return replace(PAGE, properties=facts, text=(*(TextBlock(row) for row in rows), TextBlock(text)))


def test_index_number_and_day_of_the_property_table_do_not_count_and_the_document_number_does() -> None:
    one = body_marks(filed("612-0585", date(2026, 9, 22)))
    assert one == body_marks(filed("612-0589", date(2026, 10, 20)))
    assert one != body_marks(filed("612-0589", date(2026, 10, 20), document="石政发〔2026〕4号"))
    dated = TEXT + "自2026-09-22起施行。"
    assert body_marks(filed("1", date(2026, 9, 22), text=dated)) != body_marks(
        filed("1", date(2026, 10, 20), text=dated.replace("09-22", "10-20"))
    )
