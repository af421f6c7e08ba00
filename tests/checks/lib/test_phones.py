"""Numbers that are none: stand-ins and such as lack digits; short numbers and extensions are real ones."""

import pytest

from checks.lib.phones import stub


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0555-2788", "0555-2788"),
        ("咨询电话：0555-278866、0555-5281234", "0555-278866"),
        ("0555-00000000", "0555-00000000"),
        ("0555-2788 6688", ""),
        ("0555-12345", ""),
        ("0555-96198", ""),
        ("010-12329转3", ""),
        ("0555-5281234-8012", ""),
        ("0555-5281234、5281235", ""),
        ("编号2026-0555-2788-01", ""),
        ("024-88771234", ""),
    ],
)
def test_numbers_that_are_none(text: str, number: str) -> None:
    assert stub(text) == number
