"""The files that approaches come in: those of this version, and any that somebody adds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.digest import canonical_text, digest_of_text
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.reader import parsed, read_approach, texts_of
from gedragen.method.constitution.tables import SINCE_2

SHIPPED = Path(__file__).parents[1] / "approaches"


@dataclass(frozen=True)
class ApproachFile:
    """One file, read. `source`: as it was written, or the whole of it where it extends another.

    `text`: its rules and Dutch sentences, which the digest covers.
    """

    approach: Approach
    format: int
    source: str
    text: str
    digest: str


def read_file(source: str, file: str, *, others: Mapping[str, str] | None = None) -> ApproachFile:
    """Read a file that is to be added. Raises ApproachBroken with everything that is wrong.

    `others`: files that were added before, which this one may extend, by key. What is kept is then the whole of it.
    """
    own = parsed(source, file)
    values = _whole(own, file, others or {}, (own.get("key"),)) if "extends" in own else own
    approach = read_approach(source, file, values)
    text = canonical_text(values)
    whole = as_toml(values) if values is not own else source
    return ApproachFile(approach, values["format"], whole, text, digest_of_text(text))


def _whole(values: Mapping[str, Any], file: str, others: Mapping[str, str], seen: tuple[Any, ...]) -> dict[str, Any]:
    """What a file says with all that it leaves to the approach that it extends."""
    parent, number = values["extends"], values.get("format")
    if isinstance(number, int) and number < 2:
        raise ApproachBroken(file, [Fault("extends", SINCE_2)])
    if parent in seen:
        raise ApproachBroken(file, [Fault("extends", f"goes in a circle: {parent!r} is what is being written")])
    source = _source_of(parent, others) if isinstance(parent, str) else None
    if source is None:
        known = ", ".join(sorted({*others, *(path.stem for path in SHIPPED.glob("*.toml"))}))
        raise ApproachBroken(file, [Fault("extends", f"{parent!r} is unknown; use one of {known}")])
    theirs = parsed(source, f"{parent}.toml")
    if "extends" in theirs:
        theirs = _whole(theirs, file, others, (*seen, parent))
    own = {key: value for key, value in values.items() if key != "extends"}
    return _over(_in_format_2(theirs), own)


def _source_of(key: str, others: Mapping[str, str]) -> str | None:
    path = SHIPPED / f"{key}.toml"
    is_ours = path in set(SHIPPED.glob("*.toml"))
    return path.read_text(encoding="utf-8") if is_ours else others.get(key)


def _in_format_2(values: dict[str, Any]) -> dict[str, Any]:
    """What format 1 said with a flag, said as format 2 says it."""
    asks = values.pop("asks_footing", False)
    return values | ({"footing": {"ask": True}} if asks is True else {})


def _over(theirs: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A table is changed key by key; a list, such as the stages, is written anew as a whole."""
    changed = {
        key: _over(theirs[key], value) if isinstance(value, dict) and isinstance(theirs.get(key), dict) else value
        for key, value in own.items()
    }
    return {**theirs, **changed}


def as_toml(values: Mapping[str, Any]) -> str:
    """A file that says this, each key of the top on a line of its own."""
    return "".join(f"{key} = {_written(one)}\n" for key, one in values.items())


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def english_of(source: str) -> Mapping[str, str]:
    """The English beside each Dutch sentence of a file."""
    return {nl: en for _, nl, en in texts_of(parsed(source, "a kept file"))}


@cache
def shipped_files() -> Mapping[str, ApproachFile]:
    """The approaches that come with this version, by key. Raises ApproachBroken."""
    files: dict[str, ApproachFile] = {}
    for path in sorted(SHIPPED.glob("*.toml")):
        file = read_file(path.read_text(encoding="utf-8"), path.name)
        if file.approach.key != path.stem:
            raise ApproachBroken(path.name, [Fault("key", f"write the name of the file: {path.stem!r}")])
        files[file.approach.key] = file
    return files
