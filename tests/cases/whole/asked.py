"""Any value that an act can be asked with, made from the types of its fields alone."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

USUAL = ["Bel Leyla.", "circle", "conflict", "neighbourhood", "06-12345678"]
ODD = ["", " ", "private", "plan", "elsewhere", "x" * 30_000, "\0"]


def anything(hint: Any, numbers: list[int], at: datetime) -> st.SearchStrategy[Any]:
    """`numbers`: of what there is in the case, seats for instance; others are guessed."""
    plain = {
        int: st.integers(1, 2) | st.integers(-1, 4) | st.sampled_from(numbers),
        str: st.sampled_from(USUAL) | st.sampled_from(USUAL) | st.sampled_from(ODD),
        bool: st.booleans(),
        NoneType: st.none(),
        bytes: st.sampled_from([b"", b"", b"no photo"]),
        datetime: st.integers(-2, 40).map(lambda hours: at + timedelta(hours=hours)),
        date: st.sampled_from([date(2026, 3, 1), date(2027, 1, 1), datetime(1, 1, 1, tzinfo=UTC).date()]),
    }
    if hint in plain:
        return plain[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type):
        assert is_dataclass(hint)
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: anything(hints[field.name], numbers, at) for field in fields(hint)})
    return _held(hint, numbers, at)


def _held(hint: Any, numbers: list[int], at: datetime) -> st.SearchStrategy[Any]:
    kind, inner = get_origin(hint), [anything(one, numbers, at) for one in get_args(hint) if one is not Ellipsis]
    if kind in (Union, UnionType):
        return st.one_of(inner)
    if kind is tuple and get_args(hint)[-1] is not Ellipsis:
        return st.tuples(*inner)
    if issubclass(kind, Mapping):
        return st.dictionaries(inner[0], inner[1], max_size=2)
    assert issubclass(kind, Collection)
    return st.lists(inner[0], max_size=2).map(tuple)
