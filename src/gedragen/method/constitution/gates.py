"""What is still missing before a case may move on. Each gate is a code; the pages say it in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemState
from gedragen.method.opposition.sides import AT_LEAST, SideFacts, lack
from gedragen.method.phases import ROAD, Phase


@dataclass(frozen=True)
class Subject:
    """What a declaration is about: a seat by its number, a side, or neither: the whole case."""

    seat: int | None = None
    side: str = ""


@dataclass(frozen=True)
class Facts:
    """What a gate may look at: counts and seat numbers, never a text.

    `not_declared`: of what is declared about everybody who decides, the seats about which it is not yet.
    `sides`: how many take part of each; `without_side`: who decides, and is on none.
    `lacking`: of each declaration of the approach's own, about whom or what it was not made yet.
    `own_sides`: those of the situation; None where they are not asked. `views_unheard`: nobody said what came of them.
    `not_shared`: who was asked for something of which they may not read what it is part of.
    `stages_to_come`: what must be entered before the next phase, by its place in the text.
    """

    level: Level | None = None
    footing: Footing | None = None
    frames: int = 0
    only_the_law: bool = False
    people_decide: bool = True
    promise_written: bool = False
    promise_needs_name_for_silence: bool = False
    people: int = 0
    declared: frozenset[tuple[str, int | None]] = frozenset()
    facilitators: frozenset[int] = frozenset()
    main_persons: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    deciders: int = 0
    sides: Mapping[str, int] = field(default_factory=dict)
    without_side: frozenset[int] = frozenset()
    not_declared: Mapping[str, Sequence[int]] = field(default_factory=dict)
    lacking: Mapping[str, Sequence[Subject]] = field(default_factory=dict)
    open_nominations: frozenset[int] = frozenset()
    open_questions: frozenset[int] = frozenset()
    opposing_views: int = 0
    views_unanswered: int = 0
    views_unheard: int = 0
    own_sides: Sequence[SideFacts] | None = None
    items: dict[int, ItemState] = field(default_factory=dict)
    stages_to_come: tuple[int, ...] = ()
    not_shared: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Missing:
    """One thing that is still needed; `about` is the number of the seat, question or item it is about.

    `declaration`: which one of the approach's own, and `side` about which side.
    """

    code: str
    about: int | None = None
    declaration: str = ""
    side: str = ""


def missing(phase: Phase, facts: Facts, approach: Approach | None) -> tuple[Missing, ...]:
    """What keeps a case in `phase`, in the order in which it is best mended."""
    find = {
        Phase.STARTING: _before_preparing,
        Phase.PREPARING: _before_deciding,
        Phase.DECIDING: _before_test,
        Phase.CARRYING_OUT: lambda *_: iter(()),
    }[phase]
    return (*find(facts, approach), *(Missing("stage", place) for place in facts.stages_to_come))


def missing_before(stage: str, facts: Facts, approach: Approach) -> tuple[Missing, ...]:
    """What keeps a case from entering this stage of its phase."""
    return tuple(_declared(stage, facts, approach))


def _before_preparing(facts: Facts, approach: Approach | None) -> Iterator[Missing]:
    if facts.level is None:
        yield Missing("level")
    if approach is None:
        yield Missing("approach")
        return
    if approach.main_person_required and not facts.main_persons:
        yield Missing("main-person")
    if approach.asks_footing and facts.footing is None:
        yield Missing("footing")
    if approach.anyone_before_frames:
        yield from _sides(facts, approach)
    if _is_under_the_law_alone(facts, approach):
        yield from _law_alone_agreed(facts)
    else:
        yield from _frames_and_promise(facts, approach)
    yield from _declared(Phase.PREPARING, facts, approach)


def _is_under_the_law_alone(facts: Facts, approach: Approach) -> bool:
    """Nobody is over these people: then nobody sets frames, and nobody needs to promise anything."""
    return approach.only_the_law and facts.only_the_law


def _law_alone_agreed(facts: Facts) -> Iterator[Missing]:
    for about in sorted(facts.main_persons):
        if (DeclarationKind.ONLY_THE_LAW, about) not in facts.declared:
            yield Missing(declared_code(DeclarationKind.ONLY_THE_LAW), about)


def _frames_and_promise(facts: Facts, approach: Approach) -> Iterator[Missing]:
    if approach.authority_required and not facts.authorities:
        yield Missing("authority")
    if not facts.frames:
        yield Missing("frames")
    if not facts.promise_written:
        yield Missing("promise")
    if facts.promise_needs_name_for_silence:
        yield Missing("promise-silence")


def _before_deciding(facts: Facts, approach: Approach | None) -> Iterator[Missing]:
    if approach is None:
        yield Missing("approach")
        return
    if facts.deciders < approach.minimum_deciders:
        yield Missing("deciders", approach.minimum_deciders)
    yield from _sides(facts, approach)
    yield from _declared(Phase.DECIDING, facts, approach)
    for number in sorted(facts.open_nominations):
        yield Missing("nomination", number)
    for number in sorted(facts.open_questions):
        yield Missing("question", number)
    yield from _opposition(facts)


def _opposition(facts: Facts) -> Iterator[Missing]:
    """In a conflict each side was heard; where no sides are asked: somebody brought another view, or why nobody did."""
    if facts.level is not Level.CONFLICT:
        return
    if facts.own_sides is not None:
        yield from _own_sides(facts.own_sides)
    elif not facts.opposing_views and (DeclarationKind.OPPOSITION_EXCEPTION, None) not in facts.declared:
        yield Missing("opposing-views")
    if facts.views_unanswered:
        yield Missing("views-unanswered")
    if facts.own_sides is not None and facts.views_unheard:
        yield Missing("views-unheard")


def _own_sides(sides: Sequence[SideFacts]) -> Iterator[Missing]:
    if len(sides) < AT_LEAST:
        yield Missing("sides")
    for side in sides:
        lacks = lack(side)
        if lacks is not None:
            yield Missing(lacks.value, side.number)


def _sides(facts: Facts, approach: Approach) -> Iterator[Missing]:
    for number in sorted(facts.without_side) if approach.sides else ():
        yield Missing("side", number)
    for side in approach.sides:
        if side.required and facts.sides.get(side.key, 0) < side.minimum:
            yield Missing("side-missing", side.minimum, side=side.key)


def _before_test(facts: Facts, approach: Approach | None) -> Iterator[Missing]:
    standing = {n: state for n, state in facts.items.items() if state is not ItemState.DROPPED}
    if not standing:
        yield Missing("items")
    for number, state in sorted(standing.items()):
        # Below the fifth rung the items are advice: nobody was asked for consent, so none can pass.
        if state is not ItemState.PASSED and facts.people_decide:
            yield Missing(f"item-{state.value.replace('_', '-')}", number)
    # Also where the level was raised after deciding had begun.
    yield from _opposition(facts)
    for number in sorted(facts.not_shared):
        yield Missing("plan-not-shared", number)
    if approach is not None:
        yield from _declared(Phase.CARRYING_OUT, facts, approach)


def _declared(before: str, facts: Facts, approach: Approach) -> Iterator[Missing]:
    for gate in asked_gates(before, approach, level=facts.level, people=facts.people):
        if gate.kind in approach.declarations:
            lacking = facts.lacking.get(gate.kind, ())
            yield from (Missing("declaration", one.seat, gate.kind, one.side) for one in lacking)
            continue
        # Nobody can stand for a promise that is not there.
        if gate.kind == DeclarationKind.PROMISE and not facts.promise_written:
            continue
        for about in _lacking(gate, facts):
            yield Missing(declared_code(gate.kind), about)


def asked_gates(before: str, approach: Approach, *, level: Level | None, people: int) -> tuple[DeclaredGate, ...]:
    """What must have been declared before this phase or stage begins, with so many who decide at this level."""
    here = _place(before, approach)
    return tuple(
        gate
        for gate in approach.gates
        if gate.asked_from.is_reached(level, people)
        and (
            gate.before == before
            or (approach.declaration(gate.kind).holds_on and _place(gate.before, approach) <= here)
        )
    )


def _holds_on(gate: DeclaredGate, approach: Approach) -> bool:
    return approach.declaration(gate.kind).holds_on


def _place(before: str, approach: Approach) -> tuple[int, int]:
    """Where on the road something begins: a phase, and within it the stages that come after its first."""
    if before in ROAD:
        return ROAD.index(Phase(before)), -1
    place = next(place for place, stage in enumerate(approach.stages) if stage.key == before)
    return ROAD.index(approach.stages[place].phase), place


def declared_code(kind: str) -> str:
    """What a missing declaration is called. A promise lacks two things in turn: its text, and who stands for it."""
    return "promise-confirmed" if kind == DeclarationKind.PROMISE else kind.replace("_", "-")


def _lacking(gate: DeclaredGate, facts: Facts) -> Sequence[int | None]:
    """About what or whom it was not declared yet."""
    if gate.about == "every-decider":
        return sorted(facts.not_declared.get(gate.kind, ()))
    subjects: dict[str, Sequence[int | None]] = {
        "case": [None],
        "every-facilitator": sorted(facts.facilitators),
        "every-main-person": sorted(facts.main_persons),
    }
    return [about for about in subjects[gate.about] if (gate.kind, about) not in facts.declared]
