"""What the text rules beside `typo` say of one text: misstatements, personal data, marks of secrecy, malformed places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.lib.id_numbers import masked_text
from checks.lib.malformed import CERTAIN, REASONS, faults_in
from checks.lib.misstatements import find_misstatements
from checks.lib.personal_data import KINDS, find_personal_data
from checks.lib.secret_marks import find_marks
from model import Confidence

MAX_LINE = 20_000
"""Characters of one text that are asked for marks and malformed places."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One place of a text; personal data are masked in it."""

    offset: int
    wrong: str
    right: tuple[str, ...]
    level: Confidence
    rule: str
    reason: str
    context: str


def remarks_on(text: str, today: date) -> Iterator[Remark]:
    """Every remark, rule by rule."""
    doubt = Confidence.SUSPECTED
    for hit in find_misstatements(text):
        yield Remark(hit.offset, hit.wrong, hit.right, doubt, "misstatement", hit.source, masked_text(hit.context))
    for datum in find_personal_data(text, today):
        yield Remark(datum.offset, datum.masked, (), doubt, "personal-info", KINDS[datum.kind], datum.context)
    for mark in find_marks([text[:MAX_LINE]]):
        yield Remark(max(0, text.find(mark.mark)), mark.mark, (), doubt, "secret-marking", mark.kind, masked_text(mark.context))
    for fault in faults_in(text[:MAX_LINE]):
        if fault.reason == "replacement-character":
            continue  # bytes that the reader of the file could not decode, and has named
        level = Confidence.CONFIRMED if fault.reason in CERTAIN else doubt
        shown = masked_text(fault.sample)
        yield Remark(max(0, text.find(fault.sample)), shown, (), level, "malformed-content", REASONS[fault.reason], shown)
