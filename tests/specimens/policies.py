"""Broken policies: each a sound policy with exactly one defect, beside the name of the check that must catch it."""

from datetime import date

from attrs import evolve, field, frozen

from loanvisit import presets
from loanvisit.domain import (
    BorrowerFile,
    BorrowerId,
    Calendar,
    Duties,
    Exemption,
    FactName,
    Obligation,
    PolicyId,
)
from loanvisit.scheduling import ClausePolicy, Policy
from loanvisit.words import verbatim


@frozen
class Fair:
    """Answers as a sound policy does."""

    inner: ClausePolicy = field(factory=lambda: presets.policy("mdb.supervision"))
    seen: dict[object, object] = field(factory=dict)

    @property
    def id(self) -> PolicyId:
        return self.inner.id

    @property
    def version(self) -> str:
        return self.inner.version

    @property
    def reads(self) -> frozenset[FactName]:
        return self.inner.reads

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        answer = self.inner.duties(self.told(file, as_of), calendar=calendar, as_of=as_of, until=until)
        return self.told_back(answer, file, as_of)

    def told(self, file: BorrowerFile, as_of: date) -> BorrowerFile:  # noqa: ARG002  for specimens to use
        """Return the file the sound policy is asked about."""
        return file

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        """Return what is answered."""
        return answer


class TiresOfAsking(Fair):
    """Asked about the same once more, it leaves out what is projected."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:
        again = (file, as_of) in self.seen
        self.seen[file, as_of] = True
        return evolve(answer, projected=()) if again else answer


class RemembersTheBorrower(Fair):
    """Whatever day it is asked at, it answers as for the first."""

    def duties(self, file: BorrowerFile, /, *, calendar: Calendar, as_of: date, until: date) -> Duties:
        answer = super().duties(file, calendar=calendar, as_of=as_of, until=until)
        kept = self.seen.setdefault(file.id, answer)
        return kept if isinstance(kept, Duties) else answer


class CallsAllOwed(Fair):
    """What opens later is owed already."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, owed=(*answer.owed, *answer.projected), projected=())


class AnswersForStrangers(Fair):
    """Its exemptions are about somebody else."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        exempt = tuple(evolve(one, subject=BorrowerId("somebody else")) for one in answer.exempt)
        return evolve(answer, exempt=exempt)


class SaysItTwice(Fair):
    """The first duty owed is owed twice."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, owed=(*answer.owed, *answer.owed[:1]))


class CountsItsDuties(Fair):
    """Owed duties are numbered by the day, so that tomorrow they are others."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        owed = tuple(evolve(one, anchor=f"{as_of.toordinal()}/{place}") for place, one in enumerate(answer.owed))
        return evolve(answer, owed=owed)


class MovesTheLastDay(Fair):
    """The raw last day of what is owed is always tomorrow."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, owed=tuple(evolve(one, raw=as_of + as_of.resolution) for one in answer.owed))


class SeesNoVisit(Fair):
    """No visit made before pays anything."""

    def told(self, file: BorrowerFile, as_of: date) -> BorrowerFile:  # noqa: ARG002
        return evolve(file, past=())


class LooksAhead(Fair):
    """A visit of next week pays today."""

    def told(self, file: BorrowerFile, as_of: date) -> BorrowerFile:
        return evolve(file, past=tuple(evolve(one, on=min(one.on, as_of)) for one in file.past))


class ExemptsTheUnknown(Fair):
    """Of a loan without a grade nothing is owed."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        if all(loan.risk is not None for loan in file.loans):
            return answer
        clauses = {(one.rule.clause, one.subject) for one in (*answer.owed, *answer.projected)}
        exempt = tuple(
            Exemption(clause=clause, subject=subject, fact=FactName("risk"), value=verbatim("?"))
            for clause, subject in sorted(clauses, key=str)
        )
        return Duties(exempt=(*answer.exempt, *exempt), undetermined=answer.undetermined)


class ReadsTheBranch(Fair):
    """What is projected hangs on the branch, of which it says nothing."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, projected=()) if file.loans[0].facts.get("branch") == "0755" else answer


class CountsFromLongAgo(Fair):
    """A last day before the calendar moved it lies in 1815."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, owed=tuple(evolve(one, raw=date(1815, 6, 18)) for one in answer.owed))


class NamesAnother(Fair):
    """Its rules name another policy."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, owed=tuple(_by(one, policy=PolicyId("another")) for one in answer.owed))


class NamesNoVersion(Fair):
    """Its rules name no version."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        return evolve(answer, projected=tuple(_by(one, version="") for one in answer.projected))


def _by(duty: Obligation, **changes: object) -> Obligation:
    return evolve(duty, rule=evolve(duty.rule, **changes))  # type: ignore[arg-type]  # one field, of its type


class WritesInTheFile(Fair):
    """It takes the signals out of the file it was handed."""

    def told(self, file: BorrowerFile, as_of: date) -> BorrowerFile:  # noqa: ARG002
        object.__setattr__(file, "signals", ())
        return file


class GivesAList(Fair):
    """What is owed can be added to."""

    def told_back(self, answer: Duties, file: BorrowerFile, as_of: date) -> Duties:  # noqa: ARG002
        loose = evolve(answer)
        object.__setattr__(loose, "owed", list(answer.owed))
        return loose


POLICIES: dict[type[Policy], str] = {
    TiresOfAsking: "the_same_file_has_the_same_answers",
    RemembersTheBorrower: "the_answers_do_not_hang_on_the_order_of_asking",
    CallsAllOwed: "owed_duties_have_opened_and_projected_ones_have_not",
    AnswersForStrangers: "answers_are_about_the_file",
    SaysItTwice: "no_id_stands_twice_in_one_answer",
    CountsItsDuties: "a_duty_keeps_its_id_on_a_later_day",
    MovesTheLastDay: "a_duty_keeps_its_id_on_a_later_day",
    SeesNoVisit: "a_visit_that_meets_a_duty_closes_it",
    LooksAhead: "nothing_dated_later_changes_what_is_owed",
    ExemptsTheUnknown: "a_fact_left_out_never_exempts",
    ReadsTheBranch: "only_facts_it_names_are_read",
    CountsFromLongAgo: "windows_are_windows_of_the_library",
    NamesAnother: "rules_name_the_policy_and_its_version",
    NamesNoVersion: "rules_name_the_policy_and_its_version",
    WritesInTheFile: "the_file_is_left_as_it_was",
    GivesAList: "the_answers_cannot_be_changed",
}
"""Each with the check that must catch it."""
