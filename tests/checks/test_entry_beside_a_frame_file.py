"""The 找错 entry of other pages where a file writes the home page's bottom (no-error-report-entry)."""

from dataclasses import replace
from pathlib import Path

from checks import Finding, Unknown
from checks.standard.no_error_report_entry import NoErrorReportEntryParams, no_error_report_entry
from model import SiteView
from tests.checks.build import case

FIXTURE = Path(__file__).parent / "no-error-report-entry" / "bad-two-articles-lack-it.toml"


def told(view: SiteView) -> list[tuple[str, str]]:
    found: list[Finding | Unknown] = list(no_error_report_entry(view, NoErrorReportEntryParams()))
    return [(one.url[-7:-5], one.confidence.value) for one in found if isinstance(one, Finding)]


def site(by_file: str) -> SiteView:
    view, _ = case(FIXTURE)
    assert isinstance(view, SiteView)
    assert view.home is not None
    return replace(view, home=replace(view.home, features={**(view.home.features or {}), "by_file": by_file}))


def test_pages_with_a_bottom_of_their_own() -> None:
    assert told(site("code conac error_entry icp owner police police_code")) == [("20", "suspected"), ("21", "suspected")]


def test_a_file_that_adds_the_entry_alone() -> None:
    assert told(site("error_entry")) == [], "it may add it to every other bottom as well"


def test_the_script_without_a_code() -> None:
    view = site("")
    script = '<script id="_jiucuo_" sitecode="{}" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
    assert view.home is not None
    home = replace(view.home, features={"error_entry": script.format("5399000018"), "error_entry_code": "5399000018"})
    pages = tuple(
        replace(one, features={"error_entry": "_jiucuo_\nhttps://zfwzgl.www.gov.cn/exposure/jiucuo.js"})
        if one.url.endswith("_22.html")
        else replace(one, features=home.features)
        for one in view.pages
    )
    assert told(replace(view, home=home, pages=pages)) == [("22", "suspected")]
