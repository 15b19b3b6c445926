"""Any value as plain data, in an envelope that says what it is and in which form it was written."""

from loanvisit.codec.canonical import Document
from loanvisit.codec.writing import enveloped


def to_document(value: object) -> dict[str, Document]:
    """Return a value as plain data, the same for equal values, on every machine.

    Amounts and decimals are text; days are `2026-03-31`, instants `2026-03-31T09:00:00Z`; codes stand for enumerations,
    texts for ids; sets and mappings are sorted. What a field does not fix says its type: a subject is
    `{"type": "drawdown", "id": "L-1/1"}`, a fact that is a day `{"type": "date", "value": "2026-03-31"}`. A grade names
    its scale. A visit names the duties it covers by their ids; a duty carries its rule, so that it can be read when the
    policy of that version is long gone. A plan names the book, the policy and the calendar it was made from by id and
    by the SHA-256 of their canonical bytes; it lists each rule once, and its duties name theirs.

    Personal data is written as it is: a document is for the keeper of the data, a report for its readers.

    Args:
        value: any value of the library.

    Returns:
        An envelope with the keys `type`, `version` and `value`, made of str, int, bool, None, lists and dicts only.

    Raises:
        InputError: the value, or something a host has put into it, is of no type that has a form.

    Example:
        >>> from loanvisit.domain import LoanId, Money, Reading
        >>> from datetime import date
        >>> reading = Reading(kind="payment", on=date(2026, 3, 31), loan=LoanId("L-1"), amount=Money("9.5", "CNY"))
        >>> document = to_document(reading)
        >>> document["type"], document["version"]
        ('reading', 1)
        >>> document["value"]["amount"]
        {'amount': '9.50', 'currency': 'CNY'}
    """
    return enveloped(value)
