"""A store as plainly as can be: dictionaries and lists, rules written out a second time, no speed, no threads."""

from collections.abc import Iterator
from typing import Literal, TypeAlias, cast

from attrs import evolve

from loanvisit.domain import BorrowerFile, BorrowerId, Change, TrailEntry, Visit

Answer: TypeAlias = Literal["written", "again", "conflict", "unknown"]
"""What a store must do with a change."""
Thing: TypeAlias = object

KINDS = ("obligations", "visits", "records", "findings", "remediations", "waivers", "deferrals", "substitutions")
GROUND = ("borrower", "loans", "facts", "signals", "events", "past", "past_findings", "past_known_from")


class Model:
    """Says what a store must hold after each change, without a line of the library's own store or file."""

    def __init__(self) -> None:
        self.ground: dict[str, dict[str, object]] = {}
        self.work: dict[str, dict[str, dict[str, Thing]]] = {}
        self.entries: dict[str, list[TrailEntry]] = {}
        self.keys: dict[str, dict[str, tuple[Change, int]]] = {}

    def take_in(self, file: BorrowerFile) -> None:
        """Replace the ground; keep the work of a borrower known before."""
        name = file.id.value
        self.ground[name] = {part: getattr(file, part) for part in GROUND}
        if name not in self.work:
            self.work[name] = {kind: {one.id.value: one for one in getattr(file, kind)} for kind in KINDS}
            self.entries[name] = []
            self.keys[name] = {}

    def commit(self, change: Change) -> Answer:
        """Do what a store must do with a change, and say what that is."""
        name = change.borrower.value
        if name not in self.ground:
            return "unknown"
        if change.key is not None and change.key in self.keys[name]:
            return "again" if self.keys[name][change.key][0] == change else "conflict"
        if not self._is_fresh(name, change):
            return "conflict"
        for kind in KINDS:
            for one in getattr(change, kind):
                self.work[name][kind][one.id.value] = one
        for gone in change.withdrawn:
            self.work[name]["visits"].pop(gone.value, None)
        self.entries[name].extend(change.trail)
        if change.key is not None:
            self.keys[name][change.key] = (change, len(self.entries[name]))
        return "written"

    def file(self, borrower: BorrowerId) -> BorrowerFile:
        """Return the file a store must give back."""
        name = borrower.value
        parts = {kind: tuple(held.values()) for kind, held in self.work[name].items()}
        ground = self.ground[name]
        made = BorrowerFile(borrower=ground["borrower"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # as it was taken in
        return evolve(made, **{**ground, **parts})  # type: ignore[arg-type]  # as they were taken in

    def visits(self) -> Iterator[Visit]:
        """Yield every visit of every borrower."""
        for held in self.work.values():
            yield from cast("dict[str, Visit]", held["visits"]).values()

    def _is_fresh(self, name: str, change: Change) -> bool:
        """Say whether all that the change replaces is as it saw it, and all that it adds is new."""
        held = {
            (kind, told): getattr(one, "version", 1) for kind in KINDS for told, one in self.work[name][kind].items()
        }
        seen = {(_kind(one.id), one.id.value): one.version for one in change.replaces}
        if any(held.get(one) != version for one, version in seen.items()):
            return False
        brought = [(kind, one.id.value) for kind in KINDS for one in getattr(change, kind)]
        return all(one in seen or one not in held for one in brought)


def _kind(thing: object) -> str:
    """Return where a thing is kept, by the type of its id."""
    told = {"ObligationId": "obligations", "VisitId": "visits", "RecordId": "records", "FindingId": "findings"}
    told |= {"RemediationId": "remediations", "WaiverId": "waivers", "DeferralId": "deferrals"}
    told |= {"SubstitutionId": "substitutions"}
    return told[type(thing).__name__]
