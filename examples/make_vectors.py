"""Make the vectors: inputs and expected answers as plain data, so that a system in any language can be checked.

    python examples/make_vectors.py [folder]

Writes `ground.json` (policies, calendars, regimes and tables of methods, each once, by name) and one file for each kind
of question:

    plans.json      a book, a policy, a calendar, a last day      the duties, exemptions and visits of each borrower
    discharges.json a file with duties, and a record              the duties it changes, and why others are refused
    proofs.json     a plan's input and a visit                    the proof of the visit, line by line in both languages
    findings.json   a file with a record, or a day                the findings that the facts show
    classes.json    a debtor's claims, a regime, a day            the lowest grade of each claim, and which rules say so
    methods.json    a duty, what is known, a table, a day         the method, how far it proves, and why the others lost
    loads.json      a plan's input, a table, people               what is owed month by month, and what finds no room

A vector is {"name", "about", "clause", "source", "input", "output"}; documents in it are those of `to_document`.
Made anew, the files are the same byte for byte.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from attrs import evolve

from loanvisit import presets, samples
from loanvisit.assessment import assess, class_floors, judge
from loanvisit.codec import Document, to_document
from loanvisit.domain import (
    DERIVED_FACTS,
    Accepts,
    Arrear,
    BorrowerFile,
    BorrowerId,
    Claim,
    CreditReport,
    DataCompleteness,
    DebtElsewhere,
    DebtorClaims,
    ExchangeRate,
    FactTest,
    FactValue,
    Limit,
    LoanId,
    Method,
    MethodCase,
    MethodTable,
    Money,
    Obligation,
    OfficerId,
    OfficerTime,
    Regime,
    Signal,
    SignalId,
    SignalLevel,
    Substitution,
    VisitRecord,
    Window,
    months,
)
from loanvisit.scheduling import Plan, choose_method, discharge_by, load_of, make_plan, sighting
from loanvisit.testing import a_duty, a_rule

FOLDER = Path(__file__).parents[1] / "src" / "loanvisit" / "testing" / "vectors"
SEEDS = range(1, 7)
AS_OF, UNTIL = date(2026, 3, 31), date(2026, 9, 30)
DUE = date(2025, 1, 1)
MOST_FILES, MOST_RECORDS = 3, 6
"""How many borrowers of a book are asked about, and how many records of a seed."""
POLICIES = ("cn.exposure", "cn.five_tier_default", "mdb.supervision")
"""The preset policies that the sample book has the facts of."""
SOURCE = "made by examples/make_vectors.py from the seeded sample book; invented data"


def ground() -> dict[str, Document]:
    """Return the policies and calendars that vectors name."""
    policies: dict[str, Document] = {name: to_document(presets.policy(name)) for name in POLICIES}
    calendars: dict[str, Document] = {name: to_document(presets.calendar(name)) for name in presets.calendars()}
    named = [presets.regime(name) for name in presets.regimes()]
    named += [_with_options(regime) for regime in named if regime.options]
    regimes: dict[str, Document] = {regime.id: to_document(regime) for regime in named}
    tables: dict[str, Document] = {name: to_document(presets.method_table(name)) for name in presets.method_tables()}
    return {"policies": policies, "calendars": calendars, "regimes": regimes, "method_tables": tables}


def _plan(seed: int, policy: str, calendar: str) -> Plan:
    book = samples.world(seed, calendar=presets.calendar("CN")).book(AS_OF)
    first = (seed - 1) % max(len(book.files) - MOST_FILES, 1)
    book = evolve(book, files=book.files[first : first + MOST_FILES])
    return make_plan(book, policy=presets.policy(policy), calendar=presets.calendar(calendar), until=UNTIL)


def _asked(plan: Plan) -> dict[str, Document]:
    return {
        "book": to_document(plan.book),
        "policy": plan.policy.id.value,
        "calendar": plan.calendar.id,
        "until": plan.until.isoformat(),
    }


def _vector(name: str, about: str, clause: str, given: dict[str, Document], output: Document) -> Document:
    return {"name": name, "about": about, "clause": clause, "source": SOURCE, "input": given, "output": output}


def planned(plan: Plan) -> Document:
    """Return the answer to a plan: its rules, each once, and what it says of each borrower."""
    told = to_document(plan)["value"]
    return {"rules": told["rules"], "parts": told["parts"]} if isinstance(told, dict) else None


def plans() -> Iterator[Document]:
    """Make a vector of each sample book under each policy and calendar."""
    for seed in SEEDS:
        for policy in POLICIES:
            for calendar in presets.calendars():
                plan = _plan(seed, policy, calendar)
                about = "a book is planned: four answers for each subject and clause, and the visits that cover them"
                yield _vector(f"plan {seed} {policy} {calendar}", about, policy, _asked(plan), planned(plan))


def proved(plan: Plan, visit: str) -> Document:
    """Return the proof of a visit, line by line."""
    text = plan.why(next(one for one in plan.visits if one.id.value == visit)).text
    return {"zh": [*text.zh.split("\n")], "en": [*text.en.split("\n")]}


def proofs() -> Iterator[Document]:
    """Make a vector of the first visits of each sample book."""
    for seed in SEEDS:
        plan = _plan(seed, "cn.five_tier_default", "CN")
        for visit in plan.visits[:3]:
            given = {**_asked(plan), "visit": visit.id.value}
            clause = ", ".join(sorted({duty.rule.clause.value for duty in visit.covers}))
            about = "why a visit is due: clause, source, anchor, calendar moves, last day, what it was merged with"
            yield _vector(f"proof {seed} {visit.id.value}", about, clause, given, proved(plan, visit.id.value))


def discharged(file: BorrowerFile, record: VisitRecord) -> Document:
    """Return the answer to a record: duties changed and duties refused."""
    seen = sighting(record, file)
    assert seen is not None, "only records of visits made are asked about"
    done = discharge_by(file.obligations, seen)
    return {
        "obligations": [to_document(duty) for duty in done.obligations],
        "refused": [to_document(one) for one in done.refused],
    }


def _records() -> Iterator[tuple[int, BorrowerFile, VisitRecord]]:
    """Return the records that the sample officers bring, each with the part of its file that it can touch."""
    for seed in SEEDS:
        world = samples.world(seed, calendar=presets.calendar("CN"))
        policy, calendar = presets.policy("cn.five_tier_default"), presets.calendar("CN")
        plan = make_plan(world.book(AS_OF), policy=policy, calendar=calendar, until=UNTIL)
        for record in world.records(plan)[:MOST_RECORDS]:
            yield seed, _near(plan.file(record.borrower), record), record


def _near(file: BorrowerFile, record: VisitRecord) -> BorrowerFile:
    """Return a file with the visit of a record, the duties open by its day, and nothing of its past."""
    duties = tuple(duty for duty in file.obligations if duty.is_open and duty.window.opens <= record.on)
    visits = tuple(visit for visit in file.visits if visit.id == record.visit)
    return evolve(file, obligations=duties, visits=visits, past=(), signals=())


def discharges() -> Iterator[Document]:
    """Make a vector of each record of a visit made."""
    for seed, file, record in _records():
        if sighting(record, file) is not None:
            given: dict[str, Document] = {"file": to_document(file), "record": to_document(record)}
            about = "a record meets duties in full or in part, or is refused with the reason"
            clause = ", ".join(sorted({duty.rule.clause.value for duty in _covered(file, record)}))
            yield _vector(f"discharge {seed} {record.id.value}", about, clause, given, discharged(file, record))


def _covered(file: BorrowerFile, record: VisitRecord) -> tuple[Obligation, ...]:
    return file.visit(record.visit).covers


def found(file: BorrowerFile, record: VisitRecord | None, as_of: date | None) -> Document:
    """Return the findings that a record, or a day, shows."""
    findings = judge(record, file) if record is not None else assess(file, as_of=as_of or AS_OF)
    return [to_document(finding) for finding in findings]


def findings() -> Iterator[Document]:
    """Make a vector of each record, and of each file on a day."""
    for seed, file, record in _records():
        held = evolve(file, records=(*file.records, record))
        given: dict[str, Document] = {"file": to_document(held), "record": to_document(record), "as_of": None}
        about = "what a record's facts show, none from an answer that names its finding"
        yield _vector(f"findings {seed} {record.id.value}", about, "F01, F45, F48", given, found(held, record, None))
    for seed in SEEDS:
        plan = _plan(seed, "cn.five_tier_default", "CN")
        for file in plan.book.files:
            held = plan.file(file.id)
            day = date(2026, 5, 31)
            held = evolve(held, obligations=tuple(one for one in held.obligations if one.is_overdue(day)), visits=())
            given = {"file": to_document(held), "record": None, "as_of": day.isoformat()}
            about = "visits overdue and findings not closed in time, at the close of a day"
            yield _vector(f"findings {seed} {file.id.value}", about, "F47, F50", given, found(held, None, day))


def classed(debtor: DebtorClaims, regime: Regime, as_of: date) -> Document:
    """Return the answer to a debtor's claims: of each the floor, what is left open, and what each rule says."""
    return [
        {
            "claim": str(floor.claim),
            "floor": floor.floor.code,
            "worst": floor.worst.code,
            "days": None if floor.days is None else floor.days.days,
            "material_days": None if floor.days is None else floor.days.material_days,
            "rules": [{"rule": one.rule, "verdict": one.verdict.value, "grade": one.grade} for one in floor.answers],
            "missing": [*floor.missing],
            "since": None if floor.since is None else floor.since.isoformat(),
            "bad_since": None if floor.bad_since is None else floor.bad_since.isoformat(),
        }
        for floor in class_floors(debtor, regime, as_of=as_of)
    ]


