"""What an act is asked with and what a page is given, as JSON Schema 2020-12, made from the same types.

A moment, a day and a photo are strings; what is told by number is an object with numbers as its keys.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from inspect import getdoc, isfunction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import gedragen.cases
from gedragen.cases.engine.act import ACTS, Description
from gedragen.cases.engine.sight import Eyes

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    Any: {},
}
Schema = dict[str, Any]


def whole_schema() -> Schema:
    """Every act and every sheet, with what they are made of."""
    schemas: Schema = {}
    for shape in sheets():
        _of(shape, schemas)
    acts = {name: _act(one, schemas) for name, one in sorted(acts_by_name().items())}
    return {
        "$schema": DRAFT,
        "title": "Gedragen",
        "acts": acts,
        "sheets": [name_of(shape) for shape in sheets()],
        "$defs": dict(sorted(schemas.items())),
    }


def act_schema(name: str) -> Schema:
    """One act by its name, with what it is made of. Raises KeyError."""
    schemas: Schema = {}
    return {
        "$schema": DRAFT,
        "title": name,
        **_act(acts_by_name()[name], schemas),
        "$defs": dict(sorted(schemas.items())),
    }


def acts_by_name() -> Mapping[str, Description]:
    """All of them: each is known once its module is imported."""
    _modules(".commands")
    return ACTS


def sheets() -> list[type]:
    """What queries give to pages: the frozen dataclasses that public functions of a `queries` module return."""
    by_name = {
        name_of(shape): shape
        for module in _modules(".queries")
        for query in vars(module).values()
        if isfunction(query) and query.__module__ == module.__name__ and not query.__name__.startswith("_")
        for shape in _shapes_given(get_type_hints(query))
    }
    return [by_name[name] for name in sorted(by_name)]


def _shapes_given(hints: Mapping[str, Any]) -> Iterator[type]:
    """Nothing by a query that wants eyes: that is one that other queries ask."""
    return iter(()) if Eyes in hints.values() else _shapes(hints.get("return"))


def name_of(shape: type) -> str:
    """By its word: two words may each have a `Choice` of their own."""
    parts = shape.__module__.split(".")
    return f"{parts[2] if parts[1] == 'cases' else parts[-1]}.{shape.__name__}"


def _modules(part: str) -> list[Any]:
    names = (name for _, name, _ in pkgutil.walk_packages(gedragen.cases.__path__, "gedragen.cases."))
    return [importlib.import_module(name) for name in names if part in name or name.endswith(".sealing")]


def _shapes(hint: Any) -> Iterator[type]:
    """The dataclasses in a type: itself, or what it holds."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _shapes(inner)


def _act(one: Description, schemas: Schema) -> Schema:
    said = {"description": _description(one.command)} if _description(one.command) else {}
    if one.asks is None:
        return {**said, "type": "object", "additionalProperties": False}
    return {**said, **_of(one.asks, schemas)}


def _description(thing: Any) -> str:
    return " ".join((getdoc(thing) or "").split())


def _of(hint: Any, schemas: Schema) -> Schema:
    """The schema of one type. Raises TypeError for what has none: that belongs in no act and on no sheet."""
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if isinstance(hint, type):
        return _class(hint, schemas)
    kind, inner = get_origin(hint), get_args(hint)
    if kind in (Union, UnionType):
        return {"anyOf": [_of(one, schemas) for one in inner]}
    if kind is Literal:
        return {"enum": list(inner)}
    return _holder(kind, inner, schemas)


def _class(hint: Any, schemas: Schema) -> Schema:
    if issubclass(hint, Enum):
        return _by_name(hint, schemas, lambda: {"enum": [member.value for member in hint]})
    if hasattr(hint, "__dataclass_fields__"):
        return _by_name(hint, schemas, lambda: _dataclass(hint, schemas))
    if issubclass(hint, str):
        return {"type": "string"}
    raise TypeError(f"{hint} has no schema")


def _holder(kind: Any, inner: tuple[Any, ...], schemas: Schema) -> Schema:
    if kind is tuple and inner[-1] is not Ellipsis:
        items = [_of(one, schemas) for one in inner]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if issubclass(kind, Mapping):
        return {"type": "object", "additionalProperties": _of(inner[1], schemas)}
    if issubclass(kind, Collection):
        return {"type": "array", "items": _of(inner[0], schemas)}
    raise TypeError(f"{kind} has no schema")


def _by_name(shape: type, schemas: Schema, schema: Callable[[], Schema]) -> Schema:
    """Said once, and pointed to."""
    name = name_of(shape)
    if name not in schemas:
        schemas[name] = {}
        schemas[name] = schema()
    return {"$ref": f"#/$defs/{name}"}


def _dataclass(shape: Any, schemas: Schema) -> Schema:
    hints = get_type_hints(shape)
    asked: Sequence[Field[Any]] = fields(shape)
    return {
        "description": _description(shape),
        "type": "object",
        "properties": {field.name: _of(hints[field.name], schemas) for field in asked},
        "required": [field.name for field in asked if field.default is MISSING and field.default_factory is MISSING],
        "additionalProperties": False,
    }
