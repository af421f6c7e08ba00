"""What needs no probe's answer is judged at once, the rest when the answers are in; stopped, nothing more is judged."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from configured import load_rules
from model import Coverage, SiteView
from settings import Settings
from stages.judge import chosen
from stages.site_results import complete, without_probes
from storage.database import Database
from storage.pages import SiteStore
from tests.storage.test_outcomes import new_store
from tools import Plan

RULES = ("certificate", "missing-column", "site-identity", "stale-homepage")


@pytest.fixture
def tools() -> Any:
    settings = Settings()
    return SimpleNamespace(settings=settings, ruleset=load_rules(settings))


def places(tools: Any, *, probed: bool) -> set[int]:
    """The places of the checks of RULES that need a probe's answer, or of the others."""
    needing = enumerate(chosen(tools, RULES, SiteView))
    return {place for place, item in needing if bool(set(item.check.needs) - {"frame"}) is probed}


def known(store: SiteStore) -> tuple[Any, ...]:
    plan = Plan(RULES, datetime(2026, 11, 20, tzinfo=UTC), 100, 10, 0, external=True)
    return store.site, store.id, plan, Coverage(complete=True)


async def test_the_rest_follows_with_the_answers_and_in_the_order_of_the_checks(sqlite_db: Database, tools: Any) -> None:
    store = await new_store(sqlite_db)
    site, number, plan, coverage = known(store)
    with sqlite_db.read_sync() as connection:
        first = without_probes(tools, connection, site, number, plan, coverage)
        assert set(first.by_check) == places(tools, probed=False)
        kept = dict(first.by_check)
        whole = complete(tools, connection, first, number, plan, {"tls": {}})
    assert set(whole.by_check) == places(tools, probed=False) | places(tools, probed=True)
    assert whole.view.probes == {"tls": {}}
    assert all(whole.by_check[place] is results for place, results in kept.items())
    assert whole.all() == [result for place in range(len(whole.by_check)) for result in whole.by_check[place]]


async def test_stopped_no_check_runs_any_more(sqlite_db: Database, tools: Any) -> None:
    store = await new_store(sqlite_db)
    with sqlite_db.read_sync() as connection:
        assert without_probes(tools, connection, *known(store), stopped=lambda: True).by_check == {}
