"""What no approach file may say, whoever adds it: each with its sentence and where that stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind as Kind
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.constitution.tables import Reading
from gedragen.method.phases import ROAD, Phase

# A key, and what to write there instead.
Break = tuple[str, str]


@dataclass(frozen=True)
class Never:
    """One sentence that holds in every approach. `source`: who says so.

    `breaks`: where a file says otherwise. Without it no key of a file can: `held_by` names what holds it.
    `reads`: the keys that it judges; as long as one of them is wrong in itself it is not judged.
    """

    sentence: str
    source: str
    reads: tuple[str, ...] = ()
    breaks: Callable[[Approach], Iterator[Break]] | None = None
    held_by: str = ""


def check_never(approach: Approach, reading: Reading) -> None:
    """Note each place where this approach says what none may say."""
    judged = [one for one in NEVER if reading.is_sound(*one.reads)]
    for one in judged:
        for path, mend in one.breaks(approach) if one.breaks is not None else ():
            reading.note(path, f"{mend}. {one.sentence}")


def _guides_or_limits(approach: Approach) -> Iterator[Break]:
    for role in ("facilitator", "authority"):
        if role in approach.decide_by_default:
            yield "seats.decide", f"leave out {role!r}"


def _stands_beside(approach: Approach) -> Iterator[Break]:
    if "advocate" in approach.decide_by_default:
        yield "seats.decide", "leave out 'advocate'"


def _people_say_yes(approach: Approach) -> Iterator[Break]:
    if "participant" not in approach.decide_by_default:
        yield "seats.decide", "add 'participant'"


def _limits_first(approach: Approach) -> Iterator[Break]:
    stands = any(
        (gate.kind, gate.before, gate.about) == (Kind.PROMISE, Phase.PREPARING, "case") for gate in approach.gates
    )
    if not stands:
        yield "gates", "add a gate before 'preparing' with the declaration 'promise' about 'case'"


def _public(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        if room.public and not approach.is_open:
            yield f"{path}.public", "write false: this approach is not open"
        elif room.public and room.key not in ("open", "plan"):
            yield f"{path}.public", "write false; only 'open' and 'plan' may be public"


def _named_by_themselves(approach: Approach) -> Iterator[Break]:
    if approach.self_nomination and not approach.is_open:
        yield "self_nomination", "leave it out: this approach is not open"


def _open_is_open(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        if room.key == "open" and approach.is_open and not room.public:
            yield f"{path}.public", "write true, or open = false above"


def _closed_circle(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        if room.closed and not (room.circles and room.circles <= {"person", "network"}):
            yield f"{path}.circles", 'write ["person"], ["network"] or both'


def _invited(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        if room.invited and room.key != "open":
            yield f"{path}.invited", "leave it out; only 'open' may be read by who was invited"


def _own_words(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        if not room.own:
            yield f"{path}.own", "write true"


_ALL = frozenset({"participant", "facilitator", "authority", "professional", "advocate", "main_person", "decider"})
_PEOPLE = frozenset({"participant", "facilitator", "advocate", "main_person", "decider"})
# Of each room: who must be among its readers, and who may be.
_READERS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "open": (frozenset({"participant", "facilitator", "authority", "professional", "advocate"}), _ALL),
    "plan": (frozenset({"participant", "facilitator"}), _ALL),
    "information": (frozenset({"participant", "facilitator", "professional"}), _PEOPLE | {"professional"}),
    "circle": (frozenset({"participant", "facilitator"}), _PEOPLE),
    "closed": (frozenset({"participant"}), frozenset({"participant", "advocate"})),
    "counsel": (frozenset({"facilitator", "main_person"}), frozenset({"facilitator", "main_person"})),
    "private": (frozenset({"facilitator"}), frozenset({"facilitator"})),
    "ballot": (frozenset(), frozenset()),
}


def _must_read(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        for reader in sorted(_READERS[room.key][0] - room.readers) if not room.public else ():
            yield f"{path}.readers", f"add {reader!r}"


def _may_read(*rooms: str) -> Callable[[Approach], Iterator[Break]]:
    def breaks(approach: Approach) -> Iterator[Break]:
        for path, room in _rooms(approach):
            for reader in sorted(room.readers - _READERS[room.key][1]) if room.key in rooms else ():
                yield f"{path}.readers", f"leave out {reader!r}"

    return breaks


def _signers_read(approach: Approach) -> Iterator[Break]:
    for number, paper in enumerate(approach.documents, 1):
        room = approach.rooms.get(paper.room)
        if room is None or room.public:
            continue
        signs = set(paper.signers.roles) | (approach.decide_by_default if paper.signers.deciders else set())
        if paper.signers.deciders and approach.circle_is_chosen:
            # The main person may give others a say.
            signs.add("decider")
        for reader in sorted(signs - room.readers):
            yield f"documents[{number}].room", f"choose a room that {reader!r} reads: they sign what lies there"
        if room.circles:
            yield f"documents[{number}].room", "choose a room that every circle reads"


# About whom a declaration is made, and before which phases that can be done in time.
_CAN_BE_DECLARED: Mapping[Kind, tuple[str, tuple[Phase, ...]]] = {
    Kind.INDEPENDENCE: ("every-facilitator", (Phase.PREPARING, Phase.DECIDING, Phase.CARRYING_OUT)),
    Kind.ACCEPTS_FACILITATOR: ("every-main-person", (Phase.PREPARING,)),
    Kind.PROMISE: ("case", (Phase.PREPARING,)),
    Kind.PREPARATION: ("every-decider", (Phase.DECIDING, Phase.CARRYING_OUT)),
    Kind.SAFETY_NET: ("case", (Phase.CARRYING_OUT,)),
    Kind.RESOURCES: ("case", (Phase.CARRYING_OUT,)),
    Kind.WHO_CHECKS: ("case", (Phase.CARRYING_OUT,)),
}

# What is declared in words waits for a stage in which these rooms are open.
_WRITTEN_IN: Mapping[Kind, str] = {
    Kind.PROMISE: "open",
    **dict.fromkeys((Kind.SAFETY_NET, Kind.RESOURCES, Kind.WHO_CHECKS), "plan"),
}


def _can_be_left(approach: Approach) -> Iterator[Break]:
    for number, gate in enumerate(approach.gates, 1):
        path = f"gates[{number}]"
        if gate.kind not in _CAN_BE_DECLARED:
            yield f"{path}.declaration", f"leave this gate out: {gate.kind.value!r} is declared where it is so"
            continue
        about, phases = _CAN_BE_DECLARED[gate.kind]
        if gate.about != about:
            yield f"{path}.about", f"write {about!r}: about others nobody can declare {gate.kind.value!r}"
        if _asked_in_time_for(gate.before, approach) not in phases:
            names = " or ".join(repr(phase.value) for phase in phases)
            yield f"{path}.before", f"write {names}: otherwise nobody can declare {gate.kind.value!r} in time"
        elif not _is_open_in_time(gate, approach):
            yield f"{path}.before", f"open the room {_WRITTEN_IN[gate.kind]!r} in a stage before {gate.before!r}"


def _asked_in_time_for(before: str, approach: Approach) -> str:
    """A stage comes later than the beginning of its phase: what is asked there can be declared in that phase."""
    stage = next((one for one in approach.stages if one.key == before), None)
    return before if stage is None else ROAD[min(ROAD.index(stage.phase) + 1, len(ROAD) - 1)]


def _is_open_in_time(gate: DeclaredGate, approach: Approach) -> bool:
    keys = [stage.key for stage in approach.stages]
    if gate.kind not in _WRITTEN_IN or gate.before not in keys:
        return True
    earlier = approach.stages[: keys.index(gate.before)]
    phase = approach.stages[keys.index(gate.before)].phase
    return any(_WRITTEN_IN[gate.kind] in stage.rooms for stage in earlier if stage.phase is phase)


def _rooms(approach: Approach) -> Iterator[tuple[str, RoomRule]]:
    """Each room with its path: they stand in the order of the file."""
    for number, room in enumerate(approach.rooms.values(), 1):
        yield f"rooms[{number}]", room


NEVER: tuple[Never, ...] = (
    Never(
        "Who guides the conversation or sets the limits never decides.",
        "https://www.samenbesluiten.nl/over-ons; https://www.eigen-kracht.nl (no stake in outcome or content)",
        ("seats.decide",),
        _guides_or_limits,
    ),
    Never(
        "Who stands beside somebody speaks for them, and never decides in their place.",
        "adultfgc.com, stage 2 (supporter or advocate)",
        ("seats.decide",),
        _stands_beside,
    ),
    Never(
        "Nothing passes without a yes of the people it is about.",
        "https://www.samenbesluiten.nl/over-ons (nothing enters the plan that not everyone agrees with)",
        ("seats.decide",),
        _people_say_yes,
    ),
    Never(
        "Limits stand before deciding, where there are any, and who has the mandate stands behind them.",
        "the slides of De Nieuwe Route (the authority sets the frame); https://www.samenbesluiten.nl/over-ons",
        ("gates[]",),
        _limits_first,
    ),
    Never(
        "What is closed has no public reader, and of what is open anyone reads the question, the limits and the plan.",
        "our reading: decision 10, closed time",
        ("rooms[]", "open"),
        _public,
    ),
    Never(
        "Of what is closed nobody outside hears, so nobody asks by themselves to come in.",
        "our reading: decision 10, closed time",
        ("self_nomination", "open"),
        _named_by_themselves,
    ),
    Never(
        "What is called open can be read by anyone.",
        "our reading: anyone can check (decision 1)",
        ("rooms[]", "open"),
        _open_is_open,
    ),
    Never(
        "Closed time is for the family and the people close to them, and for nobody outside their circle.",
        "adultfgc.com, stage 3 (private time; coordinator and professionals out)",
        ("rooms[]",),
        _closed_circle,
    ),
    Never(
        "Who has the power to decide otherwise, guides, or helps by profession is not in closed time.",
        "adultfgc.com, stage 3 (private time; coordinator and professionals out)",
        ("rooms[]",),
        _may_read("closed"),
    ),
    Never(
        "Who sets the limits follows how it goes, and not what people say to each other.",
        "the slides of De Nieuwe Route (control the process, facilitate it)",
        ("rooms[]",),
        _may_read("circle", "information"),
    ),
    Never(
        "What somebody writes to the facilitator, to the main person or in an open round is read by nobody else.",
        "our reading: decision 5; a running result counts as content",
        ("rooms[]",),
        _may_read("private", "counsel", "ballot"),
    ),
    Never(
        "Who takes part reads what they take part in.",
        "https://www.samenbesluiten.nl/over-ons (participants decide with all information)",
        ("rooms[]",),
        _must_read,
    ),
    Never(
        "Who has not said yes to taking part reads the question, the limits and the promise, and nothing else.",
        "our reading: naming and inviting bind nobody",
        ("rooms[]",),
        _invited,
    ),
    Never(
        "Whoever signs reads what they sign. Who guides, or speaks for somebody, signs nothing.",
        "our reading: nobody is bound unasked",
        ("documents[]", "rooms[]", "seats"),
        _signers_read,
    ),
    Never(
        "Everybody reads their own words.",
        "GDPR, article 15",
        ("rooms[]",),
        _own_words,
    ),
    Never(
        "Every stage can be left: nothing is asked that nobody can give.",
        "the slides of De Nieuwe Route (a way to a carried plan), our reading",
        ("gates[]", "stages"),
        _can_be_left,
    ),
    Never(
        "Nobody is bound unasked, and no task lives without its owner's own yes.",
        "the slides of De Nieuwe Route (not a duty to help but a right to co-decide)",
        held_by="method/consent.py and method/tasks.py",
    ),
    Never(
        "Leaving is always possible.",
        "https://iirp.edu/k8qr (free to leave at any time)",
        held_by="access/doing.py: Action.DECLINE in every phase",
    ),
)
