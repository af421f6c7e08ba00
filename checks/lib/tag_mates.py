"""Tags of pages that another system may make (guides, letters): judged only beside their own kind, most of which has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checks.lib.tag_forms import CONTENT, SITE
from model import Page

FEWEST = 3  # pages of the kind that carry a group of tags
SHARE = 0.75  # ... and their share of all pages of the kind


def expected_of_mates(pages: Iterable[Page]) -> Iterator[tuple[Page, tuple[str, ...]]]:
    """The pages of one kind that lack tags, each with the groups of tags that nearly all the others carry."""
    looked = list(pages)
    usual: Sequence[str] = ()
    for group in (SITE, CONTENT):
        carry = sum(_carries(page, group) for page in looked)
        if carry >= FEWEST and carry >= SHARE * len(looked):
            usual = (*usual, *group)
    for page in looked:
        if usual and not _carries(page, usual):
            yield page, tuple(usual)


def _carries(page: Page, tags: Iterable[str]) -> bool:
    return all(any(value.strip() for value in page.tags.get(tag.lower(), ())) for tag in tags)
