"""The columns of a site over its passes, on both databases, and the migration that made room for ignored ones."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from model import Column, ColumnKind, SiteId, StorageError
from storage import columns, migrate, registry
from storage.database import Database

HOME = "http://www.store.gov.cn/"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
NEWS = Column(HOME + "yw/", "要闻", ColumnKind.NEWS, "栏目名称")
NOTICE = Column(HOME + "tz/", "通知", ColumnKind.NOTICE, "栏目名称")


async def site_with(db: Database, *found: Column) -> SiteId:
    site = await registry.for_audit(db, HOME)
    await columns.remember(db, site.id, [(column, "2026-11-01") for column in found], NOW)
    return site.id


async def test_a_later_pass_corrects_what_an_earlier_one_found(db: Database) -> None:
    site = await site_with(db, NEWS, NOTICE)
    await columns.remember(db, site, [(Column(NEWS.url, "政务要闻", ColumnKind.REPRINT, "ColumnType"), None)], NOW)
    assert await columns.columns(db, site) == [Column(NEWS.url, "政务要闻", ColumnKind.REPRINT, "ColumnType"), NOTICE]


async def test_what_a_person_said_stays(db: Database) -> None:
    site = await site_with(db, NEWS, NOTICE)
    await columns.set_kind(db, site, NEWS.url, ColumnKind.STATISTICS)
    await columns.ignore(db, site, NOTICE.url)
    await columns.remember(db, site, [(NEWS, None), (NOTICE, None)], NOW)
    news, notice = await columns.columns(db, site)
    assert (news.kind, news.kind_reason, news.registered, news.ignored) == (ColumnKind.STATISTICS, columns.BY_HAND, True, False)
    assert (notice.kind, notice.registered, notice.ignored) == (ColumnKind.NOTICE, False, True)
    with db.read_sync() as connection:
        assert columns.corrected(connection, site) == [news, notice]


async def test_set_kind_and_add_bring_an_ignored_column_back(db: Database) -> None:
    site = await site_with(db, NEWS, NOTICE)
    await columns.ignore(db, site, NEWS.url)
    await columns.ignore(db, site, NOTICE.url)
    await columns.set_kind(db, site, NEWS.url, ColumnKind.NEWS)
    await columns.add(db, site, NOTICE.url, "公告栏", ColumnKind.NOTICE)
    assert [(c.name, c.ignored, c.registered) for c in await columns.columns(db, site)] == [
        ("要闻", False, True),
        ("公告栏", False, True),
    ]


async def test_a_column_of_another_site_is_not_changed(db: Database) -> None:
    await site_with(db, NEWS)
    other = await registry.for_audit(db, "http://www.other.gov.cn/")
    with pytest.raises(StorageError, match="no column of this site"):
        await columns.ignore(db, other.id, NEWS.url)
    with pytest.raises(StorageError, match="no column of this site"):
        await columns.set_kind(db, other.id, NEWS.url, ColumnKind.NEWS)


def test_columns_of_an_older_database_are_kept_and_judged(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO sites (id, home_url, kind, state, extra_hosts, expected_columns, registered, created_at)"
                " VALUES (1, 'http://a.gov.cn/', '部门', 'running', '[]', '[]', 1, '2026-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO columns (site_id, url, name, kind, first_level, registered, first_seen, last_seen)"
                " VALUES (1, 'http://a.gov.cn/yw/', '要闻', '动态', 1, 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
            )
        )
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.current(connection) == migrate.HEAD
        [column] = columns.corrected(connection, 1)
        assert column == Column("http://a.gov.cn/yw/", "要闻", ColumnKind.NEWS, "", True, True, False)
    engine.dispose()
