"""Find slips that no list knows: filter by trigrams, candidates by sound and shape, judged by the counts around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from checks.lib.typo import candidates, evidence, familiar, judge, look, network, ngrams, pairs, phrases, proposals, twins
from checks.lib.typo.candidates import Confusions
from checks.lib.typo.evidence import SIDE, Floats, Ints
from checks.lib.typo.familiar import Familiar
from checks.lib.typo.judge import Case, Judge
from checks.lib.typo.look import Look
from checks.lib.typo.network import Inputs, Network
from checks.lib.typo.ngrams import PAD, Codes, Table
from checks.lib.typo.proposals import Proposals

PIECE = 16_000
"""Characters that are looked at together, at least: each step costs as much for a sentence as for ten pages."""

STRETCH, STRANGE_PLACES, STRANGE_SHARE = 200, 60, 0.6
"""A stretch with more suspicious places than both is another language, noise or an attack, not prose with slips."""

ROUNDS = 3
"""A mended character may show that its neighbour is wrong, too."""

STRICT = 2.6
"""From this score on only the certain slips are wanted: they are looked for in fewer places, and not where the same was
hopeless before."""

TWO_AT_ONCE = 1.2
"""So much more the score of two characters at once is worth where all likely slips are looked for, not the certain ones alone:
that two in a row happen to sound like what fits better (神灵 for 申领) is hardly ever chance."""

ABROAD, AT_HOME, FAR_ABROAD = 0.1, 6, 14
"""So much less a score is worth there for each strange string around the place beyond so many, and so much more for each fewer
one; more than the last number count for no more. The counts are surer than they should be of text unlike their own."""

_STRANGE = 12
NOWHERE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Engine:
    """What the detector needs, loaded once a process."""

    table: Table
    confusions: Confusions
    judge: Judge
    network: Network | None = None
    familiar: Familiar = field(default_factory=Familiar)
    look: Look | None = None

    def scores(self, case: Case, coded: Codes, where: Ints) -> Floats:
        """Log-odds that each row's candidate, at its place of a coded text, is what was meant.

        The mean of both judges and, where they do not rule it out, the mean of that and a second look; brought to scale. The
        reader knows official text better than any other, so that it alone would be too sure elsewhere.
        """
        return self.after_look(case, coded, where, *self.judged(case))

    def after_look(self, case: Case, coded: Codes, where: Ints, judged: Floats, values: Inputs) -> Floats:
        """The same for rows that are judged already."""
        found = judged.mean(axis=1)
        near = np.flatnonzero(found >= look.LEAST)
        if self.look is not None and len(near):
            expected = look.expected(coded, where[near], case.right[near], case.second[near], self.look.reader)
            second = self.look.scores(judged[near], values[near], expected)
            found[near] += look.SHARE * (second - found[near])
        return self._scaled(found)

    def judged(self, case: Case) -> tuple[Floats, Inputs]:
        """What both judges say of each row, a function of the few characters around its place; the network's inputs."""
        one, values = self.judge.scores(case), network.inputs(case)
        two = one if self.network is None else self.network.of(values)
        return np.stack((one, two), axis=1), values

    def _scaled(self, found: Floats) -> Floats:
        return self.judge.scale[0] + self.judge.scale[1] * found


@dataclass(frozen=True, slots=True)
class Slip:
    """One or two characters that were probably meant to be others.

    `score` is the log-odds of that, `likely` the same for who wants all likely slips (`TWO_AT_ONCE`, `ABROAD`).
    """

    offset: int
    wrong: str
    right: str
    score: float
    likely: float


def cases(coded: Codes, place: Ints, rare: npt.NDArray[np.bool_], engine: Engine, fixed: Ints = NOWHERE) -> tuple[Ints, Case]:
    """The candidates worth judging at some suspicious places of a coded text: their places and the rows.

    `fixed`: places whose character was mended and stays.
    """
    single = _singles(evidence.windows_at(coded, place), engine)
    place, number = _with_others(place, pairs.beside(coded, place, fixed))
    rows = evidence.windows_at(coded, place)
    single = replace(single, owner=number[single.owner])
    double = pairs.words(rows, engine.confusions, engine.table, pairs.open_pairs(coded, place, fixed))
    return _cases(place, rows, proposals.joined(single, double), rare, engine)


