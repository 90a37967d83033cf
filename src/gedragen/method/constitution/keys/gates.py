"""The gates of an approach: what must have been declared before a phase begins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.asked_from import ALWAYS, KEYS, AskedFrom, asked_from, refuse_idle
from gedragen.method.constitution.keys.declarations import DeclarationRule, shared_declarations
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Phase

SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")

_LATER = ("by", "text_required", "withdraw", "words")
_ABOUT_LATER = ("every-side", "every-seat", "every-child")


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, a phase or a stage, this must have been declared about the case or each such subject.

    `asked_from`: with less tension or fewer who decide it is offered, and nothing waits for it.
    """

    before: str
    kind: str
    about: str
    asked_from: AskedFrom = ALWAYS


def read_gates(
    top: Table, declarations: Mapping[str, DeclarationRule], stages: Sequence[Stage], levels: Collection[Level]
) -> tuple[DeclaredGate, ...]:
    """`declarations`: the approach's own, beside those that all share."""
    rules = {**shared_declarations(), **declarations}
    # A phase begins in its first stage: what is needed for that is needed for the phase.
    keys = [stage.key for number, stage in enumerate(stages) if stage.phase in [one.phase for one in stages[:number]]]
    before = (*Phase, *(keys if top.reading.format >= 2 else ()))
    first = {stage.key: stage.phase for stage in stages if stage.key not in (*keys, *Phase)}
    gates = tuple(_gate(row, _before(row, before, first), rules, declarations) for row in top.tables("gates"))
    top.said_once("gates", [(gate.before, gate.kind, gate.about) for gate in gates])
    if top.reading.is_sound("gates", "declarations"):
        for number, key in enumerate(declarations, 1):
            if key not in [gate.kind for gate in gates]:
                top.refuse(f"declarations[{number}]", f"ask for {key!r} in [[gates]], or leave it out")
    refuse_idle(top, "gates", [gate.asked_from for gate in gates], levels)
    return gates


def _before(row: Table, before: tuple[str, ...], first: Mapping[str, Phase]) -> str:
    """`first`: the stages in which a phase begins, with that phase."""
    value = row.values.get("before")
    phase = first.get(value) if isinstance(value, str) and row.reading.format >= 2 else None
    if phase is None:
        return row.choice("before", before)
    row.wrong("before", f"{value!r} is the first stage of {phase.value!r}: write before = {phase.value!r}")
    return phase


def _gate(
    row: Table,
    before: str,
    rules: Mapping[str, DeclarationRule],
    own: Mapping[str, DeclarationRule],
) -> DeclaredGate:
    row.only("before", "declaration", "about", later=_LATER, since_2=KEYS)
    kind = row.choice("declaration", (*DeclarationKind, *own))
    return DeclaredGate(
        before=before,
        kind=kind,
        about=_about(row, rules[kind], is_own=kind in own),
        asked_from=asked_from(row),
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
