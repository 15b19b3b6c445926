"""Problems found (发现问题): by weight, the borrowers' and the bank's own apart."""

from collections.abc import Iterator

from loanvisit.domain import Family, Finding, FindingState, Weight
from loanvisit.domain.monitoring_run import is_look
from loanvisit.reporting.figures import Figure, count, union
from loanvisit.reporting.layout import Cell, SectionValue, Table, headings, tell
from loanvisit.reporting.snapshot import Snapshot
from loanvisit.reporting.standing import finding_standing
from loanvisit.words import say

_STATES = tuple(state.value for state in FindingState)
_COLUMNS = ("found", *_STATES)


def problem_figures(snapshot: Snapshot) -> Iterator[Figure]:
    """Count the problems; where nobody looked and nothing was registered they are missing, not zero."""
    known = problems_known(snapshot)
    for family in Family:
        piles = [(weight, dict(_sorted_out(snapshot, family, weight))) for weight in Weight]
        for weight, pile in piles:
            for column in _COLUMNS:
                yield count(f"problems.{family.value}.{weight.value}.{column}", pile[column], known=known)
            standing = (*pile["open"], *pile["in_remediation"])
            yield count(f"problems.{family.value}.{weight.value}.standing", standing, known=known)
        for column in _COLUMNS:
            rows = [finding for _, pile in piles for finding in pile[column]]
            yield count(f"problems.{family.value}.total.{column}", rows, known=known)
    found = _found(snapshot)
    yield count("problems.repeated", [finding for finding in found if finding.repeats is not None], known=known)


def problem_sums(snapshot: Snapshot) -> Iterator[Figure]:
    """Add the two families up, for the one sentence that shows the sum with both its parts."""
    yield union("problems.all.found", *(snapshot.figure(f"problems.{family.value}.total.found") for family in Family))


def problems_known(snapshot: Snapshot) -> bool:
    """Say whether anything could have shown a problem: a record, an earlier visit, or a problem itself."""
    return any(
        file.records or file.findings or file.past_findings or not all(map(is_look, file.past))
        for file in snapshot.book.files
    )


def problem_section(snapshot: Snapshot) -> SectionValue:
    """Lay out the problems: two tables, and the sum with both its parts."""
    heading = say("briefing.heading.problems")
    of = snapshot.figure
    everything, repeated = of("problems.all.found"), of("problems.repeated")
    parts = {family: of(f"problems.{family.value}.total.found") for family in Family}
    if not everything.number:
        key = "problems.missing" if everything.is_missing else "problems.nil"
        return SectionValue(heading=heading, blocks=(tell(key, everything, *parts.values()),))
    sentence = tell(
        "problems",
        *(everything, *parts.values(), repeated),
        all=everything.items,
        borrower=parts[Family.BORROWER].items,
        bank=parts[Family.BANK].items,
        repeated=repeated.items,
    )
    return SectionValue(heading=heading, blocks=(*(_table(snapshot, family) for family in Family), sentence))


def _found(snapshot: Snapshot) -> list[Finding]:
    files = snapshot.book.files
    return [finding for file in files for finding in file.findings if finding.found_on <= snapshot.as_of]


def _sorted_out(snapshot: Snapshot, family: Family, weight: Weight) -> Iterator[tuple[str, list[Finding]]]:
    here = [
        (finding, finding_standing(finding, file, snapshot.as_of).value)
        for file in snapshot.book.files
        for finding in file.findings
        if finding.found_on <= snapshot.as_of and finding.kind.family is family and finding.weight is weight
    ]
    yield "found", [finding for finding, _ in here]
    for state in _STATES:
        yield state, [finding for finding, standing in here if standing == state]


def _table(snapshot: Snapshot, family: Family) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, label in (*((weight.value, weight.text) for weight in Weight), ("total", say("briefing.row.total"))):
        rows.append((label, *(snapshot.figure(f"problems.{family.value}.{name}.{column}") for column in _COLUMNS)))
    heads = (say(f"briefing.table.{family.value}"), *headings(*_COLUMNS))
    return Table(headings=heads, rows=tuple(rows), sums=frozenset({len(rows) - 1}))
