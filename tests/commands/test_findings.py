"""`xuncha findings`: what a person sees of the ledger and says of it, through the command line."""

import asyncio
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import program
from crawler.urls import host_of
from model import Confidence, ConfigError, Finding, Site, SiteId, SiteKind, StorageError
from rules import user_lexicon
from storage import registry
from storage.database import Database
from tests.storage.inspected import HOME, look, typo

Run = Callable[..., str]
EVIL = Finding(
    "misstatement", HOME + "evil", HOME + "evil", '=HYPERLINK("http://x")\x1b[31m‮', Confidence.SUSPECTED, "要闻", {"wrong": "x"}
)


@pytest.fixture
def database(tmp_path: Path, empty_sqlite: Path) -> str:
    """A registered site with a pass behind it: two typos, a suspected misstatement."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    (tmp_path / "x.db").write_bytes(empty_sqlite.read_bytes())

    async def fill() -> None:
        async with Database(url) as db:
            await registry.add(db, [Site(SiteId(0), HOME, "甲市", "5100000001", kind=SiteKind.PORTAL)])
            await look(db, "p1", [typo(), typo("a"), EVIL])

    asyncio.run(fill())
    return url


@pytest.fixture
def run(database: str) -> Run:
    """`xuncha findings …` on that database; what it prints."""

    def _run(*arguments: str, status: int = 0) -> str:
        result = CliRunner().invoke(program(), ["findings", *arguments, "--database", database])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result.output

    return _run


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_list_is_narrowed_by_what_was_asked(run: Run) -> None:
    assert [r["rule"] for r in records(run("list", "--format", "jsonl"))] == ["misstatement", "typo", "typo"]
    assert len(records(run("list", "--format", "jsonl", "--rule", "typo", "--subject", "*/a"))) == 1
    assert len(records(run("list", "--format", "jsonl", "--confidence", "suspected"))) == 1
    assert len(records(run("list", "--format", "jsonl", "--pass", "1", "--limit", "2"))) == 2
    for nothing in (("--pass", "9"), ("--older-than", "1"), ("--state", "fixed"), ("--regressed",), ("--assignee", "李某")):
        assert "没有符合条件" in run("list", *nothing)
    assert "共3个：未处理3" in run("list", "--site", "甲市", "--newer-than", "1")


def test_a_rule_may_be_named_as_the_circulars_do(run: Run) -> None:
    assert len(records(run("list", "--format", "jsonl", "--rule", "错别字"))) == 2
    assert "错别字" in run("list", "--rule", "typo")
    assert "现有2个问题被排除" in run("dismiss", "--site", "甲市", "--rule", "错别字", "--reason", "误报", "--author", "王某")
    run("add", "--site", "甲市", "--rule", "网站标识缺失", "--message", "页脚没有标识码", "--author", "王某")
    assert len(records(run("list", "--format", "jsonl", "--rule", "site-identity"))) == 1


def test_what_is_dismissed_already_is_said(run: Run) -> None:
    assert "已排除1个问题；撤销" in run("dismiss", "1", "--reason", "误报", "--author", "王某")
    again = run("dismiss", "1", "2", "--reason", "误报", "--author", "王某")
    assert "已排除1个问题（1此前已排除）；撤销：xuncha findings restore 2\n" in again


def test_a_cut_list_tells_how_many_there_are(run: Run) -> None:
    text = run("list", "--limit", "2")
    assert "共3个：未处理3" in text and "只列出前2个；用 --limit 3" in text
    assert "共2个：未处理2" in run("list", "--limit", "1", "--subject", "*/[ae]*")
    assert "只列出" not in run("list", "--limit", "3")


def test_a_notice_leaves_hints_out_unless_they_are_named(run: Run, database: str) -> None:
    run("add", "--site", "甲市", "--rule", "no-privacy-policy", "--message", "首页没有隐私声明")
    run("add", "--site", "甲市", "--message", "热线无人接听")

    def notices(*arguments: str) -> str:
        return CliRunner().invoke(program(), ["notices", *arguments, "--database", database], catch_exceptions=False).output

    assert "问题3个" in (told := notices("create", "甲市")) and "另有提示1个未列入" in told
    assert "问题1个" in notices("create", "甲市", "--rule", "no-privacy-policy")


def test_a_finding_is_shown_in_words_and_as_an_object(run: Run) -> None:
    text = run("show", "1")
    assert "错别字（typo）" in text and "应为：" in text and "整改建议" in text and "findings confirm 1" in text
    assert "{" not in text and "open" not in text and "confirmed" not in text
    [one] = records(run("show", "1", "--format", "jsonl"))
    assert (one["id"], one["events"][0]["event"]) == (1, "opened")  # type: ignore[index]


def test_an_export_is_told_by_its_name_or_refused(run: Run, tmp_path: Path) -> None:
    for name in ("out.xlsx", "out"):
        with pytest.raises(ConfigError, match=r"\.jsonl or \.csv"):
            run("export", "--output", str(tmp_path / name))
        assert not (tmp_path / name).exists()
    run("export", "--output", str(tmp_path / "out"), "--format", "csv")
    run("export", "--output", str(tmp_path / "OUT.JSONL"))
    assert (tmp_path / "out").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "bad", [("--state", "gone"), ("--confidence", "sure"), ("--format", "xml"), ("--rule", "typoo"), ("--site", "乙市")]
)
def test_what_cannot_be_asked_is_one_line(run: Run, bad: tuple[str, str]) -> None:
    with pytest.raises((ConfigError, StorageError), match=bad[1]):
        run("list", *bad)
    with pytest.raises(StorageError, match="did you mean 甲市"):
        run("list", "--site", "甲")


def test_nothing_crawled_is_obeyed_by_a_terminal_or_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    assert "\x1b" not in run("list") and "\u202e" not in run("list")
    file = tmp_path / "out.csv"
    run("export", "--output", str(file))
    text = file.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["说明"].startswith("'=HYPERLINK") and "\x1b" not in text
    assert {row["规则"] for row in rows} == {"typo", "misstatement"}


def test_confirm_assign_and_show_keep_author_and_note(run: Run) -> None:
    run("confirm", "1", "--author", "王某", "--note", "已核对")
    run("assign", "1", "2", "--to", "李某", "--author", "王某")
    assert "已确认" in run("list", "--assignee", "李某")
    text = run("show", "1")
    assert "人工确认（王某）：已核对" in text and "分派 → 已确认（王某）：李某" in text and "负责人  李某" in text
    with pytest.raises(StorageError, match="finding 9"):
        run("confirm", "1", "9")


def test_dismissed_by_number_and_restored(run: Run) -> None:
    run("dismiss", "1", "--reason", "引文", "--author", "王某")
    assert len(records(run("list", "--format", "jsonl"))) == 2
    with pytest.raises(StorageError, match="findings restore 1"):
        run("confirm", "1")
    assert "引文" in run("dismissals") and "问题1 " in run("dismissals")
    exported = records(run("export"))
    assert [r["type"] for r in exported] == ["finding"] * 3 + ["suppression"]
    assert (exported[-1]["reason"], exported[-1]["author"], exported[-1]["withdrawn"]) == ("引文", "王某", None)
    run("restore", "1")
    assert len(records(run("list", "--format", "jsonl"))) == 3
    assert "没有排除规则" in run("dismissals") and "引文" in run("dismissals", "--all")


def test_what_people_say_of_typos_goes_into_their_lexicon(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    setting = ("--set", f"rules.lexicon={own}")
    said = run("dismiss", "1", "--reason", "地名", "--protect", *setting)
    assert "已将1个词加入自有词库，该网站不再判为错字" in said
    [word] = user_lexicon.read(own).words
    assert (word.site, word.note) == (host_of(HOME), "地名") and word.word
    run("dismiss", "2", "--reason", "专名", "--protect", "--all-sites", *setting)
    assert [each.site for each in user_lexicon.read(own).words if each.word != word.word or not each.site] == [""]
    with pytest.raises(ConfigError, match="no typos"):
        run("dismiss", "3", "--reason", "x", "--protect", *setting)
    with pytest.raises(ConfigError, match="numbers"):
        run("dismiss", "--reason", "x", "--rule", "typo", "--all-sites", "--protect", *setting)


def test_a_confirmed_typo_is_learnt(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    run("confirm", "1", "--learn", "--set", f"rules.lexicon={own}")
    [entry] = user_lexicon.read(own).entries
    assert entry.wrong and entry.right and entry.wrong != entry.right[0]


def test_dismissed_by_pattern(run: Run) -> None:
    assert "现有2个问题被排除" in run(
        "dismiss", "--site", "甲市", "--rule", "typo", "--reason", "历史文档", "--until", "2099-12-31"
    )
    assert "2099-12-31" in run("dismissals")
    assert "2个问题恢复" in run("restore", "--pattern", "1")


@pytest.mark.parametrize(
    "bad",
    [
        ("1", "--reason", " "),
        ("--reason", "x"),
        ("1", "--rule", "typo", "--reason", "x"),
        ("--rule", "typo", "--reason", "x"),
        ("--site", "甲市", "--reason", "x"),
        ("--site", "甲市", "--rule", "typoo", "--reason", "x"),
        ("1", "--reason", "x", "--until", "2020-01-01"),
    ],
)
def test_a_dismissal_needs_a_reason_and_one_clear_subject(run: Run, bad: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError):
        run("dismiss", *bad)
    assert len(records(run("list", "--format", "jsonl"))) == 3


def test_what_a_person_enters_is_confirmed_and_no_pass_ends_it(run: Run, database: str) -> None:
    run("add", "--site", "甲市", "--message", "热线电话无人接听", "--url", "/lx/", "--evidence", "calls=3", "--author", "王某")
    run("add", "--site", "甲市", "--rule", "typo", "--url", "/z", "--message", "错字")
    [entered] = [r for r in records(run("list", "--format", "jsonl")) if r["rule"] == "manual-finding"]
    assert (entered["url"], entered["state"], entered["evidence"], entered["entered"]) == (
        HOME + "lx/",
        "confirmed",
        {"calls": 3},
        True,
    )

    async def again() -> None:
        async with Database(database) as db:
            await look(db, "p2", [])

    asyncio.run(again())
    left = records(run("list", "--format", "jsonl", "--rule", "typo,manual-finding"))
    # Only the home page was looked at again: the typo there is fixed, the one elsewhere was not seen.
    assert {r["url"] for r in left} == {HOME + "a", HOME + "z", HOME + "lx/"}
    number = str(entered["id"])
    run("close", number, "--note", "已接通")
    with pytest.raises(StorageError, match="findings recheck 2"):
        run("close", "2")
    assert "办结（" in run("show", number) and "：已接通" in run("show", number)


@pytest.mark.parametrize(
    "bad",
    [
        ("--site", "甲市", "--message", " "),
        ("--site", "甲市", "--message", "x", "--rule", "nope"),
        ("--site", "甲市", "--message", "x", "--rule", "freshness/*"),
        ("--site", "甲市", "--message", "x", "--rule", "late-rectification"),
        ("--site", "甲市", "--message", "x", "--evidence", "calls"),
        ("--site", "甲市", "--message", "x", "--url", "javascript:void(0)"),
    ],
)
def test_what_cannot_be_entered_is_refused(run: Run, bad: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError):
        run("add", *bad)


def test_the_same_that_a_pass_found_is_confirmed_instead(run: Run) -> None:
    with pytest.raises(StorageError, match=r"findings confirm \d"):
        run("add", "--site", "甲市", "--rule", "misstatement", "--url", "/evil", "--message", "x")
