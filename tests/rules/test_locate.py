"""Line numbers of keys in TOML texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.locate import depth_found, key_lines, line_of

TEXT = '''# head
[pack]
name = "x"

[rules.broken-link]   # comment
counts = "deduct"
params = { days = 3 }

[rules.stale-column.params.days]
"动态" = "14d"
a.b = 1

[rules.other]
text = """
[not.a.table]
key = 1
"""
list = [
    ["x"],
    "y = [1",
]
last = 1

[[product]]
name = 1
'''


def test_tables_and_keys_have_their_lines() -> None:
    lines = key_lines(TEXT)
    assert lines[("pack",)] == 2
    assert lines[("rules", "broken-link", "counts")] == 6
    assert lines[("rules", "stale-column", "params", "days", "动态")] == 10
    assert lines[("rules", "stale-column", "params", "days", "a", "b")] == 11
    assert lines[("rules", "other", "last")] == 22
    assert lines[("product", "name")] == 25


def test_lines_inside_strings_and_arrays_are_no_keys() -> None:
    lines = key_lines(TEXT)
    assert ("not", "a", "table") not in lines
    assert ("rules", "other", "key") not in lines
    assert ("x",) not in lines


def test_a_key_inside_an_inline_table_is_where_the_table_is() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ["rules", "broken-link", "params", "days"]) == 7
    assert line_of(lines, ["nowhere"]) is None
    assert depth_found(lines, ["rules", "broken-link", "params", "days"]) == 3
    assert depth_found(lines, ["nowhere"]) == 0


@settings(max_examples=50)
@given(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=8, unique=True))
def test_every_plain_key_is_found_on_its_line(keys: list[str]) -> None:
    text = "[t]\n" + "\n".join(f"{key} = {number}" for number, key in enumerate(keys))
    lines = key_lines(text)
    assert [lines[("t", key)] for key in keys] == list(range(2, len(keys) + 2))
