"""Facts: what may be known about a loan or a borrower, declared once, with its type and its labels."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, NoneType
from typing import NewType, TypeAlias, TypeVar, cast, overload

from attrs import frozen

from loanvisit.domain.exact import check, examined
from loanvisit.domain.money import Money, is_currency
from loanvisit.domain.protecting import DataClass
from loanvisit.domain.risk import FIVE_TIER, Grade, RiskScale
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, counted, label, number_text, say

FactName = NewType("FactName", str)
"""The name a fact is declared under."""
FactValue: TypeAlias = bool | int | Decimal | Money | date | Grade | str
"""What a fact may hold, one type for each kind."""


class FactKind(Enum):
    """The type of a fact."""

    FLAG = "flag"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    GRADE = "grade"
    CODE = "code"
    EVENT = "event"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name

    @property
    def python(self) -> type:
        """The exact Python type a value of this kind has; an event has none: it is told, not held."""
        return _PYTHON.get(self, NoneType)


_PYTHON: dict[FactKind, type] = {
    FactKind.FLAG: bool,
    FactKind.WHOLE: int,
    FactKind.DECIMAL: Decimal,
    FactKind.MONEY: Money,
    FactKind.DATE: date,
    FactKind.GRADE: Grade,
    FactKind.CODE: str,
}


@frozen(kw_only=True)
class Fact:
    """The declaration of a fact: its name, type, label, and how protected it is.

    `codes` lists the values a code fact may take, empty for any. `scale` is the scale of a grade fact. A fact of kind
    event holds no value: it declares a kind of `LoanEvent`, which a duty may be counted from.
    """

    name: FactName
    kind: FactKind
    label: Text
    data_class: DataClass = DataClass.INTERNAL
    unit: str | None = None
    codes: tuple[str, ...] = ()
    scale: RiskScale | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.kind is FactKind.GRADE and self.scale is None:
            raise InputError(fault("key.missing", f"Fact[{self.name}]", key="scale"))

    @property
    def is_protected(self) -> bool:
        """Say whether a value is a person's own, which no answer, proof or report shows."""
        return self.data_class in (DataClass.PERSONAL, DataClass.SENSITIVE)

    def accepts(self, value: object) -> bool:
        """Say whether a value is exactly of this fact's type, one of its codes, on its scale."""
        if value is None or type(value) is not _PYTHON.get(self.kind):
            return False
        if type(value) is Grade:
            return value.scale is self.scale or value.scale == self.scale
        return not self.codes or value in self.codes


@sheltered
def fact_text(name: FactName, declared: Mapping[FactName, Fact] = MappingProxyType({})) -> Text:
    """Return a fact's label: as a bank declared it, else the built-in one, else its name.

    An amount that is lacking in one currency (`principal.USD`) is named with that currency.
    """
    if name in declared:
        return declared[name].label
    fact, _, currency = name.rpartition(".")
    if fact and is_currency(currency):
        return say("fact.in_currency", fact=fact_text(FactName(fact), declared), currency=label("currency", currency))
    return label("fact", name)


@sheltered
def fact_noun(name: FactName, declared: Mapping[FactName, Fact] = MappingProxyType({})) -> Text:
    """Return what a fact is called where a sentence says what it is: a flag as a mark, all others by their label."""
    called = fact_text(name, declared)
    is_flag = name in declared and declared[name].kind is FactKind.FLAG
    return say("fact.mark", fact=called) if is_flag else called


def lacking_currency(fact: FactName, currency: str) -> FactName:
    """Name an amount that is known in another currency than the one asked for."""
    return FactName(f"{fact}.{currency}")


@sheltered
def value_text(name: FactName, value: object, declared: Mapping[FactName, Fact] = MappingProxyType({})) -> Text:
    """Return what a fact holds, or is compared with, as a reader says it: a label where there is one.

    The code of a grade reads by the scale of the fact, which must be declared.
    """
    if isinstance(value, (Grade, Money)):
        return value.text
    if isinstance(value, bool):
        return say("value.yes" if value else "value.no")
    if isinstance(value, date):
        return say("value.day", day=value)
    if isinstance(value, int) and name == "tenor_months":
        return counted("months", value)
    if isinstance(value, (int, Decimal)):
        return number_text(value)
    fact = declared.get(name)
    if fact is not None and fact.scale is not None:
        return fact.scale.text(str(value))
    return label(name if name in BUILT_IN_FACTS else f"code.{name}", str(value))


_T = TypeVar("_T")


