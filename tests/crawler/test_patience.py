"""When a site has stopped answering: long enough and often enough, and one good answer begins anew."""

from crawler.patience import IN_ROW, Patience


def test_patience_ends_after_long_and_often() -> None:
    now = [0.0]
    patience = Patience(100.0, lambda: now[0])
    for _ in range(IN_ROW - 1):
        patience.note(good=False)
    now[0] = 200.0
    assert not patience.over  # long, but not often
    patience.note(good=False)
    assert patience.over
    patience.note(good=True)
    assert not patience.over
    for _ in range(3 * IN_ROW):
        patience.note(good=False)
    assert not patience.over  # often, but not long
