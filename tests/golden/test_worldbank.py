"""The World Bank's "IBRD Statement of Loans", read and planned whole, against figures counted from its rows beforehand.

A snapshot is any CSV file with a column "End of Period" in `../shared/data/worldbank_ibrd`, plain or gzip, in any of
the forms in which it has been published. No past visit is given: what was owed before the day is outside the plan.
"""

import csv
import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import field, frozen

from loanvisit import presets
from loanvisit.adapters import ReadBook, read_book, read_mapping
from loanvisit.domain import Loan, LoanId, LoanStatus, Portfolio, Subject, months
from loanvisit.scheduling import Plan, make_plan

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "examples" / "mappings" / "worldbank_ibrd.toml"
DAYS = (date(2020, 11, 30), date(2022, 5, 31))


@frozen(kw_only=True)
class Answer:
    """What is known of a snapshot before it is planned."""

    accepted: int
    live: int
    exempt_by_status: int
    without_disbursement: int
    visited_within_a_year: int
    mature_before: int
    matured_and_unpaid: int


ANSWERS = {
    DAYS[0]: Answer(
        accepted=8_986,
        live=2_024,
        exempt_by_status=6_962,
        without_disbursement=45,
        visited_within_a_year=1_969,
        mature_before=10,
        matured_and_unpaid=103,
    ),
    DAYS[1]: Answer(
        accepted=8_873,
        live=2_057,
        exempt_by_status=6_816,
        without_disbursement=67,
        visited_within_a_year=1_969,
        mature_before=21,
        matured_and_unpaid=72,
    ),
}

SCRIPT = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from loanvisit import presets
from loanvisit.adapters import read_book, read_mapping
from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import Portfolio, months
from loanvisit.scheduling import make_plan
file, mapping, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
book = Portfolio.of(read_book(file, read_mapping(mapping)).loans, as_of=day)
policy, calendar = presets.policy("mdb.supervision"), presets.calendar("weekdays")
plan = make_plan(book, policy=policy, calendar=calendar, until=months(12).after(day))
print(len(plan.visits), sha256(canonical_bytes(to_document(plan))).hexdigest())
"""


@frozen(kw_only=True)
class Snapshot:
    """One published file, read and planned for twelve months."""

    path: Path
    header: list[str]
    rows: list[list[str]] = field(repr=False)
    read: ReadBook = field(repr=False)
    plan: Plan = field(repr=False)

    @property
    def loans(self) -> dict[LoanId, Loan]:
        return {loan.id: loan for loan in self.read.loans}

    def cells(self, *columns: str) -> list[tuple[str, ...]]:
        places = [self.header.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in self.rows]


def _rows(path: Path) -> list[list[str]]:
    packed = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8-sig", newline="")
        if packed
        else path.open(encoding="utf-8-sig", newline="") as file
    ):
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def published(shared_data: Path) -> list[Snapshot]:
    """Every snapshot there is, each read with the mapping of the examples and planned as of its own day."""
    folder = shared_data / "worldbank_ibrd"
    mapping = read_mapping(MAPPING)
    policy, calendar = presets.policy("mdb.supervision"), presets.calendar("weekdays")
    found: list[Snapshot] = []
    for path in sorted([*folder.rglob("*.csv"), *folder.rglob("*.csv.gz")]):
        header, *rows = _rows(path) or [[]]
        if "End of Period" not in header:
            continue
        read = read_book(path, mapping)
        days = {loan.facts["stated_on"] for loan in read.loans}
        day = days.pop()
        assert isinstance(day, date)
        assert not days, f"{path.name} is of more than one day"
        book = Portfolio.of(read.loans, as_of=day)
        plan = make_plan(book, policy=policy, calendar=calendar, until=months(12).after(day))
        found.append(Snapshot(path=path, header=header, rows=rows, read=read, plan=plan))
    if not found:
        pytest.skip("no statement of loans in ../shared/data/worldbank_ibrd: the book of the World Bank is not planned")
    return found


@pytest.fixture(params=DAYS, ids=str)
def snapshots(published: list[Snapshot], request: pytest.FixtureRequest) -> list[Snapshot]:
    """The snapshots of one day: it may have been published in several forms."""
    own = [one for one in published if one.plan.as_of == request.param]
    if not own:
        pytest.skip(f"no statement of loans as of {request.param} in ../shared/data/worldbank_ibrd")
    return own


def _answer(snapshot: Snapshot) -> Answer:
    plan = snapshot.plan
    live = {loan.id for loan in snapshot.read.loans if loan.status is LoanStatus.LIVE}
    exempt = Counter[str](answer.fact for answer in plan.exempt)
    lacking = Counter[tuple[str, ...]](answer.missing for answer in plan.undetermined)
    assert set(exempt) == {"status", "matures_on"}
    assert set(lacking) == {("disbursed_on",)}
    duties = [duty for duty in (*plan.owed, *plan.projected) if duty.window.last <= plan.until]
    return Answer(
        accepted=len(snapshot.read.loans),
        live=len(live),
        exempt_by_status=exempt["status"],
        without_disbursement=lacking["disbursed_on",],
        visited_within_a_year=len(live & {loan for duty in duties for loan in duty.loans}),
        mature_before=exempt["matures_on"],
        matured_and_unpaid=sum(_is_past(loan, plan) for loan in snapshot.read.loans if loan.id in live),
    )


def test_the_book_is_answered_as_counted_beforehand(snapshots: list[Snapshot]) -> None:
    """Every row is accepted, and the answers are those counted from the rows, in whatever form a day was published."""
    expected = ANSWERS[snapshots[0].plan.as_of]
    assert {one.path.name: _answer(one) for one in snapshots} == {one.path.name: expected for one in snapshots}
    assert [(one.read.refused, one.read.good, len(one.rows)) for one in snapshots] == [
        (0, expected.accepted, expected.accepted) for _ in snapshots
    ]


def test_every_loan_has_one_kind_of_answer(snapshots: list[Snapshot]) -> None:
    """A loan is to be visited, or matures first, or lacks its day, or is not live: one of the four, none left out."""
    for one in snapshots:
        plan, loans = one.plan, one.loans
        drawn: dict[Subject, Subject] = {drawdown.id: loan.id for loan in loans.values() for drawdown in loan.drawdowns}
        kinds: list[list[Subject]] = [
            [*{loan for duty in (*plan.owed, *plan.projected) for loan in duty.loans}],
            [answer.subject for answer in plan.exempt],
            [drawn.get(answer.subject, answer.subject) for answer in plan.undetermined],
        ]
        assert Counter(loan for kind in kinds for loan in kind) == Counter(loans.keys())


def test_a_matured_loan_that_is_not_repaid_goes_on(snapshots: list[Snapshot]) -> None:
    """A live loan past its last day is visited like any other, or lacks the day it was paid out; it is never exempt."""
    for one in snapshots:
        past = {loan.id for loan in one.loans.values() if loan.status is LoanStatus.LIVE and _is_past(loan, one.plan)}
        assert past
        assert not past & {answer.subject for answer in one.plan.exempt}


def _is_past(loan: Loan, plan: Plan) -> bool:
    return loan.matures_on is not None and loan.matures_on < plan.as_of


def test_namibia_is_no_missing_value(snapshots: list[Snapshot]) -> None:
    """`NA` is the code of Namibia: it stands in the borrower's id as text, and the country keeps its name."""
    for one in snapshots:
        cells = one.cells("Loan Number", "Country Code", "Country")
        codes = [LoanId(number) for number, code, _ in cells if code == "NA"]
        named = [LoanId(number) for number, _, country in cells if country == "Namibia"]
        loans = [one.loans[number] for number in codes]
        assert codes == named
        assert loans
        assert {(loan.borrower.value.partition("/")[0], loan.facts["country"]) for loan in loans} == {("NA", "Namibia")}


