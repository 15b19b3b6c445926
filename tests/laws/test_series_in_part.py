"""A series with a faulty clause is judged as far as it could be read: nothing is hidden, nothing told falsely."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loanvisit.codec import read_policy_toml
from loanvisit.domain import FIVE_TIER
from loanvisit.errors import PolicyError

HEAD = """
id = "own.rule"
version = "1"
title = { zh = "本行办法", en = "our own rule" }

[facts.own]
kind = "flag"
label = { zh = "自定", en = "own" }
"""
CLAUSE = """
[[clause]]
id = "c{place}"
title = {{ zh = "检查", en = "check" }}
purpose = "routine"
level = "loan"
series = "s"
when = {{ risk = [{grades}] }}
require = {{ every = "{period}" }}
accepts = "on_site"
roll = "none"
effective_from = {first}
citation = {{ zh = "本行制度", en = "the bank's own rule" }}
confidence = "practice"
"""
PERIODS = ("week", "half_month", "month", "quarter", "year")
Told = set[tuple[str, str]]

BESIDE = {
    'accepts = "on_site"': 'accepts = "phone"',
    'purpose = "routine"': "purpose = 7",
    'confidence = "practice"': 'missing = "owed"\nconfidence = "practice"',
    'level = "loan"': 'level = "loans"',
}
"""What is put wrong in a clause and says nothing of its place in the series."""
WITHIN = {
    'series = "s"': "series = 5",
    "series = ": "seres = ",
    "when = {": "when = { own = 1, ",
    "when = ": "wen = ",
    'roll = "none"': 'roll = "never"',
    "effective_from = 2": 'effective_from = "soon" # ',
    "effective_from = ": "efective_from = ",
    'require = { every = "': 'require = { every = "second ',
}
"""What is put wrong in a clause and hides something of its place in the series."""


def _clauses(shares: list[list[str]], periods: list[str], first: date) -> list[str]:
    made = zip(shares, periods, strict=True)
    return [
        CLAUSE.format(place=place, grades=", ".join(f'"{one}"' for one in grades), period=period, first=first)
        for place, (grades, period) in enumerate(made)
    ]


def _told(clauses: list[str], head: str = HEAD) -> Told:
    try:
        read_policy_toml(head + "".join(clauses))
    except PolicyError as refused:
        return {(one.code, one.path) for one in refused.faults}
    return set()


@st.composite
def series(draw: st.DrawFn, *, exact: bool) -> list[str]:
    """Draw clauses over the five grades: sharing them out exactly, or any of them each."""
    count = draw(st.integers(2, 4))
    if exact:
        taken = [draw(st.integers(0, count - 1)) for _ in FIVE_TIER.grades]
        by_place = [[one for one, to in zip(FIVE_TIER.grades, taken, strict=True) if to == at] for at in range(count)]
        shares = [one for one in by_place if one]
    else:
        shares = [sorted(draw(st.sets(st.sampled_from(FIVE_TIER.grades), min_size=1))) for _ in range(count)]
    periods = [draw(st.sampled_from(PERIODS)) for _ in shares]
    return _clauses(shares, periods, draw(st.sampled_from([date(2020, 1, 1), date(2026, 2, 28)])))


def _broken(clauses: list[str], place: int, way: tuple[str, str]) -> list[str]:
    old, new = way
    assert old in clauses[place]
    return [one.replace(old, new, 1) if at == place else one for at, one in enumerate(clauses)]


@given(series(exact=False), st.data())
def test_a_fault_that_says_nothing_of_the_series_hides_nothing_of_it(clauses: list[str], data: st.DataObject) -> None:
    """The faults of the series are told beside it: those that are told once it is mended, and no others."""
    place = data.draw(st.integers(0, len(clauses) - 1))
    way = data.draw(st.sampled_from(sorted(BESIDE.items())))
    whole, found = _told(clauses), _told(_broken(clauses, place, way))
    assert whole <= found
    assert all(path.startswith(f"clause[c{place}]") for _, path in found - whole)
    assert len(found - whole) == 1


@given(series(exact=True), st.data())
def test_what_could_not_be_read_is_held_against_nobody(clauses: list[str], data: st.DataObject) -> None:
    """Of a series that shares out every case none is called left out or taken twice, whatever of a clause is faulty."""
    place = data.draw(st.integers(0, len(clauses) - 1))
    way = data.draw(st.sampled_from(sorted(WITHIN.items())))
    whole, found = _told(clauses), _told(_broken(clauses, place, way))
    strange = {(code, path) for code, path in found - whole if not path.startswith(f"clause[c{place}]")}
    assert strange == set()
    assert not {code for code, _ in found} & {"clause.uncovered", "clause.overlap", "id.duplicate"}


@given(series(exact=True), st.sampled_from(["[applies]\nstatus = 5\n", "[applies]\nstats = 'live'\n"]))
def test_where_what_applies_to_all_is_faulty_no_series_is_judged(clauses: list[str], applies: str) -> None:
    """Which cases there are is not known then; the clauses themselves are judged as ever."""
    assert {path.partition(".")[0] for _, path in _told(clauses, HEAD + applies)} == {"applies"}


def test_clauses_that_test_a_fact_declared_with_a_fault_are_not_said_to_overlap() -> None:
    """They differ in that fact alone, of which nothing can be said but that its declaration is faulty."""
    one, other = _clauses([["pass"], ["pass"]], ["month", "month"], date(2026, 1, 1))
    both = [clause.replace('"pass"]', f'"pass"], own = {flag}') for clause, flag in ((one, "true"), (other, "false"))]
    assert _told(both, HEAD.replace('"flag"', '"mark"')) == {("code", "facts.own.kind")}


def test_clauses_that_are_whole_are_judged_beside_a_faulty_one() -> None:
    """Two take one case, and a worse one is asked later than a better: a third that cannot be read excuses neither."""
    three = _clauses([["pass"], ["pass", "loss"], ["doubtful"]], ["month"] * 3, date(2026, 1, 1))
    assert _told(_broken(three, 2, ("when = {", "when = { own = 1, "))) == {
        ("fact.type", "clause[c2].when.own"),
        ("clause.overlap", "series[s][2026-01-01]"),
    }
    three = _clauses([["pass"], ["loss"], ["doubtful"]], ["month", "year", "month"], date(2026, 1, 1))
    assert _told(_broken(three, 2, ("when = {", "when = { own = 1, "))) == {
        ("fact.type", "clause[c2].when.own"),
        ("clause.nesting", "clause[c1].require.every"),
    }
