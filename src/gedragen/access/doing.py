"""Who may do what, and when. Read this table to know every way in which a case can change."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.phases import Phase


class Role(StrEnum):
    """What a seat is in its case. CLOCK is time itself: it acts when a term ends."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    AUTHORITY = "authority"
    PROFESSIONAL = "professional"
    ADVOCATE = "advocate"
    CLOCK = "clock"


class Mode(StrEnum):
    """SHARED acts lock the case and enter the journal; OWN acts touch the seat's own rows only."""

    SHARED = "shared"
    OWN = "own"


class Need(StrEnum):
    """One named condition on the seat, on top of its role. From the fourth on the approach gives them."""

    DECIDES = "decides"
    MAIN_PERSON = "main_person"
    MANDATE = "mandate"
    CHOOSES_CIRCLE = "chooses_circle"
    CHOOSES_FACILITATOR = "chooses_facilitator"
    CHOOSES_PLACE = "chooses_place"
    ASKS_MAIN_PERSON = "asks_main_person"
    ASKS_FOOTING = "asks_footing"
    ONLY_THE_LAW = "only_the_law"
    CLOSED_TIME = "closed_time"
    SUPPORTS = "supports"
    ENDS_EARLY = "ends_early"
    WRITES_DOCUMENT = "writes_document"
    SIGNS_DOCUMENT = "signs_document"


class Action(StrEnum):
    TAKE_UP = "take_up"
    INTRODUCE = "introduce"
    DECLARE_INDEPENDENCE = "declare_independence"
    SET_LEVEL = "set_level"
    CHANGE_WORDING = "change_wording"
    ACCEPT_FACILITATOR = "accept_facilitator"
    REFUSE_FACILITATOR = "refuse_facilitator"
    SET_FOOTING = "set_footing"
    DECLARE_ONLY_THE_LAW = "declare_only_the_law"
    AGREE_TO_ONLY_THE_LAW = "agree_to_only_the_law"
    CHOOSE_PLACE = "choose_place"
    WRITE_FRAME = "write_frame"
    CHANGE_FRAME = "change_frame"
    WRITE_PROMISE = "write_promise"
    CONFIRM_PROMISE = "confirm_promise"
    ENTER_STAGE = "enter_stage"
    MOVE_ON = "move_on"
    INVITE = "invite"
    INVITE_PART = "invite_part"
    RENEW_ACCESS = "renew_access"
    COME_IN = "come_in"
    CONFIRM_CARD = "confirm_card"
    REFUSE_CARD = "refuse_card"
    HEAR_CARD = "hear_card"
    JOIN = "join"
    DECLINE = "decline"
    ERASE_ME = "erase_me"
    NOMINATE = "nominate"
    SETTLE_NOMINATION = "settle_nomination"
    DISCUSS_NOMINATION = "discuss_nomination"
    DECIDE_NOMINATION = "decide_nomination"
    CHANGE_WHO_DECIDES = "change_who_decides"
    RECORD_PREPARATION = "record_preparation"
    BRING_VIEW = "bring_view"
    ANSWER_VIEW = "answer_view"
    EXCEPT_OPPOSITION = "except_opposition"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    GIVE_VOICE = "give_voice"
    SET_MAIL = "set_mail"
    SPEAK_FOR = "speak_for"
    BRING_VIEW_FOR = "bring_view_for"
    OBJECT_FOR = "object_for"
    OPEN_CLOSED_TIME = "open_closed_time"
    WRITE_DRAFT = "write_draft"
    END_CLOSED_TIME = "end_closed_time"
    BRING_OUT = "bring_out"
    WRITE_ITEM = "write_item"
    DROP_ITEM = "drop_item"
    AGREE_SAFETY_NET = "agree_safety_net"
    AGREE_ARRANGEMENT = "agree_arrangement"
    WRITE_DOCUMENT = "write_document"
    SIGN_DOCUMENT = "sign_document"
    OPEN_ROUND = "open_round"
    ANSWER_ROUND = "answer_round"
    ANSWER_ON_BEHALF = "answer_on_behalf"
    CONFIRM_ANSWER = "confirm_answer"
    BRING_OBJECTION = "bring_objection"
    RECORD_CONTACT = "record_contact"
    CLOSE_ROUND = "close_round"
    ASK_FRAME_TEST = "ask_frame_test"
    TEST_FRAMES = "test_frames"
    GIVE_INFORMATION = "give_information"
    END_TERM = "end_term"
    RECORD_DECISION = "record_decision"
    END_WITHOUT_PLAN = "end_without_plan"
    END_EARLY = "end_early"
    OFFER_TASK = "offer_task"
    ANSWER_TASK = "answer_task"
    REPORT_TASK = "report_task"
    RECORD_CALL = "record_call"
    LOOK_BACK = "look_back"
    OPEN_REVIEW = "open_review"
    CLOSE_REVIEW = "close_review"
    TAKE_BACK = "take_back"
    SEAL = "seal"


