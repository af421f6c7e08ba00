"""Which pages that answered with success are error pages, by what the walk knows of the site: its frame, its other pages.

A page that says little and does not name what its link promised is looked at again when all others have been read. Then its
host is asked for an invented address of the same form, once for each form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.extract.kind import same_page
from crawler.extract.loss_words import only_nothing_listed
from crawler.fetch import Response
from crawler.soft_errors import (
    SIBLINGS,
    Own,
    form_of,
    frame_line,
    invented,
    names,
    number_of,
    own_of,
    promises,
    same_answer,
    says_lost,
)
from crawler.urls import host_of
from model import HEAD, Attempt, LinkKind, Outcome, PageKind
from stages.answers import page_input
from storage.frontier import Waiting
from tools import Progress, Tools
from workers.messages import Job, LinkOut, PageHead, PageOutput

SAMPLES = 40
"""Forms of addresses of one site for which an invented one is asked for."""

FORMS = 5_000
HOME_FOR_UNKNOWN = "home-for-unknown"
_SHOWN = frozenset({LinkKind.IMAGE, LinkKind.FRAME, LinkKind.MEDIA, LinkKind.ATTACHMENT})
_OTHER = frozenset({PageKind.HOME, PageKind.SEARCH, PageKind.DATA, PageKind.GUIDE, PageKind.MESSAGE, PageKind.SURVEY})
_A_TEXT = 100
_BESIDE = frozenset({HEAD, "nav", "crumb", "footer", "friend", "pager"})
_DATED = frozenset({"shown", "table"})

Found = tuple[Outcome, str, str]
"""An outcome, its reason, and a note for the attempt that proved it."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the host answers to an invented address."""

    final: str  # where it ended, "" where it stayed
    own: Own
    content_hash: int


