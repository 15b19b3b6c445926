"""What no record of a method can bring: the kinds of evidence out of its reach, and more than one person behind data.

Methods are not a ladder, each proves what the others cannot. A kind that is not named here, such as one of a bank's
own, is out of reach of none.
"""

from collections.abc import Mapping
from types import MappingProxyType

from loanvisit.domain.methods import Accepts, DutyKind, Method
from loanvisit.errors import Fault, fault
from loanvisit.words import join, label

_SEEN_THERE = frozenset({"photo", "site_photo", "stock_list"})
"""Taken or counted by somebody who is there."""
_SAID = frozenset({"interview_note"})
"""What somebody was asked, and answered."""
_FLOWS = frozenset({"account_flows"})
"""What goes through an account, payment by payment, as monitoring reads it."""

CANNOT_BRING: Mapping[Method, frozenset[str]] = MappingProxyType(
    {
        Method.ON_SITE: _FLOWS,
        Method.INTERVIEW: _SEEN_THERE | _FLOWS,
        Method.CONTACT: _SEEN_THERE | _SAID | _FLOWS,
        Method.DATA: _SEEN_THERE | _SAID,
    }
)
"""Of each method the kinds of evidence that it cannot bring."""


def reach_faults(
    kind: DutyKind, accepts: Accepts, *, visitors: int = 0, evidence: tuple[str, ...] = (), path: str
) -> list[Fault]:
    """Return what a visit demands that none of the methods it accepts can bring; of work at the desk none is asked."""
    if kind.is_desk:
        return []
    faults: list[Fault] = []
    if accepts is Accepts.DATA and visitors > 1:
        faults.append(fault("clause.nobody", f"{path}.visitors", visitors, method=Method.DATA.text))
    beyond = [one for one in dict.fromkeys(evidence) if all(one in CANNOT_BRING[by] for by in accepts.methods)]
    if beyond:
        methods = join([method.text for method in Method if method in accepts.methods], zh="、", en=" and ")
        brings = join([label("evidence", one) for one in beyond])
        faults.append(fault("clause.beyond", f"{path}.evidence", evidence, methods=methods, evidence=brings))
    return faults
