"""What was looked at before is known again, within bounds, and never changes what is found."""

from __future__ import annotations

import numpy as np

from checks.lib.typo import candidates, familiar, judge, network, ngrams, slips
from checks.lib.typo.familiar import Familiar
from checks.lib.typo.slips import Engine


def keys(count: int) -> ngrams.Codes:
    rows = np.arange(count * 9, dtype=np.uint64).reshape(count, 9)
    return familiar.keys_of(rows, np.arange(count))


def test_keeps_and_forgets() -> None:
    store = Familiar()
    few, many = keys(50), keys(300_000)[50:]
    assert not store.knows(few).any()
    store.keep(few)
    assert store.knows(few).all()
    store.keep(many)
    assert store.knows(many).sum() <= 1 << familiar.BITS
    assert store.kept.nbytes == 8 << familiar.BITS


def test_a_key_holds_what_the_judges_look_at() -> None:
    rows = np.zeros((1, 9), dtype=np.uint64)
    one = familiar.keys_of(rows, np.array([3]))
    assert one != familiar.keys_of(rows, np.array([4]))
    assert one != familiar.keys_of(rows + 1, np.array([3]))
    assert familiar.keys_of(rows, np.array([30])) == familiar.keys_of(rows, np.array([40]))


def test_a_text_read_twice_holds_the_same_slips() -> None:
    engine = Engine(ngrams.official(), candidates.confusions(), judge.shipped(), network.shipped())
    text = "会议强调，要坚定不移惯彻落实党中央决策布属，切实减轻基层负胆。驻村干部阿依古丽走访慰问困难群众。"
    first = slips.find_slips(text, engine, slips.STRICT)
    assert first
    assert engine.familiar.kept.any()
    assert slips.find_slips(text, engine, slips.STRICT) == first
    longer = slips.find_slips(text + "全市各单位要抓好落实。", engine, slips.STRICT)
    assert longer[: len(first)] == first
