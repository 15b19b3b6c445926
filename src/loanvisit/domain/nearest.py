"""The least changes that would make something due on a day, or nothing."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check
from loanvisit.domain.facts import FactName, FactValue, fact_text
from loanvisit.domain.ids import ObligationId, Subject
from loanvisit.domain.obligation import subject_text
from loanvisit.domain.proof import Proof, tree_html
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, say, spaced, verbatim


class Alteration(Enum):
    """What is altered in thought: one value, one day, one event, one visit, one signal or one waiver."""

    VALUE = "value"
    EVENT_GONE = "event_gone"
    EVENT_ADDED = "event_added"
    EVENT_REMOVED = "event_removed"
    VISIT_MOVED = "visit_moved"
    VISIT_MADE = "visit_made"
    VISIT_GONE = "visit_gone"
    SIGNAL_RAISED = "signal_raised"
    SIGNAL_GONE = "signal_gone"
    WAIVER_GONE = "waiver_gone"

    __hash__ = object.__hash__  # a member is one object: quicker than by its name


def _ids(items: Iterable[ObligationId]) -> tuple[ObligationId, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class NearestChange:
    """One least change, and the answer it gives.

    Args:
        kind: what is altered.
        holder: whose: the loan, drawdown or borrower that carries the fact, or that the event, visit or signal is
            about.
        name: the fact, or the kind of an event added; of a visit its id, or its day where it has none; of an event,
            signal or waiver there is its id; empty where a visit or signal is added.
        label: what the fact is called.
        to: what it becomes; None where it goes, or where the value is a person's own and is not shown.
        shown: what it becomes, in words.
        due: the duties that are due then; empty where none is.
        answer: the answer in words.
    """

    kind: Alteration
    holder: Subject
    name: str
    label: Text
    to: FactValue | None = None
    shown: Text | None = None
    due: tuple[ObligationId, ...] = field(default=(), converter=_ids)
    answer: Text

    def __attrs_post_init__(self) -> None:
        check(self)

    @property
    def text(self) -> Text:
        """The change and its answer in one line."""
        return say("nearest.change", change=self._said, answer=self.answer)

    @property
    def _said(self) -> Text:
        subject = subject_text(self.holder)
        if self.kind in (Alteration.VALUE, Alteration.EVENT_ADDED):
            key = self.kind.value if self.shown is not None else "withheld"
            said = {} if self.shown is None else {"value": spaced(self.shown)}
            return say(f"nearest.{key}", subject=subject, fact=self.label, **said)
        if self.kind is Alteration.EVENT_GONE:
            return say("nearest.event_gone", subject=subject, fact=self.label)
        if self.kind is Alteration.EVENT_REMOVED:
            return say("nearest.event_removed", subject=subject, fact=self.label, name=self.name)
        said = {"value": spaced(self.shown or verbatim(""))}
        return say(f"nearest.{self.kind.value}", subject=subject, name=self.name, **said)


def _changes(items: Iterable[NearestChange]) -> tuple[NearestChange, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class NearestChanges:
    """Which least changes flip the answer whether anything is due about a subject on a day.

    A notebook shows them as a tree.

    Args:
        subject: the drawdown, loan or borrower asked about.
        on: the close of this day.
        due: the duties that are due as the file stands; empty where none is.
        changes: fact by fact in declared order, kinds of event among them, then visits, signals and waivers.
        steady: the facts the policy reads of which no change alone flips the answer, in declared order.
        steady_labels: what those are called, in the same order; empty where all are built in.

    Raises:
        InputError: there are labels, and not one for each steady fact.
    """

    subject: Subject
    on: date
    due: tuple[ObligationId, ...] = field(default=(), converter=_ids)
    changes: tuple[NearestChange, ...] = field(default=(), converter=_changes)
    steady: tuple[FactName, ...] = ()
    steady_labels: tuple[Text, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        if self.steady_labels and len(self.steady_labels) != len(self.steady):
            path, count = "NearestChanges.steady_labels", len(self.steady)
            raise InputError(fault("number.range", path, self.steady_labels, low=count, high=count))

    @property
    def is_due(self) -> bool:
        """Whether anything is due as the file stands."""
        return bool(self.due)

    @property
    def proof(self) -> Proof:
        """The changes as a tree of statements."""
        now = say("nearest.due" if self.due else "nearest.nothing")
        head = say("nearest.head", day=self.on, subject=subject_text(self.subject), now=now)
        parts = [_told(one) for one in self.changes]
        if self.steady:
            named = self.steady_labels or tuple(fact_text(name) for name in self.steady)
            said = say("nearest.steady", facts=join(list(named)))
            parts.append(Proof(key="steady", statement=said, values={"facts": ", ".join(self.steady)}))
        values: dict[str, FactValue] = {"subject": self.subject.value, "day": self.on, "due": len(self.due)}
        return Proof(key="nearest", statement=head, parts=tuple(parts), values=values)

    @property
    def text(self) -> Text:
        """The changes as lines."""
        return self.proof.text

    def _repr_html_(self) -> str:
        return tree_html(self.proof)


def _told(one: NearestChange) -> Proof:
    values: dict[str, FactValue] = {
        "kind": one.kind.value,
        "holder": one.holder.value,
        "name": one.name,
        "due": len(one.due),
    }
    if one.to is not None:
        values["to"] = one.to
    return Proof(key="change", statement=one.text, values=values)
