"""New media (政务新媒体): a register only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MediaState(StrEnum):
    """Whether an account is in service; only running ones are judged."""

    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class MediaAccount:
    """An account of a government office on a platform of others (政务新媒体), as its register says."""

    name: str
    platform: str  # 微信, 微博, 抖音, ...
    owner: str = ""  # 主办单位
    account: str = ""  # the platform's own name of it, where the register gives one
    latest: date | None = None  # its newest item when the register was written
    state: MediaState = MediaState.RUNNING
    imported: date | None = None  # when `latest` was told; None for one that is not stored yet
