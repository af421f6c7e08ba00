"""A sub-site below a folder beside sites whose home page merely stands in one."""

import pytest

from crawler.frontier import Budget, Planner
from crawler.sub_site import folder_of_sub_site, is_beside
from crawler.urls import Scope
from model import LinkKind

HOST = "http://www.x.gov.cn"
TOWN = [f"{HOST}/lhz/{name}/" for name in ("gk", "ld", "jg", "dt", "gg", "zc", "cw", "dj")]
COUNTY = [f"{HOST}/{name}/" for name in ("zwgk", "hdjl", "bsfw")]


@pytest.mark.parametrize(
    ("given", "home", "targets", "folder"),
    [
        (f"{HOST}/lhz/", f"{HOST}/lhz/", [*TOWN, *COUNTY], "/lhz/"),
        (f"{HOST}/lhz", f"{HOST}/lhz/index.shtml", TOWN, "/lhz/"),
        (f"{HOST}/", f"{HOST}/lhz/", TOWN, ""),  # the host's own home page stands in a folder
        (f"{HOST}/index.html", f"{HOST}/index.html", COUNTY * 4, ""),
        (
            f"{HOST}/col/col1/index.html",
            f"{HOST}/col/col1/index.html",
            [f"{HOST}/col/col{i}/index.html" for i in range(30)],
            "",
        ),
        (f"{HOST}/web/index.html", f"{HOST}/web/index.html", [f"{HOST}/c{i}/" for i in range(20)], ""),
        (f"{HOST}/lhz/", f"{HOST}/lhz/", TOWN[:3], ""),  # too few to say
    ],
)
def test_the_home_page_tells_whether_it_is_a_sub_site(given: str, home: str, targets: list[str], folder: str) -> None:
    assert folder_of_sub_site(given, home, targets) == folder


def test_links_beside_a_sub_site_are_looked_at_and_not_walked() -> None:
    planner = Planner(Scope(TOWN[0]), Budget(), lambda _: True, home_url=f"{HOST}/lhz/", folder="/lhz/")
    assert planner.plan(f"{HOST}/lhz/dt/t1.html", LinkKind.PAGE, 2).job == "crawl"
    assert planner.plan(f"{HOST}/lhz", LinkKind.PAGE, 1).job == "crawl"
    beside = planner.plan(f"{HOST}/xzxx/", LinkKind.PAGE, 1)
    assert (beside.job, beside.skip) == ("verify", "")
    assert planner.contains(f"{HOST}/lhz/dt/") and not planner.contains(f"{HOST}/xzxx/")


def test_a_site_without_a_folder_has_nothing_beside_it() -> None:
    assert not is_beside(f"{HOST}/xzxx/", f"{HOST}/", "")
    assert not is_beside("http://other.gov.cn/a/", f"{HOST}/lhz/", "/lhz/")
    assert is_beside("http://x.gov.cn/a/", f"{HOST}/lhz/", "/lhz/")
