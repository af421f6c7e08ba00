"""Whether a site is a 子站 below a folder of a portal: what the portal provides for all of it stands on the portal."""

from __future__ import annotations

from urllib.parse import urlsplit

from model import SiteView

REASON = "本站是门户网站下的子站，该项由门户网站统一提供"


def is_sub_site(site: SiteView) -> bool:
    """Whether the site was asked for as a folder of its host, and its home page leads to pages below that folder mostly.

    A home page that merely stands in a folder (the host's own address leads to it) makes no sub-site.
    """
    home = site.home
    if home is None or "sub_site" not in (home.features or {}):
        return False
    path = urlsplit(site.site.home_url).path
    return "/" in path.strip("/") or ("." not in path and path.strip("/") != "")
