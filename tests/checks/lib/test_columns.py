"""Hubs and neighbours, and columns of outside links."""

from __future__ import annotations

import pytest

from checks.lib.columns import children, judged_by_children, mostly_external
from model import Column, ColumnKind, ColumnView, ListItem


def view(name: str, below: tuple[str, ...] = (), items: int = 0, external: int = 0) -> ColumnView:
    listed = tuple(ListItem("标题", f"http://a/{name}/{n}.html") for n in range(items))
    return ColumnView(Column(name, name, ColumnKind.NEWS), items=listed, sub_columns=below, external=external)


def test_neighbours_that_name_each_other_are_not_children() -> None:
    columns = {one.column.url: one for one in (view("a", ("a", "b", "c")), view("b", ("a",), 1), view("c", (), 1))}
    assert [child.column.url for child in children(columns["a"], columns)] == ["c"]
    assert children(columns["b"], columns) == []


@pytest.mark.parametrize(("items", "expected"), [(0, False), (2, True)])
def test_a_hub_is_judged_by_children_that_have_lists(items: int, expected: bool) -> None:
    columns = {one.column.url: one for one in (view("a", ("b",), 3), view("b", (), items))}
    assert judged_by_children(columns["a"], columns) is expected


@pytest.mark.parametrize(("external", "expected"), [(0, False), (2, False), (3, True), (4, True)])
def test_mostly_external(external: int, expected: bool) -> None:
    assert mostly_external(view("a", (), 4, external), 0.5) is expected


def test_an_empty_column_is_not_external() -> None:
    assert not mostly_external(view("a"), 0.5)
