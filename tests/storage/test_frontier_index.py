"""What waits is found by an index: a site of many thousand addresses asks for the next ones several times a second."""

from pathlib import Path

from sqlalchemy.dialects import sqlite

from storage import frontier
from storage.database import Database

ASKED = {"of_pass": 1, "in_state": 0, "of_job": "crawl", "most": 100}


async def test_the_next_addresses_come_out_of_the_index_in_order(tmp_path: Path) -> None:
    asked = frontier._OPEN_OF_JOB.compile(dialect=sqlite.dialect(paramstyle="named"))
    async with Database(f"sqlite:///{tmp_path}/f.db") as db, db.read() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", asked.construct_params(ASKED))
        steps = [row.detail for row in plan]
    assert len(steps) == 1, steps  # and no sorting
    assert "ix_frontier_pending" in steps[0]
