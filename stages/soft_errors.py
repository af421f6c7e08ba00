"""Which pages that answered with success are error pages, by what the walk knows of the site: its frame, its other pages.

A page that says little and does not name what its link promised is looked at again when all others have been read. Then its
host is asked for an invented address of the same form, once for each form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.error_address import is_error_address
from crawler.extract.kind import same_page
from crawler.extract.loss_words import bars_visitor, only_nothing_listed
from crawler.fetch import Response
from crawler.page_scripts import lays_up
from crawler.soft_errors import (
    MANY,
    SIBLINGS,
    Own,
    form_of,
    frame_line,
    invented,
    lost_to_title,
    names,
    number_of,
    own_of,
    promises,
    same_answer,
    says_lost,
)
from model import HEAD, Attempt, LinkKind, Outcome, PageKind
from stages.answers import looks_like, page_input
from stages.form_siblings import Siblings
from stages.sent_on import bare, is_elsewhere, loses_number, names_a_place
from storage.frontier import Waiting
from tools import Progress, Tools
from workers.messages import Job, LinkOut, PageHead, PageOutput

SAMPLES = 40
"""Forms of addresses of one site for which an invented one is asked for."""

CROWDED = 6
"""Links beside a line of loss from which on the page may be a list: then its siblings must be texts."""

TAMPERED = "tampered-page"
HOME_FOR_UNKNOWN = "home-for-unknown"
_SCRIPT = str(LinkKind.SCRIPT.value)  # texts are compared several times as fast as members
_SHOWN = frozenset({LinkKind.IMAGE, LinkKind.FRAME, LinkKind.MEDIA, LinkKind.ATTACHMENT})
_OTHER = frozenset({PageKind.HOME, PageKind.SEARCH, PageKind.DATA, PageKind.GUIDE, PageKind.MESSAGE, PageKind.SURVEY})
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
    _home: PageOutput | None = None
    siblings: Siblings = field(default_factory=Siblings)
    _said: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # words -> addresses that say no more
    _moved: dict[str, bool] = field(default_factory=dict)  # where pages send their visitor -> whether that is an error page
    _samples: dict[str, _Sample | None] = field(default_factory=dict)

    def learn_home(self, page: PageOutput | None) -> None:
        """Learn the frame that all pages of the site share from its home page, where that could be read."""
        if page is not None:
            self._home = page
            self._frame = frozenset((*map(frame_line, page.head.said), *(link.target for link in page.links)))

    def note(self, waiting: Waiting, response: Response, output: PageOutput) -> bool:
        """Learn from a page. Whether it is in doubt, so that it must be looked at again."""
        length = output.head.body_length
        self.siblings.count(waiting.url, length)
        self.siblings.learn(waiting.url, length, response.body, _scripts_of(output))
        return self._in_doubt(waiting, response, output)

    def _in_doubt(self, waiting: Waiting, response: Response, output: PageOutput) -> bool:
        head = output.head
        if any(finding.rule == TAMPERED for finding in output.findings):
            return False  # somebody broke in: that is what is wrong with it
        if head.status != 200 or names(waiting.text, "\n".join(head.said)):
            return False
        if _is_titled(waiting, head):
            return head.says_little and head.kind not in _OTHER and not head.redirect and self._is_void(output)
        if self._is_home_again(waiting, output) or self._is_sent_home(waiting, head) or is_elsewhere(waiting, response):
            return True
        if self._ends_at_home(waiting, response):
            return True
        if head.redirect:
            return not number_of(waiting.url) or (promises(waiting.text) and loses_number(waiting.url, head.redirect))
        return head.says_little and head.kind not in _OTHER and (not _is_dated(head) or self._own(output).is_bare)

    async def judge(self, waiting: Waiting, response: Response, output: PageOutput) -> Found | None:
        """What a page in doubt proves to be at the second look; None for a page like others."""
        head = output.head
        form = form_of(waiting.url)
        await self._read_siblings(form)
        if _is_titled(waiting, head):
            return self._judge_titled(waiting, response, output)
        if self._is_home_again(waiting, output) or self._is_sent_home(waiting, head):
            return Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, ""
        if is_elsewhere(waiting, response) or self._ends_at_home(waiting, response):
            return await self._judge_move(waiting, response)
        if head.redirect:
            return (Outcome.BROKEN, "soft-404", "") if await self._sends_to_error(head.redirect, waiting.text) else None
        siblings = self.siblings.knows(form)
        own = self._own(output)
        lost = says_lost(own, waiting.text)
        may_be_a_list = only_nothing_listed(own.text) or own.links >= CROWDED
        if lost and (siblings or not (head.scripted or may_be_a_list)):
            return Outcome.BROKEN, "soft-404", "doubt" if bars_visitor(lost) else ""
        if self._may_be_filled(form, head, output):
            return None
        by_script = self.siblings.fills_itself(form, response.body, bare=own.is_bare)
        if own.is_bare and by_script:
            return None
        sample = await self._sample(waiting.url)
        if sample is not None and same_answer(sample.own, own) and (promises(waiting.text) or not own.links):
            return Outcome.BROKEN, "soft-404", "doubt" if by_script else ""
        if not promises(waiting.text) or by_script:
            return None
        if own.is_foreign and siblings and number_of(waiting.url):
            return Outcome.BROKEN, "soft-404", "doubt"
        if own.words and siblings and not own.is_bare:
            told = self._said[f"{own.title}\n{own.words}"]
            told.add(waiting.url)
            alien = self.siblings.texts[form] >= MANY and number_of(waiting.url) and own.is_a_line
            return (Outcome.BROKEN, "soft-404", "doubt") if alien or len(told) >= SIBLINGS else None
        if own.is_bare and number_of(waiting.url) and (not own.words or siblings):
            # In a run that looks at a few pages only, nothing is known of the siblings.
            return (Outcome.BROKEN, "soft-404", "doubt") if siblings else (Outcome.UNVERIFIED, "unconfirmed", "")
        return None

    def _is_void(self, output: PageOutput) -> bool:
        """Whether a page that bears the right name in its <title> shows nothing of it."""
        own = self._own(output)
        return not _is_dated(output.head) and (own.is_bare or own.is_error_picture or bool(lost_to_title(own)))

    def _judge_titled(self, waiting: Waiting, response: Response, output: PageOutput) -> Found | None:
        """A page named in its <title> only: suspected where its siblings hold texts and nothing else may fill it."""
        form = form_of(waiting.url)
        texts = self.siblings.texts[form]
        if texts < SIBLINGS or not self._is_void(output):
            return None
        own = self._own(output)
        if own.is_bare and own.words:
            return None  # 通过。
        if own.is_bare and (texts < MANY or lays_up(response.body) or not number_of(waiting.url)):
            return None
        head = output.head
        if (
            head.scripted
            or self._may_be_filled(form, head, output)
            or self.siblings.fills_itself(form, response.body, bare=own.is_bare)
        ):
            return None
        return Outcome.BROKEN, "soft-404", "doubt"

    async def _judge_move(self, waiting: Waiting, response: Response) -> Found | None:
        sample = await self._sample(waiting.url)
        if sample is None or not sample.final or bare(sample.final) != bare(response.url):
            return None
        if self._home is not None and same_page(sample.final, self._home.head.url):
            return Outcome.UNVERIFIED, HOME_FOR_UNKNOWN, ""
        return Outcome.BROKEN, "soft-404", ""

    async def _sends_to_error(self, target: str, promise: str) -> bool:
        """Whether a page that only sends its visitor on sends him to an error page."""
        if is_error_address(target):
            return True
        if target not in self._moved and len(self._moved) < SAMPLES:
            response = await self.tools.fetcher.get(target, browser=True)
            self.progress.requests += 1
            output = await self._read(response, response.url) if response.ok else None
            self._moved[target] = response.status in (404, 410) or (output is not None and self._is_error(output, promise))
        return self._moved.get(target, False)

    def _is_error(self, output: PageOutput, promise: str) -> bool:
        head = output.head
        lost = head.says_little and not _is_dated(head) and says_lost(self._own(output), promise)
        return head.kind is PageKind.ERROR or bool(lost)

    def _is_home_again(self, waiting: Waiting, output: PageOutput) -> bool:
        """Whether the home page stands where something else was promised."""
        home = self._home
        if home is None or same_page(waiting.url, home.head.url) or not promises(waiting.text):
            return False
        return looks_like(home, output)

    def _is_sent_home(self, waiting: Waiting, head: PageHead) -> bool:
        """Whether a page without content sends its visitor to the home page, where a text was promised."""
        home = self._home
        if home is None or not head.redirect or not promises(waiting.text) or not number_of(waiting.url):
            return False
        return same_page(head.redirect, home.head.url) and self.siblings.knows(form_of(waiting.url))

    def _ends_at_home(self, waiting: Waiting, response: Response) -> bool:
        """Whether the server sends on to the home page where a link names something that a visitor may look for."""
        if self._home is None or not response.hops or waiting.kind is not LinkKind.PAGE:
            return False
        home = self._home.head.url
        return names_a_place(waiting.text) and same_page(response.url, home) and not same_page(waiting.url, home)

    def _may_be_filled(self, form: str, head: PageHead, output: PageOutput) -> bool:
        """Whether a script may fill a page: one that no sibling with a text has, nor the home page where there are siblings."""
        alone = head.scripted and not self.siblings.knows(form)
        return alone or self.siblings.shares_not(form, _scripts_of(output), self._frame)

    async def _read_siblings(self, form: str) -> None:
        """Read some siblings that did not change since an earlier pass, so that their scripts are known."""
        for url in self.siblings.unread(form) if self.siblings.knows(form) else ():
            response = await self.tools.fetcher.get(url)
            self.progress.requests += 1
            output = await self._read(response, url) if response.ok else None
            if output is not None:
                self.siblings.learn(url, output.head.body_length, response.body, _scripts_of(output))

    def _own(self, output: PageOutput) -> Own:
        links = [link for link in output.links if link.area not in _BESIDE and link.target not in self._frame]
        shown = [link.target for link in links if link.kind in _SHOWN]
        others = sum(link.kind == LinkKind.PAGE and _leads_on(link, output.head.url) for link in links)
        site = self._home.head.html_title if self._home else ""
        return own_of(output.head.said, output.head.html_title, shown, others, self._frame, site)

    async def _sample(self, url: str) -> _Sample | None:
        """What the host answers to an invented address of the same form; None for an honest 404 and where we do not know."""
        form = form_of(url)
        if form not in self._samples and len(self._samples) < SAMPLES:
            found = await self._ask(invented(url))
            self._samples[form] = found or self._samples.get(form)  # another page of this form may have asked meanwhile
        return self._samples.get(form)

    async def _ask(self, url: str) -> _Sample | None:
        if not url:
            return None
        response = await self.tools.fetcher.get(url)
        if response.status is None:  # no answer says nothing of the host's error page
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


def _is_titled(waiting: Waiting, head: PageHead) -> bool:
    """Whether a page's <title> names what its link promised."""
    return names(waiting.text, f"{head.title}\n{head.html_title}")


def _scripts_of(output: PageOutput) -> list[str]:
    return [link.target for link in output.links if link.kind == _SCRIPT]


def _leads_on(link: LinkOut, own: str) -> bool:
    return link.target.partition("#")[0] != own


def _is_dated(head: PageHead) -> bool:
    return head.published_place in _DATED and "1990" < head.published < head.observed_at.date().isoformat()
