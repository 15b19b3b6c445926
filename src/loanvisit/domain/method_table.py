"""Which method can prove which matter, as data: each matter with what proves it, and what asks for a visit on site."""

from collections.abc import Iterable

from attrs import field, frozen

from loanvisit.domain.exact import as_tuple, check, guarded
from loanvisit.domain.method_profile import MOST_PERIODS, MethodCell, MethodProfile
from loanvisit.domain.methods import Confidence, Method
from loanvisit.domain.money import Money
from loanvisit.domain.past import SignalLevel
from loanvisit.domain.risk import Grade
from loanvisit.errors import Fault, InputError, fault, nearest
from loanvisit.words import Text, counted, join, say


def _cells(items: Iterable[MethodCell]) -> tuple[MethodCell, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class Matter:
    """Something a visit must prove (待证事项), and how far each method proves it; a method not named proves nothing.

    Args:
        id: its name in the table, such as "use_of_proceeds".
        title: what is to be proven.
        cells: what each method is worth here, none twice.
        citation: the paper and where in it.
        confidence: how sure the source is.
    """

    id: str
    title: Text
    cells: tuple[MethodCell, ...] = field(converter=_cells)
    citation: Text
    confidence: Confidence

    def __attrs_post_init__(self) -> None:
        check(self)
        if not self.id.strip():
            raise InputError(fault("empty", "Matter.id", self.id))
        methods = [one.method for one in self.cells]
        if len(set(methods)) != len(methods):
            raise InputError(fault("id.duplicate", "Matter.cells", self.cells))

    @guarded
    def cell(self, method: Method) -> MethodCell | None:
        """Return what the table says of a method here, None where it says nothing."""
        return next((one for one in self.cells if one.method is method), None)

    @property
    def text(self) -> Text:
        """The row, a line for each method it names."""
        head = say("method.matter", title=self.title, citation=self.citation, confidence=self.confidence.text)
        return join([head, *(one.text for one in self.cells)], zh="\n  ", en="\n  ")


def _profiles(items: Iterable[MethodProfile]) -> tuple[MethodProfile, ...]:
    return as_tuple(items)


def _matters(items: Iterable[Matter]) -> tuple[Matter, ...]:
    return as_tuple(items)


@frozen(kw_only=True)
class MethodTable:
    """Which method can prove what, what each costs, and when only a visit on site will do.

    Args:
        id: its name, such as "cn.methods".
        version: which issue of it.
        title: what it is.
        profiles: each method described, all four, each once.
        matters: what there is to prove.
        in_a_row: for how many periods a duty may go without a visit on site where its clause says nothing of it.
        levels: the signals that ask for a visit on site; red is always among them.
        from_amount: the amount from which only a visit on site will do, None where none is stated.
        from_grade: the grade from which on (this one or worse) only a visit on site will do, None where none is stated.
        citation: where `in_a_row`, the signals, the amount and the grade stand.
        confidence: how sure that is.
        notes: what no single row says.

    Raises:
        InputError: a method is not described or described twice, two matters have one id, red is not among the
            signals, or a number is out of range; all are listed.
    """

    id: str
    version: str
    title: Text
    profiles: tuple[MethodProfile, ...] = field(converter=_profiles)
    matters: tuple[Matter, ...] = field(converter=_matters)
    in_a_row: int
    levels: frozenset[SignalLevel] = frozenset({SignalLevel.RED})
    from_amount: Money | None = None
    from_grade: Grade | None = None
    citation: Text
    confidence: Confidence
    notes: Text | None = None

    def __attrs_post_init__(self) -> None:
        check(self)
        faults = _table_faults(self)
        if faults:
            raise InputError(*faults)

    @guarded
    def profile(self, method: Method) -> MethodProfile:
        """Return the description of a method."""
        return next(one for one in self.profiles if one.method is method)

    @guarded
    def matter(self, name: str) -> Matter:
        """Return a matter by its id.

        Raises:
            InputError: the table has none of that id; the nearest is named.
        """
        for one in self.matters:
            if one.id == name:
                return one
        known = [one.id for one in self.matters]
        raise InputError(fault("matter.unknown", "matter", name, known=", ".join(known), near=nearest(name, known)))

    @property
    def text(self) -> Text:
        """The table read aloud: what asks for a visit on site, each method, and each matter with what proves it."""
        head = say("method.table", title=self.title, version=self.version)
        lines = [head, *(one.text for one in self.profiles), *self._demands, *(one.text for one in self.matters)]
        lines += [self.notes] if self.notes is not None else []
        return join(lines, zh="\n", en="\n")

    @property
    def _demands(self) -> list[Text]:
        levels = join([one.text for one in SignalLevel if one in self.levels])
        said = [say("method.demand.in_a_row", periods=counted("periods", self.in_a_row))]
        said.append(say("method.demand.signal", levels=levels))
        said.append(say("method.demand.refusal"))
        said += [] if self.from_amount is None else [say("method.demand.amount", amount=self.from_amount.text)]
        said += [] if self.from_grade is None else [say("method.demand.grade", grade=self.from_grade.text)]
        sources = {"citation": self.citation, "confidence": self.confidence.text}
        return [say("method.demand", said=join(said, zh="；", en="; "), **sources)]


def _table_faults(table: MethodTable) -> list[Fault]:
    """Return what is wrong with a table as a whole."""
    described = [one.method for one in table.profiles]
    faults = [
        fault("method.described", "MethodTable.profiles", table.profiles, method=method.text)
        for method in Method
        if described.count(method) != 1
    ]
    names = [one.id for one in table.matters]
    if not names:
        faults.append(fault("empty", "MethodTable.matters", table.matters))
    if len(set(names)) != len(names):
        faults.append(fault("id.duplicate", "MethodTable.matters", table.matters))
    if not 1 <= table.in_a_row <= MOST_PERIODS:
        faults.append(fault("number.range", "MethodTable.in_a_row", table.in_a_row, low=1, high=MOST_PERIODS))
    if SignalLevel.RED not in table.levels:
        faults.append(fault("method.red", "MethodTable.levels", table.levels))
    return faults
