"""What a file declares of its own, its sides and their rooms: read where it belongs, and refused where it cannot be."""

from pathlib import Path

import pytest

from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import english_of, read_file
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.declarations import Wording, shared_declarations
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.keys.sides import Decides
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import read_kept
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase

GOOD = (Path(__file__).parents[2] / "support/two_sides/two_sides.toml").read_text(encoding="utf-8")
OWN_YES = GOOD[GOOD.index('key = "own_yes"') : GOOD.index('[[declarations]]\nkey = "safety_talk"')]
# what is wrong: the line, what stands there instead, the key that is named, how it is mended
MISTAKES = {
    "nobody is asked for it": (
        'declaration = "settled"',
        'declaration = "own_yes"',
        "declarations[5]",
        "ask for 'settled'",
    ),
    "a name of one that all share": (
        'key = "settled"',
        'key = "promise"',
        "declarations[5].key",
        "all approaches share",
    ),
    "two of one name": ('key = "settled"', 'key = "own_yes"', "declarations[5].key", "'own_yes' stands twice"),
    "who says it of themselves about the case": (
        'by = "main_person"',
        'by = "self"',
        "declarations[5].by",
        "say who: nobody says this of themselves about 'case'",
    ),
    "an unknown side": ('side = "caused"', 'side = "left"', "declarations[1].side", "'left' is unknown; name one of"),
    "a side of the whole case": (
        'about = "case"\nroom',
        'about = "case"\nside = "harmed"\nroom',
        "declarations[5].side",
        "leave it out: 'case' has no side",
    ),
    "words that nobody asks for": (
        'refused = { nl = "Dit zeggen alleen de mensen die meedoen."',
        'needed = { nl = "Waarom?", en = "Why?" }\nrefused = { nl = "Dit zeggen alleen de mensen die meedoen."',
        "declarations[2].words.needed",
        "unknown; use one of asked",
    ),
    "a sentence that is not there": (
        'button = { nl = "Ja, ik wil dit zelf", en = "Yes, I want this myself" }\n',
        "",
        "declarations[2].words.button",
        "missing; write a table",
    ),
    "a quiet yes with words": (
        'text = "optional"',
        'text = "optional"\nquiet = true',
        "declarations[1].text",
        "write 'none', or leave out quiet",
    ),
    "quiet, and not whether": (
        'text = "optional"',
        'text = "optional"\nquiet = "yes"',
        "declarations[1].quiet",
        "write true or false",
    ),
    "a room of an open round": ('room = "plan"\ntext', 'room = "ballot"\ntext', "declarations[5].room", "'ballot' is"),
    "it stops, and no such ending": (', "withdrawn_by_party"', "", "endings", "add 'withdrawn_by_party'"),
    "such an ending, and nothing stops": (
        'withdraw = "stops"',
        'withdraw = "reopens"',
        "endings",
        "leave out 'withdrawn_by_party'",
    ),
    "about others than it says": (
        'declaration = "settled"',
        'declaration = "settled"\nabout = "every-decider"',
        "gates[7].about",
        "leave it out: 'settled' says itself",
    ),
    "from a level that is the lowest": (
        'from_level = "conflict"',
        'from_level = "tension"',
        "gates[6].from_level",
        "every level of this approach reaches it",
    ),
    "one side": (
        GOOD[GOOD.index('[[sides]]\nkey = "caused"') : GOOD.index("[decides]")],
        "",
        "sides",
        "write at least two, or none",
    ),
    "two sides of one name": ('key = "around"', 'key = "caused"', "sides[3].key", "'caused' stands twice"),
    "a minimum that nobody asks for": (
        "minimum = 1\nrequired = true",
        "minimum = 1",
        "sides[1].minimum",
        "leave it out, or write required = true",
    ),
    "nobody who must be there": ("minimum = 1\nrequired = true", "required = true", "sides[1].minimum", "write 1 or"),
    "a room in which nothing is written": (
        'room = "apart"',
        'room = "private"',
        "rooms[5].key",
        "nothing is written in",
    ),
    "a side of a room for all": (
        'key = "circle"\n',
        'key = "circle"\nside = "own"\n',
        "rooms[4].side",
        "leave it out: this room is for all",
    ),
}


