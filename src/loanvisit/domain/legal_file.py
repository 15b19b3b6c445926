"""What a bank has done and holds at law about one borrower's loans."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias, cast, get_args

from attrs import evolve, fields, frozen

from loanvisit.domain.exact import check, each, guarded
from loanvisit.domain.ids import LoanId
from loanvisit.domain.legal_acts import Acknowledgement, AssetSearch, ClaimEnd, Demand, Judgment, Suit
from loanvisit.domain.legal_rights import Guarantee, Mortgage, Seizure
from loanvisit.errors import FaultList, InputError, fault

LegalThing: TypeAlias = (
    Demand | Acknowledgement | Suit | Judgment | Guarantee | Mortgage | Seizure | AssetSearch | ClaimEnd
)
"""What a legal file holds."""
LEGAL_THINGS = cast("tuple[type[LegalThing], ...]", get_args(LegalThing))
"""The kinds of it, in the order of the fields of the file."""


@frozen(kw_only=True)
class LegalFile:
    """What was done at law about a borrower's loans, and what stands behind them (法律事项), each kept in order of id.

    Args:
        demands: demands for payment, of the borrower and of guarantors.
        acknowledgements: what they acknowledged.
        suits: suits and arbitrations.
        judgments: judgments, awards and mediation papers.
        guarantees: the guarantees.
        mortgages: the mortgages.
        seizures: what courts have seized or frozen.
        searches: searches for assets.
        ends: claims given up or lost.

    Raises:
        InputError: an id is used twice among things of one kind; each is listed.
    """

    demands: tuple[Demand, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    suits: tuple[Suit, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    mortgages: tuple[Mortgage, ...] = ()
    seizures: tuple[Seizure, ...] = ()
    searches: tuple[AssetSearch, ...] = ()
    ends: tuple[ClaimEnd, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for one in fields(LegalFile):
            held = getattr(self, one.name)
            ids = [thing.id for thing in held]
            for place, name in enumerate(ids):
                if name in ids[:place]:
                    faults.add(fault("id.duplicate", f"LegalFile.{one.name}[{place}].id", name.value))
            object.__setattr__(self, one.name, tuple(sorted(held, key=lambda thing: thing.id)))
        faults.raise_as(InputError)

    @classmethod
    @guarded
    def of(cls, things: Iterable[LegalThing]) -> "LegalFile":
        """Return the file of things of any kind in any order, each in its place.

        Raises:
            InputError: something is of another type, or an id is used twice; each is listed.

        Example:
            >>> from loanvisit.domain import LoanId, Mortgage, MortgageId
            >>> len(LegalFile.of([Mortgage(id=MortgageId("M-1"), loans=[LoanId("L-1")])]).mortgages)
            1
        """
        held, wrong = each(things, LEGAL_THINGS, "things")
        if wrong:
            raise InputError(*wrong)
        names = [one.name for one in fields(LegalFile)]
        by_kind = {
            name: tuple(one for one in held if type(one) is kind)
            for name, kind in zip(names, LEGAL_THINGS, strict=True)
        }
        return cls(**cast("dict[str, Any]", by_kind))

    @property
    def loans(self) -> frozenset[LoanId]:
        """Every loan that something here is about."""
        held = (getattr(self, one.name) for one in fields(LegalFile))
        return frozenset(loan for things in held for thing in things for loan in thing.loans)

    @guarded
    def known_on(self, day: date) -> "LegalFile":
        """Return what was known at the close of a day: nothing done, served, ended or renewed later.

        Guarantees and mortgages are not dated, and stay.
        """
        if self == NO_LEGAL:
            return self
        return LegalFile(
            demands=tuple(_served_by(one, day) for one in self.demands if one.sent_on <= day),
            acknowledgements=tuple(one for one in self.acknowledgements if one.on <= day),
            suits=tuple(_ended_by(one, day) for one in self.suits if one.filed_on <= day),
            judgments=tuple(_enforced_by(one, day) for one in self.judgments if one.effective_on <= day),
            guarantees=tuple(_consented_by(one, day) for one in self.guarantees),
            mortgages=self.mortgages,
            seizures=tuple(_standing_on(one, day) for one in self.seizures if one.seized_on <= day),
            searches=tuple(one for one in self.searches if one.on <= day),
            ends=tuple(one for one in self.ends if one.on <= day),
        )


NO_LEGAL = LegalFile()
"""Nothing at law."""


def _later(then: date | None, day: date) -> bool:
    return then is not None and then > day


def _served_by(demand: Demand, day: date) -> Demand:
    return evolve(demand, served_on=None, receipt=None) if _later(demand.served_on, day) else demand


def _ended_by(suit: Suit, day: date) -> Suit:
    return evolve(suit, ended_on=None) if _later(suit.ended_on, day) else suit


def _enforced_by(judgment: Judgment, day: date) -> Judgment:
    if not _later(judgment.enforcement_on, day):
        return judgment
    return evolve(judgment, enforcement_on=None, enforcement_paper=None)


def _consented_by(guarantee: Guarantee, day: date) -> Guarantee:
    return evolve(guarantee, consents=tuple(one for one in guarantee.consents if one.on <= day))


def _standing_on(seizure: Seizure, day: date) -> Seizure:
    lifted = None if _later(seizure.lifted_on, day) else seizure.lifted_on
    return evolve(seizure, renewals=tuple(one for one in seizure.renewals if one.on <= day), lifted_on=lifted)
