"""What no approach file may say, whoever adds it: each with its sentence and where that stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind as Kind
from gedragen.method.constitution.keys.declarations import DeclarationRule
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.constitution.tables import Reading
from gedragen.method.phases import ROAD, Phase, has_reached

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


def _readers(room: RoomRule) -> tuple[frozenset[str], frozenset[str]]:
    """Of a room: who must be among its readers, and who may be. What people say to each other lies in own ones."""
    return _READERS.get(room.key, (frozenset({"participant"}) if room.per_side else frozenset(), _PEOPLE))


def _must_read(approach: Approach) -> Iterator[Break]:
    for path, room in _rooms(approach):
        for reader in sorted(_readers(room)[0] - room.readers) if not room.public else ():
            yield f"{path}.readers", f"add {reader!r}"


def _may_read(*rooms: str) -> Callable[[Approach], Iterator[Break]]:
    def breaks(approach: Approach) -> Iterator[Break]:
        for path, room in _rooms(approach):
            is_judged = room.key in rooms or (room.is_own and "circle" in rooms)
            for reader in sorted(room.readers - _readers(room)[1]) if is_judged else ():
                yield f"{path}.readers", f"leave out {reader!r}"

    return breaks


def _signers_read(approach: Approach) -> Iterator[Break]:
    for number, paper in enumerate(approach.documents, 1):
        room = approach.rooms.get(paper.room)
        if room is None or room.public:
            continue
        signs = set(paper.signers.roles) | (approach.decide_by_default if paper.signers.deciders else set())
        if paper.signers.sides or paper.signers.main_person:
            signs.add("participant")
        if paper.signers.deciders and approach.circle_is_chosen:
            # The main person may give others a say.
            signs.add("decider")
        for reader in sorted(signs - room.at_once):
            yield f"documents[{number}].room", f"choose a room that {reader!r} reads: they sign what lies there"
        if room.circles:
            yield f"documents[{number}].room", "choose a room that every circle reads"


def _advice_holds_nothing_up(approach: Approach) -> Iterator[Break]:
    for number, paper in enumerate(approach.documents, 1):
        if paper.signers.deciders and approach.advises:
            yield f"documents[{number}].signed_by", "write 'main_person' or a list of roles: others advise here"


def _can_be_written(approach: Approach) -> Iterator[Break]:
    for number, paper in enumerate(approach.documents, 1):
        opens = any(has_reached(one.phase, paper.phase) and paper.room in one.rooms for one in approach.stages)
        if paper.is_own and not opens:
            yield (
                f"documents[{number}].room",
                f"no stage opens {paper.room!r} from {paper.phase.value!r} on: name it in one",
            )


# Before which phases what all approaches share can be declared in time.
_IN_TIME: Mapping[str, tuple[Phase, ...]] = {
    Kind.INDEPENDENCE: (Phase.PREPARING, Phase.DECIDING, Phase.CARRYING_OUT),
    Kind.ACCEPTS_FACILITATOR: (Phase.PREPARING,),
    Kind.PROMISE: (Phase.PREPARING,),
    Kind.PREPARATION: (Phase.DECIDING, Phase.CARRYING_OUT),
    Kind.SAFETY_NET: (Phase.CARRYING_OUT,),
    Kind.RESOURCES: (Phase.CARRYING_OUT,),
    Kind.WHO_CHECKS: (Phase.CARRYING_OUT,),
}

# What is declared in words waits for a stage in which these rooms are open.
_WRITTEN_IN: Mapping[str, str] = {
    Kind.PROMISE: "open",
    **dict.fromkeys((Kind.SAFETY_NET, Kind.RESOURCES, Kind.WHO_CHECKS), "plan"),
}


def _can_be_left(approach: Approach) -> Iterator[Break]:
    for number, gate in enumerate(approach.gates, 1):
        path = f"gates[{number}]"
        if gate.kind not in (*_IN_TIME, *approach.declarations):
            yield f"{path}.declaration", f"leave this gate out: {gate.kind!r} is declared where it is so"
            continue
        rule = approach.declaration(gate.kind)
        if gate.about != rule.about:
            yield f"{path}.about", f"write {rule.about!r}: about others nobody can declare {gate.kind!r}"
        phases = _IN_TIME.get(gate.kind) or _in_time(rule, approach)
        if _asked_in_time_for(gate.before, approach) not in phases:
            names = " or ".join(repr(phase.value) for phase in phases)
            yield f"{path}.before", f"write {names}: otherwise nobody can declare {gate.kind!r} in time"
        elif not _is_open_in_time(gate, approach):
            yield f"{path}.before", f"open the room {_room_of(rule)!r} in a stage before {gate.before!r}"


def _in_time(rule: DeclarationRule, approach: Approach) -> tuple[Phase, ...]:
    """Somebody must be in to say it. Who informs or stands beside somebody comes in after the first step, or before."""
    comes_later = rule.by in ("professional", "advocate") and not approach.anyone_before_frames
    return ROAD[2:] if comes_later else ROAD[1:]


def _asked_in_time_for(before: str, approach: Approach) -> str:
    """A stage comes later than the beginning of its phase: what is asked there can be declared in that phase."""
    stage = next((one for one in approach.stages if one.key == before), None)
    return before if stage is None else ROAD[min(ROAD.index(stage.phase) + 1, len(ROAD) - 1)]


def _room_of(rule: DeclarationRule) -> str:
    """Where its words are written, if it has any: that waits for a stage in which the room is open."""
    return _WRITTEN_IN.get(rule.key, "") if rule.key in tuple(Kind) else rule.room if rule.text != "none" else ""


def _is_open_in_time(gate: DeclaredGate, approach: Approach) -> bool:
    room, keys = _room_of(approach.declaration(gate.kind)), [stage.key for stage in approach.stages]
    if not room or not approach.stages_bind:
        return True
    if gate.before not in keys:
        # Before a phase begins, any stage of the ones before it will do.
        ahead = [stage for stage in approach.stages if ROAD.index(stage.phase) < ROAD.index(Phase(gate.before))]
        return gate.kind in tuple(Kind) or any(room in stage.rooms for stage in ahead)
    earlier = approach.stages[: keys.index(gate.before)]
    phase = approach.stages[keys.index(gate.before)].phase
    return any(room in stage.rooms for stage in earlier if stage.phase is phase)


def _somebody_says_it(approach: Approach) -> Iterator[Break]:
    for number, rule in enumerate(approach.declarations.values(), 1):
        if rule.by == "advocate" and not approach.advocates:
            yield f"declarations[{number}].by", "name somebody else, or write advocates = true under [seats]"
        if rule.about == "every-child" and not approach.advocates:
            yield f"declarations[{number}].about", "leave it out, or write advocates = true under [seats]"
        if rule.by in ("self", "advocate") and rule.about == "every-facilitator":
            yield f"declarations[{number}].about", "ask for the declaration 'independence' instead"


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
        "Where whom it is about decides, what others say is advice, and holds nothing up.",
        "our reading: the main person decides, and who carries something says yes to their own part",
        ("documents[]", "decides"),
        _advice_holds_nothing_up,
    ),
    Never(
        "A paper that is asked for can be written.",
        "our reading: nothing is asked that nobody can give",
        ("documents[]", "stages[]", "rooms[]"),
        _can_be_written,
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
        "Nobody is asked for what no seat can say.",
        "the slides of De Nieuwe Route (a way to a carried plan), our reading",
        ("declarations[]", "seats"),
        _somebody_says_it,
    ),
    Never(
        "Nobody is bound unasked, and no task lives without its owner's own yes.",
        "the slides of De Nieuwe Route (not a duty to help but a right to co-decide)",
        held_by="method/consent.py and method/tasks.py",
    ),
    Never(
        "Leaving is always possible.",
        "https://iirp.edu/k8qr (free to leave at any time)",
        held_by="access/doing.py: Action.DECLINE in every phase, and Action.STOP_BY_LEAVING where that ends it",
    ),
)
