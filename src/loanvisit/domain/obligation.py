"""What a rule or paper says is owed: about which subject, in which window, and why; and the other answers."""

from datetime import date
from enum import Enum

from attrs import evolve, frozen

from loanvisit.domain.codes import blank_faults
from loanvisit.domain.dates import Window
from loanvisit.domain.desk_work import DeskWork
from loanvisit.domain.exact import check, guarded
from loanvisit.domain.facts import FactName, fact_text
from loanvisit.domain.ids import (
    BorrowerId,
    ClauseId,
    DrawdownId,
    LoanId,
    ObligationId,
    PolicyId,
    RecordId,
    Subject,
    VisitId,
    joined,
)
from loanvisit.domain.lifecycle import Lifecycle, Move, Ruling, rule
from loanvisit.domain.methods import Accepts, Confidence, DutyKind
from loanvisit.domain.people import Officer, Role
from loanvisit.domain.sheltering import sheltered
from loanvisit.errors import InputError, fault
from loanvisit.words import Text, join, label, say, spaced, verbatim


@frozen(kw_only=True, cache_hash=True)
class Rule:
    """What a clause or a paper demands, apart from when: shared by all obligations it makes.

    `separate` names a group of duties that each need a visit of their own. `arrear` says whether a late visit
    pays all overdue periods together ("all") or the oldest only ("oldest"). `working_days` is how many of them its
    duties count from their anchor, 0 where they count natural days; `that_day` says that the anchor is the first of
    them. `rolls` says whether it moves a last day that is not worked. `counted_from` is what an event, or a date of the
    bank's own, is called that its duties are counted from; None for what the library names.
    `kind` is what kind of work meets them.
    """

    policy: PolicyId
    version: str
    clause: ClauseId
    title: Text
    purpose: str
    accepts: Accepts
    visitors: int
    citation: Text
    confidence: Confidence
    separate: str | None = None
    arrear: str = "all"
    questions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sentence: Text | None = None
    working_days: int = 0
    rolls: bool = False
    that_day: bool = False
    counted_from: Text | None = None
    kind: DutyKind = DutyKind.VISIT

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = [*blank_faults(self.questions, "Rule.questions"), *blank_faults(self.evidence, "Rule.evidence")]
        if faults:
            raise InputError(*faults)


_SUBJECTS, _FLAG, _NUMBER = frozenset({DrawdownId, LoanId, BorrowerId}), frozenset({bool}), frozenset({int})


class ObligationState(Enum):
    """Where a duty stands; overdue is computed, never stored."""

    OPEN = "open"
    IN_PART = "in_part"
    FULFILLED = "fulfilled"
    WAIVED = "waived"
    LAPSED = "lapsed"

    @property
    def text(self) -> Text:
        """The state's label."""
        return say(f"state.obligation.{self.value}")


STILL_OWED = (ObligationState.OPEN, ObligationState.IN_PART)
"""The states in which anything of a duty is still owed."""
_STILL_OWED = tuple(state.value for state in STILL_OWED)

OBLIGATION_LIFECYCLE = Lifecycle(
    name="obligation",
    start="open",
    states=[state.value for state in ObligationState],
    moves=[
        Move(name="discharge", sources=_STILL_OWED, target="fulfilled"),
        Move(name="discharge_in_part", sources=_STILL_OWED, target="in_part"),
        Move(
            name="waive",
            sources=_STILL_OWED,
            target="waived",
            roles=[Role.APPROVER, Role.SUB_BRANCH_HEAD],
            never=("manager",),
        ),
        Move(
            name="defer",
            sources=_STILL_OWED,
            target=None,
            roles=[Role.APPROVER, Role.SUB_BRANCH_HEAD],
            never=("asker", "manager", "visitor"),
        ),
        Move(name="lapse", sources=_STILL_OWED, target="lapsed"),
        Move(name="expire", sources=("waived",), target="open"),
        Move(name="reopen", sources=("fulfilled", "in_part"), target="open"),
    ],
)
"""The table of an obligation; a duty in part stays owed, and so does a deferred one: its last day alone has moved."""


@frozen(kw_only=True)
class Discharge:
    """How a duty was met: by which record or past visit, on which day."""

    on: date
    record: RecordId | None = None
    visit: VisitId | None = None
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        check(self)


