"""What all nouns share: the zone of business days, ids, JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NewType
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Business days, deadlines and everything shown to a person are in this zone; storage is UTC."""

NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Stands where whoever reads a page does not know when it was fetched; whoever fetched it puts the moment in."""

SiteId = NewType("SiteId", int)
PassId = NewType("PassId", int)
SitePassId = NewType("SitePassId", int)

Json = dict[str, Any]
"""A JSON object: evidence, parameters, coverage. Its inner types are the border's business."""
