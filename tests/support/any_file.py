"""Approach files that somebody might write: one of ours with some of its values changed, taken away or doubled."""

import json
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from hypothesis import strategies as st

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.files import SHIPPED
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.declarations import ABOUT, BY, TakenBack
from gedragen.method.constitution.keys.rooms import CIRCLES, READERS, ROLES, ROOMS
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import CHOICES
from gedragen.method.phases import Ending, Phase

# Our files as they stood in format 1.
OF_FORMAT_1 = SHIPPED.parents[1] / "cases" / "migrations" / "texts_of_0006"

Place = tuple[str | int, ...]

SOME_READERS = st.lists(st.sampled_from(READERS), max_size=5, unique=True)
PHASES = st.sampled_from([phase.value for phase in Phase])
FLAGS = st.booleans()
SOMEBODY = st.lists(st.sampled_from(ROLES), max_size=5, unique=True)
NUMBERS = st.sampled_from([1, 2, 3, 7, 14, 60, 1000])
# What stands under a key, whichever table it is in. Anything may stand under any key, but seldom.
LIKELY: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "readers": SOME_READERS,
    "circles": st.lists(st.sampled_from(CIRCLES), max_size=3, unique=True),
    "public": FLAGS,
    "own": FLAGS,
    "invited": FLAGS,
    "closed": FLAGS,
    "from": st.sampled_from(["asking", "agreeing", "rounds", "doing"]),
    "authority_from": st.sampled_from(["frame_test"]),
    "kept": st.sampled_from(["participants", "nobody_after_close"]),
    "open": FLAGS,
    "only_the_law": FLAGS,
    "asks_footing": FLAGS,
    "safety_names_authority": FLAGS,
    "advocates": FLAGS,
    "decide": st.lists(st.sampled_from(ROLES), max_size=3, unique=True),
    "main_person": st.sampled_from(["required", "optional"]),
    "authority": st.sampled_from(["required", "optional"]),
    "main_person_chooses": st.lists(st.sampled_from(CHOICES), max_size=3, unique=True),
    "endings": st.lists(st.sampled_from([one.value for one in Ending if one.is_early]), max_size=2, unique=True),
    "rooms": st.lists(st.sampled_from(ROOMS), max_size=7, unique=True),
    "phase": PHASES,
    "before": PHASES,
    "declaration": st.sampled_from([kind.value for kind in DeclarationKind]),
    "about": st.sampled_from(ABOUT),
    "minimum_deciders": st.sampled_from([1, 2, 3, 4, 40]),
    **dict.fromkeys(("days", "extra_days", "information_days", "call_weeks", "review_days"), NUMBERS),
    "hard_question_month": st.sampled_from([3, 6, 12]),
    "by": st.sampled_from(BY),
    "withdraw": st.sampled_from(tuple(TakenBack)),
    "rule": st.sampled_from(["consent", "parties", "main_person"]),
    "professionals": st.sampled_from(["no", "for_their_part", "when_asked"]),
    "allowed": st.lists(st.sampled_from([one.value for one in Footing]), min_size=1, max_size=2, unique=True),
    "others_before_frames": st.sampled_from(["nobody", "anyone", "core_group"]),
    "incomplete": FLAGS,
    "self_nomination": FLAGS,
    "in_organisation": FLAGS,
    "starts_at": st.sampled_from(["question-brought", "opened", "frozen", "deciding", "carrying_out", "birth"]),
    "who": st.lists(st.sampled_from(ROLES), max_size=3, unique=True),
    "weeks": NUMBERS,
    "working_days": NUMBERS,
    "same_day": FLAGS,
    "setting": st.sampled_from(["decision", "answer"]),
    "kind": st.sampled_from(["legal", "practice", "setting", "text", "date"]),
    "signed_by": st.sampled_from(
        ["every-decider", "every-side", "main_person", ["participant"], ["authority"], ["facilitator"]]
    ),
    "binding": st.sampled_from(["when_signed", "no"]),
    "room": st.sampled_from(["open", "plan", "circle", "information", "private"]),
    "note": FLAGS,
    **dict.fromkeys(("quiet", "stops"), FLAGS),
    **dict.fromkeys(("present", "leaves"), SOMEBODY),
    "to": st.sampled_from(["all", *ROLES, "harmed"]),
    "keeper": st.sampled_from(["circle", "facilitator"]),
    "dates": st.sampled_from(["agreed", "counted"]),
    **dict.fromkeys(("separate", "per_side", "closed_time"), FLAGS),
    "from_level": st.sampled_from([level.value for level in Level]),
    "from_people": st.sampled_from([1, 2, 3, 40]),
}
ANYTHING = st.sampled_from([None, 0, -1, 2**53, 1.5, True, "", " ", "open", "\x00", [], ["x", ["y"]], {}, {"nl": 1}])
GONE = object()


