"""Audit records for the tests of reports: an ordinary one, a hostile one, a large one."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from model import Confidence, Coverage, Finding, Site, SiteId
from reports.audit_record import AuditRecord
from rules.score import Line, Score, Veto
from storage.reporting import Noted, Tally

HOME = "http://www.test-site.gov.cn/"
STARTED = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '=HYPERLINK("http://evil.example/","点我")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x00\x01\x08\x0b\x1b[31mred\x7f\x85",
    "gnp.\u202efdp.exe\u2066\u2069",
    "{{ 7*7 }}{% for x in y %}{# c #}",
    "\ud800\udfff\ufffe\uffff",
    "]]></w:t><w:p/>&amp;&#x1F;",
    "javascript:alert(1)",
    "\r\n\t分行\u2028\u2029",
    "_x0041_ \u200b零\u200d宽",
    "A" * 40_000,
)


def finding(number: int, rule: str = "broken-link", *, suspected: bool = False) -> Finding:
    """An ordinary finding."""
    return Finding(
        rule,
        f"{HOME}gone/{number}.html",
        f"{HOME}page/{number}.html",
        f"“通知{number}”链接无法打开（返回404）。",
        Confidence.SUSPECTED if suspected else Confidence.CONFIRMED,
        "通知公告",
        {"status": 404, "reason": "http-status", "text": f"通知{number}", "pages": 1},
    )


def hostile_findings() -> list[Finding]:
    """Every field carries every hostile text once."""
    return [
        Finding("typo", text, text, text, Confidence.CONFIRMED, text, {"wrong": text, "right": [text], "context": text}, str(n))
        for n, text in enumerate(HOSTILE)
    ]


SCORE = Score(
    total=91.5,
    result="疑似单项否决",
    vetoes=(Veto("stale-homepage", "首页不更新", "首页不更新1个", 1, True),),
    candidates=(),
    serious=(),
    lines=(Line("broken-link", "链接无法打开", "检查指标", "可用性", 3, 0.15, 5.0, "M", "待核"),),
    bonus=0.0,
    provisional=True,
    complete=True,
    notes=("分值待核：部分分值和各项上限为暂定值",),
    pack="chk-2019",
    hash="0123456789abcdef",
)


def record(
    findings: Iterable[Finding], *, complete: bool = True, name: str = "测试区人民政府", score: Score | None = SCORE
) -> AuditRecord:
    """A record of some findings."""
    listed = sorted(findings, key=lambda each: each.rule)
    tallies: dict[str, Tally] = {}
    for each in listed:
        old = tallies.get(each.rule, Tally())
        sure = each.confidence is Confidence.CONFIRMED
        tallies[each.rule] = Tally(old.confirmed + sure, old.suspected + (not sure))

    def stream() -> Iterator[Noted]:
        return (Noted(each, number, "open", STARTED) for number, each in enumerate(listed, 1))

    return AuditRecord(
        site=Site(SiteId(1), HOME, name, code="5399000001", owner="测试区人民政府办公室"),
        title="单次检查",
        started=STARTED,
        as_of="2026-11-20",
        rules=("broken-link", "stale-column", "typo"),
        coverage=Coverage(complete, "" if complete else "max-pages", pages=120, requests=300, pending=0 if complete else 40),
        score=score,
        unknowns=(("stale-column", HOME + "xw/", "列表由脚本加载，未能读取"),),
        tallies=dict(sorted(tallies.items())),
        findings=stream,
        advice={"broken-link": "改正或删除链接。"},
    )
