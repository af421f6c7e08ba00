"""The register for a person: all sites in a table, or one site with its columns and its last passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from model import Column, Pass, Site, SiteState
from reports.aligned import aligned
from reports.passes import KINDS as PASS_KINDS
from reports.passes import STATES as PASS_STATES
from reports.passes import shown, why
from reports.table import plain
from storage import columns as stored
from storage import overview, registry
from storage.database import Database
from storage.passes import SitePass
from storage.service_history import services
from storage.site_changes import CLOSED, MERGED, OPENED, PAUSED, RESUMED, Change

STATES: Mapping[SiteState, str] = {
    SiteState.RUNNING: "运行",
    SiteState.PAUSED: "临时下线",
    SiteState.CLOSED: "关停",
}
CHANGES: Mapping[str, str] = {
    OPENED: "开设", PAUSED: "临时下线", RESUMED: "恢复运行", CLOSED: "关停", MERGED: "关停（整合迁移）",
}  # fmt: skip


def render_sites(sites: Iterable[Site]) -> Iterator[str]:
    """Every site, one a line."""
    rows = [["编号", "网站标识码", "名称", "类型", "状态", "首页网址", "平台"]]
    rows += [[str(s.id), s.code or "–", s.name, s.kind.value, STATES[s.state], s.home_url, s.host_group] for s in sites]
    if len(rows) == 1:
        yield "尚未登记网站\n"
        return
    yield from aligned(rows, numbers=frozenset({0}))
    yield f"共{len(rows) - 1}个网站\n"


async def show_site(db: Database, text: str) -> list[str]:
    """The site that a number, code, name or home page means. Raises StorageError when none or several do."""
    site = await registry.find(db, text)
    columns = await stored.columns(db, site.id)
    changes = (await services(db))[site.id].changes
    return list(site_lines(site, columns, await overview.history_of(db, site.id), changes))


def site_lines(
    site: Site, columns: Sequence[Column], history: Sequence[tuple[Pass, SitePass]], changes: Sequence[Change] = ()
) -> Iterator[str]:
    """One site with its columns and last passes."""
    facts = (
        ("编号", str(site.id)),
        ("网站标识码", site.code),
        ("主办单位", site.owner),
        ("网站类型", site.kind.value),
        ("状态", STATES[site.state]),
        ("首页网址", site.home_url),
        ("其他域名", "、".join(site.extra_hosts)),
        ("平台", site.host_group),
        ("应设栏目", "、".join(site.expected_columns)),
        ("变更", "，".join(f"{each.day or '日期不明'}{CHANGES[each.event]}" for each in changes)),
    )
    yield f"{plain(site.shown_name)}\n"
    yield from aligned([[name, value] for name, value in facts if value])
    yield f"\n栏目{len(columns)}个\n"
    yield from aligned([[c.kind.value, c.name, c.url, "登记" if c.registered else ""] for c in columns])
    yield f"\n最近检查{len(history)}次\n"
    yield from aligned([_history_row(inspection, row) for inspection, row in history])


def _history_row(inspection: Pass, row: SitePass) -> list[str]:
    pages = (row.coverage or {}).get("pages")
    return [
        f"检查{inspection.id}",
        PASS_KINDS[inspection.kind],
        inspection.period,
        PASS_STATES[row.state],
        shown(row.ended_at or row.started_at),
        "" if pages is None else f"{pages}页",
        why(row.reason),
    ]
