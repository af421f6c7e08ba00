"""Template code left in a guide: an element that a script of the page will fill, or one that the publisher forgot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extract.outline import Outline
from model import ElementState, GuideElement

_CODE = re.compile(r"\{\{.{0,80}?\}\}|\$\{.{0,80}?\}")
_FILLS = re.compile(
    r"vue|angular|react|avalon|mustache|handlebars|juicer|knockout|artTemplate|art-template|template-web|laytpl|layui|tmpl|"
    r"createApp|template\s*\(|\.render\s*\(|underscore|nunjucks|regular(?:js|\.min)|san\.js",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^(?:v-|:|@|ng-|ms-|th:|x-|wx:)")
_MOST = 3  # one element in so many may be left over; where more are code, the page is a template
_CODE_READ = 200_000


def without_leftovers(outline: Outline, elements: Sequence[GuideElement]) -> tuple[GuideElement, ...]:
    """The elements, with those called empty whose value is code that nothing on the page fills.

    Code counts as left over only among literal values, on a page without a template engine of any kind.
    """
    coded = [e for e in elements if e.state is ElementState.UNREAD and _CODE.search(e.value)]
    if not coded or len(coded) * _MOST > len(elements) or _has_engine(outline):
        return tuple(elements)
    return tuple(replace(e, state=ElementState.EMPTY) if any(e is one for one in coded) else e for e in elements)


def _has_engine(outline: Outline) -> bool:
    if any(_FILLS.search(code[:_CODE_READ]) or "{{" in code[:_CODE_READ] for _, code in outline.scripts):
        return True
    for node, attrs in enumerate(outline.attrs):
        if not attrs:
            continue
        if outline.tags[node] == "script" and _FILLS.search(attrs.get("src") or ""):
            return True
        if any(_BOUND.match(name) for name in attrs):
            return True
    return False
