"""Who may make a visit together: present, one from outside the business line, unrelated, and not always the same two.

What makes a pair is practice, no rule: which purposes ask for somebody outside the business line, and after how many
visits a pair is to change, the bank says.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import combinations, groupby
from typing import NamedTuple, TypeVar

from loanvisit.domain import (
    BorrowerFile,
    DeclaredRelation,
    Method,
    Officer,
    OfficerId,
    Organisation,
    Outcome,
    PairAnswer,
    PairCheck,
    PairTest,
    PairVerdict,
    RelationKind,
    Role,
    Visit,
    Weight,
)
from loanvisit.domain.exact import each, guarded
from loanvisit.domain.organisation import BUSINESS_LINE
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.manning import persons_of
from loanvisit.scheduling.verifying import PURPOSE as VERIFICATION
from loanvisit.scheduling.verifying import number_of
from loanvisit.words import Text, counted, join, say, verbatim

OUTSIDE_FOR = frozenset({"first_check", "special"})
"""The purposes that practice asks somebody outside the business line for, beside the cure of a critical finding."""
_MOST_VISITS = 1000
T = TypeVar("T")


@guarded
def check_pair(
    visit: Visit,
    visitors: Iterable[OfficerId],
    *,
    file: BorrowerFile,
    organisation: Organisation,
    on: date,
    relations: Iterable[DeclaredRelation] | None = None,
    rotate_after: int | None = None,
    outside_for: Iterable[str] = OUTSIDE_FOR,
) -> PairCheck:
    """Say of those who are to make a visit whether they may, test by test; no record is refused by it.

    A pair is any two of the bank's own who go, whoever comes along. Its row is the last visits, on site or interviews,
    that two or more of the bank's own made, as long as both came. A visit by one alone or with outsiders, or come to
    nothing, a letter and a look at data neither count nor break it. Who is no officer may have been an outsider.

    Args:
        visit: the planned visit.
        visitors: who is to go.
        file: the borrower's file: who manages it, and who came before.
        organisation: where the visitors work.
        on: the day they go; what was recorded or declared later does not count.
        relations: what officers declared; left out, nobody knows, empty where nothing was declared.
        rotate_after: after how many visits in a row a pair is to change; left out, the bank names no number.
        outside_for: the purposes that ask for somebody outside the business line, as does a critical finding's cure.

    Returns:
        An answer to each test, in the order of `PairTest`.

    Raises:
        InputError: somebody is named twice or is no officer of the organisation, the visit is not the file's
            borrower's, or `rotate_after` is below 1.

    Example:
        >>> from loanvisit.domain import Role
        >>> from loanvisit.testing import a_duty, a_file, a_rule, a_visit, an_officer, an_organisation
        >>> bank = an_organisation(an_officer("anna", unit="BR"), an_officer("chen", Role.RISK_MANAGER, unit="RISK"))
        >>> duty = a_duty(date(2026, 3, 1), date(2026, 3, 31), rule=a_rule(purpose="first_check"))
        >>> asked = {"file": a_file(), "organisation": bank, "on": date(2026, 3, 3), "relations": []}
        >>> pair = check_pair(a_visit(duty), [OfficerId("anna"), OfficerId("chen")], **asked)
        >>> pair.passes, check_pair(a_visit(duty), [OfficerId("anna")], **asked).passes
        (True, False)
        >>> print(pair.text.en)
        two present: met (2 of the bank, 2 demanded)
        outside the business line: met (from the second line of defence or the third: chen)
        unrelated to the borrower: met (nothing is declared)
        rotation: not asked (the bank names no number of visits)
    """
    staff = _staff(tuple(visitors), organisation, faults := FaultList())
    told, purposes = _told(relations, outside_for, faults)
    _check(visit, file, rotate_after, faults)
    held = None if told is None else tuple(one for one in told if one.borrower == file.id and one.is_in_force(on))
    answers = (
        _present(visit, staff.own),
        _outside(staff.own, organisation, managers=_managers(file, held), asked=_is_asked(visit, file, purposes)),
        _unrelated(staff.all, held),
        _rotation(visit, staff, file, on, rotate_after),
    )
    return PairCheck(visitors=[one.id for one in staff.all], answers=answers)


class _Staff(NamedTuple):
    """Everybody who is to go, who of them are the bank's own, whom the bank knows, and who of those is not its own."""

    all: tuple[Officer, ...]
    own: tuple[Officer, ...]
    known: frozenset[str]
    outsiders: frozenset[str]


def _taken(items: Iterable[T], kind: type[T], path: str, faults: FaultList) -> tuple[T, ...]:
    """Return what is of its type, and note each that is not."""
    known, wrong = each(items, kind, path)
    for one in wrong:
        faults.add(one)
    return known


