"""Short modules, short functions, every public name explained and typed."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from docs.reference_pages import about, rooms
from tests.architecture.tree import ROOT, public, sources

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

PUBLIC = [
    pytest.param(room, name, thing, id=f"{room.__name__}.{name}") for room in rooms() for name, thing in public(room)
]


def _definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_long() -> None:
    """A module has at most 400 lines."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_long() -> None:
    """A function has at most 60 lines."""
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources()
        for node in _definitions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize(("room", "name", "thing"), PUBLIC)
def test_a_public_name_is_explained(room: ModuleType, name: str, thing: object) -> None:
    """A class or function has a docstring; a constant has a sentence under it."""
    assert about(room, name), f"{name}, a {type(thing).__name__}, says nothing about itself"


@pytest.mark.parametrize(("room", "name", "thing"), PUBLIC)
def test_a_public_signature_never_says_any(room: ModuleType, name: str, thing: object) -> None:
    """No parameter, result or field of a public name is typed `Any`."""
    vague = [where for where, annotation in _annotations(name, thing) if re.search(r"\bAny\b", str(annotation))]
    assert vague == [], room.__name__


def _annotations(name: str, thing: object) -> Iterator[tuple[str, object]]:
    if inspect.isclass(thing):
        for field, annotation in vars(thing).get("__annotations__", {}).items():
            if not field.startswith("_"):
                yield f"{name}.{field}", annotation
        for attribute, member in vars(thing).items():
            if attribute == "__init__" or not attribute.startswith("_"):
                yield from _annotations(f"{name}.{attribute}", _function(member))
    elif inspect.isfunction(thing):
        for parameter, annotation in inspect.get_annotations(thing).items():
            yield f"{name}({parameter})", annotation


def _function(member: object) -> object:
    if isinstance(member, property):
        return member.fget
    if isinstance(member, classmethod | staticmethod):
        return member.__func__
    return member if inspect.isfunction(member) else None
