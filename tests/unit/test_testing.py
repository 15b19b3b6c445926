"""The kit: strategies draw only what is accepted, `from_type` finds them, and a missing Hypothesis is told kindly."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from runpy import run_path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loanvisit import testing
from loanvisit.domain import BorrowerFile, BorrowerId, Portfolio, Role, Unit
from loanvisit.testing import a_borrower, an_officer, register, strategies
from loanvisit.testing.registering import DRAWN_BY, IDS

ROOT = Path(__file__).parents[2]
NAMES = sorted(name for name in strategies.__all__ if name[0].islower() and name != "ids")


@pytest.mark.parametrize("name", NAMES)
def test_every_draw_is_accepted(name: str) -> None:
    """A strategy draws as many values as asked for and throws none away."""
    drawn = 0

    @settings(
        max_examples=20,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
        deadline=None,
    )
    @given(value=getattr(strategies, name)())
    def draw(value: object) -> None:
        nonlocal drawn
        assert value is not None
        drawn += 1

    draw()
    assert drawn >= 10


@pytest.mark.parametrize("noun", [*IDS, *(noun for noun, _ in DRAWN_BY)], ids=lambda noun: noun.__name__)
def test_from_type_draws_every_noun(noun: type) -> None:
    """`st.from_type` draws values of exactly the type asked for, cross-field rules and all."""
    register()

    @settings(
        max_examples=5, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(value=st.from_type(noun))
    def draw(value: object) -> None:
        assert type(value) is noun

    draw()


@given(book=strategies.portfolios())
def test_what_a_book_holds_fits_together(book: Portfolio) -> None:
    """In a drawn book everything is of its own borrower, known by the day, and named once."""
    loans = [loan.id for loan in book.loans]
    assert len(set(loans)) == len(loans)
    drawn = [one.id for loan in book.loans for one in loan.drawdowns]
    assert len(set(drawn)) == len(drawn)
    for file in book.files:
        _assert_fits(file)
        assert all(entry.on <= book.as_of for entry in (*file.past, *file.records))
        assert all(signal.raised_on <= book.as_of for signal in file.signals)


def _assert_fits(file: BorrowerFile) -> None:
    own = {loan.id for loan in file.loans}
    assert {loan.borrower for loan in file.loans} <= {file.id}
    assert all(set(visit.loans) <= own for visit in file.past)
    assert all(record.loans <= own for record in file.records)


def test_a_strategy_takes_what_is_fixed() -> None:
    """What a test fixes is what it gets."""

    @settings(max_examples=10, database=None, deadline=None)
    @given(
        span=strategies.spans(units=(Unit.DAYS,), least=5),
        file=strategies.borrower_files(id="B-9"),
        visit=strategies.past_visits(among=(), borrower=BorrowerId("B-9")),
    )
    def draw(span: object, file: BorrowerFile, visit: object) -> None:
        assert span is not None
        assert visit is not None
        assert file.id == BorrowerId("B-9")

    draw()


def test_builders_say_the_least() -> None:
    """A builder left alone makes an account officer without a unit, and a company without a name."""
    assert an_officer().roles == {Role.ACCOUNT_OFFICER}
    assert an_officer("x", Role.APPROVER, unit="U-1").roles == {Role.APPROVER}
    assert a_borrower().name is None


def _python(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTEST"))}
    kept |= {"PYTHONPATH": str(ROOT / "src")} | env
    return subprocess.run([sys.executable, "-c", script], env=kept, capture_output=True, text=True, check=False)


def test_a_missing_hypothesis_says_what_to_install() -> None:
    """Without Hypothesis the builders still work, and the strategies name the extra that brings it."""
    script = """
import sys
sys.modules["hypothesis"] = None
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "hypothesis":
            raise ModuleNotFoundError("No module named 'hypothesis'", name="hypothesis")
del sys.modules["hypothesis"]
sys.meta_path.insert(0, Gone())
from loanvisit.testing import a_loan
a_loan()
try:
    from loanvisit.testing import strategies
except ModuleNotFoundError as missing:
    print(missing, "|", missing.name)
"""
    ran = _python(script)
    assert ran.stdout.strip() == (
        "loanvisit.testing draws with Hypothesis: pip install 'loanvisit[testing]' | hypothesis"
    ), ran.stderr


@pytest.mark.parametrize(
    "first", ["import hypothesis", "import loanvisit.testing", "from loanvisit.testing import strategies"]
)
def test_hypothesis_finds_the_kit_through_its_entry_point(first: str, tmp_path: Path) -> None:
    """With the entry point installed `from_type(Loan)` works, whichever of the two is imported first."""
    info = tmp_path / "stand_in-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stand-in\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[hypothesis]\nloanvisit = loanvisit.testing:register\n", encoding="utf-8")
    script = f"""
{first}
from hypothesis import given, settings, strategies as st
from loanvisit.domain import Loan
drawn = []
@settings(database=None, max_examples=20)
@given(st.from_type(Loan))
def draw(loan):
    drawn.append(loan)
draw()
print(len(drawn))
"""
    ran = _python(script, PYTHONPATH=os.pathsep.join([str(ROOT / "src"), str(tmp_path)]))
    assert ran.stdout.strip() == "20", ran.stderr


def test_the_entry_point_is_declared() -> None:
    """The project tells Hypothesis where `register` is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["hypothesis"] == {"loanvisit": "loanvisit.testing:register"}
    assert "register" in testing.__all__


def test_the_strategies_alone_need_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one module that imports Hypothesis turns its absence into the name of the extra."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'loanvisit\[testing\]'"):
        run_path(str(ROOT / "src" / "loanvisit" / "testing" / "hypothesis_extra.py"))
