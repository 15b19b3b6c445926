"""Mappings and calendars from TOML: what they declare, and that every fault of one is listed."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.adapters import STYLES, BookMapping, ColumnRule, as_mapping, read_book, read_calendar, read_mapping
from loanvisit.adapters.dates import ambiguous, date_reader
from loanvisit.codec.calendars import read_calendar_toml
from loanvisit.domain import DayAnswer, FactKind, LoanStatus
from loanvisit.errors import InputError

ROOT = Path(__file__).parents[2]
IBRD = ROOT / "examples" / "mappings" / "worldbank_ibrd.toml"
STATEMENT = (
    "End of Period,Loan Number,Region,Country Code,Country,Borrower,Loan Type,Loan Status,Interest Rate,Project ID,"
    "Original Principal Amount,Last Repayment Date,Effective Date (Most Recent),Closed Date (Most Recent)\n"
)


def _faults(document: dict[str, object]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as refused:
        as_mapping(document)
    return [(one.code, one.path) for one in refused.value.faults]


def test_every_fault_of_a_mapping_is_listed() -> None:
    """Unknown keys, wrong forms, missing columns: all at once, each with its path."""
    assert _faults(
        {
            "encodng": "utf-8", "encoding": "utf-7", "delimiter": ";;", "missing": "NA", "dates": "YYYY-DD-MM",
            "normalise": "yes", "amounts": {"decimal": ",", "grouping": ",", "rounding": "nearest", "sign": "-"},
            "columns": {
                "id": 7, "principal": {"column": "A", "constant": "B"},
                "status": {"column": "S", "values": {"x": "dead"}},
                "colour": "C", "unit": {"column": 1, "fallback": [2]},
            },
            "facts": {
                "f": {"column": "F", "kind": "flag", "values": {"Y": "yes"}}, "k": {"column": "K", "kind": "text"},
            },
        }
    ) == [
        ("key.unknown", "mapping.encodng"), ("key.unknown", "mapping.columns.colour"),
        ("mapping", "mapping.columns.id"),
        ("mapping", "mapping.columns.principal"), ("code", "mapping.columns.status.values.x"),
        ("mapping", "mapping.columns.unit.column"), ("mapping", "mapping.columns.unit"),
        ("mapping", "mapping.columns.unit.fallback"), ("mapping", "mapping.facts.f.values"),
        ("code", "mapping.facts.k.kind"), ("key.unknown", "mapping.amounts.sign"), ("code", "mapping.amounts.rounding"),
        ("code", "mapping.encoding"), ("mapping", "mapping.delimiter"), ("mapping", "mapping.missing"),
        ("mapping", "mapping.dates"), ("mapping", "mapping.normalise"), ("key.missing", "mapping.columns"),
        ("mapping", "mapping.currency"), ("mapping", "mapping.amounts.grouping"),
    ]  # fmt: skip


def test_what_belongs_together_is_checked() -> None:
    """A past book needs a day and a loan or borrower; money needs one currency; a table is a table."""
    assert _faults({"book": "past", "columns": {}}) == [
        ("key.missing", "mapping.columns"), ("key.missing", "mapping.columns"),
    ]  # fmt: skip
    ids: dict[str, object] = {"id": "No", "borrower": "No"}
    assert _faults({"columns": ids, "facts": {"m": {"column": "M", "kind": "money"}}}) == [
        ("mapping", "mapping.currency")
    ]
    assert _faults({"columns": {**ids, "currency": "C"}, "currency": "CNY"}) == [("mapping", "mapping.currency")]
    assert _faults({"columns": ids, "facts": []}) == [("mapping", "mapping.facts")]
    assert _faults({"columns": ids, "book": "ledger"}) == [("code", "mapping.book")]


def test_date_styles_that_could_be_mistaken_are_refused() -> None:
    """Two styles may stand together unless some text is one day in the one and another in the other."""
    assert _faults({"dates": ["MM/DD/YYYY", "D/M/YYYY"], "columns": {"id": "N", "borrower": "N"}}) == [
        ("date.ambiguous", "mapping.dates")
    ]
    assert ambiguous(("YYYY-MM-DD", "YYYYMMDD", "MM/DD/YYYY", "DD.MM.YYYY")) is None


@pytest.mark.parametrize("style", STYLES)
def test_a_style_reads_its_own_days_only(style: str) -> None:
    """Each style reads the day it writes, and refuses an impossible one, another hour, spaces and other digits."""
    text = style.replace("YYYY", "2024").replace("MM", "02").replace("DD", "29")
    for sign, number in (("M/", "2/"), ("M月", "2月"), ("/D", "/29"), ("D/", "29/"), ("D日", "29日")):
        text = text.replace(sign, number)
    reader = date_reader((style,))
    assert reader(text) == date(2024, 2, 29)
    wrong = (text.replace("2024", "2023"), text + " ", text.replace("2", "２"), text.replace("0:00", "0:01") + "!")
    assert [reader(one) for one in wrong] == [None] * 4


def test_the_mapping_of_the_world_bank_reads_its_statement(tmp_path: Path) -> None:
    """The shipped mapping reads every form the statement was published in, and the closed date is no maturity."""
    path = tmp_path / "ibrd.csv"
    path.write_text(
        STATEMENT + "05/31/2022 12:00:00 AM,IBRD00010,EUROPE,FR,France,CREDIT  NATIONAL,NPL,Fully Repaid,4.25,P037383,"
        '"250,000,000",'
        "05/01/1977 12:00:00 AM,06/09/1947 12:00:00 AM,12/31/1947 12:00:00 AM\n"
        "2020-11-30T00:00:00.000,IBRD00020,EUROPE,NL,Netherlands,,NPL,Disbursing&Repaying,,P037452,191044211.755,,,\n",
        encoding="utf-8-sig",
    )
    one, two = read_book(path, read_mapping(IBRD)).loans
    assert (one.borrower.value, str(one.principal), one.status) == (
        "FR/CREDIT NATIONAL",
        "250000000.00 USD",
        LoanStatus.SETTLED,
    )
    assert (one.first_drawn_on, one.matures_on) == (date(1947, 6, 9), date(1977, 5, 1))
    assert (two.borrower.value, str(two.principal), two.status) == (
        "NL/Netherlands",
        "191044211.76 USD",
        LoanStatus.LIVE,
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[columns", "toml"),
        (b"\xff", "encoding"),
        ("[columns]".encode("utf-16"), "encoding.other"),
        ("[columns]".encode("utf-16-be"), "encoding.other"),
        (None, "source.open"),
        (b"a = 1", "key.unknown"),
    ],
)
def test_a_small_file_that_does_not_read_is_an_input_error(tmp_path: Path, content: bytes | None, code: str) -> None:
    """A mapping or calendar that is missing, undecodable, no TOML, or of another form is refused by code."""
    path = tmp_path / "small.toml"
    if content is not None:
        path.write_bytes(content)
    for read in (read_mapping, read_calendar):
        with pytest.raises(InputError) as refused:
            read(path)
        assert refused.value.code == code


CALENDAR = """
id = "HQ"
title = { zh = "总行", en = "head office" }
utc_offset_minutes = 480
weekend = ["saturday", "sunday"]
[[year]]
year = 2025
notices = [{ address = "https://a.example/1", number = "1", dated = 2024-11-12 }, { address = "https://a.example/2" }]
off = [{ holiday = { zh = "元旦", en = "New Year" }, days = [2025-01-01] }]
works = [{ holiday = { zh = "春节", en = "Spring Festival" }, days = [2025-01-26] }]
[[year]]
year = 2026
"""


def test_a_calendar_file_says_which_days_work(tmp_path: Path) -> None:
    """A bank's own file makes a calendar: days off, weekend days worked, notices, and a range."""
    path = tmp_path / "days.toml"
    path.write_text(CALENDAR, encoding="utf-8")
    calendar = read_calendar(path)
    days = (date(2025, 1, 1), date(2025, 1, 26), date(2027, 1, 4))
    assert [calendar.answer(day) for day in days] == [DayAnswer.OFF, DayAnswer.WORKS, DayAnswer.UNDECREED]
    assert [notice.dated for notice in calendar.notices(2025)] == [date(2024, 11, 12), None]
    assert (calendar.utc_offset_minutes, calendar.weekend) == (480, frozenset({5, 6}))


