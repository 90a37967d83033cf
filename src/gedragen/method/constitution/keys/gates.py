"""The gates of an approach: what must have been declared before a phase begins."""

from dataclasses import dataclass

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")

_PHASES = tuple(Phase)
_LATER = ("by", "text_required", "withdraw", "words", "from_level", "from_people")
_ABOUT_LATER = ("every-side", "every-seat", "every-child")


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, this must have been declared about the case or about each such seat."""

    before: Phase
    kind: DeclarationKind
    about: str


def read_gates(top: Table) -> tuple[DeclaredGate, ...]:
    gates = tuple(_gate(row) for row in top.tables("gates"))
    top.said_once("gates", gates)
    return gates


def _gate(row: Table) -> DeclaredGate:
    row.only("before", "declaration", "about", later=_LATER)
    return DeclaredGate(
        before=Phase(row.choice("before", _PHASES)),
        kind=DeclarationKind(row.choice("declaration", tuple(DeclarationKind))),
        about=row.choice("about", SUBJECTS, later=_ABOUT_LATER),
    )
