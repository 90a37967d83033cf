"""Who may do what, and when. Read this table to know every way in which a case can change."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.phases import Phase


class Role(StrEnum):
    """What a seat is in its case. CLOCK is time itself: it acts when a term ends.

    BRINGER: told of a question that is somebody else's, and has no part in it.
    """

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    AUTHORITY = "authority"
    PROFESSIONAL = "professional"
    ADVOCATE = "advocate"
    BRINGER = "bringer"
    CLOCK = "clock"


class Mode(StrEnum):
    """SHARED acts lock the case and enter the journal; OWN acts touch the seat's own rows only."""

    SHARED = "shared"
    OWN = "own"


class Need(StrEnum):
    """One named condition on the seat, on top of its role. From the seventh on the approach gives them.

    ANSWERS: it decides, or the approach asks it about its own part. CHOOSES_SAY: is asked whether they decide.
    NO_CHILD: old enough to be asked for a judgement. OBJECTS_FOR: it stands beside somebody who is.
    """

    DECIDES = "decides"
    ANSWERS = "answers"
    MAIN_PERSON = "main_person"
    MANDATE = "mandate"
    NO_CHILD = "no_child"
    CHOOSES_SAY = "chooses_say"
    CHOOSES_CIRCLE = "chooses_circle"
    CHOOSES_FACILITATOR = "chooses_facilitator"
    CHOOSES_PLACE = "chooses_place"
    ASKS_MAIN_PERSON = "asks_main_person"
    LOOKS_AGAIN = "looks_again"
    ASKS_FOOTING = "asks_footing"
    ONLY_THE_LAW = "only_the_law"
    CLOSED_TIME = "closed_time"
    DECLARES = "declares"
    HAS_SIDES = "has_sides"
    KEEPS_SIDES = "keeps_sides"
    HAS_KEEPER = "has_keeper"
    AGREES_DAYS = "agrees_days"
    SUPPORTS = "supports"
    ENDS_EARLY = "ends_early"
    WRITES_DOCUMENT = "writes_document"
    SIGNS_DOCUMENT = "signs_document"
    OBJECTS_FOR = "objects_for"
    HAS_SETTINGS = "has_settings"
    LEAVING_STOPS = "leaving_stops"
    SHARES_PLAN = "shares_plan"


@dataclass(frozen=True)
class Rule:
    """Who may act, in which phases; a closed case changes no more unless `after_close`.

    `room`: what begins with this act is written there, so it waits for a stage in which that room is open. What was
    begun can be finished in any stage, and whatever lets somebody leave, end or say no knows no room.
    `by_anyone`: by who is not in the case, where it is open.
    `unless`: for whoever takes part and meets one of these, another act stands in its place.
    """

    by: frozenset[Role]
    during: frozenset[Phase]
    mode: Mode = Mode.SHARED
    needs: tuple[Need, ...] = ()
    before_joining: bool = False
    after_close: bool = False
    room: str = ""
    by_anyone: bool = False
    unless: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Standing:
    """All that the table may know of the seat that acts. `rooms`: those open in the stage of its case; None: all.

    `is_child`: says what they think, and judges nothing. `chooses_say`: says themselves whether they decide.
    """

    role: Role
    decides: bool = False
    is_main_person: bool = False
    has_mandate: bool = False
    has_joined: bool = True
    is_child: bool = False
    chooses_say: bool = False
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
# Told of it, and goes again as they like.
T = Role.BRINGER
PEOPLE = (P, F, A, X, B)
S, V, D, K = Phase.STARTING, Phase.PREPARING, Phase.DECIDING, Phase.CARRYING_OUT
ALWAYS = tuple(Phase)
AFTER_FREEZE = (V, D, K)


def by(
    *roles: Role,
    during: tuple[Phase, ...],
    mode: Mode = Mode.SHARED,
    needs: tuple[Need, ...] = (),
    before_joining: bool = False,
    after_close: bool = False,
    room: str = "",
    by_anyone: bool = False,
    unless: tuple[Need, ...] = (),
) -> Rule:
    return Rule(frozenset(roles), frozenset(during), mode, needs, before_joining, after_close, room, by_anyone, unless)


