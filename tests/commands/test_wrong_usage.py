"""A wrong command line is told in one line that names the command, the wrong word and where the right form is told."""

import sys

import pytest

import cli

CASES = {
    "audit": "audit: URL is missing (see xuncha audit --help)",
    "audit u --max-pages abc": "audit: --max-pages abc: not a whole number (see xuncha audit --help)",
    "audit u --delay -1": "audit: --delay -1: must be at least 0 (see xuncha audit --help)",
    "audit u --delay soon": "audit: --delay soon: not a number (see xuncha audit --help)",
    "audit u --as-of 2026-13-01": "audit: --as-of 2026-13-01: not a day; write it as 2026-11-30 (see xuncha audit --help)",
    "audit u --max-page 3": "audit: no option --max-page; did you mean",
    "audit u --output": "audit: option '--output' requires an argument (see xuncha audit --help)",
    "audit u v": "audit: got unexpected extra argument(s) (v) (see xuncha audit --help)",
    "findings shw 1": "findings: no such command 'shw'; did you mean 'show'? (see xuncha findings --help)",
    "findings show x": "findings show: N x: not a whole number (see xuncha findings show --help)",
    "nosuch": "no such command 'nosuch' (see xuncha --help)",
    "sweep weakly": "sweep weakly: no pass of the calendar; weekly, monthly, quarterly are",
    "audit http://x/ --resolve x": "--resolve x: expected HOST=ADDR[:PORT]",
    "sites add u --name n --kind k": "sites add: --kind k: 'k' is not one of '门户', '部门', '专项' (see xuncha sites add --help)",
}


@pytest.mark.parametrize("line", CASES)
def test_one_line(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["xuncha", *line.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    assert told.err.startswith(f"xuncha: {CASES[line]}")


@pytest.mark.parametrize("line", ["--version", "--help", "findings --help", "findings show --help"])
def test_what_asks_for_help_is_no_mistake(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["xuncha", *line.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, capsys.readouterr().err) == (0, "")
