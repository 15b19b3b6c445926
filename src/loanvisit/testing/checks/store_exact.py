"""Values that a store is apt to bend: cents, microseconds, far days, scripts; and whether they come back exactly."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial

from attrs import evolve

from loanvisit.domain import (
    BorrowerFile,
    FactValue,
    FindingId,
    Money,
    OfficerId,
    RecordId,
    TrailEntry,
    VisitQuery,
    Window,
    five_tier,
)
from loanvisit.testing.builders import (
    a_borrower,
    a_drawdown,
    a_file,
    a_loan,
    a_past_visit,
    a_record,
    a_signal,
    an_event,
)
from loanvisit.testing.checks.bench import Bench
from loanvisit.testing.checks.checking import Check, made, same
from loanvisit.testing.checks.material import adding_all, duty, finding, replacing, visit

TEXTS = (
    "实地检查:厂房、存货与账面相符。",
    "１２３ ＡＢＣ （全角）ﬁ ① ㎡",  # compatibility forms stay what they are
    "e\u0301 and é",  # composed and not
    "𠮷野家 𡈽 🏭",  # beyond the basic plane
    "ёж, ß, İ, Ω",
    "'); DROP TABLE visits;-- 50% _ \\ \"",
    "line one\nline two\tand a tab",
    " spaces stay ",
    "",
)
"""Texts that are easily bent."""
AMOUNTS = ("0.01", "0.10", "9999999999999999.99", "0", "0.99", "12345678901234.56", "1000000.00")
"""Amounts that a float cannot hold, or writes otherwise."""
DAYS = (date(1900, 1, 1), date(1999, 12, 31), date(2000, 2, 29), date(2199, 12, 31))
"""The first day and the last that the library takes, and two where a century is miscounted."""
INSTANTS = (
    datetime(2026, 3, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2026, 4, 1, 0, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 4, 1, 7, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8))),
    datetime(2026, 4, 1, 0, 0, 0, 0, tzinfo=timezone(-timedelta(hours=9, minutes=30))),
)
"""Instants to the microsecond, some given at another offset."""


def exact_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks on values."""
    found: tuple[tuple[str, Callable[[Bench], None]], ...] = (
        ("S23", amounts_come_back_to_the_cent),
        ("S23", days_come_back_as_days),
        ("S23", instants_come_back_to_the_microsecond),
        ("S23", texts_come_back_to_the_character),
        ("S23", facts_come_back_with_their_types),
    )
    return tuple(made(clause, partial(body, bench)) for clause, body in found)


def _comes_back(bench: Bench, file: BorrowerFile, about: str) -> None:
    store = bench.holding(file)
    same(store.file(file.id), file, f"{about}: the file")


def amounts_come_back_to_the_cent(bench: Bench) -> None:
    """One cent, eighteen digits, zero and debts are the amounts they were, digits and currency."""
    loans = [
        evolve(
            a_loan(f"L-{place}", principal=amount, currency=currency),
            drawdowns=[a_drawdown(f"L-{place}/1", amount=amount, currency=currency)],
        )
        for place, (amount, currency) in enumerate((one, unit) for one in AMOUNTS for unit in ("CNY", "USD"))
    ]
    _comes_back(bench, a_file(*loans), "amounts")


def days_come_back_as_days(bench: Bench) -> None:
    """Days from 1900 to 2199 are the days they were, in files and in windows."""
    first, last = DAYS[0], DAYS[-1]
    loans = [a_loan(f"L-{day.year}", disbursed_on=first, matures_on=day) for day in DAYS]
    file = evolve(
        a_file(*loans, past=[a_past_visit(day, "L-1900") for day in DAYS]),
        signals=tuple(a_signal(day, id=f"S-{day.year}") for day in DAYS),
        events=tuple(an_event(day, known_on=last, id=f"E-{day.year}") for day in DAYS),
        past_known_from=first,
    )
    owed = evolve(duty(file.id, 1), window=Window(opens=first, last=last), raw=last, anchored_on=first)
    planned = evolve(visit(file.id, 1), covers=(owed,), window=owed.window)
    file = evolve(file, obligations=(owed,), visits=(planned,))
    _comes_back(bench, file, "days")
    store = bench.holding(file)
    same(store.visits(VisitQuery(open_on=first)), (planned,), "the visits open on the first day there is")
    same(store.visits(VisitQuery(due_by=last)), (planned,), "the visits due by the last day there is")


