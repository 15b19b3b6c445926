"""Finding reports copied from one another, among many.

The work: reports of forty words each behind an opening that all share, the words drawn from a few hundred; one in a
hundred is a copy of an earlier one with two words changed. Ours is the search of `integrity_signals`, with the limits
that ship. The peer is the prefix filter as the papers have it (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and
Srikant 2007), written by hand: it misses nothing either, and compares each text with all that share one of its rarest
fragments. How many of the copies planted ours finds stands beside the times.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from random import Random
from unicodedata import normalize

from attrs import evolve

from benchmarks.timing import Result, compare
from loanvisit.assessment.copied_texts import fragments, likenesses
from loanvisit.domain import IntegrityLimits

SEED = 20_260_331
WORDS, LENGTH, CHANGED, EVERY = 400, 40, 2, 100
_FIRST = 0x4E00
_OPENING = "经现场检查并与企业负责人访谈，现将有关情况报告如下"
_LIMITS = IntegrityLimits()


def reports(count: int, seed: int = SEED) -> tuple[list[str], dict[int, int]]:
    """Return that many reports, and of each planted copy the place of what it was copied from."""
    dice = Random(seed)  # noqa: S311  no secret is drawn
    words = [chr(_FIRST + 2 * place) + chr(_FIRST + 2 * place + 1) for place in range(WORDS)]
    drawn: list[list[str]] = []
    planted: dict[int, int] = {}
    for place in range(count):
        said = dice.choices(words, k=LENGTH)
        if place % EVERY == EVERY - 1:
            planted[place] = dice.randrange(place)
            said = list(drawn[planted[place]])
            for spot in dice.sample(range(LENGTH), CHANGED):
                said[spot] = dice.choice(words)
        drawn.append(said)
    return [_OPENING + "".join(said) for said in drawn], planted


def ours(texts: list[str]) -> dict[int, int]:
    """Return of each text that is like an earlier one that one, as `integrity_signals` finds it."""
    alike = Fraction(_LIMITS.alike)
    return {one.later: one.earlier for one in likenesses(texts, alike=alike, least=_LIMITS.least_text)}


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", text).casefold()))


def by_hand(texts: list[str]) -> dict[int, int]:
    """Return the same by the prefix filter, each text with all that share one of its rarest fragments."""
    alike = Fraction(_LIMITS.alike)
    pieces = [fragments(_plain(text)) for text in texts]
    common = Counter(piece for own in pieces for piece in own)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for place, own in enumerate(pieces):
        least = -(-len(own) * alike.numerator // alike.denominator)
        rarest = sorted(own, key=lambda piece: (common[piece], piece))[: len(own) - least + 1]
        for other in sorted({one for piece in rarest for one in holders[piece]}):
            both = len(own & pieces[other])
            if both * alike.denominator >= alike.numerator * (len(own) + len(pieces[other]) - both):
                found[place] = other
                break
        for piece in rarest:
            holders[piece].append(place)
    return found


def results(count: int = 50_000) -> Iterable[Result]:
    """Compare the search for copies with the prefix filter by hand, and say how many of those planted it finds."""
    texts, planted = reports(count)
    found = ours(texts)
    line = compare(
        "near_duplicate_reports",
        lambda: ours(texts),
        lambda: by_hand(texts),
        n=count,
        unit="us/text",
        scale=1e6 / count,
        must=2.5,
        aim=1.0,
        runs=1,
    )
    yield evolve(line, recall=f"{sum(place in found for place in planted)}/{len(planted)}")
