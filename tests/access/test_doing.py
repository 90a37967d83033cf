"""The table of who may do what: whole, written down, and read in sentences."""

from dataclasses import replace
from pathlib import Path

import pytest

from gedragen.access.doing import Action, Denied, Mode, Need, Role, Rule, Standing, allowed, by, refusal
from gedragen.method.phases import Phase
from tests.access.table import WHO, table

WRITTEN = Path(__file__).parent / "table.txt"
DECIDER = Standing(Role.PARTICIPANT, decides=True)
FACILITATOR = Standing(Role.FACILITATOR)
MY_CARD = {Action.COME_IN, Action.CONFIRM_CARD, Action.REFUSE_CARD}
GETTING_IN_AND_OUT = {Action.JOIN, Action.DECLINE, Action.ERASE_ME, Action.NOMINATE} | MY_CARD
THE_PLAN_ITSELF = {Action.WRITE_ITEM, Action.DROP_ITEM, Action.AGREE_SAFETY_NET, Action.AGREE_ARRANGEMENT}
A_SAY_IN_IT = {Action.ANSWER_ROUND, Action.CONFIRM_ANSWER, Action.TAKE_BACK}
CLOSED_TIME = {Action.WRITE_DRAFT, Action.END_CLOSED_TIME, Action.BRING_OUT}
FOR_SOMEBODY = {Action.SPEAK_FOR, Action.BRING_VIEW_FOR, Action.OBJECT_FOR}
THE_FRAMES = {
    Action.WRITE_FRAME,
    Action.CHANGE_FRAME,
    Action.WRITE_PROMISE,
    Action.CONFIRM_PROMISE,
    Action.TEST_FRAMES,
    Action.RECORD_DECISION,
}


def ever(action: Action) -> set[Role]:
    """Every role that may do this in some phase."""
    return {who.role for who in WHO.values() for phase in Phase if refusal(action, who, phase, closed=False) is None}


def test_a_rule_grants_nothing_that_is_not_written_in_it() -> None:
    one, both = frozenset({Role.AUTHORITY}), frozenset({Role.PARTICIPANT, Role.ADVOCATE})
    assert by(*one, during=(Phase.DECIDING,)) == Rule(one, frozenset({Phase.DECIDING}))
    written = by(
        *both, during=(Phase.STARTING,), mode=Mode.OWN, needs=(Need.SUPPORTS,), before_joining=True, after_close=True
    )
    assert written == Rule(both, frozenset({Phase.STARTING}), Mode.OWN, (Need.SUPPORTS,), True, True)


def test_a_denial_carries_its_reason() -> None:
    assert (Denied("join-first").reason, str(Denied("join-first"))) == ("join-first", "join-first")


def test_the_table_is_as_written_down() -> None:
    assert table() == WRITTEN.read_text(encoding="utf-8"), "look at the difference, then write table.txt anew"


def test_whoever_ends_it_by_leaving_has_that_way_out_and_no_other() -> None:
    ends_it = WHO["participant who ends it"]
    for joined, way in ((True, Action.STOP_BY_LEAVING), (False, Action.DECLINE)):
        for phase in Phase:
            can = allowed(replace(ends_it, has_joined=joined), phase, closed=False)
            assert {Action.DECLINE, Action.STOP_BY_LEAVING} & can == {way}
    assert refusal(Action.DECLINE, ends_it, Phase.DECIDING, closed=False) == "unless-leaving-stops"
    assert refusal(Action.STOP_BY_LEAVING, DECIDER, Phase.DECIDING, closed=False) == "needs-leaving-stops"


@pytest.mark.parametrize("action", Action)
def test_every_action_can_be_done_by_somebody_some_time(action: Action) -> None:
    assert ever(action) or action.rule.by_anyone


@pytest.mark.parametrize("action", sorted(THE_PLAN_ITSELF))
def test_only_participants_who_decide_make_the_plan(action: Action) -> None:
    assert ever(action) == {Role.PARTICIPANT}
    assert action.rule.needs[0] is Need.DECIDES


@pytest.mark.parametrize("action", sorted(A_SAY_IN_IT))
def test_a_professional_has_a_say_only_when_the_circle_gave_it_or_in_their_own_part(action: Action) -> None:
    assert ever(action) == {Role.PARTICIPANT, Role.PROFESSIONAL}
    assert action.rule.needs[0] is Need.ANSWERS
    nobody_asked, their_part = (WHO[name] for name in ("professional", "professional for own part"))
    assert refusal(action, nobody_asked, Phase.DECIDING, closed=False) == "needs-answers"
    assert refusal(action, their_part, Phase.DECIDING, closed=False) is None


@pytest.mark.parametrize("action", sorted(CLOSED_TIME))
def test_only_those_inside_write_and_end_closed_time(action: Action) -> None:
    assert ever(action) == {Role.PARTICIPANT}
    assert action.rule.needs[0] is Need.CLOSED_TIME


def test_only_who_was_inside_and_decides_brings_something_out() -> None:
    inside = WHO["participant of closed time"]
    assert refusal(Action.BRING_OUT, inside, Phase.DECIDING, closed=False) is None
    advises = replace(inside, decides=False)
    assert refusal(Action.BRING_OUT, advises, Phase.DECIDING, closed=False) == "needs-decides"
    outside = replace(inside, given=frozenset())
    assert refusal(Action.BRING_OUT, outside, Phase.DECIDING, closed=False) == "needs-closed-time"


