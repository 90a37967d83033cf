"""docs/reference.md is made from the code and stays equal to it. GEDRAGEN_TEST_WRITE=1 writes it anew."""

import argparse
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils.translation import override

from gedragen.access.doing import Action
from gedragen.config.cli import parser
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.gates import Facts, missing
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemState
from gedragen.method.phases import ROAD, Ending, Phase
from gedragen.pages.guiding.words import GATES

REFERENCE = Path(__file__).parents[2] / "docs/reference.md"
HEAD = """\
# Reference

Made from the code by `GEDRAGEN_TEST_WRITE=1 pytest tests/architecture/test_reference.py`, and held equal by that test.
Made and held the same way: who may do what, by [every act](../tests/access/table.txt)
and by [every address](../tests/pages/guards/access_table.txt).
"""


def test_the_reference_says_what_the_code_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    if os.environ.get("GEDRAGEN_TEST_WRITE") == "1":
        REFERENCE.write_text(reference(), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def reference() -> str:
    return "\n".join([HEAD, *road(), *commands()]) + "\n"


def ends_during(ending: Ending) -> frozenset[Phase]:
    """The people close what was carried, a party takes back its yes, time or who it is about ends it without a plan."""
    if ending is Ending.CARRIED:
        return frozenset({Phase.CARRYING_OUT})
    if ending is Ending.WITHDRAWN_BY_PARTY:
        return Action.WITHDRAW.rule.during
    if ending is Ending.NO_PLAN:
        return Action.END_WITHOUT_PLAN.rule.during | Action.STOP_OWN_CASE.rule.during
    return Action.END_EARLY.rule.during


def test_every_ending_is_on_the_picture_of_the_road() -> None:
    drawn = {line.rpartition(" ")[2] for line in "\n".join(road()).split("```")[1].splitlines() if "--> [*]:" in line}
    assert drawn == {ending.value for ending in Ending}


def road() -> Iterator[str]:
    """The phases as a picture, and what each asks as a table per approach."""
    yield "## The road\n\n```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {ROAD[0].value}"
    yield from (f"    {here.value} --> {there.value}" for here, there in pairwise(ROAD))
    for ending in Ending:
        yield from (f"    {phase.value} --> [*]: {ending.value}" for phase in ROAD if phase in ends_during(ending))
    yield "```\n"
    for key in shipped_files():
        yield f"### What `{key}` asks before the next phase\n"
        yield "| phase | gate | on the screen while it is missing |\n| --- | --- | --- |"
        for phase in ROAD:
            yield from (f"| {phase.value} | `{code}` | {sentence_of(code)} |" for code in gates(phase, key))
        yield ""


def gates(phase: Phase, approach: str) -> list[str]:
    """Every gate of this phase, in the order of the screen: found by asking with nothing, and with everything open."""
    everything = Facts(
        level=Level.CONFLICT,
        views_unanswered=1,
        promise_written=True,
        promise_needs_name_for_silence=True,
        facilitators=frozenset({1}),
        main_persons=frozenset({2}),
        deciders=1,
        not_declared=dict.fromkeys(DeclarationKind, (2,)),
        open_nominations=frozenset({1}),
        open_questions=frozenset({1}),
        items=dict(enumerate(ItemState)),
    )
    gates = [
        gate.code
        for facts in (Facts(), everything)
        for gate in missing(phase, facts, shipped_files()[approach].approach)
    ]
    return list(dict.fromkeys(gates))


def sentence_of(code: str) -> str:
    with override("en"):
        return re.sub(r"%\((\w+)\)[sd]", r"…", str(GATES[code].sentence))


def commands() -> Iterator[str]:
    """Every subcommand with its own help, as an operator sees it."""
    yield "## The command `gedragen`\n"
    for name, one in subparsers(parser()).items():
        yield f"### {name}\n\n```\n{one.format_help().strip()}\n```\n"


def subparsers(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (found,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)
