"""After a real audit: its score line by line, what people change of it, and another pack without one request."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import program
from model import XunchaError
from tests.server import LoopbackServer
from tests.whole.run import audit
from tests.whole.site import HOME, small_site

Say = Callable[..., str]

LOCAL = """\
[pack]
name = "local"
title = "某市指标"
basis = "某市〔2026〕1号"
extends = "chk-2019"

[rules.stale-column.params.days]
"动态" = "30d"

[rules.stale-homepage]
params = { days = 30 }
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an audit that found a stale home page, a stale column and a dead link; its site is gone since."""
    folder = tmp_path_factory.mktemp("scores")
    with LoopbackServer(small_site(news_age=20, extra='<a href="/gone.html">旧</a>')) as server:
        ran = audit(server, folder)
    assert {f["rule"] for f in ran.findings} == {"stale-homepage", "stale-column", "broken-link"}
    assert ran.summary["result"] == "疑似单项否决"
    (folder / "local.toml").write_text(LOCAL, "utf-8")
    return folder


@pytest.fixture
def say(audited: Path, tmp_path: Path) -> Say:
    """A command on a copy of the audit's database."""
    copy = tmp_path / "audit.db"
    copy.write_bytes((audited / "audit.db").read_bytes())

    def _say(*arguments: str) -> str:
        done = CliRunner().invoke(program(), [*arguments, "--database", f"sqlite:///{copy}"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return _say


def numbers(say: Say) -> dict[str, str]:
    """The number of the one finding of each rule."""
    found = [json.loads(line) for line in say("findings", "list", "--format", "jsonl").splitlines()]
    return {record["rule"]: str(record["id"]) for record in found}


def test_a_confirmed_veto_fails_the_site_and_a_dismissed_one_does_not(say: Say) -> None:
    sheet = say("score", HOME, "--explain")
    assert "单项否决（疑似，需人工确认）：首页不更新" in sheet and "得分：100－1.05＝98.95" in sheet
    assert "可用性" in sheet and "待核" in sheet and "gone.html" in sheet
    found = numbers(say)
    assert "98.95分" in say("passes", "show", "1")
    say("findings", "confirm", found["stale-homepage"], "--author", "王某")
    record = json.loads(say("score", HOME, "--format", "jsonl"))
    assert (record["result"], record["score"], record["vetoes"][0]["suspected"]) == ("不合格", None, False)
    say("findings", "dismiss", found["stale-homepage"], "--reason", "首页为导航页", "--author", "王某")
    record = json.loads(say("score", HOME, "--format", "jsonl"))
    assert (record["result"], record["score"], record["vetoes"]) == ("合格", 98.95, [])
    assert {line["item"]: line["points"] for line in record["lines"]} == {"动态要闻": 1.0, "可用性": 0.05}


def test_what_was_dismissed_is_no_finding_of_the_next_audit(say: Say, tmp_path: Path) -> None:
    for rule, number in numbers(say).items():
        say("findings", "dismiss", number, "--reason", f"{rule}：误报", "--author", "王某")
    assert "发现问题0个" in say("passes", "show", "1")
    with LoopbackServer(small_site(news_age=20, extra='<a href="/gone.html">旧</a>')) as server:
        again = audit(server, tmp_path)
    assert (again.status, again.findings, again.summary["result"], again.summary["score"]) == (0, [], "合格", 100.0)


def test_another_pack_finds_other_things_without_one_request(say: Say, audited: Path) -> None:
    record = json.loads(say("rejudge", "1", "--pack", str(audited / "local.toml"), "--format", "jsonl"))
    assert {f["rule"] for f in record["gone"]} == {"stale-homepage", "stale-column"}
    assert (record["new"], record["remarks"]) == ([], [])
    assert (record["before"]["result"], record["after"]) == ("疑似单项否决", {"result": "合格", "score": 99.95})
    text = say("rejudge", "1", "--pack", "survey-2015")
    assert "chk-2019 → survey-2015" in text and "试算" in text
    # Nothing was written: the pass stands as it was.
    assert "疑似单项否决 98.95分" in say("passes", "show", "1")


def test_bonus_points_are_entered_by_hand_and_added_above_the_line(say: Say) -> None:
    found = numbers(say)
    say("findings", "dismiss", found["stale-homepage"], "--reason", "导航页", "--author", "王某")
    say("bonus", "add", HOME, "5", "--area", "创新发展", "--reason", "智能问答", "--author", "王某")
    sheet = say("score", HOME)
    assert "加分5，合计103.95" in sheet and "加分1　创新发展 5分：智能问答（王某）" in sheet
    say("bonus", "withdraw", "1")
    assert json.loads(say("score", HOME, "--format", "jsonl"))["score"] == 98.95
    with pytest.raises(XunchaError, match="no such entry"):
        say("bonus", "withdraw", "1")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("score", "http://www.none.gov.cn/"), "no registered site"),
        (("score", HOME, "--pass", "9"), "no ended inspection in pass 9"),
        (("score", HOME, "--pack", "nope"), "no rule pack named"),
        (("rejudge", "9", "--pack", "survey-2015"), "pass 9: there is none"),
    ],
)
def test_what_cannot_be_scored_is_one_line(say: Say, arguments: tuple[str, ...], why: str) -> None:
    with pytest.raises(XunchaError, match=why):
        say(*arguments)
