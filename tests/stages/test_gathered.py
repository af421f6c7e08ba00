"""When the walk writes what it gathered."""

import time

from model import Outcome
from stages.gathered import PAGES, Gathered
from storage.frontier import Settled


def gathered(amount: int, *, age: float = 0.0) -> Gathered:
    made = Gathered(settled={n: Settled(Outcome.OK) for n in range(amount)})
    made.since = time.monotonic() - age
    return made


def test_an_idle_fetcher_gets_its_new_addresses_at_once() -> None:
    assert gathered(1).is_due(in_hand=15, delay=0, idle=True)
    assert not gathered(1).is_due(in_hand=40, delay=0, idle=False)


def test_where_the_host_is_asked_slowly_idle_fetchers_wait_for_their_turn_and_not_for_addresses() -> None:
    assert not gathered(1).is_due(in_hand=15, delay=0.5, idle=True)
    assert gathered(1).is_due(in_hand=2, delay=0.5, idle=True)
    assert gathered(1).is_due(in_hand=0, delay=10, idle=True)


def test_what_is_much_or_old_is_written() -> None:
    assert gathered(PAGES).is_due(in_hand=90, delay=0, idle=False)
    assert gathered(1, age=1.5).is_due(in_hand=90, delay=0, idle=False)
    assert not gathered(1, age=1.5).is_due(in_hand=90, delay=0.5, idle=True)
    assert gathered(1, age=6).is_due(in_hand=90, delay=0.5, idle=True)
