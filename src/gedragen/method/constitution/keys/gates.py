"""The gates of an approach: what must have been declared before a phase begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")

_LATER = ("by", "text_required", "withdraw", "words", "from_level", "from_people")
_ABOUT_LATER = ("every-side", "every-seat", "every-child")


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, a phase or a stage, this must have been declared about the case or each such seat."""

    before: str
    kind: DeclarationKind
    about: str


def read_gates(top: Table, stages: Sequence[Stage]) -> tuple[DeclaredGate, ...]:
    # A phase begins in its first stage: what is needed for that is needed for the phase.
    keys = [stage.key for number, stage in enumerate(stages) if stage.phase in [one.phase for one in stages[:number]]]
    before = (*Phase, *(keys if top.reading.format >= 2 else ()))
    gates = tuple(_gate(row, before) for row in top.tables("gates"))
    top.said_once("gates", gates)
    return gates


def _gate(row: Table, before: tuple[str, ...]) -> DeclaredGate:
    row.only("before", "declaration", "about", later=_LATER)
    return DeclaredGate(
        before=row.choice("before", before),
        kind=DeclarationKind(row.choice("declaration", tuple(DeclarationKind))),
        about=row.choice("about", SUBJECTS, later=_ABOUT_LATER),
    )
