"""Exact types at construction: one check that reads the annotations and reports every fault at once."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache, partial, wraps
from itertools import chain, islice
from operator import attrgetter
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs

from loanvisit.errors import Fault, InputError, fault
from loanvisit.words import Text, say

P = ParamSpec("P")
T = TypeVar("T")
EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
_MOST, _DIGITS = 10**18, 40
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators of lines, byte order marks, annotations
    "\ud800-\udfff]"  # halves of pairs
)


def is_clean(text: str) -> bool:
    """Say whether text holds no control but tab and newline, and nothing that hides or turns what is written."""
    return text.isprintable() or _UNCLEAN.search(text) is None


def strings(items: Iterable[str]) -> tuple[str, ...]:
    """Freeze a list of strings; what is no list is left for the type check to name."""
    return as_tuple(items)


def string_set(items: Iterable[str]) -> frozenset[str]:
    """Freeze strings into a set; repeated ones, and what is no collection, are left for the type check to name."""
    return as_set(items)


def optional_strings(items: Iterable[str] | None) -> frozenset[str] | None:
    """Freeze strings into a set; None, for not known, stays None."""
    return None if items is None else as_set(items)


def as_tuple(items: Iterable[T]) -> tuple[T, ...]:
    """Freeze a list into a tuple; anything that is not a list or tuple is left for the type check to name."""
    return cast("tuple[T, ...]", tuple(items) if isinstance(items, list) else items)


def as_set(items: Iterable[T]) -> frozenset[T]:
    """Freeze a set, a list or a tuple without repetitions; anything else is left for the type check to name."""
    if isinstance(items, set | list | tuple) and _is_distinct(tuple(items)):
        return frozenset(items)
    return cast("frozenset[T]", items)


def as_utc(instant: datetime) -> datetime:
    """Keep an aware instant in UTC; anything else is left for the type check to name."""
    if type(instant) is not datetime or instant.tzinfo is UTC or instant.utcoffset() is None:
        return instant
    try:
        return instant.astimezone(UTC)
    except OverflowError:  # at the edges of the years 1 and 9999, which no field takes
        return instant


def optional_utc(instant: datetime | None) -> datetime | None:
    """Keep an aware instant in UTC; None, for not known, stays None."""
    return None if instant is None else as_utc(instant)


def _is_distinct(items: tuple[T, ...]) -> bool:
    return all(isinstance(item, Hashable) for item in items) and len(set(items)) == len(items)


def check(value: object) -> None:
    """Freeze the lists and sets a value was given, and check every field exactly.

    Raises:
        InputError: a field's content is not exactly of its declared type; every such field is named.
    """
    cls: type[Any] = type(value)
    contents, shapes = _shapes(cls)  # type: ignore[arg-type]  # a class is hashable
    held = contents(value)
    if not _is_sound(cls, held) and not (_freeze(value, held, shapes) and _is_sound(cls, contents(value))):
        _refuse_fields(value, contents(value), shapes)


def _is_sound(cls: type[Any], held: tuple[Any, ...]) -> bool:
    looks = _looks(cls, tuple(map(type, held)))  # type: ignore[arg-type]  # a class is hashable
    return all(sound(held[place]) for place, sound in looks)


def _freeze(value: object, held: tuple[Any, ...], shapes: "tuple[_Shape, ...]") -> bool:
    """Freeze the lists and sets among the contents of a value; say whether there were any."""
    thawed = [(given, shape) for given, shape in zip(held, shapes, strict=True) if type(given) in (list, set)]
    for given, (name, _, _, shape) in thawed:
        object.__setattr__(value, name, as_tuple(given) if "tuple" in str(shape) else as_set(given))
    return bool(thawed)


def _refuse_fields(value: object, held: tuple[Any, ...], shapes: "tuple[_Shape, ...]") -> None:
    """Refuse a value for every field that is not of its declared shape."""
    faults: list[Fault] = []
    for given, (name, _, _, shape) in zip(held, shapes, strict=True):
        _examine(given, shape, f"{type(value).__name__}.{name}", faults)
    if faults:
        raise InputError(*faults)


_Look = tuple[int, Callable[[Any], bool]]
"""The place of a field among the others, and what says that its content needs no closer look."""


@lru_cache(maxsize=4096)
def _looks(cls: type[Any], kinds: tuple[type, ...]) -> tuple[_Look, ...]:
    """Return what is still to be looked at in a value whose fields hold contents of these types."""
    _, shapes = _shapes(cls)  # type: ignore[arg-type]  # a class is hashable
    looks: list[_Look] = []
    for place, (kind, (_, plain, many, shape)) in enumerate(zip(kinds, shapes, strict=True)):
        if kind in plain:
            looks += [(place, _SOUND[kind])] if kind in _SOUND else []
        elif many is not None and kind is many[0]:
            looks.append((place, partial(_holds_only, many[1], _SOUND.get(*many[1]))))
        else:
            looks.append((place, partial(_is_shaped, shape)))
    return tuple(looks)


def _is_shaped(shape: Any, held: Any) -> bool:
    if type(held) in (list, set):
        return False
    faults: list[Fault] = []
    _examine(held, shape, "", faults)
    return not faults


def _holds_only(kinds: set[type], sound: Callable[[Any], bool] | None, items: Collection[object]) -> bool:
    return not items or (set(map(type, items)) == kinds and (sound is None or all(map(sound, items))))


def _is_short(number: Decimal) -> bool:
    """Say whether a decimal is finite and takes no more than 40 digits to write out."""
    if not number:
        return True
    _, digits, power = number.as_tuple()
    return isinstance(power, int) and power >= -_DIGITS and len(digits) + max(power, 0) <= _DIGITS


def _is_kept(instant: datetime) -> bool:
    return instant.tzinfo is UTC and EARLIEST.year <= instant.year <= LATEST.year


_SOUND: Mapping[type, Callable[[Any], bool]] = MappingProxyType(
    {
        str: str.isprintable,
        date: lambda day: EARLIEST <= day <= LATEST,
        datetime: _is_kept,
        int: lambda number: -_MOST < number < _MOST,
        Decimal: _is_short,
        Text: lambda text: text.zh.isprintable() and text.en.isprintable(),
    }
)
"""Of each bounded type, what says that a value surely needs no closer look."""


def examined(value: object, path: str) -> list[Fault]:
    """Return what is wrong with a value beside its type: a number too long, a control character, a day not served."""
    faults: list[Fault] = []
    sound = _SOUND.get(type(value))
    if sound is not None and not sound(value):
        _examine(value, type(value), path, faults)
    return faults


_Shape = tuple[str, frozenset[type], "_Many | None", Any]
"""A field: its name, the types that are right as they stand, those of many, and its whole declared shape."""


@cache
def _shapes(cls: type[Any]) -> tuple[Callable[[object], tuple[Any, ...]], tuple[_Shape, ...]]:
    """Return what reads all the fields of a value at once, and the shape of each."""
    hints = get_type_hints(cls)
    names = tuple(one.name for one in attrs.fields(cls))
    shapes = tuple((name, _plain_types(hints[name]), _many(hints[name]), hints[name]) for name in names)
    if len(names) > 1:
        return attrgetter(*names), shapes
    return (lambda value: tuple(getattr(value, name) for name in names)), shapes


_Many = tuple[type, set[type]]
"""A tuple or frozenset, and the one type of its entries that needs no closer look."""


def _many(shape: Any) -> _Many | None:
    origin, items = get_origin(shape), get_args(shape)
    if origin not in (tuple, frozenset) or items[1:] not in ((), (Ellipsis,)):
        return None
    item = getattr(items[0], "__supertype__", items[0])
    return (origin, {item}) if isinstance(item, type) and not get_origin(item) else None


def _plain_types(shape: Any) -> frozenset[type]:
    options = get_args(shape) if get_origin(shape) in {UnionType, Union} else (shape,)
    leaves = (getattr(option, "__supertype__", option) for option in options)
    return frozenset(leaf for leaf in leaves if isinstance(leaf, type) and get_origin(leaf) is None)


def _examine(value: Any, shape: Any, path: str, faults: list[Fault]) -> None:
    if shape is Text and type(value) is Text:
        faults += [fault("text.control", f"{path}.{key}", one) for key, one in _languages(value) if not is_clean(one)]
        return
    if type(value) is shape and shape not in _SOUND:
        return
    origin = get_origin(shape)
    if origin is None:
        _examine_plain(value, shape, path, faults)
    elif origin in (UnionType, Union):
        _examine_union(value, shape, path, faults)
    elif origin is Literal:
        if not any(type(value) is type(known) and value == known for known in get_args(shape)):
            faults.append(fault("code", path, value, known=", ".join(map(str, get_args(shape)))))
    elif origin in (tuple, frozenset):
        _examine_items(value, origin, get_args(shape)[0], path, faults)
    else:
        _examine_mapping(value, get_args(shape), path, faults)


def _examine_plain(value: Any, shape: Any, path: str, faults: list[Fault]) -> None:
    shape = getattr(shape, "__supertype__", shape)
    if type(value) is not shape and not _implements(value, shape):
        faults.append(fault("type", path, value, form=shape.__name__))
    elif shape is int and not -_MOST < value < _MOST:
        faults.append(fault("number.grammar", path, value))
    elif shape is Decimal and not _is_short(value):
        faults.append(fault("decimal.grammar", path, value))
    elif shape is date and not EARLIEST <= value <= LATEST:
        faults.append(fault("date.range", path, value))
    elif shape is datetime and value.utcoffset() is None:
        faults.append(fault("instant.naive", path, value))
    elif shape is datetime and not EARLIEST <= value.date() <= LATEST:
        faults.append(fault("date.range", path, value))
    elif shape is str and not is_clean(value):
        faults.append(fault("text.control", path, value))


def _languages(text: Text) -> tuple[tuple[str, str], ...]:
    return (("zh", text.zh), ("en", text.en))


def _implements(value: Any, shape: Any) -> bool:
    return bool(getattr(shape, "_is_protocol", False)) and isinstance(value, shape)


def _examine_union(value: Any, shape: Any, path: str, faults: list[Fault]) -> None:
    options = get_args(shape)
    if value is None and NoneType in options:
        return
    for option in options:
        attempt: list[Fault] = []
        _examine(value, option, path, attempt)
        if not attempt:
            return
        if get_origin(option) is not None or type(value) is option:
            faults.extend(attempt)
            return
    faults.append(fault("type", path, value, form=" | ".join(_name(option) for option in options)))


def _name(option: Any) -> str:
    return "None" if option is NoneType else str(getattr(option, "__name__", option))


def _examine_items(value: Any, origin: Any, item: Any, path: str, faults: list[Fault]) -> None:
    if type(value) is not origin:
        faults.append(fault("type", path, value, form=f"{origin.__name__}[{_name(item)}]"))
        return
    for index, one in enumerate(value):
        _examine(one, item, f"{path}[{index}]" if origin is tuple else path, faults)


def _examine_mapping(value: Any, shapes: tuple[Any, ...], path: str, faults: list[Fault]) -> None:
    if not isinstance(value, Mapping):
        faults.append(fault("type", path, value, form="mapping"))
        return
    held: Mapping[Any, Any] = value  # pyright: ignore[reportUnknownVariableType]
    for key, one in held.items():
        _examine(key, shapes[0], f"{path}.keys", faults)
        _examine(one, shapes[1], f"{path}[{_named(key)}]", faults)


_CODE = re.compile(r"(?!.*[0-9]{6})[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")


def _named(key: object) -> str:
    """Return a key as a path shows it: a day, or a name that reads like a code; whatever else may tell of a person."""
    return str(key) if type(key) is date or (type(key) is str and reads_like_a_code(key)) else "?"


def first_few(known: Collection[str]) -> str:
    """List what is known as a message may: the first twenty, and how many there are where there are more."""
    few = ", ".join(islice(known, _FEW))
    return few if len(known) <= _FEW else f"{few} … ({len(known)})"


_FEW = 20


def reads_like_a_code(key: str) -> bool:
    """Say whether a key may stand in a path: short, of signs of codes alone, and without a long row of digits."""
    return _CODE.fullmatch(key) is not None


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """Refuse arguments that are not of their declared types, each by its name, before the function begins.

    What an iterable yields is left to the function: it can be asked once only.
    """
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    plain: dict[str, frozenset[type]] = {}

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        if not plain:
            plain.update({name: _plain_types(shape) for name, shape in _declared(function).items()})
        for name, value in chain(zip(names, args, strict=False), kwargs.items()):
            if name in plain and (type(value) not in plain[name] or examined(value, name)):
                _refuse(function, dict(zip(names, args, strict=False)) | kwargs)
                break
        return function(*args, **kwargs)

    return asked


@cache
def _declared(function: Callable[..., object]) -> dict[str, Any]:
    """Return the declared shape of each parameter."""
    return get_type_hints(function)


def _refuse(function: Callable[..., object], given: dict[str, object]) -> None:
    """Refuse what is wrong among the arguments of a function; what only needed a closer look is let pass."""
    faults = wrong_arguments(function, given)
    if faults:
        raise InputError(*faults)


def wrong_arguments(function: Callable[..., object], given: dict[str, object]) -> list[Fault]:
    """Return a fault for each argument that is not of its declared type."""
    faults: list[Fault] = []
    for name, shape in _declared(function).items():
        if name in given:
            _examine_argument(given[name], shape, name, faults)
    return faults


_OPEN: dict[Any, tuple[Callable[[Any], bool], str]] = {
    Callable: (callable, "function"),
    Mapping: (lambda value: isinstance(value, Mapping), "mapping"),
    Iterable: (
        lambda value: isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping),
        "form.iterable",
    ),
}
"""What is known by what it can do: how to tell, and what it is called, of an iterable the key of that."""


def _examine_argument(value: Any, shape: Any, path: str, faults: list[Fault]) -> None:
    origin, options = get_origin(shape), [one for one in get_args(shape) if one is not NoneType]
    if value is None and NoneType in get_args(shape):
        return
    if origin in (UnionType, Union) and len(options) == 1:
        _examine_argument(value, options[0], path, faults)
    elif origin in _OPEN:
        able, form = _OPEN[origin]
        if not able(value):
            kind = " | ".join(_name(one) for one in get_args(options[0]) or options[:1])
            faults.append(fault("type", path, value, form=form if origin is not Iterable else say(form, kind=kind)))
    elif origin is tuple and type(value) in (tuple, list):
        for place, one in enumerate(cast("tuple[Any, ...]", value)):
            _examine_argument(one, options[0], f"{path}[{place}]", faults)
    else:
        _examine(value, shape, path, faults)


def each(items: Iterable[T], kind: type[T] | tuple[type[T], ...], path: str) -> tuple[tuple[T, ...], list[Fault]]:
    """Return what an iterable yields that is exactly of a type, or of one of several, and a fault for each other."""
    held, kinds = tuple(items), kind if isinstance(kind, tuple) else (kind,)
    form = " | ".join(one.__name__ for one in kinds)
    faults = [
        fault("type", f"{path}[{place}]", one, form=form) for place, one in enumerate(held) if type(one) not in kinds
    ]
    return (tuple(one for one in held if type(one) in kinds) if faults else held), faults
