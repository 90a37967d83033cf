"""Any value that an act can be asked with, made from the types of its fields alone."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

USUAL = ["Bel Leyla.", "circle", "conflict", "neighbourhood", "06-12345678"]
ODD = ["", " ", "private", "plan", "elsewhere", "x" * 30_000, "\0"]


def anything(hint: Any, numbers: list[int], at: datetime, luck: Random) -> Any:
    """`numbers`: of what there is in the case, seats for instance; others are guessed."""
    plain: dict[Any, list[Any]] = {
        int: [luck.randint(1, 2), luck.randint(-1, 4), luck.choice(numbers)],
        str: [*USUAL, *USUAL, *ODD],
        bool: [False, True],
        NoneType: [None],
        bytes: [b"", b"", b"no photo"],
        datetime: [at + timedelta(hours=luck.randint(-2, 40))],
        date: [date(2026, 3, 1), date(2027, 1, 1), datetime(1, 1, 1, tzinfo=UTC).date()],
    }
    if hint in plain:
        return luck.choice(plain[hint])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return luck.choice(list(hint))
    if isinstance(hint, type):
        assert is_dataclass(hint)
        hints = get_type_hints(hint)
        return hint(**{field.name: anything(hints[field.name], numbers, at, luck) for field in fields(hint)})
    return _held(hint, lambda one: anything(one, numbers, at, luck), luck)


def _held(hint: Any, made: Callable[[Any], Any], luck: Random) -> Any:
    kind, inner = get_origin(hint), [one for one in get_args(hint) if one is not Ellipsis]
    if kind in (Union, UnionType):
        return made(luck.choice(inner))
    if kind is tuple and get_args(hint)[-1] is not Ellipsis:
        return tuple(made(one) for one in inner)
    how_many = range(luck.randint(0, 2))
    if issubclass(kind, Mapping):
        return {made(inner[0]): made(inner[1]) for _ in how_many}
    assert issubclass(kind, Collection)
    return tuple(made(inner[0]) for _ in how_many)
