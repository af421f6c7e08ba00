"""Tables on a terminal: nothing is lost, no line is too long, addresses stay whole."""

from hypothesis import given
from hypothesis import strategies as st

from reports.aligned import aligned, shortened, width

ROWS = [
    ["编号", "网站", "说明", "网址"],
    ["7", "清江市人民政府", "“公示公告”栏目超过6个月未更新（最新一条信息日期为2026年4月22日，距今214天）。", "http://www.x.gov.cn/" + "a" * 60],
    ["121", "某局", "短", ""],
]  # fmt: skip


def test_a_file_has_a_line_for_each_row() -> None:
    lines = "".join(aligned(ROWS, numbers=frozenset({0}), room=0)).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("   7  清江市人民政府  “公示公告”")
    assert lines[2] == " 121  某局            短"


def test_a_terminal_wraps_the_widest_column_and_keeps_addresses_whole() -> None:
    lines = "".join(aligned(ROWS, numbers=frozenset({0}), room=60)).splitlines()
    addresses = [line for line in lines if "http" in line]
    assert addresses == ["    " + ROWS[1][3]]
    assert all(width(line) <= 60 for line in lines if line not in addresses)
    assert lines[0] == "编号  网站            说明"
    assert lines[1].startswith("   7  清江市人民政府  “公示公告”栏目超过")
    assert all(line.startswith(" " * 22) and line[22] != " " for line in lines[2:4])
    assert lines[-1].split() == ["121", "某局", "短"]


@given(
    st.lists(st.lists(st.text("中文a 1，。", max_size=60), min_size=3, max_size=3), min_size=1, max_size=4), st.integers(50, 90)
)
def test_no_character_is_lost_and_no_line_is_too_long(rows: list[list[str]], room: int) -> None:
    lines = "".join(aligned([["", "", ""], *rows], room=room)).splitlines()
    assert all(width(line) <= room for line in lines)
    assert sorted("".join(lines).replace(" ", "")) == sorted("".join(map("".join, rows)).replace(" ", ""))


def test_a_text_without_room_stands_under_its_row() -> None:
    wide = [
        ["编号", "网站", "问题", "状态", "说明"],
        ["1", "清江市人民政府", "栏目更新不及时", "未处理", "“公示公告”栏目超过6个月未更新，距今214天。" * 2],
    ]
    lines = "".join(aligned(wide, room=60)).splitlines()
    assert lines[:2] == ["编号  网站            问题            状态", "1     清江市人民政府  栏目更新不及时  未处理"]
    assert "".join(line.strip() for line in lines[2:]) == wide[1][4] and all(line.startswith("    ") for line in lines[2:])


def test_what_is_shortened_says_so() -> None:
    assert (shortened("一二三", 3), shortened("一二三四", 3)) == ("一二三", "一二…")
