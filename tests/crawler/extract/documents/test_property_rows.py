"""Property tables with their labels in a row above the values, in brackets in one line, or in one pair of brackets."""

from __future__ import annotations

import pytest

from tests.crawler.extract.qingshan import HOME, read, whole

TEXT = "各乡镇人民政府应当按照规划建设公共停车场，收费标准由县发展和改革局核定并向社会公布。" * 4
TITLE = "青山县人民政府关于印发《青山县公共停车场管理办法》的通知"
ROWS = (
    "<table><tr><th>索引号</th><th>文号</th><th>成文日期</th><th>发布日期</th><th>有效性</th></tr>"
    "<tr><td>QS-B02/2026-00385</td><td>{number}</td><td>2026/07/25</td><td>2026/07/28</td><td>有效</td></tr></table>"
)
BRACKETS = "<p>【索引号】QS-B02/2026-00385【文号】{number}【成文日期】2026/07/25【发布日期】2026/07/28【时效】有效</p>"
ONE_LINE = (
    "<p>（索引号：QS-B02/2026-00385，文号：{number}，成文日期：2026年7月25日，发布日期：2026年7月28日，本文件现行有效）</p>"
)
SPACED = (
    "<ul><li><i>索 引 号</i><em>QS-B02/2026-00385</em><li><i>文　号</i><em>{number}</em><li><i>成文日期</i><em>2026年7月25日</em>"
    "<li><i>发布日期</i><em>2026年7月28日</em><li><i>效力状态</i><em>有效</em></ul>"
)
RUN_ON = "<div>{number}　索引号QS-B02/2026-00385　　发布日期2026-07-28　成文日期2026-07-25　效力：现行有效</div>"


@pytest.mark.parametrize("number", ["青政发〔2026〕22号", ""])
@pytest.mark.parametrize("form", [ROWS, BRACKETS, ONE_LINE, SPACED, RUN_ON])
def test_each_value_belongs_to_its_label(form: str, number: str) -> None:
    body = f"<h1>{TITLE}</h1>{form.format(number=number)}<div class=TRS_Editor><p>{TEXT}</p></div>"
    found = read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html").properties
    assert found is not None
    assert (found.index_number, found.document_number) == ("QS-B02/2026-00385", number)
    assert found.written is not None and found.written.day.isoformat() == "2026-07-25"
    assert found.published is not None and found.published.day.isoformat() == "2026-07-28"
    assert found.validity.endswith("有效")


@pytest.mark.parametrize("number", ["青政发〔2026〕  号", "青政发〔2026〕__号", "青政发〔〕号", "青政发〔2026〕XX号"])
def test_a_number_of_which_only_the_word_is_there(number: str) -> None:
    body = f"<h1>{TITLE}</h1>{ROWS.format(number=number)}<div class=TRS_Editor><p>{TEXT}</p></div>"
    found = read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html").properties
    assert found is not None and found.document_number == ""


def test_a_sentence_that_begins_with_a_label_is_no_property() -> None:
    body = f"<h1>{TITLE}</h1>{ROWS.format(number='')}<div class=TRS_Editor><p>文号由县政府办公室统一编制 发布日期另行通知</p><p>{TEXT}</p></div>"
    found = read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html").properties
    assert found is not None and found.document_number == ""
