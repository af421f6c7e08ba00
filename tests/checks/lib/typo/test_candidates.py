"""Candidates: characters sound alike by the readings that are in use, and by no others."""

from __future__ import annotations

import numpy as np
import pytest

from checks.lib.typo import candidates
from checks.lib.typo.candidates import SAME


@pytest.mark.parametrize(
    ("wrong", "right", "same"),
    [
        ("布", "部", True),
        ("长", "常", True),  # both readings of 长 are in use
        ("长", "章", True),
        ("行", "航", True),
        ("副", "市", False),  # 市 was read fu once
        ("还", "市", False),
        ("许", "和", False),
    ],
)
def test_only_usual_readings_sound_alike(wrong: str, right: str, same: bool) -> None:
    one, other = (np.array([ord(character)], dtype=np.uint64) for character in (wrong, right))
    assert bool(candidates.confusions().kinds(one, other)[0] & SAME) is same
