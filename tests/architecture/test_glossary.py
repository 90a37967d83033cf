"""The glossary is the bridge between the method's Dutch and our English: it is complete, and invents nothing."""

import re
from enum import Enum
from pathlib import Path

import pytest

import gedragen.cases.models as models
import gedragen.pages.urls  # noqa: F401 - every word has told its entries
from gedragen.access import doing, seeing
from gedragen.cases.store import entries
from gedragen.method import closed_time, consent, follow_through, frame_test, items, lights, phases, promise, tasks
from gedragen.method.constitution import approach, declarations, footing, gates, levels

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
PLACES = (models, doing, seeing, approach, gates, promise, closed_time)


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
