"""Pages with texts, by the form of their address: what they share shows what else may stand at an address of that form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from crawler.outside import is_library
from crawler.page_scripts import element_names, inline_scripts, loads_content, waits_for_script
from crawler.soft_errors import SIBLINGS, form_of

FORMS = 5_000
_A_TEXT = 100


@dataclass(slots=True)
class Siblings:
    """What a walk has learnt of the pages with texts at addresses of each form."""

    texts: Counter[str] = field(default_factory=Counter)
    _known: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # addresses of the first of them
    _scripts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # files of scripts
    _inline: defaultdict[str, list[frozenset[bytes]]] = field(default_factory=lambda: defaultdict(list))  # of some of them
    _names: defaultdict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))  # ids and classes of the same

    def count(self, url: str, body_length: int) -> None:
        """Remember that a page with a text stands at an address of this form."""
        if body_length < _A_TEXT or len(self.texts) >= FORMS:
            return
        form = form_of(url)
        self.texts[form] += 1
        if len(self._known[form]) < SIBLINGS:
            self._known[form].append(url)

    def learn(self, url: str, body_length: int, body: bytes, scripts: Iterable[str]) -> None:
        """Learn the scripts and the elements of a page with a text."""
        if body_length < _A_TEXT:
            return
        form = form_of(url)
        self._scripts[form].update(scripts)
        if len(self._inline) < FORMS and len(self._inline[form]) < SIBLINGS:
            self._inline[form].append(inline_scripts(body))
            self._names[form] |= element_names(body)

    def unread(self, form: str) -> list[str]:
        """Addresses of siblings that were only counted, since they did not change: nothing is known of their scripts."""
        return [] if self._inline.get(form) else self._known.get(form, [])

    def knows(self, form: str) -> bool:
        """Whether there are enough texts to tell what a page of a form looks like."""
        return self.texts[form] >= SIBLINGS

    def shares_not(self, form: str, scripts: Iterable[str], frame: Collection[str]) -> bool:
        """Whether a page has a file of scripts of its own: none of its siblings with texts has it, nor the home page."""
        known = self._scripts[form] | set(frame) if self.knows(form) else frozenset()
        return any(url not in known and not is_library(url) for url in scripts)

    def fills_itself(self, form: str, body: bytes, *, bare: bool) -> bool:
        """Whether a page may fill itself: a script that no sibling with a text has, a place made for one.

        On a `bare` page, that shows nothing yet, also a call that loads something, or elements of another make beside a script.
        """
        own = inline_scripts(body)
        if not own <= frozenset().union(*self._inline.get(form, ())) or waits_for_script(body):
            return True
        other_make = bool(own) and not element_names(body) <= self._names.get(form, set())
        return bare and (other_make or loads_content(body))
