"""Wrong forms that are found by rules of their own, not by the lexicon and not by the counts: all to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from checks.lib import words
from checks.lib.typo import doubled, even_if, marks, ngrams, particles, spoilt, tails, until
from checks.lib.typo.wrong_form import WrongForm
from model import Confidence


def wrong_forms(text: str, known: list[tuple[int, words.Entry]]) -> Iterator[tuple[int, words.Entry]]:
    """What the rules beside the lexicon find; `known`: what that has found already."""
    table = ngrams.official()
    found = chain(
        doubled.find_doubled(text, table),
        tails.find_tails(text, table),
        _phrases(text, known),
        until.untils(text),
        even_if.even_ifs(text),
        marks.wrong_marks(text),
        particles.wrong_particles(text),
    )
    return ((form.offset, words.Entry(form.wrong, (form.right,), Confidence.SUSPECTED)) for form in found)


def _phrases(text: str, known: list[tuple[int, words.Entry]]) -> Iterator[WrongForm]:
    """Set phrases with a wrong character. A proven wrong word inside (复辙 in 重蹈复辙) is surer and stays."""
    taken = {at for offset, entry in known for at in range(offset, offset + len(entry.wrong))}
    for form in spoilt.find_spoilt(text, ngrams.official()):
        if taken.isdisjoint(range(form.offset, form.offset + len(form.wrong))):
            yield form
