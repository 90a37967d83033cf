"""Every key of an approach file is read, and none for another."""

import json
from dataclasses import replace

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.keys.documents import Document
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import read_approach
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Ending, Phase

FILE = """
format = 1
key = "whole"
name = { nl = "Geheel", en = "Whole" }
about = { nl = "Alles erin.", en = "All in it." }
levels = ["tension"]
open = true
only_the_law = true
asks_footing = true
safety_names_authority = true
endings = ["stopped_in_preparation"]

[seats]
decide = ["participant", "professional"]
main_person = "required"
authority = "optional"
minimum_deciders = 1
main_person_chooses = ["circle"]
advocates = true

[[rooms]]
key = "open"
readers = ["participant", "main_person"]
public = true
own = true
invited = true

[[rooms]]
key = "counsel"
readers = ["facilitator", "main_person"]
public = false
own = true

[[rooms]]
key = "closed"
readers = ["participant"]
public = false
own = true
circles = ["network"]
closed = true
REST
[[stages]]
key = "s1"
phase = "starting"
name = { nl = "Begin", en = "Begin" }
rooms = ["open"]

[[stages]]
key = "s2"
phase = "preparing"
name = { nl = "Erna", en = "After" }
rooms = ["counsel", "open"]

[[stages]]
key = "s3"
phase = "deciding"
name = { nl = "Daar", en = "There" }
rooms = ["closed"]

[[stages]]
key = "s4"
phase = "carrying_out"
name = { nl = "Doen", en = "Do" }
rooms = ["plan", "information", "circle", "private", "ballot"]

[[documents]]
key = "journal"
phase = "deciding"
name = { nl = "Logboek", en = "Journal" }

[[gates]]
before = "preparing"
declaration = "promise"
about = "case"

[[gates]]
before = "deciding"
declaration = "preparation"
about = "every-decider"

[rounds]
days = 2
extra_days = 3

[frame_test]
information_days = 4

[follow_through]
call_weeks = 5
review_months = [1, 7]
review_days = 8
hard_question_month = 7
hard_question = { nl = "Zou u het missen?", en = "Would you miss it?" }
"""
REST = {
    "plan": ("participant", "facilitator", "decider"),
    "information": ("participant", "facilitator", "professional"),
    "circle": ("participant", "facilitator"),
    "private": ("facilitator",),
    "ballot": (),
}
FILE = FILE.replace(
    "REST\n",
    "".join(
        f'[[rooms]]\nkey = "{key}"\nreaders = {json.dumps(readers)}\npublic = false\nown = true\n'
        for key, readers in REST.items()
    ),
)
ROOMS = (
    RoomRule("open", frozenset({"participant", "main_person"}), public=True, own=True, invited=True),
    RoomRule("counsel", frozenset({"facilitator", "main_person"}), public=False, own=True),
    RoomRule("closed", frozenset({"participant"}), False, True, circles=frozenset({"network"}), closed=True),
    *(RoomRule(key, frozenset(readers), public=False, own=True) for key, readers in REST.items()),
)
WHOLE = Approach(
    key="whole",
    name=Text("Geheel", "Whole"),
    about=Text("Alles erin.", "All in it."),
    levels=frozenset({Level.TENSION}),
    is_open=True,
    only_the_law=True,
    main_person_required=True,
    authority_required=False,
    minimum_deciders=1,
    decide_by_default=frozenset({"participant", "professional"}),
    main_person_chooses=frozenset({"circle"}),
    advocates=True,
    footing=AskedFooting(),
    safety_names_authority=True,
    endings=frozenset({Ending.STOPPED_IN_PREPARATION}),
    rooms={room.key: room for room in ROOMS},
    stages=(
        Stage("s1", Phase.STARTING, Text("Begin", "Begin"), ("open",)),
        Stage("s2", Phase.PREPARING, Text("Erna", "After"), ("counsel", "open")),
        Stage("s3", Phase.DECIDING, Text("Daar", "There"), ("closed",)),
        Stage("s4", Phase.CARRYING_OUT, Text("Doen", "Do"), ("plan", "information", "circle", "private", "ballot")),
    ),
    documents=(Document("journal", Phase.DECIDING, Text("Logboek", "Journal")),),
    gates=(
        DeclaredGate(Phase.PREPARING, DeclarationKind.PROMISE, "case"),
        DeclaredGate(Phase.DECIDING, DeclarationKind.PREPARATION, "every-decider"),
    ),
    round_days=2,
    extra_days=3,
    information_days=4,
    call_weeks=5,
    review_months=(1, 7),
    review_days=8,
    hard_question_month=7,
    hard_question=Text("Zou u het missen?", "Would you miss it?"),
)


def test_every_key_of_a_file_is_read_where_it_belongs() -> None:
    assert read_approach(FILE, "whole.toml") == WHOLE


def test_who_must_be_there_is_read_for_each() -> None:
    turned = (
        FILE.replace('= "required"', '= "?"').replace('= "optional"', '= "required"').replace('= "?"', '= "optional"')
    )
    assert read_approach(turned, "whole.toml") == replace(WHOLE, main_person_required=False, authority_required=True)


def test_what_a_file_leaves_out_is_not_granted() -> None:
    left_out = ("asks_footing", "safety_names_authority", "endings", "main_person_chooses", "advocates", "invited")
    bare = "".join(line for line in without_counsel(FILE).splitlines(keepends=True) if not line.startswith(left_out))
    assert read_approach(bare, "whole.toml") == replace(
        WHOLE,
        footing=None,
        safety_names_authority=False,
        endings=frozenset(),
        main_person_chooses=frozenset(),
        advocates=False,
        rooms={room.key: replace(room, invited=False) for room in ROOMS if room.key != "counsel"},
        stages=tuple(replace(one, rooms=tuple(key for key in one.rooms if key != "counsel")) for one in WHOLE.stages),
    )


def without_counsel(text: str) -> str:
    """It is there for the main person's choice of the circle, and for nothing else."""
    row = '[[rooms]]\nkey = "counsel"\nreaders = ["facilitator", "main_person"]\npublic = false\nown = true\n'
    assert row in text
    return text.replace(row, "").replace('"counsel", ', "")
