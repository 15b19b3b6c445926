"""Small TOML files: mappings, rules, tables, outlines, procedures, calendars, each read and checked whole."""

from datetime import date
from pathlib import Path

from loanvisit.adapters.looking import misdeclared
from loanvisit.adapters.mapping import BookMapping, as_mapping
from loanvisit.adapters.source import as_path, named, unopened
from loanvisit.codec.calendars import read_calendar_toml
from loanvisit.codec.composing import KnownPolicies
from loanvisit.codec.loading import LONGEST_FILE, load_toml
from loanvisit.codec.method_tables import read_method_table_toml
from loanvisit.codec.outlines import read_outlines_toml
from loanvisit.codec.policies import read_policy_toml
from loanvisit.codec.procedures import read_procedure_toml
from loanvisit.codec.regimes import read_regime_toml
from loanvisit.domain import Calendar, MethodTable, Outline, Procedure, Regime
from loanvisit.errors import InputError, PolicyError, fault
from loanvisit.scheduling import ClausePolicy
from loanvisit.words import verbatim


def read_mapping(path: str | Path) -> BookMapping:
    r"""Read a mapping from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of `examples/mappings`.

    Returns:
        The mapping, every entry checked.

    Raises:
        InputError: the file cannot be read (`source.open`, `encoding`), is no TOML (`toml`), or has entries that are
            unknown, missing or of the wrong form; all of these are listed.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "mapping.toml")
    ...     _ = file.write_text('[columns]\nid = "No"\nborrower = "Customer"', encoding="utf-8")
    ...     read_mapping(file).columns["id"].column
    'No'
    """
    return as_mapping(load_toml(_text(path), "mapping"))


def read_calendar(path: str | Path) -> Calendar:
    r"""Read a bank's own calendar of working days from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_working_days.toml`.

    Returns:
        The calendar, its years in order.

    Raises:
        InputError: the file cannot be read, is no TOML, or has entries that are unknown, missing or of the wrong form;
            all of these are listed.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "days.toml")
    ...     text = 'id = "HQ"\ntitle = { zh = "总行", en = "head office" }\nweekend = ["saturday", "sunday"]'
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     read_calendar(file).id
    'HQ'
    """
    return read_calendar_toml(_text(path))


def read_policy(path: str | Path, *, known: KnownPolicies | None = None, as_of: date | None = None) -> ClausePolicy:
    r"""Read a bank's own policy from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_five_tier_default.toml`. What it is based on is
            a file beside it where the name ends in `.toml`, else a name that `known` knows.
        known: returns the policy of a name, such as `presets.policy`; left out, it may be based on files only.
        as_of: the day on which it is read, where an override that has run out by then is a fault; left out, none is.

    Returns:
        The policy, sound: every grade of a series covered once, every interval nesting.

    Raises:
        InputError: the file cannot be read (`source.open`, `encoding`).
        PolicyError: it is no sound policy; every fault is listed with its path and the line of its clause.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "policy.toml")
    ...     _ = file.write_text('id = "bank.own"', encoding="utf-8")
    ...     read_policy(file)
    Traceback (most recent call last):
    loanvisit.errors.PolicyError: ...
    """
    return _policy(as_path(path), known, as_of, ())


def _policy(path: Path, known: KnownPolicies | None, as_of: date | None, reading: tuple[Path, ...]) -> ClausePolicy:
    """Read a policy, and what it is based on; `reading` are the files that rest on it."""
    text = _text(path)
    here = (*reading, path.resolve())

    def find(name: str) -> ClausePolicy:
        if not name.endswith(".toml"):
            if known is None:
                raise PolicyError(fault("policy.known", "based_on"))
            return known(name)
        if Path(name).name != name:
            raise PolicyError(fault("source.beside", "based_on"))
        beside = path.parent / name
        if beside.resolve() in here:
            ring = [one.name for one in here[here.index(beside.resolve()) :]]
            raise PolicyError(fault("policy.cycle", "based_on", ring=verbatim(" → ".join([*ring, name]))))
        if len(here) >= _DEEPEST:
            raise PolicyError(fault("policy.depth", "based_on", high=_DEEPEST))
        return _policy(beside, known, as_of, here)

    return read_policy_toml(text, known=find, as_of=as_of)


_DEEPEST = 8
"""How many policy files may rest on each other."""


def read_regime(path: str | Path) -> Regime:
    r"""Read a bank's own regime of classification from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_financial_assets_2023.toml`.

    Returns:
        The regime, its buckets whole and in order, with none of its options chosen.

    Raises:
        InputError: the file cannot be read, is no TOML, or anything in it is not as it must be; every fault is listed
            with its path and the line of its table.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "regime.toml")
    ...     _ = file.write_text('id = "bank.own"', encoding="utf-8")
    ...     read_regime(file)
    Traceback (most recent call last):
    loanvisit.errors.InputError: ...
    """
    return read_regime_toml(_text(path))


def read_method_table(path: str | Path) -> MethodTable:
    r"""Read a bank's own table of methods from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_methods.toml`.

    Returns:
        The table, its matters in the order of the file.

    Raises:
        InputError: the file cannot be read, is no TOML, or anything in it is not as it must be; every fault is listed
            with its path and the line of its table.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "methods.toml")
    ...     _ = file.write_text('id = "bank.own"', encoding="utf-8")
    ...     read_method_table(file)
    Traceback (most recent call last):
    loanvisit.errors.InputError: ...
    """
    return read_method_table_toml(_text(path))


def read_outlines(path: str | Path) -> tuple[Outline, ...]:
    r"""Read a bank's own outlines from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_outlines_working_capital.toml`.

    Returns:
        The outlines, in the order of the file.

    Raises:
        InputError: the file cannot be read, is no TOML, or anything in it is not as it must be; every fault is listed
            with its path and the line of its table.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "outlines.toml")
    ...     _ = file.write_text('version = "1"', encoding="utf-8")
    ...     read_outlines(file)
    Traceback (most recent call last):
    loanvisit.errors.InputError: ...
    """
    return read_outlines_toml(_text(path))


def read_procedure(path: str | Path) -> Procedure:
    r"""Read a bank's own procedure from a TOML file.

    Args:
        path: the file, in UTF-8, in the layout of the library's own `cn_procedure.toml`.

    Returns:
        The procedure, its steps in the order of the file.

    Raises:
        InputError: the file cannot be read, is no TOML, or anything in it is not as it must be; every fault is listed
            with its path and the line of its step.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "procedure.toml")
    ...     _ = file.write_text('id = "bank.own"', encoding="utf-8")
    ...     read_procedure(file)
    Traceback (most recent call last):
    loanvisit.errors.InputError: ...
    """
    return read_procedure_toml(_text(path))


def _text(given: str | Path) -> str:
    """Return the text of a small file, read no further than its bound."""
    path = as_path(given)
    try:
        with path.open("rb") as file:
            content = file.read(4 * LONGEST_FILE + 1)
        if len(content) > 4 * LONGEST_FILE:
            raise InputError(fault("text.length", "source", bound=LONGEST_FILE))
        looks = misdeclared(content, "utf-8")
        if looks is not None:
            raise InputError(fault("encoding.other", "source", form="utf-8", looks=looks, name=named(path)))
        return content.decode("utf-8")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            name, offset = named(path), error.start
            raise InputError(fault("encoding", "source", form="utf-8", name=name, offset=offset)) from None
        raise InputError(unopened(path, error)) from None
