"""Makes a value of every public class by what its fields declare."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from inspect import isabstract, isclass
from pkgutil import iter_modules
from types import ModuleType, NoneType, UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs

import loanvisit
from loanvisit import presets
from loanvisit.assessment import InflowDrop, MissedInstalments, OverdueStatus
from loanvisit.domain import (
    CONCLUSION_TABLE,
    FIVE_TIER,
    Accepts,
    Anchor,
    Answer,
    AnswerCheck,
    AnswerEvidence,
    AnswerKind,
    Attempt,
    Ban,
    BorrowerId,
    Channel,
    Claim,
    ConclusionTable,
    Consent,
    DebtorClaims,
    DecreedYear,
    Deferral,
    Delegation,
    DutyKind,
    EveryGap,
    EveryPeriod,
    EvidenceRef,
    ExchangeRate,
    Fact,
    Facts,
    FactValue,
    Feedback,
    FeedbackId,
    FeedbackLoop,
    FeedbackRate,
    FileAnswer,
    FileLine,
    FloorAnswer,
    Grade,
    GroupStanding,
    HandOver,
    LegalBasis,
    Level,
    Loan,
    LoanChange,
    LoanChangeKind,
    LoanId,
    Meeting,
    Method,
    MethodCase,
    MethodCell,
    MethodChoice,
    MethodTable,
    MissReason,
    Money,
    NaturalPeriod,
    Obligation,
    Officer,
    OfficerId,
    Organisation,
    OrganisationUnit,
    Outcome,
    PackPart,
    PackSection,
    Paper,
    PastVisit,
    Place,
    PlacePrecision,
    Portfolio,
    PreparationPack,
    ProcedureStep,
    Proof,
    QualityKind,
    QualityTest,
    Question,
    RecordId,
    Regime,
    RepaymentSource,
    RepaymentState,
    Resolution,
    RiskScale,
    Role,
    Roll,
    Rule,
    Seed,
    SeedCommitment,
    Span,
    StepClock,
    StepLine,
    StepStanding,
    Strength,
    Substitution,
    UnansweredQuestion,
    UnitId,
    VisitRecord,
    Window,
    WithheldEvidence,
    five_tier,
    months,
)
from loanvisit.errors import Fault
from loanvisit.reporting import FieldSource, ReportField, ReportPart, ReportSection, VisitReport
from loanvisit.scheduling import Clause, ClausePolicy, Plan, Policy, choose_method, make_plan
from loanvisit.testing import a_duty, a_rule
from loanvisit.words import Text

T = TypeVar("T")

DAY = date(2026, 3, 31)
INSTANT = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
ROOMS = ("domain", "scheduling", "assessment", "reporting", "ports", "steps")
FACTS: dict[str, FactValue] = {
    "amount": Money("1.50", "CNY"),
    "day": DAY,
    "flag": True,
    "grade": five_tier("pass", since=DAY, was="loss", was_since=date(2026, 1, 5)),
    "number": 7,
    "share": Decimal("0.350"),
    "word": "0755",
}


def _rooms() -> Iterator[ModuleType]:
    for found in iter_modules(loanvisit.__path__):
        if found.name in ROOMS:
            yield import_module(f"loanvisit.{found.name}")


def _is_value(thing: object) -> bool:
    """Ask whether a public name is a class of values: no error, no protocol, nothing that only does things."""
    if (
        not isclass(thing)
        or issubclass(thing, BaseException)
        or getattr(thing, "_is_protocol", False)
        or isabstract(thing)
    ):
        return False
    return attrs.has(thing) or issubclass(thing, Enum) or thing is Facts


PUBLIC = {
    f"{room.__name__}.{name}": cast("type", getattr(room, name))
    for room in _rooms()
    for name in getattr(room, "__all__", ())
    if _is_value(getattr(room, name))
} | {"loanvisit.words.Text": Text, "loanvisit.errors.Fault": Fault}


_SHA: dict[str, object] = {"sha256": "0" * 64}
_NONCE: dict[str, object] = {"nonce": "0" * 16}
_DIGEST: dict[str, object] = {"digest": "0" * 64}
_PAIR: dict[str, object] = {"of": "USD", "into": "CNY"}
_STANDING = GroupStanding(group="x", regime="x", as_of=DAY, members=(BorrowerId("B-1"),))
_ONE_UNIT = (OrganisationUnit(id=UnitId("x"), name=Text(zh="x", en="x")),)
_LENT: dict[str, object] = {"delegate": OfficerId("y"), "powers": frozenset({"visit.accept"})}
_RESOLVED: dict[str, object] = {"moves": frozenset({"finding.waive"})}
_PARTIES: dict[str, object] = {"taker": OfficerId("y"), "witness": OfficerId("z")}
_FIELD = ReportField(key="x", label=Text(zh="x", en="x"), value=None, source=FieldSource.RECORD)
_ROWS: dict[str, object] = {"rows": CONCLUSION_TABLE.rows}
_REPORTED: dict[str, object] = {"sections": tuple(ReportSection(part=part, fields=(_FIELD,)) for part in ReportPart)}
_WHOLE: dict[str, object] = {"sections": tuple(PackSection(part=part) for part in PackPart)}
_REFUSED = Consent(basis=LegalBasis.CONSENT, given=False, reason="x")
_NEEDED: dict[type, dict[str, object]] = {
    ConclusionTable: _ROWS,
    PreparationPack: _WHOLE,
    VisitReport: _REPORTED,
    Ban: {"act": "visit.accept"},
    DecreedYear: {"year": 2026},
    Deferral: {"approver": OfficerId("y"), "new_last": date(2026, 4, 30)},
    Delegation: _LENT,
    EveryGap: {"opens": months(1), "anchor": Anchor.DRAWDOWN},
    EvidenceRef: _SHA,
    ExchangeRate: _PAIR,
    Fact: {"scale": FIVE_TIER},
    FloorAnswer: {"grade": "loss"},
    LoanChange: {"kind": LoanChangeKind.TRANSFER},
    MethodCell: {"method": Method.ON_SITE, "strength": Strength.PROVES},
    HandOver: _PARTIES | {"giver": OfficerId("x")},
    Meeting: {"members": (OfficerId("y"),), "present": frozenset({OfficerId("y")})},
    Resolution: _RESOLVED,
    Organisation: {"units": _ONE_UNIT},
    Paper: {"about": LoanId("x"), "require": EveryPeriod(period=NaturalPeriod.QUARTER), "level": Level.LOAN},
    PastVisit: {"borrower": BorrowerId("x")},
    Place: {"precision": PlacePrecision.DISTRICT, "district": "x"},
    Question: {"kind": AnswerKind.TEXT},
    Feedback: {"answerer": OfficerId("x")},
    ProcedureStep: {"ends": ("visit.submit",)},
    UnansweredQuestion: {"unanswered": (RecordId("x"),)},
    QualityTest: {"kind": QualityKind.PLACE},
    StepClock: {"marks": ("visit.make",)},
    StepLine: {"standing": StepStanding.CANNOT_TELL},
    Seed: _NONCE,
    SeedCommitment: _DIGEST,
    Substitution: {"approver": OfficerId("y")},
    WithheldEvidence: {"consent": _REFUSED},
}
"""What a value cannot do without though its field has a default, or what a field takes only some values of."""

_AGREED: dict[type, dict[str, object]] = {
    ConclusionTable: _ROWS,
    FileLine: {"answer": FileAnswer.PRESENT, "since": None},
    PreparationPack: _WHOLE,
    RepaymentSource: {"state": RepaymentState.LIKELY},
    VisitReport: _REPORTED,
    Attempt: {"channel": Channel.PHONE},
    Ban: {"act": "visit.accept", "unless": None},
    Answer: {"reason": None},
    AnswerEvidence: {"answers": ("x",)},
    AnswerCheck: {"answered": ("a",), "open": ("b",), "excused": ("c",), "undecided": ("d",), "not_asked": ("e",)},
    Claim: {"earlier": (five_tier("pass", since=date(2025, 12, 31)),), "grade": FACTS["grade"]},
    Clause: {"arrear": "oldest", "roll": Roll.LATER, "kind": DutyKind.VISIT},
    Consent: {"withdrawn_on": None},
    DebtorClaims: {"borrower": BorrowerId("B-1"), "group": _STANDING},
    DecreedYear: {"year": 2026},
    Deferral: {"approver": OfficerId("y"), "new_last": date(2026, 4, 30)},
    Delegation: _LENT,
    EveryGap: {"anchor": Anchor.DATE},
    EvidenceRef: _SHA | {"consent": Consent(basis=LegalBasis.CONTRACT)},
    ExchangeRate: _PAIR,
    FloorAnswer: {"grade": "loss"},
    InflowDrop: {"yellow": 30, "orange": 50, "months": 12},
    LoanChange: {"kind": LoanChangeKind.EXTENSION, "continues": None},
    MethodCell: {"method": Method.DATA, "strength": Strength.WEAK},
    GroupStanding: {"members": (BorrowerId("B-1"),), "non_performing": (BorrowerId("B-1"),), "doubted": ()},
    MissedInstalments: {"orange": 2},
    Obligation: {"window": Window(opens=DAY, last=date(2026, 4, 30))},
    HandOver: _PARTIES | {"giver": OfficerId("x")},
    Meeting: {"members": (OfficerId("y"),), "present": frozenset({OfficerId("y")})},
    Resolution: _RESOLVED
    | {"recused": frozenset({OfficerId("v")}), "against": frozenset(), "abstained": frozenset()}
    | {"in_favour": frozenset({OfficerId("y")})},
    Officer: {"id": OfficerId("y")},
    Organisation: {
        "units": _ONE_UNIT,
        "officers": (Officer(id=OfficerId("x"), roles=[Role.RECOVERY], unit=UnitId("x")),),
    },
    OverdueStatus: {"orange": 30, "red": 90},
    Paper: {"level": Level.DRAWDOWN, "require": None, "roll": Roll.LATER, "when": (), "kind": DutyKind.VISIT}
    | {"repeat": EveryPeriod(period=NaturalPeriod.QUARTER), "report_every": months(1)},
    Feedback: {"loop": FeedbackLoop.REVIEW, "desk": None},
    FeedbackRate: {"in_time": (FeedbackId("x"),), "late": (FeedbackId("y"),)},
    ProcedureStep: {"ends": ("visit.submit",)},
    QualityTest: {"kind": QualityKind.COVERAGE, "least": Decimal("0.9"), "questions": ()},
    StepClock: {"marks": ("visit.make",), "roll": Roll.NONE},
    StepLine: {"standing": StepStanding.DONE, "late_by": 0},
    Place: {"precision": PlacePrecision.POINT},
    Question: {"kind": AnswerKind.CHOICE, "unit": None, "low": None, "high": None, "when": (), "leads_to": ("F09",)},
    Proof: {"parts": (Proof(key="x", statement=Text(zh="x", en="x")),)},
    Rule: {"arrear": "oldest"},
    Seed: _NONCE,
    SeedCommitment: _DIGEST,
    Substitution: {"approver": OfficerId("y")},
    VisitRecord: {"outcome": Outcome.MISSED, "miss_reason": MissReason.BANK},
    WithheldEvidence: {"consent": _REFUSED},
}
"""What the fields of a full value must agree on."""


def a_choice(turn: int) -> MethodChoice:
    """An answer of the table that ships: by one method, by a substitute, or that none is left."""
    duty = a_duty(DAY, DAY, rule=a_rule(accepts=Accepts.INTERVIEW_OR_ON_SITE))
    substitution = Substitution(
        about=duty.id, method=Method.DATA, visitors=[OfficerId("x")], approver=OfficerId("y"), reason="x",
        granted_on=DAY, until=DAY,
    )  # fmt: skip
    cases = (
        MethodCase(matter="guarantor", in_a_row=0),
        MethodCase(matter="cash_flow"),
        MethodCase(matter="business", substitution=substitution),
    )
    return choose_method(duty, cases[turn % 3], table=presets.method_table("cn.methods"), as_of=DAY)


class Maker:
    """Makes a value of any public class by what its fields declare: the n-th of its kind, full or as bare as can be."""

    def __init__(self, turn: int, *, bare: bool) -> None:
        self.turn = turn
        self.bare = bare

    def make(self, kind: type[T]) -> T:
        special = self.special(kind)
        if special is not None:
            return cast("T", special)
        if issubclass(kind, Enum):
            members = list(kind)
            return cast("T", members[self.turn % len(members)])
        hints, fixed = get_type_hints(kind), self.fixed(kind)
        given = {
            one.alias: self.content(hints[one.name])
            for one in attrs.fields(cast("type[attrs.AttrsInstance]", kind))
            if one.init and one.alias not in fixed and not (self.bare and one.default is not attrs.NOTHING)
        }
        return kind(**given, **fixed)

    def special(self, kind: type) -> object:
        if kind is Facts:
            return Facts() if self.bare else Facts(FACTS)
        if kind is Money:
            return Money("3000000.00", "CNY")
        if kind is Grade:
            return five_tier("pass") if self.bare else FACTS["grade"]
        if kind is RiskScale:
            return FIVE_TIER
        if kind is ClausePolicy:
            return presets.policy(presets.policies()[self.turn % 2])
        if kind is Regime:
            return presets.regime(presets.regimes()[self.turn % len(presets.regimes())])
        if kind is Span:
            return months(2)
        return self.answer(kind)

    def answer(self, kind: type) -> object:
        """Return what only the library itself can put together."""
        if kind is MethodTable:
            return presets.method_table("cn.methods")
        if kind is MethodChoice:
            return a_choice(self.turn)
        return self.plan() if kind is Plan else None

    def plan(self) -> Plan:
        loan = Loan.drawn_once(id=self.make(Loan).id, borrower=BorrowerId("x"), disbursed_on=DAY, product="project")
        book = Portfolio.of([loan], past=[], as_of=DAY)
        until = date(2026, 12, 31)
        return make_plan(
            book, policy=presets.policy("cn.five_tier_default"), calendar=presets.calendar("CN"), until=until
        )

    def fixed(self, kind: type) -> dict[str, object]:
        """Return what rules across fields demand."""
        if self.bare and kind in _NEEDED:
            return _NEEDED[kind]
        return {} if self.bare else _AGREED.get(kind, {})

    def content(self, shape: object) -> object:
        """Return a content of a declared type."""
        plain = {str: "x", int: 1, bool: False, date: DAY, datetime: INSTANT, Decimal: Decimal("0.5"), NoneType: None}
        shape = getattr(shape, "__supertype__", shape)
        origin, args = get_origin(shape), get_args(shape)
        if origin in (Union, UnionType):
            options = [option for option in args if option is not NoneType]
            none = self.bare and len(options) < len(args)
            return None if none else self.content(options[self.turn % len(options)])
        if origin is tuple:
            return tuple(self.content(item) for item in args if item is not Ellipsis)
        if origin is frozenset:
            return frozenset({self.content(args[0])})
        if origin is Mapping or origin is dict:
            return {self.content(args[0]): self.content(args[1])}
        if shape is Policy:
            return presets.policy("mdb.supervision")
        return plain[shape] if shape in plain else self.make(cast("type", shape))
