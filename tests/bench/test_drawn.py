"""Sites drawn by lot: the same for the same seed, whole (every link leads somewhere), and their truth is of pages they have."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from bench.drawn.__main__ import RULES, draw
from bench.drawn.workdays import after, is_workday
from demo.web import Answer, Web

TODAY = date(2026, 11, 20)


def text(web: Web, host: str, path: str) -> str:
    found = web.hosts[host].pages[path.encode()]
    assert isinstance(found, Answer)
    return found.body.decode("utf-8", "replace")


def reached(web: Web, host: str) -> set[str]:
    """The addresses that links lead to from the home page; a link to nothing fails."""
    seen, waiting = {"/"}, ["/"]
    while waiting:
        for address in re.findall(r'(?:href|src)="(/[^"]*)"', text(web, host, waiting.pop())):
            assert address.encode() in web.hosts[host].pages, address
            if address not in seen:
                seen.add(address)
                waiting.append(address)
    return seen


@pytest.mark.parametrize("seed", [1, 2])
def test_every_page_is_linked_and_every_fault_has_one(seed: int) -> None:
    web = draw(seed, 6, TODAY)
    for host, pages in web.hosts.items():
        found = reached(web, host)
        assert {path.decode() for path in pages.pages} - found <= {"/jc.png", "/ss.html"}
        assert all(one.url.removeprefix(f"http://{host}") in found for one in web.truth.of(f"http://{host}/").expected)


def test_a_seed_decides_everything() -> None:
    one, same, other = draw(5, 4, TODAY), draw(5, 4, TODAY), draw(6, 4, TODAY)
    assert one.truth == same.truth != other.truth
    assert all(one.hosts[host].pages == same.hosts[host].pages for host in one.hosts)


def test_many_sites_hold_faults_of_every_rule_and_some_hold_none() -> None:
    web = draw(3, 30, TODAY)
    assert {one.rule for one in web.truth.expected} == set(RULES)
    assert {one.site for one in web.truth.expected} < {f"http://{host}/" for host in web.hosts}


def test_working_days_count_the_worked_weekends() -> None:
    assert not is_workday(date(2026, 10, 1)) and is_workday(date(2026, 10, 10))
    assert after(date(2026, 9, 29), 5) == date(2026, 10, 12)
    assert after(date(2100, 1, 1), 1) - date(2100, 1, 1) == timedelta(days=3)  # a Friday of an unpublished year
