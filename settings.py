"""config.toml as types: every setting with its meaning and default.

Sources, strongest first: `--set KEY=VALUE`, `XUNCHA_CRAWLER__DELAY=1`, the file, the defaults below. Unknown keys are errors.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from model import ConfigError

DEFAULT_FILE = "config.toml"


def data_folder() -> Path:
    """The user's data folder (XDG_DATA_HOME or ~/.local/share), where the default database lies."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "xuncha"


def lexicon_file(settings: Settings) -> Path:
    """The file of the user's own words."""
    return Path(settings.rules.lexicon) if settings.rules.lexicon else data_folder() / "lexicon.toml"


def _network(value: Any) -> Any:
    return str(ipaddress.ip_network(str(value), strict=False))


def _listed(value: Any) -> Any:
    """A list may be written as one comma-separated text (on the command line, in the environment)."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Network = Annotated[str, BeforeValidator(_network)]
Networks = Annotated[list[Network], BeforeValidator(_listed), NoDecode]
Names = Annotated[list[str], BeforeValidator(_listed), NoDecode]


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Database(Section):
    """Where everything is stored."""

    url: str = Field("", description="sqlite:///FILE or postgresql://…; empty: xuncha.db in the user's data folder")


class Crawler(Section):
    """How sites are walked."""

    user_agent: str = Field(
        "Mozilla/5.0 (compatible; xuncha/0.1; government website inspection)",
        description="how the crawler names itself; put your office's contact here",
    )
    delay: float = Field(0.1, ge=0, description="least seconds between two requests to one host")
    concurrency: int = Field(4, ge=1, le=64, description="requests under way at once on one host")
    connections: int = Field(200, ge=1, description="requests under way at once on all hosts together")
    sites_at_once: int = Field(50, ge=1, description="sites of a pass that are walked at the same time")
    per_host_group: int = Field(
        2,
        ge=1,
        description="sites of one host group walked at the same time; hosts at one IP address get as much as so many hosts",
    )
    respect_robots: bool = Field(True, description="obey robots.txt")
    crawl_delay_cap: float = Field(10, ge=0, description="a longer Crawl-delay in robots.txt counts as this many seconds")
    retry_after_cap: float = Field(60, ge=0, description="a longer Retry-After counts as this many seconds")
    backoff_cap: float = Field(30, ge=0, description="longest delay in seconds to which errors may raise a host's delay")
    connect_seconds: float = Field(10, gt=0, description="time limit for a connection")
    total_seconds: float = Field(30, gt=0, description="time limit for a whole answer")
    max_page_bytes: int = Field(5_000_000, ge=1000, description="a longer page is cut here")
    max_redirects: int = Field(10, ge=0, description="redirects that are followed")
    max_pages: int = Field(100_000, ge=1, description="pages of one site in one pass")
    max_depth: int = Field(50, ge=0, description="clicks from the home page")
    max_seconds: float = Field(0, ge=0, description="time for one site in one pass; 0: no limit")
    silent_seconds: float = Field(
        900, ge=0, description="a site that gives no connection any more for so long is left, its pass incomplete; 0: never"
    )
    max_similar: int = Field(5_000, ge=10, description="addresses that differ only in their query, per path: trap guard")
    sitemaps: bool = Field(True, description="read sitemap.xml and RSS as extra sources of addresses")
    browser_pages: int = Field(
        20, ge=0, description="columns of a site, whose list only scripts show, opened in a browser (xuncha[browser]); 0: none"
    )
    browser_program: str = Field(
        "", description="path of a Chromium or Chrome; empty: playwright's own, else the installed one"
    )
    browser_seconds: float = Field(30, gt=0, description="time limit for one page in the browser, with all that it loads")
    allow_private_networks: Networks = Field(
        [],
        description="private and loopback networks (CIDR) that links may lead to; the audited host is always allowed",
    )


class Workers(Section):
    """The processes that parse pages and run the page checks."""

    processes: int = Field(0, ge=0, description="parse workers; 0: one for each processor")
    batch: int = Field(12, ge=1, le=64, description="pages sent to a worker at once")
    page_seconds: float = Field(10, gt=0, description="time limit for one page; the worker is killed after it")
    pages_per_process: int = Field(5_000, ge=1, description="a worker is replaced after this many pages")


class Verify(Section):
    """How links are verified."""

    external: bool = Field(True, description="verify links that leave the site")
    attempts: int = Field(3, ge=1, le=6, description="attempts before a link that gives no or a 5xx answer is called broken")
    spacing: float = Field(5, ge=0, description="least seconds between two attempts on one link")
    fresh_hours: float = Field(
        12, ge=0, description="links found in order by a pass that began at most so long ago are not asked again; 0: always ask"
    )
    audit_fresh_hours: float = Field(0, ge=0, description="the same for a one-off audit, which by default asks every link")
    robot_look: bool = Field(
        True, description="ask each unknown outside host once more as a search robot does, to see what it shows only to robots"
    )
    network_doubt: int = Field(
        5, ge=1, description="so many other hosts out of reach and none reached: our network is doubted, not the links"
    )
    control_hosts: Names = Field(
        ["www.gov.cn", "www.baidu.com"],
        description="names that surely exist; while none resolves, no unknown host is called broken",
    )


class Attachments(Section):
    """Reading the text of attachments (PDF, Word, Excel, PowerPoint, WPS, OFD, RTF, txt, zip) after the walk."""

    read: bool = Field(True, description="read attachments of the site and judge their text")
    max_files: int = Field(100, ge=0, description="attachments of a site read in one pass, nearest to the home page first")
    max_bytes: int = Field(8_000_000, ge=1000, description="a larger attachment is not read")
    total_bytes: int = Field(100_000_000, ge=1000, description="bytes of attachments of one site that are fetched in one pass")


class Probes(Section):
    """Extra requests that some rules need, and the visits by which sites are monitored."""

    seconds: float = Field(180, gt=0, description="time for all probes of one site at the end of its pass")
    visits: int = Field(20, ge=3, description="visits of a home page that did not open every time, within one pass")
    monitor_minutes: float = Field(
        60, ge=0, description="the daemon visits every home page so often (the official measure: 20 visits a day); 0: never"
    )
    monitor_at_once: int = Field(20, ge=1, description="home pages that are visited at the same time")


class Rules(Section):
    """By which rules sites are judged."""

    pack: str = Field("chk-2019", description="rule pack: a name or a file")
    folders: Names = Field([], description="further folders with rule packs")
    disabled_plugins: Names = Field([], description="installed check plugins that are switched off")
    lexicon: str = Field("", description="your own words (xuncha lexicon); empty: lexicon.toml in the user's data folder")


class Calendar(Section):
    """When the daemon begins its passes (Asia/Shanghai); crontab notation, empty: never."""

    weekly: str = Field("0 1 * * sat", description="周检测, the weekly pass")
    monthly: str = Field("0 1 1 * *", description="月监测, the monthly pass")
    quarterly: str = Field("0 1 5 1,4,7,10 *", description="季普查, the quarterly pass")
    second_looks: bool = Field(True, description="look again at what counts only when it is seen twice, as soon as that is due")
    check_seconds: float = Field(60, gt=0, description="how often the daemon looks for due and interrupted work")
    lease_seconds: float = Field(120, gt=1, le=43_200, description="a site whose worker was silent for so long is taken over")


class Log(Section):
    """What is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field("warning", description="least level that is written")
    format: Literal["console", "json"] = Field("console", description="for a person or for a log collector")


