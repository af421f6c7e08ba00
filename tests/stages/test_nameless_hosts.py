"""A resolver that does not work proves nothing against any host, however often it was asked."""

from __future__ import annotations

import pytest

from stages.link_verdicts import is_nameless


@pytest.mark.parametrize(
    ("reason", "host", "said"),
    [
        ("dns", "v.example.com", True),
        ("host-down", "v.example.com", True),  # asked until it counted as down
        ("host-down", "www.given.gov.cn", False),  # reached without the resolver
        ("connect", "v.example.com", False),
        ("http-status", "v.example.com", False),
        ("dns", "www.example.invalid", False),
    ],
)
def test_failures_that_only_say_that_a_name_is_not_known(reason: str, host: str, said: bool) -> None:
    assert is_nameless(reason, host, {"www.given.gov.cn": ("127.0.0.1", 80)}) is said
