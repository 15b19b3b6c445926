"""A class is proposed by one person and confirmed by another: never better than the floor, never one's own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from loanvisit import presets
from loanvisit.assessment import class_floors
from loanvisit.domain import (
    Arrear,
    BorrowerId,
    Claim,
    ClassFloor,
    ClassProposal,
    DebtorClaims,
    LoanId,
    OfficerId,
    ProposalState,
    Role,
)
from loanvisit.errors import InputError, SeparationOfDutiesError, TransitionError
from loanvisit.steps import confirm_class, propose_class, return_class
from loanvisit.testing import an_officer

AS_OF = date(2026, 3, 31)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ANNA = an_officer("anna")
WEN = an_officer("wen", Role.CLASSIFICATION)


def _floor(regime: str = "cn.credit_card") -> ClassFloor:
    claim = Claim(id=LoanId("L-1"), arrears=[Arrear(due_on=date(2026, 1, 1))])
    debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[claim])
    return class_floors(debtor, presets.regime(regime), as_of=AS_OF)[0]


def _proposal(**given: object) -> ClassProposal:
    return propose_class(_floor(), "special_mention", by=ANNA, at=NOW, **given)  # type: ignore[arg-type]


def test_one_proposes_and_another_confirms() -> None:
    """The class confirmed holds from the day of the answer, by whom and when is kept, at the next version."""
    proposal = _proposal(manager=OfficerId("anna"))
    assert (proposal.state, proposal.state.text.zh, proposal.grade.since) == (ProposalState.PROPOSED, "待认定", AS_OF)
    confirmed = confirm_class(proposal, by=WEN, at=LATER)
    assert (confirmed.state, confirmed.decided_by, confirmed.decided_at, confirmed.version) == (
        ProposalState.CONFIRMED,
        WEN.id,
        LATER,
        2,
    )
    with pytest.raises(TransitionError, match=r"ruling\.state"):
        confirm_class(confirmed, by=WEN, at=LATER)


def test_who_proposes_never_confirms_however_spelled() -> None:
    """The classification desk may propose, and then neither confirms nor returns the same one."""
    proposal = propose_class(_floor(), "special_mention", by=WEN, at=NOW)
    same = an_officer("W en", Role.CLASSIFICATION)
    for act in (
        lambda: confirm_class(proposal, by=same, at=LATER),
        lambda: return_class(proposal, reason="x", by=same, at=LATER),
    ):
        with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
            act()


def test_who_manages_the_borrower_never_confirms() -> None:
    """A manager who sits at the classification desk, too, does not class the own borrower."""
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.own"):
        confirm_class(_proposal(manager=WEN.id), by=WEN, at=LATER)
    assert not _proposal().can("confirm", by=ANNA)
    assert _proposal().can("confirm", by=WEN)


@pytest.mark.parametrize("role", [Role.INTERNAL_AUDIT, Role.OUTSIDER])
def test_audit_and_outsiders_propose_nothing(role: Role) -> None:
    """Whoever changes nothing, or is no staff, proposes no class."""
    with pytest.raises(SeparationOfDutiesError, match=r"ruling\.never"):
        propose_class(_floor(), "loss", reason="x", by=an_officer("eve", role), at=NOW)


def test_no_class_is_better_than_the_floor() -> None:
    """Better than the floor is refused, with the floor in both languages; the value itself refuses it, too."""
    with pytest.raises(TransitionError) as refused:
        propose_class(_floor(), "pass", reason="x", by=ANNA, at=NOW)
    assert refused.value.code == "ruling.floor"
    assert "至少为关注" in refused.value.text.zh
    with pytest.raises(InputError, match=r"class\.better"):
        evolve(_proposal(), grade=_floor().floor.scale.grade("pass"))
    with pytest.raises(InputError, match="code"):
        propose_class(_floor(), "poor", by=ANNA, at=NOW)


def test_a_reason_is_demanded_where_something_is_open_or_worse() -> None:
    """Worse than the floor, or with facts not known, a class takes a reason; the plain one takes none."""
    assert _proposal().reason is None
    assert _proposal(reason="as counted").reason == "as counted"
    for floor, grade in ((_floor(), "loss"), (_floor("cn.financial_assets.2023"), "special_mention")):
        with pytest.raises(InputError, match="empty"):
            propose_class(floor, grade, by=ANNA, at=NOW)
        assert propose_class(floor, grade, by=ANNA, at=NOW, reason="seen on site").reason == "seen on site"
    assert "seen on site" not in repr(_proposal(reason="seen on site"))


def test_a_return_has_its_reason_and_ends_it() -> None:
    """Returned with a reason, it is over: another proposal is made."""
    returned = return_class(_proposal(), reason="count again", by=WEN, at=LATER)
    assert (returned.state, returned.returned_for, returned.version) == (ProposalState.RETURNED, "count again", 2)
    with pytest.raises(InputError, match="empty"):
        return_class(_proposal(), reason=" ", by=WEN, at=LATER)
    with pytest.raises(TransitionError):
        confirm_class(returned, by=WEN, at=LATER)


def test_a_class_is_dated_in_order() -> None:
    """No class is proposed before its day, nor decided before it was proposed."""
    with pytest.raises(InputError, match=r"date\.instant"):
        propose_class(_floor(), "special_mention", by=ANNA, at=datetime(2026, 3, 30, 9, tzinfo=UTC))
    with pytest.raises(InputError, match=r"date\.order"):
        confirm_class(_proposal(), by=WEN, at=NOW - timedelta(hours=1))
    with pytest.raises(InputError, match=r"date\.order"):
        evolve(_proposal(), decided_at=NOW - timedelta(hours=1))