def classes() -> Iterator[Document]:
    """Make a vector of both sides of each bound of days, each rule, term, age and share, of each regime."""
    for name in presets.regimes():
        regime = presets.regime(name)
        for days in sorted({max(bucket.first + step, 0) for bucket in regime.buckets for step in (-1, 0)}):
            as_of = DUE + timedelta(days=days - regime.counts_due_date)
            debtor = _debtor(regime, (DUE,), {})
            yield _classed(f"class {name} {days}", "days", evolve(debtor, claims=debtor.claims[:1]), regime, as_of)
        for rule in regime.rules:
            for passes in (True, False):
                facts = {test.fact: _value(test, passes=passes) for test in rule.tests}
                given = {fact: value for fact, value in facts.items() if fact not in DERIVED_FACTS}
                debtor = _debtor(regime, (), given)
                yield _classed(f"class {name} {rule.id} {passes}", rule.id, debtor, regime, DUE)
        yield from _timed(name)
    yield from _shared(presets.regime("cn.financial_assets.2023"))


def _timed(name: str) -> Iterator[Document]:
    """Make a vector of the last day of each term and the first after it, and of both sides of each step of age."""
    regime = presets.regime(name)
    whole = _with_options(regime)
    for term in regime.terms:
        facts: dict[str, FactValue] = {term.since: DUE}
        for rule in regime.rules:
            facts |= {test.fact: _value(test, passes=True) for test in rule.tests if rule.term == term.id}
        given = {fact: value for fact, value in facts.items() if fact not in DERIVED_FACTS}
        ends = term.ends_on(DUE, months(3))
        for day in () if ends is None else (ends - timedelta(days=1), ends):
            debtor = _debtor(regime, (), given)
            yield _classed(f"class {name} {term.id} {day.isoformat()}", term.id, debtor, whole, day)
    became = DUE + timedelta(days=90)
    for step in regime.ageing:
        for day in (step.above.after(became), step.above.after(became) + timedelta(days=1)):
            debtor = _debtor(regime, (DUE,), {})
            yield _classed(f"class {name} age {day.isoformat()}", "age", debtor, regime, day)


