"""A government website of the register, and its columns (栏目)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.terms import SiteId


class SiteKind(StrEnum):
    """网站类型 of the register (REP-2018)."""

    PORTAL = "门户"
    DEPARTMENT = "部门"
    SPECIAL = "专项"


class SiteState(StrEnum):
    """Whether the site is in service; only running sites are inspected."""

    RUNNING = "running"
    PAUSED = "temporarily-closed"
    CLOSED = "closed"


class ColumnKind(StrEnum):
    """What a column (栏目) publishes; the cadence table of the rule packs is keyed by these words."""

    NEWS = "动态"
    NOTICE = "公告"
    POLICY = "政策"
    INTERPRETATION = "解读"
    REPRINT = "转载"
    PLAN = "规划"
    PERSONNEL = "人事"
    BUDGET = "财政"
    STATISTICS = "数据"
    OVERVIEW = "概况"
    ORGANISATION = "机构"
    LEADERS = "领导"
    DISCLOSURE_GUIDE = "公开指南"
    DISCLOSURE_REPORT = "公开年报"
    SITE_REPORT = "年度报表"
    MESSAGES = "互动"
    SURVEY = "征集"
    INTERVIEW = "访谈"
    SERVICE = "办事"
    TOPIC = "专题"
    RESPONSE = "回应"
    QUESTIONS = "问答"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Site:
    """A government website under inspection."""

    id: SiteId
    home_url: str
    name: str = ""
    code: str = ""  # 网站标识码
    owner: str = ""  # 主办单位
    kind: SiteKind = SiteKind.PORTAL
    state: SiteState = SiteState.RUNNING
    host_group: str = ""  # sites of one group share a platform and its request budget
    extra_hosts: tuple[str, ...] = ()  # hosts beside the home page's that belong to the site
    expected_columns: tuple[str, ...] = ()

    @property
    def shown_name(self) -> str:
        """What operators read: its name, its home page where it has none."""
        return self.name or self.home_url


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of a site: the address of its first page."""

    url: str
    name: str
    kind: ColumnKind
    kind_reason: str = ""  # why it is held to be of this kind
    first_level: bool = True  # linked from the home page's navigation; the veto counts only these for 公告, 政策
    registered: bool = False
    ignored: bool = False  # a person said that it is none, or not to be judged
