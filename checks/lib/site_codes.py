"""网站标识码: its form, and which code a site has."""

from __future__ import annotations

import re

from model import Page, SiteView

_FORM = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE)


def plain(code: str) -> str:
    """A code without blanks, in lower case, for comparison."""
    return "".join(code.split()).lower()


def well_formed(code: str) -> bool:
    """Whether it is 10 digits, or bm and 8 digits."""
    return _FORM.fullmatch(plain(code)) is not None


def shown_on(page: Page | None) -> str:
    """The well-formed code that the page's bottom shows, "" without one."""
    code = page.identity.get("code", "") if page else ""
    return plain(code) if well_formed(code) else ""


def known_code(site: SiteView) -> tuple[str, str]:
    """The site's code and where it is known from: the register, else its home page's bottom; ("", "") when unknown."""
    if well_formed(site.site.code):
        return plain(site.site.code), "登记的标识码"
    shown = shown_on(site.home)
    return (shown, "首页底部的标识码") if shown else ("", "")
