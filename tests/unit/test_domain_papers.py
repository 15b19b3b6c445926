"""Papers: what they say of themselves, and what is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve

from loanvisit.domain import (
    BorrowerId,
    ClauseId,
    Comparison,
    Condition,
    DrawdownId,
    EveryPeriod,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    NaturalPeriod,
    OnceAfter,
    PaperSource,
    Roll,
    UnitId,
    days,
    working_days,
)
from loanvisit.domain.paper import DATED
from loanvisit.errors import InputError
from loanvisit.scheduling import file_duties, why_not
from loanvisit.testing import a_file, a_loan, a_paper, a_policy, weekdays
from loanvisit.words import Text

DAY = date(2026, 1, 8)


def _fact(name: str) -> Fact:
    return Fact(name=FactName(name), kind=FactKind.CODE, label=Text(zh="行业", en="industry"))


@pytest.mark.parametrize(
    ("make", "path", "code"),
    [
        (lambda: evolve(a_paper(), require=None), "Paper.require", "key.missing"),
        (lambda: evolve(a_paper(), due_on=DAY), "Paper.due_on", "key.unknown"),
        (lambda: a_paper(due_on=date(2026, 1, 7)), "Paper.due_on", "date.order"),
        (lambda: a_paper(ends_on=date(2026, 1, 7)), "Paper.ends_on", "date.order"),
        (lambda: a_paper(due_on=date(2037, 1, 8)), "Paper.due_on", "date.late"),
        (lambda: a_paper(report_every=days(2)), "Paper.report_every", "paper.report"),
        (lambda: a_paper(due_on=DAY, report_every=days(0)), "Paper.report_every", "paper.report"),
        (lambda: a_paper(due_on=DAY, report_every=working_days(2)), "Paper.report_every", "paper.report"),
        (lambda: evolve(a_paper(), about=None), "Paper.about", "key.missing"),
        (lambda: a_paper(level=Level.BORROWER), "Paper.level", "paper.level"),
        (lambda: a_paper(about=DrawdownId("L-1/1"), level=Level.LOAN), "Paper.level", "paper.level"),
        (lambda: evolve(a_paper(), visitors=10), "Paper.visitors", "number.range"),
        (lambda: a_paper(questions=["stock", " "]), "Paper.questions[1]", "empty"),
        (lambda: a_paper(evidence=[""]), "Paper.evidence[0]", "empty"),
        (lambda: a_paper(facts=[_fact("status")]), "Paper.facts[0].name", "id.duplicate"),
        (lambda: a_paper(facts=[_fact("x"), _fact("x")]), "Paper.facts[1].name", "id.duplicate"),
        (
            lambda: a_paper(when=[Condition(fact=FactName("x"), test=Comparison.IS, values=("y",))]),
            "Paper.when.x",
            "fact.undeclared",
        ),
        (
            lambda: a_paper(require=OnceAfter(after=FactName("x"), within=days(1))),
            "Paper.require.after",
            "fact.undeclared",
        ),
        (lambda: a_paper(roll=Roll.CIVIL), "Paper.roll", "roll.civil"),
        (lambda: a_file(papers=[a_paper(), a_paper()]), "BorrowerFile.papers[1].id", "id.duplicate"),
        (lambda: a_file(papers=[a_paper(about=LoanId("L-9"))]), "BorrowerFile.papers[0].about", "id.unknown"),
    ],
)
def test_what_does_not_fit_together_is_refused(make: Callable[[], object], path: str, code: str) -> None:
    """Each thing that is wrong with a paper is named by its place."""
    with pytest.raises(InputError) as refused:
        make()
    assert [(one.path, one.code) for one in refused.value.faults] == [(path, code)]


@pytest.mark.parametrize(
    ("about", "level"),
    [
        (LoanId("L-1"), Level.LOAN),
        (DrawdownId("L-1/1"), Level.DRAWDOWN),
        (BorrowerId("B-1"), Level.BORROWER),
    ],
)
def test_a_paper_speaks_of_its_own_subject(about: LoanId | DrawdownId | BorrowerId, level: Level) -> None:
    """Left out, the level is that of the subject; of a directive it is each borrower."""
    assert a_paper(about=about).level is level
    assert a_paper(source=PaperSource.DIRECTIVE).level is Level.BORROWER


def test_a_paper_says_who_sees_to_it_and_what_follows() -> None:
    """The citation names the paper, who issued it, who is answerable, how often it is reported on, what follows."""
    paper = evolve(
        a_paper("贷后〔2026〕9号", source=PaperSource.DIRECTIVE, due_on=date(2026, 1, 20), report_every=days(2)),
        issuer=Text(zh="总行贷后部", en="head office"),
        unit=UnitId("0755"),
        consequence=Text(zh="通报", en="a reprimand"),
        text=Text(zh="逐户排查", en="each borrower"),
    )
    assert paper.citation.zh == (
        "专项排查 贷后〔2026〕9号（2026年1月8日）：逐户排查；发文单位：总行贷后部；责任单位：0755；"
        "每 2 天反馈一次；不落实的后果：通报"
    )
    assert paper.id == ClauseId("贷后〔2026〕9号")
    assert paper.report_days == (*(date(2026, 1, day) for day in range(10, 20, 2)), date(2026, 1, 20))
    assert a_paper(due_on=DAY).report_days == ()


@pytest.mark.parametrize(("due_on", "opens"), [(DAY, DAY), (date(2026, 1, 9), DAY), (date(2027, 1, 8), DAY)])
def test_a_day_it_names_is_the_last(due_on: date, opens: date) -> None:
    """A deadline named as a day is that day, and the window opens on the day of the paper."""
    file = a_file(papers=[a_paper(due_on=due_on)])
    (duty,) = file_duties(file, calendar=weekdays(), as_of=DAY, until=due_on).owed
    assert (duty.window.opens, duty.window.last, duty.id.value) == (
        opens,
        due_on,
        "P-1~~L-1~~date~3Apaper.dated_on~3AL-1",
    )


def test_a_paper_asks_first_and_again() -> None:
    """First by a day, then each quarter: one line of duties under one number, of which a visit pays one."""
    paper = a_paper(due_on=date(2026, 2, 10), repeat=EveryPeriod(period=NaturalPeriod.QUARTER))
    file = a_file(a_loan(disbursed_on=date(2026, 1, 12), matures_on=date(2027, 1, 12)), papers=[paper])
    found = file_duties(file, calendar=weekdays(), as_of=date(2026, 3, 31), until=date(2026, 12, 31))
    lasts = [duty.window.last for duty in (*found.owed, *found.projected)]
    assert lasts == [date(2026, 2, 10), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert {duty.rule.clause for duty in (*found.owed, *found.projected)} == {paper.number}


def test_what_counts_from_the_day_of_the_paper_counts_from_it() -> None:
    """Ten working days after the paper: the paper's own day, whatever a loan says under that name."""
    paper = a_paper(require=OnceAfter(after=DATED, within=working_days(10)))
    loan = a_loan(facts={"paper.dated_on": date(2020, 1, 1)})
    (duty,) = file_duties(a_file(loan, papers=[paper]), calendar=weekdays(), as_of=DAY, until=DAY).owed
    assert (duty.anchored_on, duty.window.last) == (DAY, date(2026, 1, 22))


