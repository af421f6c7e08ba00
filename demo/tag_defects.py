"""Broken page tags, and odd ones that mean the same as right ones, in articles that are right in all else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.press import Article, Press


@dataclass(frozen=True, slots=True)
class TagChange:
    """What an article's tags say in place of the right values; {x} is the right one, () leaves the tag out."""

    tags: Mapping[str, tuple[str, ...]]
    why: str


BROKEN: Mapping[str, TagChange] = {
    "no-source": TagChange({"ContentSource": ()}, "no ContentSource"),
    "empty-date": TagChange({"PubDate": ("",)}, "an empty PubDate"),
    "other-code": TagChange({"SiteIDCode": ("4501000026",)}, "the code of another site, left in a copied template"),
    "short-code": TagChange({"SiteIDCode": ("28",)}, "the number of the site in its publishing system"),
    "domain-url": TagChange({"SiteDomain": ("http://{x}/",)}, "an address in place of a domain"),
    "no-tags": TagChange({"ArticleTitle": (), "PubDate": (), "ContentSource": ()}, "no tag of an article"),
    "template": TagChange({"ContentSource": ("{{{{source}}}}",)}, "template code that was not rendered"),
}

HONEST: Mapping[str, TagChange] = {
    "day-only": TagChange({"PubDate": ("2026-08-02",)}, "a date without a time"),
    "seconds": TagChange({"PubDate": ("2026-08-02 10:53:07",)}, "a time with seconds"),
    "chinese-date": TagChange({"PubDate": ("2026年08月02日",)}, "a date in Chinese form"),
    "twice": TagChange({"ContentSource": ("", "{x}")}, "the tag stands twice, the second one is filled"),
}


def plant_tags(press: Press, articles: Sequence[Article], broken: Sequence[str], honest: Sequence[str]) -> None:
    """Change the tags of the first articles: `broken` ones must be found, `honest` ones must not."""
    for article, name in zip(articles, (*broken, *honest), strict=False):
        change = BROKEN.get(name) or HONEST[name]
        right = {
            "SiteDomain": press.identity.host,
            "ContentSource": article.source,
        }
        article.tags = {tag: tuple(v.format(x=right.get(tag, "")) for v in values) for tag, values in change.tags.items()}
        note = press.plant if name in BROKEN else press.spare
        note("page-tags", article.path, change.why)
