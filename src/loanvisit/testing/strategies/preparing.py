"""Strategies for preparation packs, for the items of loan files, and for the papers a bank holds."""

from datetime import timedelta

from loanvisit.domain import (
    FILE_ITEMS,
    BorrowerId,
    BorrowerKind,
    Confidence,
    FileAnswer,
    FileChecklist,
    FileItem,
    FileLine,
    FileStage,
    HeldPaper,
    LoanId,
    Method,
    PackGap,
    PackItem,
    PackPart,
    PackSection,
    PreparationPack,
    VisitId,
)
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import PRODUCTS
from loanvisit.testing.strategies.values import days, ids, names, texts, windows

KINDS = tuple(sorted({kind for item in FILE_ITEMS.values() for kind in item.kinds}))
"""The kinds of evidence that show an item of a file."""


@st.composite
def file_items(draw: st.DrawFn) -> FileItem:
    """Draw items of files, those of the table apart."""
    return FileItem(
        code=draw(names()),
        title=draw(texts()),
        stage=draw(st.sampled_from(FileStage)),
        kinds=draw(st.frozensets(st.sampled_from(KINDS), max_size=2)),
        products=draw(st.frozensets(st.sampled_from(PRODUCTS), max_size=2)),
        citation=draw(texts()),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def held_papers(draw: st.DrawFn, *, among: tuple[LoanId, ...] = ()) -> HeldPaper:
    """Draw papers a bank holds about some of the loans `among`, or about the borrower."""
    on = draw(days())
    until = draw(st.none() | st.integers(0, 400).map(lambda count: on + timedelta(days=count)))
    loans = draw(st.frozensets(st.sampled_from(among), max_size=2)) if among else frozenset[LoanId]()
    kind, source = draw(st.sampled_from(KINDS)), draw(st.none() | names())
    return HeldPaper(kind=kind, on=on, loans=loans, valid_until=until, source=source)


@st.composite
def file_lines(draw: st.DrawFn, *, item: FileItem | None = None, loan: LoanId | None = None) -> FileLine:
    """Draw lines of a checklist, each with the day its answer has."""
    answer, day = draw(st.sampled_from(FileAnswer)), draw(st.none() | days())
    return FileLine(
        item=draw(file_items()) if item is None else item,
        loan=draw(ids(LoanId)) if loan is None else loan,
        answer=answer,
        reason=draw(texts()),
        on=day if answer is FileAnswer.PRESENT else None,
        since=day if answer is FileAnswer.MISSING else None,
    )


@st.composite
def file_checklists(draw: st.DrawFn) -> FileChecklist:
    """Draw checklists of one loan or two."""
    loans = draw(st.lists(ids(LoanId), max_size=2, unique=True))
    items = draw(st.lists(st.sampled_from(tuple(FILE_ITEMS.values())), max_size=3, unique=True))
    lines = [draw(file_lines(item=one, loan=loan)) for loan in loans for one in items]
    return FileChecklist(borrower=draw(ids(BorrowerId)), on=draw(days()), lines=lines)


@st.composite
def pack_items(draw: st.DrawFn) -> PackItem:
    """Draw things known, some about persons."""
    return PackItem(
        text=draw(texts()),
        on=draw(st.none() | days()),
        source=draw(texts()),
        people=draw(st.frozensets(names(), max_size=2)),
        first=draw(st.booleans()),
    )


def pack_gaps() -> st.SearchStrategy[PackGap]:
    """Draw what was not obtained."""
    return st.builds(PackGap, what=texts(), where=texts())


@st.composite
def pack_sections(draw: st.DrawFn, *, part: PackPart | None = None) -> PackSection:
    """Draw parts of a pack, empty ones too."""
    return PackSection(
        part=draw(st.sampled_from(PackPart)) if part is None else part,
        items=draw(st.lists(pack_items(), max_size=2)),
        gaps=draw(st.lists(pack_gaps(), max_size=1)),
    )


@st.composite
def preparation_packs(draw: st.DrawFn) -> PreparationPack:
    """Draw packs of every part."""
    return PreparationPack(
        visit=draw(ids(VisitId)),
        borrower=draw(ids(BorrowerId)),
        name=draw(st.none() | names()),
        kind=draw(st.none() | st.sampled_from(BorrowerKind)),
        method=draw(st.sampled_from(Method)),
        window=draw(windows()),
        loans=draw(st.lists(ids(LoanId), max_size=2, unique=True)),
        as_of=draw(days()),
        sections=[draw(pack_sections(part=part)) for part in PackPart],
    )
