"""Every value of the library: exact types, no way to change it, and the same after any copy."""

import copy
import inspect
import pickle
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from loanvisit import domain, presets, scheduling, words
from loanvisit.domain import Duties, Facts, LoanId, Money, Officer, OfficerId, Role
from loanvisit.domain.exact import check, guarded, is_clean
from loanvisit.errors import InputError, PolicyError
from loanvisit.testing import a_book, a_loan, a_record, a_waiver, register, weekdays
from loanvisit.testing.registering import DRAWN_BY, IDS
from loanvisit.words import Text

register()


@cache
def samples(kind: type) -> tuple[object, ...]:
    """Return a few values of a type, the same in every run; the first is the plainest."""
    found: list[object] = []

    @settings(max_examples=6, phases=[Phase.generate], derandomize=True, database=None, deadline=None)
    @given(value=st.from_type(kind))
    def keep(value: object) -> None:
        found.append(value)

    keep()
    return tuple(found)


VALUES = [*IDS, *(noun for noun, _ in DRAWN_BY)]
RESULTS = {"Plan", "FilePlan", "Sighting", "EvidenceBar", "Discharged", "Trip"}
"""What only the library makes, out of values that were checked when they were made."""


class Alien:
    """A thing of no type that any field is declared with."""

    def __repr__(self) -> str:
        return "Alien()"


def _public_classes() -> Iterator[type]:
    for room in (words, domain, scheduling):
        for name in room.__all__:
            thing = getattr(room, name)
            if inspect.isclass(thing) and attrs.has(thing):
                yield thing


def test_every_public_value_has_a_strategy() -> None:
    """Each public class of words, domain and scheduling is drawn by the kit, but for what only the library makes."""
    drawn = {kind.__name__ for kind in VALUES}
    assert {kind.__name__ for kind in _public_classes()} - drawn == RESULTS - {"Trip"}


def _fields(kind: type) -> list[str]:
    return [one.name for one in attrs.fields(kind) if one.init]


FIELDS = [
    pytest.param(kind, name, id=f"{kind.__name__}.{name}")
    for kind in VALUES
    if kind not in IDS and kind not in (words.Text, Facts)
    for name in _fields(kind)
]


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_field_of_another_type_is_refused_by_its_path(kind: type, name: str) -> None:
    """What is not of a field's declared type is refused with the path of that field, and nothing is made."""
    value: Any = samples(kind)[0]
    with pytest.raises((InputError, PolicyError)) as refused:
        attrs.evolve(value, **{name: Alien()})
    paths = [one.path for one in refused.value.faults]
    assert any(path.partition("[")[0] in {f"{kind.__name__}.{name}", name, "facts"} for path in paths), paths
    assert "Alien()" not in str(refused.value)


SEVERAL = (domain.Answer, domain.FactTest)


class _Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "kind", [kind for kind in VALUES if kind not in (words.Text, Facts, *SEVERAL)], ids=lambda kind: kind.__name__
)
def test_a_near_miss_of_a_type_is_refused(kind: type) -> None:
    """A bool is no whole number, an instant no day, a subclass of text no text: types are exact.

    An answer alone, and what a fact is compared with, may be of several such types.
    """
    near: dict[type, object] = {int: True, bool: 1, date: datetime(2026, 3, 31, tzinfo=UTC), str: _Text("x")}
    for value in samples(kind):
        for name in _fields(kind):
            held = getattr(value, name)
            if type(held) in near:
                with pytest.raises((InputError, PolicyError)):
                    attrs.evolve(cast("Any", value), **{name: near[type(held)]})


_LEAVES = (str, bytes, int, bool, type(None), Decimal, date, datetime)


