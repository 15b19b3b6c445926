"""Each statement of a proof is true: worked out again, apart from the library, from file, clause and calendar."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import canonical_bytes, from_document, to_document
from loanvisit.domain import (
    BorrowerFile,
    Calendar,
    EveryPeriod,
    Grade,
    Method,
    Obligation,
    ObligationId,
    OnceAfter,
    OnSignal,
    Outcome,
    PastVisit,
    Portfolio,
    Proof,
    Visit,
    VisitRecord,
    WaiverId,
)
from loanvisit.scheduling import ClausePolicy, Plan
from loanvisit.scheduling.at_law import is_at_law
from loanvisit.testing import a_book, a_file, a_loan, strategies
from tests.laws.books import CALENDARS, CHINA, plan_of
from tests.laws.rederiving import (
    at,
    conditions,
    decreed,
    for_the_period,
    holds,
    moved,
    payout,
    raw_of,
    undeferred_last,
    value,
    works,
)
from tests.laws.test_law_21_personal_data import hides, planted


class Judge:
    """Looks at each statement about one duty of a plan."""

    def __init__(self, plan: Plan, file: BorrowerFile, duty: Obligation) -> None:
        assert isinstance(plan.policy, ClausePolicy)
        self.policy, self.calendar, self.as_of = plan.policy, plan.calendar, plan.as_of
        self.file, self.duty = file, duty
        self.clause = next(
            one for one in self.policy.clauses if one.id == duty.rule.clause and one.is_effective(duty.original_last)
        )

    def judges(self, proof: Proof) -> None:
        """Every statement of a tree, and no kind of statement that nobody looks at."""
        for one in walked(proof):
            look: Callable[[Proof], None] = getattr(self, f"_{one.key.replace('.', '_')}")
            look(one)
            for said in (one.statement.zh, one.statement.en):
                assert said
                assert "{" not in said

    def _duty(self, one: Proof) -> None:
        assert ObligationId(str(one.values["obligation"])) == self.duty.id
        assert one.values["subject"] == self.duty.subject.value
        assert [part.key for part in one.parts].count("clause") == 1

    def _clause(self, one: Proof) -> None:
        assert (one.values["policy"], one.values["version"]) == (self.policy.id.value, self.policy.version)
        assert one.values["clause"] == self.clause.id.value
        assert self.clause.said(self.policy.declared).zh in one.statement.zh

    def _source(self, one: Proof) -> None:
        assert self.clause.citation.zh in one.statement.zh
        assert one.values["confidence"] == self.clause.confidence.value

    def _governing(self, name: str) -> Any:
        """The value of a fact as it decides the duty."""
        held = value(self.file, self.duty.subject, name)
        if not isinstance(held, Grade):
            return held
        if isinstance(self.clause.require, EveryPeriod):
            return for_the_period(held, self.duty, payout(self.file, self.duty.subject))
        return at(held, self.as_of)

    def _is_told(self, name: str) -> bool:
        """Say whether the value of a fact can be worked out here: a grade of several loans is their own law."""
        return name != "risk" or type(self.duty.subject) is not type(self.file.id)

    def _fact(self, one: Proof) -> None:
        name = str(one.values["fact"])
        tests = conditions(self.policy, self.clause, name)
        assert tests
        if self._is_told(name):
            held = self._governing(name)
            assert held is not None or all(test.test.value == "known" for test in tests)
            assert all(holds(test, held) for test in tests)

    def _lost(self, one: Proof) -> None:
        other = self.policy.clause(str(one.values["clause"]))
        assert other.id != self.clause.id
        assert other.series == self.clause.series
        name = str(one.values["fact"])
        if name == "effective":
            assert not other.is_effective(self.duty.original_last)
        elif self._is_told(name):
            assert not all(holds(test, self._governing(name)) for test in conditions(self.policy, other, name))

    def _assumed(self, one: Proof) -> None:
        name = str(one.values["fact"])
        assert name in self.duty.assumed
        if self._is_told(name):
            held = value(self.file, self.duty.subject, name)
            assert held is None or not self.policy.declared[name].accepts(held) or at(held, self.as_of) is None  # type: ignore[index]

    def _anchor(self, one: Proof) -> None:
        assert (one.values["anchor"], one.values["day"]) == (self.duty.anchor, self.duty.anchored_on)

    def _raw(self, one: Proof) -> None:
        assert one.values["day"] == raw_of(self.clause, self.duty, self.file, self.calendar, self.as_of)

    def _last(self, one: Proof) -> None:
        raw, opens = self.duty.raw, self.duty.window.opens
        latest = raw if isinstance(self.clause.require, EveryPeriod) else date.max
        assert one.values["last"] == moved(self.calendar, self.clause.roll, raw, opens, latest)
        assert one.values["opens"] == opens <= self.duty.window.last
        assert one.values["last"] == undeferred_last(self.duty)

    def _counted(self, one: Proof) -> None:
        assert isinstance(self.clause.require, OnceAfter | OnSignal)
        assert one.values["working_days"] == self.clause.require.within.count

    def _off(self, one: Proof) -> None:
        day = self._named(one)
        assert not works(self.calendar, day)

    def _works(self, one: Proof) -> None:
        assert works(self.calendar, self._named(one))

    def _named(self, one: Proof) -> date:
        """A day that the count or the roll looked at; where a notice is named, it is of that day's year."""
        day = one.values["day"]
        assert type(day) is date
        assert decreed(self.calendar, day)
        reach = (self.duty.anchored_on, self.duty.raw, self.duty.window.last)
        assert min(reach) <= day <= max(reach)
        if "notice" in one.values:
            year = next(year for year in self.calendar.years if year.year == day.year)
            assert one.values["notice"] == " ".join(paper.number or paper.address for paper in year.notices)
        return day

    def _undecreed(self, one: Proof) -> None:
        assert not decreed(self.calendar, one.values["day"])  # type: ignore[arg-type]

    def _stays(self, one: Proof) -> None:
        assert one.values["day"] == self.duty.raw == undeferred_last(self.duty)
        assert not works(self.calendar, self.duty.raw)

    def _provisional(self, one: Proof) -> None:
        assert self.calendar.years, one.key
        assert self.duty.raw.year > self.calendar.years[-1].year or self.duty.window.last.year != self.duty.raw.year

    def _methods(self, one: Proof) -> None:
        assert one.values["accepts"] == self.clause.accepts.value
        assert one.values["visitors"] == (self.clause.visitors or (2 if self.clause.accepts.value == "on_site" else 1))
        weak = {part.values["method"] for part in one.parts}
        assert weak == {method.value for method in Method if method not in self.clause.accepts.methods}

    def _method_weak(self, one: Proof) -> None:
        assert Method(one.values["method"]) not in self.clause.accepts.methods

    def _met(self, one: Proof) -> None:
        by = self.duty.discharge
        assert by is not None
        assert not self.duty.is_open
        assert one.values["day"] == by.on <= self.as_of
        assert by.on in {visit.on for visit in self.file.past} | {record.on for record in self.file.records}
        assert one.values["late_days"] == max((by.on - self.duty.window.last).days, 0)

    def _unmet(self, one: Proof) -> None:
        day = one.values["day"]
        assert type(day) is date
        assert self.duty.is_open
        assert self.duty.window.opens <= day <= self.as_of
        code = str(one.values["code"])
        made = [record for record in self.file.records if record.outcome is Outcome.MADE]
        assert any(self._fails(visit, code) for visit in (*self.file.past, *made) if visit.on == day)

    def _fails(self, visit: PastVisit | VisitRecord, code: str) -> bool:
        """Say whether a visit fails a duty for the reason given."""
        if code == "purpose":
            return visit.purposes is not None and self.clause.purpose not in visit.purposes
        if code == "purpose_unrecorded":
            return visit.purposes is None and self.clause.purpose != "routine"
        if code == "method":
            return visit.method is not None and visit.method not in self.clause.accepts.methods
        if isinstance(visit, PastVisit):
            return code == "visitors" and visit.visitors is not None and visit.visitors < self.clause.demanded
        if code == "visitors":
            return len(visit.visitors) < max(self.clause.demanded, 2 if visit.method is Method.ON_SITE else 1)
        if code == "identity":
            return visit.method is Method.INTERVIEW and not visit.identity_checked
        assert code == "lacking"
        brought = {one.kind for one in visit.evidence}
        return not set(self.clause.evidence) <= brought or not set(self.clause.questions) <= visit.answered

    def _waived(self, one: Proof) -> None:
        waiver = next(waiver for waiver in self.file.waivers if waiver.id == WaiverId(str(one.values["waiver"])))
        assert waiver.about == self.duty.id
        assert waiver.granted_on <= self.as_of <= waiver.expires_on

    def _waiver_over(self, one: Proof) -> None:
        waiver = next(waiver for waiver in self.file.waivers if waiver.id == WaiverId(str(one.values["waiver"])))
        assert waiver.about == self.duty.id
        assert waiver.expires_on < self.as_of
        assert self.duty.is_open

    def _substituted(self, one: Proof) -> None:
        named = [known for known in self.file.substitutions if known.id.value == one.values["substitution"]]
        assert [(known.about, known.method.value) for known in named] == [(self.duty.id, one.values["method"])]
        assert [(known.granted_on, known.until) for known in named] == [(one.values["granted"], one.values["until"])]

    def _deferred(self, one: Proof) -> None:
        deferral = next(deferral for deferral in self.file.deferrals if deferral.id.value == one.values["deferral"])
        assert deferral.about == self.duty.id
        assert one.values["granted"] == deferral.granted_on
        assert deferral.granted_on <= self.as_of
        assert one.values["was"] == undeferred_last(self.duty) < deferral.new_last
        assert one.values["last"] == deferral.new_last == self.duty.window.last

    def _overdue(self, one: Proof) -> None:
        assert self.duty.is_open
        assert one.values["days"] == (self.as_of - self.duty.window.last).days > 0

    def _projected(self, one: Proof) -> None:
        assert self.duty.window.opens > self.as_of, one.key


