"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from model.terms import Json


class Confidence(StrEnum):
    """Whether a finding counts at once or a person must look first."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Finding:
    """The record of interface.md; `discriminator` tells apart several findings of one rule on one url."""

    rule: str
    url: str
    page: str
    message: str
    confidence: Confidence = Confidence.CONFIRMED
    column: str | None = None
    evidence: Json = field(default_factory=dict)
    discriminator: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A judgement that coverage or the page does not allow; shown, never scored."""

    rule: str
    url: str
    reason: str