def test_a_missing_borrower_is_its_country(snapshots: list[Snapshot]) -> None:
    """A loan that names no borrower is the country's, as the mapping declares; its file holds the others alike."""
    for one in snapshots:
        cells = one.cells("Loan Number", "Borrower", "Country Code", "Country")
        nameless = [(number, code, country) for number, borrower, code, country in cells if not borrower.strip()]
        assert nameless
        assert [one.loans[LoanId(number)].borrower.value for number, _, _ in nameless] == [
            f"{code}/{' '.join(country.split())}" for _, code, country in nameless
        ]


def test_the_forms_of_publication_read_alike(snapshots: list[Snapshot], tmp_path: Path) -> None:
    """US dates or ISO dates, amounts plain or grouped, a byte-order mark or none: it is one and the same book."""
    snapshot = snapshots[0]
    forms = {
        "utf-8": [[_iso(cell) for cell in row] for row in snapshot.rows],
        "utf-8-sig": [[_us(cell) for cell in row] for row in snapshot.rows],
    }
    amount = snapshot.header.index("Original Principal Amount")
    for encoding, rows in forms.items():
        for row in rows:
            number = Decimal(row[amount].replace(",", ""))
            row[amount] = f"{number:,}" if encoding == "utf-8-sig" else str(number)
        again = tmp_path / f"{encoding}.csv"
        with again.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([snapshot.header, *rows])
        assert read_book(again, read_mapping(MAPPING)).loans == snapshot.read.loans


def _iso(cell: str) -> str:
    return re.sub(r"^(\d\d)/(\d\d)/(\d{4})( 12:00:00 AM)?$", r"\3-\1-\2T00:00:00.000", cell)


def _us(cell: str) -> str:
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)(T00:00:00\.000)?$", r"\2/\3/\1 12:00:00 AM", cell)


def test_row_order_hash_seed_and_time_zone_do_not_show(snapshots: list[Snapshot], tmp_path: Path) -> None:
    """Rows shuffled, another hash seed and another time zone, each in a process of its own, plan the same bytes."""
    snapshot = snapshots[0]
    shuffled = tmp_path / "shuffled.csv"
    with shuffled.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([snapshot.header, *sorted(snapshot.rows, key=_digest)])
    runs = (
        (snapshot.path, "0", "Asia/Shanghai"),
        (snapshot.path, "4711", "America/Los_Angeles"),
        (shuffled, "1", "UTC"),
    )
    printed: set[str] = set()
    for path, seed, zone in runs:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTEST"))}
        env |= {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-c", SCRIPT, str(path), str(MAPPING), snapshot.plan.as_of.isoformat()]
        ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        printed.add(ran.stdout)
    assert len(printed) == 1


def _digest(row: list[str]) -> bytes:
    return sha256("\x1f".join(row).encode()).digest()
