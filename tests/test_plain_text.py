"""`xuncha text`: one answer a line, in order, whatever the lines are."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import plain_text
from checks.lib.typo.typos import MAX_TEXT
from model import ConfigError

ROOT = Path(__file__).parent.parent


def answers(data: bytes) -> list[dict[str, object]]:
    lines = io.BytesIO(data)
    return [json.loads(plain_text.as_json(answer)) for answer in plain_text.answers(lines, "-")]


def test_every_line_gets_an_object_in_order() -> None:
    found = answers("会议进行布署。\n\n甲-7\t上级布署\n没有错误的句子。".encode())
    assert [answer["id"] for answer in found] == ["1", "2", "甲-7", "4"]
    first = {"offset": 4, "wrong": "布署", "right": ["部署"], "confidence": "confirmed", "rule": "typo"}
    assert found[0] == {"id": "1", "corrections": [first]}
    assert found[2]["corrections"] == [{**first, "offset": 2}]
    assert found[1]["corrections"] == found[3]["corrections"] == []


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff工作布署\r\n".encode(),
        "工作布署\n".encode("gb18030"),
        "\t工作布署".encode(),
    ],
)
def test_encodings_and_line_ends(data: bytes) -> None:
    [answer] = answers(data)
    assert answer["id"] == "1"
    assert [(fix["offset"], fix["wrong"]) for fix in answer["corrections"]] == [(2, "布署")]  # type: ignore[attr-defined]


def test_bytes_of_no_encoding_keep_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    found = answers(b"\xff\xff\xff\n" + "工作布署\n".encode())
    assert [len(answer["corrections"]) for answer in found] == [0, 1]  # type: ignore[arg-type]
    assert "-:1: neither UTF-8 nor GB18030" in capsys.readouterr().err


def test_a_line_longer_than_one_look_is_read_whole() -> None:
    text = "好。" * (MAX_TEXT // 2) + "工作布署"
    [answer] = answers(text.encode())
    assert [fix["offset"] for fix in answer["corrections"]] == [MAX_TEXT + 2]  # type: ignore[attr-defined]


def test_wrong_sources_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        plain_text.run(str(tmp_path / "missing"), "jsonl", io.StringIO())
    wide = tmp_path / "wide.txt"
    wide.write_bytes("布署".encode("utf-16"))
    with pytest.raises(ConfigError, match="UTF-16"):
        plain_text.run(str(wide), "jsonl", io.StringIO())
    monkeypatch.setattr(plain_text, "MAX_LINE", 10)
    with pytest.raises(ConfigError, match=":1: longer"):
        answers(b"x" * 11)
    with pytest.raises(ConfigError, match="--format html"):
        plain_text.format_of("html")


def test_table_shows_place_level_and_sentence_without_control_characters(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\x1b[31m工作布署\n好\n", encoding="utf-8")
    output = io.StringIO()
    plain_text.run(str(file), "table", output)
    row, total = output.getvalue().splitlines()
    assert row.startswith("1:7  确定  布署 → 部署  ")
    assert "\x1b" not in row
    assert total == "共 2 行，1 处"


def test_the_command_streams_standard_input() -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "text", "-", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin and process.stdout
        process.stdin.write("工作布署\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["corrections"][0]["wrong"] == "布署"
        process.stdin.close()
        assert process.stdout.read() == ""
    assert process.returncode == 0


def test_other_rules_are_named_and_persons_masked() -> None:
    text = "依照中华人民和国法律，来信人身份证号539901198001011232，&nbsp;会议召开。"
    [answer] = answers(text.encode())
    found = {fix["rule"]: fix for fix in answer["corrections"] if fix["rule"] != "typo"}  # type: ignore[attr-defined]
    assert set(found) == {"misstatement", "personal-info", "malformed-content"}
    assert (found["misstatement"]["offset"], found["misstatement"]["right"]) == (2, ["中华人民共和国"])
    assert found["personal-info"]["offset"] == text.index("5399")
    assert "1232" not in json.dumps(answer, ensure_ascii=False)
