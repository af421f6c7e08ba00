"""Find wrong words in a text: by the lexicon of certain wrong words, and by the counts of official text where no list helps.

The lexicon: its wrong forms and those of checks/lib/typo/by_rule.py, protected places, then segmentation around the candidate.
The counts: checks/lib/typo/slips.py.

Used by the check `typo` on pages and by `xuncha text` on plain lines. Offsets count Unicode characters from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

import numpy as np

from checks.lib import protected, words
from checks.lib.typo import by_rule, cutter, marked, named, ngrams, shielded, slips, wrong_words
from checks.lib.typo.marked import Marked
from model import Confidence

CONTEXT_LENGTH = 120
"""Longest sentence that evidence shows; a longer one is cut around the wrong word."""

MAX_TEXT = 200_000
"""Characters of one text that are looked at; what is longer is data, not prose."""

MAX_MATCHES = 500
"""Candidates of one text that are judged; a text with more is a list of wrong words or an attack."""

CERTAIN, DOUBTFUL, NEARBY = slips.STRICT, 0.55, 0.0
"""Least score (log-odds) of a slip that is confirmed, of one that a person should look at, and of a further one in the
same sentence: who slipped once in a sentence slips again. With every training scores are brought to scale anew
(scripts/typo_scale.py): of the least certain ones 13 in 14 are right, of the least doubtful ones 2 in 3."""

BOTH_WORDS = 0.85
"""So much less a score is worth where what stands there is a word, too (谋利 and 牟利): both may have been meant. Not where
doubtful findings are wanted, if a phrase of official text was meant."""

REPEATED = 3
"""A string that a text holds so often is a term or a name, whatever the counts say."""

_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]")
_TWICE_BY_MISTAKE = (
    "关于 以及 进行 通过 实施 印发 我们 要求 开展 加强 推进 但是 因为 所以 如果 可以 已经 必须 应当 根据 按照 为了 的 了 和 "
    "或者 及其 及时 同时 其他 其中 各项 各类 各级 依照 不断 更加 共同 逐步 稳步 始终 积极 严格 认真 切实 充分 并且 由于 对于 "
    "此外 而且 虽然 从而 近日 日前 目前 加快 推动 提升 提高 坚持 实现 完善 深入 打造 强化 做好 抓好 确保 保持 构建 发挥 鼓励 "
    "突出 召开 参加 建立 促进 给予 围绕 具有 作出 提出"
)
_REPEAT = re.compile(f"({'|'.join(_TWICE_BY_MISTAKE.split())})\\1")
"""Words that stand twice in a row only by mistake: never so in 83 million characters but for the exceptions of `protected`."""
_QUOTE = ("“", "‘", "「")  # “知道了知道了”
_VERB_TWICE = re.compile(r"([了着过])([\u4e00-\u9fff]{2})\1")
"""The same of verbs with their ending (参加了参加了), from the first ending on: not once in 83 million characters."""

Match = tuple[int, words.Entry, tuple[int, int] | None]
"""Where an entry stands, and the sentence around it: None where it does not count."""


@dataclass(frozen=True, slots=True)
class Typo:
    """A wrong word in a text."""

    offset: int
    wrong: str
    right: tuple[str, ...]
    level: Confidence
    context: str
    score: float | None = None  # log-odds where the counts found it, None where the lexicon did


def find_typos(text: str) -> list[Typo]:
    """Every wrong word of `text` in order of place; of overlapping matches the longest of the lexicon counts."""
    return find_typos_in([text])[0]


def find_typos_in(
    texts: Sequence[str], own: words.Automaton | None = None, least: float = NEARBY, engine: slips.Engine | None = None
) -> list[list[Typo]]:
    """The same for several texts that belong together (a page's blocks, lines of a file), which is much faster.

    `own`: the user's wrong words beside the shipped ones. `least`: score that a slip must have where the counts found it;
    from `slips.STRICT` on what repeats itself is faster still. `engine`: another than the shipped one.
    """
    texts = [text[:MAX_TEXT] for text in texts]
    result = []
    for known, slipped in zip(listed_in(texts, own), counted_in(texts, least, engine), strict=True):
        taken = {at for typo in known for at in range(typo.offset, typo.offset + len(typo.wrong))}
        found = known + [typo for typo in slipped if taken.isdisjoint(range(typo.offset, typo.offset + len(typo.wrong)))]
        result.append(sorted(found, key=lambda typo: typo.offset))
    return result


def listed(text: str, own: words.Automaton | None = None) -> list[Typo]:
    """What the lexicon knows, and the user's own."""
    return listed_in([text], own)[0]


def listed_in(texts: Sequence[str], own: words.Automaton | None = None) -> list[list[Typo]]:
    """The same for several texts, which are searched in one go."""
    matches: list[list[tuple[int, words.Entry]]] = [[] for _ in texts]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    joined = "\n".join(texts)
    known = list(wrong_words.shipped().find(joined))
    for offset, entry in chain(known, by_rule.wrong_forms(joined, known)):
        at = bisect_right(starts, offset) - 1
        if len(matches[at]) < MAX_MATCHES:
            matches[at].append((offset - starts[at], entry))
    return [list(_settled(text, _all_matches(text, inside, own))) for text, inside in zip(texts, matches, strict=True)]


def _all_matches(
    text: str, known: list[tuple[int, words.Entry]], own: words.Automaton | None
) -> Iterator[tuple[int, words.Entry]]:
    mine = _lexicon(text, own) if own is not None else ()
    return islice(chain(mine, known, _repeats(text)), MAX_MATCHES)


def _settled(text: str, matches: Iterable[tuple[int, words.Entry]]) -> Iterator[Typo]:
    read = [(start, entry, _counting(text, start, entry)) for start, entry in matches]
    for start, entry, bounds in _longest(read):
        if bounds is not None:
            end = start + len(entry.wrong)
            yield Typo(start, entry.wrong, entry.right, entry.level, _context(text, start, end, *bounds))


def _counting(text: str, start: int, entry: words.Entry) -> tuple[int, int] | None:
    """Where the sentence of a match begins and ends, or None where the wrong form is right."""
    end = start + len(entry.wrong)
    first, last = sentence_bounds(text, start, end)
    return None if _harmless(text, start, end, first, last, entry) else (first, last)


def counted(text: str) -> list[Typo]:
    """What the counts of official text find in one text."""
    return counted_in([text])[0]


def counted_in(texts: Sequence[str], least: float = NEARBY, engine: slips.Engine | None = None) -> list[list[Typo]]:
    """What the counts of official text find in each text, read in one go; by another engine than the shipped one if given."""
    engine = engine or slips.shipped()
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    by_text: list[list[Marked]] = [[] for _ in texts]
    joined = "\n".join(texts)
    for one in marked.marked(joined, slips.find_slips(joined, engine, least), engine.table):
        at = bisect_right(starts, one.slip.offset) - 1
        by_text[at].append(one.moved(starts[at]))
    return [list(_judged(text, inside[:MAX_MATCHES], least)) for text, inside in zip(texts, by_text, strict=True)]


def _judged(text: str, found: list[Marked], least: float) -> Iterator[Typo]:
    """The slips of a text that stand where they count, widened to words; from a score of `least` on."""
    scored = [(one, _certainty(one) if least >= slips.STRICT else _likelihood(one)) for one in found]
    kept = [(one, score) for one, score in scored if score >= least and not _stands_in_earnest(text, one, score)]
    sure = [one.slip.offset for one, score in kept if score >= DOUBTFUL]
    for one, score in kept:
        end = one.slip.offset + len(one.slip.wrong)
        first, last = sentence_bounds(text, one.slip.offset, end)
        if score >= DOUBTFUL or any(first <= offset < last for offset in sure):
            level = Confidence.CONFIRMED if _certainty(one) >= CERTAIN else Confidence.SUSPECTED
            context = _context(text, one.slip.offset, end, first, last)
            yield Typo(one.offset, one.wrong, (one.right,), level, context, score)


def _stands_in_earnest(text: str, one: Marked, score: float) -> bool:
    """Whether the slip is none for a reason that the counts do not know."""
    slip, end = one.slip, one.slip.offset + len(one.slip.wrong)
    first, last = sentence_bounds(text, slip.offset, end)
    sentence = text[first:last]
    if shielded.same_class(slip.wrong, slip.right) or (score < CERTAIN and shielded.as_one_likes(slip.wrong, slip.right)):
        return True
    if named.in_earnest(sentence, slip.offset - first, end - first, slip.right) or text.count(one.wrong) >= REPEATED:
        return True
    places = ((slip.offset, end, slip.right), (one.offset, one.offset + len(one.wrong), one.right))
    return any(
        shielded.shielded(sentence, max(low - first, 0), high - first, to, phrase=one.is_phrase) for low, high, to in places
    )


def _certainty(one: Marked) -> float:
    return one.slip.score - (BOTH_WORDS if one.is_word else 0)


def _likelihood(one: Marked) -> float:
    """What a score is worth where all findings are wanted, not the certain ones alone."""
    return one.slip.likely - (BOTH_WORDS if one.is_word and not one.is_phrase else 0)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds `text[start:end]` begins and ends; at most 200 characters to either side."""
    low, high = max(0, start - 200), min(len(text), end + 200)
    before = [match.end() for match in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, end, high)
    return (before[-1] if before else low), (after.end() if after else high)


def _lexicon(text: str, automaton: words.Automaton) -> Iterator[tuple[int, words.Entry]]:
    for last, entry in automaton.iter(text):
        yield last - len(entry.wrong) + 1, entry


def _repeats(text: str) -> Iterator[tuple[int, words.Entry]]:
    for match in _REPEAT.finditer(text):
        word = match[1]
        if not protected.repeat_is_right(text, match.start(), match.end(), word):
            yield match.start(), words.Entry(match[0], (word,), Confidence.SUSPECTED)
    for match in _VERB_TWICE.finditer(text):
        word, start = match[2] + match[1], match.start() - len(match[2])
        if start >= 0 and text.startswith(word, start) and text[start - 1 : start] not in _QUOTE:
            yield start, words.Entry(word * 2, (word,), Confidence.SUSPECTED)


def _longest(matches: list[Match]) -> list[Match]:
    """Drop a match that lies inside or overlaps a longer one; of equally long ones stays what counts there, then the surer
    group of the lexicon."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda match: (-len(match[1].wrong), match[2] is None, match[1].order)):
        place = range(match[0], match[0] + len(match[1].wrong))
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(match)
    return sorted(kept, key=lambda match: match[0])


def _harmless(text: str, start: int, end: int, first: int, last: int, entry: words.Entry) -> bool:
    """Whether the wrong form is right where it stands."""
    if any(protected.covers(text, start, end, context) for context in entry.protected):
        return True
    sentence = text[first:last]
    if entry.near and not any(word in sentence for word in entry.near):
        return True
    if protected.place(sentence, start - first, end - first):
        return True
    if _crosses_words(sentence, start - first, end - first, entry):
        return True
    if end - start == 2 and protected.after_surname(sentence, start - first):
        return True
    return entry.known and not _known_there(sentence, start - first, end - first, entry.right[0])


def _known_there(sentence: str, start: int, end: int, right: str) -> bool:
    """Whether official text holds the right form together with a neighbour."""
    coded = ngrams.codes(sentence[max(0, start - 1) : start] + right + sentence[end : end + 1])[ngrams.PAD - (start == 0) :]
    length = len(right) + 1
    keys = [ngrams.join([coded[at + step : at + step + 1] for step in range(length)], length) for at in (0, 1)]
    return bool(ngrams.official().levels(np.concatenate(keys)).any())


def _crosses_words(sentence: str, start: int, end: int, entry: words.Entry) -> bool:
    """Whether a word of the sentence reaches over an edge of the match (按|装置 is not 按装)."""
    if entry.wrong == entry.right[0] * 2:
        return False
    return cutter.crossed(sentence, start, end, entry.right[0])


def _context(text: str, start: int, end: int, first: int, last: int) -> str:
    if last - first > CONTEXT_LENGTH:
        room = (CONTEXT_LENGTH - (end - start)) // 2
        first, last = max(first, start - room), min(last, end + room)
    return " ".join(text[first:last].split())
