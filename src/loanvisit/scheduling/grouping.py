"""What a group owes, worked out once from the files of its members and handed to each: planning looks at one file."""

from collections.abc import Iterable

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    FactName,
    Facts,
    GroupFigure,
    LoanStatus,
    Money,
    Portfolio,
    loans_as_of,
)
from loanvisit.domain.exact import guarded
from loanvisit.errors import FaultList, InputError, fault
from loanvisit.scheduling.knowing import Aspect

_OWN, _GROUP = FactName("borrower.total"), FactName("group.total")


@guarded
def group_figures(book: Portfolio, *, by: str) -> tuple[Portfolio, tuple[GroupFigure, ...]]:
    """Work out what each group of a book owes, and hand the figure to the file of each member as `group.total`.

    A member owes its `borrower.total`: the one handed in, else the contract amounts of its live loans; one without a
    live loan owes nothing. What a file said of its group's total before is replaced, and taken away where there is no
    sum, so that a clause that asks for it is undetermined and names it.

    Args:
        book: all members of the groups, before it is split.
        by: the bank's own fact, of the file or the borrower, that names the group; a file without it is left as it is.

    Returns:
        The book with the figures, and each group's figure in order of group. Doing it again changes nothing, and
        neither does the order of the files.

    Raises:
        InputError: the fact is no text in some file; each is listed.

    Example:
        >>> from attrs import evolve
        >>> from loanvisit.testing import a_book, a_file, a_loan
        >>> files = [
        ...     evolve(a_file(a_loan(f"L-{n}", borrower=f"B-{n}", principal="1000000.00")), facts={"group_id": "G-1"})
        ...     for n in (1, 2)
        ... ]
        >>> book, [figure] = group_figures(a_book(*files), by="group_id")
        >>> figure.text.en
        'group G-1, 2 borrowers: CNY 2,000,000 in all'
        >>> {file.facts["group.total"] == figure.total for file in book.files}
        {True}
    """
    groups = _groups(book, by)
    figures = {name: _figure(name, groups[name], book) for name in sorted(groups)}
    renewed = [_told(file, figures[name].total) for name, files in groups.items() for file in files]
    return book.with_files(renewed), tuple(figures.values())


def _groups(book: Portfolio, by: str) -> dict[str, list[BorrowerFile]]:
    groups: dict[str, list[BorrowerFile]] = {}
    faults = FaultList()
    for file in book.files:
        name = file.facts.get(by, file.borrower.facts.get(by))
        if type(name) is str:
            groups.setdefault(name, []).append(file)
        elif name is not None:
            faults.add(fault("type", f"files[{file.id}].facts.{by}", name, form="str"))
    faults.raise_as(InputError)
    return groups


def _figure(group: str, files: Iterable[BorrowerFile], book: Portfolio) -> GroupFigure:
    """Add up what the members owe; in several currencies, or where one is not known, there is no sum."""
    amounts = {file.id: _amounts(file, book) for file in files}
    known = [one for each in amounts.values() for one in each if one is not None]
    unknown = [member for member, each in amounts.items() if None in each]
    currencies = sorted({one.currency for one in known})
    total = None
    if len(currencies) == 1 and not unknown:
        total = known[0]
        for one in known[1:]:
            total = total + one
    return GroupFigure(
        group=group, as_of=book.as_of, members=tuple(amounts), total=total, unknown=unknown, currencies=currencies
    )


def _amounts(file: BorrowerFile, book: Portfolio) -> tuple[Money | None, ...]:
    """Return what a member owes, amount by amount; None for one that is not known, nothing where no loan is live."""
    loans = loans_as_of(file.loans, file.loan_changes, book.as_of) if file.loan_changes else file.loans
    given = Aspect.of(file, file.id, loans, as_of=book.as_of).handed_in(_OWN)
    if type(given) is Money:
        return (given,)
    return tuple(loan.principal for loan in loans if loan.status is LoanStatus.LIVE)


def _told(file: BorrowerFile, total: Money | None) -> BorrowerFile:
    """Return a file that says its group's total in one place, and nowhere where there is none."""
    loans = tuple(evolve(loan, facts=_without(loan.facts)) if _GROUP in loan.facts else loan for loan in file.loans)
    own = file.borrower
    borrower = evolve(own, facts=_without(own.facts)) if _GROUP in own.facts else own
    facts = _without(file.facts) if total is None else Facts({**file.facts, _GROUP: total})
    return evolve(file, borrower=borrower, loans=loans, facts=facts)


def _without(facts: Facts) -> Facts:
    return Facts({name: value for name, value in facts.items() if name != _GROUP})
