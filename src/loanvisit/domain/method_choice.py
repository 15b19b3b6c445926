"""The method chosen for a visit, and why each of the others was not."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, strings
from loanvisit.domain.ids import ObligationId, Subject
from loanvisit.domain.method_profile import Strength, evidence_text
from loanvisit.domain.methods import Method
from loanvisit.domain.obligation import subject_text
from loanvisit.domain.proof import Proof
from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say


def _proofs(items: Iterable[Proof]) -> tuple[Proof, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class MethodLoss:
    """A method that was not chosen, and every reason against it, at least one."""

    method: Method
    reasons: tuple[Proof, ...] = field(converter=_proofs)

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.reasons:
            raise InputError(fault("empty", "MethodLoss.reasons", self.reasons))

    @property
    def proof(self) -> Proof:
        """The method, and under it each reason."""
        return Proof(key="method.lost", statement=say("method.lost", method=self.method.text), parts=self.reasons)


def _losses(items: Iterable[MethodLoss]) -> tuple[MethodLoss, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class MethodChoice:
    """By which method a duty is to be met, or that none is left, with every reason.

    Args:
        duty: the duty.
        subject: what it is about.
        title: what it is called.
        matter: what must be proven.
        table: the table's id.
        version: which issue of it.
        as_of: the close of this day; nothing later was looked at.
        method: the method chosen, None where none is left.
        strength: how far the table says it proves the matter; None where none is left. `not` only by a substitution.
        substituted: whether it stands in by a substitution that is in force.
        brings: the kinds of evidence the visit must bring.
        reasons: why it was chosen, a statement each; empty where none is left.
        losers: every other method, in the order of `Method`, with what speaks against it.
        wanted: the method the case asks for though it was not chosen: what a substitution or another duty would take.
            None where the method chosen is what the case asks for.

    Raises:
        InputError: a method is neither chosen nor among the losers, or is there twice; or a method is chosen without
            its strength, or the other way round.
    """

    duty: ObligationId
    subject: Subject
    title: Text
    matter: str
    table: str
    version: str
    as_of: date
    method: Method | None
    strength: Strength | None
    substituted: bool = False
    brings: tuple[str, ...] = field(default=(), converter=strings)
    reasons: tuple[Proof, ...] = field(default=(), converter=_proofs)
    losers: tuple[MethodLoss, ...] = field(converter=_losses)
    wanted: Method | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults: list[Fault] = []
        named = [*(one.method for one in self.losers), *([] if self.method is None else [self.method])]
        faults += [
            fault("method.told", "MethodChoice.losers", self.losers, method=method.text)
            for method in Method
            if named.count(method) != 1
        ]
        if (self.method is None) != (self.strength is None):
            faults.append(fault("method.strength", "MethodChoice.strength"))
        if faults:
            raise InputError(*faults)

    def __bool__(self) -> bool:
        return self.method is not None

    @property
    def proves(self) -> bool:
        """Whether the method chosen proves the matter; a substitute may only hold its place."""
        return self.strength not in (None, Strength.NOT)

    @property
    def text(self) -> Text:
        """The answer in one line."""
        about = {"subject": subject_text(self.subject), "title": self.title}
        if self.method is None:
            return say("method.none", **about)
        key = "method.substituted" if self.substituted else "method.chosen"
        return say(key, method=self.method.text, **about)

    @property
    def proof(self) -> Proof:
        """Why: what speaks for the method, what it must bring, and what speaks against each other one."""
        parts = [*self.reasons]
        if self.brings:
            brings = say("method.brings", evidence=evidence_text(self.brings))
            parts.append(Proof(key="method.brings", statement=brings))
        parts += [one.proof for one in self.losers]
        if self.wanted is not None:
            wanted = say("method.wanted", method=self.wanted.text)
            parts.append(Proof(key="method.wanted", statement=wanted))
        return Proof(key="method", statement=self.text, parts=tuple(parts))
