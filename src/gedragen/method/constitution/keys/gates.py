"""The gates of an approach: what must have been declared before a phase begins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.declarations import DeclarationRule, shared_declarations
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.levels import ORDER, Level
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")

_LEVELS = tuple(Level)
_SINCE_2 = ("from_level", "from_people")
_LATER = ("by", "text_required", "withdraw", "words")
_ABOUT_LATER = ("every-side", "every-seat", "every-child")


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, a phase or a stage, this must have been declared about the case or each such subject.

    `from_level`, `from_people`: with less tension or fewer who decide it is offered, and nothing waits for it.
    """

    before: str
    kind: str
    about: str
    from_level: Level | None = None
    from_people: int = 0

    def is_asked(self, level: Level | None, people: int) -> bool:
        is_level = self.from_level is None or _rank(level) >= _rank(self.from_level)
        return is_level and people >= self.from_people


def _rank(level: Level | None) -> int:
    return ORDER.index(level) if level is not None else -1


def read_gates(
    top: Table, declarations: Mapping[str, DeclarationRule], stages: Sequence[Stage], levels: Collection[Level]
) -> tuple[DeclaredGate, ...]:
    """`declarations`: the approach's own, beside those that all share."""
    rules = {**shared_declarations(), **declarations}
    # A phase begins in its first stage: what is needed for that is needed for the phase.
    keys = [stage.key for number, stage in enumerate(stages) if stage.phase in [one.phase for one in stages[:number]]]
    before = (*Phase, *(keys if top.reading.format >= 2 else ()))
    gates = tuple(_gate(row, before, rules, declarations) for row in top.tables("gates"))
    top.said_once("gates", [(gate.before, gate.kind, gate.about) for gate in gates])
    if top.reading.is_sound("gates", "declarations"):
        for number, key in enumerate(declarations, 1):
            if key not in [gate.kind for gate in gates]:
                top.refuse(f"declarations[{number}]", f"ask for {key!r} in [[gates]], or leave it out")
    if top.reading.is_sound("gates", "levels"):
        for number, gate in enumerate(gates, 1):
            if gate.from_level is not None and gate.from_level not in sorted(levels, key=_rank)[1:]:
                top.refuse(f"gates[{number}].from_level", "name a level of this approach that is not its lowest")
    return gates


def _gate(
    row: Table,
    before: tuple[str, ...],
    rules: Mapping[str, DeclarationRule],
    own: Mapping[str, DeclarationRule],
) -> DeclaredGate:
    row.only("before", "declaration", "about", later=_LATER, since_2=_SINCE_2)
    kind = row.choice("declaration", (*DeclarationKind, *own))
    return DeclaredGate(
        before=row.choice("before", before),
        kind=kind,
        about=_about(row, rules[kind], is_own=kind in own),
        from_level=Level(row.choice("from_level", _LEVELS)) if "from_level" in row.values else None,
        from_people=row.number("from_people") if "from_people" in row.values else 0,
    )


def _about(row: Table, rule: DeclarationRule, *, is_own: bool) -> str:
    """What a declaration is about stands with it; a file of format 1 says it again."""
    if row.reading.format >= 2 and "about" not in row.values:
        return rule.about
    if not is_own:
        return row.choice("about", SUBJECTS, later=_ABOUT_LATER)
    if row.line("about") != rule.about:
        row.refuse("about", f"leave it out: {rule.key!r} says itself that it is about {rule.about!r}")
    return rule.about