def _assert_frozen(value: object, path: str) -> None:
    """Walk everything a value holds: leaves, tuples, frozen sets, read-only mappings and other frozen values."""
    if isinstance(value, Enum) or type(value) in _LEAVES:
        return
    if isinstance(value, tuple | frozenset):
        for one in value:
            _assert_frozen(one, f"{path}[]")
        return
    if isinstance(value, Mapping):
        assert isinstance(value, MappingProxyType | Facts), path
        for key, one in value.items():
            _assert_frozen(one, f"{path}[{key}]")
        return
    assert attrs.has(type(value)), f"{path}: {type(value).__name__}"
    for one in attrs.fields(type(value)):
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            setattr(value, one.name, None)
        _assert_frozen(getattr(value, one.name), f"{path}.{one.name}")


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_value_cannot_be_changed_at_any_depth(kind: type) -> None:
    """No field can be set, and nothing a value holds, at any depth, can be changed."""
    for value in samples(kind):
        _assert_frozen(value, kind.__name__)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_a_value_is_the_same_after_any_copy(kind: type) -> None:
    """Pickled, copied and copied deeply a value is equal to itself and hashes alike."""
    for value in samples(kind):
        for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301  our own
            assert type(again) is type(value)
            assert again == value
            assert hash(again) == hash(value)


def test_a_plan_is_the_same_after_any_copy() -> None:
    """A plan can be pickled, for workers, and copied; its calendar and its policy come with it."""
    policy = presets.policy("cn.five_tier_default")
    for calendar in (weekdays(), presets.calendar("CN")):
        plan = scheduling.make_plan(a_book(), policy=policy, calendar=calendar, until=date(2026, 12, 31))
        for again in (pickle.loads(pickle.dumps(plan)), copy.deepcopy(plan)):  # noqa: S301
            assert again == plan
            assert again.visits == plan.visits


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_evolving_nothing_gives_an_equal_value(kind: type) -> None:
    """A value evolved without changes passes every check again and is equal."""
    for value in samples(kind):
        again = Facts(value) if isinstance(value, Facts) else attrs.evolve(cast("Any", value))
        assert again == value


def test_evolving_checks_again() -> None:
    """What a constructor refuses, `evolve` refuses too."""
    with pytest.raises(InputError) as refused:
        attrs.evolve(a_loan(), matures_on=date(2020, 1, 1))
    assert refused.value.code == "date.order"


def test_a_list_is_frozen_into_what_the_field_holds() -> None:
    """A list or a set given for a collection is frozen when it is taken in; changing it later changes nothing."""
    roles = {Role.RISK_MANAGER}
    officer = Officer(id=OfficerId("anna"), roles=roles)
    roles.add(Role.APPROVER)
    assert officer.roles == frozenset({Role.RISK_MANAGER})
    owed: list[domain.Obligation] = []
    answers = Duties(owed=owed)  # type: ignore[arg-type]
    assert answers.owed == ()


def test_a_list_with_repetitions_is_no_set() -> None:
    """Something named twice in what must be a set is refused rather than merged in silence."""
    with pytest.raises(InputError) as refused:
        Officer(id=OfficerId("anna"), roles=[Role.APPROVER, Role.APPROVER])
    assert refused.value.path == "Officer.roles"


def test_every_fault_of_a_value_is_told_at_once() -> None:
    """Two fields of a wrong type are two faults of one error."""
    with pytest.raises(InputError) as refused:
        domain.Drawdown(id="D-1", drawn_on="2026-03-31")  # type: ignore[arg-type]
    assert [one.path for one in refused.value.faults] == ["Drawdown.id", "Drawdown.drawn_on"]


PRIVATE = "张三 13800000000"


@pytest.mark.parametrize(
    "make",
    [
        lambda: domain.Borrower(id=domain.BorrowerId("B-1"), name=PRIVATE),
        lambda: attrs.evolve(_a_record(), note=PRIVATE),
        lambda: attrs.evolve(a_loan(), agreed_payees=[PRIVATE]),
        lambda: attrs.evolve(a_waiver(domain.ObligationId("O")), reason=PRIVATE),
        lambda: attrs.evolve(cast("domain.Remediation", samples(domain.Remediation)[0]), extension_reason=PRIVATE),
    ],
)
def test_a_personal_value_is_in_no_repr(make: Callable[[], object]) -> None:
    """A person's name, a note, a payee and a reason are never in a repr."""
    assert PRIVATE not in repr(make())


