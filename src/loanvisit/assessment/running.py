"""A run over a pool: each rule judges each distinct measure once, and every member is given what its measures say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from loanvisit.assessment.inflow_rule import InflowDrop
from loanvisit.assessment.monitoring_rule import MemberSeries, MonitoringRule, MonitoringRules, first_day
from loanvisit.assessment.status_rules import MissedInstalments, OverdueStatus
from loanvisit.domain import (
    BorrowerId,
    LoanId,
    MonitoringRun,
    OfficerId,
    RunAnswer,
    RunHit,
    RunId,
    RunMember,
    Window,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.minting import drafted
from loanvisit.domain.monitoring import Watched
from loanvisit.errors import FaultList, InputError, fault

MONITORING_RULES = MonitoringRules(
    id="loanvisit.monitoring", version="1", rules=(OverdueStatus(), MissedInstalments(), InflowDrop())
)
"""Three indicators with usual thresholds, which are practice and no regulation: E01, E03 and E06."""


@guarded
def run_over(
    members: Iterable[MemberSeries],
    *,
    rules: MonitoringRules = MONITORING_RULES,
    id: RunId,  # noqa: A002  as the field is called
    cut: date,
    on: date,
    by: OfficerId,
    at: datetime,
) -> MonitoringRun:
    """Run rules over a pool, and return one record of it all.

    Args:
        members: the pool, in any order, with what was read of each; a loan or borrower once.
        rules: what is asked of each.
        id: the number of the run.
        cut: the close of this day; a reading of a later day, or known later, is not looked at.
        on: the day the run is made, from the cut to ten days later.
        by: who starts it.
        at: when.

    Returns:
        The run, drafted: it meets no duty until it is entered (`file_run`).

    Raises:
        InputError: an entry is of another type, a rule is there twice, a status is unknown to its rule, a loan or
            borrower is there twice, or the days are out of order.

    Example:
        >>> from datetime import UTC
        >>> from loanvisit.domain import LoanId, Reading
        >>> late = Reading(kind="monthly_status", on=date(2026, 3, 31), status="2")
        >>> one = MemberSeries(about=LoanId("L-1"), borrower=BorrowerId("B-1"), readings=(late,))
        >>> only = MonitoringRules(id="bank.rules", version="1", rules=(OverdueStatus(),))
        >>> run = run_over([one], rules=only, id=RunId("R-1"), cut=date(2026, 3, 31), on=date(2026, 4, 1),
        ...     by=OfficerId("wang"), at=datetime(2026, 4, 1, 2, tzinfo=UTC))
        >>> run.members[0].answer.text.en
        'orange signal (E01): status 2 in the last month: up to 89 days past due; threshold: more than 30'
    """
    given, wrong = each(members, MemberSeries, "members")
    if wrong:
        raise InputError(*wrong)
    measures = {rule.code: [rule.measure(member, cut=cut) for member in given] for rule in _checked(rules)}
    return run_columns(
        [member.about for member in given],
        [member.borrower for member in given],
        measures,
        rules=rules,
        id=id,
        cut=cut,
        on=on,
        by=by,
        at=at,
    )


@guarded
def run_columns(
    about: Iterable[Watched],
    borrowers: Iterable[BorrowerId],
    measures: Mapping[str, Sequence[int | None]],
    *,
    rules: MonitoringRules = MONITORING_RULES,
    id: RunId,  # noqa: A002
    cut: date,
    on: date,
    by: OfficerId,
    at: datetime,
) -> MonitoringRun:
    """Run rules over a pool that was measured elsewhere, given in columns: the same run as of `run_over`.

    Args:
        about: the loan or borrower of each row.
        borrowers: whose file each row belongs to.
        measures: by the code of each rule its measure of each row, None where too little is there to say.
        rules: what judges the measures.
        id: the number of the run.
        cut: the close of the day the measures were known at.
        on: the day the run is made.
        by: who starts it.
        at: when.

    Returns:
        The run, drafted.

    Raises:
        InputError: as of `run_over`, or a column lacks or is not as long as the others; each is named.
    """
    subjects, strange = each(about, (LoanId, BorrowerId), "about")
    owners, wrong = each(borrowers, BorrowerId, "borrowers")
    if strange or wrong:
        raise InputError(*strange, *wrong)
    if len(subjects) != len(owners):
        raise InputError(fault("number.range", "borrowers", owners, low=len(subjects), high=len(subjects)))
    answers = answer_columns(measures, rules=rules, rows=len(subjects))
    return MonitoringRun(
        id=id,
        rules=rules.id,
        rules_version=rules.version,
        purposes=rules.purposes,
        cut=cut,
        period=Window(opens=min((first_day(rule.months, cut=cut) for rule in rules.rules), default=cut), last=cut),
        on=on,
        members=tuple(map(_line, subjects, owners, answers)),
        interview_within=rules.interview_within,
        started_by=by,
        started_at=at,
    )


@guarded
def answer_columns(
    measures: Mapping[str, Sequence[int | None]], *, rules: MonitoringRules = MONITORING_RULES, rows: int
) -> tuple[RunAnswer, ...]:
    """Return what the rules say of each row of measures; rows that are alike share one answer.

    Args:
        measures: by the code of each rule its measure of each row, None where too little is there to say.
        rules: what judges the measures; each distinct measure is judged once.
        rows: how many rows there are.

    Returns:
        One answer for each row, in the order given.

    Raises:
        InputError: a rule is there twice, or a column lacks or is not of so many rows; each is named.
    """
    known, faults = _checked(rules), FaultList()
    for rule in known:
        column = measures.get(rule.code)
        if column is None:
            faults.add(fault("key.missing", "measures", key=rule.code))
        elif len(column) != rows:
            faults.add(fault("number.range", f"measures[{rule.code}]", column, low=rows, high=rows))
    faults.raise_as(InputError)
    if not known:
        return (RunAnswer(),) * rows
    judged = [_judged(rule, measures[rule.code]) for rule in known]
    columns = [map(codes.__getitem__, measures[rule.code]) for rule, (codes, _) in zip(known, judged, strict=True)]
    keys = [*zip(*columns, strict=True)]
    told = [said for _, said in judged]
    made = {key: _answer([said[place] for said, place in zip(told, key, strict=True)]) for key in {*keys}}
    return tuple(map(made.__getitem__, keys))


_new_line, _fill_line = drafted(RunMember)


def _line(about: Watched, borrower: BorrowerId, answer: RunAnswer) -> RunMember:
    """Return a line whose parts were looked at: what its constructor makes, which is asked about a borrower alone."""
    if type(about) is BorrowerId:
        return RunMember(about=about, borrower=borrower, answer=answer)
    draft = _new_line()
    _fill_line(draft, about, borrower, answer)
    draft.__class__ = RunMember
    made: RunMember = draft
    return made


_Said = RunHit | str | None
"""What a rule says of a measure: a hit, the series that lacks, or nothing."""


def _judged(rule: MonitoringRule, column: Sequence[int | None]) -> tuple[dict[int | None, int], list[_Said]]:
    """Return the place of what a rule says of each distinct measure, and what it says; 0 is nothing."""
    said: list[_Said] = [None]
    codes: dict[int | None, int] = {}
    for measured in {*column}:
        found = rule.series if measured is None else rule.judge(measured)
        codes[measured] = 0 if found is None else len(said)
        said += [] if found is None else [found]
    return codes, said


def _answer(said: list[_Said]) -> RunAnswer:
    lacking = dict.fromkeys(one for one in said if isinstance(one, str))
    return RunAnswer(hits=tuple(one for one in said if isinstance(one, RunHit)), lacking=tuple(lacking))


def _checked(rules: MonitoringRules) -> tuple[MonitoringRule, ...]:
    """Return the rules of a set, refused where two have one code."""
    codes = [rule.code for rule in rules.rules]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise InputError(fault("run.rule_twice", f"rules.rules[{place}].code", code))
    return rules.rules