def _singles(rows: Codes, engine: Engine) -> Proposals:
    found = proposals.singles(rows, engine.confusions, engine.table, strict=False)
    return phrases.with_phrases(found, rows, phrases.phrases(rows, engine.confusions, engine.table), engine.table)


def _with_others(place: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Both in order, and which number each of the first has among them."""
    every = np.union1d(place, others)
    return every, np.searchsorted(every, place)


def _cases(
    place: Ints, rows: Codes, proposed: tuple[Proposals, Ints, Ints], rare: npt.NDArray[np.bool_], engine: Engine
) -> tuple[Ints, Case]:
    """The proposals for some places with all that is known of them."""
    found, rank, rivals = proposed
    asked, back = np.unique(found.owner, return_inverse=True)
    stands = evidence.taken(evidence.strength(rows[asked], engine.table), back)
    meant = evidence.changed(stands, proposals.meant_rows(rows, found), found.second > 0, engine.table)
    strange = _strangeness(rare, place)[found.owner]
    where = place[found.owner]
    return where, Case(rows[found.owner], found.right, found.second, found.kind, stands, meant, rank, rivals, strange)


def suspected(coded: Codes, rare: npt.NDArray[np.bool_], engine: Engine, near: Ints | None = None) -> Ints:
    """The suspicious places of a coded text, and those of its other ones where a sound-alike is far better known.

    `near`: only of those within reach of these places.
    """
    place = evidence.half_known(coded, rare, engine.table, near)
    better = proposals.outdone(evidence.windows_at(coded, place), engine.confusions, engine.table)
    other = twins.outdone(coded, engine.table, near)
    hardly = evidence.hardly_known(coded, rare)
    hardly = hardly if near is None else hardly[evidence.is_near(hardly, near)]
    spoilt = hardly[phrases.spoilt(evidence.windows_at(coded, hardly), engine.table)]
    found: Ints = np.unique(np.concatenate((evidence.suspicious(coded, rare), place[better], other, spoilt)))
    return found


def _surely_suspected(coded: Codes, rare: npt.NDArray[np.bool_], engine: Engine, near: Ints | None) -> Ints:
    """Those of the suspected places that certain slips are found at.

    At half known ones more that is right (智造) than is wrong came to be held certain.
    """
    found: Ints = np.union1d(evidence.suspicious(coded, rare), twins.outdone(coded, engine.table, near))
    return found


def find_slips(text: str, engine: Engine, least: float) -> list[Slip]:
    """Slips of a text whose score (below `STRICT` what they are likely) is at least `least`, in order of place."""
    found = []
    for start, piece in pieces(text):
        slips = _in_piece(piece, engine, least, strict=least >= STRICT)
        found += [replace(slip, offset=slip.offset + start) for slip in slips]
    return found


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of whole sentences that fit the processor's cache, each with its offset."""
    start = 0
    while len(text) - start > 2 * PIECE:
        end = max(text.rfind(mark, start + PIECE, start + 2 * PIECE) for mark in "。\n，") + 1
        end = end or start + 2 * PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _in_piece(text: str, engine: Engine, least: float, *, strict: bool) -> list[Slip]:
    coded = ngrams.codes(text)
    found: dict[int, Slip] = {}
    mended: set[int] = set()
    near: Ints | None = None
    rare = evidence.rare_trigrams(coded, engine.table)
    for _ in range(ROUNDS):
        wide = _surely_suspected(coded, rare, engine, near) if strict else suspected(coded, rare, engine, near)
        place = _readable(wide, len(text))
        if near is not None:
            place = place[evidence.is_near(place, near)]
        place = place[~np.isin(place, list(mended))]
        first = strict and near is None
        place = _unfamiliar(coded, place, rare, engine) if first else place
        if not len(place):
            break
        where, case = cases(coded, place, rare, engine, np.array(sorted(mended), dtype=np.int64))
        judged = engine.judged(case)
        if first:
            _keep_hopeless(coded, place, rare, engine, where[judged[0].mean(axis=1) >= look.LEAST])
        more = _allowance(case)
        chosen = _chosen(where, engine.after_look(case, coded, where, *judged), least - (0 if strict else more))
        if not len(chosen):
            break
        for row, score in chosen:
            spot = int(where[row])
            right = [code for code in (case.right[row], case.second[row]) if code]
            offset, length = spot - PAD, len(right)
            meant = "".join(chr(int(code)) for code in right)
            found[offset] = Slip(offset, text[offset : offset + length], meant, score, score + float(more[row]))
            coded[spot : spot + length] = right
            mended.update(range(spot, spot + length))
        evidence.look_again(coded, rare, np.array(sorted(mended)), engine.table)
        near = np.array([where[row] for row, _ in chosen])
    return [found[offset] for offset in sorted(found)]


def _unfamiliar(coded: Codes, place: Ints, rare: npt.NDArray[np.bool_], engine: Engine) -> Ints:
    """The suspected places whose surroundings were not found hopeless before."""
    found: Ints = place[~engine.familiar.knows(_keys(coded, place, rare))]
    return found


def _keep_hopeless(coded: Codes, place: Ints, rare: npt.NDArray[np.bool_], engine: Engine, likely: Ints) -> None:
    """Remember the places where, and right before which, no candidate stands that the judges do not rule out."""
    hopeless = place[~np.isin(place, np.concatenate((likely, likely + 1)))]
    engine.familiar.keep(_keys(coded, hopeless, rare))


def _keys(coded: Codes, place: Ints, rare: npt.NDArray[np.bool_]) -> Codes:
    """Keys of places with all that is asked about them and, for two characters at once, the one before (`pairs.beside`)."""
    return familiar.keys_of(coded[place[:, None] + np.arange(-SIDE - 1, SIDE + 1)], _strangeness(rare, place))


def _allowance(case: Case) -> Floats:
    """What `Slip.likely` has more than the score."""
    strange = np.minimum(case.strange, FAR_ABROAD) - AT_HOME
    found: Floats = TWO_AT_ONCE * (case.second > 0) - ABROAD * strange
    return found


def _chosen(where: Ints, scores: Floats, floor: Floats | float) -> list[tuple[int, float]]:
    """Rows from the surest down, none below its floor nor within reach of a surer one."""
    chosen: list[tuple[int, float]] = []
    taken: set[int] = set()
    enough = np.flatnonzero(scores >= floor)
    for row in enough[np.argsort(-scores[enough], kind="stable")]:
        spot = int(where[row])
        if spot not in taken:
            chosen.append((int(row), float(scores[row])))
            taken.update(range(spot - 2, spot + 4))
    return chosen


def _readable(place: Ints, length: int) -> Ints:
    """The suspicious places without those of stretches that are no prose."""
    stretch = place // STRETCH
    many = np.bincount(stretch, minlength=1)[stretch] if len(place) else place
    found: Ints = place[many <= max(STRANGE_PLACES, STRANGE_SHARE * min(length, STRETCH))]
    return found


def _strangeness(rare: npt.NDArray[np.bool_], place: Ints) -> Ints:
    """Rare trigrams within reach of a place that do not hold it: many where names stand or another subject is spoken of."""
    sums = np.concatenate(([0], np.cumsum(rare)))
    low, high = np.maximum(place - _STRANGE, 0), np.minimum(place + _STRANGE - 1, len(rare))
    own = sums[np.minimum(place + 1, len(rare))] - sums[place - 2]
    found: Ints = sums[high] - sums[low] - own
    return found


@cache
def shipped() -> Engine:
    """The engine of the shipped files. Cheap after the first call of a process."""
    return Engine(ngrams.official(), candidates.confusions(), judge.shipped(), network.shipped(), look=look.shipped())
