"""The hand-over of a borrower to another manager (管户移交): the list of all that is open, and who signed it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, as_utc, check, each, guarded
from loanvisit.domain.file import BorrowerFile
from loanvisit.domain.finding import FindingState, RemediationState
from loanvisit.domain.ids import BorrowerId, OfficerId
from loanvisit.domain.obligation import ObligationState
from loanvisit.domain.visit import VisitState
from loanvisit.errors import Fault, FaultList, InputError, fault
from loanvisit.words import Text, join, say, verbatim


class HandOverKind(Enum):
    """What stands on a list of hand-over, in the order it is listed."""

    DUTY = "duty"
    VISIT = "visit"
    FINDING = "finding"
    CURE = "cure"
    PAST_FINDING = "past_finding"
    SIGNAL = "signal"
    PAPER = "paper"
    ORIGINAL = "original"

    @property
    def text(self) -> Text:
        """The kind's label."""
        return say(f"hand_over_kind.{self.value}")


_ORDER = tuple(HandOverKind)


@frozen(kw_only=True)
class HandOverItem:
    """One thing on a list of hand-over.

    Args:
        kind: what it is.
        name: its id, or what an original paper is called; one line.
        text: the thing, as it stood.

    Raises:
        InputError: the name is empty or has several lines.
    """

    kind: HandOverKind
    name: str
    text: Text

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for one in _misnamed(self.name, "HandOverItem.name"):
            faults.add(one)
        faults.raise_as(InputError)


def _misnamed(name: str, path: str) -> Iterator[Fault]:
    """Yield a fault where a name is none that stands on a line of its own."""
    if not name.strip():
        yield fault("empty", path, name)
    elif name.splitlines() != [name]:
        yield fault("text.control", path, name)


@frozen(kw_only=True)
class HandOverSignature:
    """A signature under a list of hand-over.

    Args:
        by: who signed.
        at: when.
        digest: the digest of the list as it was signed (`content_digest`).
    """

    by: OfficerId
    at: datetime = field(converter=as_utc)
    digest: str

    def __attrs_post_init__(self) -> None:
        check(self)


def _items(items: Iterable[HandOverItem]) -> tuple[HandOverItem, ...]:
    return as_tuple(items)


