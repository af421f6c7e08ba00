"""What every query over findings shares: their states, and a row as its type."""

from __future__ import annotations

from model import Confidence, Finding
from storage.database import AnyRow

BY_A_PERSON = ("confirmed", "notified")
"""States in which a person has said that it is a finding."""
UNSOLVED = ("open", *BY_A_PERSON)
"""States of a finding that is still there, as far as was looked."""
SUPPRESSED = "suppressed"
"""A person has said that it is no finding, or not to be counted."""


def finding_of(row: AnyRow) -> Finding:
    """A row of findings or observations as its type."""
    return Finding(
        row.rule, row.url, row.page, row.message, Confidence(row.confidence), row.column, row.evidence, row.discriminator
    )
