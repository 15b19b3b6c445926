"""Write one reference page for each room, from the names the room hands on."""

import ast
import inspect
import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import loanvisit
from loanvisit import presets
from loanvisit.codec import json_schema
from loanvisit.codec.kinds import kinds
from loanvisit.codec.reading import DERIVED
from loanvisit.domain import ROLE_TABLE, RoleRow, fact_text
from loanvisit.domain.role_table import CRITICAL
from loanvisit.scheduling import ClausePolicy
from loanvisit.words import label


def write(folder: Path) -> None:
    """Write the page of each room, and of the front door, into `folder`."""
    homes = {name: room.__name__ for room in rooms() for name in names(room)}
    for room in rooms():
        _keep(folder / f"{_short(room)}.md", _room_page(room))
    _keep(folder / "front-door.md", _front_door(homes))


def write_schemas(folder: Path, extra: Path) -> None:
    """Write the JSON Schema of each document into `extra`, and a page that lists them into `folder`."""
    rows: list[str] = []
    (extra / "schema").mkdir(parents=True, exist_ok=True)
    for name, kind in sorted(kinds().items()):
        if kind in DERIVED:
            continue
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        _keep(extra / "schema" / f"{name}.json", text)
        rows.append(f'| `{name}` | <a href="../schema/{name}.json">schema/{name}.json</a> |')
    head = "# Schemas\n\nThe JSON Schema (draft 2020-12) of each document, generated from the classes.\n\n"
    _keep(folder / "schemas.md", head + "| type | schema |\n|---|---|\n" + "\n".join(rows) + "\n")


def write_policies(folder: Path) -> None:
    """Write the page of the preset policies into `folder`: each clause as a sentence, with its paper."""
    parts = [_policy_page(presets.policy(name)) for name in presets.policies()]
    head = """# Preset policies

Practice as data, read aloud: `presets.policy(name)`. Each is the draft of a bank's own rules, none the regulation. A
clause reads in Chinese and English, with its citation and how sure it is: *text read*, *read at second hand*, *text not
verified*, or *practice, not regulation*. The files beside the code say what each counts and which facts it needs.
"""
    _keep(folder / "preset-policies.md", "\n".join([head, *parts]))


def write_roles(folder: Path) -> None:
    """Write the page of the table of roles into `folder`: what each does, never does, and which moves are refused."""
    head = """# Roles

The thirteen posts of post-loan work, as practice has them; no rule fixes them. It is the table that the steps read
(`domain.ROLE_TABLE`). That nobody judges their own work holds beside it, for every role, in the tables of moves.

| role | does | never | refused |
|---|---|---|---|
"""
    rows = [f"| {' | '.join(_role_cells(row))} |" for row in ROLE_TABLE.values()]
    _keep(folder / "roles.md", head + "\n".join(rows) + "\n")


def _role_cells(row: RoleRow) -> list[str]:
    texts = (row.role.text, row.does, *([] if row.never is None else [row.never]))
    cells = [f"{one.zh}<br>{one.en}" for one in texts]
    refused = [_ban_told(ban.act, ban.when, ban.unless) for ban in row.bans]
    return [*cells, *[""] * (3 - len(cells)), "<br>".join(refused)]


def _ban_told(act: str, when: str | None, unless: str | None) -> str:
    if when == CRITICAL:
        return f"`{act}` of a critical one"
    by = f" by its {label('relation', when).en}" if when else ""
    heavy = ", if critical or major" if when == "heavy_manager" else ""
    return f"`{act}`{by}{heavy}" + (f" unless a {label('relation', unless).en}" if unless else "")


def write_outlines(folder: Path) -> None:
    """Write the page of the preset outlines into `folder`: each read aloud, with its paper."""
    head = """# Preset outlines

What is asked and looked at about a product by a method, read aloud: `presets.outline(name)`. Each is the draft of a
bank's own, all of it practice and none of it regulation. For which purposes a question is kept, and where a bad answer
points, stands in the files beside the code.
"""
    parts: list[str] = []
    for name in presets.outlines():
        outline = presets.outline(name)
        parts += [f"## `{name}`", ""]
        for said in (outline.text.zh, outline.text.en):
            first, *lines = said.split("\n")
            parts += [first, "", *(f"- {line}" for line in lines), ""]
    _keep(folder / "preset-outlines.md", "\n".join([head, *parts]))


