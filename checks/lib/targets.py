"""What the page behind a link to another site solicits for, as it shows itself to a visitor or to a search robot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.lib import harm
from checks.lib.betting import betting, took_the_name
from checks.lib.hosts import host_of, is_foreign, is_known, is_office
from checks.lib.peddling import peddles
from model import Confidence, Finding, Outcome, Shown, Verdict

NOT_SHOWN_AT_ALL = frozenset({"comment", "noscript", "script", "behind-the-end", "white-words"})
"""Ways that hide nothing by themselves, or nothing from anybody: only the words of the link tell."""
_ENOUGH_TEXT = 20
_WHERE = {"title": "标题为", "keywords": "关键词为", "description": "描述为", "text": "内容为", "robot": "搜索引擎所见为"}


@dataclass(frozen=True, slots=True)
class Solicited:
    """What a target solicits for, where on it that stands (title, keywords, description, text, robot), its words."""

    hit: harm.Hit
    place: str
    said: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words that show it."""
        return self.hit.words


def solicited(verdict: Verdict) -> Solicited | None:
    """What the target of a verdict solicits for; None for an honest page, a known host or one that was not read."""
    shown = verdict.shown
    if verdict.outcome is not Outcome.OK or shown is None or not verdict.external:
        return None
    host = host_of(shown.final or verdict.target)
    if is_known(host):
        return _by_takeover(shown) if is_office(host) else None
    return _by_head(shown) or _by_robot(shown) or _by_text(shown) or _by_make(shown, verdict)


def _by_takeover(shown: Shown) -> Solicited | None:
    """What stands on an office's host by its title and by its text: a name that lapsed, a page that was broken into."""
    hit = harm.solicits(shown.title)
    if hit is None or not (hit.harmful and hit.strong) or hit.category in harm.SERVICES:
        return None
    rest = harm.folded(" ".join((shown.keywords, shown.description, shown.text)))
    borne_out = harm.crowded(shown.text) is not None or betting(harm.folded(shown.title), rest)
    return Solicited(hit, "title", shown.title) if borne_out and not harm.warns(rest, lotteries=False) else None


def _by_head(shown: Shown) -> Solicited | None:
    """The title decides; keywords and description only where the title does not speak against it."""
    hit = harm.solicits(shown.title)
    if hit is not None and not _is_a_service(hit, shown.title):
        return Solicited(hit, "title", shown.title)
    if harm.warns(shown.title):
        return None
    for place, value in (("keywords", shown.keywords), ("description", shown.description)):
        hit = harm.solicits(value)
        if hit is not None and (hit.strong > 1 or _repeated(hit, shown, value)):
            return Solicited(hit, place, value[:120])
    return None


def _is_a_service(hit: harm.Hit, title: str) -> bool:
    """Whether a title names a service as those do that give it lawfully: 代开发票办税指南."""
    return hit.category in harm.SERVICES and harm.is_official(title) and not harm.touts(title)


def _repeated(hit: harm.Hit, shown: Shown, value: str) -> bool:
    """Whether one strong word of a tag also stands elsewhere on the page."""
    elsewhere = harm.folded(" ".join(v for v in (shown.title, shown.keywords, shown.description, shown.text) if v != value))
    return any(word in elsewhere for word in hit.words)


def _by_robot(shown: Shown) -> Solicited | None:
    """What only search robots are told."""
    for line in shown.robot.split("\n"):
        hit = harm.solicits(line)
        if hit is not None:
            return Solicited(hit, "robot", line[:120])
    return None


def _by_text(shown: Shown) -> Solicited | None:
    if len(shown.text) < _ENOUGH_TEXT or harm.warns(shown.title):
        return None
    hit = harm.crowded(shown.text)
    return Solicited(hit, "text", re.sub(r"\s+", " ", shown.text)[:120]) if hit is not None else None


def _by_make(shown: Shown, verdict: Verdict) -> Solicited | None:
    """A betting house by its make, whatever its brand."""
    title = harm.folded(shown.title)
    rest = harm.folded(" ".join((shown.keywords, shown.description, shown.text)))
    if harm.warns(shown.title, lotteries=False) or harm.warns(rest, lotteries=False):
        return None
    words = betting(title, rest)
    if words:
        return Solicited(
            harm.Hit("gambling", words, len(words)), "title" if shown.title else "text", shown.title or shown.text[:120]
        )
    if offer := peddles(shown.title, rest):
        return Solicited(harm.Hit(offer[0], offer[1], len(offer[1])), "title", shown.title)
    promise = next((place.text for place in verdict.places if place.text.strip()), "")
    taken = took_the_name(promise, title, rest)
    return Solicited(harm.Hit("gambling", (taken,), 1), "title", shown.title) if taken else None


def reported_as_hidden(verdict: Verdict) -> bool:
    """Whether the link is a 暗链 besides: one place, one finding, and that one names both."""
    reported = verdict.hidden not in NOT_SHOWN_AT_ALL or harm.solicits(verdict.places[0].text) is not None
    return bool(verdict.hidden) and reported and is_foreign(verdict.target, verdict.places[0].page)


def target_finding(rule: str, verdict: Verdict, found: Solicited, what: str) -> Finding:
    """The finding about a link's target."""
    shown, place = verdict.shown, verdict.places[0]
    text = next((p.text for p in verdict.places if p.text.strip()), "")
    final = shown.final if shown else ""
    moved = f"（跳转到{host_of(final)}）" if final and host_of(final) != host_of(verdict.target) else ""
    named = f"“{text[:30]}”链接" if text else f"链接{verdict.target}"
    said = " ".join(found.said.split())[:40]
    subject = "" if found.hit.name in what else f"涉及{found.hit.name}，"
    return Finding(
        rule=rule,
        url=verdict.target,
        page=place.page,
        confidence=Confidence.SUSPECTED,
        message=f"{named}的目标网页{moved}{_WHERE.get(found.place, '显示')}“{said}”，{subject}{what}。",
        column=verdict.column,
        evidence={
            "reason": found.place,
            "text": text,
            "category": found.hit.name,
            "words": list(found.words[:10]),
            "shown": said,
            "final": final or verdict.target,
            "pages": verdict.pages,
            "places": [{"page": p.page, "text": p.text} for p in verdict.places[:20]],
        },
    )
