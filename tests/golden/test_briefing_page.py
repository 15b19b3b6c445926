"""The briefing of ten loans on paper: one sheet of A4, in either language, by a real browser.

The answer comes from outside: Chromium lays the page out and prints it, pypdf counts the sheets and reads them.
"""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from loanvisit.domain import BorrowerId, LoanId, Portfolio
from loanvisit.reporting import Briefing, build_briefing, to_html
from loanvisit.words import LANGUAGES, Language
from tests.unit import test_reporting_book as hand

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
Printer = Callable[[Briefing, Language], list[str]]


@pytest.fixture
def printed(tmp_path: Path) -> Printer:
    """Print a briefing and return the text of each sheet."""
    if BROWSER is None:
        pytest.skip("no chromium: the page cannot be printed (apt-get install chromium fonts-noto-cjk)")
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: the sheets cannot be counted")

    def sheets(briefing: Briefing, language: Language) -> list[str]:
        page, paper = tmp_path / f"{language}.html", tmp_path / f"{language}.pdf"
        page.write_text(to_html(briefing, language), encoding="utf-8")
        command = [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={paper}"]
        subprocess.run([*command, page.as_uri()], capture_output=True, check=True, timeout=120)
        reader = pypdf.PdfReader(paper)
        for sheet in reader.pages:
            assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
        return [str(sheet.extract_text()) for sheet in reader.pages]

    return sheets


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [True, False])
def test_ten_loans_are_one_sheet(printed: Printer, language: Language, *, sample: bool) -> None:
    """A book of ten loans prints on one sheet of A4, head, seven sections and tail."""
    (sheet,) = printed(hand.ten_loan_briefing(sample=sample), language)
    assert "L-1001" in sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sheet_of_invented_data_says_so(printed: Printer, language: Language) -> None:
    """Where a book takes several sheets, the mark of invented data is on each of them."""
    file = hand.ten_loans().file(BorrowerId("B-01"))
    loan = file.loans[0]
    loans = tuple(evolve(loan, drawdowns=(), id=LoanId(f"LOAN-{place:04}")) for place in range(600))
    graves = tuple(
        hand.finding(f"FD-{place}", hand.DIVERTED, "B-01", loan.id.value, (hand.AS_OF, hand.AS_OF))
        for place, loan in enumerate(loans)
    )
    large = evolve(file, loans=loans, obligations=(), visits=(), records=(), findings=graves, remediations=())
    briefing = build_briefing(Portfolio(as_of=hand.AS_OF, files=(large,)), masthead=hand.masthead())
    sheets = printed(briefing, language)
    assert len(sheets) > 1
    mark = {"zh": "虚构数据", "en": "Invented data"}[language]
    assert all(mark in sheet for sheet in sheets)
