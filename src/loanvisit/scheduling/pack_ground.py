"""What the parts of a preparation pack are read from: one planned visit, and the file as it was known on the day."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from loanvisit.domain import (
    BorrowerFile,
    CreditReport,
    HeldPaper,
    Loan,
    Outcome,
    PackGap,
    PackItem,
    PackPart,
    PackSection,
    PastVisit,
    Question,
    Subject,
    Visit,
    VisitOutline,
    VisitRecord,
)
from loanvisit.words import Fill, Text, say, verbatim


@frozen(kw_only=True)
class Ground:
    """All that a pack is made of, nothing of it later than the day."""

    file: BorrowerFile
    visit: Visit
    as_of: date
    derived: VisitOutline
    questions: Mapping[str, Question]
    report: CreditReport | None
    held: tuple[HeldPaper, ...] | None
    earlier: BorrowerFile | None

    @property
    def loans(self) -> tuple[Loan, ...]:
        """The loans the visit is about, all of the borrower where it is about him."""
        named = self.visit.loans
        return tuple(one for one in self.file.loans if not named or one.id in named)

    @property
    def subjects(self) -> frozenset[Subject]:
        """The borrower, the loans of the visit and their drawdowns."""
        drawn = (one.id for loan in self.loans for one in loan.drawdowns)
        return frozenset([self.file.id, *(loan.id for loan in self.loans), *drawn])

    def made(self) -> list[VisitRecord | PastVisit]:
        """Return the visits made about these loans by the day, this one left out, the latest last."""
        named, filed = {loan.id for loan in self.loans}, {one.visit for one in self.file.records}
        records = [
            one
            for one in self.file.standing_records
            if one.outcome is Outcome.MADE and one.visit != self.visit.id and self.file.seen_loans(one) & named
        ]
        past = [one for one in self.file.past if one.id not in filed and (not one.loans or {*one.loans} & named)]
        return sorted([*records, *past], key=lambda one: (one.on, isinstance(one, VisitRecord)))

    @property
    def last_on(self) -> date | None:
        """The day of the last visit made, None where none was or none is known."""
        made = self.made()
        return made[-1].on if made else None

    @property
    def unseen(self) -> list[PackGap]:
        """That visits before some day are not known, where none since is: what they brought nobody can tell."""
        known_from = self.file.past_known_from
        return [] if known_from is None or self.made() else [gap("past", "book", day=known_from)]


def section(part: PackPart, items: list[PackItem], gaps: list[PackGap]) -> PackSection:
    """Return a part with what to look at first before the rest, each in the order given."""
    return PackSection(part=part, items=sorted(items, key=lambda one: not one.first), gaps=gaps)


def item(key: str, /, **said: Fill) -> Text:
    """Return what an item says."""
    return say(f"pack.item.{key}", **said)


def source(key: str, /, **said: Fill) -> Text:
    """Return where an item comes from."""
    return say(f"pack.source.{key}", **said)


def told(own: str | None, otherwise: Text) -> Text:
    """Return where something comes from as the host says, else in our words."""
    return otherwise if own is None else verbatim(own)


def gap(what: str, where: str, /, **said: Fill) -> PackGap:
    """Return something that was not obtained, and where to get it."""
    return PackGap(what=say(f"pack.lack.{what}", **said), where=say(f"pack.where.{where}"))
