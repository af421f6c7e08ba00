"""Characters that make a set phrase of what stands: where the dictionary knows one, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from checks.lib.typo import candidates, evidence, ngrams, phrases, proposals

ENGINE = (candidates.confusions(), ngrams.official())


def made(text: str) -> list[tuple[str, str]]:
    coded = ngrams.codes(text)
    place = np.arange(ngrams.PAD, len(coded) - ngrams.PAD)
    owner, right, _ = phrases.phrases(evidence.windows_at(coded, place), *ENGINE)
    return [(text[at], chr(int(code))) for at, code in zip(owner, right, strict=True)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("展出了图文并貌的展板", "貌", "茂"),
        ("心里五味杂成，", "成", "陈"),
        ("严寒酷署，从无怨言", "署", "暑"),
    ],
)
def test_a_phrase_but_for_one_character(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in made(text)


@pytest.mark.parametrize("text", ["展出了图文并茂的展板", "各单位要抓好落实工作", "图文，并貌", "", "受益非"])
def test_what_is_a_phrase_or_none_is_left_alone(text: str) -> None:
    assert made(text) == []


def test_phrases_join_the_other_proposals_once() -> None:
    coded = ngrams.codes("展出了图文并貌的展板")
    place = np.flatnonzero(coded == ord("貌"))
    rows = evidence.windows_at(coded, place)
    known = proposals.singles(rows, *ENGINE, strict=False)
    found = phrases.phrases(rows, *ENGINE)
    once = phrases.with_phrases(known, rows, found, ENGINE[1])
    again = phrases.with_phrases(once, rows, found, ENGINE[1])
    assert ord("茂") in once.right and len(again.right) == len(once.right)
