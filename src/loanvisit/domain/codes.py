"""Codes that others name: what is wrong with a list of them, and hints that never say what stands in place of one."""

from collections.abc import Iterable, Sequence

from loanvisit.domain.exact import reads_like_a_code
from loanvisit.errors import Fault, fault, nearest
from loanvisit.words import Text


def nearest_code(word: str, known: Iterable[str]) -> Text:
    """Return a hint that names the known code nearest to a word; empty where none that reads like a code is near."""
    return nearest(word, [code for code in known if reads_like_a_code(code)])


def labels_faults(labels: Sequence[str], path: str, *, blank: str = "empty") -> list[Fault]:
    """Return a fault for each label of a list that is blank, by the code `blank`, or there before."""
    seen: set[str] = set()
    faults: list[Fault] = []
    for place, one in enumerate(labels):
        if not one.strip():
            faults.append(fault(blank, f"{path}[{place}]", one))
        elif one in seen:
            faults.append(fault("id.duplicate", f"{path}[{place}]", one))
        seen.add(one)
    return faults


def blank_faults(labels: Sequence[str], path: str) -> list[Fault]:
    """Return a fault for each blank label of a list: nothing can be asked or brought by that name."""
    return [fault("empty", f"{path}[{place}]", one) for place, one in enumerate(labels) if not one.strip()]


def points(code: str) -> bool:
    """Say whether a text reads like the code of a finding or an indicator: it has a number, as F09 and E11 do."""
    return reads_like_a_code(code) and any(sign.isdigit() for sign in code)
