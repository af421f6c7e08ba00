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


@pytest.mark.parametrize("number", ["青政发〔2026〕22号", ""])
@pytest.mark.parametrize("form", [ROWS, BRACKETS, ONE_LINE])
def test_each_value_belongs_to_its_label(form: str, number: str) -> None:
    body = f"<h1>{TITLE}</h1>{form.format(number=number)}<div class=TRS_Editor><p>{TEXT}</p></div>"
    found = read(whole(body, TITLE), HOME + "zwgk/zcwj/202607/t20260728_1.html").properties
    assert found is not None
    assert (found.index_number, found.document_number) == ("QS-B02/2026-00385", number)
    assert found.written is not None and found.written.day.isoformat() == "2026-07-25"
    assert found.published is not None and found.published.day.isoformat() == "2026-07-28"
    assert found.validity.endswith("有效")
