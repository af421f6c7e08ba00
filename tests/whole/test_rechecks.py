"""Re-checks against a real site: few requests, and a state that only what was seen can change."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import program
from model import ConfigError, StorageError
from storage import notices as stored_notices
from storage.database import Database
from tests.server import LoopbackServer, Route, Visit, answer
from tests.whole.run import audit
from tests.whole.site import HOME, HOST, TODAY, article, column, html, small_site

DEAD = '<a href="/gone.html">附件一</a>'
WRONG = "<p>会议对安全生产工作进行了布署，要求各单位抓好落实，确保取得实效。</p>"
FIRST = "/xwzx/202611/t20261101_1000.html"
EMPTY = column("通知公告", "通知公告", [], "<p>暂无相关信息</p>")

Say = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an audit of a site with a dead link and a wrong word in one article and an empty column."""
    folder = tmp_path_factory.mktemp("rechecks")
    with LoopbackServer(small_site(extra=DEAD + WRONG, more={"/tzgg/": EMPTY})) as server:
        ran = audit(server, folder)
    assert sorted(f["rule"] for f in ran.findings) == ["broken-link", "empty-column", "typo"]
    return folder / "audit.db"


@pytest.fixture
def say(audited: Path, tmp_path: Path) -> Say:
    """A command on a copy of the audit's database: (exit status, what it prints)."""
    copy = tmp_path / "audit.db"
    copy.write_bytes(audited.read_bytes())

    def _say(*arguments: str, server: LoopbackServer | None = None) -> tuple[int, str]:
        network = ["--resolve", f"{HOST}=127.0.0.1:{server.port}", "--as-of", TODAY.isoformat()] if server else []
        quick = [
            "--set",
            "crawler.delay=0",
            "--set",
            "verify.spacing=0.1",
            "--set",
            "workers.processes=1",
            "--set",
            "log.level=error",
        ]
        where = ["--database", f"sqlite:///{copy}", *quick]
        done = CliRunner().invoke(program(), [*arguments, *network, *where], catch_exceptions=False)
        return done.exit_code, done.output

    return _say


def numbers(say: Say) -> dict[str, str]:
    _, text = say("findings", "list", "--state", "all", "--format", "jsonl")
    return {record["rule"]: str(record["id"]) for record in map(json.loads, text.splitlines())}


def states(say: Say) -> dict[str, str]:
    _, text = say("findings", "list", "--state", "all", "--format", "jsonl")
    return {record["rule"]: record["state"] for record in map(json.loads, text.splitlines())}


def recheck(say: Say, server: LoopbackServer, *rules: str) -> tuple[int, dict[str, str]]:
    """`findings recheck` of some rules' findings: (exit status, rule -> outcome)."""
    known = numbers(say)
    status, text = say("findings", "recheck", *(known[rule] for rule in rules), "--format", "jsonl", server=server)
    return status, {record["rule"]: record["outcome"] for record in map(json.loads, text.splitlines())}


def test_what_is_still_there_stays_and_costs_few_requests(say: Say) -> None:
    with LoopbackServer(small_site(extra=DEAD + WRONG, more={"/tzgg/": EMPTY})) as server:
        status, outcomes = recheck(say, server, "typo")
        asked = {request.path for request in server.log if "t2026" in request.path}
        assert (status, outcomes) == (1, {"typo": "still-there"})
        assert asked == {FIRST}
        status, outcomes = recheck(say, server, "broken-link", "empty-column")
    assert (status, outcomes) == (1, {"broken-link": "still-there", "empty-column": "still-there"})
    assert states(say) == {"broken-link": "open", "empty-column": "open", "typo": "open"}
    # No inspection of the site: the score is still that of the audit.
    assert "编号1" in say("score", HOME)[1]


def test_what_was_mended_is_fixed(say: Say) -> None:
    with LoopbackServer(small_site()) as server:  # link removed, word corrected, notices published
        status, outcomes = recheck(say, server, "broken-link", "typo", "empty-column")
    assert (status, outcomes) == (0, {"broken-link": "fixed", "typo": "fixed", "empty-column": "fixed"})
    with LoopbackServer(small_site(extra=WRONG)) as server:
        status, outcomes = recheck(say, server, "typo")
        assert (status, outcomes) == (1, {"typo": "regressed"})
        status, text = say("lookback", "2026-Q4", "--rule", "typo,broken-link", server=server)
    assert "此前已整改，未再出现1" in text and "仍存在1" in text and status == 1
    assert "再次出现" in say("findings", "list")[1]


def test_a_target_that_answers_again_is_fixed(say: Say) -> None:
    more = {"/gone.html": answer(200, b"<html><title>t</title><body>" + "说明".encode() * 200 + b"</body></html>")}
    with LoopbackServer(small_site(extra=DEAD, more=more)) as server:
        assert recheck(say, server, "broken-link") == (0, {"broken-link": "fixed"})


def test_what_could_not_be_looked_at_is_not_settled(say: Say) -> None:
    with LoopbackServer(small_site(more={FIRST: answer(403)})) as server:
        assert recheck(say, server, "typo", "broken-link") == (3, {"typo": "not-settled", "broken-link": "not-settled"})
    with LoopbackServer({"/": answer(500), "/robots.txt": answer(404)}) as server:
        status, outcomes = recheck(say, server, "empty-column")
    assert (status, outcomes) == (3, {"empty-column": "not-settled"})
    assert set(states(say).values()) == {"open"}