def test_every_fault_of_a_calendar_is_listed() -> None:
    """Unknown and missing keys, wrong forms, days out of range or there twice, years out of row: all, with paths."""
    text = """
colour = 1
utc_offset_minutes = 1000
weekend = ["sunday", "friyay", 5]
title = { zh = "x", de = "y" }
[[year]]
year = 2025
notices = [{ number = 4 }, "paper"]
off = [
  { holiday = { zh = "a", en = "b" }, days = [2025-01-01, 2025-01-01, 1850-01-01, "2025-01-02"] },
  { days = [2025-01-03] },
]
works = 7
[[year]]
year = "2027"
"""
    with pytest.raises(InputError) as refused:
        read_calendar_toml(text)
    assert [(one.code, one.path) for one in refused.value.faults] == [
        ("key.unknown", "calendar.colour"), ("key.missing", "calendar"), ("key.missing", "calendar.title"),
        ("key.unknown", "calendar.title.de"), ("number.range", "calendar.utc_offset_minutes"),
        ("code", "calendar.weekend[1]"), ("code", "calendar.weekend[2]"),
        ("key.missing", "calendar.year[0].notices[0]"), ("type", "calendar.year[0].notices[0].number"),
        ("type", "calendar.year[0].notices[1]"), ("day.twice", "calendar.year[0].off[0].days[1]"),
        ("date.range", "calendar.year[0].off[0].days[2]"), ("date.quoted", "calendar.year[0].off[0].days[3]"),
        ("key.missing", "calendar.year[0].off[1]"),
        ("type", "calendar.year[0].works"), ("type", "calendar.year[1].year"),
    ]  # fmt: skip