def walked(proof: Proof) -> Iterator[Proof]:
    """Yield each statement of a tree."""
    yield proof
    for part in proof.parts:
        yield from walked(part)


def _visit_is_told(proof: Proof, visit: Visit) -> None:
    assert proof.values["visit"] == visit.id.value
    assert proof.values["borrower"] == visit.borrower.value
    assert proof.values["method"] == visit.method.value
    assert [proof.values["opens"], proof.values["last"]] == [visit.window.opens, visit.window.last]
    *duties, told = [part for part in proof.parts if part.key != "method.more"]
    assert (told.key, told.values["duties"]) == ("merged" if len(visit.covers) > 1 else "alone", len(visit.covers))
    assert len(duties) == len(visit.covers)
    for one in proof.find("method.more"):
        method = Method(one.values["method"])
        assert method is not visit.method
        assert all(method in duty.rule.accepts.methods for duty in visit.covers)


@given(
    book=strategies.portfolios(),
    policy=strategies.policies(),
    calendar=CALENDARS,
    data=st.data(),
)
def test_every_statement_of_a_proof_is_true(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Each statement about each visit, and each duty met, waived or deferred, is so when worked out again."""
    first = plan_of(book, policy, calendar)
    waivers = {
        file.id: tuple(
            evolve(data.draw(strategies.waivers(about=duty.id, latest=book.as_of)), id=WaiverId(f"W-{place}"))
            for place, duty in enumerate(first.parts[file.id].duties.owed[:3])
        )
        for file in book.files
    }
    deferrals = {
        file.id: tuple(
            data.draw(strategies.deferrals(about=duty.id, original_last=duty.window.last, latest=book.as_of))
            for duty in first.parts[file.id].duties.owed[1:4]
        )
        for file in book.files
    }
    book = evolve(
        book,
        files=tuple(evolve(file, waivers=waivers[file.id], deferrals=deferrals[file.id]) for file in book.files),
    )
    plan = plan_of(book, policy, calendar)
    for visit in plan.visits:
        proof, file = plan.why(visit), book.file(visit.borrower)
        _visit_is_told(proof, visit)
        for part, duty in zip(proof.parts, visit.covers, strict=False):
            Judge(plan, file, duty).judges(part)
    for planned in plan.parts.values():
        for duty in (*planned.duties.owed, *planned.duties.projected):
            if not is_at_law(duty):  # proven by the reading of its clock: test_legal_duties, test_legal_clocks
                Judge(plan, book.file(planned.borrower), duty).judges(plan.why(duty))


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS)
def test_a_proof_is_data_in_every_form_and_shows_nothing_personal(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar
) -> None:
    """A proof reads back from its document, says the same twice, and shows no sentinel in text, document or tree."""
    plan = plan_of(planted(book), policy, calendar)
    for visit in plan.visits:
        proof = plan.why(visit)
        assert from_document(to_document(proof), Proof) == proof == plan.why(visit)
        shown = canonical_bytes(to_document(proof)).decode()
        hides(proof, proof.text.zh, proof.text.en, shown, proof._repr_html_())


@given(proof=st.from_type(Proof))
def test_a_tree_in_a_notebook_is_only_text(proof: Proof) -> None:
    """Whatever a proof says, its tree holds as many elements as it has statements, and no other mark-up."""
    harsh = evolve(proof, key='"><script>x</script>', statement=evolve(proof.statement, zh="<b onload='x'>&"))
    for one in (proof, harsh):
        shown = one._repr_html_()
        leaves = sum(1 for part in walked(one) if not part.parts)
        assert shown.count("<div ") == leaves
        assert shown.count("<details ") == sum(1 for _ in walked(one)) - leaves
        assert shown.count("<") == 2 * shown.count("</") + shown.count("<br>")
        assert "<script" not in shown
        assert "<b " not in shown


def test_a_judge_looks_at_each_kind_of_statement() -> None:
    """A statement that says something else is found out: another day, fact or clause."""
    file = a_file(a_loan(disbursed_on=date(2025, 1, 20), product="working_capital"))
    plan = plan_of(a_book(file, as_of=date(2025, 1, 31)), presets.policy("cn.five_tier_default"), CHINA)
    duty = next(one for one in plan.owed if one.rule.purpose == "first_check")
    judge, proof = Judge(plan, file, duty), plan.why(duty)
    judge.judges(proof)
    for key, name, wrong in (
        ("raw", "day", date(2025, 2, 5)),
        ("last", "last", date(2025, 2, 4)),
        ("off", "day", date(2025, 1, 26)),
        ("fact", "fact", "unit"),
        ("clause", "clause", "pass.routine"),
        ("overdue", "days", 3),
        ("methods", "visitors", 1),
    ):
        [one, *_] = proof.find(key)
        with pytest.raises(AssertionError):
            judge.judges(evolve(one, values={**one.values, name: wrong}))