def test_what_no_program_can_look_at_is_refused(say: Say) -> None:
    say("findings", "add", "--site", HOME, "--message", "电话无人接听", "--author", "王某")
    with pytest.raises(ConfigError, match="no program can look"):
        say("findings", "recheck", numbers(say)["manual-finding"])
    with pytest.raises(ConfigError, match="2026-Q9: not a period"):
        say("lookback", "2026-Q9")
    assert say("lookback", "2020-Q1") == (0, "没有需要复查的问题\n")


def test_a_notice_from_issue_to_close(say: Say) -> None:
    known = numbers(say)
    say("findings", "dismiss", known["empty-column"], "--reason", "依法无此类文件", "--author", "王某")
    _, text = say(
        "notices", "create", HOME, "--days", "5", "--issued", "2026-09-30", "--number", "整改〔2026〕1号", "--author", "王某"
    )
    assert "问题2个" in text and "2026-10-13（含）前" in text
    assert "没有可通知的问题" in say("notices", "create", HOME, "--author", "王某")[1]
    assert "逾期1份" in say("notices", "list")[1]
    _, late = say("findings", "list", "--rule", "late-rectification", "--format", "jsonl")
    record = json.loads(late)
    assert record["evidence"]["deadline"] == "2026-10-13" and "未报送整改情况，仍有2个问题未整改" in record["message"]
    assert "已超过期限" in say("notices", "answer", "1", "--text", "已删除链接", "--on", "2026-10-20", "--author", "甲局")[1]
    with pytest.raises(StorageError, match="2 findings are still there"):
        say("notices", "close", "1")
    with LoopbackServer(small_site()) as server:
        assert say("notices", "recheck", "1", "--author", "王某", server=server)[0] == 0
    assert say("findings", "list", "--rule", "late-rectification")[1].startswith("没有")
    say("notices", "close", "1", "--author", "王某")
    text = say("notices", "show", "1")[1]
    for step in ("已通知（王某）", "已报送（甲局）2026-10-20 已删除链接", "已复查（王某）已整改2", "已办结（王某）"):
        assert step in text


def test_a_suspicion_is_never_sent_to_an_owner(say: Say) -> None:
    say("findings", "add", "--site", HOME, "--rule", "misstatement", "--message", "疑似", "--suspected", "--author", "王某")
    number = numbers(say)["misstatement"]
    with pytest.raises(ConfigError, match="suspected ones are confirmed first"):
        say("notices", "create", HOME, "--finding", number, "--author", "王某")
    say("findings", "confirm", number, "--author", "王某")
    assert "问题1个" in say("notices", "create", HOME, "--finding", number, "--author", "王某")[1]


def test_a_deadline_beyond_the_known_calendar_is_not_guessed(say: Say, tmp_path: Path) -> None:
    _, text = say("notices", "create", HOME, "--issued", "2031-01-06", "--author", "王某")
    assert "待核" in text and "工作日历" in text
    assert "待核" in say("notices", "list")[1]

    async def kept() -> stored_notices.Notice:
        async with Database(f"sqlite:///{tmp_path / 'audit.db'}") as db:
            return await stored_notices.get(db, 1)

    assert asyncio.run(kept()).deadline is None


def test_an_empty_page_is_settled_beside_pages_like_it(tmp_path: Path) -> None:
    gone = "/xwzx/202611/t20261101_9002.html"
    void = html("测试区人民政府", '<div class="art"><h1></h1><p class="info">发布时间：2026-11-02 来源：</p><div></div></div>')
    link = f'<a href="{gone}">区长调研重点项目建设情况</a>'

    def say(*arguments: str, server: LoopbackServer) -> str:
        network = ["--resolve", f"{HOST}=127.0.0.1:{server.port}", "--as-of", TODAY.isoformat(), "--set", "crawler.delay=0"]
        quick = ["--set", "verify.spacing=0.1", "--set", "workers.processes=1", "--set", "log.level=error"]
        where = ["--database", f"sqlite:///{tmp_path / 'audit.db'}"]
        return CliRunner().invoke(program(), [*arguments, *network, *quick, *where], catch_exceptions=False).output

    with LoopbackServer(steady(small_site(news=9, extra=link, more={gone: void}))) as server:
        [found] = [f for f in audit(server, tmp_path, "--rules", "broken-link").findings if f["rule"] == "broken-link"]
        assert found["url"] == HOME + gone[1:] and found["confidence"] == "suspected"
        assert "still-there" in say("findings", "recheck", "1", "--format", "jsonl", server=server)
        again = audit(server, tmp_path, "--rules", "broken-link").of("broken-link")
        assert again == [HOME + gone[1:]], "what did not change is known by its number only, and still shows what is missing"
    with LoopbackServer(
        steady(small_site(news=9, extra=link, more={gone: article("区长调研重点项目建设情况", TODAY)}))
    ) as server:
        assert "fixed" in say("findings", "recheck", "1", "--format", "jsonl", server=server)


def steady(routes: dict[str, Route]) -> dict[str, Route]:
    """Routes that answer 304 to whom knows the page."""
    return {path: conditional(path, route) if isinstance(route, bytes) else route for path, route in routes.items()}


def conditional(path: str, whole: bytes) -> Route:
    """A page with an ETag."""
    tag = f'"{abs(hash(whole))}"'
    head, _, body = whole.partition(b"\r\n\r\n")

    async def visit(visit: Visit) -> None:
        same = visit.request.headers.get("if-none-match") == tag
        await visit.send(answer(304) if same else head + f"\r\nETag: {tag}".encode() + b"\r\n\r\n" + body)

    return visit