@frozen(kw_only=True, weakref_slot=False)
class Obligation:
    """A duty about one subject (应检事项).

    `raw` is the last day before the calendar moved it into `window.last`; `anchor` names what it is counted from,
    `anchored_on` is that day. `lacks` names what an open duty in part still needs.
    `forecast` is true where its window had not opened when the policy answered: nobody owes it until it is asked again.
    `assumed` names the facts of its clause's conditions that are not known: it is owed as if they met them.
    `deferred_from` is the last day it had before a deferral moved `window.last`; None where none did.

    Args:
        rule: what is demanded: by which clause, for which purpose, by which methods.
        subject: the drawdown, loan or borrower it is about.
        loans: the loans behind the subject.
        window: from which day to which it can be met, both in.
        raw: the last day as counted.
        anchor: the key of what it is counted from.
        anchored_on: the day it is counted from.
        provisional: whether the last day may move once the year is decreed.
        forecast: whether it was one.
        state: where it stands; overdue is computed from `window.last`.
        lacks: such as "evidence:voucher".
        discharge: by what it was met, and when.
        version: one more each time it changes.
        assumed: the facts not known, for lack of which it is owed; empty where its conditions are known to hold.
        assumed_labels: what those facts are called, in the same order; empty where all are built in.
        deferred_from: its original last day, where it was deferred.
        works: what was done for it at the desk, in order of day; empty where a visit meets it.

    Raises:
        InputError: there are labels, and not one for each fact assumed, or it was deferred to no later day.

    Example:
        >>> from datetime import date
        >>> from loanvisit.testing import a_duty
        >>> duty = a_duty(date(2026, 3, 1), date(2026, 3, 31))
        >>> duty.is_open, duty.is_overdue(date(2026, 3, 31)), duty.is_overdue(date(2026, 4, 1))
        (True, False, True)
    """

    rule: Rule
    subject: Subject
    loans: tuple[LoanId, ...]
    window: Window
    raw: date
    anchor: str
    anchored_on: date
    provisional: bool = False
    forecast: bool = False
    state: ObligationState = ObligationState.OPEN
    lacks: tuple[str, ...] = ()
    discharge: Discharge | None = None
    version: int = 1
    assumed: tuple[FactName, ...] = ()
    assumed_labels: tuple[Text, ...] = ()
    deferred_from: date | None = None
    works: tuple[DeskWork, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not (
            type(self.rule) is Rule
            and type(self.window) is Window
            and type(self.raw) is date
            and type(self.anchored_on) is date
            and type(self.loans) is tuple
            and type(self.subject) in _SUBJECTS
            and type(self.anchor) is str
            and type(self.provisional) in _FLAG
            and type(self.forecast) in _FLAG
            and type(self.version) in _NUMBER
            and self.state is ObligationState.OPEN
            and self.lacks == ()
            and self.discharge is None
            and self.assumed == ()
            and self.assumed_labels == ()
            and self.deferred_from is None
            and self.works == ()
        ):
            check(self)
            _check_labels(self.assumed, self.assumed_labels, "Obligation.assumed_labels")
            if self.deferred_from is not None and not self.window.opens <= self.deferred_from < self.window.last:
                raise InputError(
                    fault("date.order", "Obligation.window.last", self.window.last, earlier="deferred_from")
                )

    @property
    def assumed_as(self) -> tuple[Text, ...]:
        """What each fact assumed is called."""
        return self.assumed_labels or tuple(fact_text(name) for name in self.assumed)

    @property
    def lacks_as(self) -> tuple[Text, ...]:
        """What each thing it still lacks is called: a kind of evidence, or the answer to a question.

        >>> from datetime import date
        >>> from loanvisit.testing import a_duty
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31), lacks=["answer:stock", "evidence:voucher"])
        >>> [one.zh for one in duty.lacks_as]
        ['问题 stock 的答复', '用款凭证']
        """
        return tuple(map(_lacked, self.lacks))

    @property
    def id(self) -> ObligationId:
        """The id: of clause, subject and anchor alone, so that a duty keeps it through replans and policy versions."""
        return ObligationId(joined(self.rule.clause.value, self.subject.value, self.anchor))

    @property
    def order(self) -> tuple[date, str, str, str]:
        """Where it stands among duties: by last day, then clause, subject and anchor."""
        return (self.window.last, self.rule.clause.value, self.subject.value, self.anchor)

    @property
    def is_open(self) -> bool:
        """Whether anything is still owed."""
        return self.state in STILL_OWED

    @guarded
    def is_overdue(self, as_of: date) -> bool:
        """Say whether it is still owed and the close of `as_of` is after its last day."""
        return self.is_open and as_of > self.window.last

    @property
    def original_last(self) -> date:
        """Its last day before a deferral moved it; the last day of its window where none did."""
        return self.window.last if self.deferred_from is None else self.deferred_from

    @property
    def late_days(self) -> int:
        """How many days after its last day it was met; 0 where in time or not met."""
        return max((self.discharge.on - self.window.last).days, 0) if self.discharge else 0

    @property
    def text(self) -> Text:
        """The duty in one line: subject, what, last day."""
        about, title, last = subject_text(self.subject), self.rule.title, self.window.last
        if self.deferred_from is None:
            return say("obligation", subject=about, title=title, last=last)
        return say("obligation.deferred", subject=about, title=title, last=last, was=self.deferred_from)

    @guarded
    def can(self, move: str, *, by: Officer | None = None) -> Ruling:
        """Say whether a move of the obligation's lifecycle is allowed."""
        return rule(OBLIGATION_LIFECYCLE, self.state.value, move, by, {})

    def fulfilled(self, discharge: Discharge) -> "Obligation":
        """Return it met in full."""
        return evolve(self, state=ObligationState.FULFILLED, discharge=discharge, lacks=(), version=self.version + 1)


def _lacked(need: str) -> Text:
    family, _, code = need.partition(":")
    if family == "answer":
        return say("lacks.answer", question=say("question", code=code))
    return label(family, code or family)


def _check_labels(names: tuple[FactName, ...], labels: tuple[Text, ...], path: str) -> None:
    if labels and len(labels) != len(names):
        raise InputError(fault("number.range", path, labels, low=len(names), high=len(names)))


@sheltered
def subject_text(subject: Subject) -> Text:
    """Return a subject's label: its kind and id."""
    kind = "drawdown" if type(subject) is DrawdownId else "loan" if type(subject) is LoanId else "borrower"
    return say(f"subject.{kind}", id=verbatim(subject.value))


@frozen(kw_only=True)
class Exemption:
    """A duty that is not owed: which clause, about whom, because of which fact.

    `label` is what a fact of the bank's own is called, None for a built-in one.
    """

    clause: ClauseId
    subject: Subject
    fact: FactName
    value: Text
    label: Text | None = None

    def __attrs_post_init__(self) -> None:
        if not (
            type(self.clause) is ClauseId
            and type(self.subject) in _SUBJECTS
            and type(self.fact) is str
            and type(self.value) is Text
            and (self.label is None or type(self.label) is Text)
        ):
            check(self)

    @property
    def text(self) -> Text:
        """The answer in one line."""
        return say(
            "exemption",
            subject=subject_text(self.subject),
            clause=self.clause.value,
            fact=self.label or fact_text(self.fact),
            value=spaced(self.value),
        )


@frozen(kw_only=True)
class Undetermined:
    """A duty that cannot be decided: which clause, about whom, for lack of which facts.

    `labels` are what the facts missing are called, in the same order; empty where all are built in.
    """

    clause: ClauseId
    subject: Subject
    missing: tuple[FactName, ...]
    labels: tuple[Text, ...] = ()

    def __attrs_post_init__(self) -> None:
        check(self)
        _check_labels(self.missing, self.labels, "Undetermined.labels")

    @property
    def called(self) -> tuple[Text, ...]:
        """What each missing fact is called."""
        return self.labels or tuple(fact_text(name) for name in self.missing)

    @property
    def text(self) -> Text:
        """The answer in one line."""
        missing = join(list(self.called))
        return say("undetermined", subject=subject_text(self.subject), clause=self.clause.value, missing=missing)


@frozen(kw_only=True)
class Duties:
    """The four answers for one file: owed (window opened by `as_of`), projected, exempt, undetermined."""

    owed: tuple[Obligation, ...] = ()
    projected: tuple[Obligation, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()

    def __attrs_post_init__(self) -> None:
        if {type(self.owed), type(self.projected), type(self.exempt), type(self.undetermined)} != {tuple} or not (
            set(map(type, self.owed)) | set(map(type, self.projected)) <= {Obligation}
            and set(map(type, self.exempt)) <= {Exemption}
            and set(map(type, self.undetermined)) <= {Undetermined}
        ):
            check(self)