class Action(StrEnum):
    """Every way in which a case can change, and its rule."""

    rule: Rule

    def __new__(cls, name: str, rule: Rule) -> "Action":
        action = str.__new__(cls, name)
        action._value_, action.rule = name, rule
        return action

    # Starting: the question, the level, the frames, the promise
    TAKE_UP = "take_up", by(F, during=(S,))
    INTRODUCE = "introduce", by(F, during=ALWAYS, room="open")
    DECLARE_INDEPENDENCE = "declare_independence", by(F, during=ALWAYS)
    SET_LEVEL = "set_level", by(F, during=ALWAYS)
    # The rules of a running case stay. Their Dutch may be said better, and everybody hears where.
    CHANGE_WORDING = "change_wording", by(F, during=ALWAYS)
    # What was told of somebody else is read by whom it is about only with a yes of who told it.
    SHARE_TOLD = "share_told", by(T, during=ALWAYS)
    ACCEPT_FACILITATOR = "accept_facilitator", by(P, during=(S,), needs=(Need.MAIN_PERSON,))
    REFUSE_FACILITATOR = "refuse_facilitator", by(P, during=(S,), needs=(Need.CHOOSES_FACILITATOR,))
    SET_FOOTING = "set_footing", by(F, during=ALWAYS, needs=(Need.ASKS_FOOTING,))
    # How long a term is that each situation fills in: whoever keeps to it, or guides them, says so.
    SET_LENGTH = "set_length", by(F, A, during=ALWAYS, needs=(Need.HAS_SETTINGS,))
    DECLARE_ONLY_THE_LAW = "declare_only_the_law", by(F, during=(S,), needs=(Need.ONLY_THE_LAW,), room="open")
    AGREE_TO_ONLY_THE_LAW = "agree_to_only_the_law", by(P, during=(S,), needs=(Need.ONLY_THE_LAW,))
    CHOOSE_PLACE = "choose_place", by(P, during=(S, V, D), needs=(Need.CHOOSES_PLACE,), room="open")
    WRITE_FRAME = "write_frame", by(A, during=(S,), room="open")
    CHANGE_FRAME = "change_frame", by(A, during=(V, D), needs=(Need.MANDATE,), room="open")
    # Whether it gives more room, and what it touches, is not for the one who sets it to say alone.
    DISPUTE_FRAME = "dispute_frame", by(P, during=(D,), needs=(Need.DECIDES,), room="plan")
    NAME_TOUCHED = "name_touched", by(P, during=(D,), needs=(Need.DECIDES,), room="plan")
    REMARK_ON_FRAME = "remark_on_frame", by(F, during=(S,), room="open")
    ASK_ABOUT_FRAME = "ask_about_frame", by(P, during=(V, D), needs=(Need.DECIDES,), room="open")
    ANSWER_ABOUT_FRAME = "answer_about_frame", by(A, during=(V, D), needs=(Need.MANDATE,))
    WRITE_PROMISE = "write_promise", by(A, during=(S,), room="open")
    CONFIRM_PROMISE = "confirm_promise", by(A, during=(S,), needs=(Need.MANDATE,))
    # What an approach asks for besides: who says which, its file tells.
    DECLARE = "declare", by(*PEOPLE, during=ALWAYS, needs=(Need.DECLARES,))
    WITHDRAW = "withdraw", by(*PEOPLE, during=ALWAYS, needs=(Need.DECLARES,))
    ENTER_STAGE = "enter_stage", by(F, during=ALWAYS)
    MOVE_ON = "move_on", by(F, during=(S, V))
    # Getting in, and out
    INVITE = "invite", by(F, during=ALWAYS)
    # Part of a list that she gave. What waits when the case closes is invited no more, and that is told.
    INVITE_PART = "invite_part", by(C, during=ALWAYS, after_close=True)
    RENEW_ACCESS = "renew_access", by(F, during=ALWAYS)
    COME_IN = "come_in", by(*PEOPLE, T, during=ALWAYS, mode=Mode.OWN, before_joining=True, after_close=True)
    # A new card opens nothing until its person says yes: on a device that is in, or aloud to somebody else who joined.
    CONFIRM_CARD = "confirm_card", by(*PEOPLE, T, during=ALWAYS, before_joining=True, after_close=True)
    REFUSE_CARD = "refuse_card", by(*PEOPLE, T, during=ALWAYS, before_joining=True, after_close=True)
    HEAR_CARD = "hear_card", by(P, A, X, B, during=ALWAYS, after_close=True)
    JOIN = "join", by(*PEOPLE, during=ALWAYS, mode=Mode.OWN, before_joining=True)
    DECLINE = "decline", by(P, A, X, B, during=ALWAYS, mode=Mode.OWN, before_joining=True, unless=(Need.LEAVING_STOPS,))
    # Where the approach says so, whoever of a side leaves ends it for everybody, and stays where they sit.
    STOP_BY_LEAVING = "stop_by_leaving", by(P, during=ALWAYS, needs=(Need.LEAVING_STOPS,))
    ERASE_ME = "erase_me", by(P, A, X, B, T, during=ALWAYS, before_joining=True, after_close=True)
    NOMINATE = "nominate", by(*PEOPLE, during=ALWAYS, before_joining=True)
    # By anyone, where the approach lets them and the case is open: nobody of the case needs it.
    NAME_MYSELF = "name_myself", by(during=ALWAYS, by_anyone=True)
    # Only who guides and whom it is about read it, and nobody undoes it: names would stand beside old answers again.
    RECORD_DEPENDENCE = "record_dependence", by(P, F, X, during=ALWAYS)
    # Nobody hears of it, and nobody needs it: one yes alone of somebody whom no other knows lets nothing pass.
    KNOW_PERSON = "know_person", by(P, during=ALWAYS, mode=Mode.OWN, needs=(Need.DECIDES,))
    SETTLE_NOMINATION = "settle_nomination", by(F, during=AFTER_FREEZE)
    DISCUSS_NOMINATION = "discuss_nomination", by(F, during=ALWAYS, needs=(Need.ASKS_MAIN_PERSON,))
    DECIDE_NOMINATION = "decide_nomination", by(P, during=ALWAYS, needs=(Need.CHOOSES_CIRCLE,))
    # Of a parent with authority over a child who is kept out. It blocks nothing, and no entry tells of it.
    LOOK_AGAIN = "look_again", by(P, F, during=ALWAYS, needs=(Need.LOOKS_AGAIN,))
    CHANGE_WHO_DECIDES = "change_who_decides", by(P, during=(V, D), needs=(Need.CHOOSES_CIRCLE,))
    # From twelve to fifteen: to decide along, or to say what one thinks. Nobody else chooses that for them.
    CHOOSE_SAY = "choose_say", by(P, during=(V, D), needs=(Need.CHOOSES_SAY,))
    # Recorded when they are invited. Whom it is about and who stands beside them read it, and say when it is not right.
    CORRECT_AGE = "correct_age", by(F, during=ALWAYS)
    DOUBT_AGE = "doubt_age", by(P, B, during=ALWAYS)
    SAY_JE = "say_je", by(P, B, F, during=ALWAYS)
    SET_SIDE = "set_side", by(F, during=(S, V), needs=(Need.HAS_SIDES,))
    # Preparing: talks, voices, other views, questions
    RECORD_PREPARATION = "record_preparation", by(F, during=AFTER_FREEZE)
    BRING_VIEW = "bring_view", by(P, during=(V, D), needs=(Need.DECIDES,), room="circle")
    ANSWER_VIEW = "answer_view", by(P, during=(V, D, K), needs=(Need.DECIDES,))
    EXCEPT_OPPOSITION = "except_opposition", by(F, during=(V, D), room="open")
    # The sides of a situation, where the approach has none: asked in a conflict, and offered below it. On which side
    # somebody stands is between them and who guides; who is there speaks for their side, and says what came of it.
    NAME_SIDE = "name_side", by(F, during=(S, V, D), needs=(Need.KEEPS_SIDES,), room="open")
    PUT_ON_SIDES = "put_on_sides", by(F, during=(S, V, D), needs=(Need.KEEPS_SIDES,))
    EXCEPT_SIDE = "except_side", by(F, during=(V, D), needs=(Need.KEEPS_SIDES,), room="open")
    BRING_ABSENT_VIEW = "bring_absent_view", by(F, during=(V, D), room="circle")
    SAY_NOTHING_ELSE = "say_nothing_else", by(P, during=(V, D), needs=(Need.DECIDES,))
    SAY_HEARD = "say_heard", by(P, B, F, during=(V, D, K), needs=(Need.NO_CHILD,))
    ASK_QUESTION = "ask_question", by(P, F, B, during=AFTER_FREEZE, room="information")
    ANSWER_QUESTION = "answer_question", by(X, F, during=AFTER_FREEZE)
    GIVE_VOICE = "give_voice", by(P, during=ALWAYS, mode=Mode.OWN)
    SET_MAIL = "set_mail", by(*PEOPLE, T, during=ALWAYS, mode=Mode.OWN, after_close=True)
    # Who guides writes it down for a child beside whom nobody stands.
    SPEAK_FOR = "speak_for", by(B, F, during=ALWAYS, mode=Mode.OWN, needs=(Need.SUPPORTS,))
    BRING_VIEW_FOR = "bring_view_for", by(B, during=(V, D), needs=(Need.OBJECTS_FOR,), room="circle")
    OBJECT_FOR = "object_for", by(B, during=(D, K), mode=Mode.OWN, needs=(Need.OBJECTS_FOR,))
    # What a child says counts for nothing and is answered: by who decides, and told by who stands beside the child.
    ANSWER_CHILD = "answer_child", by(P, during=AFTER_FREEZE, needs=(Need.DECIDES,), room="circle")
    TELL_CHILD = "tell_child", by(B, F, during=AFTER_FREEZE, needs=(Need.SUPPORTS,))
    # Closed time: a closed room holds drafts only, and the journal tells that it opened and ended, no more
    OPEN_CLOSED_TIME = "open_closed_time", by(F, during=(D, K), needs=(Need.CLOSED_TIME,))
    WRITE_DRAFT = "write_draft", by(P, during=(D, K), mode=Mode.OWN, needs=(Need.CLOSED_TIME,))
    END_CLOSED_TIME = "end_closed_time", by(P, during=(D, K), needs=(Need.CLOSED_TIME,))
    BRING_OUT = "bring_out", by(P, during=(D, K), needs=(Need.CLOSED_TIME, Need.DECIDES))
    # Deciding: items, rounds, the frame test
    WRITE_ITEM = "write_item", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    DROP_ITEM = "drop_item", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    # Spelling and the like. Of what was agreed only who wrote it, and anybody can say that it changes what they agreed.
    CORRECT_ITEM = "correct_item", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    DISPUTE_CORRECTION = "dispute_correction", by(P, X, during=(D, K), needs=(Need.ANSWERS,))
    SETTLE_CORRECTION = "settle_correction", by(C, during=(D, K))
    AGREE_SAFETY_NET = "agree_safety_net", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    AGREE_ARRANGEMENT = "agree_arrangement", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    # Who keeps an eye on the plan after the call, where the circle chooses that. Nobody does without their own yes.
    NAME_KEEPER = "name_keeper", by(P, during=(D, K), needs=(Need.DECIDES, Need.HAS_KEEPER), room="plan")
    ANSWER_KEEPING = "answer_keeping", by(P, X, during=(D, K), needs=(Need.DECIDES, Need.HAS_KEEPER))
    # With who must work by the plan and does not read it. To take it back is possible in any stage.
    SHARE_PLAN = "share_plan", by(P, during=(D, K), needs=(Need.DECIDES, Need.SHARES_PLAN))
    AGREE_REVIEW_DAY = "agree_review_day", by(P, during=(D, K), needs=(Need.DECIDES, Need.AGREES_DAYS), room="plan")
    # A paper of the approach's own, from the phase that it belongs to. Nobody signs who guides, or for another.
    WRITE_DOCUMENT = "write_document", by(P, F, A, X, during=ALWAYS, needs=(Need.WRITES_DOCUMENT,))
    SIGN_DOCUMENT = "sign_document", by(P, A, X, during=ALWAYS, needs=(Need.SIGNS_DOCUMENT,))
    OPEN_ROUND = "open_round", by(F, during=(D, K), room="ballot")
    # Nobody holds a text up by never asking about it: after a few days whoever decides does.
    ASK_EVERYONE = "ask_everyone", by(P, X, during=(D, K), needs=(Need.DECIDES,), room="ballot")
    # A professional decides when the circle asked for that: it belongs to the seat, not to the badge. Some approaches
    # ask them about their own part; which items that are, the act asks.
    ANSWER_ROUND = "answer_round", by(P, X, during=(D, K), mode=Mode.OWN, needs=(Need.ANSWERS,))
    # To the facilitator alone, and her own row: who asks, and that she called, stands in no entry.
    ASK_TO_TALK = "ask_to_talk", by(P, X, during=(D, K), mode=Mode.OWN, needs=(Need.ANSWERS,))
    RECORD_TALK = "record_talk", by(F, during=(D, K), mode=Mode.OWN)
    ANSWER_ON_BEHALF = "answer_on_behalf", by(F, during=(D, K))
    CONFIRM_ANSWER = "confirm_answer", by(P, X, during=(D, K), mode=Mode.OWN, needs=(Need.ANSWERS,))
    # The facilitator's own row: an entry while the round is open would tell anyone its outcome.
    BRING_OBJECTION = "bring_objection", by(F, during=(D, K), mode=Mode.OWN)
    RECORD_CONTACT = "record_contact", by(F, during=(D, K))
    # Nobody keeps a round open by never calling: whoever decides writes down a try, and never that they were reached.
    TRY_TO_REACH = "try_to_reach", by(P, X, during=(D, K), needs=(Need.DECIDES,))
    CLOSE_ROUND = "close_round", by(C, during=(D, K))
    ASK_FRAME_TEST = "ask_frame_test", by(F, during=(D, K))
    TEST_FRAMES = "test_frames", by(A, during=(D, K), needs=(Need.MANDATE,))
    GIVE_INFORMATION = "give_information", by(P, F, during=(D, K))
    END_TERM = "end_term", by(C, during=(D, K))
    RECORD_DECISION = "record_decision", by(A, during=(D, K), needs=(Need.MANDATE,))
    # What it says of the plan is not for the authority to say alone; nothing changes by it.
    DOUBT_DECISION = "doubt_decision", by(P, during=(D, K), needs=(Need.DECIDES,))
    ANSWER_DOUBTS = "answer_doubts", by(A, during=(D, K), needs=(Need.MANDATE,))
    # Nobody ends it alone: proposed to all, held by a step that somebody wants first, and then ended by time.
    PROPOSE_ENDING = "propose_ending", by(F, during=(V, D))
    HOLD_ENDING = "hold_ending", by(P, X, during=(S, V, D), needs=(Need.DECIDES,))
    TAKE_BACK_ENDING = "take_back_ending", by(F, during=(S, V, D))
    END_WITHOUT_PLAN = "end_without_plan", by(C, during=(S, V, D))
    # Where the circle is somebody's own, so is the question: whom it is about can always stop it.
    STOP_OWN_CASE = "stop_own_case", by(P, during=(S, V, D), needs=(Need.MAIN_PERSON, Need.CHOOSES_CIRCLE))
    # Before people meet: proposed as well, once somebody came besides who guides and who brought it.
    END_EARLY = "end_early", by(F, during=(S, V), needs=(Need.ENDS_EARLY,))
    # Carrying out: tasks, calls, looking back
    # Who guides hands out no work: the people ask each other, and whom else they want to ask.
    OFFER_TASK = "offer_task", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    # Who wants to do it is asked first whether the text will do: a yes decides along, a no asks all anew.
    VOLUNTEER = "volunteer", by(P, during=(D, K), needs=(Need.DECIDES,), room="plan")
    ANSWER_TASK = "answer_task", by(P, A, X, B, during=(D, K), mode=Mode.OWN)
    REPORT_TASK = "report_task", by(P, A, X, B, during=(D, K))
    RECORD_CALL = "record_call", by(F, during=(K,))
    LOOK_BACK = "look_back", by(P, A, X, during=(K,), mode=Mode.OWN, needs=(Need.NO_CHILD,))
    OPEN_REVIEW = "open_review", by(C, during=(K,))
    CLOSE_REVIEW = "close_review", by(C, during=(K,), after_close=True)
    TAKE_BACK = "take_back", by(P, X, during=(D, K), needs=(Need.ANSWERS,))
    # Sealing what people did on their own rows
    SEAL = "seal", by(C, during=ALWAYS, after_close=True)


