"""`xuncha lexicon`: own words take effect, protected words are left alone."""

from pathlib import Path

import pytest

from commands import lexicon as commands
from model import ConfigError
from settings import Settings, load
from tests.crawler.extract.made_files import word


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load(None, [f"rules.lexicon={tmp_path / 'own.toml'}"])


def add(settings: Settings, wrong: str = "", right: str = "", protect: str = "", site: str = "") -> str:
    return commands.add(settings, wrong, right, protect=protect, site=site, note="", suspected=False)


def test_an_own_wrong_word_is_found(settings: Settings) -> None:
    text = "要加强领导干部队伍建设。"
    assert commands.test(settings, text, "") == "未发现问题\n"
    assert "党员队伍" in add(settings, "干部队伍", "党员队伍,人才队伍")
    assert "干部队伍 → 党员队伍、人才队伍" in commands.test(settings, text, "")
    assert "1个错词" in commands.listing(settings)
    commands.remove(settings, "干部队伍")
    assert commands.test(settings, text, "") == "未发现问题\n"


def test_a_protected_word_is_left_alone(settings: Settings) -> None:
    text = "会议对工作进行布署。"
    assert "布署" in commands.test(settings, text, "")
    add(settings, protect="布署", site="http://www.example.gov.cn/")
    assert "布署" in commands.test(settings, text, "http://www.other.gov.cn/")
    assert commands.test(settings, text, "http://www.example.gov.cn/") == "未发现问题\n"
    add(settings, protect="进行布署")
    assert commands.test(settings, text, "") == "未发现问题\n"


@pytest.mark.parametrize(
    "wrong", [{"wrong": "布署"}, {"wrong": "布署", "right": "部署", "protect": "甲乙"}, {"wrong": "部", "right": "布"}]
)
def test_what_makes_no_sense_is_refused(settings: Settings, wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        add(settings, **wrong)
    with pytest.raises(ConfigError, match="it is not in"):
        commands.remove(settings, "没有这个词")


def test_lexicons_and_word_lists_are_taken_in(settings: Settings, tmp_path: Path) -> None:
    head = "# source: 自编\n# date: 2026-01-31\n"
    (tmp_path / "a.txt").write_text(head + "青山竟区\t青山景区\tcertain\n", "utf-8")
    (tmp_path / "b.txt").write_text("# kind: words\n" + head + "布署桥\t桥名\n", "utf-8")
    assert commands.take_in(settings, tmp_path / "a.txt") == "已导入 1 个错词、0 个保护词\n"
    assert commands.take_in(settings, tmp_path / "b.txt") == "已导入 0 个错词、1 个保护词\n"
    assert "布署桥" in commands.listing(settings)
    with pytest.raises(ConfigError):
        commands.take_in(settings, tmp_path / "c.doc")


def test_names_are_learnt_from_own_documents(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.lib.typo.typos import Typo
    from model import Confidence

    def doubts(lines: list[str]) -> list[list[Typo]]:
        return [
            [Typo(line.find("泖塔"), "泖塔", ("茆塔",), Confidence.SUSPECTED, line, 3.0)] if "泖塔" in line else []
            for line in lines
        ]

    monkeypatch.setattr(commands, "find_typos_in", doubts)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("泖塔修缮工程\n泖塔景区", "utf-8")
    (folder / "b.docx").write_bytes(word(["泖塔保护规划"]))
    (folder / "c.html").write_text("<p>别的文字</p><script>泖塔</script>", "utf-8")
    assert commands.learn(settings, folder, "") == "读取 3 个文件，新增保护词 1 个：泖塔\n"
    assert "学自本地文件" in commands.listing(settings)
    with pytest.raises(ConfigError, match="no such folder"):
        commands.learn(settings, tmp_path / "none", "")
