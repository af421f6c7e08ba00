"""找错 messages from a file: in time, late, waiting; working days across a long holiday."""

from datetime import date
from pathlib import Path

import pytest

import rules
from model import ConfigError, Site, SiteId
from registers.error_reports import day_of, import_messages, read_messages
from storage import findings, registry
from storage.database import Database
from storage.findings import Wanted

HOME = "http://www.a.gov.cn/"
TODAY = date(2026, 10, 20)
HEADER = "留言编号,网站标识码,姓名,留言时间,办结时间,问题页面\n"
ROWS = """\
A1,5100000001,张三,2026-09-30 10:00,2026-10-10 17:00,/a.html
A2,5100000001,张三,2026-09-30,2026/10/12,/b.html
A3,5100000001,李四,2026年10月19日,,
A4,5100000001,李四,2026-10-13 09:00,办理中,
A5,5100000001,,2031-01-01,2031-03-01,
A6,5100000001,,2031-01-01,2031-01-02,
"""


async def take_in(db: Database, tmp_path: Path, text: str, site: str = "", name: str = "m.csv") -> str:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    report = await import_messages(db, file, site, rules.load(), TODAY, "王某")
    return "".join(report.lines(Path(name)))


async def test_late_and_unanswered_messages_become_findings(sqlite_db: Database, tmp_path: Path) -> None:
    db = sqlite_db
    await registry.add(db, [Site(SiteId(0), HOME, "甲市", "5100000001")])
    text = await take_in(db, tmp_path, HEADER + ROWS)
    # 2026-09-30 + 3 working days is 2026-10-10 (a worked Saturday), indicators 9.
    assert "收到留言6条：按期办结2，超期办结1，超期未办1，办理中1，待核1" in text
    found = {each.finding.discriminator: each for each in await findings.listed(db, Wanted())}
    assert sorted(found) == ["A2", "A4"]
    late, open_ = found["A2"].finding, found["A4"].finding
    assert (late.evidence["working_days"], late.evidence["deadline"], late.page) == (4, "2026-10-10", HOME + "b.html")
    assert (open_.evidence["replied"], open_.evidence["working_days"]) == (None, 5)
    assert all(each.state == "confirmed" and "张三" not in str(each) for each in found.values())
    # Imported again after it was answered: the same finding, brought up to date.
    await take_in(db, tmp_path, HEADER + ROWS.replace("办理中", "2026-10-20"))
    found = {each.finding.discriminator: each for each in await findings.listed(db, Wanted())}
    assert sorted(found) == ["A2", "A4"] and found["A4"].finding.evidence["replied"] == "2026-10-20"


async def test_bad_rows_are_told_and_the_others_taken(sqlite_db: Database, tmp_path: Path) -> None:
    await registry.add(sqlite_db, [Site(SiteId(0), HOME, "甲市", "5100000001")])
    rows = (
        "B1,5100000001,,昨天,,\nB2,5100000001,,2026-10-10,2026-10-09,\nB3,9999999999,,2026-10-10,,\n,5100000001,,2026-10-19,,\n"
    )
    text = await take_in(sqlite_db, tmp_path, HEADER + rows + ROWS.splitlines()[0] + "\n" + ROWS)
    for expected in (
        "m.csv:2: 留言时间“昨天”",
        "m.csv:3: 办结时间",
        "m.csv:4: 9999999999",
        "m.csv:7: 编号A1与第6行重复",
        "收到留言7条",
    ):
        assert expected in text, text
    without = "留言时间,办结时间\n2026-10-01,2026-10-20\n"
    assert "请用 --site" in await take_in(sqlite_db, tmp_path, without)
    assert "超期办结1" in await take_in(sqlite_db, tmp_path, without, site="甲市")


def test_a_file_without_the_two_times_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("标题,内容\n一,二\n", "utf-8")
    with pytest.raises(ConfigError, match="留言时间"):
        read_messages(tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-02 10:22:33", date(2026, 11, 2)), ("２０２６年１１月２日", date(2026, 11, 2)), ("20261102", date(2026, 11, 2)),
     ("2026-13-02", None), ("", None), ("46328", None)],
)  # fmt: skip
def test_days_as_they_are_written(text: str, day: date | None) -> None:
    assert day_of(text) == day