def _staff(visitors: tuple[OfficerId, ...], bank: Organisation, faults: FaultList) -> _Staff:
    """Return who goes, and note each who is named twice or unknown, at the place the caller gave."""
    named = _taken(visitors, OfficerId, "visitors", faults)
    seen, known = set[str](), {one.id.canonical: one for one in bank.officers}
    for place, who in enumerate(visitors):
        if type(who) is not OfficerId:
            continue
        if who.canonical in seen:
            faults.add(fault("id.duplicate", f"visitors[{place}]", who.value))
        elif who.canonical not in known:
            faults.add(fault("id.unknown", f"visitors[{place}]", who.value))
        seen.add(who.canonical)
    people = tuple(known[who.canonical] for who in named if who.canonical in known)
    outsiders = frozenset(who for who, one in known.items() if Role.OUTSIDER in one.roles)
    own = tuple(one for one in people if one.id.canonical not in outsiders)
    return _Staff(people, own, frozenset(known), outsiders)


def _told(
    relations: Iterable[DeclaredRelation] | None, outside_for: Iterable[str], faults: FaultList
) -> tuple[tuple[DeclaredRelation, ...] | None, frozenset[str]]:
    """Return what is declared, None where nobody knows, and which purposes ask for somebody outside."""
    told = None if relations is None else _taken(relations, DeclaredRelation, "relations", faults)
    return told, frozenset(_taken(outside_for, str, "outside_for", faults))


def _check(visit: Visit, file: BorrowerFile, rotate_after: int | None, faults: FaultList) -> None:
    """Refuse a visit to another borrower and a number of visits that is none, with all that was noted before."""
    if visit.borrower != file.id:
        faults.add(fault("borrower.mixed", "visit.borrower", visit.borrower.value))
    if rotate_after is not None and not 1 <= rotate_after <= _MOST_VISITS:
        faults.add(fault("number.range", "rotate_after", rotate_after, low=1, high=_MOST_VISITS))
    faults.raise_as(InputError)


def _answer(test: PairTest, verdict: PairVerdict, key: str, **fill: Text | str | int) -> PairAnswer:
    return PairAnswer(test=test, verdict=verdict, reason=say(f"pair.{test.value}.{key}", **fill))


def _present(visit: Visit, own: tuple[Officer, ...]) -> PairAnswer:
    """Answer whether enough of the bank's own people go; outsiders stand in for none of them."""
    demanded = max(persons_of(duty.rule, visit.method) for duty in visit.covers)
    verdict = PairVerdict.MET if len(own) >= demanded else PairVerdict.NOT_MET
    return _answer(PairTest.PRESENT, verdict, "counted", count=len(own), bound=demanded)


def _outside(
    own: tuple[Officer, ...], bank: Organisation, *, managers: Collection[str], asked: bool | None
) -> PairAnswer:
    """Answer whether one of them is of another line than the business and does not manage the borrower."""
    if asked is False:
        return _answer(PairTest.OUTSIDE_LINE, PairVerdict.NOT_ASKED, "not_asked")
    lines = {one.id: bank.line_of(one.id) for one in own if one.id.canonical not in managers}
    outside = [verbatim(who.value) for who, line in lines.items() if line is not None and line > BUSINESS_LINE]
    if outside:
        return _answer(PairTest.OUTSIDE_LINE, PairVerdict.MET, "met", officers=join(outside))
    unknown = [verbatim(who.value) for who, line in lines.items() if line is None]
    if unknown:
        return _answer(PairTest.OUTSIDE_LINE, PairVerdict.CANNOT_TELL, "unit", officers=join(unknown))
    if asked is None:
        return _answer(PairTest.OUTSIDE_LINE, PairVerdict.CANNOT_TELL, "weight")
    return _answer(PairTest.OUTSIDE_LINE, PairVerdict.NOT_MET, "not_met")


def _managers(file: BorrowerFile, held: Iterable[DeclaredRelation] | None) -> frozenset[str]:
    """Return who manages the borrower, by its file and by what was declared."""
    declared = {one.officer.canonical for one in held or () if one.kind is RelationKind.ACCOUNT_MANAGER}
    return frozenset(declared | (set() if file.borrower.manager is None else {file.borrower.manager.canonical}))


def _is_asked(visit: Visit, file: BorrowerFile, purposes: frozenset[str]) -> bool | None:
    """Say whether a visit asks for somebody outside the business line; None where a finding's weight is not known."""
    weights = {one.id: one.weight for one in file.findings}
    cures = {number_of(one): weights.get(one.finding) for one in file.remediations}
    verified = [cures.get(duty.rule.clause) for duty in visit.covers if duty.rule.purpose == VERIFICATION]
    if Weight.S1 in verified or not purposes.isdisjoint(visit.purposes):
        return True
    return None if None in verified else False


