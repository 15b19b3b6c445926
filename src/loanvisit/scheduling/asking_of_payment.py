"""What one payment asks at once: the questions about its use, and the duties that its loan owes already."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from loanvisit.domain import AskedQuestion, BorrowerFile, Loan, Obligation, Outline, Proof, Reading, Subject
from loanvisit.domain.exact import each, guarded
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.words import Text, say, verbatim

PAYMENT_CODES: frozenset[str] = frozenset({"F01", "F02", "E38", "E39", "E40"})
"""The findings and indicators about the use of proceeds: a question that leads to one is asked of a payment."""


class PaymentAsked(NamedTuple):
    """What one payment asks, the moment it is known.

    `asked` are the questions about its use, each with its reason, by outline and in its order; `owed` the open duties
    of its loan, drawdown or borrower whose window has opened, those to end first before the others.
    """

    payment: Reading
    loan: Loan
    asked: tuple[AskedQuestion, ...]
    owed: tuple[Obligation, ...]

    @property
    def text(self) -> Text:
        """What is to be looked into, and for what the payment was made; never to whom."""
        purpose = say("payment.none") if self.payment.purpose is None else verbatim(self.payment.purpose)
        return say("payment.asked", day=self.payment.on, loan=self.loan.id.value, purpose=purpose)


@guarded
def ask_of_payment(file: BorrowerFile, payment: Reading, *, outlines: Iterable[Outline], as_of: date) -> PaymentAsked:
    """Return what one payment asks now: one event, looked at by itself and not in a run.

    Args:
        file: the borrower's file, with its duties (`plan.file(borrower)`).
        payment: a reading of kind "payment" that names its loan or drawdown.
        outlines: those there are, in any order.
        as_of: the close of this day.

    Returns:
        The questions that lead to a finding or an indicator about the use of proceeds, of the outlines for the product
        of the loan, in order of outline; and the duties that are open.

    Raises:
        InputError: the reading is of another kind, names no loan of the file, or was not known by that day; or an
            outline is of another type; each is listed.

    Example:
        >>> from loanvisit import presets
        >>> from loanvisit.domain import LoanId
        >>> from loanvisit.testing import a_file, a_loan
        >>> outlines = [presets.outline("cn.working_capital.data")]
        >>> paid = Reading(kind="payment", on=date(2026, 3, 25), loan=LoanId("L-1"), payee="某证券公司")
        >>> asked = ask_of_payment(a_file(a_loan("L-1")), paid, outlines=outlines, as_of=date(2026, 3, 25))
        >>> [one.question.code for one in asked.asked], asked.text.zh
        (['W-D2'], '贷款 L-1 于2026年3月25日的支付须核实用途：未取得支付用途')
    """
    given, wrong = each(outlines, Outline, "outlines")
    faults = FaultList()
    for one in wrong:
        faults.add(one)
    loans = [loan for loan in file.loans if _is_of(payment, loan)]
    if payment.kind != "payment":
        faults.add(fault("code", "payment.kind", payment.kind, known="payment"))
    if not loans:
        faults.add(fault("id.unknown", "payment.loan", payment.loan))
    if payment.told_on > as_of:
        faults.add(fault("date.late", "payment.on", payment.told_on, later=as_of))
    faults.raise_as(InputError)
    loan = loans[0]
    about: set[Subject] = {loan.id, file.id, *([] if payment.drawdown is None else [payment.drawdown])}
    owed = [one for one in file.obligations if one.is_open and one.subject in about and one.window.opens <= as_of]
    return PaymentAsked(payment, loan, _asked(given, loan, payment), tuple(sorted(owed, key=lambda one: one.order)))


def _is_of(payment: Reading, loan: Loan) -> bool:
    """Say whether a payment names a loan, or a drawdown of it."""
    return payment.loan == loan.id or any(payment.drawdown == one.id for one in loan.drawdowns)


def _asked(outlines: tuple[Outline, ...], loan: Loan, payment: Reading) -> tuple[AskedQuestion, ...]:
    """Return the questions about the use of proceeds, each once, with the outline it is of."""
    found: dict[str, AskedQuestion] = {}
    for outline in sorted(outlines, key=lambda one: one.pin):
        for one in outline.questions if loan.product in outline.products else ():
            if PAYMENT_CODES & {*one.leads_to}:
                said = say("asked.payment", title=outline.title, version=outline.version, day=payment.on)
                reason = Proof(key="asked.payment", statement=said)
                found.setdefault(one.code, AskedQuestion(question=one, reasons=[reason]))
    return tuple(found.values())
