"""A run of monitoring over 100,000 members, against the same three rules written by hand in Polars.

Both begin with the same columns in memory, as Python lists: each member's status in the last month, how many months of
twelve were missed, and the change of inflow in whole percent, each None for one in fifty. Both end with the same lists:
outcome, worst colour, the rules that hit and the series that lack, of each member, and the program stops where they
differ. Ours keeps a reason with its values beside each hit, in both languages; the peer keeps none.

`run_100k` is that. `run_100k_record` is the whole of ours: the run as one frozen record, a line for each member, in
order, checked; the peer's counterpart is its table sorted by id, with the counts. Columns come first into the tables of
the peer, and out of them at the end: a bank whose data lie in tables already saves both.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random

import polars as pl

from benchmarks.timing import Result, compare
from loanvisit.assessment import answer_columns, run_columns
from loanvisit.domain import BorrowerId, LoanId, MonitoringRun, OfficerId, RunAnswer, RunId, RunOutcome

SEED = 20_260_331
CUT, ON, AT = date(2026, 3, 31), date(2026, 4, 1), datetime(2026, 4, 1, 2, tzinfo=UTC)
Columns = dict[str, list[int | None]]
Told = tuple[list[str], list[str | None], list[str], list[str]]
"""Outcome, worst colour, codes of hits and series lacking, of each member."""


def columns_of(count: int) -> Columns:
    """Return the measures of so many members, drawn from one seed."""
    dice = Random(SEED)  # noqa: S311  no secret is drawn
    statuses = (0,) * 60 + (1,) * 20 + (2,) * 14 + (3,) * 3 + (4, 5, 6)
    missed = (0,) * 90 + (1,) * 6 + (2, 3, 4, 5)

    def known(value: int) -> int | None:
        return None if dice.random() < 0.02 else value

    return {
        "E01": [known(dice.choice(statuses)) for _ in range(count)],
        "E03": [known(dice.choice(missed)) for _ in range(count)],
        "E06": [known(int(dice.gauss(0, 20))) for _ in range(count)],
    }


def ours(columns: Columns, count: int) -> tuple[RunAnswer, ...]:
    """Judge each distinct measure once, and give every member what its measures say."""
    return answer_columns(columns, rows=count)


def told(answers: Iterable[RunAnswer]) -> Told:
    """Return answers as the peer tells them."""
    outcomes: list[str] = []
    levels: list[str | None] = []
    hits: list[str] = []
    lacking: list[str] = []
    for one in answers:
        outcomes.append(one.outcome.value)
        levels.append(None if one.level is None else one.level.value)
        hits.append(" ".join(hit.rule for hit in one.hits))
        lacking.append(" ".join(one.lacking))
    return outcomes, levels, hits, lacking


def judged(columns: Columns) -> pl.DataFrame:
    """Return the three rules as they are written by hand: a colour for each, then what they say together."""
    status, missed, change = (pl.col(name) for name in ("E01", "E03", "E06"))
    frame = pl.DataFrame(columns).with_columns(
        pl.when(status >= 5).then(3).when(status >= 3).then(2).when(status >= 2).then(1).otherwise(0).alias("h1"),
        pl.when(missed >= 2).then(1).otherwise(0).alias("h3"),
        pl.when(change < -50).then(2).when(change < -30).then(1).otherwise(0).alias("h6"),
        (status.is_null() | missed.is_null()).alias("no_status"),
        change.is_null().alias("no_inflow"),
    )
    worst = pl.max_horizontal("h1", "h3", "h6")
    colours = {1: "yellow", 2: "orange", 3: "red"}
    return frame.select(
        pl.when(worst > 0)
        .then(pl.lit("hit"))
        .when(pl.col("no_status") | pl.col("no_inflow"))
        .then(pl.lit("missing"))
        .otherwise(pl.lit("clean"))
        .alias("outcome"),
        worst.replace_strict(colours, default=None, return_dtype=pl.String).alias("level"),
        pl.concat_str(
            [
                pl.when(pl.col(name) > 0).then(pl.lit(code))
                for name, code in (("h1", "E01"), ("h3", "E03"), ("h6", "E06"))
            ],
            separator=" ",
            ignore_nulls=True,
        ).alias("hits"),
        pl.concat_str(
            [
                pl.when(pl.col("no_status")).then(pl.lit("monthly_status")),
                pl.when(pl.col("no_inflow")).then(pl.lit("inflow")),
            ],
            separator=" ",
            ignore_nulls=True,
        ).alias("lacking"),
    )


def peer(columns: Columns) -> Told:
    """Judge in tables, and give every member what its row says."""
    frame = judged(columns)
    return (
        frame["outcome"].to_list(),
        frame["level"].to_list(),
        frame["hits"].to_list(),
        frame["lacking"].to_list(),
    )


def recorded(about: list[LoanId], owners: list[BorrowerId], columns: Columns) -> MonitoringRun:
    """Make the whole record of a run."""
    return run_columns(about, owners, columns, id=RunId("R-1"), cut=CUT, on=ON, by=OfficerId("wang"), at=AT)


def tabled(loans: list[str], owners: list[str], columns: Columns) -> tuple[pl.DataFrame, dict[str, int]]:
    """Make the peer's table of a run, in order of loan, and its counts."""
    frame = judged(columns).with_columns(pl.Series("loan", loans), pl.Series("borrower", owners)).sort("loan")
    counts = dict(frame["outcome"].value_counts().iter_rows())
    return frame, counts


def results(count: int = 100_000) -> Iterable[Result]:
    """Compare the outcome of each member, then the whole record; the program stops where the two sides differ."""
    columns = columns_of(count)
    dice = Random(SEED)  # noqa: S311
    places = dice.sample(range(10 * count), count)
    about, owners = [LoanId(f"L-{one}") for one in places], [BorrowerId(f"B-{one // 2}") for one in places]
    loans, borrowers = [one.value for one in about], [one.value for one in owners]
    assert told(ours(columns, count)) == peer(columns)
    run, (frame, counts) = recorded(about, owners, columns), tabled(loans, borrowers, columns)
    assert [one.about.value for one in run.members] == frame["loan"].to_list()
    assert {outcome.value: found for outcome, found in run.counts.items()} == {
        one.value: counts.get(one.value, 0) for one in RunOutcome
    }
    yield compare(
        "run_100k",
        lambda: ours(columns, count),
        lambda: peer(columns),
        n=count,
        unit="ms",
        scale=1e3,
        must=3.0,
        aim=1.0,
    )
    yield compare(
        "run_100k_record",
        lambda: recorded(about, owners, columns),
        lambda: tabled(loans, borrowers, columns),
        n=count,
        unit="ms",
        scale=1e3,
        must=3.0,
        aim=1.0,
    )
