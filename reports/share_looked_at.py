"""How much of a site an inspection looked at, in words: whole, a sample that was planned so, or broken off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model import Coverage, Json, SitePassState
from rules.reasons import PLANNED


@dataclass(frozen=True, slots=True)
class Looked:
    """What a pass saw of a site."""

    complete: bool
    planned: bool  # not all, and so it was meant
    pages: int
    left_out: int  # addresses known and not read because of the plan

    @property
    def share(self) -> str:
        """Percent of the known pages that were read, "" where that says nothing."""
        known = self.pages + self.left_out
        return f"{self.pages / known * 100:.0f}%" if self.pages and self.left_out else ""

    @property
    def words(self) -> str:
        """For a cell or in brackets: "" for a whole inspection."""
        if self.complete:
            return ""
        if not self.planned:
            return "检查未完成"
        return f"抽样检查，读取页面{self.pages}个" + (f"，占已知页面的{self.share}" if self.share else "")


def looked_at(coverage: Json | None, state: SitePassState | None) -> Looked:
    """What a site's pass saw, from its stored coverage and how it ended."""
    stored = coverage or {}
    planned = state is SitePassState.DONE and stored.get("reason") in PLANNED
    left_out = _left_out(stored.get("skipped") or {})
    return Looked(bool(stored.get("complete")), planned, int(stored.get("pages", 0)), left_out)


def limits(coverage: Coverage, why: str) -> str:
    """What a report says of a pass that did not look at everything, "" for a whole one; `why` is its reason in words."""
    if coverage.complete:
        return ""
    return sampled(coverage) or f"检查不完整（{why or '原因不明'}），尚有{coverage.pending}个已知网址未检查。"


def sampled(coverage: Coverage) -> str:
    """A sentence on a pass that read a sample as it was to, "" for any other."""
    if coverage.complete or coverage.reason != "sample" or coverage.pending:
        return ""
    return f"{Looked(False, True, coverage.pages, _left_out(coverage.skipped)).words}。"


def _left_out(skipped: Mapping[str, int]) -> int:
    return sum(int(skipped.get(name, 0)) for name in ("sample", "depth"))
