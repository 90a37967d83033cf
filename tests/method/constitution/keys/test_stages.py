"""What a file may say of a stage, and what is refused since it drives nothing, or would shut somebody in."""

import re

import pytest

from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import SHIPPED, english_of, read_file
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.stages import Prompt, Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import read_kept
from gedragen.method.constitution.tables import SINCE_2
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase
from tests.support.any_file import OF_FORMAT_1

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
FAMILY = (SHIPPED / "family_group_conference.toml").read_text(encoding="utf-8")
BEFORE = (OF_FORMAT_1 / "neighbourhood.toml").read_text(encoding="utf-8")
# A second stage of preparing, with whatever a test says of it: the third of the file.
NAMED = 'phase = "preparing"\nname = { nl = "Samen", en = "Together" }'
EVERY_KEY = """present = ["participant", "facilitator", "professional"]
leaves = ["authority"]
separate = true
from_level = "conflict"
from_people = 8
prompts = [
  { to = "all", nl = "Wat spreken we af?", en = "What do we agree?" },
  { to = "participant", nl = "Wat hebt u nodig?", en = "What do you need?" },
]"""


def street(says: str = "", *, rooms: str = '["open", "private"]', key: str = "together") -> str:
    stage = f'[[stages]]\nkey = "{key}"\n{NAMED}\nrooms = {rooms}\n{says}\n\n[[stages]]\nkey = "rounds"'
    # Before it everybody is there, so that anybody may leave.
    everybody = STREET.replace('present = ["participant", "facilitator", "professional"]\nleaves = ["authority"]', "")
    return everybody.replace('[[stages]]\nkey = "rounds"', stage, 1)


def faults_of(text: str) -> list[tuple[str, str]]:
    try:
        read_file(text, "own.toml")
    except ApproachBroken as broken:
        return [(fault.key, fault.mend) for fault in broken.faults]
    return []


def test_every_key_of_a_stage_is_read_and_kept() -> None:
    file = read_file(street(EVERY_KEY), "own.toml")
    assert file.approach.stages[2] == Stage(
        key="together",
        phase=Phase.PREPARING,
        name=Text("Samen", "Together"),
        rooms=("open", "private"),
        present=("participant", "facilitator", "professional"),
        leaves=("authority",),
        prompts=(
            Prompt("all", Text("Wat spreken we af?", "What do we agree?")),
            Prompt("participant", Text("Wat hebt u nodig?", "What do you need?")),
        ),
        separate=True,
        asked_from=AskedFrom(Level.CONFLICT, 8),
    )
    assert read_kept(file.text, english_of(file.source)) == file.approach


def test_to_whom_something_is_asked_is_a_rule_and_its_dutch_is_covered() -> None:
    digest = read_file(street(EVERY_KEY), "own.toml").digest
    asked = street(EVERY_KEY.replace('to = "all"', 'to = "facilitator"'))
    assert read_file(asked, "own.toml").digest != digest
    assert read_file(street(EVERY_KEY.replace("What do we agree?", "And now?")), "own.toml").digest == digest
    assert read_file(street(EVERY_KEY.replace("Wat spreken we af?", "En nu?")), "own.toml").digest != digest


def test_a_text_of_before_has_none_of_it() -> None:
    stage = read_file(BEFORE, "own.toml").approach.stages[0]
    assert stage == Stage(stage.key, stage.phase, stage.name, stage.rooms)
    for key in ("present", "leaves", "prompts", "separate", "per_side", "closed_time", "from_level", "from_people"):
        text = BEFORE.replace('key = "question"', f'key = "question"\n{key} = []', 1)
        assert ("stages[1]." + key, SINCE_2) in faults_of(text)