def test_an_advocate_speaks_and_never_decides() -> None:
    does = {action for action in Action if Role.ADVOCATE in ever(action)}
    mine = {Action.SET_MAIL, Action.ASK_QUESTION, Action.ANSWER_TASK, Action.REPORT_TASK, Action.HEAR_CARD}
    mine |= {Action.DECLARE, Action.WITHDRAW, Action.TELL_CHILD, Action.SAY_HEARD}
    assert does == FOR_SOMEBODY | GETTING_IN_AND_OUT | mine


@pytest.mark.parametrize("action", sorted(THE_FRAMES))
def test_only_the_authority_sets_and_tests_frames(action: Action) -> None:
    assert ever(action) == {Role.AUTHORITY}


@pytest.mark.parametrize("action", [action for action in Action if Role.CLOCK in action.rule.by])
def test_what_time_does_nobody_else_does(action: Action) -> None:
    assert ever(action) == {Role.CLOCK}


def test_a_closed_case_only_lets_people_in_and_out_and_time_finish() -> None:
    open_ = {action for who in WHO.values() for phase in Phase for action in allowed(who, phase, closed=True)}
    people = {Action.ERASE_ME, Action.SET_MAIL, Action.HEAR_CARD} | MY_CARD
    assert open_ == people | {Action.CLOSE_REVIEW, Action.SEAL, Action.INVITE_PART}


def test_who_makes_cards_hears_no_yes_to_one() -> None:
    assert ever(Action.HEAR_CARD).isdisjoint(ever(Action.RENEW_ACCESS))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLOCK])
def test_who_has_not_joined_can_only_come_in_go_or_name_others(role: Role) -> None:
    everything = frozenset(Need)
    waiting = Standing(role, decides=True, is_main_person=True, has_mandate=True, has_joined=False, given=everything)
    for phase in Phase:
        assert allowed(waiting, phase, closed=False) <= GETTING_IN_AND_OUT


@pytest.mark.parametrize("who", WHO.values(), ids=WHO.keys())
@pytest.mark.parametrize("phase", Phase)
def test_buttons_and_gate_agree(who: Standing, phase: Phase) -> None:
    offered = allowed(who, phase, closed=False)
    assert offered == {action for action in Action if refusal(action, who, phase, closed=False) is None}


REFUSALS = {
    "not-your-role": (Action.WRITE_ITEM, FACILITATOR, Phase.DECIDING, False),
    "needs-decides": (Action.WRITE_ITEM, Standing(Role.PARTICIPANT), Phase.DECIDING, False),
    "needs-main-person": (Action.ACCEPT_FACILITATOR, DECIDER, Phase.STARTING, False),
    "needs-mandate": (Action.TEST_FRAMES, Standing(Role.AUTHORITY), Phase.DECIDING, False),
    "case-is-closed": (Action.WRITE_ITEM, DECIDER, Phase.DECIDING, True),
    "join-first": (Action.SET_LEVEL, Standing(Role.FACILITATOR, has_joined=False), Phase.DECIDING, False),
    "not-in-this-phase": (Action.WRITE_ITEM, DECIDER, Phase.PREPARING, False),
}


@pytest.mark.parametrize(("reason", "act"), REFUSALS.items(), ids=REFUSALS.keys())
def test_a_refusal_says_why(reason: str, act: tuple[Action, Standing, Phase, bool]) -> None:
    action, who, phase, closed = act
    assert refusal(action, who, phase, closed=closed) == reason


# Whatever the stage: coming in and leaving, naming somebody, saying no, ending, and finishing what was begun.
IN_ANY_STAGE = GETTING_IN_AND_OUT | {
    Action.ACCEPT_FACILITATOR,
    Action.REFUSE_FACILITATOR,
    Action.CONFIRM_PROMISE,
    Action.ENTER_STAGE,
    Action.MOVE_ON,
    Action.ANSWER_QUESTION,
    Action.ANSWER_VIEW,
    Action.ANSWER_ROUND,
    Action.CONFIRM_ANSWER,
    Action.BRING_OBJECTION,
    Action.OBJECT_FOR,
    Action.TAKE_BACK,
    Action.WRITE_DRAFT,
    Action.END_CLOSED_TIME,
    Action.BRING_OUT,
    Action.TEST_FRAMES,
    Action.GIVE_INFORMATION,
    Action.RECORD_DECISION,
    Action.ANSWER_TASK,
    Action.REPORT_TASK,
    Action.RECORD_CALL,
    Action.LOOK_BACK,
    Action.PROPOSE_ENDING,
    Action.HOLD_ENDING,
    Action.TAKE_BACK_ENDING,
    Action.END_WITHOUT_PLAN,
    Action.STOP_OWN_CASE,
    Action.END_EARLY,
}


@pytest.mark.parametrize("action", sorted(IN_ANY_STAGE))
def test_what_lets_somebody_leave_end_or_finish_knows_no_room(action: Action) -> None:
    assert action.rule.room == ""


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("phase", Phase)
def test_a_shut_room_shuts_what_begins_there_and_nothing_else(action: Action, phase: Phase) -> None:
    for who in WHO.values():
        before = refusal(action, who, phase, closed=False)
        shut = refusal(action, replace(who, rooms=frozenset()), phase, closed=False)
        opened = refusal(action, replace(who, rooms=frozenset({action.rule.room})), phase, closed=False)
        assert opened == before
        assert shut == ("room-is-shut" if before is None and action.rule.room else before)
