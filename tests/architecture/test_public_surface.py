"""One path for each name, and a surface somebody has looked at."""

import ast
import doctest
import inspect
import pkgutil
import re
from enum import Enum
from types import ModuleType

import attrs
import pytest

import loanvisit
from docs.reference_pages import names, rooms
from tests.architecture.tree import ROOT, public, run, sources

PACKAGES = [loanvisit, *(room for room in rooms() if hasattr(room, "__path__"))]


def _rank(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions; each by the alphabet."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("room", [loanvisit, *rooms()], ids=lambda room: room.__name__)
def test_a_room_says_what_it_hands_on(room: ModuleType) -> None:
    """`__all__` is sorted, has no name twice, and each name is there."""
    assert hasattr(room, "__all__"), f"{room.__name__} has no __all__"
    handed_on = list(room.__all__)
    assert handed_on == sorted(set(handed_on), key=_rank)
    assert [name for name in handed_on if not hasattr(room, name)] == []


def test_a_name_has_one_room() -> None:
    """No name is handed on by two rooms."""
    homes: dict[str, list[str]] = {}
    for room in rooms():
        for name, _ in public(room):
            homes.setdefault(name, []).append(room.__name__)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_the_top_is_the_reviewed_list() -> None:
    """The names at the top are those of `surface.txt`; its diff is the review of the interface."""
    reviewed = (ROOT / "tests" / "architecture" / "surface.txt").read_text(encoding="utf-8").split()
    assert reviewed == names(loanvisit)


def test_the_top_hands_on_what_a_room_has() -> None:
    """Each name at the top is a room, or the very thing a room hands on under that name."""
    owned = dict(pair for room in rooms() for pair in public(room)) | {
        room.__name__.removeprefix("loanvisit."): room for room in rooms()
    }
    assert [name for name, thing in public(loanvisit) if owned.get(name) is not thing] == []


def test_nothing_is_imported_by_star() -> None:
    """No module says `import *`."""
    stars = [
        str(path.relative_to(ROOT))
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert stars == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_no_module_shares_a_name_with_a_function_of_its_package(package: ModuleType) -> None:
    """`from loanvisit.room import thing` never means two things."""
    modules = {found.name for found in pkgutil.iter_modules(package.__path__)}
    functions = {name for name, thing in public(package) if inspect.isroutine(thing)}
    assert modules & functions == set()


def test_the_base_install_is_enough_to_import() -> None:
    """`import loanvisit`, and each room but the testing kit, needs its three dependencies and nothing else."""
    modules = ["loanvisit", *(room.__name__ for room in rooms() if room.__name__ != "loanvisit.testing")]
    script = f"""
import sys
from importlib import import_module
allowed = {{"loanvisit", "attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions", "tzdata"}}
class OnlyTheBase:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in allowed:
            raise ModuleNotFoundError(f"{{name}} is not in the base install")
sys.meta_path.insert(0, OnlyTheBase())
for name in {modules!r}:
    import_module(name)
"""
    outcome = run("python", "-c", script)
    assert outcome.returncode == 0, outcome.stderr


def test_the_front_door_names_what_it_has_and_nothing_else() -> None:
    """`dir` lists the surface, each name is there, and a name that is not raises as any module's would."""
    assert dir(loanvisit) == sorted(loanvisit.__all__)
    assert all(getattr(loanvisit, name) is getattr(loanvisit, name) for name in loanvisit.__all__)
    look = vars(loanvisit)["__getattr__"]
    assert look("presets") is loanvisit.presets
    with pytest.raises(AttributeError, match="no attribute 'lone'"):
        look("lone")


def _callables() -> dict[str, object]:
    """The functions at the top, and the class methods of the classes there."""
    found: dict[str, object] = {}
    for name, thing in public(loanvisit):
        if inspect.isfunction(thing):
            found[name] = thing
        elif inspect.isclass(thing):
            ways = [
                way
                for way, held in vars(thing).items()
                if isinstance(held, classmethod) and not str(way).startswith("_")
            ]
            found |= {f"{name}.{way}": getattr(thing, str(way)) for way in ways}
    return found


NEVER_RAISES = {"assess"}
"""What takes checked values only, and refuses nothing."""


@pytest.mark.parametrize(("name", "thing"), list(_callables().items()))
def test_a_function_at_the_top_is_told_in_full(name: str, thing: object) -> None:
    """A function, or another way to make a value, says what it takes, returns and refuses, and shows an example."""
    told = inspect.getdoc(thing) or ""
    parts = ["Args:", "Returns:", "Raises:", "Example:", ">>> "]
    assert [part for part in parts if part not in told and not (part == "Raises:" and name in NEVER_RAISES)] == []


@pytest.mark.parametrize("name", [name for name, thing in public(loanvisit) if inspect.isclass(thing)])
def test_a_class_at_the_top_is_told_or_shown(name: str) -> None:
    """A class, or the class it is a kind of, shows an example or explains its fields."""
    family = inspect.getmro(getattr(loanvisit, name))
    told = [inspect.getdoc(one) or "" for one in family if one.__module__.startswith("loanvisit.")]
    assert any(">>> " in text or "Args:" in text for text in told)


@pytest.mark.parametrize("name", [name for name, thing in public(loanvisit) if inspect.isclass(thing)])
def test_a_class_at_the_top_is_shown(name: str) -> None:
    """A class that a reader makes or is given shows how it is used, in lines that run."""
    kind = getattr(loanvisit, name)
    is_plain = name.endswith("Id") or issubclass(kind, (Enum, loanvisit.LoanVisitError))  # one shows them all
    assert is_plain or ">>> " in (kind.__doc__ or "")


def _shown() -> dict[str, object]:
    """What shows how it is used: the functions and classes at the top, and the methods of those classes."""
    found: dict[str, object] = {}
    for name, thing in public(loanvisit):
        if inspect.isclass(thing):
            ways = [way for way in vars(thing) if not way.startswith("_") and callable(getattr(thing, way))]
            found |= {f"{name}.{way}": getattr(thing, way) for way in ways}
        if inspect.isclass(thing) or inspect.isfunction(thing):
            found[name] = thing
    return {name: thing for name, thing in found.items() if ">>> " in (inspect.getdoc(thing) or "")}


_FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize(("name", "thing"), list(_shown().items()))
def test_an_example_runs_as_copied(name: str, thing: object) -> None:
    """An example needs nothing in scope but the name it shows: whatever else it uses it imports."""
    top = name.partition(".")[0]
    scope = {top: getattr(loanvisit, top)}
    example = doctest.DocTestParser().get_doctest(inspect.getdoc(thing) or "", scope, name, None, 0)
    said: list[str] = []
    assert doctest.DocTestRunner(optionflags=_FLAGS).run(example, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("name", [name for name, thing in public(loanvisit) if inspect.isclass(thing)])
def test_a_class_that_lists_its_fields_lists_them_all(name: str) -> None:
    """Where a docstring has Args, they are the public fields, each once."""
    kind = getattr(loanvisit, name)
    told = re.search(r"Args:\n((?:    .*\n?|\n)+)", inspect.getdoc(kind) or "")
    if told and attrs.has(kind):
        listed = re.findall(r"^    (\w+):", told[1], re.MULTILINE)
        assert sorted(listed) == sorted(one.name for one in attrs.fields(kind) if one.init)