# Who can be given a say: whoever the table lets answer a round, once they decide.
CAN_DECIDE = Action.ANSWER_ROUND.rule.by


def _has(who: Standing, need: Need) -> bool:
    own = {
        Need.DECIDES: who.decides,
        Need.ANSWERS: who.decides or Need.ANSWERS in who.given,
        Need.MAIN_PERSON: who.is_main_person,
        Need.MANDATE: who.has_mandate,
        Need.NO_CHILD: not who.is_child,
        Need.CHOOSES_SAY: who.chooses_say,
        # Beside a child may stand nobody: then it is who guides who writes down what it says.
        Need.SUPPORTS: who.role is Role.FACILITATOR or Need.SUPPORTS in who.given,
    }
    return own.get(need, need in who.given)


def refusal(action: Action, who: Standing, phase: Phase, *, closed: bool) -> str | None:
    """Why this seat may not do this now, as a code; None when it may."""
    rule = action.rule
    if who.role not in rule.by:
        return "not-your-role"
    for need in rule.needs:
        if not _has(who, need):
            return f"needs-{need.value.replace('_', '-')}"
    if closed and not rule.after_close:
        return "case-is-closed"
    if not who.has_joined and not rule.before_joining:
        return "join-first"
    return _refusal_here(rule, who, phase)


def _refusal_here(rule: Rule, who: Standing, phase: Phase) -> str | None:
    """Of somebody of whom it is the role."""
    for need in rule.unless if who.has_joined else ():
        if _has(who, need):
            return f"unless-{need.value.replace('_', '-')}"
    if phase not in rule.during:
        return "not-in-this-phase"
    return ROOM_IS_SHUT if rule.room and not who.writes_in(rule.room) else None


def allowed(who: Standing, phase: Phase, *, closed: bool) -> AbstractSet[Action]:
    """Every action this seat may do now: the same table for the gate and for the buttons."""
    return frozenset(a for a in Action if refusal(a, who, phase, closed=closed) is None)
