"""What a policy makes of what it is told: visits pay, later days change nothing, facts count only where it says so."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from attrs import evolve

from loanvisit.domain import (
    EVENT_KINDS,
    BorrowerFile,
    Discharge,
    Duties,
    EventId,
    FactName,
    Method,
    Obligation,
    ObligationId,
    ObligationState,
    PastVisit,
    SignalLevel,
    Subject,
)
from loanvisit.testing.builders import a_deferral, a_drawdown, a_past_visit, a_record, a_signal, a_waiver, an_event
from loanvisit.testing.checks.checking import Check, Counts, holds, made, same
from loanvisit.testing.checks.policy_bench import Case, PolicyBench, duties

_CLAUSE_LINE = tuple[object, Subject]


def knowing_checks(bench: PolicyBench) -> tuple[Check, ...]:
    """Return the checks on what a policy reads."""
    found: tuple[tuple[str, Callable[[PolicyBench], Counts]], ...] = (
        ("D06", a_visit_that_meets_a_duty_closes_it),
        ("D07", nothing_dated_later_changes_what_is_owed),
        ("D08", a_fact_left_out_never_exempts),
        ("D09", only_facts_it_names_are_read),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def a_visit_that_meets_a_duty_closes_it(bench: PolicyBench) -> Counts:
    """The oldest open duty of each line is met by a past visit in its window, for its purpose, by enough visitors."""
    tried = 0
    for case in bench.cases():
        before = case.answer()
        for duty in _oldest(before):
            for on in _days(case, duty):
                tried += 1
                after = case.answer(evolve(case.file, past=(*case.file.past, _visit(duty, on))))
                left = {one.id for one in duties(after) if one.is_open}
                holds(
                    duty.id not in left or _paid_another(duty, before, left),
                    f"a visit on {on} for {duty.rule.purpose} to meet {duty.id}",
                    "still open",
                    case.told,
                )
    return {"visits": tried}


def _oldest(answer: Duties) -> Iterator[Obligation]:
    """Yield the oldest open duty of each clause about each subject: a visit pays arrears first."""
    seen: set[_CLAUSE_LINE] = set()
    for duty in sorted(
        (one for one in answer.owed if one.is_open and not one.rule.kind.is_desk), key=lambda one: one.order
    ):
        line = (duty.rule.clause, duty.subject)
        if line not in seen:
            seen.add(line)
            yield duty


def _days(case: Case, duty: Obligation) -> tuple[date, ...]:
    """Return the first and the last day on which the duty could have been met by the day asked at."""
    drawn = [
        one.drawn_on
        for loan in case.file.loans
        if loan.id in duty.loans
        for one in loan.drawdowns
        if one.id == duty.subject and one.drawn_on is not None
    ]
    known_from = case.file.past_known_from
    known = [] if known_from is None else [known_from + timedelta(days=1)]
    first: date = max([duty.window.opens, *drawn, *known])
    last = min(duty.window.last, case.as_of)
    return tuple(sorted({first, last})) if first <= last else ()


def _visit(duty: Obligation, on: date) -> PastVisit:
    methods = duty.rule.accepts.methods
    return a_past_visit(
        on,
        *(loan.value for loan in duty.loans),
        method=Method.ON_SITE if Method.ON_SITE in methods else min(methods, key=lambda one: one.value),
        purposes=(duty.rule.purpose,),
        visitors=max(2, duty.rule.visitors),
        source="a visit that meets the duty",
    )


def _paid_another(duty: Obligation, before: Duties, left: set[ObligationId]) -> bool:
    """Say whether the visit paid another duty of the same separate group: it may pay one of them only."""
    return duty.rule.separate is not None and any(
        one.is_open and one.rule.separate == duty.rule.separate and one.id not in left for one in before.owed
    )


def nothing_dated_later_changes_what_is_owed(bench: PolicyBench) -> Counts:
    """Visits, news, waivers, deferrals, payouts and discharges of later days leave what is owed as it is."""
    told = 0
    for case in bench.cases():
        before = case.answer()
        expected = [_bare(one) for one in before.owed]
        for about, file in _later(case, before):
            came = [_bare(one) for one in case.answer(file).owed]
            same(came, expected, f"what is owed, after {about} of later days,", case.told)
            told += 1
    return {"later things": told}


def _bare(duty: Obligation) -> Obligation:
    """Return a duty without its version, which is the file's."""
    return evolve(duty, version=1)


