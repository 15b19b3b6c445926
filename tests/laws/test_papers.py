"""What a paper demands is owed beside the policy, whatever the policy says, and by the same rules as a clause."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from loanvisit.domain import (
    Accepts,
    BorrowerFile,
    BorrowerId,
    Calendar,
    ClauseId,
    Comparison,
    Condition,
    Duties,
    Exemption,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    MissingFact,
    Obligation,
    OfficerId,
    Paper,
    PaperSource,
    Portfolio,
    Subject,
    Undetermined,
)
from loanvisit.domain.paper import DATED
from loanvisit.errors import InputError, PolicyError
from loanvisit.reporting import Masthead, build_briefing
from loanvisit.scheduling import (
    ClausePolicy,
    Plan,
    between,
    file_duties,
    make_plan,
    override,
    plan_file,
    prefixed,
    prove,
    strictest,
    why_not,
)
from loanvisit.scheduling.papers import clauses_of
from loanvisit.testing import a_clause, a_loan, a_paper, a_policy, strategies, weekdays
from loanvisit.words import Text
from tests.laws.books import CALENDARS, told

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

DAY = date(2026, 3, 31)
UNTIL = DAY + timedelta(days=300)
files = strategies.borrower_files(as_of=DAY, demanding=True)
policies = strategies.policies()
Answer: TypeAlias = Obligation | Exemption | Undetermined


def _plan(book: Portfolio | BorrowerFile, policy: ClausePolicy, calendar: Calendar | None = None) -> Plan:
    whole = Portfolio(as_of=DAY, files=(book,)) if isinstance(book, BorrowerFile) else book
    return make_plan(whole, policy=policy, calendar=calendar or weekdays(), until=UNTIL)


def _of(duties: Duties | Plan, numbers: Iterable[ClauseId]) -> list[Answer]:
    """Return the answers of some clauses or papers."""
    asked = set(numbers)
    owed = [one for one in (*duties.owed, *duties.projected) if one.rule.clause in asked]
    exempt = [one for one in duties.exempt if one.clause in asked]
    return [*owed, *exempt, *(one for one in duties.undetermined if one.clause in asked)]


def _changed(draw: st.DataObject, policy: ClausePolicy, other: ClausePolicy) -> ClausePolicy:
    """Put a policy another way, by any of the ways there are."""
    clause = policy.clauses[-1]
    how = draw.draw(st.sampled_from(["other", "strictest", "between", "replacing", "override"]))
    if how == "other":
        return other
    if how == "strictest":
        return strictest(prefixed(policy, "a."), prefixed(other, "b."))
    if how == "between":
        return between(policy, None, DAY - timedelta(days=400))
    if how == "replacing":
        return policy.replacing(clause.id, accepts=draw.draw(st.sampled_from(Accepts)), visitors=0, evidence=())
    assume(clause.accepts is not Accepts.DATA and all(one is clause or one.id != clause.id for one in policy.clauses))
    return override(
        policy,
        clause.id,
        reason=Text(zh="疫情", en="an epidemic"),
        approver=OfficerId("gao"),
        starts=DAY,
        expiry=UNTIL,
        accepts=Accepts.DATA,
        visitors=0,
        evidence=(),
    )


@given(files, policies, policies, CALENDARS, st.data())
def test_no_policy_touches_what_a_paper_demands(
    file: BorrowerFile, policy: ClausePolicy, other: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A policy changed in any way removes, moves and loosens nothing of a paper: its duties are those of no policy."""
    numbers = {paper.number for paper in file.papers}
    asked = file_duties(file, calendar=calendar, as_of=DAY, until=UNTIL)
    for each in (policy, _changed(data, policy, other)):
        found = _plan(file, each, calendar)
        assert _of(found, numbers) == _of(asked, numbers)
        own = {clause.id for clause in each.clauses}
        assert _of(found, own) == _of(_plan(evolve(file, papers=()), each, calendar), own)


