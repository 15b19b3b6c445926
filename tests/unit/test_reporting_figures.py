"""How figures are written: shares, amounts, zero and missing, days, escaping."""

from datetime import date
from decimal import Decimal, Inexact, localcontext

import pytest

from loanvisit.domain import LoanId, Method, Money, PastVisit
from loanvisit.errors import InputError, LimitError
from loanvisit.reporting import Figure
from loanvisit.reporting.amounts import count_text, day_text, money_text, share_text
from loanvisit.reporting.books import amount
from loanvisit.reporting.figures import count, row_id, share, union
from loanvisit.reporting.plain import html_text, markdown_text, numbered, visible
from loanvisit.testing import a_loan
from loanvisit.words import Text, verbatim


@pytest.mark.parametrize(
    ("part", "whole", "zh"),
    [
        (15, 16, "93.8%(15/16)"),
        (1, 2000, "0.1%(1/2,000)"),
        (1, 2001, "0.0%(1/2,001)"),
        (0, 7, "0.0%(0/7)"),
        (7, 7, "100.0%(7/7)"),
        (0, 0, "—(0/0)"),
    ],
)
def test_a_share_is_half_up_to_one_place_and_shows_both_parts(part: int, whole: int, zh: str) -> None:
    """A share is a percentage with its numerator and denominator; nothing divided by nothing is a dash."""
    assert share_text(part, whole).zh == zh


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("3000000", "CNY", "300.00 万元", "CNY 3,000,000"),
        ("12345678.50", "CNY", "1,234.57 万元", "CNY 12,345,678.5"),
        ("50", "CNY", "0.01 万元", "CNY 50"),
        ("49.99", "CNY", "0.00 万元", "CNY 49.99"),
        ("999999999.99", "CNY", "100,000.00 万元", "CNY 999,999,999.99"),
        ("1000000000", "CNY", "10.00 亿元", "CNY 1,000,000,000"),
        ("-1000000000", "CNY", "-10.00 亿元", "CNY -1,000,000,000"),
        ("123456789012345.67", "CNY", "1,234,567.89 亿元", "CNY 123,456,789,012,345.67"),
        ("1200000", "USD", "120.00 万美元", "USD 1,200,000"),
        ("1200000", "XAU", "120.00 万XAU", "XAU 1,200,000"),
        ("0", "CNY", "无", "nil"),
    ],
)
def test_money_is_in_wan_and_from_a_thousand_million_in_yi(amount: str, currency: str, zh: str, en: str) -> None:
    """万元 with two places, 亿元 from 100,000 万元 on, half up; in full in English; the currency named in both."""
    assert money_text(Money(amount, currency)) == Text(zh=zh, en=en)


def test_zero_is_not_missing() -> None:
    """Zero is 无 in a table and a digit in a sentence or a sum; no data is 未取得数据 everywhere."""
    zero, missing = Figure(key="a", value=0), Figure(key="b", value=None)
    assert (zero.text.zh, zero.text.en, zero.items.zh, zero.digits.zh) == ("无", "nil", " 0 项", "0")
    assert (missing.text.zh, missing.items.zh, missing.visits.zh, missing.digits.zh) == ("未取得数据",) * 4
    assert (zero.is_zero, zero.is_missing, missing.is_zero, missing.is_missing) == (True, False, False, True)
    assert Figure(key="c", value=Money("0", "CNY")).is_zero


def test_a_count_separates_thousands() -> None:
    """12345 things are 12,345 in a table and in a sentence."""
    figure = Figure(key="a", value=12345)
    assert (figure.text.zh, figure.items.zh, figure.visits.en) == ("12,345", " 12,345 项", " 12,345")
    assert count_text(Decimal("1234.5")).en == "1,234.5"


def test_what_is_missing_stays_missing_in_shares_and_sums() -> None:
    """A share of nothing known is missing; a sum is missing only where no part is known."""
    known, missing = count("a", ()), count("b", (), known=False)
    assert share("c", missing, known).is_missing
    assert share("c", known, known).text.zh == "—(0/0)"
    assert union("d", missing, missing).is_missing
    assert union("d", missing, known).value == 0


def test_an_earlier_visit_is_named_by_what_it_has() -> None:
    """A visit from elsewhere without an id is named by its source, else by its borrower or loan and its day."""
    day = date(2026, 1, 5)
    assert row_id(PastVisit(on=day, loans=[LoanId("L-1")])) == "L-1/2026-01-05"
    assert row_id(PastVisit(on=day, loans=[LoanId("L-1")], source="a.csv:7", method=Method.DATA)) == "a.csv:7"


def test_a_day_reads_as_a_letter_writes_it() -> None:
    """A Chinese day is written without zeros before it, an English one as ISO 8601 has it."""
    assert day_text(date(2026, 3, 1)).zh == "2026年3月1日"
    assert day_text(date(2026, 3, 1)).en == "2026-03-01"


def test_only_visible_characters_reach_a_page() -> None:
    """Line breaks become spaces; controls, marks of direction and lone surrogates become a mark one can see."""
    assert visible(" a\n\tb\u2028c ") == "a b c"
    assert visible("a\u202eb\x00c\u200bd\ud800") == "a\ufffdb\ufffdc\ufffdd\ufffd"


def test_text_stays_text_in_html() -> None:
    """Brackets, ampersands and both quotes are escaped, and no digit is added."""
    assert html_text("<a href='x'>\"&") == "&lt;a href=&apos;x&apos;&gt;&quot;&amp;"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("860.00 万元", "860.00 万元"),
        ("1. x", r"1\. x"),
        ("12)", r"12\)"),
        ("- x", r"\- x"),
        ("a-b", "a-b"),
        ("a|b*c_d", r"a\|b\*c\_d"),
        ("https://x", r"https\://x"),
        ("www.x", r"www\.x"),
        ("<b>&#60;", r"\<b\>\&\#60;"),
    ],
)
def test_text_stays_text_in_markdown(text: str, escaped: str) -> None:
    """What Markdown would read as a list, a cell, emphasis, a link or HTML is escaped; amounts stay readable."""
    assert markdown_text(text) == escaped


def test_headings_are_numbered_as_an_official_paper_is() -> None:
    """一、 in Chinese, a Roman numeral in English, and none where the numerals run out."""
    assert numbered(3, verbatim("x")).zh == "三、x"
    assert numbered(3, verbatim("x")).en == "III. x"
    assert numbered(99, verbatim("x")).zh == "x"


def test_an_unknown_figure_is_refused_and_the_nearest_named() -> None:
    """A wrong key names the nearest figure there is."""
    from tests.unit.test_reporting_book import ten_loan_briefing  # noqa: PLC0415  the book is made once, here

    with pytest.raises(InputError) as caught:
        ten_loan_briefing().figure("duties.total.dui")
    assert caught.value.code == "key.unknown"
    assert "duties.total.due" in str(caught.value)


def test_a_host_that_traps_rounding_sees_the_same_amounts() -> None:
    """The host's own decimal context changes no amount that a reader sees."""
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        shown = money_text(Money("123456789012.34", "CNY"))
    assert shown == money_text(Money("123456789012.34", "CNY"))


def test_a_sum_beyond_any_bank_is_refused() -> None:
    """Amounts that add up to more than 18 digits are refused as too large, not as wrong."""
    loans = [a_loan(f"L-{place}", principal="9999999999999999.99") for place in range(2)]
    with pytest.raises(LimitError) as refused:
        amount("book.currency.CNY.principal", loans)
    assert (refused.value.code, refused.value.path) == ("amount.sum", "book.currency.CNY.principal")
