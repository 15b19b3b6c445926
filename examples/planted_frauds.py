"""How many visits waved through the signals find, and how many honest ones they point at.

    python examples/planted_frauds.py

Among the records of the sample book frauds are planted, in eight ways, each from one that leaps to the eye to one that
hardly leaves a trace. What is found says what the rules see, not what borrowers or officers do: the book is invented.
"""

import sys
from datetime import date
from decimal import Decimal

from loanvisit import presets
from loanvisit.assessment import integrity_signals
from loanvisit.domain import IntegritySignal
from loanvisit.samples import FraudBook, Trace, false_alarms, recall, with_frauds, world
from loanvisit.scheduling import make_plan

SEED, BORROWERS, EACH_WAY = 7, 99, 5


def looked_at(seed: int = SEED) -> tuple[FraudBook, tuple[IntegritySignal, ...]]:
    """Return the sample book's records with frauds among them, and what is signalled of them."""
    calendar, policy = presets.calendar("CN"), presets.policy("cn.five_tier_default")
    bank = world(seed, calendar=calendar, borrowers=BORROWERS)
    plan = make_plan(bank.book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
    book = with_frauds(bank.records(plan), seed=seed, calendar=calendar, each_way=EACH_WAY)
    return book, integrity_signals(book.records, calendar=calendar, before=book.before)


def main() -> int:
    """Print the table of recall, and the false alarms."""
    book, signals = looked_at()
    counted = recall(book, signals)
    print(f"{'way':<44}", *(f"{trace.text.en:>8}" for trace in Trace))
    for kind in dict.fromkeys(one.kind for one in counted):
        row = [f"{one.found}/{one.planted}" for one in counted if one.kind is kind]
        print(f"{kind.text.en:<44}", *(f"{cell:>8}" for cell in row))
    print(f"\nfalse alarms for each 1,000 honest records ({book.honest} there are):")
    for kind, count in false_alarms(book, signals).items():
        if count:
            print(f"{kind.text.en:<44} {Decimal(1000 * count) / book.honest:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