class Facts(Mapping[str, FactValue]):
    """Named fact values that cannot change: what a bank's own columns say about a loan or a borrower."""

    __slots__ = ("_known",)
    _known: Mapping[str, FactValue]

    def __init__(self, known: Mapping[str, FactValue] = MappingProxyType({})) -> None:
        if not isinstance(cast("object", known), Mapping):
            raise InputError(fault("type", "facts", known, form="mapping"))
        faults = [fault("type", "facts.keys", name, form="str") for name in known if type(name) is not str]
        faults += [
            fault("fact.type", f"facts[{name}]", value, form=" | ".join(kind.__name__ for kind in _PYTHON.values()))
            for name, value in known.items()
            if type(value) not in _PYTHON.values()
        ]
        faults += [one for name in known if type(name) is str for one in examined(name, "facts.keys")]
        faults += [one for name, value in known.items() for one in examined(value, f"facts[{name}]")]
        if faults:
            raise InputError(*faults)
        object.__setattr__(self, "_known", MappingProxyType(dict(sorted(known.items()))))

    def __setattr__(self, name: str, value: object) -> None:
        msg = "facts are frozen"
        raise AttributeError(msg)

    def __getitem__(self, name: str) -> FactValue:
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    @overload
    def get(self, key: str, default: None = None, /) -> FactValue | None: ...
    @overload
    def get(self, key: str, default: FactValue | _T, /) -> FactValue | _T: ...
    def get(self, key: str, default: object = None, /) -> object:
        """Return a value, or else the default: without the error that a mapping raises and catches on its way."""
        return self._known.get(key, default) if type(key) is str else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __hash__(self) -> int:
        return hash(tuple(self._known.items()))

    def __eq__(self, other: object) -> bool:
        """Compare name by name: a flag is no number, though Python says True == 1, and a decimal no whole number."""
        if not isinstance(other, Facts):
            return NotImplemented
        return self._known == other._known and all(type(other[name]) is type(self[name]) for name in self)

    def __repr__(self) -> str:
        return f"Facts({', '.join(self._known)})"

    def __reduce__(self) -> "tuple[object, ...]":
        return (Facts, (dict(self._known),))


NO_FACTS = Facts()
"""No facts at all."""


def as_facts(given: "Facts | Mapping[str, FactValue]") -> Facts:
    """Freeze a mapping of fact values."""
    return given if type(given) is Facts else Facts(given)


def _built_in(name: str, kind: FactKind, *, unit: str | None = None, codes: tuple[str, ...] = ()) -> Fact:
    scale = FIVE_TIER if kind is FactKind.GRADE else None
    return Fact(name=FactName(name), kind=kind, label=say(f"fact.{name}"), unit=unit, codes=codes, scale=scale)


STATUSES = ("live", "settled", "cancelled", "transferred", "terminated", "written_off")
"""The codes of `LoanStatus`."""

EVENT_KINDS = (
    "payment_default",
    "adverse_event",
    "downgrade",
    "principal_overdue",
    "interest_overdue",
    "account_transferred",
    "project_completed",
    "design_capacity_reached",
    "production_stopped",
    "major_investment",
    "reorganisation",
    "dispute",
    "accident",
    "claim_made",
    "key_person_changed",
    "credit_blacklisted",
    "order_from_above",
    "agent_report_received",
)
"""The kinds of event that a visit usually follows, as banks' own rules list them; practice, none is regulation."""

BUILT_IN_FACTS: Mapping[FactName, Fact] = MappingProxyType(
    {
        fact.name: fact
        for fact in (
            _built_in("product", FactKind.CODE),
            _built_in("status", FactKind.CODE, codes=STATUSES),
            _built_in("principal", FactKind.MONEY),
            _built_in("balance", FactKind.MONEY),
            _built_in("limit", FactKind.MONEY),
            _built_in("borrower.total", FactKind.MONEY),
            _built_in("group.total", FactKind.MONEY),
            _built_in("days_past_due", FactKind.WHOLE, unit="days"),
            _built_in("disbursed_on", FactKind.DATE),
            _built_in("matures_on", FactKind.DATE),
            _built_in("first_due_on", FactKind.DATE),
            _built_in("tenor_months", FactKind.WHOLE, unit="months"),
            _built_in("risk", FactKind.GRADE),
            _built_in("unit", FactKind.CODE),
            _built_in("borrower.kind", FactKind.CODE, codes=("corporate", "natural")),
            *(_built_in(name, FactKind.EVENT) for name in EVENT_KINDS),
        )
    }
)
"""The facts every book has, and the kinds of event everybody tells; a bank declares its own in the policy's [facts].

What a loan owes (`balance`), what it may draw (`limit`), when its first repayment falls due (`first_due_on`) and how
long it is past due enter in its own facts, what a group owes (`group.total`) in those of the borrower's file.
`borrower.total`, where nobody hands it in, is the sum of the contract amounts of the borrower's live loans.
"""
