"""Portals of governments as the indicators mean them: the sites of people's governments at county level and above."""

from __future__ import annotations

import re

from checks.lib.hosts import host_of
from model import SiteKind, SiteView

_GOVERNMENT = re.compile(r"[省市县区州盟旗]人民政府(?:门户网站|网站|网|办公[室厅])?$")
_DISCLOSURE = re.compile(r"公开|政务")


def is_government_portal(site: SiteView) -> bool:
    """Whether the site says itself that it is a people's government's, and not a town's, an office's or a sub-site."""
    if site.site.kind is not SiteKind.PORTAL or site.home is None:
        return False
    names = (site.site.name, *site.home.tags.get("sitename", ()), site.home.title, site.home.html_title)
    return any(_GOVERNMENT.search(name.strip()) for name in names if name.strip())


def discloses_elsewhere(site: SiteView) -> bool:
    """Whether the home page leads to another host for what a government discloses (信息公开 platform of the province)."""
    if site.home is None:
        return True
    own = host_of(site.home.url)
    return any(
        host_of(link.target) != own and link.area not in ("friend", "footer") and _DISCLOSURE.search(link.text)
        for link in site.home.links
    )
