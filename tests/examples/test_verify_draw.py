"""A third party's verifier, which has nothing of the library, finds what the library finds."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples.verify_draw import main
from loanvisit.codec import to_json
from loanvisit.domain import Draw, PoolId, RecordId, Role, UnitId
from loanvisit.errors import IntegrityError
from loanvisit.scheduling import verify_draw
from loanvisit.steps import record_recheck, reveal_seed
from loanvisit.testing import a_commitment, a_draw, a_pool, a_seed, an_officer, strategies
from tests.unit.test_scheduling_sampling import TAMPERED
from tests.unit.test_steps_drawing import DESK, JUNE, checker, records

SCRIPT = Path(__file__).parents[2] / "examples" / "verify_draw.py"
Files = Callable[..., list[str]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write values as documents, and return their paths."""

    def written(*values: object) -> list[str]:
        paths = [tmp_path / f"{place}.json" for place in range(len(values))]
        for path, value in zip(paths, values, strict=True):
            path.write_bytes(to_json(value))
        return [str(path) for path in paths]

    return written


def test_it_runs_where_there_is_nothing_but_python(files: Files) -> None:
    """Without any installed package the script verifies a draw with its revealed commitment and its pool."""
    told = reveal_seed(a_commitment(), a_seed(), by=DESK, at=JUNE)
    draw, seed, pool = files(a_draw(beacon="3945.72"), told, a_pool())
    command = [sys.executable, "-I", "-S", str(SCRIPT), draw, seed, "--pool", pool]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={"PYTHONUTF8": "1"})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "相符 / it holds\n", "")


def test_it_imports_nothing_of_the_library() -> None:
    """No line of the script names the package as something to import."""
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.lstrip().startswith(("import loanvisit", "from loanvisit"))]


@pytest.mark.parametrize("name", TAMPERED)
def test_a_draw_tampered_with_is_found(name: str, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the library finds in a draw tampered with, the script finds too, in both languages."""
    draw, _ = TAMPERED[name]
    assert main(files(draw, a_seed())) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(" / " in line for line in lines)


def test_another_seed_and_another_pool_are_found(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """A seed not committed to, a pool of another name, size or share, and a name not promised are told."""
    assert main(files(a_draw(), a_seed("4712"))) == 1
    assert "种子与承诺不符" in capsys.readouterr().out
    assert main(files(evolve(a_draw(), pool=PoolId("other")), a_seed())) == 1
    assert "承诺未列明该总体" in capsys.readouterr().out
    larger = evolve(a_pool(sizes={"unsecured": 32, "secured": 1}, shares={"unsecured": "0.2"}), id=PoolId("other"))
    draw, seed, pool = files(a_draw(), a_seed(), larger)
    assert main([draw, seed, "--pool", pool]) == 1
    said = capsys.readouterr().out
    assert all(
        part in said for part in ("总体编号不符", "unsecured-032 未列入", "secured-001 未列入", "比例与总体规定不符")
    )
    smaller = files(a_draw(), a_seed(), a_pool(sizes={"unsecured": 30}))
    assert main([*smaller[:2], "--pool", smaller[2]]) == 1
    assert "unsecured-031 不在总体中" in capsys.readouterr().out


def test_a_check_by_the_same_unit_is_found(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """A check by another unit holds; one by the same unit, by a maker, or of what was not drawn, does not."""
    draw = a_draw(records())
    record = draw.drawn[0]
    assert isinstance(record, RecordId)
    fair = record_recheck(draw, record, agrees=True, by=checker("li", "HQ"), at=JUNE)
    assert main(files(fair, a_seed())) == 0
    for changes, said in (
        ({"unit": UnitId("0755")}, "复查人不独立"),
        ({"by": an_officer("An na", Role.RISK_MANAGER).id}, "复查人不独立"),
        ({"member": RecordId("R-x")}, "未抽中却被复查"),
    ):
        unfair = evolve(fair, rechecks=[evolve(fair.rechecks[0], **changes)])
        capsys.readouterr()
        assert main(files(unfair, a_seed())) == 1
        assert said in capsys.readouterr().out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=strategies.seeds(), data=st.data())
def test_both_find_the_same_draws_whole(seed: object, data: st.DataObject, files: Files) -> None:
    """A draw with one thing changed anywhere holds for the script exactly where it holds for the library."""
    draw: Draw = data.draw(strategies.draws(seed=seed))  # type: ignore[arg-type]
    place = data.draw(st.integers(0, len(draw.strata) - 1))
    stratum = draw.strata[place]
    changed = data.draw(
        st.sampled_from(
            [
                {},
                {"quota": stratum.quota + 1},
                {"size": stratum.size + 1},
                {"drawn": stratum.drawn[1:]},
                {"ranked": stratum.ranked[::-1]},
                {"ranked": stratum.ranked[1:], "size": max(stratum.size - 1, 1)},
            ]
        )
    )
    strata = [*draw.strata[:place], evolve(stratum, **changed), *draw.strata[place + 1 :]]
    tampered = evolve(draw, strata=strata)
    try:
        verify_draw(tampered, seed)  # type: ignore[arg-type]
        holds = True
    except IntegrityError:
        holds = False
    assert main(files(tampered, seed)) == (0 if holds else 1)


@pytest.mark.parametrize("broken", ["", "[]", '{"type": "loan"}', '{"type": "draw", "value": {}}'])
def test_what_cannot_be_read_is_told(broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No JSON, no document of a draw, a draw without its fields, no file: the code is 2, nothing is said to hold."""
    draw, seed = tmp_path / "draw.json", tmp_path / "seed.json"
    draw.write_text(broken, encoding="utf-8")
    seed.write_bytes(to_json(a_seed()))
    assert main([str(draw), str(seed)]) == 2
    assert main([str(tmp_path / "none.json"), str(seed)]) == 2
    draw.write_bytes(to_json(a_draw()))
    seed.write_text(json.dumps({"type": "seed_commitment", "value": {"revealed": None}}), encoding="utf-8")
    assert main([str(draw), str(seed)]) == 2
    said, complaints = capsys.readouterr()
    assert said == ""
    assert complaints.count("无法读取 / cannot be read") == 3
