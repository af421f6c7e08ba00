"""A home page's address as a person writes it, made canonical."""

from __future__ import annotations

from crawler.urls import canonical, join
from model import ConfigError


def home_of(text: str) -> str:
    """The address of a home page as a person writes it, made canonical. Raises ConfigError."""
    raw = text.strip() if "://" in text else f"http://{text.strip()}"
    joined = join(raw, raw)
    if joined.problem or not joined.url.startswith(("http://", "https://")):
        raise ConfigError(f"{text}: not a web address; write it as http://www.example.gov.cn/")
    return canonical(joined.url)