def _a_record() -> domain.VisitRecord:
    return a_record(date(2026, 2, 1))


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(1899, 12, 31), "date.range"), (date(2200, 1, 1), "date.range"), (date.max, "date.range")],
)
def test_a_day_outside_the_library_is_refused(day: date, code: str) -> None:
    """Days from 1900 to 2199 are served; a far day that stands for an open end is refused with the remedy."""
    with pytest.raises(InputError) as refused:
        a_loan(matures_on=day, disbursed_on=None)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "sound"),
    [("one\ntwo\tthree", True), ("bell\x07", False), ("\ud800", False), ("\u200b ", True), ("贷款", True)],
)
def test_control_characters_are_refused_in_text(text: str, sound: bool) -> None:
    """A line break and a tab are text; other control characters and lone surrogates are not."""
    if sound:
        assert attrs.evolve(a_loan(), product=text).product == text
        return
    with pytest.raises(InputError) as refused:
        attrs.evolve(a_loan(), product=text)
    assert refused.value.code == "text.control"


@pytest.mark.parametrize(("zh", "en", "path"), [("a\x00", "b", "demand.zh"), ("a", "\ud800", "demand.en")])
def test_control_characters_are_refused_in_a_text_that_a_function_is_given(zh: str, en: str, path: str) -> None:
    """Both languages of an argument are looked at, as those of a field are."""

    @guarded
    def told(demand: Text) -> Text:
        return demand

    with pytest.raises(InputError) as refused:
        told(Text(zh=zh, en=en))
    assert (refused.value.code, refused.value.path) == ("text.control", path)


def test_an_instant_needs_its_offset() -> None:
    """A naive instant is refused by name, where one is expected."""
    with pytest.raises(InputError) as refused:
        attrs.evolve(_a_record(), recorded_at=datetime(2026, 2, 1, 12))  # noqa: DTZ001  the point of the test
    assert refused.value.code == "instant.naive"


def test_facts_know_their_types() -> None:
    """Facts are a mapping of names to values of the seven kinds; anything else is refused by the fact's name."""
    facts = Facts({"branch": "0755", "limit": Money("1", "CNY")})
    assert (list(facts), len(facts), facts["branch"]) == (["branch", "limit"], 2, "0755")
    assert facts == Facts(dict(facts))
    assert facts != {"branch": "0755", "limit": Money("1", "CNY")}
    assert "0755" not in repr(facts)
    for wrong, path in (({"score": 1.5}, "facts[score]"), ({1: "x"}, "facts.keys"), ([], "facts")):
        with pytest.raises(InputError) as refused:
            Facts(wrong)  # type: ignore[arg-type]
        assert refused.value.path == path
    with pytest.raises(AttributeError):
        facts.other = 1  # type: ignore[attr-defined]


BEYOND = {
    "nan": Decimal("NaN"),
    "endless": Decimal("-Infinity"),
    "long": Decimal("1" * 41),
    "small": Decimal("1E-41"),
    "large": Decimal("1E+41"),
    "whole": 10**18,
    "low": -(10**18),
    "bell": "a\x07",
    "early": date(1899, 12, 31),
}


