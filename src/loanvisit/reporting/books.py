"""The book counted (贷款情况): borrowers, loans by state, live loans and amounts by class and currency."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import frozen

from loanvisit.domain import Grade, Loan, LoanStatus, Money
from loanvisit.errors import InputError, LimitError, fault
from loanvisit.reporting.figures import Figure, count
from loanvisit.reporting.layout import Block, Cell, Paragraph, SectionValue, Table, headings, tell
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.words import Text, join, say, verbatim

_MEASURES = ("loans", "principal", "balance")


@frozen(kw_only=True)
class Holding:
    """A row of the table: a class and a currency; None where the loan's is not known."""

    grade: Grade | None
    currency: str | None

    @property
    def key(self) -> str:
        """Its part of a figure's key."""
        grade = "unclassed" if self.grade is None else f"{self.grade.scale.id}.{self.grade.code}"
        return f"{grade}.{self.currency or 'unknown'}"

    @property
    def rank(self) -> tuple[str, bool, str, int]:
        """Its place in the table: by currency, then the best class first, the unclassed last."""
        grade = self.grade
        if grade is None:
            return self.currency or "~", True, "", 0
        return self.currency or "~", False, grade.scale.id, grade.rank


def balance(loan: Loan) -> Money | None:
    """Return what is still owed on a loan: its fact `balance`, in the contract's currency; None where not known."""
    given = loan.facts.get("balance")
    if not isinstance(given, Money):
        return None
    return given if loan.principal is None or given.currency == loan.principal.currency else None


def book_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """Count the book: borrowers, loans, and live loans with their amounts by class and currency."""
    files = snapshot.book.files
    known = bool(files)
    loans = snapshot.book.loans
    live = _live(snapshot)
    yield count("book.borrowers", files, known=known)
    yield count("book.loans", loans, known=known)
    yield count("book.live", live, known=known)
    yield count("book.other", [loan for loan in loans if loan.status is not LoanStatus.LIVE], known=known)
    for status in LoanStatus:
        if status is not LoanStatus.LIVE:
            yield count(f"book.status.{status.value}", [loan for loan in loans if loan.status is status], known=known)
    yield count("book.no_principal", [loan for loan in live if loan.principal is None], known=known)
    yield count("book.no_balance", [loan for loan in live if balance(loan) is None], known=known)
    for holding, held in _holdings(snapshot).items():
        yield from _measured(f"book.class.{holding.key}", held)
    for currency, held in _by_currency(snapshot).items():
        yield from _measured(f"book.currency.{currency or 'unknown'}", held)


def amount(key: str, loans: Iterable[Loan], *, balances: bool = False) -> Figure:
    """Return the sum of the contract amounts (or balances) of loans of one currency; missing where none is known."""
    known = [(loan, money) for loan in loans if (money := balance(loan) if balances else loan.principal) is not None]
    if not known:
        return Figure(key=key, value=None)
    total = known[0][1]
    for _, money in known[1:]:
        try:
            total += money
        except InputError:
            raise LimitError(fault("amount.sum", key)) from None
    return Figure(key=key, value=total, counted=tuple(loan for loan, _ in known))


def by_currency(key: str, loans: Iterable[Loan]) -> tuple[Figure, ...]:
    """Return the contract amounts of loans, one figure a currency; none where no amount is known."""
    piles: dict[str, list[Loan]] = defaultdict(list)
    for loan in loans:
        if loan.principal is not None:
            piles[loan.principal.currency].append(loan)
    return tuple(amount(f"{key}.{currency}", piles[currency]) for currency in sorted(piles))


def amounts_text(figures: tuple[Figure, ...]) -> Text:
    """Join amounts of several currencies, never adding them up; no amount is no data."""
    return join([figure.text for figure in figures]) if figures else say("briefing.missing")


def book_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the book."""
    heading = say("briefing.heading.book")
    if snapshot.figure("book.borrowers").is_missing:
        missing = snapshot.figure("book.borrowers")
        return SectionValue(heading=heading, blocks=(tell("book.missing", missing),))
    blocks: list[Block] = [_counts(snapshot)]
    if _holdings(snapshot):
        blocks.append(_table(snapshot))
    return SectionValue(heading=heading, blocks=tuple(blocks))


def _live(snapshot: Snapshot) -> list[Loan]:
    return [loan for loan in snapshot.book.loans if loan.status is LoanStatus.LIVE]


def _currency(loan: Loan) -> str | None:
    money = loan.principal or balance(loan)
    return None if money is None else money.currency


def _holdings(snapshot: Snapshot) -> dict[Holding, list[Loan]]:
    piles: dict[Holding, list[Loan]] = defaultdict(list)
    for loan in _live(snapshot):
        grade = None if loan.risk is None else loan.risk.scale.grade(loan.risk.code)
        piles[Holding(grade=grade, currency=_currency(loan))].append(loan)
    return dict(sorted(piles.items(), key=lambda pile: pile[0].rank))


def _by_currency(snapshot: Snapshot) -> dict[str | None, list[Loan]]:
    piles: dict[str | None, list[Loan]] = defaultdict(list)
    for loan in _live(snapshot):
        piles[_currency(loan)].append(loan)
    return dict(sorted(piles.items(), key=lambda pile: pile[0] or "~"))


def _measured(key: str, loans: list[Loan]) -> Iterator[Figure]:
    yield count(f"{key}.loans", loans)
    yield amount(f"{key}.principal", loans)
    yield amount(f"{key}.balance", loans, balances=True)


def _counts(snapshot: Snapshot) -> Paragraph:
    of = snapshot.figure
    told = [of(f"book.{name}") for name in ("borrowers", "loans", "live", "other")]
    states = [(status, of(f"book.status.{status.value}")) for status in LoanStatus if status is not LoanStatus.LIVE]
    states = [(status, figure) for status, figure in states if figure.number]
    named = join([say("briefing.book.state", status=status.text, count=figure.digits) for status, figure in states])
    borrowers, loans, live, other = told
    return tell(
        "book",
        *told,
        *(figure for _, figure in states),
        borrowers=borrowers.digits,
        loans=loans.digits,
        live=live.digits,
        other=other.digits,
        states=say("briefing.book.states", states=named) if states else verbatim(""),
    )


def _table(snapshot: Snapshot) -> Table:
    holdings = _holdings(snapshot)
    rows: list[tuple[Cell, ...]] = []
    sums: set[int] = set()
    scales = {holding.grade.scale.id for holding in holdings if holding.grade is not None}
    for currency in _by_currency(snapshot):
        own = [holding for holding in holdings if holding.currency == currency]
        rows += [_row(snapshot, _class_text(one, scales), currency, f"class.{one.key}") for one in own]
        if len(own) > 1:
            sums.add(len(rows))
            rows.append(_row(snapshot, say("briefing.row.total"), currency, f"currency.{currency or 'unknown'}"))
    return Table(headings=headings("class", "currency", *_MEASURES), rows=tuple(rows), sums=frozenset(sums))


def _row(snapshot: Snapshot, label: Text, currency: str | None, key: str) -> tuple[Cell, ...]:
    money = say("briefing.missing") if currency is None else verbatim(currency)
    return (label, money, *(snapshot.figure(f"book.{key}.{measure}") for measure in _MEASURES))


def _class_text(holding: Holding, scales: set[str]) -> Text:
    if holding.grade is None:
        return say("briefing.row.unclassed")
    if len(scales) == 1:
        return holding.grade.text
    return join([verbatim(holding.grade.scale.id), holding.grade.text], zh=" ", en=" ")
