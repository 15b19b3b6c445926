"""Which texts are nearly those of an earlier one: all of them, without comparing each with each.

Two texts are as alike as the share of their fragments, of four characters each, that both have (Jaccard). Texts that
share so much share some of their rarest fragments: only those that do are compared (prefix filters: Chaudhuri, Ganti
and Kaushik 2006; Bayardo, Ma and Srikant 2007; several shared fragments demanded: Wang, Li and Feng 2012). Nothing
above the share is missed, and nothing is left to chance.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import NamedTuple

FRAGMENT = 4
"""How many characters a fragment has: two Chinese words or so, and one word changed spoils few of them."""
_SHARED = 6
"""How many of their rarest fragments two texts must share to be compared, where they are long enough."""


_FIGURES = re.compile(r"\d+")
_FEW = 32
"""How many of the earliest texts that have a fragment are looked at first: of many alike, one is found among them."""


class Likeness(NamedTuple):
    """A text and an earlier one it is like, by their places, and the share of fragments they have in common."""

    later: int
    earlier: int
    share: Fraction


def likenesses(texts: Sequence[str], *, alike: Fraction, least: int) -> tuple[Likeness, ...]:
    """Return for each text that shares enough with an earlier one that one, the first where many are alike.

    Args:
        texts: in order; width, case, spaces, punctuation and what the figures are make no difference.
        alike: the share of fragments in common from which two are alike; more than 0, at most 1.
        least: texts with fewer letters and digits are left out.

    Returns:
        In order of the later text, each once; the earlier is that of the same words where there is one. Whoever copies
        a text puts new figures in: of 12 tons and of 430 the same is said.
    """
    first: dict[str, int] = {}
    again: list[Likeness] = []
    for place, text in enumerate(texts):
        plain = _FIGURES.sub("0", _plain(text))
        if len(plain) < max(least, 1):
            continue
        earlier = first.setdefault(plain, place)
        if earlier != place:
            again.append(Likeness(place, earlier, Fraction(1)))
    return tuple(sorted([*again, *_near(first, alike)]))


def share_with_figures(one: str, other: str) -> Fraction:
    """Return the share of the fragments of two texts that both have, the figures counted among them."""
    ours, theirs = fragments(_plain(one)), fragments(_plain(other))
    return Fraction(len(ours & theirs), len(ours | theirs))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def fragments(plain: str) -> frozenset[str]:
    """Return the fragments of a text; one shorter than a fragment is its own."""
    return frozenset(plain[start : start + FRAGMENT] for start in range(max(len(plain) - FRAGMENT + 1, 1)))


def _near(first: dict[str, int], alike: Fraction) -> list[Likeness]:
    """Return for each distinct text an earlier distinct one that is alike, each by the place it first stands at.

    Of two texts that are alike each has so many fragments in common with the other: `least` of them. Of its rarest, all
    but the last `least` and as many more as must be shared, both then have so many.
    """
    pieces = [fragments(plain) for plain in first]
    places = list(first.values())
    rank = _by_rarity(pieces)
    least = [-(-len(own) * alike.numerator // alike.denominator) for own in pieces]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found: list[Likeness] = []
    for this, own in enumerate(pieces):
        rarest = sorted(own, key=rank.__getitem__)[: len(own) - least[this] + _SHARED]
        for candidates in _sharing([holders[piece] for piece in rarest], this, least):
            near = _nearest(own, candidates, pieces, alike)
            if near is not None:
                found.append(Likeness(places[this], places[near[0]], near[1]))
                break
        for piece in rarest:
            holders[piece].append(this)
    return found


def _sharing(holders: list[list[int]], this: int, least: list[int]) -> Iterator[list[int]]:
    """Yield the texts that share enough rare fragments with one: among the first that have each, then among all."""
    for few in (_FEW, None):
        shared = Counter(chain.from_iterable(islice(one, few) for one in holders))
        yield sorted(one for one, count in shared.items() if count >= min(_SHARED, least[this], least[one]))


def _by_rarity(pieces: Sequence[frozenset[str]]) -> dict[str, int]:
    """Return the place of each fragment among all, those that fewest texts have first."""
    common = Counter(chain.from_iterable(pieces))
    return {piece: place for place, (_, piece) in enumerate(sorted((count, piece) for piece, count in common.items()))}


def _nearest(
    own: frozenset[str], candidates: list[int], pieces: list[frozenset[str]], alike: Fraction
) -> tuple[int, Fraction] | None:
    best: tuple[int, Fraction] | None = None
    for other in candidates:
        theirs = pieces[other]
        both = len(own & theirs)
        share = Fraction(both, len(own) + len(theirs) - both)
        if share >= alike and (best is None or share > best[1]):
            best = (other, share)
    return best
