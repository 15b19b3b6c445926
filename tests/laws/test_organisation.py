"""The organisation is one tree: scope and path are two ways to read it, and what is no tree is refused whole."""

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from loanvisit import presets, samples
from loanvisit.domain import Officer, OfficerId, Organisation, OrganisationUnit, Role, UnitId
from loanvisit.errors import InputError
from loanvisit.testing import an_officer, an_organisation
from loanvisit.testing.strategies import organisations
from loanvisit.words import verbatim


def a_unit(name: str, under: str | None = None, *, line: int = 1) -> OrganisationUnit:
    """A unit of that name."""
    parent = None if under is None else UnitId(under)
    return OrganisationUnit(id=UnitId(name), name=verbatim(name), parent=parent, line_of_defence=line)


def codes(units: list[OrganisationUnit], officers: list[Officer] | None = None) -> list[tuple[str, str]]:
    """Every fault of an organisation made of these: its code and where."""
    with pytest.raises(InputError) as refused:
        Organisation(units=units, officers=officers or [])
    return [(one.code, one.path.removeprefix("Organisation.")) for one in refused.value.faults]


@given(bank=organisations())
def test_scope_and_path_read_one_tree(bank: Organisation) -> None:
    """A unit is in the scope of another exactly where the other is on its path; the top's scope is the whole bank."""
    ids = [one.id for one in bank.units]
    for one in ids:
        path, scope = bank.path(one), bank.scope(one)
        assert (path[0], path[-1], scope[0]) == (bank.top.id, one, one)
        assert len(set(scope)) == len(scope)
        assert {other for other in ids if one in bank.path(other)} == set(scope)
        assert all(bank.unit(below).parent == above for above, below in pairwise(path))
    assert set(bank.scope(bank.top.id)) == set(ids)


@given(bank=organisations(), data=st.data())
def test_the_order_given_does_not_show(bank: Organisation, data: st.DataObject) -> None:
    """Units and officers in any order are the same organisation."""
    units, officers = data.draw(st.permutations(bank.units)), data.draw(st.permutations(bank.officers))
    again = Organisation(units=units, officers=officers)
    assert again == bank
    assert [again.scope(one.id) for one in again.units] == [bank.scope(one.id) for one in bank.units]


@given(bank=organisations(), data=st.data())
def test_what_is_no_tree_is_refused(bank: Organisation, data: st.DataObject) -> None:
    """A second top, a parent nobody knows, or a parent from below is refused by name wherever it is put in."""
    place = data.draw(st.sampled_from(range(len(bank.units))))
    moved = bank.units[place]
    below = data.draw(st.sampled_from(bank.scope(moved.id)))
    away = UnitId("elsewhere, of another bank")
    for parent, code in ((below, "organisation.circle"), (away, "id.unknown")):
        units = [*bank.units[:place], evolve(moved, parent=parent), *bank.units[place + 1 :]]
        assert (code, f"units[{place}].parent") in codes(units, list(bank.officers))
    more = [*bank.units, OrganisationUnit(id=away, name=moved.name)]
    assert codes(more, list(bank.officers)) == [("organisation.top", f"units[{len(bank.units)}].parent")]


def test_every_fault_is_told_at_once() -> None:
    """Of a bank with everything wrong each fault is listed, with its place, and no other."""
    units = [
        a_unit("HO"),
        a_unit("HO", "BR"),
        a_unit("OTHER"),
        a_unit("BR", "nowhere"),
        a_unit("A", "B"),
        a_unit("B", "C"),
        a_unit("C", "B"),
        a_unit("AUDIT", "HO", line=3),
        a_unit("SALES", "AUDIT"),
    ]
    officers = [
        an_officer("anna", unit="HO"),
        an_officer("AN NA", unit="HO"),
        an_officer("li", unit="gone"),
        an_officer("chen", Role.RISK_MANAGER, Role.ACCOUNT_OFFICER, unit="HO"),
        an_officer("wu", Role.POST_LOAN_DESK, unit="AUDIT"),
        an_officer("xu", Role.INTERNAL_AUDIT),
    ]
    assert codes(units, officers) == [
        ("id.duplicate", "units[1].id"),
        ("organisation.top", "units[2].parent"),
        ("id.unknown", "units[3].parent"),
        ("organisation.circle", "units[5].parent"),
        ("organisation.circle", "units[6].parent"),
        ("organisation.line", "units[8].line_of_defence"),
        ("id.duplicate", "officers[1].id"),
        ("id.unknown", "officers[2].unit"),
        ("organisation.post", "officers[3].roles"),
    ]
    assert codes([]) == [("empty", "units")]
    assert codes([a_unit("A", "A")]) == [("organisation.circle", "units[0].parent")]


def test_nobody_holds_posts_of_two_lines_though_no_unit_is_recorded() -> None:
    """Who audits lends nothing: with no unit to hold the posts against, they are held against one another."""
    bank = an_organisation()
    both = an_officer("wu", Role.INTERNAL_AUDIT, Role.ACCOUNT_OFFICER)
    with pytest.raises(InputError) as found:
        evolve(bank, officers=[both])
    assert [(one.code, one.path) for one in found.value.faults] == [
        ("organisation.posts", "Organisation.officers[0].roles")
    ]
    for roles in ((Role.INTERNAL_AUDIT,), (Role.ACCOUNT_OFFICER, Role.SECOND_OFFICER, Role.POST_LOAN_DESK)):
        assert evolve(bank, officers=[an_officer("wu", *roles)]).line_of(OfficerId("wu")) is None


def test_an_officer_is_found_however_spelled() -> None:
    """Officers are found by person; their line is their unit's, and not known where no unit is."""
    bank = Organisation(
        units=[a_unit("HO"), a_unit("RISK", "HO", line=2)],
        officers=[an_officer("chen", Role.RISK_MANAGER, unit="RISK"), an_officer("bo")],
    )
    assert bank.officer(OfficerId("C hen")).unit == UnitId("RISK")
    assert (bank.line_of(OfficerId("CHEN")), bank.line_of(OfficerId("bo"))) == (2, None)
    for lost in (
        lambda: bank.officer(OfficerId("xu")),
        lambda: bank.unit(UnitId("X")),
        lambda: bank.path(UnitId("X")),
        lambda: bank.scope(UnitId("X")),
    ):
        with pytest.raises(InputError, match=r"id\.unknown"):
            lost()


def test_a_deep_bank_is_walked() -> None:
    """A chain of units far deeper than any bank is a tree like another, and so is a circle of that length none."""
    chain = [a_unit("0"), *(a_unit(str(place), str(place - 1)) for place in range(1, 3000))]
    bank = Organisation(units=chain)
    assert len(bank.path(UnitId("2999"))) == len(bank.scope(UnitId("0"))) == 3000
    assert len(codes([a_unit("0", "2999"), *chain[1:]])) == 1000


def test_the_sample_bank_is_an_organisation() -> None:
    """The units and officers of the sample bank stand as practice has them."""
    world = samples.world(1, calendar=presets.calendar("CN"))
    bank = Organisation(units=world.units, officers=world.officers)
    assert (bank.top.line_of_defence, len(bank.scope(bank.top.id))) == (2, 3)
