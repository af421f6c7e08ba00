"""Which of the pages that stand for the home page is judged as it."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from crawler.columns import read_site
from crawler.extract.frame.entrance import ENTRANCE
from model import Page, PageKind

HOME = "http://www.a.gov.cn/"
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)


def page(url: str, reason: str = "地址是首页") -> Page:
    redirect = HOME + "index.html" if reason == ENTRANCE else ""
    return Page(url, url, 200, NOW, title="某县人民政府", kind=PageKind.HOME, kind_reason=reason, redirect=redirect)


def home_of(*pages: Page) -> str:
    reading = read_site(
        [(one.url, 0, one) for one in pages],
        home_url=HOME,
        today=date(2026, 11, 20),
        in_scope=lambda url: url.startswith(HOME),
        published=lambda urls: {},
    )
    return reading.home.url if reading.home else ""


BEHIND = page(HOME + "index.html")


@pytest.mark.parametrize("pages", list(permutations((page(HOME, ENTRANCE), BEHIND))))
def test_the_page_behind_an_entrance(pages: tuple[Page, ...]) -> None:
    assert home_of(*pages) == HOME + "index.html"


@pytest.mark.parametrize("pages", list(permutations((page(HOME), BEHIND))))
def test_the_address_that_was_asked_for(pages: tuple[Page, ...]) -> None:
    assert home_of(*pages) == HOME
