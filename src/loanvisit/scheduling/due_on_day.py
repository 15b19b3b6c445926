"""What is due about a subject at the close of a day, and the four answers it is taken from."""

from datetime import date
from typing import NamedTuple

from attrs import evolve

from loanvisit.domain import BorrowerFile, Calendar, Duties, Obligation, Subject
from loanvisit.errors import InputError, fault
from loanvisit.scheduling.at_law import told_at_law
from loanvisit.scheduling.carried import still_carried
from loanvisit.scheduling.deferring import as_deferred
from loanvisit.scheduling.policy import Policy
from loanvisit.scheduling.side_by_side import united
from loanvisit.scheduling.uniting import asking


class DueOnDay(NamedTuple):
    """The answers for one file at the close of a day, what the file carries included; of them those of the law."""

    duties: Duties
    at_law: Duties
    on: date

    def due(self, subject: Subject) -> tuple[Obligation, ...]:
        """Return the duties about a subject that are open and whose window has opened, in order of last day."""
        found = [one for one in self.duties.owed if one.is_open and one.subject == subject]
        return tuple(sorted(found, key=lambda one: one.order))


def due_on_day(file: BorrowerFile, *, on: date, policy: Policy, calendar: Calendar) -> DueOnDay:
    """Ask a policy about a file at the close of a day, one window ahead; the file is as it stood by then."""
    duties = as_deferred(asking(policy, calendar=calendar, as_of=on, until=on)(file), file)
    at_law = told_at_law(file, as_of=on, calendar=calendar) or Duties()
    duties = united(duties, at_law)
    carried = still_carried(file, as_of=on, answered=duties)
    return DueOnDay(evolve(duties, owed=duties.owed + carried) if carried else duties, at_law, on)


def check_subject(file: BorrowerFile, subject: Subject) -> None:
    """Refuse a subject that the file does not know."""
    if subject == file.id:
        return
    for loan in file.loans:
        if subject == loan.id or any(subject == drawdown.id for drawdown in loan.drawdowns):
            return
    raise InputError(fault("id.unknown", "subject", subject.value))
