"""What a plan says of a visit comes true: made as planned, it meets what it was planned for, no other of its line."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import (
    Answer,
    BorrowerFile,
    Calendar,
    Channel,
    Duties,
    EvidenceId,
    EvidenceRef,
    FactName,
    Obligation,
    ObligationState,
    OfficerId,
    PolicyId,
    Portfolio,
    RecordId,
    Visit,
    VisitRecord,
)
from loanvisit.scheduling import ClausePolicy, discharge_by, plan_file, sighting
from loanvisit.testing import a_file, a_loan, strategies, weekdays
from tests.laws.books import CALENDARS, plan_of
from tests.laws.test_law_10_best_cover import AS_OF, files

Line = tuple[object, object]
Made = tuple[date, int, Visit]
"""A visit, the day it is made, and its place in the plan."""


def _line(duty: Obligation) -> Line:
    return duty.rule.clause, duty.subject


def _made(visit: Visit, on: date) -> VisitRecord:
    """Return the record of a visit made as planned: its method, purposes and loans, everything asked for brought."""
    asked = {question for duty in visit.covers for question in duty.rule.questions}
    kinds = {kind for duty in visit.covers for kind in duty.rule.evidence}
    return VisitRecord(
        id=RecordId(f"R|{len(visit.id.value)}|{on}"),
        visit=visit.id,
        borrower=visit.borrower,
        on=on,
        method=visit.method,
        visitors=tuple(OfficerId(f"o{place}") for place in range(max(visit.demanded, 2))),
        channel=Channel.IN_PERSON,
        identity_checked=True,
        purposes=frozenset(visit.purposes),
        loans=frozenset(visit.loans),
        answers=tuple(Answer(question=one, value=True) for one in sorted(asked)),
        evidence=tuple(EvidenceRef(id=EvidenceId(one), kind=one, sha256="0" * 64) for one in sorted(kinds)),
    )


def days_of(data: st.DataObject, visits: tuple[Visit, ...], file: BorrowerFile, as_of: date) -> list[Made]:
    """Draw for each visit a day on which it is made: in its window after the plan's day, or at once if too late.

    The window of a natural period may open before a payout to come, and no visit serves before the money is out.
    """
    tomorrow = as_of + timedelta(days=1)
    found = []
    for place, visit in enumerate(visits):
        opens = max(visit.window.opens, tomorrow, *(_paid_out(duty, file) for duty in visit.covers))
        last = max(visit.window.last, opens)
        found.append((data.draw(strategies.days(earliest=opens, latest=last)), place, visit))
    return sorted(found, key=lambda made: made[:2])


def _paid_out(duty: Obligation, file: BorrowerFile) -> date:
    """Return the first day on which something that a duty speaks of is paid out, where that is known."""
    drawn = [one for loan in file.loans if loan.id in duty.loans for one in loan.drawdowns if one.drawn_on is not None]
    own = [one for one in drawn if one.id == duty.subject] or drawn
    return min((one.drawn_on for one in own if one.drawn_on is not None), default=date.min)


def check_each(file: BorrowerFile, made: list[Made]) -> None:
    """Make the visits in order of day, and compare what each meets of its lines with what it was planned for."""
    held = {duty.id: duty for duty in file.obligations}
    for on, _, visit in made:
        owed = [held[duty.id] for duty in visit.covers if held[duty.id].is_open]
        seen = sighting(_made(visit, on), file)
        assert seen is not None
        if not owed:
            continue  # nobody sets out for what is met
        lines = {_line(duty) for duty in owed}
        found = discharge_by(held.values(), seen).obligations
        met = {one.id for one in found if one.state is ObligationState.FULFILLED and _line(one) in lines}
        assert met == {duty.id for duty in owed}
        groups = [one.rule.separate for one in {_line(one): one for one in found}.values()]
        assert all(group is None or groups.count(group) == 1 for group in groups)
        held |= {one.id: one for one in found}


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_visit_made_as_planned_meets_what_it_was_planned_for(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Made on any day of its window, after those before it, a visit meets each duty it covers and no other of its line.

    A duty that an earlier visit has met is met no more, and a visit all of whose duties are met is not made.
    """
    plan = plan_of(book, policy, calendar)
    for whose in book.files:
        file = plan.file(whose.id)
        check_each(file, days_of(data, plan.parts[whose.id].visits, file, book.as_of))


class _Told:
    """A host's policy that owes what it was told."""

    id, version, reads = PolicyId("told"), "1", frozenset[FactName]()

    def __init__(self, told: list[Obligation]) -> None:
        self.told = told

    def duties(self, _: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:  # noqa: ARG002
        owed = tuple(duty for duty in self.told if duty.window.opens <= as_of)
        return Duties(owed=owed, projected=tuple(duty for duty in self.told if duty not in owed))


@given(duties=files(), data=st.data())
def test_a_cover_of_crowded_duties_is_paid_as_it_says(duties: list[Obligation], data: st.DataObject) -> None:
    """Arrears, groups apart and windows that overlap: the cover and the discharge have one reading of all of them."""
    bare = a_file(*[a_loan(str(loan)) for loan in {duty.subject for duty in duties}])
    until = AS_OF + timedelta(days=90)
    part = plan_file(bare, policy=_Told(duties), calendar=weekdays(), as_of=AS_OF, until=until)
    file = evolve(bare, obligations=tuple(duties), visits=part.visits)
    check_each(file, days_of(data, part.visits, file, AS_OF))
