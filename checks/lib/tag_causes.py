"""One cause for one fault of many pages: what nearly every page of a site, its columns or its articles shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.lib.tag_forms import COLUMN, CONTENT, SITE, Fault, Wrong

_OTHER = "不一致"
LEVELS = (SITE, COLUMN, CONTENT)
Atom = tuple[str, str, str]  # "missing", "empty" or "wrong"; tag; reason


@dataclass(frozen=True, slots=True)
class Tagged:
    """A page that was looked at: the tags that it must carry, and what is wrong with them."""

    url: str
    required: tuple[str, ...]
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Cause:
    """A fault that pages share whatever their column, with the pages that show it and how many could."""

    fault: Fault
    urls: tuple[str, ...]
    of: int


def shared(pages: Sequence[Tagged], *, least: int, share: float) -> tuple[list[Cause], frozenset[Atom]]:
    """The causes, and the single faults that they explain. Faults of the same pages are one cause."""
    able = Counter(tag for page in pages for tag in page.required)
    seen: dict[Atom, list[str]] = {}
    for page in pages:
        for atom in atoms(page.fault):
            seen.setdefault(atom, []).append(page.url)
    common = {
        atom: tuple(urls) for atom, urls in seen.items() if len(urls) >= least and len(urls) >= share * max(able[atom[1]], 1)
    }
    groups: dict[tuple[int, tuple[str, ...]], list[Atom]] = {}
    for atom, urls in common.items():
        groups.setdefault((_level(atom[1]), urls), []).append(atom)
    values = {(wrong.tag, _why(wrong)): wrong for page in pages if page.fault for wrong in page.fault.wrong}
    written = dict(pair for page in pages if page.fault for pair in page.fault.written)
    causes = [
        Cause(_fault(group, values, written), urls, max(able[atom[1]] for atom in group)) for (_, urls), group in groups.items()
    ]
    return causes, frozenset(common)


def atoms(fault: Fault | None) -> Iterable[Atom]:
    """The single faults of a page."""
    if fault is None:
        return
    yield from (("missing", tag, "") for tag in fault.missing)
    yield from (("empty", tag, "") for tag in fault.empty)
    yield from (("wrong", wrong.tag, _why(wrong)) for wrong in fault.wrong)


def _why(wrong: Wrong) -> str:
    """The reason without the place that it was held against, which differs from page to page."""
    return _OTHER if wrong.reason.endswith(_OTHER) else wrong.reason


def without(fault: Fault, explained: frozenset[Atom]) -> Fault | None:
    """What is left of a page's fault when the shared ones are told elsewhere; None when nothing is."""
    missing = tuple(tag for tag in fault.missing if ("missing", tag, "") not in explained)
    empty = tuple(tag for tag in fault.empty if ("empty", tag, "") not in explained)
    wrong = tuple(w for w in fault.wrong if ("wrong", w.tag, _why(w)) not in explained)
    written = tuple(pair for pair in fault.written if pair[0] in missing)
    return Fault(missing, empty, wrong, written) if missing or empty or wrong else None


def _level(tag: str) -> int:
    return next(number for number, tags in enumerate(LEVELS) if tag in tags)


def _fault(group: Sequence[Atom], values: dict[tuple[str, str], Wrong], written: dict[str, str]) -> Fault:
    missing = tuple(tag for how, tag, _ in group if how == "missing")
    empty = tuple(tag for how, tag, _ in group if how == "empty")
    wrong = tuple(values[tag, reason] for how, tag, reason in group if how == "wrong")
    return Fault(missing, empty, wrong, tuple((tag, written[tag]) for tag in missing if tag in written))
