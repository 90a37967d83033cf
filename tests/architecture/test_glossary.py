"""The glossary is the bridge between the method's Dutch and our English: it is complete, and invents nothing.

A module is named in its words too, or in a word with a reason.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path, PurePath

import pytest

import gedragen.cases.models as models
import gedragen.pages.urls  # noqa: F401 - every word has told its entries
from gedragen.access import doing, seeing
from gedragen.cases.store import entries
from gedragen.method import closed_time, consent, follow_through, frame_test, items, lights, phases, promise, tasks
from gedragen.method.children import ages
from gedragen.method.constitution import approach, declarations, footing, gates, levels
from gedragen.method.mirror import rung
from gedragen.method.stages import order
from tests.architecture.tree import sources

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text(encoding="utf-8")
IDENTIFIERS = re.findall(r"^\|[^|]*\| `([A-Za-z_.]+)` \|", GLOSSARY, re.MULTILINE)
ENUMS: tuple[type[Enum], ...] = (
    doing.Action,
    doing.Role,
    phases.Phase,
    phases.Ending,
    levels.Level,
    consent.Answer,
    consent.Outcome,
    items.ItemKind,
    items.ItemState,
    frame_test.Verdict,
    frame_test.TestResult,
    promise.Silence,
    lights.Light,
    tasks.TaskKind,
    tasks.TaskState,
    follow_through.CheckInKind,
    follow_through.Going,
    declarations.DeclarationKind,
    footing.Footing,
)
ENTRY_NAMES = {kind.upper().replace("-", "_") for kind in entries.KINDS}
NAMED = {enum.__name__: enum for enum in ENUMS}
PLACES = (models, doing, seeing, ages, approach, gates, order, promise, closed_time, rung)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_member_stands_in_the_glossary(enum: type[Enum]) -> None:
    missing = {f"{enum.__name__}.{member.name}" for member in enum} - set(IDENTIFIERS)
    assert not missing


def test_every_entry_stands_in_the_glossary() -> None:
    assert not {f"entries.{name}" for name in ENTRY_NAMES} - set(IDENTIFIERS)


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_every_identifier_of_the_glossary_exists(identifier: str) -> None:
    name, _, member = identifier.partition(".")
    if member:
        assert member in (ENTRY_NAMES if name == "entries" else NAMED[name].__members__)
    else:
        assert any(hasattr(place, name) for place in PLACES)


def test_no_identifier_stands_twice() -> None:
    assert len(IDENTIFIERS) == len(set(IDENTIFIERS))


# The layers of the method. What stands beside them (numbers, files, the command line) speaks of other things.
LAYERS = ("access/", "method/", "cases/", "pages/", "notices/", "people/")
BESIDE: Mapping[str, str] = {
    "a layer, or a part of one that docs/architecture.md tells of": (
        "method pages people notices commands queries models engine store house templatetags urls"
    ),
    "what every programmer calls it": (
        "account accounts addresses alarm attempt audit bindings chain code codes delivery digest evidence expired "
        "faults files form forms home keys lease lines link links map merkle network page permission reader readers "
        "receipt receipts "
        "recipients rendering rows rules sections self snapshot tables text texts throttle turns undelivered "
        "uploads vacuum worker"
    ),
    "a thing of the method that has another word as its identifier": (
        "advocacy ballot children consent deadlines facilitation gates interpretation invitees involvement mirror "
        "ownership subjects worries"
    ),
    "where somebody comes in or is at work": (
        "arriving cockpit demo mode desk door getting introduction mine pictures process public road welcome"
    ),
    "what is done there": (
        "doing drawing erasure finding guiding reading refusals seeing sending verifying volunteering"
    ),
    "what a head or a sheet tells": "head headcount whereabouts",
    "half of a name that says it together": ("already follow from many my never now still through way you"),
    "said on every page as it is written: a rule is broken, words are theirs": "broken theirs",
}


def stem(word: str) -> str:
    """Without its ending, so that inviting, invitation and invited are one word."""
    for ending in ("ings", "ing", "ions", "ion", "ies", "ers", "er", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def words_of(name: str) -> list[str]:
    """Of `FrameTest`, `FRAME_TEST` and `frame_test` the same two."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def without_a_word(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each word of a module's name that no identifier of the glossary has, and the module."""
    known = {stem(word) for identifier in IDENTIFIERS for word in words_of(identifier)}
    for path in paths:
        module = PurePath(path).with_suffix("")
        name = module.parent.name if module.name == "__init__" else module.name
        yield from ((word, path) for word in words_of(name) if path.startswith(LAYERS) and stem(word) not in known)


def test_a_module_is_named_in_words_of_the_glossary_or_with_a_reason() -> None:
    reasons = {word for words in BESIDE.values() for word in words.split()}
    assert [place for place in without_a_word(source.path for source in sources()) if place[0] not in reasons] == []


def test_every_word_with_a_reason_is_needed() -> None:
    words = sorted(word for words in BESIDE.values() for word in words.split())
    assert words == sorted({word for word, _ in without_a_word(source.path for source in sources())})


def test_a_module_with_a_word_of_its_own_is_seen() -> None:
    paths = ["pages/house/may.py", "cases/rounds/__init__.py", "pages/people/inviting.py", "opinion/loops/kernels.py"]
    assert list(without_a_word(paths)) == [("may", "pages/house/may.py")]
