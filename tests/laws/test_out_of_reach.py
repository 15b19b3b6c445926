"""A clause or a paper asks a visit for nothing that no method it accepts can bring."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit.domain import Accepts, ClauseId, DutyKind, EveryPeriod, LoanId, Method, NaturalPeriod, Paper, PaperSource
from loanvisit.domain.out_of_reach import CANNOT_BRING
from loanvisit.errors import InputError, PolicyError
from loanvisit.testing import a_clause
from loanvisit.words import verbatim

NAMED = sorted({kind for kinds in CANNOT_BRING.values() for kind in kinds})
OWN = ["voucher", "statement", "registry_print", "照片墙"]
EVIDENCE = st.lists(st.sampled_from([*NAMED, *OWN]), unique=True, max_size=4)
PAPER = Paper(
    number=ClauseId("17-3"),
    source=PaperSource.APPROVAL,
    dated_on=date(2026, 1, 8),
    title=verbatim("count"),
    text=verbatim("count the stock"),
    purpose="stock",
    accepts=Accepts.ON_SITE,
    about=LoanId("L-1"),
    require=EveryPeriod(period=NaturalPeriod.QUARTER),
)


def _codes(refused: "pytest.ExceptionInfo[PolicyError] | pytest.ExceptionInfo[InputError]") -> set[tuple[str, str]]:
    return {(one.code, one.path.rpartition(".")[2]) for one in refused.value.faults}


@given(st.sampled_from(Accepts), st.sampled_from(DutyKind), EVIDENCE, st.integers(0, 9))
def test_what_no_accepted_method_can_bring_is_refused_and_nothing_else(
    accepts: Accepts, kind: DutyKind, evidence: list[str], visitors: int
) -> None:
    """Looked up kind by kind and method by method; of desk work, and of a bank's own kinds, nothing is refused."""
    kind = kind if kind is not DutyKind.MONITORING else DutyKind.VISIT
    beyond = any(all(one in CANNOT_BRING[method] for method in accepts.methods) for one in evidence)
    expected = {("clause.beyond", "evidence")} if beyond else set()
    if accepts is Accepts.DATA and visitors > 1:
        expected.add(("clause.nobody", "visitors"))
    if kind.is_desk or not expected:
        a_clause(accepts=accepts, kind=kind, evidence=evidence, visitors=visitors)
        evolve(PAPER, accepts=accepts, kind=kind, evidence=evidence, visitors=visitors)
        return
    with pytest.raises(PolicyError) as clause:
        a_clause(accepts=accepts, kind=kind, evidence=evidence, visitors=visitors)
    with pytest.raises(InputError) as paper:
        evolve(PAPER, accepts=accepts, kind=kind, evidence=evidence, visitors=visitors)
    assert _codes(clause) == _codes(paper) == expected


def test_methods_are_no_ladder() -> None:
    """Every method has something out of its reach, and each of these another method brings."""
    assert set(CANNOT_BRING) == set(Method)
    assert all(CANNOT_BRING[method] for method in Method)
    assert not frozenset.intersection(*CANNOT_BRING.values())
    for kind in OWN:
        assert not any(kind in kinds for kinds in CANNOT_BRING.values())


def test_the_fault_names_the_methods_and_what_they_cannot_bring() -> None:
    """Whoever reads it knows which method and which evidence are meant, in both languages."""
    with pytest.raises(PolicyError) as refused:
        a_clause(accepts=Accepts.DATA, evidence=["voucher", "photo", "interview_note"])
    [one] = refused.value.faults
    assert "监测取不到照片、访谈记录" in one.remedy.zh
    assert one.remedy.en.startswith("data monitoring cannot bring photo, note of the interview:")


def test_the_page_tells_the_table() -> None:
    """How to write a policy says of each method what it cannot bring, and nothing else."""
    page = (Path(__file__).parents[2] / "docs" / "howto" / "write-a-policy.md").read_text(encoding="utf-8")
    rows = page.partition("| method | cannot bring |")[2].partition("\n\n")[0].strip().splitlines()[1:]
    told = [sorted(row.split("|")[2].replace("`", "").replace(",", " ").split()) for row in rows]
    assert told == [sorted(CANNOT_BRING[method]) for method in Method]
