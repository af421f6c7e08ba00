"""A sub-site (子站) below a folder of another site: a township's pages under the county's portal.

Its home page says so itself: most of what it leads to on its own host lies below its folder. What stands beside the
folder belongs to the other site; links to it are looked at, its pages are not judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.host_names import host_of

ENOUGH = 8
"""So many different addresses of the own host that a home page must lead to before it says anything."""
SHARE = 0.5
"""So much of them must lie below the folder."""


def folder_of_sub_site(given: str, home_url: str, targets: Iterable[str]) -> str:
    """The path below which a sub-site lies ("/lhz/"), "" for a site that has its host for itself.

    `given` is the address that was asked for, `home_url` where it led, `targets` the pages that the home page links to.
    """
    folder = _folder(home_url)
    if folder == "/" or _folder(given) == "/":
        return ""
    host = _bare(home_url)
    parts = (urlsplit(target) for target in targets if _bare(target) == host)
    own = {(part.path, part.query) for part in parts if part.path not in ("", "/")}
    below = sum(path.startswith(folder) for path, _ in own)
    return folder if len(own) >= ENOUGH and below >= SHARE * len(own) else ""


def is_beside(url: str, home_url: str, folder: str) -> bool:
    """Whether an address of the home page's host lies outside the folder of the sub-site."""
    return bool(folder) and _bare(url) == _bare(home_url) and not (urlsplit(url).path + "/").startswith(folder)


def _folder(url: str) -> str:
    path = urlsplit(url).path or "/"
    last = path.rpartition("/")[2]
    return path if path.endswith("/") else path + "/" if "." not in last else path[: -len(last)]


def _bare(url: str) -> str:
    return host_of(url).removeprefix("www.")