def _with_options(regime: Regime) -> Regime:
    """Return a regime with all its options asked, under a name of its own."""
    return evolve(regime.choosing(*(rule.id for rule in regime.options)), id=f"{regime.id} with options")


def _shared(regime: Regime) -> Iterator[Document]:
    """Make a vector of both sides of each share: of the claims here at a rate or without, and of all banks' debt."""
    as_of, due = DUE + timedelta(days=91), (Arrear(due_on=DUE, amount=Money("1.00", "CNY")),)
    rate = ExchangeRate(of="USD", into="CNY", rate=Decimal("7.1"), on=DUE)
    bad = Claim(id=LoanId("L-1"), balance=Money("1000.00", "USD"), arrears=due)
    for amount in ("63900.00", "63899.99"):
        good = Claim(id=LoanId("L-2"), balance=Money(amount, "CNY"), arrears=[])
        debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[bad, good], facts={"debtor.retail": False})
        for rates in ((rate,), ()):
            name = f"class {regime.id} share {amount} {'at a rate' if rates else 'without a rate'}"
            yield _classed(name, "debtor.share", evolve(debtor, rates=rates), regime, as_of)
    here = Claim(id=LoanId("L-1"), balance=Money("80000.00", "CNY"), arrears=[])
    for amount, days in (("20000.00", 91), ("20000.01", 91), ("20000.01", 90)):
        debt = DebtElsewhere(lender="A", balance=Money(amount, "CNY"), days_past_due=days, is_non_performing=days > 90)
        report = CreditReport(on=DUE, debts=[debt])
        debtor = DebtorClaims(borrower=BorrowerId("B-1"), claims=[here], report=report)
        yield _classed(f"class {regime.id} all banks {amount} {days}", "debtor.all_banks", debtor, regime, as_of)


