"""Cookies within one chain of redirects: some servers redirect in circles for whoever does not bring them back."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 50  # cookies of one chain
_LONGEST = 4096  # characters of one


class ChainCookies:
    """Keeps what a chain of redirects was given, and forgets it with the chain. Paths and expiry do not matter here."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool, str], str] = {}  # (domain, whether sub-domains count, name) -> value

    def learn(self, host: str, lines: Iterable[str]) -> None:
        """Take Set-Cookie values that `host` sent."""
        for line in lines:
            pair, _, attributes = line.partition(";")
            name, mark, value = pair.strip().partition("=")
            if not (mark and name) or len(pair) > _LONGEST or not pair.isascii() or len(self._kept) >= _MOST:
                continue
            domain, is_wide = _domain(host, attributes)
            self._kept[domain, is_wide, name.strip()] = value.strip()

    def header(self, host: str) -> str:
        """The Cookie header for `host`, "" where there is nothing to send."""
        return "; ".join(
            f"{name}={value}"
            for (domain, is_wide, name), value in self._kept.items()
            if host == domain or (is_wide and host.endswith(f".{domain}"))
        )


def cookie_names(lines: Iterable[str]) -> tuple[str, ...]:
    """The names of Set-Cookie values."""
    names = (line.partition(";")[0].partition("=")[0].strip() for line in lines)
    return tuple(dict.fromkeys(name for name in names if name))


def _domain(host: str, attributes: str) -> tuple[str, bool]:
    for attribute in attributes.split(";"):
        key, _, value = attribute.partition("=")
        domain = value.strip().lower().lstrip(".")
        if key.strip().lower() == "domain" and domain and (host == domain or host.endswith(f".{domain}")):
            return domain, True
    return host, False
