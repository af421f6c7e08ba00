"""What a re-check reads, and what may be concluded from it."""

import pytest

from crawler.frontier import Planner
from crawler.urls import Scope
from model import Column, ColumnKind, Finding, LinkKind, Outcome, Unknown
from stages.narrowing import absent, budget_of, candidates, kept, narrow, reason_of
from storage.database import Database
from tests.storage.inspected import HOME, look, typo
from tools import Plan, Recheck

DEAD = HOME + "gone.html"


def link(*held: str, pages: int | None = None) -> Finding:
    """A dead link on some pages."""
    places = [{"page": HOME + path, "text": "附件"} for path in held]
    evidence = {"places": places, "pages": len(held) if pages is None else pages}
    return Finding("broken-link", DEAD, HOME + held[0], "……", evidence=evidence)


def planner(recheck: Recheck) -> Planner:
    plan = Plan((), None, 100, 50, 0, True, recheck=recheck)  # type: ignore[arg-type]
    return Planner(Scope(HOME), budget_of(plan, 100), lambda url: True)


def test_a_page_is_settled_by_itself() -> None:
    recheck = narrow([typo("a/1.html")], [])
    assert set(recheck.only) == {HOME + "a/1.html"} and not recheck.reach and not recheck.holders
    plans = planner(recheck)
    assert {c.url for c in candidates(recheck, plans, [HOME])} == {HOME, HOME + "a/1.html"}
    assert plans.plan(HOME + "a/2.html", LinkKind.PAGE, 1, area="list").skip == "recheck"
    assert plans.plan(HOME + "x.pdf", LinkKind.ATTACHMENT, 1).skip == "recheck"
    assert plans.plan("http://other.com/", LinkKind.PAGE, 1).skip == "recheck"
    assert plans.plan(HOME + "a/1.html", LinkKind.PAGE, 1).skip == ""


def test_a_link_is_settled_by_the_pages_that_hold_it() -> None:
    recheck = narrow([link("1.html", "2.html")], [])
    plans = planner(recheck)
    assert recheck.holders == {DEAD: (HOME + "1.html", HOME + "2.html")}
    # The target is not asked for unless one of the pages still leads to it.
    assert {c.url for c in candidates(recheck, plans, [HOME])} == {HOME, HOME + "1.html", HOME + "2.html"}
    assert plans.plan(DEAD, LinkKind.PAGE, 3).skip == ""
    assert narrow([link("1.html", pages=300)], []).holders == {}  # on more pages than are known by name


def test_a_column_is_settled_by_its_pages_and_items() -> None:
    columns = [
        Column(HOME + "zwgk/", "政务公开", ColumnKind.OTHER, first_level=True),
        Column(HOME + "zwgk/tz/", "通知", ColumnKind.NOTICE, first_level=False),
        Column(HOME + "other/", "其他", ColumnKind.OTHER),
    ]
    recheck = narrow([Finding("stale-column", HOME + "zwgk/", HOME + "zwgk/", "……")], columns)
    assert recheck.only == {HOME + "zwgk/": 1, HOME + "zwgk/tz/": 2} and recheck.reach == (2, 3)
    plans = planner(recheck)
    assert plans.plan(HOME + "art/9.html", LinkKind.PAGE, 2, area="list").skip == ""
    assert plans.plan(HOME + "art/9.html", LinkKind.PAGE, 1, area="list").skip == "recheck"  # met on the home page
    assert plans.plan(HOME + "other/", LinkKind.PAGE, 2, area="nav").skip == "recheck"
    assert plans.plan(HOME + "a.jpg", LinkKind.IMAGE, 2, area="list").skip == "recheck"


@pytest.mark.parametrize("rule", ["duplicate-content", "missing-interpretation", "missing-column", "page-tags"])
def test_what_one_page_cannot_prove_is_looked_for_everywhere(rule: str) -> None:
    recheck = narrow([typo(), Finding(rule, HOME, HOME, "……")], [])
    assert not recheck.only and reason_of(recheck) == ""
    assert planner(recheck).plan(HOME + "a", LinkKind.PAGE, 1).skip == ""


def test_checks_that_saw_a_part_speak_of_their_subject_alone() -> None:
    recheck = narrow([Finding("stale-column", HOME + "a/", HOME + "a/", "……")], [])
    mine, other = Unknown("stale-column", HOME + "a/", "脚本"), Finding("stale-column", HOME + "b/", HOME, "……")
    assert kept(recheck, [mine, other]) == [mine]
    assert kept(Recheck(recheck.subjects), [mine, other]) == kept(None, [mine, other]) == [mine, other]


@pytest.mark.parametrize(
    ("also", "gone"),
    [
        ({"1.html": Outcome.OK, "2.html": Outcome.BROKEN}, True),
        ({"1.html": Outcome.OK, "2.html": Outcome.UNVERIFIED}, False),
        ({"1.html": Outcome.OK}, False),
        ({"1.html": Outcome.OK, "2.html": Outcome.OK, "gone.html": Outcome.BROKEN}, False),
    ],
)
async def test_a_link_is_gone_when_no_page_that_held_it_does(sqlite_db: Database, also: dict[str, Outcome], gone: bool) -> None:
    recheck = narrow([link("1.html", "2.html")], [])
    await look(sqlite_db, "p1", [link("1.html", "2.html")])
    seen = {HOME + path: outcome for path, outcome in also.items()}
    store, _ = await look(sqlite_db, "p2", [], also=seen, complete=False)
    assert absent(sqlite_db, store.id, recheck) == (frozenset({DEAD}) if gone else frozenset())
    _, done = await look(sqlite_db, "p3", [], also=seen, absent=[DEAD] if gone else [], complete=False)
    assert done.fixed == gone


def test_a_plan_survives_storage() -> None:
    recheck = narrow([link("1.html"), typo("a")], [])
    assert Recheck.from_json(recheck.to_json()) == recheck