def _classed(name: str, clause: str, debtor: DebtorClaims, regime: Regime, as_of: date) -> Document:
    given: dict[str, Document] = {"debtor": to_document(debtor), "regime": regime.id, "as_of": as_of.isoformat()}
    about = "the lowest grade a claim may have: never what its class is, and what is not known is named"
    return _vector(name, about, clause, given, classed(debtor, regime, as_of))


def _debtor(regime: Regime, due: tuple[date, ...], facts: Mapping[str, FactValue]) -> DebtorClaims:
    """Return a debtor with a claim on which 1,000.00 fell due on each day, a non-performing one, and one in order."""
    currency = "CNY" if regime.materiality is None else regime.materiality.retail.currency
    amount, balance = Money("1000.00", currency), Money("50000.00", currency)
    arrears = tuple(Arrear(due_on=day, amount=amount) for day in due)
    asked = Claim(id=LoanId("L-1"), balance=balance, arrears=arrears, facts=facts, repayment_period=months(3))
    bad = evolve(asked, id=LoanId("L-2"), arrears=(), grade=regime.grade(regime.non_performing))
    good = evolve(asked, id=LoanId("L-3"), arrears=(), facts={}, grade=regime.grade(regime.scale.grades[0]))
    return DebtorClaims(borrower=BorrowerId("B-1"), claims=(asked, bad, good))


def _value(test: FactTest, *, passes: bool) -> FactValue:
    """Return a value right at the bound of a test, on the one side or the other."""
    if isinstance(test.value, bool):
        return test.value is passes
    step = Decimal("0.01") if passes is (test.limit is Limit.ABOVE) else Decimal(0)
    return Decimal(str(test.value)) + (step if test.limit is Limit.ABOVE else -step)


def chosen(duty: Obligation, case: MethodCase, table: MethodTable, as_of: date) -> Document:
    """Return the method of a duty, and of every other method each reason against it."""
    choice = choose_method(duty, case, table=table, as_of=as_of)
    return {
        "method": None if choice.method is None else choice.method.value,
        "strength": None if choice.strength is None else choice.strength.value,
        "substituted": choice.substituted,
        "brings": [*choice.brings],
        "wanted": None if choice.wanted is None else choice.wanted.value,
        "losers": [
            {"method": loss.method.value, "reasons": [reason.key for reason in loss.reasons]} for loss in choice.losers
        ],
    }


