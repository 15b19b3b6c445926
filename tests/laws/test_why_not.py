"""Why nothing is due: an answer of every clause, each as the plan gives it, and none left out."""

from datetime import date

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import from_document, to_document
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    Obligation,
    ObligationId,
    ObligationState,
    Portfolio,
    Proof,
    Subject,
    WaiverId,
)
from loanvisit.scheduling import ClausePolicy, FilePlan, plan_file, why_not
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of
from tests.laws.test_law_21_personal_data import hides, planted


def subjects_of(file: BorrowerFile) -> list[Subject]:
    """Return everything of a file that a duty can be about."""
    return [file.id, *(loan.id for loan in file.loans), *(one.id for loan in file.loans for one in loan.drawdowns)]


def _is_due(duty: Obligation, subject: Subject, on: date) -> bool:
    return duty.subject == subject and duty.is_open and duty.window.opens <= on


class Judge:
    """Looks at each answer of one clause about one subject."""

    def __init__(self, part: FilePlan, policy: ClausePolicy, subject: Subject, on: date, file: BorrowerFile) -> None:
        self.duties, self.policy, self.subject, self.on, self.file = part.duties, policy, subject, on, file

    def judges(self, clause: Proof) -> None:
        """Each answer is one that the plan gives about this clause and subject."""
        name = str(clause.values["clause"])
        versions = [one for one in self.policy.clauses if one.id.value == name]
        answers = [one for one in clause.parts if one.key != "source"]
        assert answers
        assert clause.parts[-1].values["confidence"] in {own.confidence.value for own in versions}
        exempt = [one for one in self.duties.exempt if (one.clause.value, one.subject) == (name, self.subject)]
        lacking = [one for one in self.duties.undetermined if (one.clause.value, one.subject) == (name, self.subject)]
        assert len([one for one in answers if one.key in {"exempt", "not_in_force"}]) == len(exempt)
        assert len([one for one in answers if one.key == "undetermined"]) == len(lacking)
        for one in answers:
            if one.key == "level":
                assert len(answers) == 1
                assert not {own.level.value for own in versions} & self._levels()
            elif one.key == "exempt":
                assert one.values["fact"] in {known.fact for known in exempt}
                assert any(known.value.zh in one.statement.zh for known in exempt)
            elif one.key == "not_in_force":
                assert all(own.effective_from or own.effective_to for own in versions)
            elif one.key == "undetermined":
                assert one.values["missing"] in {", ".join(known.missing) for known in lacking}
            else:
                self._duty(one, name)

    def _levels(self) -> set[str]:
        """The levels at which the subject is asked: a loan without a payout stands for it."""
        if self.subject == self.file.id:
            return {"borrower"}
        loan = next((loan for loan in self.file.loans if loan.id == self.subject), None)
        if loan is None:
            return {"drawdown"}
        return {"loan"} if loan.drawdowns else {"loan", "drawdown"}

    def _duty(self, one: Proof, clause: str) -> None:
        wanted = ObligationId(str(one.values["obligation"]))
        duty = next(duty for duty in (*self.duties.owed, *self.duties.projected) if duty.id == wanted)
        assert (duty.rule.clause.value, duty.subject) == (clause, self.subject)
        assert (one.values["opens"], one.values["last"]) == (duty.window.opens, duty.window.last)
        if one.key == "due":
            assert _is_due(duty, self.subject, self.on)
        elif one.key == "later":
            assert duty.window.opens > self.on
        elif one.key == "discharged":
            assert duty.state is ObligationState.FULFILLED
            assert duty.discharge is not None
            assert one.values["day"] == duty.discharge.on
        else:
            assert one.key == "waived"
            waiver = next(waiver for waiver in self.file.waivers if waiver.id.value == one.values["waiver"])
            assert waiver.about == duty.id
            assert waiver.granted_on <= self.on <= waiver.expires_on


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_every_clause_answers_and_each_answer_is_the_plans(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Whatever is drawn: nothing is due exactly where the plan says so, and every clause answers as the plan does."""
    for file in planted(book).files:
        waived = plan_of(Portfolio(as_of=book.as_of, files=(file,)), policy, calendar).owed[:1]
        waivers = [data.draw(strategies.waivers(about=duty.id, latest=book.as_of)) for duty in waived]
        held = evolve(file, waivers=[evolve(one, id=WaiverId("W-1")) for one in waivers])
        on = book.as_of
        part = plan_file(held, policy=policy, calendar=calendar, as_of=on, until=on)
        for subject in subjects_of(held):
            why = why_not(held, subject, on=on, policy=policy, calendar=calendar)
            due = [duty for duty in part.duties.owed if _is_due(duty, subject, on)]
            assert (why.key, why.values["due"]) == ("why_due" if due else "why_not", len(due))
            assert {str(one.values["obligation"]) for one in why.find("due")} == {str(duty.id) for duty in due}
            names = list(dict.fromkeys(clause.id.value for clause in policy.clauses))
            asked = [one for one in why.parts if one.values["policy"] != "legal_clock"]
            assert [one.values["clause"] for one in asked] == names
            for clause in asked:
                Judge(part, policy, subject, on, held).judges(clause)
            assert from_document(to_document(why), Proof) == why
            hides(why, why.text.zh, why.text.en, why._repr_html_())