def test_a_calendar_without_its_name_is_refused() -> None:
    """A calendar names itself in both languages."""
    with pytest.raises(InputError) as refused:
        read_calendar_toml("weekend = []")
    assert [one.path for one in refused.value.faults] == ["calendar", "calendar"]


def test_the_calendar_of_china_reads() -> None:
    """The library's own file is in the layout it documents."""
    text = (ROOT / "src" / "loanvisit" / "presets" / "cn_working_days.toml").read_text(encoding="utf-8")
    calendar = read_calendar_toml(text)
    assert calendar.answer(date(2025, 1, 26)) is DayAnswer.WORKS


def test_a_mapping_is_the_same_value_however_it_was_made() -> None:
    """A mapping keeps what was declared, and what each column reads."""
    document = {"columns": {"id": "No", "borrower": {"column": "A", "fallback": ["B"], "within": "C"}}}
    mapping = as_mapping(document)
    assert mapping.columns["borrower"].columns == ("A", "B", "C")
    rules = {"id": ColumnRule(column="No"), "borrower": mapping.columns["borrower"]}
    assert BookMapping(columns=rules) == mapping
    assert (mapping.dates, mapping.missing, mapping.rounding) == (("YYYY-MM-DD",), frozenset({""}), None)


def test_words_and_their_meanings_are_checked_at_load() -> None:
    """Words that are one once cleaned, and meanings that their field cannot read, are refused with their path."""
    ids: dict[str, object] = {"id": "No", "borrower": "No"}
    twice = {"product": {"column": "K", "values": {"Ａ 贷": "a", "A  贷": "b"}}}
    assert _faults({"normalise": True, "columns": {**ids, **twice}}) == [
        ("word.twice", "mapping.columns.product.values[#2]")
    ]
    assert as_mapping({"columns": {**ids, **twice}}).normalise is False
    bad: dict[str, object] = {
        "n": {"column": "N", "kind": "whole", "values": {"x": "1.5", "y": ""}},
        "d": {"column": "N", "kind": "date", "values": {"x": "1.5.2020", "y": "1850-01-01"}},
        "c": {"column": "N", "kind": "code", "values": {"x": "a\u200bb", "y": True}},
        "e": {"column": "N", "values": {"x": "a\u200bb"}}, "f": {"column": "N", "values": {"x": True, "y": "no"}},
        "g": {"column": "N", "kind": "flag", "values": {"x": "true"}},
    }  # fmt: skip
    columns = {"unit": {"column": "U", "values": {"x": " y"}}, "risk": {"column": "R", "values": {"x": "fine"}}}
    assert _faults({"columns": {**ids, **columns}, "facts": bad}) == [
        ("code", "mapping.columns.risk.values.x"), ("mapping", "mapping.facts.c.values"),
        ("mapping", "mapping.facts.f.values"), ("mapping", "mapping.facts.g.values"),
        ("id.charset", "mapping.columns.unit.values.x"),
        ("number.grammar", "mapping.facts.n.values.x"), ("empty", "mapping.facts.n.values.y"),
        ("date.form", "mapping.facts.d.values.x"), ("date.range", "mapping.facts.d.values.y"),
        ("control_char", "mapping.facts.e.values.x"),
    ]  # fmt: skip