def instants_come_back_to_the_microsecond(bench: Bench) -> None:
    """Instants of visits, records, cures and entries are the same instants in UTC, to the microsecond."""
    file = a_file(a_loan("B-1/L-1"))
    store = bench.holding(file)
    for number, instant in enumerate(INSTANTS, 31):
        change = adding_all(file.id, number)
        record = evolve(change.record, on=instant.date(), recorded_at=instant)
        planned = evolve(change.visits[0], moved_at=instant)
        cure = evolve(change.remediation, moved_at=instant)
        entries = tuple(evolve(one, at=instant) for one in change.trail)
        change = evolve(
            change, records=(record,), visits=(planned,), remediations=(cure,), trail=entries, key=f"form {number}"
        )
        before = store.file(file.id)
        store.commit(change)
        same(store.file(file.id), before.after(change), "instants: the file")
        same(store.written(file.id, f"form {number}"), change, "instants: what was written under a key")
        last = [one.entry for one in store.trail(file.id)][-len(entries) :]
        same(last, list(entries), "instants: the entries of the trail")


def texts_come_back_to_the_character(bench: Bench) -> None:
    """Texts in Chinese and other scripts, in every form Unicode has, are the same characters everywhere."""
    for number, text in enumerate(TEXTS):
        borrower = evolve(a_borrower(), name=text, facts={"remark": text})
        record = evolve(a_record(date(2026, 3, 1), answers={"q": text}), note=text)
        file = evolve(a_file(borrower=borrower), records=(record,))
        store = bench.holding(file)
        same(store.file(file.id), file, f"the text {text!r}: the file")
        change = evolve(
            adding_all(file.id, 31, key=f"表{text.strip()}{number}"),
            trail=(TrailEntry(at=INSTANTS[0], by=OfficerId("李"), move="note", about=RecordId("R-1"), reason=text),),
        )
        store.commit(change)
        same([one.entry for one in store.trail(file.id)], list(change.trail), f"the text {text!r}: the trail")
        same(store.written(file.id, str(change.key)), change, f"the text {text!r}: what was written under a key")
    for name in ("借款人", "Б-1", "B-𠮷", "b 1"):
        file = a_file(a_loan(borrower=name), borrower=a_borrower(name))
        _comes_back(bench, file, f"the id {name}")


def facts_come_back_with_their_types(bench: Bench) -> None:
    """A flag stays a flag and no number, `0755` stays a text, 0.35 stays exact, a grade its days."""
    facts: dict[str, FactValue] = {
        "amount": Money("0.10", "CNY"),
        "branch": "0755",
        "day": date(2000, 2, 29),
        "flag": True,
        "grade": five_tier("loss", since=date(2026, 1, 1), was="pass"),
        "number": 1,
        "rate": Decimal("0.35"),
        "off": False,
        "zero": 0,
    }
    loan = a_loan(facts=facts, risk=five_tier("doubtful", since=date(2026, 2, 28), was="special_mention"))
    file = evolve(a_file(loan, borrower=a_borrower(facts=facts)), facts=facts)
    _comes_back(bench, file, "facts")
    store = bench.holding(file)
    found = evolve(finding(file.id, 1), id=FindingId("F|甲"))
    change = replacing(file, (), 1)
    store.commit(evolve(change, findings=(found,)))
    same(store.file(file.id).findings, (found,), "a finding under a Chinese id")
