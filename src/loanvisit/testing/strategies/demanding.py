"""Strategies for papers that demand something beside the policy: every drawn one is accepted."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from loanvisit.domain import (
    Accepts,
    Anchor,
    BorrowerId,
    ClauseId,
    Comparison,
    Condition,
    DutyKind,
    EveryGap,
    Fact,
    FactKind,
    FactName,
    Level,
    LoanId,
    MissingFact,
    Paper,
    PaperSource,
    Requirement,
    Subject,
    Unit,
    UnitId,
)
from loanvisit.domain.paper import DATED
from loanvisit.testing.hypothesis_extra import st
from loanvisit.testing.strategies.lending import PURPOSES, subjects
from loanvisit.testing.strategies.ruling import (
    PLAIN_ROLLS,
    conditions,
    every_gap,
    every_period,
    evidence_for,
    once_after,
    requirements,
    visitors_for,
)
from loanvisit.testing.strategies.values import FIRST_DAY, LAST_DAY, days, ids, names, spans, texts
from loanvisit.words import verbatim

_OWN = Fact(name=FactName("exposed"), kind=FactKind.FLAG, label=verbatim("exposed"))
_IS_EXPOSED = Condition(fact=_OWN.name, test=Comparison.IS, values=(True,))
_REPEATS = st.one_of(st.none(), every_period(), every_gap())
_SPARINGLY = st.sampled_from([False, False, True])


@st.composite
def papers(
    draw: st.DrawFn,
    *,
    number: ClauseId | None = None,
    among: Sequence[Subject] | None = None,
    earliest: date = FIRST_DAY,
    latest: date = LAST_DAY,
) -> Paper:
    """Draw papers dated between two days, about one of the subjects `among` or, of directives, about the whole book."""
    source, dated_on = draw(st.sampled_from(PaperSource)), draw(days(earliest=earliest, latest=latest))
    about = draw(subjects() if among is None else st.sampled_from(list(among)))
    is_open = source is PaperSource.DIRECTIVE and draw(st.booleans())
    due_on = draw(st.none() | days(earliest=dated_on, latest=min(dated_on + timedelta(days=400), LAST_DAY)))
    require, repeat = (None if due_on else draw(_first())), draw(_REPEATS)
    exposed, accepts = draw(_SPARINGLY), draw(st.sampled_from(Accepts))
    return Paper(
        number=number if number is not None else draw(ids(ClauseId)),
        source=source,
        dated_on=dated_on,
        title=draw(texts()),
        text=draw(texts()),
        purpose=draw(st.sampled_from(PURPOSES)),
        accepts=accepts,
        kind=draw(st.sampled_from(_kinds(require, repeat))),
        about=None if is_open else about,
        level=draw(st.sampled_from(_levels(None if is_open else about))),
        when=(*draw(st.lists(conditions(), max_size=1)), *([_IS_EXPOSED] if exposed else [])),
        facts=(_OWN,) if exposed else (),
        require=require,
        due_on=due_on,
        repeat=repeat,
        ends_on=draw(st.none() | days(earliest=dated_on)),
        issuer=draw(st.none() | texts()),
        unit=draw(st.none() | ids(UnitId)),
        consequence=draw(st.none() | texts()),
        report_every=None if due_on is None else draw(st.none() | spans(units=(Unit.DAYS, Unit.WEEKS), least=1)),
        roll=draw(st.sampled_from(PLAIN_ROLLS)),
        visitors=draw(visitors_for(accepts)),
        missing=draw(st.sampled_from(MissingFact)),
        evidence=draw(evidence_for(accepts)),
        questions=tuple(draw(st.lists(names(), max_size=1))),
    )


def _first() -> st.SearchStrategy[Requirement]:
    """Draw when a paper is first owed, or always: as a clause, or from the day of the paper."""
    return st.one_of(requirements(), once_after().map(lambda require: evolve(require, after=DATED, lasting=False)))


def _kinds(require: Requirement | None, repeat: Requirement | None) -> tuple[DutyKind, ...]:
    """Return what kinds of work may meet it: a visit mostly, and work at the desk where nothing counts from visits."""
    asked = [one for one in (require, repeat) if isinstance(one, EveryGap)]
    desk = tuple(kind for kind in DutyKind if kind.is_desk)
    from_visits = any(one.anchor is Anchor.LAST_VISIT for one in asked)
    return (DutyKind.VISIT,) if from_visits else (*[DutyKind.VISIT] * len(desk), *desk)


def _levels(about: Subject | None) -> tuple[Level, ...]:
    if about is None or isinstance(about, BorrowerId):
        return tuple(Level)
    return (Level.LOAN, Level.DRAWDOWN) if isinstance(about, LoanId) else (Level.DRAWDOWN,)
