"""The preparation pack of a visit: every part, nothing of a later day, and no person on a page for others."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets
from loanvisit.codec import from_document, to_document
from loanvisit.domain import BorrowerFile, HeldPaper, PackPart, Portfolio, PreparationPack
from loanvisit.reporting import pack_to_html, pack_to_markdown
from loanvisit.scheduling import make_plan, prepare_visit
from loanvisit.testing import strategies
from loanvisit.words import LANGUAGES
from tests.laws.test_law_12_no_look_ahead import futures
from tests.laws.test_law_21_personal_data import SENTINEL, planted

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

DAY = date(2026, 3, 31)
CALENDAR = presets.calendar("CN")
OUTLINES = tuple(map(presets.outline, presets.outlines()))


@st.composite
def prepared(draw: st.DrawFn) -> BorrowerFile:
    """Draw files with the visits planned for them, one at least, and records of earlier ones."""
    file = draw(strategies.borrower_files(as_of=DAY, changing=True).filter(lambda one: bool(one.loans)))
    book = Portfolio(as_of=DAY, files=(file,))
    plan = make_plan(
        book, policy=presets.policy("cn.five_tier_default"), calendar=CALENDAR, until=DAY + timedelta(days=365)
    )
    return plan.file(file.id)


def pack_of(file: BorrowerFile, *, held: Iterable[HeldPaper] | None = None) -> PreparationPack:
    """Return the pack of the first visit of a file."""
    return prepare_visit(file, file.visits[0].id, outlines=OUTLINES, calendar=CALENDAR, as_of=DAY, held=held)


PLANNED = prepared().filter(lambda one: bool(one.visits))


@given(data=st.data(), file=PLANNED)
def test_nothing_of_a_later_day_is_in_a_pack(data: st.DataObject, file: BorrowerFile) -> None:
    """Visits, records, signals and events dated after the day, papers and a report of later, change nothing."""
    later = data.draw(futures(file, DAY))
    held = data.draw(st.lists(strategies.held_papers(), max_size=3))
    coming = [evolve(one, on=DAY + timedelta(days=1), valid_until=None) for one in held]
    report = data.draw(strategies.credit_reports())
    tomorrow = evolve(report, on=DAY + timedelta(days=1))
    visit = file.visits[0].id
    pack = prepare_visit(
        later, visit, outlines=OUTLINES, calendar=CALENDAR, as_of=DAY, held=[*held, *coming], report=tomorrow
    )
    assert pack == pack_of(file, held=held)
    assert all(item.on is None or item.on <= DAY for section in pack.sections for item in section.items)


@given(file=PLANNED)
def test_what_is_known_of_a_loan_stands_there_or_is_named_as_lacking(file: BorrowerFile) -> None:
    """Class, arrears and balance of each loan, and the report, are each an item or a gap: none is left out."""
    pack = pack_of(file)
    credit, loans = pack.section(PackPart.CREDIT), pack.loans or tuple(loan.id for loan in file.loans)
    assert len(credit.items) + len(credit.gaps) == 3 * len(loans) + 1
    for part in (PackPart.CONDITIONS, PackPart.COVENANTS, PackPart.HELD):
        assert not pack.section(part).is_nil
    assert [one.part for one in pack.sections] == [*PackPart]


@given(data=st.data(), file=PLANNED)
def test_the_order_of_what_is_given_does_not_show(data: st.DataObject, file: BorrowerFile) -> None:
    """Outlines and papers in any order make the same pack."""
    held = data.draw(st.lists(strategies.held_papers(), max_size=4))
    visit = file.visits[0].id
    shuffled = prepare_visit(
        file,
        visit,
        outlines=data.draw(st.permutations(OUTLINES)),
        calendar=CALENDAR,
        as_of=DAY,
        held=data.draw(st.permutations(held)),
    )
    assert shuffled == pack_of(file, held=held)


@given(file=PLANNED)
def test_no_page_for_others_names_a_person(file: BorrowerFile) -> None:
    """With the sentinel in every protected field, no page shows it but those of the visit team, and no repr does."""
    placeless = [evolve(one, place=None, evidence=(), withheld=()) for one in file.records]
    marked: BorrowerFile = planted(evolve(file, records=tuple(placeless)))
    pack = pack_of(evolve(marked, borrower=evolve(marked.borrower, kind=None)))
    assert SENTINEL not in repr(pack)
    for language in LANGUAGES:
        for page in (pack_to_markdown(pack, language), pack_to_html(pack, language)):
            assert SENTINEL not in page
    for section in pack.sections:
        for item in section.items:
            assert SENTINEL not in f"{item.text}{item.source}"
        assert SENTINEL not in f"{section.gaps}"


@given(file=PLANNED)
def test_a_pack_is_kept_as_a_document(file: BorrowerFile) -> None:
    """What was handed to the visitors can be kept and read back whole."""
    pack = pack_of(file)
    assert from_document(to_document(pack), PreparationPack) == pack


@given(file=PLANNED)
def test_both_languages_say_the_same_number_of_things(file: BorrowerFile) -> None:
    """Each part and each line stands in Chinese and in English, for the team and for others."""
    pack = pack_of(file)
    for for_visit_team in (False, True):
        zh, en = (pack_to_markdown(pack, language, for_visit_team=for_visit_team) for language in LANGUAGES)
        assert len(zh.splitlines()) == len(en.splitlines())
        assert zh.count("\n- ") == en.count("\n- ")
