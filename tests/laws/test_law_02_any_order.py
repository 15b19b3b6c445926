"""Law 2: the same input, in any order, with any hash seed, in any time zone, gives the same bytes."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import BorrowerFile, Calendar, Portfolio
from loanvisit.scheduling import ClausePolicy
from loanvisit.testing import strategies
from tests.laws.books import CALENDARS, plan_of, told

ROOT = Path(__file__).parents[2]

SCRIPT = """
from datetime import date
from hashlib import sha256
from loanvisit import presets
from loanvisit.codec import canonical_bytes, to_document
from loanvisit.domain import BorrowerId, Method, Portfolio, SignalLevel
from loanvisit.scheduling import make_plan
from loanvisit.testing import a_loan, a_past_visit, a_signal
loans = [
    a_loan(f"L-{n}", borrower=f"B-{n % 7}", disbursed_on=date(2025, 1 + n % 12, 1 + n % 28), risk=risk, product=product,
           facts={"branch": f"07{n}", "pledged": bool(n % 2)}, matures_on=date(2027, 1 + n % 12, 28))
    for n, (risk, product) in enumerate((r, p) for r in ("pass", "special_mention", "loss", None)
                                        for p in ("working_capital", "project", "personal", None))
]
past = [a_past_visit(date(2026, 1, 1 + n), f"L-{n}", purposes={"routine", "first_check"}) for n in range(10)]
signals = [a_signal(date(2026, 3, 2), about=BorrowerId("B-1"), level=SignalLevel.RED)]
china = presets.calendar("CN")
book = Portfolio.of(loans, past=past, signals=signals, as_of=date(2026, 3, 31))
plan = make_plan(book, policy=presets.policy("cn.five_tier_default"), calendar=china, until=date(2027, 3, 31))
print(len(plan.visits), sha256(canonical_bytes(to_document(plan)) + canonical_bytes(to_document(book))).hexdigest(),
      sha256("".join(plan.why(visit).text.zh for visit in plan.visits).encode()).hexdigest())
"""


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_a_book_gathered_in_any_order_is_the_same_book(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """Loans, visits, borrowers, signals, events and findings in any order give the same book and plan, byte by byte."""
    loans = list(book.loans)
    past = [evolve(visit, borrower=file.id) for file in book.files for visit in file.past]
    borrowers = [file.borrower for file in book.files]
    signals = [signal for file in book.files for signal in file.signals]
    events = [event for file in book.files for event in file.events]
    found = [
        evolve(finding, id=type(finding.id)(f"{file.id}{place}"))
        for file in book.files
        for place, finding in enumerate(file.past_findings)
    ]
    straight = Portfolio.of(
        loans, past=past, borrowers=borrowers, signals=signals, events=events, past_findings=found, as_of=book.as_of
    )
    shuffled = Portfolio.of(
        data.draw(st.permutations(loans)),
        past=data.draw(st.permutations(past)),
        borrowers=data.draw(st.permutations(borrowers)),
        signals=data.draw(st.permutations(signals)),
        events=data.draw(st.permutations(events)),
        past_findings=data.draw(st.permutations(found)),
        as_of=book.as_of,
    )
    assert shuffled == straight
    assert canonical_bytes(to_document(shuffled)) == canonical_bytes(to_document(straight))
    assert told(plan_of(shuffled, policy, calendar)) == told(plan_of(straight, policy, calendar))


def _shuffled(file: BorrowerFile, data: st.DataObject) -> BorrowerFile:
    drawn: dict[str, Any] = {
        name: tuple(data.draw(st.permutations(getattr(file, name))))
        for name in ("loans", "signals", "events", "past", "past_findings", "records")
    }
    return evolve(file, **drawn)


@given(book=strategies.portfolios(), policy=strategies.policies(), calendar=CALENDARS, data=st.data())
def test_files_filled_in_any_order_give_the_same_plan(
    book: Portfolio, policy: ClausePolicy, calendar: Calendar, data: st.DataObject
) -> None:
    """A host may hand over files, and what lies in each, in any order: the plan is the same, byte by byte."""
    files = data.draw(st.permutations([_shuffled(file, data) for file in book.files]))
    shuffled = Portfolio(as_of=book.as_of, files=tuple(files))
    assert told(plan_of(shuffled, policy, calendar)) == told(plan_of(book, policy, calendar))


def test_no_hash_seed_and_no_time_zone_shows_in_the_bytes() -> None:
    """Two hash seeds in two time zones, in processes of their own, print the same digests of plan, book and proofs."""
    printed = set()
    for seed, zone in product(("0", "4711"), ("Asia/Shanghai", "America/Los_Angeles")):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTEST"))}
        env |= {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT / "src")}
        ran = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        printed.add(ran.stdout)
    assert len(printed) == 1
