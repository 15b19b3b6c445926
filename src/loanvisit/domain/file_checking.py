"""What the file of each loan holds and lacks on a day: read off the borrower file and the index of an archive."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from attrs import frozen

from loanvisit.domain.exact import each, guarded
from loanvisit.domain.facts import FactName
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.loan import BorrowerKind, Loan, LoanStatus
from loanvisit.domain.loan_change import LoanChangeKind
from loanvisit.domain.loan_file import FILE_ITEMS, FileAnswer, FileChecklist, FileItem, FileLine, HeldPaper
from loanvisit.domain.methods import Method
from loanvisit.domain.obligation import Obligation, ObligationState
from loanvisit.domain.record import Outcome, VisitRecord
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say

_PRESENT, _MISSING = FileAnswer.PRESENT, FileAnswer.MISSING
_NOT_APPLICABLE, _CANNOT_TELL = FileAnswer.NOT_APPLICABLE, FileAnswer.CANNOT_TELL
_CHANGED_BY_PAPER = (
    LoanChangeKind.EXTENSION,
    LoanChangeKind.RENEWAL,
    LoanChangeKind.REFINANCING,
    LoanChangeKind.RESTRUCTURING,
)
_LET_GO = (ObligationState.WAIVED, ObligationState.LAPSED)


@frozen
class _Told:
    """An answer about one item, before its line is made."""

    answer: FileAnswer
    reason: Text
    day: date | None = None


@frozen
class _Of:
    """One loan of a file on a day, with what the index of an archive holds; None where it was not handed in."""

    file: BorrowerFile
    loan: Loan
    on: date
    held: tuple[HeldPaper, ...] | None

    def records(self) -> list[VisitRecord]:
        """Return the records made about the loan by the day, the latest first."""
        made = [
            one
            for one in self.file.standing_records
            if one.outcome is Outcome.MADE and one.on <= self.on and self.loan.id in self.file.seen_loans(one)
        ]
        return sorted(made, key=lambda one: (one.on, one.id), reverse=True)

    def duties(self, purpose: str) -> list[Obligation]:
        """Return the duties of a purpose about the loan whose windows are open by the day, those let go left out."""
        return [
            one
            for one in self.file.obligations
            if one.rule.purpose == purpose
            and self.loan.id in one.loans
            and one.window.opens <= self.on
            and one.state not in _LET_GO
        ]


_Rule = Callable[[_Of], _Told | None]
"""What the borrower file tells of an item; None where only the paper itself would show it."""


def _not(key: str) -> _Told:
    return _Told(_NOT_APPLICABLE, say(f"file.not.{key}"))


def _unclear(key: str) -> _Told:
    return _Told(_CANNOT_TELL, say(f"file.unclear.{key}"))


def _paid_out(of: _Of) -> _Told | None:
    """A loan not paid out asks for no paper; of one whose payout is not known nobody can tell."""
    first = of.loan.first_drawn_on
    if first is None:
        return _unclear("payout") if of.loan.drawdowns else _not("paid_out")
    return _not("paid_out") if first > of.on else None


def _checked(purpose: str) -> _Rule:
    def rule(of: _Of) -> _Told | None:
        duties = of.duties(purpose)
        unmet = [one for one in duties if one.discharge is None or one.discharge.on > of.on]
        late = [one.window.last for one in unmet if one.window.last < of.on]
        if late:
            return _Told(_MISSING, say("file.missing.duty", last=min(late)), min(late))
        days = [one.discharge.on for one in duties if one.discharge is not None and one.discharge.on <= of.on]
        days += [one.on for one in of.records() if purpose in one.purposes]
        days += [
            one.on
            for one in of.file.past
            if one.on <= of.on and (not one.loans or of.loan.id in one.loans) and purpose in (one.purposes or ())
        ]
        if days:
            return _Told(_PRESENT, say("file.shown.visit", day=max(days)), max(days))
        if unmet:
            return _Told(_NOT_APPLICABLE, say("file.not.due", last=min(one.window.last for one in unmet)))
        return _paid_out(of) or _unclear("duty")

    return rule


def _interviewed(of: _Of) -> _Told | None:
    held = [one for one in of.records() if one.method is Method.INTERVIEW]
    if not held:
        return _not("interview")
    told = [one for one in held if one.answers or one.evidence]
    if told:
        return _Told(_PRESENT, say("file.shown.record", record=told[0].id.value, day=told[0].on), told[0].on)
    return _Told(_MISSING, say("file.missing.since", day=held[-1].on), held[-1].on)


def _flows(of: _Of) -> _Told | None:
    for one in of.records():
        if one.method is Method.DATA or any(reading.kind == "payment" for reading in one.readings):
            return _Told(_PRESENT, say("file.shown.record", record=one.id.value, day=one.on), one.on)
    return _paid_out(of)


def _stated(of: _Of) -> _Told | None:
    return _not("company") if of.file.borrower.kind is BorrowerKind.NATURAL else _paid_out(of)


def _mortgaged(of: _Of) -> _Told | None:
    """Nothing is asked where the loan is unsecured; that no collateral is entered does not say there is none."""
    if any(of.loan.id in one.loans for one in of.file.legal.mortgages):
        return _paid_out(of)
    return _not("secured") if _is_unsecured(of) else _unclear("security")


def _guaranteed(of: _Of) -> _Told | None:
    if any(of.loan.id in one.loans for one in of.file.legal.guarantees):
        return _paid_out(of)
    return _not("guaranteed") if _is_unsecured(of) else _unclear("guarantor")


def _is_unsecured(of: _Of) -> bool:
    told = of.loan.facts.get("guarantee")
    return (of.file.facts.get("guarantee") if told is None else told) == "unsecured"


def _warned(of: _Of) -> _Told | None:
    about = {of.file.id, of.loan.id, *(one.id for one in of.loan.drawdowns)}
    raised = [one for one in of.file.signals if one.about in about and one.raised_on <= of.on]
    alive = [one for one in raised if one.is_alive(of.on)]
    if alive:
        return _Told(_MISSING, say("file.missing.signal", day=alive[0].raised_on), alive[0].raised_on)
    if not raised:
        return _not("signal")
    day = max(one.cleared_on for one in raised if one.cleared_on is not None)
    return _Told(_PRESENT, say("file.shown.signal", count=len(raised), day=day), day)


def _noticed(of: _Of) -> _Told | None:
    about = {one.id for one in of.file.findings if not one.loans or of.loan.id in one.loans}
    cures = [one for one in of.file.remediations if one.finding in about and one.opened_on <= of.on]
    if not cures:
        return _not("cure")
    waiting = [one for one in cures if one.submitted_on is None or one.submitted_on > of.on]
    late = [one.last_day for one in waiting if one.last_day < of.on]
    if late:
        return _Told(_MISSING, say("file.missing.reply", last=min(late)), min(late))
    days = [one.submitted_on for one in cures if one.submitted_on is not None and one.submitted_on <= of.on]
    if days and not waiting:
        return _Told(_PRESENT, say("file.shown.reply", day=max(days)), max(days))
    return _Told(_NOT_APPLICABLE, say("file.not.due", last=min(one.last_day for one in waiting)))


def _reminded(of: _Of) -> _Told | None:
    sent = [one.sent_on for one in of.file.legal.demands if of.loan.id in one.loans and one.sent_on <= of.on]
    if sent:
        return _Told(_PRESENT, say("file.shown.demand", day=max(sent)), max(sent))
    matures, late = of.loan.matures_on, of.loan.facts.get(FactName("days_past_due"))
    if matures is not None and matures < of.on:
        return _Told(_MISSING, say("file.missing.since", day=matures), matures)
    if type(late) is not int:
        return _unclear("past_due")
    since = of.on - timedelta(days=late)
    return _Told(_MISSING, say("file.missing.since", day=since), since) if late > 0 else _not("past_due")


def _changed(of: _Of) -> _Told | None:
    changes = [
        one
        for one in of.file.loan_changes
        if one.loan == of.loan.id and one.kind in _CHANGED_BY_PAPER and one.on <= of.on
    ]
    if not changes:
        return _not("change")
    bare = [one.on for one in changes if one.approved_on is None or one.approved_on > of.on]
    if bare:
        return _Told(_MISSING, say("file.missing.since", day=min(bare)), min(bare))
    last = max(changes, key=lambda one: (one.on, one.id))
    return _Told(_PRESENT, say("file.shown.paper", number=last.id.value), last.approved_on)


def _archived(of: _Of) -> _Told | None:
    return _not("settled") if of.loan.status is LoanStatus.LIVE else None


_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "first_check": _checked("first_check"),
        "routine_report": _checked("routine"),
        "interview_note": _interviewed,
        "account_flows": _flows,
        "statements": _stated,
        "collateral_inspection": _mortgaged,
        "collateral_valuation": _mortgaged,
        "collateral_insurance": _mortgaged,
        "collateral_registration": _mortgaged,
        "guarantor_review": _guaranteed,
        "signal_handling": _warned,
        "notices_replies": _noticed,
        "reminders": _reminded,
        "change_approval": _changed,
        "archive_list": _archived,
    }
)
"""What the borrower file tells of an item, by its code; of any other, whether the loan is paid out."""
_STANDS = (_PRESENT, _NOT_APPLICABLE)
"""What the borrower file says for certain; a paper in the archive mends the rest."""


@guarded
def file_checklist(
    file: BorrowerFile,
    *,
    on: date,
    held: Iterable[HeldPaper] | None = None,
    items: Iterable[FileItem] = tuple(FILE_ITEMS.values()),
) -> FileChecklist:
    """Say of each item of each loan's file whether it is there, with what shows it, or since when it should be.

    Args:
        file: the borrower's file, with its duties (`plan.file(borrower)`).
        on: the close of this day; what is dated later is not seen.
        held: what the index of the archive holds; None where it was not asked, and what only a paper could show is
            then not told. Empty means that the archive holds nothing. A paper past its last day shows nothing.
        items: what is to be there, in order; a bank adds its own, which papers alone show.

    Returns:
        One line for each item and loan, loan by loan in order of id, in the order of the items.

    Raises:
        InputError: two items have one code, or an argument is of the wrong type.

    Example:
        >>> from datetime import date, timedelta
        >>> from loanvisit.domain import HeldPaper
        >>> from loanvisit.testing import a_file, a_loan
        >>> paid = HeldPaper(kind="payment_voucher", on=date(2025, 11, 30), source="档-1")
        >>> listed = file_checklist(a_file(a_loan("L-1")), on=date(2026, 3, 31), held=[paid])
        >>> listed.lines[0].text.zh
        '贷款 L-1：提款申请与支付凭证，已有（支付凭证（2025年11月30日），档-1）'
        >>> listed.completeness.zh
        '应归档 13 项，已有 1 项（1/13），其中 8 项无法判断'
    """
    papers, wrong = each((), HeldPaper, "held") if held is None else each(tuple(held), HeldPaper, "held")
    asked, unsound = each(tuple(items), FileItem, "items")
    faults = FaultList()
    for one in (*wrong, *unsound):
        faults.add(one)
    for place, item in enumerate(asked):
        if item.code in {one.code for one in asked[:place]}:
            faults.add(fault("id.duplicate", f"items[{place}].code", item.code))
    faults.raise_as(InputError)
    told = None if held is None else tuple(papers)
    lines = [_line(item, _Of(file, loan, on, told)) for loan in file.loans for item in asked]
    return FileChecklist(borrower=file.id, on=on, lines=lines)


def _line(item: FileItem, of: _Of) -> FileLine:
    told = _asked(item, of)
    is_there, lacks = told.answer is _PRESENT, told.answer is _MISSING
    return FileLine(
        item=item,
        loan=of.loan.id,
        answer=told.answer,
        reason=told.reason,
        on=told.day if is_there else None,
        since=told.day if lacks else None,
    )


def _asked(item: FileItem, of: _Of) -> _Told:
    if item.products and of.loan.product not in item.products:
        return _unclear("product") if of.loan.product is None else _not("product")
    known = _RULES.get(item.code, _paid_out)(of)
    if known is not None and known.answer in _STANDS:
        return known
    shown = _paper(item, of) or _brought(item, of)
    if shown is not None:
        return shown
    if known is not None:
        return known
    if of.held is None:
        return _unclear("archive")
    since = of.loan.first_drawn_on
    return _Told(
        _MISSING, say("file.missing.undated") if since is None else say("file.missing.since", day=since), since
    )


def _paper(item: FileItem, of: _Of) -> _Told | None:
    """Return the latest paper of the archive that shows an item."""
    good = [
        one
        for one in of.held or ()
        if one.kind in item.kinds and one.is_good(of.on) and (not one.loans or of.loan.id in one.loans)
    ]
    if not good:
        return None
    last = max(good, key=lambda one: (one.on, one.kind, one.source or ""))
    return _Told(_PRESENT, last.text, last.on)


def _brought(item: FileItem, of: _Of) -> _Told | None:
    """Return the latest record, or work at the desk, that brought a paper which shows an item."""
    for one in of.records():
        if any(shown.kind in item.kinds for shown in one.evidence):
            return _Told(_PRESENT, say("file.shown.record", record=one.id.value, day=one.on), one.on)
    works = [
        work.on
        for duty in of.file.obligations
        if of.loan.id in duty.loans
        for work in duty.works
        if work.on <= of.on and any(shown.kind in item.kinds for shown in work.evidence)
    ]
    return _Told(_PRESENT, say("file.shown.desk", day=max(works)), max(works)) if works else None