class Forms(Section):
    """How official forms are written."""

    templates: str = Field("", description="folder with your own NAME.docx and NAME.xlsx; empty: the shipped layouts")
    nothing: str = Field("无", description="what stands in an empty cell of the forms that want a word there")
    media_days: int = Field(14, ge=1, description="政务新媒体 without an update for more days are unqualified (some: 7)")
    review_days: int = Field(31, ge=0, description="what people say of findings so long after a period counts in its forms")


class _File(PydanticBaseSettingsSource):
    """The parsed configuration file as a source of settings."""

    def __init__(self, settings_cls: type[BaseSettings], values: Mapping[str, Any]) -> None:
        super().__init__(settings_cls)
        self._values = values

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return self._values.get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        return dict(self._values)


class Settings(BaseSettings):
    """The whole configuration."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="XUNCHA_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    database: Database = Database()
    crawler: Crawler = Crawler()
    workers: Workers = Workers()
    verify: Verify = Verify()
    attachments: Attachments = Attachments()
    probes: Probes = Probes()
    rules: Rules = Rules()
    calendar: Calendar = Calendar()
    log: Log = Log()
    forms: Forms = Forms()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        values = getattr(init_settings, "init_kwargs", {})
        overrides, file_values = values.get("overrides", {}), values.get("file", {})
        return _File(settings_cls, overrides), env_settings, _File(settings_cls, file_values)


def load(path: Path | None = None, overrides: Iterable[str] = ()) -> Settings:
    """Read the configuration. `path` None: config.toml of the working folder if there is one.

    `overrides` are `KEY=VALUE` texts, the value as in TOML or, failing that, a plain string. Raises ConfigError.
    """
    file_values, name = _read(path)
    try:
        return Settings(overrides=_overrides(overrides), file=file_values)  # type: ignore[call-arg]
    except ValidationError as error:
        raise ConfigError(_explain(error, name)) from None


def keys() -> Iterator[tuple[str, Any, str]]:
    """Every key with its default and meaning, in the order of the file."""
    for section, field in Settings.model_fields.items():
        for name, inner in field.default.__class__.model_fields.items():
            yield f"{section}.{name}", inner.default, inner.description or ""


def _read(path: Path | None) -> tuple[dict[str, Any], str]:
    file = path or Path(DEFAULT_FILE)
    if path is None and not file.is_file():
        return {}, "the configuration"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")), str(file)
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such configuration file; give another one with --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read ({error}); it must be a readable UTF-8 file") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from None


def _overrides(texts: Iterable[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for text in texts:
        key, equals, raw = text.partition("=")
        section, dot, name = key.strip().partition(".")
        if not (equals and dot and name):
            raise ConfigError(f"--set {text}: write it as SECTION.KEY=VALUE, for example crawler.delay=0.5")
        values.setdefault(section, {})[name] = _value(raw.strip())
    return values


def _value(raw: str) -> Any:
    try:
        return tomllib.loads(f"v = {raw}")["v"]
    except tomllib.TOMLDecodeError:
        return raw


def _explain(error: ValidationError, source: str) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{source}: {where}: {first['msg']} (found {first.get('input')!r}); see config.toml for what is allowed"
    known = [key for key, _, _ in keys()] + ([] if "." in where else list(Settings.model_fields))
    near = difflib.get_close_matches(where, known, n=1)
    return f"{source}: unknown key {where}" + (f"; did you mean {near[0]}?" if near else "; see config.toml for all keys")