RULES: dict[str, object] = {"id": ColumnRule(column="No"), "borrower": ColumnRule(column="Customer")}
ENTRIES: dict[str, list[object]] = {
    "book": ["loans", "past", "ledger", 7],
    "encoding": ["utf-8", "gbk", "utf-7", None],
    "delimiter": [",", ";", ";;", "a"],
    "missing": [frozenset({""}), ["", "-"], "NA", frozenset({1}), frozenset()],
    "dates": [("YYYY-MM-DD",), ["YYYYMMDD", "MM/DD/YYYY"], "DD/MM/YYYY", ["MM/DD/YYYY", "D/M/YYYY"], "YYYY", 5],
    "normalise": [True, False, "yes"],
    "decimal": [".", ",", "--"],
    "grouping": [None, ",", "3"],
    "currency": [None, "CNY", 156],
}


@given(st.fixed_dictionaries({}, optional={key: st.sampled_from(held) for key, held in ENTRIES.items()}))
def test_a_mapping_made_in_python_is_checked_as_its_document_is(fields: dict[str, object]) -> None:
    """What a document is refused for, a mapping built in Python is refused for, under the same paths."""
    document: dict[str, object] = {"columns": {"id": "No", "borrower": "Customer"}, "amounts": {}}
    for key, held in fields.items():
        plain = list(held) if isinstance(held, tuple | frozenset) else held
        place = cast("dict[str, object]", document["amounts"]) if key in ("decimal", "grouping") else document
        if plain is not None or key == "encoding":
            place[key] = plain
    try:
        known = as_mapping(document)
    except InputError as error:
        with pytest.raises(InputError) as refused:
            BookMapping(columns=RULES, **fields)  # type: ignore[arg-type]
        there, here = error.faults, refused.value.faults
    else:
        assert BookMapping(columns=RULES, **fields) == known  # type: ignore[arg-type]
        there = here = ()
    assert [(one.code, one.path) for one in here] == [(one.code, one.path) for one in there]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"columns": None}, ("type", "mapping.columns")),
        ({"facts": ["F"]}, ("type", "mapping.facts")),
        ({"columns": {**RULES, "unit": "Branch"}}, ("type", "mapping.columns.unit")),
        ({"columns": {5: ColumnRule(column="Branch")}}, ("type", "mapping.columns.keys")),
        ({"facts": {"f": ColumnRule(column="F", kind="flag")}}, ("type", "mapping.facts.f.kind")),  # type: ignore[arg-type]
        ({"facts": {"f": ColumnRule(column="F", kind=FactKind.GRADE)}}, ("code", "mapping.facts.f.kind")),
        ({"facts": {"f": ColumnRule(column="F", values=5)}}, ("mapping", "mapping.facts.f.values")),  # type: ignore[arg-type]
        ({"facts": {"f": ColumnRule(column="F", fallback="G")}}, ("mapping", "mapping.facts.f.fallback")),  # type: ignore[arg-type]
        (
            {"columns": {**RULES, "unit": ColumnRule(column="U", kind=FactKind.WHOLE)}},
            ("key.unknown", "mapping.columns.unit.kind"),
        ),
        ({"columns": {**RULES, "unit": ColumnRule()}}, ("mapping", "mapping.columns.unit")),
        ({"columns": {"id": ColumnRule(column="No")}}, ("key.missing", "mapping.columns")),
        ({"rounding": "half_up"}, ("code", "mapping.amounts.rounding")),
        ({"rounding": 5}, ("code", "mapping.amounts.rounding")),
    ],
)
def test_what_only_python_can_get_wrong_is_refused(fields: dict[str, object], said: tuple[str, str]) -> None:
    """A rule that is none, a kind that is none, a rounding by another name: each is named by its place."""
    with pytest.raises(InputError) as refused:
        BookMapping(**{"columns": RULES, **fields})  # type: ignore[arg-type]
    assert [(one.code, one.path) for one in refused.value.faults] == [said]


