"""Records in JSON whose fields have names of their own."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from crawler.extract.lists.json_list import json_page

URL = "http://www.demo.gov.cn/l/7.json"


def items(record: dict[str, object]) -> list[tuple[str, str, date | None]]:
    text = json.dumps({"rows": [record], "total": 1})
    page = json_page(text, "utf-8", URL, URL, 200, datetime.now(UTC), date(2026, 11, 20))
    return [(item.title, item.url, item.date.day if item.date else None) for block in page.lists for item in block.items]


def test_one_title_one_address_and_one_day_are_told_by_their_forms() -> None:
    record = {"n": 3, "tt": "古渡镇举办农民丰收节", "k": "/p/2026/9.shtml", "dt": "2026-09-22 08:30"}
    assert items(record) == [("古渡镇举办农民丰收节", "http://www.demo.gov.cn/p/2026/9.shtml", date(2026, 9, 22))]


@pytest.mark.parametrize(
    "record",
    [
        {"tt": "古渡镇举办农民丰收节", "by": "古渡镇党政办公室", "k": "/p/9.shtml", "dt": "2026-09-22"},  # which?
        {"tt": "古渡镇举办农民丰收节", "k": "/p/9.shtml", "pic": "/p/9.jpg", "dt": "2026-09-22"},
        {"tt": "古渡镇举办农民丰收节", "k": "/p/9.shtml"},
        {"tt": "古渡", "k": "/p/9.shtml", "dt": "2026-09-22"},
    ],
)
def test_what_is_not_clear_is_left(record: dict[str, object]) -> None:
    assert items(record) == []
