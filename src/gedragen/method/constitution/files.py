"""The files that approaches come in: those of this version, and any that somebody adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.digest import canonical_text, digest_of_text
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.reader import parsed, read_approach, texts_of

SHIPPED = Path(__file__).parents[1] / "approaches"


@dataclass(frozen=True)
class ApproachFile:
    """One file, read. `source`: as it was written. `text`: its rules and Dutch sentences, which the digest covers."""

    approach: Approach
    format: int
    source: str
    text: str
    digest: str


def read_file(source: str, file: str) -> ApproachFile:
    """Read a file that is to be added. Raises ApproachBroken with everything that is wrong."""
    approach = read_approach(source, file)
    values = parsed(source, file)
    text = canonical_text(values)
    return ApproachFile(approach, values["format"], source, text, digest_of_text(text))


def english_of(source: str) -> Mapping[str, str]:
    """The English beside each Dutch sentence of a file."""
    return {nl: en for _, nl, en in texts_of(parsed(source, "a kept file"))}


@cache
def shipped_files() -> Mapping[str, ApproachFile]:
    """The approaches that come with this version, by key. Raises ApproachBroken."""
    found: dict[str, ApproachFile] = {}
    for path in sorted(SHIPPED.glob("*.toml")):
        file = read_file(path.read_text(encoding="utf-8"), path.name)
        if file.approach.key != path.stem:
            raise ApproachBroken(path.name, [Fault("key", f"write the name of the file: {path.stem!r}")])
        found[file.approach.key] = file
    return found
