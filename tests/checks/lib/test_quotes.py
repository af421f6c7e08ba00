"""Titles in messages."""

from __future__ import annotations

from checks.lib.quotes import in_quotes


def test_inner_quotation_marks_are_single() -> None:
    assert in_quotes("“我的家乡”建议征集") == "“‘我的家乡’建议征集”"
    assert in_quotes("《停车条例》征求意见") == "“《停车条例》征求意见”"
