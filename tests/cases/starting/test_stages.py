"""A case is in a stage: an act moves it on, or back with a reason, and what can be begun follows its rooms."""

from datetime import datetime, timedelta

import pytest

from gedragen.access.doing import Denied, Role
from gedragen.cases.closed_time.commands import (
    DraftText,
    EndClosedTime,
    OpenClosedTime,
    WriteDraft,
    end_closed_time,
    open_closed_time,
    write_draft,
)
from gedragen.cases.closed_time.entries import CLOSED_TIME_OPENED
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.models import Case
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    RecordPreparation,
    answer_view,
    bring_view,
    give_voice,
    record_preparation,
)
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.opening import SetLevel, accept_facilitator, set_level
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.starting.entries import FRAMES_FROZEN, STAGE_ENTERED
from gedragen.cases.state.gates import gates
from gedragen.cases.store.constitutions import add_file
from gedragen.cases.store.entries import CLOSED_TIME_ENDED
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer
from gedragen.method.constitution.files import SHIPPED
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.cast import THEIRS, Cast, as_example, give_up, make_case, with_frames
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import Family
from tests.support.refusals import breaks, denied

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
QUESTION = """key = "question"
phase = "starting"
name = { nl = "De vraag, de grenzen en de belofte", en = "The question, the limits and the promise" }
rooms = ["open", "circle", "private"]
present = ["participant", "facilitator", "authority"]
"""
# The question in three steps: hear each other, which a calm street may pass over, and then the limits.
IN_THREE = """key = "question"
phase = "starting"
name = { nl = "De vraag", en = "The question" }
rooms = ["circle", "private"]

[[stages]]
key = "hearing"
phase = "starting"
name = { nl = "Elkaar horen", en = "Hearing each other" }
rooms = ["circle", "private"]
from_level = "conflict"

[[stages]]
key = "limits"
phase = "starting"
name = { nl = "Grenzen en belofte", en = "Limits and promise" }
rooms = ["open", "private"]
present = ["participant", "facilitator", "authority"]
"""
GATE = '[[gates]]\nbefore = "preparing"\ndeclaration = "accepts_facilitator"'


def in_three(at: datetime, **changed: str) -> Cast:
    """A street that goes by such a text, with some of its sentences changed."""
    text = STREET.replace('key = "neighbourhood"', 'key = "street"').replace(QUESTION, IN_THREE)
    for old, new in changed.items():
        assert IN_THREE.count(old) == 1
        text = text.replace(old, new)
    return begun(text, at)


def begun(text: str, at: datetime) -> Cast:
    add_file(text, "street.toml", by=None, at=at)
    return make_case(at, approach="street")


def stage_of(cast: Cast | Family) -> str:
    return Case.objects.get(id=cast.case).stage


def go(cast: Cast | Family, to: str, *, reason: str = "", by: int = 0, once: str = "") -> None:
    enter_stage(
        cast.case, EnterStage(to, expected=stage_of(cast), reason=reason), by=by or cast.ria, at=cast.at, once=once
    )


@pytest.fixture
def three(db: None, at: datetime) -> Cast:
    return in_three(at)


def test_a_phase_begins_in_its_first_stage(preparing: Cast, three: Cast) -> None:
    assert (stage_of(preparing), stage_of(three)) == ("listening", "question")
    begun = [entry.kind for entry in entries(preparing)]
    assert STAGE_ENTERED not in begun


def test_the_facilitator_moves_on_over_what_is_only_offered(three: Cast) -> None:
    with tells(three, STAGE_ENTERED):
        go(three, "limits")
    assert stage_of(three) == "limits"
    told = entries(three)[-1]
    assert (told.by, told.data) == (str(2), {"stage": "limits", "from": "question"})


def test_what_is_asked_at_this_level_is_not_passed_over(three: Cast) -> None:
    as_example(three.case)
    set_level(three.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=three.ria, at=three.at)
    with unchanged(), breaks("no-such-stage"):
        go(three, "limits")
    go(three, "hearing")
    go(three, "limits")


def test_nor_with_so_many_people(db: None, at: datetime) -> None:
    three = in_three(at, **{'from_level = "conflict"': "from_people = 2"})
    go(three, "limits")
    go(three, "question", reason="Bram woont hier ook.")
    too = Invitation("Bram", "bram@example.nl", Role.PARTICIPANT, is_main_person=True)
    street.take_part(three.case, invite(three.case, too, by=three.ria, at=three.at), at=three.at)
    with unchanged(), breaks("no-such-stage"):
        go(three, "limits")