@given(st.lists(st.booleans(), min_size=1, max_size=3), st.data(), policies)
def test_file_by_file_and_at_once_papers_ask_the_same(
    which: list[bool], data: st.DataObject, policy: ClausePolicy
) -> None:
    """Law 11 with papers: a book at once, and each of its files alone."""
    held = tuple(
        data.draw(strategies.borrower_files(as_of=DAY, id=f"B{place}", demanding=has))
        for place, has in enumerate(which)
    )
    plan = _plan(Portfolio(as_of=DAY, files=held), policy)
    for file in held:
        alone = plan_file(file, policy=policy, calendar=weekdays(), as_of=DAY, until=UNTIL)
        assert plan.parts[file.id] == alone


@given(files, policies)
def test_replanning_with_papers_changes_nothing(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Law 7 with papers: a plan made again from the files it gives says the same, and each duty keeps its id."""
    plan = _plan(file, policy)
    again = _plan(Portfolio(as_of=DAY, files=(plan.file(file.id),)), policy)
    assert again.parts == plan.parts
    later = make_plan(again.book, policy=policy, calendar=weekdays(), until=UNTIL + timedelta(days=100))
    assert {one.id for one in (*plan.owed, *plan.projected)} <= {one.id for one in (*later.owed, *later.projected)}


@given(files, policies)
def test_every_paper_answers_about_every_subject(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Law 6 with papers: each paper known by the day answers about each of its subjects, and about no other."""
    plan = _plan(file, policy)
    for paper in file.papers:
        found = _of(plan, {paper.number})
        kinds: dict[Subject, set[type]] = {}
        for one in found:
            kinds.setdefault(one.subject, set()).add(type(one))
        expected = _subjects(paper, file) if paper.dated_on <= DAY else set()
        assert set(kinds) == expected
        for subject, ways in kinds.items():
            assert Exemption not in ways or ways == {Exemption}, subject
    ids = [one.id for one in (*plan.owed, *plan.projected)]
    assert len(set(ids)) == len(ids)


def _subjects(paper: Paper, file: BorrowerFile) -> set[Subject]:
    """Return whom a paper asks about, by hand."""
    if paper.level is Level.BORROWER:
        return {file.id}
    found: set[Subject] = set()
    for loan in file.loans:
        below = {one.id for one in loan.drawdowns} if paper.level is Level.DRAWDOWN and loan.drawdowns else {loan.id}
        if paper.about in (None, file.id, loan.id):
            found |= below
        elif paper.about in below:
            found.add(paper.about)
    return found


@given(files, CALENDARS)
def test_a_paper_is_asked_as_a_clause_is(file: BorrowerFile, calendar: Calendar) -> None:
    """A paper about the whole file owes what a policy of one such clause owes: days, ids, states and reasons."""
    for paper in file.papers:
        for clause in clauses_of(evolve(paper, about=file.id)):
            if clause.require.reads & {DATED}:
                continue
            try:
                policy = ClausePolicy(
                    id=a_policy().id,
                    version="1",
                    title=paper.title,
                    clauses=(clause,),
                    facts=paper.facts,
                )
            except PolicyError:  # no loan can meet its conditions
                continue
            plain = {"due_on": None, "require": clause.require, "repeat": None, "report_every": None}
            alone = evolve(file, papers=(evolve(paper, about=file.id, **plain),))
            asked = file_duties(alone, calendar=calendar, as_of=DAY, until=UNTIL)
            owed = policy.duties(file, calendar=calendar, as_of=DAY, until=UNTIL)
            if paper.dated_on > DAY:
                assert asked == Duties()
                continue
            assert [_plain(each) for each in asked.owed] == [_plain(each) for each in owed.owed]
            assert [_plain(each) for each in asked.projected] == [_plain(each) for each in owed.projected]
            assert (asked.exempt, asked.undetermined) == (owed.exempt, owed.undetermined)


def _plain(duty: Obligation) -> tuple[object, ...]:
    return (duty.id, duty.window, duty.raw, duty.state, duty.lacks, duty.discharge, duty.assumed, duty.forecast)


_SWEPT = Fact(name=FactName("industry"), kind=FactKind.CODE, label=Text(zh="行业", en="industry"))
_INDUSTRIES = (None, "K70", "C31")
_GRADES = (None, "pass", "special_mention", "doubtful")
_LOANS = st.lists(st.tuples(st.sampled_from(_INDUSTRIES), st.sampled_from(_GRADES)), min_size=1, max_size=6)


@given(_LOANS, st.booleans(), st.booleans(), st.sampled_from(MissingFact), st.sampled_from(Level))
def test_a_directive_is_a_filter_over_the_book(
    told_of: list[tuple[str | None, str | None]], by_industry: bool, by_grade: bool, missing: MissingFact, level: Level
) -> None:
    """A directive is owed where its conditions hold, exempt where one fails, and of the rest what it says itself."""
    loans = [
        a_loan(
            f"L-{place}", borrower=f"B-{place}", disbursed_on=date(2025, 6, 1), risk=grade,
            facts={} if industry is None else {"industry": industry},
        )
        for place, (industry, grade) in enumerate(told_of)
    ]  # fmt: skip
    when = (
        *([Condition(fact=FactName("industry"), test=Comparison.IS, values=("K70",))] if by_industry else []),
        *(
            [Condition(fact=FactName("risk"), test=Comparison.AT_LEAST, values=("special_mention",))]
            if by_grade
            else []
        ),
    )
    sweep = a_paper(
        "排查-1", source=PaperSource.DIRECTIVE, level=level, dated_on=date(2026, 3, 20), due_on=date(2026, 4, 10),
        when=when, facts=[_SWEPT], missing=missing,
    )  # fmt: skip
    book = Portfolio.of(loans, past=[], as_of=DAY, papers=[sweep])
    plan = _plan(book, a_policy(a_clause("routine")))
    for place, (industry, grade) in enumerate(told_of):
        tests = [*([None if industry is None else industry == "K70"] if by_industry else [])]
        tests += [*([None if grade is None else grade in ("special_mention", "doubtful")] if by_grade else [])]
        expected = (
            "exempt"
            if False in tests
            else "undetermined"
            if None in tests and missing is MissingFact.UNDETERMINED
            else "owed"
        )
        mine = plan.duties(BorrowerId(f"B-{place}"))
        owed = [one for one in mine.owed if one.rule.clause == sweep.number]
        found = {
            "owed": len(owed),
            "exempt": sum(one.clause == sweep.number for one in mine.exempt),
            "undetermined": sum(one.clause == sweep.number for one in mine.undetermined),
        }
        assert found == {**dict.fromkeys(found, 0), expected: 1}
        assert [duty.window.last for duty in owed] == [date(2026, 4, 10)] * len(owed)
        assert all(any(duty in visit.covers for visit in plan.visits) for duty in owed)


@given(files, policies)
def test_the_briefing_counts_what_papers_demand(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Each duty and each answer of a paper is counted, and the sum of the kinds is the total."""
    plan = _plan(file, policy)
    planned = Portfolio(as_of=DAY, files=(plan.file(file.id),))
    head = Masthead(title="工作简报", number=3, unit="贷后部", issuer="张某", issued_on=DAY)
    briefing = build_briefing(planned, masthead=head, exempt=plan.exempt, undetermined=plan.undetermined)
    total = {name: briefing.figure(f"duties.total.{name}").value or 0 for name in ("due", "exempt", "undetermined")}
    assert total == {"due": len(plan.owed), "exempt": len(plan.exempt), "undetermined": len(plan.undetermined)}


@given(files, policies)
def test_every_duty_of_a_paper_is_proven_and_explained(file: BorrowerFile, policy: ClausePolicy) -> None:
    """The proof of a paper's duty cites the paper, and `why_not` has an answer of each paper about each subject."""
    plan = _plan(file, policy)
    for duty in (*plan.owed, *plan.projected):
        paper = next((one for one in file.papers if one.number == duty.rule.clause), None)
        proof = plan.why(duty)
        if paper is not None:
            source = proof.find("source")[0]
            assert source.values["citation.zh"] == paper.citation.zh
            assert not proof.find("carried")
            assert proof == prove(duty, calendar=weekdays(), as_of=DAY, file=file, policy=policy)
    known = [paper for paper in file.papers if paper.dated_on <= DAY]
    for loan in file.loans:
        why = why_not(file, loan.id, on=DAY, policy=policy, calendar=weekdays())
        clauses = why.find("clause")
        listed = [one.values["clause"] for one in clauses if one.values["policy"] != "legal_clock"]
        assert listed[-len(known) :] == [paper.number.value for paper in known] if known else True


@given(files, policies)
def test_a_number_that_is_the_id_of_a_clause_is_refused(file: BorrowerFile, policy: ClausePolicy) -> None:
    """A paper never shares its ids with a clause: neither of the policy, nor of what the file has of an earlier one."""
    known = [paper for paper in file.papers if paper.dated_on <= DAY]
    assume(known)
    same = evolve(known[0], number=policy.clauses[0].id)
    with pytest.raises(InputError) as refused:
        _plan(evolve(file, papers=(same,)), policy)
    assert [one.code for one in refused.value.faults] == ["paper.clause"]
    planned = _plan(evolve(file, papers=()), policy).file(file.id)
    if any(duty.rule.clause == same.number for duty in planned.obligations):
        with pytest.raises(InputError, match="number"):
            _plan(evolve(planned, papers=(same,)), a_policy(a_clause("another")))


@given(files, policies)
def test_a_paper_of_a_later_day_asks_nothing(file: BorrowerFile, policy: ClausePolicy) -> None:
    """Law 12 with papers: a plan knows no paper dated after its day."""
    known = evolve(file, papers=[paper for paper in file.papers if paper.dated_on <= DAY])
    assert _plan(file, policy).parts == _plan(known, policy).parts


def test_a_book_puts_each_paper_into_its_file() -> None:
    """A paper is in the file of its subject; a directive about nobody is in every file, in any order given."""
    loans = [a_loan("L-1", borrower="B-1"), a_loan("L-2", borrower="B-2")]
    own, sweep = a_paper("P-1"), a_paper("P-2", source=PaperSource.DIRECTIVE, due_on=DAY)
    book = Portfolio.of(loans, past=[], as_of=DAY, papers=[sweep, own])
    assert [file.papers for file in book.files] == [(own, sweep), (sweep,)]
    assert book == Portfolio.of(loans, past=[], as_of=DAY, papers=[own, sweep])
    assert told(_plan(book, a_policy())) == told(_plan(book, a_policy()))


@pytest.mark.parametrize(
    ("papers", "path", "code"),
    [
        ([a_paper(about=LoanId("L-9"))], "papers[0]", "id.unknown"),
        ([a_paper(about=BorrowerId("B-9"))], "papers[0]", "id.unknown"),
        ([a_paper(), a_paper()], "papers[1].id", "id.duplicate"),
        ([a_paper(), a_paper(source=PaperSource.DIRECTIVE, due_on=DAY)], "papers[1].number", "id.duplicate"),
        (["x"], "papers[0]", "type"),
    ],
)
def test_a_paper_that_belongs_nowhere_is_refused(papers: list[Paper], path: str, code: str) -> None:
    """A paper about nobody known, or a number used twice, is named by its place."""
    with pytest.raises(InputError) as refused:
        Portfolio.of([a_loan()], past=[], as_of=DAY, papers=papers)
    assert [(one.path, one.code) for one in refused.value.faults] == [(path, code)]