def _signatures(items: Iterable[HandOverSignature]) -> tuple[HandOverSignature, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class HandOver:
    """The list by which one manager hands a borrower over to another, before a witness (监交人).

    It is made by `HandOver.of` and signed by `sign_hand_over`; `hand_over` takes it when all three have signed.

    Args:
        borrower: whose file it is.
        as_of: the close of the day it was drawn up for.
        giver: who managed the borrower until then (移交人).
        taker: who manages it from then on (接收人).
        witness: who watches over it (监交人).
        items: all that is open, by kind and id, and the original papers handed over.
        signatures: who signed, in that order.

    Raises:
        InputError: the three are not three persons, a thing stands on it twice, or somebody else signed, or twice.

    Example:
        >>> from loanvisit.testing import a_borrower, a_duty, a_file
        >>> duty = a_duty(date(2026, 1, 1), date(2026, 3, 31))
        >>> file = a_file(borrower=a_borrower(manager="anna"), obligations=[duty])
        >>> drawn_up = HandOver.of(
        ...     file,
        ...     taker=OfficerId("li"),
        ...     witness=OfficerId("wu"),
        ...     as_of=date(2026, 3, 20),
        ...     originals=["loan contract L-1"],
        ... )
        >>> [(item.kind.value, item.name) for item in drawn_up.items]
        [('duty', 'routine~~L-1~~2026-01-01'), ('original', 'loan contract L-1')]
        >>> [who.value for who in drawn_up.unsigned]
        ['anna', 'li', 'wu']
    """

    borrower: BorrowerId
    as_of: date
    giver: OfficerId
    taker: OfficerId
    witness: OfficerId
    items: tuple[HandOverItem, ...] = field(converter=_items)
    signatures: tuple[HandOverSignature, ...] = field(default=(), converter=_signatures)

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = FaultList()
        for one in _faults_of(self):
            faults.add(one)
        faults.raise_as(InputError)

    @classmethod
    @guarded
    def of(
        cls,
        file: BorrowerFile,
        *,
        taker: OfficerId,
        witness: OfficerId,
        as_of: date,
        originals: Iterable[str] = (),
    ) -> "HandOver":
        """Draw up the list of a file, unsigned.

        Args:
            file: the borrower's file at the close of that day; who manages the borrower hands it over.
            taker: who is to manage it.
            witness: who watches over it.
            as_of: the day.
            originals: what the original papers handed over are called; the file does not know them.

        Returns:
            The list: open duties, and those waived for a time; visits not filed; findings not closed, and cures not
            verified; past findings not known to be closed; signals that live; papers in force; and the originals.

        Raises:
            InputError: nobody manages the borrower, the three are not three persons, or an original has no name, one of
                several lines, or that of another. Every fault is listed.
        """
        told, giver, faults = tuple(originals), file.borrower.manager, FaultList()
        if giver is None:
            faults.add(fault("key.missing", "file.borrower.manager", key="manager"))
        parties = {"taker": taker, "witness": witness}
        for one in _not_apart(parties if giver is None else {"giver": giver, **parties}, ""):
            faults.add(one)
        named, wrong = each(told, str, "originals")
        for one in (*wrong, *_misread(told)):
            faults.add(one)
        if giver is None or faults:
            raise InputError(*faults.faults, more=faults.more)
        papers = [HandOverItem(kind=HandOverKind.ORIGINAL, name=one, text=verbatim(one)) for one in named]
        return cls(
            borrower=file.id,
            as_of=as_of,
            giver=giver,
            taker=taker,
            witness=witness,
            items=(*open_items(file, as_of=as_of), *papers),
        )

    @property
    def parties(self) -> tuple[OfficerId, ...]:
        """Who has to sign: giver, taker, witness."""
        return (self.giver, self.taker, self.witness)

    @property
    def unsigned(self) -> tuple[OfficerId, ...]:
        """Who has not signed yet, in that order."""
        signed = {one.by.canonical for one in self.signatures}
        return tuple(who for who in self.parties if who.canonical not in signed)

    @property
    def text(self) -> Text:
        """The list as it is printed, a line each: who hands over to whom, then each thing."""
        head = say(
            "hand_over.head",
            borrower=self.borrower.value,
            as_of=self.as_of,
            giver=self.giver.value,
            taker=self.taker.value,
            witness=self.witness.value,
        )
        lines = [say("hand_over.item", kind=one.kind.text, text=_on_one_line(one.text)) for one in self.items]
        return join([head, *(lines or [say("hand_over.nothing")])], zh="\n", en="\n")


def _on_one_line(text: Text) -> Text:
    return Text(zh=" ".join(text.zh.splitlines()), en=" ".join(text.en.splitlines()))


def _misread(originals: Iterable[object]) -> Iterator[Fault]:
    """Yield a fault for each original that is not named, not on one line, or named before; each at its place."""
    seen = set[str]()
    for place, name in enumerate(originals):
        if type(name) is str:
            yield from _misnamed(name, f"originals[{place}]")
            if name in seen:
                yield fault("id.duplicate", f"originals[{place}]", name)
            seen.add(name)


def _not_apart(people: Mapping[str, OfficerId], of: str) -> Iterator[Fault]:
    """Yield a fault for each person who is another of them already."""
    seen = set[str]()
    for name, who in people.items():
        if who.canonical in seen:
            yield fault("hand_over.party", f"{of}{name}", who.value)
        seen.add(who.canonical)


def _faults_of(one: HandOver) -> Iterator[Fault]:
    """Yield a fault for each person who is two of the three, each thing listed twice and each signature too many."""
    parties = {who.canonical for who in one.parties}
    yield from _not_apart({"giver": one.giver, "taker": one.taker, "witness": one.witness}, "HandOver.")
    listed = set[tuple[HandOverKind, str]]()
    for place, item in enumerate(one.items):
        if (item.kind, item.name) in listed:
            yield fault("id.duplicate", f"HandOver.items[{place}].name", item.name)
        listed.add((item.kind, item.name))
    signed = set[str]()
    for place, signature in enumerate(one.signatures):
        if signature.by.canonical not in parties:
            yield fault("hand_over.stranger", f"HandOver.signatures[{place}].by", signature.by.value)
        if signature.by.canonical in signed:
            yield fault("id.duplicate", f"HandOver.signatures[{place}].by", signature.by.value)
        signed.add(signature.by.canonical)


def open_items(file: BorrowerFile, *, as_of: date) -> tuple[HandOverItem, ...]:
    """Return all that is open on a file, by kind and id."""
    found = (HandOverItem(kind=kind, name=name, text=text) for kind, name, text in _open(file, as_of))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.kind), one.name)))


_Row: TypeAlias = tuple[HandOverKind, str, Text]
_ENDED_VISITS = (VisitState.FILED, VisitState.CANCELLED, VisitState.VOID)
_ENDED_DUTIES = (ObligationState.FULFILLED, ObligationState.LAPSED)
_ENDED_CURES = (RemediationState.VERIFIED, RemediationState.WAIVED)


def _open(file: BorrowerFile, as_of: date) -> Iterator[_Row]:
    """Yield what is open: what was let go for a time comes back, and what is not known to be closed is not closed."""
    yield from _owed(file)
    for finding in file.findings:
        if finding.state is not FindingState.CLOSED:
            yield HandOverKind.FINDING, finding.id.value, _standing(finding.text, finding.state.text)
    for past in file.past_findings:
        if past.closed is not True:
            yield HandOverKind.PAST_FINDING, past.id.value, verbatim(past.id.value)
    for signal in file.signals:
        if signal.is_alive(as_of):
            raised = say("hand_over.signal", level=signal.level.text, on=signal.raised_on)
            yield HandOverKind.SIGNAL, signal.id.value, raised
    for paper in file.papers:
        if paper.ends_on is None or as_of <= paper.ends_on:
            yield HandOverKind.PAPER, paper.number.value, paper.title


def _owed(file: BorrowerFile) -> Iterator[_Row]:
    """Yield what is still to be done: duties, visits and cures."""
    for duty in file.obligations:
        if duty.state not in _ENDED_DUTIES:
            yield HandOverKind.DUTY, duty.id.value, _standing(duty.text, duty.state.text)
    for visit in file.visits:
        if visit.state not in _ENDED_VISITS:
            planned = say("hand_over.visit", method=visit.method.text, last=visit.window.last)
            yield HandOverKind.VISIT, visit.id.value, _standing(planned, visit.state.text)
    for cure in file.remediations:
        if cure.state not in _ENDED_CURES:
            owed = say("hand_over.cure", demand=cure.demand, last=cure.last_day)
            yield HandOverKind.CURE, cure.id.value, _standing(owed, cure.state.text)


def _standing(what: Text, state: Text) -> Text:
    return say("hand_over.state", what=what, state=state)