@dataclass(slots=True)
class SoftErrors:
    """What one walk has learnt of its site."""

    tools: Tools
    job: Job
    progress: Progress
    _frame: frozenset[str] = frozenset()
    _home: PageHead | None = None
    _texts: Counter[str] = field(default_factory=Counter)  # pages with texts, by the form of their address
    _said: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # words -> addresses that say no more
    _samples: dict[str, _Sample | None] = field(default_factory=dict)

    async def learn_home(self, response: Response) -> None:
        """Learn the frame that all pages of the site share from its home page."""
        output = await self._read(response, self.job.home_url)
        if output is not None:
            self._home = output.head
            self._frame = frozenset((*map(frame_line, output.head.said), *(link.target for link in output.links)))

    def note(self, waiting: Waiting, response: Response, output: PageOutput) -> bool:
        """Learn from a page. Whether it is in doubt, so that it must be looked at again."""
        self.count(waiting.url, output.head.body_length)
        return self._in_doubt(waiting, response, output.head)

    def count(self, url: str, body_length: int) -> None:
        """Remember that a page with a text stands at an address of this form."""
        if body_length >= _A_TEXT and len(self._texts) < FORMS:
            self._texts[form_of(url)] += 1

    def _in_doubt(self, waiting: Waiting, response: Response, head: PageHead) -> bool:
        if head.status != 200 or names(waiting.text, f"{head.title}\n{head.html_title}\n" + "\n".join(head.said)):
            return False
        if self._is_home_again(waiting, head) or self._is_sent_home(waiting, head) or _is_elsewhere(waiting, response):
            return True
        return head.says_little and head.kind not in _OTHER and not (head.redirect or _is_dated(head))

    async def judge(self, waiting: Waiting, response: Response, output: PageOutput) -> Found | None:
        """What a page in doubt proves to be at the second look; None for a page like others."""
        head = output.head
        if self._is_home_again(waiting, head) or self._is_sent_home(waiting, head):
            return Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, ""
        if _is_elsewhere(waiting, response):
            return await self._judge_move(waiting, response)
        form = form_of(waiting.url)
        siblings = self._texts[form] >= SIBLINGS
        if head.scripted and not siblings:
            return None  # its scripts may fill it
        own = self._own(output)
        lost = says_lost(own, waiting.text)
        if lost and (siblings or not only_nothing_listed(own.text)):
            return Outcome.BROKEN, "soft-404", ""
        sample = await self._sample(waiting.url)
        if sample is not None and same_answer(sample.own, own) and (promises(waiting.text) or not own.links):
            return Outcome.BROKEN, "soft-404", ""
        if not promises(waiting.text):
            return None
        if own.words and siblings:
            told = self._said[f"{own.title}\n{own.words}"]
            told.add(waiting.url)
            return (Outcome.BROKEN, "soft-404", "doubt") if len(told) >= SIBLINGS else None
        if own.is_bare and number_of(waiting.url):
            # In a run that looks at a few pages only, nothing is known of the siblings.
            return (Outcome.BROKEN, "soft-404", "doubt") if siblings else (Outcome.UNVERIFIED, "unconfirmed", "")
        return None

    async def _judge_move(self, waiting: Waiting, response: Response) -> Found | None:
        sample = await self._sample(waiting.url)
        if sample is None or not sample.final or _bare(sample.final) != _bare(response.url):
            return None
        if self._home is not None and same_page(sample.final, self._home.url):
            return Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, ""
        return Outcome.BROKEN, "soft-404", ""

    def _is_home_again(self, waiting: Waiting, head: PageHead) -> bool:
        """Whether the home page stands where something else was promised."""
        home = self._home
        if home is None or not head.content_hash or same_page(waiting.url, home.url):
            return False
        return head.content_hash == home.content_hash and head.html_title == home.html_title and promises(waiting.text)

    def _is_sent_home(self, waiting: Waiting, head: PageHead) -> bool:
        """Whether a page without content sends its visitor to the home page, where a text was promised."""
        home = self._home
        if home is None or not head.redirect or not promises(waiting.text) or not number_of(waiting.url):
            return False
        return same_page(head.redirect, home.url) and self._texts[form_of(waiting.url)] >= SIBLINGS

    def _own(self, output: PageOutput) -> Own:
        links = [link for link in output.links if link.area not in _BESIDE and link.target not in self._frame]
        shown = [link.target for link in links if link.kind in _SHOWN]
        others = sum(link.kind == LinkKind.PAGE and _leads_on(link, output.head.url) for link in links)
        return own_of(output.head.said, output.head.html_title, shown, others, self._frame)

    async def _sample(self, url: str) -> _Sample | None:
        """What the host answers to an invented address of the same form; None for an honest 404 and where we do not know."""
        form = form_of(url)
        if form not in self._samples and len(self._samples) < SAMPLES:
            self._samples[form] = await self._ask(invented(url))
        return self._samples.get(form)

    async def _ask(self, url: str) -> _Sample | None:
        if not url:
            return None
        response = await self.tools.fetcher.get(url)
        self.progress.requests += 1
        if not response.ok or response.status != 200:
            return None
        output = await self._read(response, url)
        if output is None or output.head.kind is PageKind.INTERSTITIAL:
            return None
        return _Sample(response.url if response.hops else "", self._own(output), output.head.content_hash)

    async def _read(self, response: Response, url: str) -> PageOutput | None:
        job = replace(self.job, rules={}, links_only=False)
        [output] = await self.tools.workers.run(job, [page_input(0, url, response)])
        return output if isinstance(output, PageOutput) else None


def noted(attempts: Sequence[Attempt], note: str) -> list[Attempt]:
    """Attempts whose last one says what was found."""
    return [*attempts[:-1], replace(attempts[-1], note=f"{attempts[-1].note} {note}".strip())] if note else list(attempts)


def _is_elsewhere(waiting: Waiting, response: Response) -> bool:
    """Whether an address sent on to a place of its own host that does not bear its number."""
    if not response.hops or host_of(response.url) != host_of(waiting.url):
        return False
    number = number_of(waiting.url)
    return bool(number) and number not in response.url.partition("?")[0] and _bare(response.url) != _bare(waiting.url)


def _leads_on(link: LinkOut, own: str) -> bool:
    return link.target.partition("#")[0] != own


def _is_dated(head: PageHead) -> bool:
    return head.published_place in _DATED and "1990" < head.published < head.observed_at.date().isoformat()


def _bare(url: str) -> str:
    return url.partition("?")[0].partition("://")[2].rstrip("/")
