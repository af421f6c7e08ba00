"""What a person has entered into official forms, for one site and period or for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select

from storage import tables as t
from storage.database import Database

EVERY_SITE = 0
EVERY_PERIOD = ""


async def enter(db: Database, form: str, field: str, site_id: int, period: str, value: str) -> None:
    """Keep a value; an empty one takes the entry away."""
    key = {"form": form, "field": field, "site_id": site_id, "period": period}
    c = t.form_values.c
    async with db.write() as connection:
        gone = delete(t.form_values).where(c.form == form, c.field == field, c.site_id == site_id, c.period == period)
        await connection.execute(gone)
        if value:
            row = key | {"value": value, "entered_at": datetime.now(UTC)}
            await connection.execute(db.insert(t.form_values).values(row))


async def entered(db: Database, form: str, period: str) -> Mapping[tuple[int, str], str]:
    """Every value of a form that holds in a period, by (site, field); one for the period itself wins over one for all."""
    c = t.form_values.c
    query = (
        select(c.site_id, c.field, c.value)
        .where(c.form == form, c.period.in_((EVERY_PERIOD, period)))
        .order_by(c.period)  # the empty one first, so that it is written over
    )
    async with db.read() as connection:
        return {(row.site_id, row.field): row.value for row in (await connection.execute(query)).all()}