def test_back_needs_a_reason_that_everybody_reads(three: Cast) -> None:
    go(three, "limits")
    with unchanged(), breaks("back-needs-reason"):
        go(three, "question", reason=" ")
    with tells(three, STAGE_ENTERED):
        go(three, "question", reason="Wij waren te snel.")
    assert stage_of(three) == "question"
    told = entries(three)[-1].data
    assert set(told) == {"stage", "from", "back", "reason"}
    eyes = eyes_of(three.case, three.anna)
    assert eyes.text(eyes.case.back_because) == "Wij waren te snel."
    assert eyes_of(three.case, three.otto).text(eyes.case.back_because) == ""
    go(three, "limits")
    assert Case.objects.get(id=three.case).back_because is None


def test_a_stale_button_does_nothing(three: Cast) -> None:
    with unchanged(), breaks("stage-has-changed"):
        enter_stage(three.case, EnterStage("limits", expected="hearing"), by=three.ria, at=three.at)


@pytest.mark.parametrize("to", ["question", "rounds", "attic"])
def test_only_to_another_stage_of_this_phase(three: Cast, to: str) -> None:
    with unchanged(), breaks("no-such-stage"):
        go(three, to, reason="Zomaar.")


@pytest.mark.parametrize("who", ["anna", "otto"])
def test_only_the_facilitator_moves_it(three: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        go(three, "limits", by=getattr(three, who))


def test_the_next_phase_waits_for_the_last_stage_that_is_asked(three: Cast) -> None:
    go(three, "limits")
    with_frames(three)
    go(three, "question", reason="Wij waren te snel.")
    lacking = gates(fresh(three.case))
    assert [(gate.code, gate.about) for gate in lacking] == [("stage", 2)]
    with unchanged(), breaks("gates-missing"):
        move_on(three.case, MoveOn(expected=Phase.STARTING), by=three.ria, at=three.at)
    go(three, "limits")
    with tells(three, FRAMES_FROZEN):
        move_on(three.case, MoveOn(expected=Phase.STARTING), by=three.ria, at=three.at)
    assert stage_of(three) == "listening"


def test_a_gate_before_a_stage_is_asked_there(db: None, at: datetime) -> None:
    three = begun(
        STREET.replace('key = "neighbourhood"', 'key = "street"')
        .replace(QUESTION, IN_THREE)
        .replace(GATE, GATE.replace("preparing", "limits")),
        at,
    )
    with unchanged(), pytest.raises(RuleBroken) as broken:
        go(three, "limits")
    assert (broken.value.code, broken.value.details) == ("gates-missing", {"gates": ["accepts-facilitator"]})
    go(three, "hearing")
    accept_facilitator(three.case, by=three.anna, at=three.at)
    go(three, "limits")


def test_a_talk_with_everybody_who_decides_can_be_asked_before_a_stage(db: None, at: datetime) -> None:
    one = '[[gates]]\nbefore = "deciding"\ndeclaration = "preparation"'
    again = '[[stages]]\nkey = "agreeing"\nphase = "deciding"\nname = { nl = "Samen", en = "Together" }\n'
    again += 'rooms = ["plan", "ballot", "private"]\n\n[[stages]]\nkey = "doing"'
    text = STREET.replace('key = "neighbourhood"', 'key = "street"').replace(one, one.replace("deciding", "agreeing"))
    cast = street.to_preparing(begun(text.replace('[[stages]]\nkey = "doing"', again), at))
    move_on(cast.case, MoveOn(expected=Phase.PREPARING), by=cast.ria, at=cast.at)
    with unchanged(), pytest.raises(RuleBroken) as broken:
        go(cast, "agreeing")
    assert broken.value.details == {"gates": ["preparation"] * 4}
    for seat in cast.deciders:
        record_preparation(cast.case, RecordPreparation(seat, spoken=THEIRS), by=cast.ria, at=cast.at)
    go(cast, "agreeing")


def test_what_is_begun_waits_for_a_stage_in_which_its_room_is_open(three: Cast) -> None:
    with unchanged(), denied("room-is-shut"):
        write_frame(three.case, WriteFrame(street.FRAMES[0]), by=three.wim, at=three.at)
    give_voice(three.case, GiveVoice("De jeugd.", room="circle"), by=three.anna, at=three.at)
    go(three, "limits")
    write_frame(three.case, WriteFrame(street.FRAMES[0]), by=three.wim, at=three.at)
    with unchanged(), denied("room-is-shut"):
        give_voice(three.case, GiveVoice("De jeugd.", room="circle"), by=three.anna, at=three.at)
    give_voice(three.case, GiveVoice("De jeugd.", room="private"), by=three.anna, at=three.at)


def test_a_refusal_says_where_it_can_be_done(three: Cast) -> None:
    with pytest.raises(Denied) as refused:
        write_frame(three.case, WriteFrame(street.FRAMES[0]), by=three.wim, at=three.at)
    assert [stage.key for stage in refused.value.stages] == ["limits"]


def test_what_was_begun_is_finished_in_any_stage(family_deciding: Family) -> None:
    family = family_deciding
    bring_view(family.case, BringView("Het is te ver."), by=family.henk, at=family.at)
    go(family, "closed_time")
    with unchanged(), denied("room-is-shut"):
        bring_view(family.case, BringView("Het is te duur."), by=family.henk, at=family.at)
    answer_view(family.case, AnswerView(1, "Wij halen hem op."), by=family.truus, at=family.at)
    give_up(family.case, by=family.ria, at=family.at)


def test_nobody_writes_in_the_plan_from_outside_while_people_are_among_themselves(family_deciding: Family) -> None:
    family = home.into_closed_time(family_deciding)
    with unchanged(), denied("room-is-shut"):
        write_item(family.case, ItemText("Bij oma", "Elke week."), by=family.sanne, at=family.at)


def test_a_round_ends_before_its_room_shuts(family_deciding: Family) -> None:
    family = home.with_rounds(family_deciding)
    with unchanged(), breaks("rounds-first"):
        go(family, "closed_time", reason="Nog eens praten.")
    for seat in family.deciders:
        answer_item(family.case, AnswerItem(1, version=1, answer=Answer.YES), by=seat, at=family.at)
    go(family, "closed_time", reason="Nog eens praten.")


def test_closed_time_begins_its_stage_and_ends_it(family_deciding: Family) -> None:
    family = family_deciding
    assert stage_of(family) == "information_round"
    with tells(family, STAGE_ENTERED, CLOSED_TIME_OPENED):
        home.into_closed_time(family)
    assert stage_of(family) == "closed_time"
    with tells(family, CLOSED_TIME_ENDED, STAGE_ENTERED):
        end_closed_time(family.case, EndClosedTime(1), by=family.henk, at=family.at)
    assert stage_of(family) == "agreeing"
    assert [entry.by for entry in entries(family)[-2:]] == ["somebody", "somebody"]


def test_nobody_takes_people_out_before_the_announced_moment(family_deciding: Family) -> None:
    family = home.into_closed_time(family_deciding)
    with unchanged(), breaks("closed-time-is-running"):
        go(family, "agreeing")
    family.at += timedelta(hours=3)
    go(family, "agreeing")
    write_draft(family.case, WriteDraft(1, DraftText("Bij oma", "Nog even.")), by=family.sanne, at=family.at)
    with tells(family, CLOSED_TIME_ENDED):
        end_closed_time(family.case, EndClosedTime(1), by=family.henk, at=family.at)
    assert stage_of(family) == "agreeing"


def test_people_can_be_among_themselves_once_more(family_deciding: Family) -> None:
    family = home.out_of_closed_time(family_deciding)
    with tells(family, STAGE_ENTERED, CLOSED_TIME_OPENED):
        open_closed_time(family.case, OpenClosedTime(until=family.at + timedelta(hours=1)), by=family.ria, at=family.at)
    assert stage_of(family) == "closed_time"


def test_while_carrying_out_people_are_among_themselves_where_they_are(family_deciding: Family) -> None:
    family = home.to_carrying_out(family_deciding)
    with tells(family, CLOSED_TIME_OPENED):
        open_closed_time(family.case, OpenClosedTime(until=family.at + timedelta(hours=1)), by=family.ria, at=family.at)
    with tells(family, CLOSED_TIME_ENDED):
        end_closed_time(family.case, EndClosedTime(2), by=family.henk, at=family.at)
    assert stage_of(family) == "doing"


def test_a_plan_made_aloud_needs_no_closed_room_here(family_deciding: Family) -> None:
    """They sat together at the kitchen table: the stage is entered and left by hand."""
    family = family_deciding
    go(family, "closed_time")
    go(family, "agreeing")
    number = write_item(family.case, ItemText("Bij oma", "Elke week."), by=family.sanne, at=family.at)
    open_rounds(
        family.case, OpenRounds((number,), closes_at=family.at + timedelta(hours=3)), by=family.ria, at=family.at
    )


def test_the_journal_with_its_stages_is_checked_as_before(three: Cast) -> None:
    go(three, "limits")
    go(three, "question", reason="Wij waren te snel.")
    found = verify_lines(list(export_lines(Case.objects.get(id=three.case), at=three.at, reads=whole)))
    assert found.ok
    assert found.entries == len(entries(three))
