"""Codes of a policy that are near a known one and yet another: purposes, kinds of evidence, products.

Each may be meant, for a bank has words of its own, or be a slip of the pen: `frist_check`, `vouchr`, `working_captial`.
"""

from collections.abc import Collection, Iterable, Iterator

from loanvisit.domain import FactName, Portfolio
from loanvisit.domain.methods import PURPOSES
from loanvisit.errors import nearest
from loanvisit.scheduling.policy import ClausePolicy
from loanvisit.words import TEMPLATES, Text, join, label, say, verbatim

_PRODUCT = FactName("product")


def _labelled(family: str) -> tuple[str, ...]:
    """Return the codes of a family that have a label."""
    return tuple(sorted(key.removeprefix(f"{family}.") for key in TEMPLATES if key.startswith(f"{family}.")))


EVIDENCE = _labelled("evidence")
"""The kinds of evidence that presets and tables of methods know; a bank may have kinds of its own beside them."""
PRODUCTS = _labelled("product")
"""The products that presets know; a book tells which others there are."""


def slips(book: Portfolio, policy: ClausePolicy) -> Iterator[Text | None]:
    """Yield a sentence on the codes of each kind that may be meant for another; None where there are none."""
    yield purposes_near_others(policy)
    yield evidence_near_others(policy)
    yield products_near_others(policy, book)


def purposes_near_others(policy: ClausePolicy) -> Text | None:
    """Return a sentence on the purposes that are near one that presets know, and so may be meant for it; else None."""
    return _near("purpose", ((clause.purpose, clause.id.value) for clause in policy.clauses), PURPOSES)


def evidence_near_others(policy: ClausePolicy) -> Text | None:
    """Return a sentence on the kinds of evidence that are near a known one; None without any."""
    named = ((kind, clause.id.value) for clause in policy.clauses for kind in clause.evidence)
    return _near("evidence", named, EVIDENCE)


def products_near_others(policy: ClausePolicy, book: Portfolio) -> Text | None:
    """Return a sentence on the products that no loan of a book is of, and that are near a known one; else None."""
    tests = [
        *((test, "[applies]") for test in policy.applies),
        *((test, clause.id.value) for clause in policy.clauses for test in clause.when),
    ]
    named = (
        (value, place)
        for test, place in tests
        if test.fact == _PRODUCT
        for value in test.values
        if isinstance(value, str)
    )
    return _near("product", named, {*PRODUCTS, *(loan.product for loan in book.loans if loan.product)})


def _near(family: str, named: Iterable[tuple[str, str]], known: Collection[str]) -> Text | None:
    """Return a sentence on the codes that are near a known one, each with the clauses that name it."""
    places: dict[str, dict[str, None]] = {}
    for code, place in named:
        if code not in known:
            places.setdefault(code, {})[place] = None
    cases = [
        say("note.near.case", code=code, near=near, clauses=verbatim(", ".join(found)))
        for code, found in places.items()
        if (near := _nearest(family, code, known)).en
    ]
    return say(f"note.near.{family}", cases=join(cases, zh="；", en="; ")) if cases else None


def _nearest(family: str, code: str, known: Collection[str]) -> Text:
    """Return a hint that names the known code nearest to one; one written as a label of a known code is that code."""
    labelled = {said: one for one in known for said in (label(family, one).zh, label(family, one).en)}
    return nearest(labelled.get(code, code), list(known))