def test_every_value_beyond_its_bounds_is_told_by_its_name() -> None:
    """Numbers too long or not finite, control characters and days not served: each is a fault, in facts and answers."""
    with pytest.raises(InputError) as refused:
        Facts({**BEYOND, "bell\x07": 1})  # type: ignore[arg-type]
    codes = {one.path: one.code for one in refused.value.faults}
    assert codes.pop("facts.keys") == "text.control"
    assert codes == {
        **{f"facts[{name}]": "decimal.grammar" for name in ("nan", "endless", "long", "small", "large")},
        **{f"facts[{name}]": "number.grammar" for name in ("whole", "low")},
        "facts[bell]": "text.control",
        "facts[early]": "date.range",
    }
    for name, value in BEYOND.items():
        with pytest.raises(InputError) as refused:
            domain.Answer(question="q", value=value)  # type: ignore[arg-type]
        assert [(one.code, one.path) for one in refused.value.faults] == [(codes[f"facts[{name}]"], "Answer.value")]
    assert Facts({"a": Decimal("1" * 40), "b": 10**18 - 1, "c": Decimal("0E+99")})


def test_a_flag_is_no_number_when_compared() -> None:
    """True is not 1, and a decimal no whole number, where facts or answers are compared."""
    assert Facts({"a": True}) != Facts({"a": 1}) != Facts({"a": Decimal(1)})
    assert Facts({"a": Decimal(1)}) == Facts({"a": Decimal("1.0")})
    assert domain.Answer(question="q", value=True) != domain.Answer(question="q", value=1)
    assert hash(Facts({"a": 1})) == hash(Facts({"a": 1}))
    assert Facts({"a": 1}) != {"a": 1}


def test_ids_of_two_types_are_never_equal() -> None:
    """A loan's id is not a borrower's, whatever it says, and reads as its text."""
    assert LoanId("1") != domain.BorrowerId("1")
    assert str(LoanId("L-1")) == "L-1"
    assert sorted([LoanId("b"), LoanId("a")]) == [LoanId("a"), LoanId("b")]


@attrs.frozen(kw_only=True)
class Sample:
    """Shapes that few nouns have."""

    mode: Literal["slow", "fast"] = "slow"
    some: tuple[int | None, ...] = ()
    named: Mapping[str, date] = MappingProxyType({})

    def __attrs_post_init__(self) -> None:
        check(self)


@pytest.mark.parametrize(
    ("field", "given", "code", "path"),
    [
        ("mode", "idle", "code", "Sample.mode"),
        ("some", (1, "2"), "type", "Sample.some[1]"),
        ("some", "12", "type", "Sample.some"),
        ("named", {"a": date(1800, 1, 1)}, "date.range", "Sample.named[a]"),
        ("named", {1: date(2026, 1, 1)}, "type", "Sample.named.keys"),
        ("named", (), "type", "Sample.named"),
    ],
)
def test_a_shape_is_checked_to_its_leaves(field: str, given: object, code: str, path: str) -> None:
    """One of a few words, an item that may be missing, a mapping: each is checked, and the fault says where."""
    Sample(mode="fast", some=(1, None), named={"a": date(2026, 1, 1)})
    with pytest.raises(InputError) as refused:
        attrs.evolve(Sample(), **{field: given})  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == (code, path)


EDGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069),
    (0x2028, 0x2029), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xD800, 0xDFFF),
)  # fmt: skip
"""The first and the last of each run of characters that text may not hold."""


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge[0]:04X}")
def test_text_holds_nothing_that_hides_or_turns(edge: tuple[int, int]) -> None:
    """From the first to the last of each run a character is refused; what lies right beside a run is text."""
    first, last = edge
    forbidden = {code for low, high in EDGES for code in range(low, high + 1)}
    for code in (first, last):
        assert not is_clean(f"a{chr(code)}b")
    for code in (first - 1, last + 1):
        assert code < 0 or is_clean(f"a{chr(code)}b") == (code not in forbidden)


def test_tabs_lines_and_the_scripts_of_the_world_are_text() -> None:
    """A tab, a line, a wide space, a rare character and a joined emoji are text."""
    assert all(map(is_clean, ("a\tb\nc", "贷款　回访", "\U00020bb7", "\U0001f469\u200d\U0001f33e", "\ue000")))
