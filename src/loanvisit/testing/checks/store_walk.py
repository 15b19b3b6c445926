"""A store taken through a long row of drawn moves, step by step against the plain model."""

from collections.abc import Callable, Mapping
from functools import partial

from attrs import evolve

from loanvisit.domain import BorrowerFile, BorrowerId, Change, Receipt, VisitQuery
from loanvisit.errors import ConflictError, NotFoundError
from loanvisit.testing.checks.bench import Bench
from loanvisit.testing.checks.checking import Check, Counts, holds, made, refused, same
from loanvisit.testing.checks.dice import Dice
from loanvisit.testing.checks.material import (
    a_full_file,
    adding,
    adding_all,
    bare,
    borrower_id,
    entry,
    other_ground,
    replacing,
    versioned,
    withdrawing,
)
from loanvisit.testing.checks.model import Model

WALKS, STEPS, BORROWERS = 4, 50, 3


def walking_checks(bench: Bench) -> tuple[Check, ...]:
    """Return the checks by drawn rows of moves."""
    return (made("S04", partial(many_changes_are_as_a_plain_model_has_them, bench)),)


def many_changes_are_as_a_plain_model_has_them(bench: Bench) -> Counts:
    """Drawn rows of files, changes, refusals, keys and questions leave the store as a plain model has it."""
    counts: dict[str, int] = {}
    for number in range(WALKS):
        walk = Walk(bench)
        dice = Dice(f"walk {number}")
        moves = sorted(walk.moves)
        for _ in range(STEPS):
            name = dice.pick(moves)
            walk.move(name, dice)
            counts[name] = counts.get(name, 0) + 1
    return {"moves": WALKS * STEPS, **counts}


class Walk:
    """A store and its model, and the moves that both make; after each they must be alike."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.store = bench.maker()
        self.model = Model()
        self.keyed: list[tuple[Change, Receipt]] = []
        self.made = 0
        self.told: list[str] = []
        self.moves: Mapping[str, Callable[[Dice], None]] = {
            "add": self.add,
            "add_again": self.add_again,
            "another_under_a_key": self.another_under_a_key,
            "ask": self.ask,
            "keyed_again": self.keyed_again,
            "say_nothing": self.say_nothing,
            "stale": self.stale,
            "stranger": self.stranger,
            "replace": self.replace,
            "take_in": self.take_in,
            "withdraw": self.withdraw,
            **({} if bench.reopen is None else {"reopen": self.reopen}),
        }

    def move(self, name: str, dice: Dice) -> None:
        """Make one move and compare."""
        self.told.append(name)
        self.moves[name](dice)
        self.compare()

    def compare(self) -> None:
        """Demand that file and trail of every borrower are as the model has them."""
        evidence = f"after the moves {', '.join(self.told)}"
        for name, entries in self.model.entries.items():
            borrower = BorrowerId(name)
            same(self.store.file(borrower), self.model.file(borrower), f"the file of {name}", evidence)
            same([one.entry for one in self.store.trail(borrower)], entries, f"the trail of {name}", evidence)

    def take_in(self, dice: Dice) -> None:
        """Take in a file, known or not, with or without work."""
        number = dice.below(BORROWERS) + 1
        file = dice.pick((a_full_file(number), bare(number), other_ground(bare(number), dice.below(50))))
        self.store.take_in(file)
        self.model.take_in(file)

    def add(self, dice: Dice) -> None:
        """Add things that are new."""
        file, number = self._file(dice), self._number()
        change = dice.pick((adding, adding_all))(file.id, number, key=self._key(dice))
        self.commit(change)

    def add_again(self, dice: Dice) -> None:
        """Add a thing that is held: a conflict, if there is one."""
        file = self._file(dice)
        for held in file.findings[:1]:
            self.commit(evolve(adding(file.id, self._number()), findings=(held,)))

    def replace(self, dice: Dice) -> None:
        """Replace some of what is held."""
        file = self._file(dice)
        self.commit(replacing(file, dice.some(versioned(file)), self._number(), key=self._key(dice)))

    def stale(self, dice: Dice) -> None:
        """Replace what is held, having seen another version of one thing."""
        file = self._file(dice)
        change = replacing(file, dice.some(versioned(file)), self._number())
        if change.replaces:
            place = dice.below(len(change.replaces))
            other = evolve(change.replaces[place], version=change.replaces[place].version + 1 + dice.below(3))
            self.commit(evolve(change, replaces=(*change.replaces[:place], other, *change.replaces[place + 1 :])))

    def withdraw(self, dice: Dice) -> None:
        """Withdraw some visits."""
        file = self._file(dice)
        self.commit(withdrawing(file, dice.some(file.visits), self._number()))

    def say_nothing(self, dice: Dice) -> None:
        """Commit a change that only says something, twice: without a key it is said twice."""
        file = self._file(dice)
        change = Change(borrower=file.id, trail=(entry(file.id, self._number()),))
        self.commit(change)
        self.commit(change)

    def keyed_again(self, dice: Dice) -> None:
        """Commit again what was written under a key, and ask for it."""
        if self.keyed:
            change, receipt = dice.pick(self.keyed)
            self.commit(change)
            same(self.store.commit(change), receipt, "the receipt of a known key")
            same(self.store.written(change.borrower, str(change.key)), change, "what was written under a key")

    def another_under_a_key(self, dice: Dice) -> None:
        """Commit another change under a key in use: a conflict."""
        if self.keyed:
            change, _ = dice.pick(self.keyed)
            self.commit(evolve(adding(change.borrower, self._number()), key=change.key))

    def stranger(self, dice: Dice) -> None:
        """Commit for a borrower never taken in."""
        self.commit(adding_all(borrower_id(BORROWERS + 1 + dice.below(3)), self._number()))

    def ask(self, dice: Dice) -> None:
        """Ask for visits."""
        borrowers = dice.pick((None, (borrower_id(1),), (borrower_id(2), borrower_id(3)), ()))
        query = VisitQuery(borrowers=borrowers, forecast=dice.pick((None, True, False)), limit=dice.pick((None, 1, 4)))
        same(self.store.visits(query), query.answer(self.model.visits()), "the answer", str(query))

    def reopen(self, dice: Dice) -> None:  # noqa: ARG002  every move is called alike
        """Close the store and open it again."""
        again = self.bench.reopen
        self.store = self.store if again is None else again(self.store)

    def commit(self, change: Change) -> None:
        """Commit to both; the store must do what the model says."""
        wanted = self.model.commit(change)
        evidence = f"after the moves {', '.join(self.told)}: {change}"
        if wanted in ("conflict", "unknown"):
            kind = ConflictError if wanted == "conflict" else NotFoundError
            refused(kind, partial(self.store.commit, change), "a change", evidence)
            return
        receipt = self.store.commit(change)
        length = len(self.model.entries[change.borrower.value])
        if wanted == "written":
            same(receipt.length, length, "the length told by a receipt", evidence)
            if change.key is not None:
                self.keyed.append((change, receipt))
        holds((receipt.borrower, receipt.key) == (change.borrower, change.key), "a receipt of the change", receipt)

    def _file(self, dice: Dice) -> BorrowerFile:
        """Draw one of the files the store holds; take one in where it holds none."""
        if not self.model.ground:
            self.take_in(dice)
        return self.store.file(BorrowerId(dice.pick(sorted(self.model.ground))))

    def _key(self, dice: Dice) -> str | None:
        return dice.pick((None, f"form {self.made}"))

    def _number(self) -> int:
        self.made += 1
        return 1000 + 3 * self.made