def _policy_page(policy: ClausePolicy) -> str:
    declared, narrowed = policy.declared, bool(policy.applies)
    built_in = sorted(policy.reads - {fact.name for fact in policy.facts})
    aloud = list(zip(policy.text.zh.splitlines(), policy.text.en.splitlines(), strict=True))
    lines = [f"## `{policy.id}`", ""]
    for zh, en in aloud[: -len(policy.clauses)]:
        lines += [zh, "", en, ""]
    lines += ["| fact | | |", "|---|---|---|"]
    lines += [f"| `{fact.name}` | {fact.label.zh} | {fact.label.en} |" for fact in policy.facts]
    lines += [f"| `{name}` | {fact_text(name).zh} | {fact_text(name).en} |" for name in built_in]
    for clause in policy.clauses:
        said, sure = clause.said(declared, narrowed=narrowed), clause.confidence.text
        since = "" if clause.effective_from is None else f" From {clause.effective_from}."
        lines += ["", f"### `{policy.id}`: `{clause.id}`", ""]
        lines += [said.zh, "", said.en, "", f"{clause.citation.zh}（{sure.zh}）", ""]
        lines += [f"{clause.citation.en} ({sure.en}).{since}"]
    return "\n".join([*lines, ""])


def rooms() -> list[ModuleType]:
    """Return every room, in the order of the alphabet."""
    return [import_module(f"loanvisit.{found.name}") for found in pkgutil.iter_modules(loanvisit.__path__)]


def names(room: ModuleType) -> list[str]:
    """Return the names a room hands on, in the order of the alphabet."""
    return sorted(getattr(room, "__all__", []), key=str.casefold)


def about(room: ModuleType, name: str) -> str:
    """Return what is written about a public name: its docstring, or the text under a constant."""
    thing = getattr(room, name)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        return thing.__doc__ or ""
    return next(filter(None, (_text_under(name, module) for module in _and_below(room))), "")


def _short(room: ModuleType) -> str:
    return room.__name__.removeprefix("loanvisit.")


def _keep(page: Path, text: str) -> None:
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")


def _room_page(room: ModuleType) -> str:
    entries = [_entry(room, name) for name in names(room)]
    body = "\n\n".join(entries)
    first = (inspect.getdoc(room) or "").partition("\n\n")[0]
    return f"# `{room.__name__}`\n\n{first}\n\n```{{eval-rst}}\n.. py:module:: {room.__name__}\n\n{body}\n```\n"


def _entry(room: ModuleType, name: str) -> str:
    thing = getattr(room, name)
    path = f"{room.__name__}.{name}"
    if inspect.isclass(thing):
        return f".. autoclass:: {path}\n   :members:\n   :show-inheritance:"
    if inspect.isroutine(thing):
        return f".. autofunction:: {path}"
    return f".. py:data:: {name}\n\n   {about(room, name)}"


def _text_under(name: str, module: ModuleType) -> str:
    body = ast.parse(inspect.getsource(module)).body
    for statement, after in pairwise(body):
        if name in _assigned(statement) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            return " ".join(str(after.value.value).split())
    return ""


def _and_below(room: ModuleType) -> Iterator[ModuleType]:
    yield room
    for found in pkgutil.walk_packages(getattr(room, "__path__", []), f"{room.__name__}."):
        yield import_module(found.name)


def _assigned(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case _:
            return set()


def _front_door(homes: dict[str, str]) -> str:
    shown = [name for name in names(loanvisit) if name in homes]
    functions = [name for name in shown if name[0].islower()]
    parts = (("What you call", functions), ("What you make and are given", [one for one in shown if one[0].isupper()]))
    lines = ["# `loanvisit`", "", "The names at the top. Each room has more, one package deep."]
    for title, part in parts:
        lines += ["", f"## {title}", "", "| name | what it is |", "| --- | --- |"]
        for name in part:
            told = (inspect.getdoc(getattr(loanvisit, name)) or "").partition("\n")[0].replace("|", "\\|")
            lines.append(f"| {{py:obj}}`{name} <{homes[name]}.{name}>` | {told} |")
    return "\n".join([*lines, ""])
