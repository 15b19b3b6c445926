"""Which visits have met which duties, told from what a file holds."""

from datetime import date

from attrs import evolve

from loanvisit.domain import LoanId, Method, ObligationState
from loanvisit.scheduling import Sighting
from loanvisit.scheduling.settling import already_taken, with_kept_state
from loanvisit.testing import a_duty, a_rule
from tests.stateful.cases import a_planned_file

OPENS, LAST = date(2026, 1, 1), date(2026, 3, 31)
APART = evolve(a_rule(), separate="apart")


def test_a_visit_that_could_not_pay_what_it_was_planned_for_has_taken_no_line() -> None:
    """A visit planned for a duty of a separate group takes its line where its method can prove it, and not else."""
    duty = a_duty(OPENS, LAST, rule=APART)
    file = a_planned_file(duty)
    [visit] = file.visits
    made = Sighting(
        on=date(2026, 2, 1),
        borrower=file.id,
        loans=frozenset({LoanId("L-1")}),
        drawdowns=frozenset(),
        method=Method.ON_SITE,
        purposes=frozenset({APART.purpose}),
        visitors=2,
        is_identified=True,
        answered=None,
        evidence=None,
        visit=visit.id,
        planned=frozenset({duty.id}),
    )
    monitored = evolve(made, method=Method.DATA)
    assert already_taken(file, (made,)) == {(id(made), "apart"): (APART.clause, LoanId("L-1"))}
    assert already_taken(file, (monitored,)) == {}


def test_a_waiver_takes_away_nothing_that_was_brought() -> None:
    """A duty waived while it was met in part is, once planned anew, in part again with what it lacks."""
    duty = a_duty(OPENS, LAST)
    kept = evolve(duty, state=ObligationState.WAIVED, lacks=("evidence:photo",), version=3)
    again = with_kept_state(duty, kept)
    assert (again.state, again.lacks, again.version) == (ObligationState.IN_PART, ("evidence:photo",), 3)