def test_a_paper_that_was_withdrawn_asks_no_more() -> None:
    """What ends after the last day of a paper it does not ask."""
    paper = a_paper(require=EveryPeriod(period=NaturalPeriod.QUARTER), ends_on=date(2026, 6, 30))
    found = file_duties(a_file(papers=[paper]), calendar=weekdays(), as_of=DAY, until=date(2027, 1, 1))
    assert [duty.window.last for duty in (*found.owed, *found.projected)] == [date(2026, 3, 31), date(2026, 6, 30)]


def test_a_status_it_speaks_of_is_its_own_to_say() -> None:
    """A paper asks of live loans alone, unless its conditions say otherwise."""
    status = Condition(fact=FactName("status"), test=Comparison.IS_NOT, values=("settled",))
    assert len(a_paper().tests) == 1
    assert a_paper(when=[status]).tests == (status,)


def test_a_paper_about_another_subject_says_so() -> None:
    """Asked why nothing is due, each paper answers: it is about another loan, or about another kind of subject."""
    file = a_file(a_loan("L-1"), a_loan("L-2"), papers=[a_paper("P-1"), a_paper("P-2", about=BorrowerId("B-1"))])
    why = why_not(file, LoanId("L-2"), on=DAY, policy=a_policy(), calendar=weekdays())
    assert len(why.find("other")) == 1
    assert [one.values["level"] for one in why.find("level")] == ["borrower"]


def test_a_withdrawn_paper_says_when_it_stood() -> None:
    """Asked why nothing is due, a paper that is over names its days."""
    file = a_file(papers=[a_paper(ends_on=date(2026, 2, 1))])
    why = why_not(file, LoanId("L-1"), on=date(2026, 3, 31), policy=a_policy(), calendar=weekdays())
    assert "2026年2月1日" in why.find("not_in_force")[0].statement.zh
