"""Passes for a person: what ran, what it looked at and what it did not, site by site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from model import SHANGHAI, ConfigError, Json, Pass, PassId, PassKind, SitePassState
from reports.aligned import aligned
from reports.table import plain
from rules.reasons import BRIEFLY, REASONS
from storage import dispatch, overview, passes
from storage.database import Database
from storage.overview import SiteInPass
from storage.passes import SitePass

KINDS: Mapping[PassKind, str] = {
    PassKind.WEEKLY: "周检测",
    PassKind.MONTHLY: "月监测",
    PassKind.QUARTERLY: "季普查",
    PassKind.AUDIT: "单次检查",
}
STATES: Mapping[SitePassState, str] = {
    SitePassState.DUE: "待检查",
    SitePassState.RUNNING: "检查中",
    SitePassState.DONE: "已完成",
    SitePassState.PARTIAL: "未查完",
    SitePassState.FAILED: "未能检查",
}
WHY: Mapping[str, str] = {
    **REASONS,
    dispatch.NOT_RUNNING: "网站已不在运行",
    dispatch.SUPERSEDED: "本期结束前未检查",
    "recheck": "只复查指定的问题",
}
SKIPPED: Mapping[str, str] = {
    "robots": "robots.txt 不允许",
    "depth": "超过层级",
    "sample": "抽样之外",
    "recheck": "与复查的问题无关",
    "external links are off": "外部链接不查",
}


async def render_passes(db: Database) -> list[str]:
    """The newest passes, one a line."""
    rows = [["编号", "检查", "周期", "开始", "结束", *STATES.values()]]
    for inspection, counts in await passes.listed(db):
        states = [str(counts.get(state, 0)) for state in STATES]
        ended = shown(inspection.finished_at) or "未结束"
        head = [str(inspection.id), KINDS[inspection.kind], inspection.period, shown(inspection.created_at), ended]
        rows.append(head + states)
    if len(rows) == 1:
        return ["尚无检查记录\n"]
    return list(aligned(rows, numbers=frozenset({0, 5, 6, 7, 8, 9})))


async def show_pass(db: Database, number: int) -> list[str]:
    """One pass site by site. Raises ConfigError when there is none with this number."""
    inspection = await passes.get(db, PassId(number))
    if inspection is None:
        raise ConfigError(f"pass {number}: there is none with this number; see xuncha passes list")
    return list(pass_lines(inspection, await overview.sites_in(db, inspection.id)))


def pass_lines(inspection: Pass, sites: Sequence[SiteInPass]) -> Iterator[str]:
    """The pass, its sites with what was looked at, and for each site what was not."""
    yield f"{KINDS[inspection.kind]} {inspection.period}（编号{inspection.id}）\n"
    yield f"规则 {inspection.ruleset}（{inspection.ruleset_hash[:12]}）\n"
    yield f"开始 {shown(inspection.created_at)}，{_ended(inspection)}\n"
    yield _sum(sites)
    if not sites:
        return
    rows = [["网站", "状态", "页面", "未查网址", "略过", "问题", "未判定", "用时", "结果"]]
    rows += [_row(site) for site in sites]
    yield "\n"
    yield from aligned(rows, numbers=frozenset({2, 3, 4, 5, 6, 7}))
    yield from _left_out(sites)


def outcome_lines(inspection: Pass, sites: Sequence[SiteInPass], *, idle: bool) -> Iterator[str]:
    """What a sweep says when it ends. `idle`: there was nothing left to do."""
    name = f"{KINDS[inspection.kind]} {inspection.period}"
    if idle:
        yield f"{name}：本期已检查过，没有需要继续的网站（xuncha passes show {inspection.id}）\n"
    else:
        yield f"{name}（xuncha passes show {inspection.id}）\n"
    yield _sum(sites)
    for site in sites:
        if site.row.state is not SitePassState.DONE:
            where = "（由另一进程检查）" if site.row.state is SitePassState.RUNNING else ""
            reason = f"：{why(site.row.reason)}" if site.row.reason else ""
            yield f"  {STATES[site.row.state]}{where} {plain(site.name or site.home_url)}{reason}\n"


def _sum(sites: Iterable[SiteInPass]) -> str:
    sites = list(sites)
    amounts = {state: sum(site.row.state is state for site in sites) for state in STATES}
    states = "，".join(f"{STATES[state]}{amount}个{_causes(sites, state)}" for state, amount in amounts.items() if amount)
    return f"网站{len(sites)}个" + (f"：{states}" if states else "") + f"；发现问题{sum(s.findings for s in sites)}个\n"


def _causes(sites: Iterable[SiteInPass], state: SitePassState) -> str:
    """In brackets, how many sites in a state have it for which reason of their own."""
    amounts = Counter(BRIEFLY[site.row.reason] for site in sites if site.row.state is state and site.row.reason in BRIEFLY)
    told = "，".join(f"{cause}{amount}个" for cause, amount in amounts.items())
    return f"（{told}）" if told else ""


def _state(row: SitePass) -> str:
    cause = BRIEFLY.get(row.reason)
    return STATES[row.state] + (f"（{cause}）" if cause else "")


def _row(site: SiteInPass) -> list[str]:
    row = site.row
    coverage: Json = row.coverage or {}
    return [
        site.name or site.home_url,
        _state(row),
        str(coverage.get("pages", "–")),
        str(coverage.get("pending", "–")),
        str(sum(coverage.get("skipped", {}).values())) if "skipped" in coverage else "–",
        str(site.findings),
        str(site.unknowns),
        f"{coverage['seconds']:.0f}秒" if "seconds" in coverage else "–",
        _result(row.score),
    ]


def _result(score: Json | None) -> str:
    if not score:
        return "–"
    total = score.get("total")
    return str(score.get("result", "")) + ("" if total is None else f" {total:g}分")


def _left_out(sites: Iterable[SiteInPass]) -> Iterator[str]:
    """What was not looked at, and why."""
    heading = "\n未检查的部分\n"
    for site in sites:
        parts = list(_gaps(site))
        if parts:
            yield heading
            heading = ""
            yield f"  {plain(site.name or site.home_url)}：{plain('；'.join(parts))}\n"


def _gaps(site: SiteInPass) -> Iterator[str]:
    coverage: Json = site.row.coverage or {}
    reason = site.row.reason or coverage.get("reason", "")
    if reason:
        yield why(reason)
    for name, amount in sorted(coverage.get("skipped", {}).items(), key=lambda item: -item[1]):
        yield f"{skip_words(name)}{amount}个"
    for rule, amount in coverage.get("check_errors", {}).items():
        yield f"规则 {rule} 出错{amount}次"
    if coverage.get("unparseable"):
        yield f"无法解析的页面{coverage['unparseable']}个"


def why(reason: str) -> str:
    """A reason of a site's pass in words."""
    return plain(WHY.get(reason, reason))


def skip_words(reason: str) -> str:
    """A reason for leaving an address out, in words."""
    return SKIPPED.get(reason) or ("陷阱网址（" + reason.removeprefix("trap: ") + "）" if reason.startswith("trap") else reason)


def _ended(inspection: Pass) -> str:
    return f"结束 {shown(inspection.finished_at)}" if inspection.finished_at else "尚未结束"


def shown(moment: datetime | None) -> str:
    """A moment as a person in China reads it."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if moment else ""