def said(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} (en)"}


OWN_WORDS = ("asked", "button", "missing", "told", "refused")
# Of each of these, what stands in the gates, and how the case may end.
DECLARED: Final[Mapping[str, Any]] = {
    "key": "own_yes",
    "by": "self",
    "about": "every-decider",
    "room": "private",
    "text": "none",
    "withdraw": "stops",
    "quiet": True,
    "words": {key: said(f"Eigen ja: {key}") for key in OWN_WORDS},
}
# Of each of these rooms what a file may say of it in time.
IN_TIME: Final[Mapping[str, tuple[str, ...]]] = {
    "plan": ("from", "authority_from"),
    "circle": ("kept",),
    "information": ("kept",),
}
OF_A_STAGE = ("rooms", "separate", "from_level", "from_people")
# What a file of the newest format may say besides.
BESIDES: Final[Mapping[str, Any]] = {
    "interpretation": said("Zo lezen wij het.")
    | {"sources": [{"what": said("Een bron"), "url": "https://gedragen.nl/bron", "seen": "2026-11-27"}]}
    | {"incomplete": True},
    "footing": {"ask": True, "allowed": ["voluntary", "under_pressure"], "refused": said("Dat past hier niet.")},
    "leaving": said("Dan stopt het hier.") | {"stops": False},
    "deadlines": [
        said("Het onderzoek is klaar.")
        | {"key": "inquiry", "starts_at": "opened", "length": {"weeks": 6}, "who": ["participant"], "kind": "practice"},
        said("U hoort het.")
        | {"key": "heard", "starts_at": "frozen", "length": {"working_days": 5}, "who": ["professional"]}
        | {"kind": "practice"},
        said("Er is besloten.")
        | {"key": "decided", "starts_at": "deciding", "who": ["participant"], "kind": "setting", "setting": "decision"},
    ],
    "notice_for_professionals": said("U volgt de meldcode."),
    "words": {"talk": said("Het voorgesprek"), "frame": said("De kaders")},
    "circles": [{"key": key, "name": said(f"Ring {key}")} for key in CIRCLES],
    "talk": {
        "asks": [said("Voelt u zich veilig?") | {"key": "safe", "becomes": "tick", "note": True, "from_people": 3}]
    },
    "declarations": [DECLARED],
    "sides": [
        {"key": "left", "name": said("Links"), "minimum": 1, "required": True},
        {"key": "right", "name": said("Rechts")},
    ],
    "follow_through": {"call_weeks": 4, "review_months": [3, 6], "review_days": 14, "hard_question_month": 3}
    | {"hard_question": said("Is het genoeg?"), "keeper": "circle", "dates": "agreed"},
    "items": {"one": said("Een afspraak"), "help": said("Wie doet wat?")},
    "decides": {"rule": "main_person", "professionals": "no"},
    "others_before_frames": "anyone",
    "self_nomination": True,
    "in_organisation": True,
    "documents": [
        {"key": "pact", "phase": "deciding", "name": said("Het pact"), "binding": "when_signed", "room": "plan"}
        | {"from_level": "conflict"}
        | {"signed_by": "every-decider", "fields": [said("Wat?") | {"key": "what", "kind": "text"}]}
    ],
}


