"""What the audits of one process share: settings, database, network, workers, rules; and what each reports while it runs."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.fetch import Fetcher
from crawler.robots import Robots
from crawler.verify import Ways
from model import Json, PassKind
from rules import Ruleset
from rules.signatures import Signatures
from settings import Settings
from storage.database import Database
from workers.pool import Workers


@dataclass(frozen=True, slots=True)
class Tools:
    """Opened once by the caller, used by any number of audits at the same time."""

    settings: Settings
    db: Database
    fetcher: Fetcher
    robots: Robots
    workers: Workers
    ruleset: Ruleset
    signatures: Signatures
    owner: str  # this process, in the database
    stop: asyncio.Event  # set by Ctrl-C or SIGTERM: end cleanly
    overrides: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)

    @property
    def ways(self) -> Ways:
        """How many looks a verdict takes."""
        return Ways(self.settings.verify.attempts)


@dataclass(frozen=True, slots=True)
class Recheck:
    """What the re-check of some findings looks at; without `only` the whole site, for their rules alone."""

    subjects: tuple[tuple[str, str], ...]  # (rule, address) of the findings
    only: Mapping[str, int] = field(default_factory=dict)  # addresses that are read, with their depth
    reach: tuple[int, ...] = ()  # items of lists at these depths are read too
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # link target -> all pages known to hold it

    def to_json(self) -> Json:
        """As stored."""
        return {
            "subjects": [list(subject) for subject in self.subjects],
            "only": dict(self.only),
            "reach": list(self.reach),
            "holders": {target: list(pages) for target, pages in self.holders.items()},
        }

    @classmethod
    def from_json(cls, data: Json) -> Recheck:
        """The inverse of to_json."""
        holders = {target: tuple(pages) for target, pages in data["holders"].items()}
        subjects = tuple((rule, url) for rule, url in data["subjects"])
        return cls(subjects, data["only"], tuple(data["reach"]), holders)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one audit looks for and how far it goes; stored with the site's pass, so that a resumed one is the same."""

    rules: tuple[str, ...]
    now: datetime  # the moment by which it judges, Asia/Shanghai
    max_pages: int
    max_depth: int
    max_seconds: float  # 0: no limit
    external: bool
    kind: PassKind = PassKind.AUDIT
    sample: float = 1.0  # share of the articles that is read
    sample_key: str = ""  # chooses which; the same ones for one period
    recheck: Recheck | None = None  # not an inspection of the site: only some findings are looked at again

    def to_json(self) -> Json:
        """As stored."""
        return {
            "rules": list(self.rules),
            "now": self.now.isoformat(),
            "max_pages": self.max_pages,
            "max_depth": self.max_depth,
            "max_seconds": self.max_seconds,
            "external": self.external,
            "kind": self.kind,
            "sample": self.sample,
            "sample_key": self.sample_key,
        } | ({"recheck": self.recheck.to_json()} if self.recheck is not None else {})

    @classmethod
    def from_json(cls, data: Json) -> Plan:
        """The inverse of to_json."""
        return cls(
            rules=tuple(data["rules"]),
            now=datetime.fromisoformat(data["now"]),
            max_pages=data["max_pages"],
            max_depth=data["max_depth"],
            max_seconds=data["max_seconds"],
            external=data["external"],
            kind=PassKind(data.get("kind", PassKind.AUDIT)),
            sample=data.get("sample", 1.0),
            sample_key=data.get("sample_key", ""),
            recheck=Recheck.from_json(data["recheck"]) if data.get("recheck") else None,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Where one run of an audit stops."""

    max_pages: int
    deadline: float = 0.0  # time.monotonic(); 0: none


@dataclass(slots=True)
class Progress:
    """Counters of one audit, read by the progress display while it runs."""

    site: str
    stage: str = "opening"
    pages: int = 0
    verified: int = 0
    requests: int = 0
    bytes: int = 0
    known: int = 0  # addresses met
    unparseable: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    check_errors: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    on_stage: Callable[[Progress], None] | None = None

    @property
    def seconds(self) -> float:
        """Since the audit (or its resumption) began."""
        return time.monotonic() - self.started

    @property
    def waiting(self) -> int:
        """Addresses met and not settled yet, as far as this run knows."""
        return max(0, self.known - self.pages - self.verified)

    def count(self, rules: Iterable[str]) -> None:
        """Count findings by rule."""
        self.findings.update(rules)

    def enter(self, stage: str) -> None:
        """The audit goes on to its next stage."""
        self.stage = stage
        if self.on_stage is not None:
            self.on_stage(self)