@dataclass(frozen=True)
class Rule:
    """Who may act, in which phases; a closed case changes no more unless `after_close`.

    `room`: what begins with this act is written there, so it waits for a stage in which that room is open. What was
    begun can be finished in any stage, and whatever lets somebody leave, end or say no knows no room.
    """

    by: frozenset[Role]
    during: frozenset[Phase]
    mode: Mode = Mode.SHARED
    needs: tuple[Need, ...] = ()
    before_joining: bool = False
    after_close: bool = False
    room: str = ""


@dataclass(frozen=True)
class Standing:
    """All that the table may know of the seat that acts. `rooms`: those open in the stage of its case; None: all."""

    role: Role
    decides: bool = False
    is_main_person: bool = False
    has_mandate: bool = False
    has_joined: bool = True
    given: frozenset[Need] = frozenset()
    rooms: frozenset[str] | None = None

    def writes_in(self, room: str) -> bool:
        """Whether something new may be begun in a room in this stage."""
        return self.rooms is None or room in self.rooms


class Denied(Exception):
    """Somebody of the case may not do this now. `reason` is a code for the pages.

    `stages`: where it may be done, when it is only the stage that is not right.
    """

    def __init__(self, reason: str, stages: tuple[Stage, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.stages = stages


class NotFound(Exception):
    """There is no such thing for you: an outsider learns no more than that."""


# The one refusal that says where it may be done.
ROOM_IS_SHUT: Final = "room-is-shut"
P, F, A, X, C = Role.PARTICIPANT, Role.FACILITATOR, Role.AUTHORITY, Role.PROFESSIONAL, Role.CLOCK
# Beside somebody, a child for instance: speaks for them, and never decides.
B = Role.ADVOCATE
PEOPLE = (P, F, A, X, B)
S, V, D, K = Phase.STARTING, Phase.PREPARING, Phase.DECIDING, Phase.CARRYING_OUT
ALWAYS = tuple(Phase)
AFTER_FREEZE = (V, D, K)


def rule(
    *by: Role,
    during: tuple[Phase, ...],
    mode: Mode = Mode.SHARED,
    needs: tuple[Need, ...] = (),
    before_joining: bool = False,
    after_close: bool = False,
    room: str = "",
) -> Rule:
    return Rule(frozenset(by), frozenset(during), mode, needs, before_joining, after_close, room)


RULES: dict[Action, Rule] = {
    # Starting: the question, the level, the frames, the promise
    Action.TAKE_UP: rule(F, during=(S,)),
    Action.INTRODUCE: rule(F, during=ALWAYS, room="open"),
    Action.DECLARE_INDEPENDENCE: rule(F, during=ALWAYS),
    Action.SET_LEVEL: rule(F, during=ALWAYS),
    # The rules of a running case stay. Their Dutch may be said better, and everybody hears where.
    Action.CHANGE_WORDING: rule(F, during=ALWAYS),
    Action.ACCEPT_FACILITATOR: rule(P, during=(S,), needs=(Need.MAIN_PERSON,)),
    Action.REFUSE_FACILITATOR: rule(P, during=(S,), needs=(Need.CHOOSES_FACILITATOR,)),
    Action.SET_FOOTING: rule(F, during=ALWAYS, needs=(Need.ASKS_FOOTING,)),
    Action.DECLARE_ONLY_THE_LAW: rule(F, during=(S,), needs=(Need.ONLY_THE_LAW,), room="open"),
    Action.AGREE_TO_ONLY_THE_LAW: rule(P, during=(S,), needs=(Need.ONLY_THE_LAW,)),
    Action.CHOOSE_PLACE: rule(P, during=(S, V, D), needs=(Need.CHOOSES_PLACE,), room="open"),
    Action.WRITE_FRAME: rule(A, during=(S,), room="open"),
    Action.CHANGE_FRAME: rule(A, during=(V, D), needs=(Need.MANDATE,), room="open"),
    Action.WRITE_PROMISE: rule(A, during=(S,), room="open"),
    Action.CONFIRM_PROMISE: rule(A, during=(S,), needs=(Need.MANDATE,)),
    Action.ENTER_STAGE: rule(F, during=ALWAYS),
    Action.MOVE_ON: rule(F, during=(S, V)),
    # Getting in, and out
    Action.INVITE: rule(F, during=ALWAYS),
    # Part of a list that she gave. What waits when the case closes is invited no more, and that is told.
    Action.INVITE_PART: rule(C, during=ALWAYS, after_close=True),
    Action.RENEW_ACCESS: rule(F, during=ALWAYS),
    Action.COME_IN: rule(*PEOPLE, during=ALWAYS, mode=Mode.OWN, before_joining=True, after_close=True),
    # A new card opens nothing until its person says yes: on a device that is in, or aloud to somebody else who joined.
    Action.CONFIRM_CARD: rule(*PEOPLE, during=ALWAYS, before_joining=True, after_close=True),
    Action.REFUSE_CARD: rule(*PEOPLE, during=ALWAYS, before_joining=True, after_close=True),
    Action.HEAR_CARD: rule(P, A, X, B, during=ALWAYS, after_close=True),
    Action.JOIN: rule(*PEOPLE, during=ALWAYS, mode=Mode.OWN, before_joining=True),
    Action.DECLINE: rule(P, A, X, B, during=ALWAYS, mode=Mode.OWN, before_joining=True),
    Action.ERASE_ME: rule(P, A, X, B, during=ALWAYS, before_joining=True, after_close=True),
    Action.SET_MAIL: rule(*PEOPLE, during=ALWAYS, mode=Mode.OWN, after_close=True),
    Action.NOMINATE: rule(*PEOPLE, during=ALWAYS, before_joining=True),
    Action.SETTLE_NOMINATION: rule(F, during=AFTER_FREEZE),
    Action.DISCUSS_NOMINATION: rule(F, during=ALWAYS, needs=(Need.ASKS_MAIN_PERSON,)),
    Action.DECIDE_NOMINATION: rule(P, during=ALWAYS, needs=(Need.CHOOSES_CIRCLE,)),
    Action.CHANGE_WHO_DECIDES: rule(P, during=(V, D), needs=(Need.CHOOSES_CIRCLE,)),
    # Preparing: talks, voices, other views, questions
    Action.RECORD_PREPARATION: rule(F, during=AFTER_FREEZE),
    Action.GIVE_VOICE: rule(P, during=ALWAYS, mode=Mode.OWN),
    Action.BRING_VIEW: rule(P, during=(V, D), needs=(Need.DECIDES,), room="circle"),
    Action.ANSWER_VIEW: rule(P, during=(V, D, K), needs=(Need.DECIDES,)),
    Action.EXCEPT_OPPOSITION: rule(F, during=(V,), room="open"),
    Action.SPEAK_FOR: rule(B, during=ALWAYS, mode=Mode.OWN, needs=(Need.SUPPORTS,)),
    Action.BRING_VIEW_FOR: rule(B, during=(V, D), needs=(Need.SUPPORTS,), room="circle"),
    Action.ASK_QUESTION: rule(P, F, B, during=AFTER_FREEZE, room="information"),
    Action.ANSWER_QUESTION: rule(X, F, during=AFTER_FREEZE),
    # Closed time: a closed room holds drafts only, and the journal tells that it opened and ended, no more
    Action.OPEN_CLOSED_TIME: rule(F, during=(D, K), needs=(Need.CLOSED_TIME,)),
    Action.WRITE_DRAFT: rule(P, during=(D, K), mode=Mode.OWN, needs=(Need.CLOSED_TIME,)),
    Action.END_CLOSED_TIME: rule(P, during=(D, K), needs=(Need.CLOSED_TIME,)),
    Action.BRING_OUT: rule(P, during=(D, K), needs=(Need.CLOSED_TIME, Need.DECIDES)),
    # Deciding: items, rounds, the frame test
    Action.WRITE_ITEM: rule(P, during=(D, K), needs=(Need.DECIDES,), room="plan"),
    Action.DROP_ITEM: rule(P, during=(D, K), needs=(Need.DECIDES,), room="plan"),
    Action.AGREE_SAFETY_NET: rule(P, during=(D, K), needs=(Need.DECIDES,), room="plan"),
    Action.AGREE_ARRANGEMENT: rule(P, during=(D, K), needs=(Need.DECIDES,), room="plan"),
    # A paper of the approach's own, from the phase that it belongs to. Nobody signs who guides, or for another.
    Action.WRITE_DOCUMENT: rule(P, F, A, X, during=ALWAYS, needs=(Need.WRITES_DOCUMENT,)),
    Action.SIGN_DOCUMENT: rule(P, A, X, during=ALWAYS, needs=(Need.SIGNS_DOCUMENT,)),
    Action.OPEN_ROUND: rule(F, during=(D, K), room="ballot"),
    # A professional decides only when the circle asked for that: it belongs to the seat, not to the badge.
    Action.ANSWER_ROUND: rule(P, X, during=(D, K), mode=Mode.OWN, needs=(Need.DECIDES,)),
    Action.ANSWER_ON_BEHALF: rule(F, during=(D, K)),
    Action.CONFIRM_ANSWER: rule(P, X, during=(D, K), mode=Mode.OWN, needs=(Need.DECIDES,)),
    # The facilitator's own row: an entry while the round is open would tell anyone its outcome.
    Action.BRING_OBJECTION: rule(F, during=(D, K), mode=Mode.OWN),
    Action.OBJECT_FOR: rule(B, during=(D, K), mode=Mode.OWN, needs=(Need.SUPPORTS,)),
    Action.RECORD_CONTACT: rule(F, during=(D, K)),
    Action.CLOSE_ROUND: rule(C, during=(D, K)),
    Action.ASK_FRAME_TEST: rule(F, during=(D, K)),
    Action.TEST_FRAMES: rule(A, during=(D, K), needs=(Need.MANDATE,)),
    Action.GIVE_INFORMATION: rule(P, F, during=(D, K)),
    Action.END_TERM: rule(C, during=(D, K)),
    Action.RECORD_DECISION: rule(A, during=(D, K), needs=(Need.MANDATE,)),
    Action.END_WITHOUT_PLAN: rule(F, during=(V, D)),
    Action.END_EARLY: rule(F, during=(S, V), needs=(Need.ENDS_EARLY,)),
    # Carrying out: tasks, calls, looking back
    Action.OFFER_TASK: rule(P, F, during=(D, K), room="plan"),
    Action.ANSWER_TASK: rule(P, A, X, B, during=(D, K), mode=Mode.OWN),
    Action.REPORT_TASK: rule(P, A, X, B, during=(D, K)),
    Action.RECORD_CALL: rule(F, during=(K,)),
    Action.LOOK_BACK: rule(P, during=(K,), mode=Mode.OWN),
    Action.OPEN_REVIEW: rule(C, during=(K,)),
    Action.CLOSE_REVIEW: rule(C, during=(K,), after_close=True),
    Action.TAKE_BACK: rule(P, X, during=(D, K), needs=(Need.DECIDES,)),
    # Sealing what people did on their own rows
    Action.SEAL: rule(C, during=ALWAYS, after_close=True),
}

# Who can be given a say: whoever the table lets answer a round, once they decide.
CAN_DECIDE = RULES[Action.ANSWER_ROUND].by


def _has(who: Standing, need: Need) -> bool:
    own = {Need.DECIDES: who.decides, Need.MAIN_PERSON: who.is_main_person, Need.MANDATE: who.has_mandate}
    return own.get(need, need in who.given)


def refusal(action: Action, who: Standing, phase: Phase, *, closed: bool) -> str | None:
    """Why this seat may not do this now, as a code; None when it may."""
    found = RULES[action]
    if who.role not in found.by:
        return "not-your-role"
    for need in found.needs:
        if not _has(who, need):
            return f"needs-{need.value.replace('_', '-')}"
    if closed and not found.after_close:
        return "case-is-closed"
    if not who.has_joined and not found.before_joining:
        return "join-first"
    if phase not in found.during:
        return "not-in-this-phase"
    return ROOM_IS_SHUT if found.room and not who.writes_in(found.room) else None


def allowed(who: Standing, phase: Phase, *, closed: bool) -> AbstractSet[Action]:
    """Every action this seat may do now: the same table for the gate and for the buttons."""
    return frozenset(a for a in Action if refusal(a, who, phase, closed=closed) is None)