@st.composite
def more_stages(draw: st.DrawFn, stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same stages, some in two steps, and some that may be passed over or keep a room shut."""
    found = []
    for stage in stages:
        again = deepcopy(stage) | {"key": f"{stage['key']}_on", "name": said(f"Verder: {stage['key']}")}
        keys = draw(st.lists(st.sampled_from(OF_A_STAGE), max_size=2, unique=True))
        again |= {key: draw(LIKELY[key]) for key in keys}
        again.pop("leaves", None)
        found += [stage, again] if draw(FLAGS) else [stage]
    return found


@st.composite
def any_file(draw: st.DrawFn, key: str, own_key: str, *, is_wild: bool = False) -> str:
    """A file like the one with this key, under a key of its own. `is_wild`: with what nobody would write."""
    values = tomllib.loads((SHIPPED / f"{key}.toml").read_text(encoding="utf-8"))
    values["key"] = own_key
    if draw(FLAGS):
        values["stages"] = draw(more_stages(values["stages"]))
    if draw(FLAGS):
        besides = deepcopy(draw(newest(values)))
        values = {**values, **besides, "documents": values["documents"] + besides.get("documents", [])}
        values.pop("asks_footing", None)
        values["rounds"] = {**values["rounds"], "same_day": draw(FLAGS)}
    if draw(FLAGS) and values.get("format") == 2:
        values["rooms"] = [room | draw(in_time(room)) for room in values["rooms"]]
    if "declarations" in values:
        values["gates"] = [*values["gates"], {"before": "deciding", "declaration": "own_yes"}]
        values["endings"] = [*values.get("endings", []), "withdrawn_by_party"]
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.sampled_from([one for one in places(values) if is_wild or is_likely(one)]))
        change(values, place, draw(what_may_stand(place, is_wild=is_wild)))
    return as_toml(values)


@st.composite
def in_time(draw: st.DrawFn, room: Mapping[str, Any]) -> dict[str, Any]:
    """From when its readers come in, and who keeps what was said."""
    keys = [key for key in IN_TIME.get(room["key"], ()) if draw(FLAGS)]
    return {key: draw(LIKELY[key]) for key in keys}


def newest(values: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of what only the newest format says, and where an older one asked for a footing, that too."""
    asked = {"footing"} if "asks_footing" in values else set()
    some = st.sets(st.sampled_from(sorted(BESIDES)), min_size=1)
    return some.map(lambda keys: {"format": 2, **{key: BESIDES[key] for key in sorted(keys | asked)}})


def is_likely(place: Place) -> bool:
    """Whether other values can stand here; the rooms and texts of a file stay as they are."""
    return place[-1] in LIKELY and place not in (("rooms",), ("about",))


def what_may_stand(place: Place, *, is_wild: bool) -> st.SearchStrategy[Any]:
    likely = LIKELY.get(str(place[-1]), ANYTHING)
    return st.one_of(ANYTHING, st.just(GONE), likely) if is_wild else likely


def places(value: Any, here: Place = ()) -> list[Place]:
    """Every place in a file where something stands, but its format and its key."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = [(key, one) for key, one in value.items() if here or key not in ("format", "key")]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [place for key, one in inner for place in ((*here, key), *places(one, (*here, key)))]


def change(values: Any, place: Place, instead: Any) -> None:
    for step in place[:-1]:
        values = values[step]
    if instead is GONE:
        del values[place[-1]]
    elif instead is None and isinstance(values, list):
        values.append(deepcopy(values[int(place[-1])]))
    elif instead is not None:
        values[place[-1]] = instead


def as_toml(values: Mapping[str, Any]) -> str:
    """A file that says this, each key of the top on a line of its own."""
    return "".join(f"{key} = {_value(one)}\n" for key, one in values.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False) if value != "\x00" else '"\\u0000"'
