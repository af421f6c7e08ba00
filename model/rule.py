"""One kind of finding, as the catalogue states it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The groups of the rule table."""

    AVAILABILITY = "availability"
    FRESHNESS = "freshness"
    INTERPRETATION = "interpretation"
    EXPRESSION = "expression"
    INTERACTION = "interaction"
    SERVICE = "service"
    STANDARD = "standard"
    SECURITY = "security"
    WORKFLOW = "workflow"


class Counts(StrEnum):
    """What a rule's finding does to a score, strongest first."""

    VETO = "veto"
    VETO_COUNT = "veto-count"
    DEDUCT = "deduct"
    LOCAL = "local"
    SERIOUS = "serious"
    NOTICE = "notice"


class How(StrEnum):
    """Who decides."""

    AUTO = "auto"
    ASSISTED = "assisted"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding as the catalogue states it."""

    id: str
    name: str
    group: Group
    counts: Counts
    how: How
    basis: str = ""  # clause of the official document
    mark: str = ""  # how sure the source is: V, V2, I, M+, M, M-, P