MISTAKES = {
    "somebody unknown": ('present = ["neighbour"]', "present", "'neighbour' is unknown"),
    "a role without a seat": ('present = ["advocate"]', "present", "nobody has a seat here as 'advocate'"),
    "nobody who could leave": ('leaves = ["advocate"]', "leaves", "nobody has a seat here as 'advocate'"),
    "here and gone": (
        'present = ["participant"]\nleaves = ["participant"]',
        "leaves",
        "'participant' stands in present as well",
    ),
    "a prompt to nobody": (
        'prompts = [{ to = "harmed", nl = "Wat?", en = "What?" }]',
        "prompts[1].to",
        "'harmed' is unknown; use one of all",
    ),
    "a prompt to a role without a seat": (
        'prompts = [{ to = "advocate", nl = "Wat?", en = "What?" }]',
        "prompts",
        "nobody has a seat here as 'advocate'",
    ),
    "a prompt to who is not there": (
        'present = ["participant"]\nprompts = [{ to = "authority", nl = "Wat?", en = "What?" }]',
        "prompts",
        "'authority' is asked something and is not there",
    ),
    "a prompt in one language": ('prompts = [{ to = "all", nl = "Wat?" }]', "prompts[1].en", "missing"),
    "a prompt with more": (
        'prompts = [{ to = "all", nl = "Wat?", en = "What?", when = 1 }]',
        "prompts[1].when",
        "unknown; use one of to, nl, en",
    ),
    "sides where there are none": ("separate = true\nper_side = true", "per_side", "there are no sides"),
    "each side, and not apart": ("per_side = true", "per_side", "write separate = true as well"),
    "closed time without its room": ("closed_time = true", "closed_time", "add the room 'closed'"),
    "everybody's level": ('from_level = "simple"', "from_level", "every level of this approach reaches it"),
    "no such level": ('from_level = "war"', "from_level", "'war' is unknown"),
    "one person": ("from_people = 1", "from_people", "somebody is always there"),
    "a flag in words": ('separate = "yes"', "separate", "write true or false"),
    "an unknown key": ("script = 1", "script", "unknown; use one of key, phase"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_drives_nothing_is_refused_with_its_place(mistake: str) -> None:
    says, key, mend = MISTAKES[mistake]
    assert any(place == f"stages[3].{key}" and why.startswith(mend) for place, why in faults_of(street(says)))


def test_who_leaves_was_there() -> None:
    assert faults_of(street('leaves = ["authority"]')) == []
    alone = STREET.replace('present = ["participant", "facilitator", "authority"]', 'present = ["facilitator"]')
    assert faults_of(alone) == [("stages[2].leaves", "'authority' is not there in the stage before; leave it out")]
    first = STREET.replace('key = "question"\n', 'key = "question"\nleaves = ["professional"]\n', 1)
    assert ("stages[1].leaves", "'professional' is not there in the stage before; leave it out") in faults_of(first)


def test_a_phase_begins_in_its_first_stage_so_that_is_never_offered() -> None:
    text = STREET.replace('key = "rounds"\n', 'key = "rounds"\nfrom_level = "conflict"\nfrom_people = 9\n', 1)
    assert [key for key, _ in faults_of(text)] == ["stages[3].from_level", "stages[3].from_people"]


def test_a_level_is_one_of_this_approach() -> None:
    few = street('from_level = "conflict"').replace('["simple", "tension", "conflict"]', '["simple", "tension"]')
    assert faults_of(few) == [("stages[3].from_level", "this approach is not for that level; choose one of its levels")]


def test_closed_time_is_while_deciding_or_after() -> None:
    text = FAMILY.replace('key = "widening"\n', 'key = "widening"\nclosed_time = true\n', 1)
    text = text.replace(
        '"information", "circle", "private", "counsel"]', '"information", "circle", "closed", "private"]', 1
    )
    assert any(key == "stages[2].closed_time" and "when they decide" in why for key, why in faults_of(text))


def test_anybody_can_write_to_the_facilitator_in_any_stage() -> None:
    assert [key for key, _ in faults_of(street(rooms='["open"]'))] == ["stages[3].rooms"]


@pytest.mark.parametrize(
    ("phase", "room"), [("starting", "open"), ("preparing", "circle"), ("deciding", "ballot"), ("carrying_out", "plan")]
)
def test_each_phase_opens_what_is_needed_to_go_on(phase: str, room: str) -> None:
    def shut(found: re.Match[str]) -> str:
        return found[0].replace(f'"{room}", ', "").replace(f', "{room}"', "")

    text = re.sub(rf'phase = "{phase}"\nname = .*\nrooms = .*', shut, STREET)
    assert any(key == "stages" and repr(phase) in why and repr(room) in why for key, why in faults_of(text))


def test_a_stage_is_not_called_like_a_phase() -> None:
    assert [key for key, _ in faults_of(street(key="deciding"))] == ["stages[3].key"]


GATE = '[[gates]]\nbefore = "preparing"\ndeclaration = "independence"'


def test_a_gate_stands_before_a_phase_or_a_later_stage_of_one() -> None:
    before = '[[gates]]\nbefore = "{}"\ndeclaration = "independence"'
    assert faults_of(street().replace(GATE, before.format("together"))) == []
    wrong = {
        "attic": "'attic' is unknown; use one of starting, ",
        "listening": "'listening' is the first stage of 'preparing': write before = 'preparing'",
    }
    for other, mend in wrong.items():
        ((key, why),) = faults_of(street().replace(GATE, before.format(other)))
        assert (key, why.startswith(mend)) == ("gates[1].before", True)
    assert [key for key, _ in faults_of(BEFORE.replace(GATE, before.format("frames")))] == ["gates[1].before"]


def test_what_a_stage_waits_for_can_be_said_before_it() -> None:
    net = '[[gates]]\nbefore = "carrying_out"\ndeclaration = "safety_net"'
    again = '[[stages]]\nkey = "net"\nphase = "deciding"\nname = { nl = "Vangnet", en = "Net" }\n'
    again += 'rooms = ["plan", "ballot", "private"]\n\n[[stages]]\nkey = "doing"'
    text = STREET.replace('[[stages]]\nkey = "doing"', again)
    text = text.replace(net, net.replace("carrying_out", "net"))
    assert faults_of(text) == []
    shut = text.replace('rooms = ["open", "plan", "information"', 'rooms = ["open", "information"', 1)
    assert [key for key, _ in faults_of(shut)] == ["gates[5].before"]
    early = text.replace('before = "deciding"\ndeclaration = "preparation"', 'before = "net"\ndeclaration = "promise"')
    assert "gates[4].before" in [key for key, _ in faults_of(early)]
