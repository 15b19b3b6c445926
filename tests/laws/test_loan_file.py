"""The loan file as a checklist: every item of every loan has one answer, and no paper of a later day shows any."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import FILE_ITEMS, BorrowerFile, FileAnswer, HeldPaper, file_checklist
from loanvisit.testing import strategies
from tests.laws.test_law_12_no_look_ahead import futures

DAY = date(2026, 3, 31)
FILES = strategies.borrower_files(as_of=DAY, changing=True)


def held_of(file: BorrowerFile) -> st.SearchStrategy[list[HeldPaper]]:
    """Draw what an archive holds of the loans of a file."""
    return st.lists(strategies.held_papers(among=tuple(loan.id for loan in file.loans)), max_size=6)


@given(data=st.data(), file=FILES)
def test_every_item_of_every_loan_has_one_answer(data: st.DataObject, file: BorrowerFile) -> None:
    """Present, missing, not applicable and not to be told add up, and unknown counts as not complete."""
    held = data.draw(st.none() | held_of(file))
    listed = file_checklist(file, on=DAY, held=held)
    assert [(one.loan, one.item.code) for one in listed.lines] == [
        (loan.id, code) for loan in file.loans for code in FILE_ITEMS
    ]
    counts = {answer: len(listed.of(answer)) for answer in FileAnswer}
    assert sum(counts.values()) == len(listed.lines)
    assert listed.asked == counts[FileAnswer.PRESENT] + counts[FileAnswer.MISSING] + counts[FileAnswer.CANNOT_TELL]


@given(data=st.data(), file=FILES)
def test_a_paper_more_takes_nothing_away(data: st.DataObject, file: BorrowerFile) -> None:
    """What is there, and what does not apply, stays so when the archive holds another paper."""
    held, more = data.draw(held_of(file)), data.draw(held_of(file))
    before, after = (file_checklist(file, on=DAY, held=one) for one in (held, [*held, *more]))
    for then, now in zip(before.lines, after.lines, strict=True):
        if then.answer in (FileAnswer.PRESENT, FileAnswer.NOT_APPLICABLE):
            assert now.answer is then.answer
        else:
            assert now.answer in (then.answer, FileAnswer.PRESENT)


@given(file=FILES)
def test_nothing_is_called_missing_because_nobody_asked_the_archive(file: BorrowerFile) -> None:
    """Where the archive was not asked, what only a paper shows is not told; asked and empty, it is missing."""
    unasked, empty = file_checklist(file, on=DAY), file_checklist(file, on=DAY, held=[])
    for one, other in zip(unasked.lines, empty.lines, strict=True):
        assert one.answer is other.answer or (one.answer, other.answer) == (
            FileAnswer.CANNOT_TELL,
            FileAnswer.MISSING,
        )


@given(data=st.data(), file=FILES)
def test_no_day_shows_what_comes_later(data: st.DataObject, file: BorrowerFile) -> None:
    """Visits, signals and papers dated after the day change no answer."""
    later = data.draw(futures(file, DAY))
    held = data.draw(held_of(file))
    coming = [evolve(one, on=DAY + timedelta(days=1), valid_until=None) for one in data.draw(held_of(file))]
    assert file_checklist(later, on=DAY, held=[*held, *coming]) == file_checklist(file, on=DAY, held=held)


@given(data=st.data(), file=FILES)
def test_the_order_of_papers_does_not_show(data: st.DataObject, file: BorrowerFile) -> None:
    """The same papers in any order make the same list."""
    held = data.draw(held_of(file))
    assert file_checklist(file, on=DAY, held=data.draw(st.permutations(held))) == file_checklist(
        file, on=DAY, held=held
    )
