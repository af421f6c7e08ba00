"""Loading packs: what they resolve to, and every mistake named with file, line and reason."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

import rules
from checks import registry
from model import ColumnKind, ConfigError, Counts, PassKind, SiteKind
from rules.catalogue import catalogue
from rules.holidays import load_holidays
from rules.ruleset import MARKS

Write = Callable[[str, str], Path]

HEAD = '[pack]\nname = "t"\ntitle = "试"\n'
SCORED = HEAD + '[groups]\n"甲" = { total = 100, mark = "V" }\n[items]\n"一" = { group = "甲", cap = 100, mark = "V" }\n'
CHILD = '[pack]\nname = "c"\ntitle = "子"\nextends = "chk-2019"\n'


@pytest.mark.parametrize("name", ["chk-2019", "survey-2015", "gx-2023"])
def test_own_packs_load_and_set_every_rule(name: str) -> None:
    ruleset = rules.load(name)
    assert list(ruleset.rules) == list(catalogue())
    assert ruleset.pack.status == "provisional"
    assert set(ruleset.passes) == set(PassKind)
    assert sum(item.cap for item in ruleset.items.values()) == 100


def test_packs_lists_packs_only() -> None:
    assert rules.packs() == ["chk-2019", "gx-2023", "survey-2015"]


def test_group_totals_of_the_national_table() -> None:
    groups = rules.load("chk-2019").groups
    assert {g.name: g.total for g in groups.values()} == {"发布解读": 31, "办事服务": 25, "互动交流": 23, "功能设计": 21}


def test_every_kind_of_column_has_a_limit_and_every_number_a_known_mark() -> None:
    for name in ("chk-2019", "survey-2015"):
        ruleset = rules.load(name)
        stale = ruleset.rules["stale-column"]
        assert set(stale.params["days"]) == {kind.value for kind in ColumnKind}
        assert set(stale.params["buckets"]) <= set(stale.params["days"])
        for setting in ruleset.rules.values():
            assert {setting.mark, *setting.marks.values(), *(c.mark for c in setting.cases.values())} <= set(MARKS)


def test_cadence_and_veto_counters_of_the_national_table() -> None:
    stale = rules.load("chk-2019").rules["stale-column"]
    assert (stale.params["days"]["动态"], stale.params["days"]["公告"], stale.params["days"]["领导"]) == ("14d", "6m", "none")
    assert stale.buckets == {"A": 5, "B": 10}
    assert stale.params["first_level"] == ["公告", "政策"]
    assert rules.load("survey-2015").rules["stale-column"].params["first_level"] == []


def test_only_portals_are_scored_nationally_and_every_site_by_the_survey() -> None:
    assert rules.load("chk-2019").pack.scored_kinds == (SiteKind.PORTAL,)
    assert set(rules.load("survey-2015").pack.scored_kinds) == set(SiteKind)


def test_a_child_pack_states_only_what_differs(write: Write) -> None:
    path = write(
        "c", CHILD + '[rules.stale-column.params.days]\n"动态" = "7d"\n[rules.site-unreachable]\nparams = { days = 6 }\n'
    )
    child, parent = rules.load(path), rules.load("chk-2019")
    stale = child.rules["stale-column"]
    assert stale.params["days"] == {**parent.rules["stale-column"].params["days"], "动态": "7d"}
    assert child.rules["site-unreachable"].params == {**parent.rules["site-unreachable"].params, "days": 6}
    assert child.pack.extends == ("chk-2019",)
    assert child.rules["broken-link"] == parent.rules["broken-link"]


def test_a_pack_is_found_by_name_in_extra_folders_first(write: Write, tmp_path: Path) -> None:
    write("chk-2019", HEAD)
    assert rules.load("chk-2019", [tmp_path]).pack.name == "t"
    assert "chk-2019" in rules.packs([tmp_path])


def test_a_rule_that_the_pack_does_not_name_is_a_notice(write: Write) -> None:
    ruleset = rules.load(write("t", HEAD))
    assert {setting.counts for setting in ruleset.rules.values()} == {Counts.NOTICE}


def test_points_all_is_the_cap_of_the_item() -> None:
    ruleset = rules.load("chk-2019")
    assert ruleset.rules["no-ipv6"].points == ruleset.items["IPv6改造"].cap == 2


def test_a_pack_can_override_a_pass(write: Write) -> None:
    ruleset = rules.load(write("t", HEAD + "[pass.weekly]\nmax_pages = 7\n"))
    assert ruleset.passes[PassKind.WEEKLY].max_pages == 7
    assert ruleset.passes[PassKind.WEEKLY].title == "周检测"
    assert ruleset.passes[PassKind.QUARTERLY].depth is None


@pytest.mark.parametrize("name", ["chk-2019", "survey-2015", "gx-2023"])
def test_parameters_of_own_packs_fit_the_checks(name: str) -> None:
    found = registry()
    rules.load(name, params_model=lambda rule: found[rule][0].params if rule in found else None)


def test_patterns_of_every_pass_name_rules() -> None:
    ruleset = rules.load()
    chosen = {kind: rules.select(ruleset, setting.rules, setting.skip) for kind, setting in ruleset.passes.items()}
    assert set(chosen[PassKind.AUDIT]) == set(catalogue())
    assert "stale-column" in chosen[PassKind.WEEKLY]
    assert "no-ipv6" not in chosen[PassKind.WEEKLY]


def test_hash_is_stable_and_follows_every_number(write: Write) -> None:
    one = rules.load(write("a", CHILD))
    again = rules.load(write("b", "# another comment\n\n" + CHILD))
    other = rules.load(write("d", CHILD + "[rules.certificate]\nparams = { days_left = 31 }\n"))
    weekly = rules.load(write("e", CHILD + "[pass.weekly]\ndepth = 9\n"))
    assert len(one.hash) == 64
    assert one.hash == again.hash
    assert len({one.hash, other.hash, weekly.hash}) == 3


def test_a_ruleset_travels_to_worker_processes() -> None:
    ruleset = rules.load()
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset


class Days(BaseModel):
    """Parameters as a check declares them."""

    model_config = ConfigDict(extra="forbid")
    days: int = 3
    holidays: dict[date, bool] = {}


MISTAKES = [
    ("[rules.broken-lnk]\nmark = 'V'\n", 4, "unknown rule 'broken-lnk' (did you mean 'broken-link'?)"),
    ("[rules.typo]\nmark = 'V'\npionts = 1\n", 6, "unknown key 'rules.typo.pionts'"),
    ("[rules.typo]\ncounts = 'veto'\nmark = 'V'\n", 5, "rule typo may count as local at most, not as veto"),
    ("[rules.typo]\nmark = 'X'\n", 5, "rules.typo.mark: input should be 'V', 'V2', 'I', 'M+', 'M', 'M-' or 'P'"),
    ("[rules.typo]\nmark = 'V'\npoints = 'many'\n", 6, "rules.typo.points: "),
    ("[rules.typo]\nmark = 'V'\nsample = 1.5\n", 6, "rules.typo.sample: input should be a valid integer"),
    ("[rules.typo]\nmark = 'V'\nitem = 'x'\n", 6, "unknown item 'x'"),
    ("[rules.typo]\nmark = 'V'\n\npoints = 2\n", 7, "points without a scoring item"),
    ("[rules.empty-column]\nmark = 'V'\n", 4, "a veto-count needs"),
    (
        "[rules.certificate]\nmark = 'V'\nparams = { days = 'x' }\n",
        6,
        "rules.certificate.params.days: input should be a valid integer",
    ),
    (
        "[rules.certificate.params]\ndays = 1\nday = 2\n[rules.certificate]\nmark = 'V'\n",
        6,
        "unknown key 'rules.certificate.params.day'",
    ),
    ("[rules.typo]\ncounts = 'local'\n", 4, "rule typo has no mark of certainty"),
    ("[pass.weekly]\nfirst = ['hom']\n", 5, "pass.weekly.first.0: "),
    ("[pass.hourly]\ntitle = 'x'\n", 4, "pass.hourly: "),
    ("[surprise]\n", 4, "unknown key 'surprise'"),
    ("[rules.typo]\nmark = V\n", 5, "not valid TOML: Invalid value"),
    ("[rules.typo\n", 4, "not valid TOML: "),
    ("[groups]\n'甲' = { total = 3, mark = 'V' }\n", 5, "the caps of group 甲 are 0 in all, its total is 3"),
]


@pytest.mark.parametrize(("text", "line", "reason"), MISTAKES)
def test_a_mistake_is_one_line_with_file_line_and_reason(write: Write, text: str, line: int, reason: str) -> None:
    path = write("bad", HEAD + text)
    with pytest.raises(ConfigError) as caught:
        rules.load(path, params_model=lambda rule: Days if rule == "certificate" else None)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: "), message
    assert reason in message
    assert "\n" not in message


def test_a_notice_deducts_from_no_item(write: Write) -> None:
    path = write("bad", SCORED + "[rules.certificate]\nmark = 'V'\nitem = '一'\n")
    with pytest.raises(ConfigError, match=r"bad\.toml:10: rule certificate counts as notice"):
        rules.load(path)


def test_a_mistake_in_an_inherited_parameter_is_named_in_the_parent(write: Write) -> None:
    parent = write("parent", HEAD + "[rules.certificate]\nmark = 'V'\nparams = { dais = 3 }\n")
    child = write("child", '[pack]\nname = "c"\ntitle = "子"\nextends = "parent"\n[rules.certificate]\nnote = "x"\n')
    with pytest.raises(ConfigError) as caught:
        rules.load(child, params_model=lambda rule: Days if rule == "certificate" else None)
    assert str(caught.value) == f"{parent}:6: unknown key 'rules.certificate.params.dais'"


def test_parents_that_go_in_a_circle(write: Write) -> None:
    write("one", '[pack]\nname = "one"\ntitle = "一"\nextends = "two"\n')
    two = write("two", '[pack]\nname = "two"\ntitle = "二"\nextends = "one"\n')
    with pytest.raises(ConfigError, match=r"one\.toml:4: extends goes in a circle: two -> one -> two"):
        rules.load(two)


def test_unknown_pack_suggests_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"no rule pack named 'chk-2018' \(did you mean 'chk-2019'\?\)"):
        rules.load("chk-2018")
    with pytest.raises(ConfigError, match=r"nowhere/x\.toml: cannot be read"):
        rules.load("nowhere/x.toml")


def test_checks_that_ask_for_holidays_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rules.resolve.load_holidays", lambda: {date(2027, 2, 6): True})

    class Asks(BaseModel):
        holidays: dict[date, bool] = {}

    ruleset = rules.load(params_model=lambda rule: Asks if rule == "typo" else None)
    assert Asks.model_validate(ruleset.rules["typo"].params).holidays == {date(2027, 2, 6): True}
    assert "holidays" not in ruleset.rules["certificate"].params
    assert ruleset.holidays == {date(2027, 2, 6): True}


def test_holidays_file(write: Write) -> None:
    path = write("holidays", '[days]\n2027-01-01 = "rest"\n2027-02-06 = "work"\n')
    assert load_holidays(path) == {date(2027, 1, 1): False, date(2027, 2, 6): True}
    assert load_holidays() == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[days]\n2027-13-01 = "rest"\n', r":2: '2027-13-01' is not a date"),
        ('[days]\n2027-01-01 = "free"\n', r':2: 2027-01-01 must be "work" or "rest"'),
        ('\n[day]\n2027-01-01 = "rest"\n', r":2: unknown table 'day'"),
    ],
)
def test_bad_holidays(write: Write, text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        load_holidays(write("holidays", text))


def test_select_by_id_glob_and_skip() -> None:
    ruleset = rules.load()
    assert rules.select(ruleset) == list(catalogue())
    assert rules.select(ruleset, ["typo", "broken-link"]) == ["broken-link", "typo"]
    assert rules.select(ruleset, ["availability/broken-*"], ["broken-resource"]) == [
        "broken-link",
        "broken-image",
        "broken-attachment",
    ]
    assert rules.select(ruleset, [], ["*/*"]) == []


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [("stale-colum", "stale-column"), ("fresness/*", "freshness/*"), ("Typo", "typo"), ("", "")],
)
def test_select_suggests_the_nearest_rule(pattern: str, hint: str) -> None:
    with pytest.raises(
        ConfigError, match=rf"unknown rule '{pattern.replace('*', '.')}'" + (f".*'{hint.replace('*', '.')}'" if hint else "")
    ):
        rules.select(rules.load(), [pattern])


TEXT = Path(rules.__file__).with_name("chk-2019.toml").read_text("utf-8").splitlines()
CHANGES = [
    "",
    "x",
    "[rules]",
    "[pack]",
    "rules = 3",
    "[[rules]]",
    'counts = "veto"',
    "mark = 1",
    "params = []",
    'item = "x"',
    '"""',
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(CHANGES))
def test_a_damaged_pack_is_a_config_error_or_loads(tmp_path: Path, at: int, change: str) -> None:
    path = tmp_path / "damaged.toml"
    path.write_text("\n".join([*TEXT[:at], change, *TEXT[at + 1 :]]), "utf-8")
    try:
        ruleset = rules.load(path)
    except ConfigError as error:
        line = str(error).removeprefix(f"{path}:").partition(":")[0]
        assert 1 <= int(line) <= len(TEXT) + 1
        assert "\n" not in str(error)
    else:
        assert set(ruleset.rules) == set(catalogue())
