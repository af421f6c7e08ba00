"""Letters and surveys of a pass: what lists and own pages say of one becomes one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from crawler.column_names import column_name
from model import Letter, Page, PageKind, Survey

MAX_LETTERS = 50_000
MAX_SURVEYS = 5_000
MAX_OWNERS = 2_000
MAX_WHOLE = 1_000  # letters of interfaces whose texts are kept: no page shows them to a page's check
_LONGEST_PATH = 160


@dataclass(slots=True)
class Interaction:
    """Filled page by page in the order of their discovery; bounded."""

    letters: dict[tuple[str, ...], Letter] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)
    channels: dict[str, None] = field(default_factory=dict)
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)  # interface -> the page that asks it, names of its column

    def note(self, page: Page) -> Page:
        """Keep what a page says of interaction, and hand the page on."""
        if page.channel:
            self.channels.update(dict.fromkeys(page.channel.split("\n")))
        if page.kind is PageKind.DATA:
            self._answer(page)
            return page
        for endpoint in page.endpoints:
            if endpoint.url and len(self.owners) < MAX_OWNERS:
                self.owners.setdefault(endpoint.url, (endpoint.page or page.url, endpoint.name or _path(page)))
        if page.letters or page.surveys:
            path = _path(page)
            self._letters(replace(letter, column=path) for letter in page.letters)
            self._surveys(replace(survey, column=path) for survey in page.surveys)
        return page

    def _answer(self, page: Page) -> None:
        """The letters that an interface answered belong to the page that asks it, and so do its further answers."""
        owner = self.owners.get(page.requested) or self.owners.get(page.url)
        if owner is None:
            return
        for url in page.pager.next_urls if page.pager else ():
            self.owners.setdefault(url, owner)
        self._letters((replace(letter, page=owner[0], column=owner[1]) for letter in page.letters), whole=True)

    def _letters(self, letters: Iterable[Letter], *, whole: bool = False) -> None:
        for letter in letters:
            key = _key(letter)
            known = self.letters.get(key)
            if known is None and len(self.letters) >= MAX_LETTERS:
                continue
            keep = whole and len(self.letters) < MAX_WHOLE
            small = letter if keep else replace(letter, question="", answer=letter.answer[:40])
            self.letters[key] = small if known is None else merged(known, small)

    def _surveys(self, surveys: Iterable[Survey]) -> None:
        for survey in surveys:
            known = self.surveys.get(survey.url)
            if known is None and len(self.surveys) >= MAX_SURVEYS:
                continue
            self.surveys[survey.url] = survey if known is None else merged_survey(known, survey)


def merged(one: Letter, other: Letter) -> Letter:
    """One letter of two sightings; its own page is believed first, a labelled date before one without a label."""
    first, second = (one, other) if one.own_page else (other, one)
    received = first if first.received and (first.received_label or not second.received_label) else second
    received = received if received.received else first
    answered = first if first.answered else second
    return replace(
        first,
        title=first.title or second.title,
        number=first.number or second.number,
        kind=first.kind or second.kind,
        received=received.received,
        received_label=received.received_label,
        answered=answered.answered,
        answered_label=answered.answered_label,
        state=first.state or second.state,
        office=first.office or second.office,
        term=first.term or second.term,
        answer=first.answer or second.answer,
        answer_blank=first.answer_blank and not second.answer,
        column=_longer(one.column, other.column),
    )


def merged_survey(one: Survey, other: Survey) -> Survey:
    """One survey of two sightings; its own page is believed first, a certain end before a counted one."""
    first, second = (one, other) if one.own_page else (other, one)
    end = first.end if first.end and (first.end.certain or not second.end) else second.end
    return replace(
        first,
        start=first.start or second.start,
        end=end,
        state=first.state or second.state,
        result=first.result or second.result,
        column=_longer(one.column, other.column),
    )


def _key(letter: Letter) -> tuple[str, ...]:
    if letter.url:
        return (letter.url,)
    return letter.page, letter.title, letter.received.raw if letter.received else "", letter.number


def _longer(one: str, other: str) -> str:
    return one if len(one) >= len(other) else other


def _path(page: Page) -> str:
    """The names of the column and of what stands above it, outer first."""
    names = [*page.breadcrumb, column_name(page), *page.tags.get("columntype", ())]
    return " > ".join(dict.fromkeys(name.strip() for name in names if name.strip()))[:_LONGEST_PATH]
