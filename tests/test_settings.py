"""The configuration: every key documented, errors as one line with a way out."""

import tomllib
from pathlib import Path

import pytest

from model import ConfigError
from scripts.make_config import render
from settings import keys, load

ROOT = Path(__file__).parent.parent


def test_config_toml_is_the_settings() -> None:
    assert (ROOT / "config.toml").read_text(encoding="utf-8") == render()


def test_config_toml_loads_to_the_defaults(tmp_path: Path) -> None:
    settings = load(ROOT / "config.toml")
    assert settings == load(None, [f"log.level={settings.log.level}"])


def test_every_key_has_a_meaning() -> None:
    assert [key for key, _, meaning in keys() if len(meaning) < 10] == []


def test_override_beats_environment_beats_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "c.toml"
    file.write_text("[crawler]\ndelay = 1\nconcurrency = 7\nmax_depth = 3\n")
    monkeypatch.setenv("XUNCHA_CRAWLER__DELAY", "2")
    monkeypatch.setenv("XUNCHA_CRAWLER__CONCURRENCY", "8")
    settings = load(file, ["crawler.delay=3"])
    assert (settings.crawler.delay, settings.crawler.concurrency, settings.crawler.max_depth) == (3, 8, 3)


@pytest.mark.parametrize("text", ['["10.0.0.0/8", "127.0.0.1"]', "10.0.0.0/8,127.0.0.1"])
def test_lists_may_be_written_short(text: str) -> None:
    assert load(None, [f"crawler.allow_private_networks={text}"]).crawler.allow_private_networks == [
        "10.0.0.0/8",
        "127.0.0.1/32",
    ]


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("crawler.dely=1", "did you mean crawler.delay?"),
        ("crawler.delay=fast", "crawler.delay"),
        ("crawler.delay=-1", "crawler.delay"),
        ("nosuch.key=1", "unknown key nosuch"),
        ("delay=1", "SECTION.KEY=VALUE"),
        ("crawler.allow_private_networks=10.0.0.0/99", "allow_private_networks"),
    ],
)
def test_a_wrong_override_is_one_line(override: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(None, [override])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[crawler\n", "not valid TOML"),
        (b"[crawler]\ndelay = 'x'\n", "crawler.delay"),
        (b"[crawlr]\ndelay = 1\n", "did you mean"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_wrong_file_is_one_line_with_its_name(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "c.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert said in str(caught.value)
    assert "c.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said() -> None:
    with pytest.raises(ConfigError, match="no such configuration file"):
        load(Path("/nowhere/c.toml"))


def test_keys_are_toml() -> None:
    parsed = tomllib.loads(render())
    assert {f"{section}.{name}" for section, table in parsed.items() for name in table} == {key for key, _, _ in keys()}