def test_a_mapping_without_missing_words_reads_fields_it_does_not_name(tmp_path: Path) -> None:
    """Where no string means "not known", a field without a column is still not known."""
    path = tmp_path / "book.csv"
    path.write_text("No,Customer\nL-1,B-1\n", encoding="utf-8")
    mapping = BookMapping(columns=RULES, missing=frozenset(), rounding="ROUND_HALF_EVEN")  # type: ignore[arg-type]
    (loan,) = read_book(path, mapping).loans
    assert (loan.product, loan.principal, loan.risk) == (None, None, None)


def test_what_is_no_document_is_refused() -> None:
    """A mapping is declared by a table, not by its text."""
    with pytest.raises(InputError) as refused:
        as_mapping("[columns]")  # type: ignore[arg-type]
    assert [(one.code, one.path) for one in refused.value.faults] == [("type", "mapping")]
    numbered = cast("dict[str, object]", {3: 4})
    assert _faults({**numbered, "columns": {"id": "No", "borrower": "No"}}) == [("key.unknown", "mapping[#1]")]


DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
WEEK = "weekend = [" + ", ".join(f'"{day}day"' for day in DAYS) + "]"
YEARS = """
[[year]]
year = 2025
off = [{ holiday = { zh = "元旦", en = "x" }, days = [2024-11-30] }]
[[year]]
year = 2027
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WEEK, [("calendar.weekend", "calendar.weekend")]),
        (YEARS, [("day.year", "calendar.year[0].off"), ("number.range", "calendar.year[1].year")]),
        ("year = [3, { year = 2025 }]", [("type", "calendar.year[0]")]),
        ("[[year]]\nyear = 2025\noff = [3]", [("type", "calendar.year[0].off[0]")]),
    ],
)
def test_what_a_calendar_cannot_be_is_told_by_its_place(text: str, said: list[tuple[str, str]]) -> None:
    """What only the finished value knows to be wrong is told under the key as written, with all the rest."""
    with pytest.raises(InputError) as refused:
        read_calendar_toml('id = "HQ"\ntitle = { zh = "总行", en = "head office" }\n' + text)
    assert [(one.code, one.path) for one in refused.value.faults] == said
