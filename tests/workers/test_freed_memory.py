"""Garbage while modules are read: nobody looks for it, and everybody does afterwards."""

import gc

import pytest

from workers.freed_memory import keeping_all


def test_nothing_is_looked_for_until_the_modules_are_there() -> None:
    before = gc.get_freeze_count()
    try:
        with keeping_all():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_also_where_one_of_them_cannot_be_read() -> None:
    try:
        with pytest.raises(ImportError), keeping_all():
            raise ImportError
        assert gc.isenabled()
    finally:
        gc.unfreeze()