def _unrelated(people: tuple[Officer, ...], held: Collection[DeclaredRelation] | None) -> PairAnswer:
    """Answer whether somebody who goes is related to the borrower; who manages its account is not, by that alone."""
    if held is None:
        return _answer(PairTest.UNRELATED, PairVerdict.CANNOT_TELL, "unknown")
    related = {one.officer.canonical for one in held if one.kind is not RelationKind.ACCOUNT_MANAGER}
    away = [verbatim(one.id.value) for one in people if one.id.canonical in related]
    if away:
        return _answer(PairTest.UNRELATED, PairVerdict.NOT_MET, "related", officers=join(away))
    return _answer(PairTest.UNRELATED, PairVerdict.MET, "none")


def _rotation(visit: Visit, staff: _Staff, file: BorrowerFile, on: date, rotate_after: int | None) -> PairAnswer:
    """Answer whether two of those who go, with others or not, were at each of the last visits that two or more made."""
    if rotate_after is None:
        return _answer(PairTest.ROTATION, PairVerdict.NOT_ASKED, "no_number")
    own = frozenset(one.id.canonical for one in staff.own)
    if len(own) < 2:
        return _answer(PairTest.ROTATION, PairVerdict.NOT_ASKED, "alone")
    company = _company(file, visit, staff, on)
    rows = [_in_a_row(pair, company, file.past_known_from) for pair in _pairs(own, company)]
    surely = max(sure for sure, _ in rows)
    ends = [most for _, most in rows if most is not None]
    told = {"count": counted("visits", surely), "bound": counted("visits", rotate_after)}
    if surely >= rotate_after:
        return _answer(PairTest.ROTATION, PairVerdict.NOT_MET, "due", **told)
    if len(ends) < len(rows) or max(ends) >= rotate_after:
        return _answer(PairTest.ROTATION, PairVerdict.CANNOT_TELL, "unknown", **told)
    return _answer(PairTest.ROTATION, PairVerdict.MET, "fresh", count=counted("visits", max(ends)), bound=told["bound"])


class _Made(NamedTuple):
    """A visit made before: by whom of the bank's own, None where nobody knows, and whether two of them surely were."""

    on: date
    who: frozenset[str] | None
    by_two: bool


def _pairs(own: frozenset[str], company: Iterable[_Made]) -> Iterator[frozenset[str]]:
    """Yield each two of those who go; of those who never came, two stand for all."""
    came = own & {who for one in company for who in one.who or ()}
    strangers = sorted(own - came)[:2]
    return (frozenset(pair) for pair in combinations([*sorted(came), *strangers], 2))


def _in_a_row(pair: frozenset[str], company: Iterable[_Made], known_from: date | None) -> tuple[int, int | None]:
    """Return how many of the last visits in a row a pair surely made, and perhaps; None where no end is known.

    Of one day nobody knows which visit came first: they are taken in the order that leaves most open.
    """
    surely, perhaps, is_sure = 0, 0, True
    for day, same_day in groupby(company, key=lambda one: one.on):
        if known_from is not None and day <= known_from:
            return surely, None
        there = list(same_day)
        again = sum(one.who is not None and pair <= one.who for one in there)
        unknown = sum(one.who is None for one in there)
        others = len(there) - again - unknown
        surely += again if is_sure and not others and not unknown else 0
        perhaps += again + unknown
        is_sure = is_sure and not others and not unknown
        if any(one.by_two and one.who is not None and not pair <= one.who for one in there):
            return surely, perhaps
    return surely, perhaps if known_from is None else None


_MET = frozenset({Method.ON_SITE, Method.INTERVIEW})
"""The methods by which visitors meet somebody; a look at data or a letter is no visit of a pair."""


def _company(file: BorrowerFile, visit: Visit, staff: _Staff, on: date) -> list[_Made]:
    """Return each visit that two or more of the bank's own made until a day, or may have made, latest first."""
    made = list[_Made]()
    for one in file.standing_records:
        own = frozenset(who.canonical for who in one.visitors) - staff.outsiders
        if one.outcome is Outcome.MADE and one.on <= on and one.visit != visit.id and len(own) > 1:
            made += [_Made(one.on, own, len(own & staff.known) > 1)] if one.method in _MET else []
    for past in file.past:
        if past.on <= on and past.visitors not in (0, 1) and (past.method is None or past.method in _MET):
            made.append(_Made(past.on, None, True))
    return sorted(made, key=lambda one: one.on, reverse=True)
