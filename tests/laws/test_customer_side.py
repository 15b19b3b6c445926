"""The customer's side of a visit meets no duty and is seen by nothing that judges."""

from datetime import UTC, date, datetime

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.assessment import check_answers, integrity_signals, judge
from loanvisit.domain import (
    RELATIONSHIP,
    BorrowerFile,
    CustomerSide,
    Method,
    Outcome,
    PackPart,
    Reading,
    Visit,
    VisitRecord,
    Window,
)
from loanvisit.scheduling import derive_outline, discharge_by, prepare_visit, sighting
from loanvisit.steps import file_record
from loanvisit.testing import a_duty, a_file, a_loan, a_record, a_rule, an_officer, an_outline, strategies, weekdays

DAY = date(2026, 3, 3)
PURPOSES = ("routine", "first_check", "pre_maturity", RELATIONSHIP)
CALENDAR = weekdays()


@st.composite
def files(draw: st.DrawFn) -> BorrowerFile:
    """Draw files of one loan with open duties, and one visit planned for all of them."""
    duties = [
        a_duty(date(2026, 1, 1), date(2026, 3, 31), rule=a_rule(clause=purpose, purpose=purpose))
        for purpose in draw(st.lists(st.sampled_from(PURPOSES), min_size=1, unique=True))
    ]
    window = Window(opens=date(2026, 1, 1), last=date(2026, 3, 31))
    bare = a_file(a_loan("L-1", disbursed_on=date(2025, 11, 30)), obligations=duties)
    visit = Visit(borrower=bare.id, method=Method.ON_SITE, window=window, covers=tuple(duties))
    return evolve(bare, visits=(visit,))


@st.composite
def recorded(draw: st.DrawFn, file: BorrowerFile) -> VisitRecord:
    """Draw records of the visit of a file: any outcome that is made, purposes and payments, with a customer's side."""
    paid = Reading(kind="payment", on=date(2026, 1, 5), loan=file.loans[0].id, payee="某证券公司")
    record = a_record(DAY, visit=file.visits[0].id.value)
    return evolve(
        record,
        purposes=draw(st.frozensets(st.sampled_from(PURPOSES), min_size=1)),
        outcome=draw(st.sampled_from([Outcome.MADE, Outcome.MADE, Outcome.REFUSED])),
        readings=(paid,) if draw(st.booleans()) else (),
        customer=draw(strategies.customer_sides()),
    )


@given(data=st.data(), file=files(), other=st.none() | strategies.customer_sides())
def test_it_is_seen_by_nothing_that_judges(data: st.DataObject, file: BorrowerFile, other: CustomerSide | None) -> None:
    """Duties met, findings, answers, signals and all the rest of the next pack are the same whatever it says."""
    record = data.draw(recorded(file))
    without, visit = evolve(record, customer=other), file.visits[0]
    by, at = an_officer("anna"), datetime(2026, 3, 4, tzinfo=UTC)
    filed, again = (file_record(file, visit.id, one, by=by, at=at) for one in (record, without))
    assert evolve(filed, records=()) == evolve(again, records=())
    assert [evolve(one, customer=None) for one in filed.records] == [
        evolve(one, customer=None) for one in again.records
    ]
    assert judge(record, file) == judge(without, file)
    asked = derive_outline(file, visit.id, outlines=[an_outline()], as_of=DAY)
    assert check_answers(asked, record) == check_answers(asked, without)
    assert integrity_signals([record], calendar=CALENDAR) == integrity_signals([without], calendar=CALENDAR)
    heard, unheard = (evolve(file, records=(evolve(one, visit=visit.id),)) for one in (record, without))
    packs = [prepare_visit(one, visit.id, calendar=CALENDAR, as_of=DAY) for one in (heard, unheard)]
    sections = [[one for one in pack.sections if one.part is not PackPart.CUSTOMER] for pack in packs]
    assert sections[0] == sections[1]
    assert packs[0].first == packs[1].first


@given(data=st.data(), file=files())
def test_a_call_on_a_key_customer_meets_no_other_duty(data: st.DataObject, file: BorrowerFile) -> None:
    """A visit for the relationship alone meets the duties of that purpose and no risk duty."""
    record = evolve(data.draw(recorded(file)), purposes=frozenset({RELATIONSHIP}), outcome=Outcome.MADE)
    seen = sighting(record, file)
    assert seen is not None
    met = discharge_by(file.obligations, seen).obligations
    assert [one.rule.purpose for one in met] == [
        one.rule.purpose for one in file.obligations if one.rule.purpose == RELATIONSHIP
    ]