def _later(case: Case, before: Duties) -> Iterator[tuple[str, BorrowerFile]]:
    """Yield the file with one thing of each kind that nobody could know on the day asked at."""
    file, after = case.file, case.as_of + timedelta(days=1)
    if not file.loans:
        return
    loans = [loan.id.value for loan in file.loans]
    purposes = sorted({one.rule.purpose for one in duties(before)} | {"routine"})
    yield "a visit", evolve(file, past=(*file.past, a_past_visit(after, *loans, purposes=purposes)))
    made_then = a_record(after, *loans, borrower=file.id.value, purposes=purposes, id="made later")
    yield "a record", evolve(file, records=(*file.records, made_then))
    raised = (a_signal(after, about=file.id, level=level, id=f"later/{level.value}") for level in SignalLevel)
    yield "signals", evolve(file, signals=(*file.signals, *raised))
    came = [an_event(after, kind, about=file.id, id=f"later/{kind}") for kind in EVENT_KINDS]
    learnt = [evolve(one, id=EventId(f"learnt {one.id}"), on=case.as_of, known_on=after) for one in came]
    yield "events", evolve(file, events=(*file.events, *came, *learnt))
    granted = (
        a_waiver(one.id, granted_on=after, expires_on=after + timedelta(days=400), id=f"later/{place}")
        for place, one in enumerate(before.owed)
    )
    yield "waivers", evolve(file, waivers=(*file.waivers, *granted))
    running = (one for one in before.owed if one.deferred_from is None and one.window.last >= after)
    moved = (a_deferral(one, new_last=one.window.last + timedelta(days=30), granted_on=after) for one in running)
    yield "deferrals", evolve(file, deferrals=(*file.deferrals, *moved))
    if not file.obligations:
        met = (
            evolve(one, state=ObligationState.FULFILLED, lacks=(), discharge=Discharge(on=after), version=2)
            for one in before.owed
            if one.state is ObligationState.OPEN
        )
        yield "discharges", evolve(file, obligations=tuple(met))
    loan = file.loans[0]
    if loan.drawdowns and (loan.matures_on is None or loan.matures_on >= after):
        payout = a_drawdown(f"{loan.id.value}/later", drawn_on=after, matures_on=loan.matures_on)
        more = evolve(loan, drawdowns=(*loan.drawdowns, payout))
        yield "a payout", evolve(file, loans=(more, *file.loans[1:]))


def a_fact_left_out_never_exempts(bench: PolicyBench) -> Counts:
    """Where a clause had a duty about a subject, the file without one fact has no exemption for it instead."""
    left_out = 0
    for case in bench.cases():
        before = case.answer()
        owed = {(one.rule.clause, one.subject) for one in duties(before)}
        for fact, file in _without_each(case.file):
            left_out += 1
            after = case.answer(file)
            turned = owed & {(one.clause, one.subject) for one in after.exempt}
            turned -= {(one.clause, one.subject) for one in before.exempt}
            turned -= {(one.rule.clause, one.subject) for one in duties(after)}
            holds(not turned, f"no exemption for want of {fact}", sorted(map(str, turned)), case.told)
    return {"facts left out": left_out}


def only_facts_it_names_are_read(bench: PolicyBench) -> Counts:
    """The file without the facts that `reads` does not name, all at once and one by one, has the same answers."""
    left_out = 0
    for case in bench.cases():
        before = case.answer()
        bare = case.file
        for fact in _facts_of(case.file):
            if fact in case.policy.reads or fact == "disbursed_on":
                continue
            left_out += 1
            same(case.answer(_without(case.file, fact)), before, f"the answer without {fact}, not read,", case.told)
            bare = _without(bare, fact)
        same(case.answer(bare), before, "the answer without any fact that is not read", case.told)
    return {"facts left out": left_out}


def _facts_of(file: BorrowerFile) -> tuple[FactName, ...]:
    """Return the facts that a file may go without; a maturity left out is an open end, and says something."""
    own = {*file.facts, *file.borrower.facts, *(name for loan in file.loans for name in loan.facts)}
    return tuple(map(FactName, ("product", "risk", "principal", "unit", "borrower.kind", "disbursed_on", *sorted(own))))


def _without_each(file: BorrowerFile) -> Iterator[tuple[FactName, BorrowerFile]]:
    for fact in _facts_of(file):
        yield fact, _without(file, fact)


def _without(file: BorrowerFile, fact: FactName) -> BorrowerFile:
    """Return a file that does not know a fact, nor any of its loans, nor its borrower."""
    if fact == "borrower.kind":
        return evolve(file, borrower=evolve(file.borrower, kind=None))
    if fact == "disbursed_on":
        drawn = [tuple(evolve(one, drawn_on=None) for one in loan.drawdowns) for loan in file.loans]
        loans = tuple(evolve(loan, drawdowns=some) for loan, some in zip(file.loans, drawn, strict=True))
        return evolve(file, loans=loans)
    if fact in ("product", "risk", "principal", "unit"):
        unknown: dict[str, Any] = {fact: None}
        return evolve(file, loans=tuple(evolve(loan, **unknown) for loan in file.loans))
    return evolve(
        file,
        facts={name: value for name, value in file.facts.items() if name != fact},
        borrower=evolve(
            file.borrower, facts={name: value for name, value in file.borrower.facts.items() if name != fact}
        ),
        loans=tuple(
            evolve(loan, facts={name: value for name, value in loan.facts.items() if name != fact})
            for loan in file.loans
        ),
    )
