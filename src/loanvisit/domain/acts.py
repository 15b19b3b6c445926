"""What may be done in post-loan work, by name: the moves of every table, and the few acts that no table has."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from loanvisit.errors import FaultList, fault, nearest

_ACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "borrower": ("manage",),
        "class": ("propose", "confirm", "return"),
        "draw": ("depart", "recheck"),
        "feedback": ("answer", "settle", "ask_again", "withdraw"),
        "finding": ("raise", "remediate", "close", "waive", "expire", "reinstate"),
        "hold": ("override",),
        "obligation": ("discharge", "discharge_in_part", "waive", "defer", "lapse", "expire", "reopen"),
        "remediation": ("notify", "submit", "verify", "reject", "extend", "waive"),
        "run": ("enter", "review", "conclude", "void"),
        "seed": ("commit", "draw", "reveal"),
        "substitution": ("grant",),
        "visit": (
            *("make", "miss", "cancel", "submit", "co_sign", "dissent"),
            *("return", "accept", "overrule", "sign_off", "file", "void"),
        ),
    }
)

ACTS: frozenset[str] = frozenset(f"{table}.{name}" for table, names in _ACTS.items() for name in names)
"""Every act that a role may be forbidden: the moves of the tables, and four that no table has.

Those are to begin a class proposal and a finding, to manage a borrower, and to override a hold.
"""

IN_PERSON: frozenset[str] = frozenset(
    {
        *("visit.make", "visit.submit", "visit.co_sign", "visit.dissent", "remediation.submit"),
        *("feedback.answer", "feedback.withdraw"),
    }
)
"""The acts that a table gives to a person for being there, owning the thing or being asked: never lent."""


def note_unlendable(faults: FaultList, powers: Iterable[str], path: str) -> None:
    """Note each power that is no act, with the nearest one, and each that is never lent."""
    for one in sorted(powers):
        if one in IN_PERSON:
            faults.add(fault("act.in_person", path, one, act=one))
        else:
            note_unknown(faults, one, path)


def note_unknown(faults: FaultList, act: str, path: str) -> None:
    """Note an act that there is not, with the nearest one; those told no more are not looked up."""
    if act not in ACTS:
        faults.add(fault("act.unknown", path, act, near="" if faults.is_full else nearest(act, sorted(ACTS))))