def methods() -> Iterator[Document]:
    """Make a vector of each matter, for each that a duty may accept, as one thing after the other is known."""
    about = "by which method a duty is met: what its clause accepts, what the table proves, what is known"
    for name in presets.method_tables():
        table = presets.method_table(name)
        for matter in table.matters:
            for accepts in Accepts:
                duty = a_duty(date(2026, 1, 1), AS_OF, rule=a_rule(accepts=accepts))
                for known, case in _cases(matter.id, duty).items():
                    given: dict[str, Document] = {
                        "duty": to_document(duty),
                        "case": to_document(case),
                        "table": name,
                        "as_of": AS_OF.isoformat(),
                    }
                    label = f"method {name} {matter.id} {accepts.value} {known}"
                    yield _vector(label, about, matter.id, given, chosen(duty, case, table, AS_OF))


def _cases(matter: str, duty: Obligation) -> dict[str, MethodCase]:
    """Return a case in order, and each thing that may go against it."""
    clean = MethodCase(matter=matter, in_a_row=0, last_on_site=date(2025, 12, 20), was_clean=True)
    full = DataCompleteness(days=Decimal("0.95"), accounts=Decimal(1), payees=True)
    red = Signal(id=SignalId("S"), about=duty.subject, kind="E01", level=SignalLevel.RED, raised_on=AS_OF)
    stands_in = Substitution(
        about=duty.id,
        method=Method.INTERVIEW,
        visitors=[OfficerId("anna")],
        approver=OfficerId("xu"),
        reason="flood",
        granted_on=AS_OF,
        until=AS_OF,
    )
    evidence = ["voucher", "proof_of_funds"]
    return {
        "clean": clean,
        "evidence and data": evolve(clean, evidence=evidence, data=full),
        "data short": evolve(clean, data=evolve(full, days=Decimal("0.94"), payees=False)),
        "too many in a row": evolve(clean, in_a_row=3, evidence=evidence, data=full),
        "red": evolve(clean, signals=[red], evidence=evidence, data=full),
        "refuses": evolve(clean, refuses=True, evidence=evidence, data=full),
        "away": evolve(clean, unreachable=True, evidence=evidence, data=full),
        "force majeure": evolve(clean, force_majeure=True),
        "substituted": evolve(clean, force_majeure=True, substitution=stands_in),
        "unknown": MethodCase(matter=matter),
    }


def loaded(plan: Plan, table: MethodTable, officers: list[OfficerTime]) -> Document:
    """Return what a plan takes of people, month by month."""
    return to_document(load_of(plan, officers=officers, table=table))["value"]


def loads() -> Iterator[Document]:
    """Make a vector of each sample book, for nobody, for one person, and for two of whom one is away for a month."""
    about = "what the visits of a plan take, against the working days there are, and what finds no room"
    anna = OfficerTime(officer=OfficerId("anna"), share=Decimal("0.1"))
    away = OfficerTime(officer=OfficerId("li"), away=[Window(opens=date(2026, 5, 1), last=date(2026, 5, 31))])
    for seed in SEEDS:
        plan = _plan(seed, "cn.five_tier_default", "CN")
        for officers in ([], [anna], [away, anna]):
            given = {
                **_asked(plan),
                "table": "cn.methods",
                "officers": [to_document(one) for one in officers],
            }
            label = f"load {seed} {len(officers)}"
            yield _vector(label, about, "load", given, loaded(plan, presets.method_table("cn.methods"), officers))


KINDS = {
    "plans": plans,
    "discharges": discharges,
    "proofs": proofs,
    "findings": findings,
    "classes": classes,
    "methods": methods,
    "loads": loads,
}


def write(folder: Path) -> dict[str, int]:
    """Write every file; return how many vectors each holds."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ground.json").write_text(_spelt(ground()), encoding="utf-8")
    counts: dict[str, int] = {}
    for kind, made in KINDS.items():
        vectors = list(made())
        (folder / f"{kind}.json").write_text(_spelt(vectors), encoding="utf-8")
        counts[kind] = len(vectors)
    return counts


def _spelt(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    for kind, count in write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER).items():
        print(f"{kind}: {count}")