@pytest.mark.parametrize(("old", "new", "key", "mend"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_its_key_its_line_and_its_mend(old: str, new: str, key: str, mend: str) -> None:
    assert old in GOOD, f"{old!r} is no longer in the file"
    with pytest.raises(ApproachBroken) as broken:
        read_file(GOOD.replace(old, new) if mend.startswith("leave out") else GOOD.replace(old, new, 1), "twee.toml")
    found = broken.value.faults
    assert any(one.key == key and one.mend.startswith(mend) for one in found), found
    assert all(one.line for one in found)


def test_in_a_file_of_format_1_each_is_refused_by_that_name() -> None:
    with pytest.raises(ApproachBroken) as broken:
        read_file(GOOD.replace("format = 2", "format = 1"), "twee.toml")
    told = {fault.key for fault in broken.value.faults if "format 2" in fault.mend}
    assert {"sides", "decides", "declarations", "rooms[5].side", "gates[6].from_level"} <= told


def test_all_of_it_is_read_and_kept() -> None:
    file = read_file(GOOD, "twee.toml")
    found = file.approach
    assert read_kept(file.text, english_of(file.source)) == found
    yes = found.declarations["responsibility"]
    assert (yes.by, yes.about, yes.side, yes.text) == ("self", "every-seat", "caused", Wording.OPTIONAL)
    assert yes.words.refused is not None
    assert yes.words.refused.en.startswith("Only whoever caused it")
    assert [(side.key, side.minimum, side.required) for side in found.sides] == [
        ("harmed", 1, True),
        ("caused", 1, True),
        ("around", 0, False),
    ]
    assert found.decides is Decides.PARTIES
    assert DeclaredGate(Phase.DECIDING, "supporter", "every-side", AskedFrom(Level.CONFLICT, 2)) in found.gates
    assert found.rooms["apart"].per_side


def test_what_is_said_quietly_and_what_is_read_before_it_is_kept() -> None:
    said = 'first = { nl = "Praat eerst met een advocaat.", en = "Speak with a lawyer first." }'
    text = GOOD.replace(
        OWN_YES, OWN_YES.replace("withdraw", "quiet = true\nwithdraw").replace("asked", f"{said}\nasked")
    )
    file = read_file(text, "twee.toml")
    kept = read_kept(file.text, english_of(file.source)).declarations
    assert kept == file.approach.declarations
    assert [rule.key for rule in kept.values() if rule.quiet] == ["own_yes"]
    assert kept["own_yes"].words.first == Text("Praat eerst met een advocaat.", "Speak with a lawyer first.")
    assert kept["responsibility"].words.first is None


def test_a_file_that_says_nothing_of_it_is_not_quiet_and_leaving_does_not_stop_it() -> None:
    file = read_file(GOOD, "twee.toml")
    kept = read_kept(file.text, english_of(file.source))
    assert not any(rule.quiet for rule in kept.declarations.values())
    assert not kept.leaving_stops


def test_what_a_file_leaves_out_is_as_it_was() -> None:
    bare = (Path(__file__).parents[2] / "data/constitutions/2").glob("*.json")
    found = read_kept(next(iter(bare)).read_text(encoding="utf-8"), {})
    assert (found.declarations, found.sides, found.decides) == ({}, (), Decides.CONSENT)


@pytest.mark.parametrize(
    ("level", "people", "is_asked"),
    [(Level.TENSION, 5, False), (Level.CONFLICT, 4, False), (Level.CONFLICT, 5, True), (None, 5, False)],
)
def test_below_its_level_and_number_it_is_offered(level: Level | None, people: int, is_asked: bool) -> None:
    gate = DeclaredGate(Phase.DECIDING, "supporter", "every-side", AskedFrom(Level.CONFLICT, 5))
    assert gate.asked_from.is_reached(level, people) is is_asked


def test_what_all_share_has_its_sentences_in_both_languages() -> None:
    for rule in shared_declarations().values():
        assert rule.words.missing.nl != rule.words.missing.en
        assert rule.words.told.nl != rule.words.told.en
