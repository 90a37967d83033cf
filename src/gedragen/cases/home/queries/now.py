"""What there can be to do for a seat."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gedragen.method.constitution.keys.declarations import DeclarationRule


class NowKind(StrEnum):
    JOIN = "join"
    CONFIRM_CARD = "confirm_card"
    HEAR_CARD = "hear_card"
    ACCEPT_FACILITATOR = "accept_facilitator"
    ONLY_THE_LAW = "only_the_law"
    DECLARE = "declare"
    DECIDE_NOMINATION = "decide_nomination"
    LOOK_AGAIN = "look_again"
    CONFIRM_ANSWERS = "confirm_answers"
    ANSWER_ITEM = "answer_item"
    ANSWER_TASK = "answer_task"
    SIGN_DOCUMENT = "sign_document"
    ANSWER_KEEPING = "answer_keeping"
    NAME_KEEPER = "name_keeper"
    FIND_SOMEBODY = "find_somebody"
    AGREE_DAY = "agree_day"
    LOOK_BACK = "look_back"
    CHANGE_ITEM = "change_item"
    GIVE_VOICE = "give_voice"
    AMONG_OURSELVES = "among_ourselves"
    BRING_OUT = "bring_out"
    SPEAK_FOR = "speak_for"
    CHOOSE_SAY = "choose_say"
    CORRECT_AGE = "correct_age"
    ANSWER_CHILD = "answer_child"
    TELL_CHILD = "tell_child"
    SPEAK_FOR_SIDE = "speak_for_side"
    SAY_HEARD = "say_heard"
    ANSWER_VIEW = "answer_view"
    ANSWER_FRAME = "answer_frame"
    ANSWER_ABOUT_FRAME = "answer_about_frame"
    READ_REMARK = "read_remark"
    WRITE_FRAMES = "write_frames"
    WRITE_PROMISE = "write_promise"
    CONFIRM_PROMISE = "confirm_promise"
    TEST_FRAMES = "test_frames"
    GIVE_INFORMATION = "give_information"
    SAY_YES_OR_NO = "say_yes_or_no"
    TRY_TO_REACH = "try_to_reach"
    HELP_ANSWER = "help_answer"
    CHANGE_PLAN = "change_plan"
    RECONSIDER_ITEM = "reconsider_item"
    WRITE_PLAN = "write_plan"
    PLAN_GOES_ON = "plan_goes_on"
    TASK_REFUSED = "task_refused"
    NOBODY_YET = "nobody_yet"
    FRAME_CHANGED = "frame_changed"
    READ_CORRECTION = "read_correction"
    DECISION_DIFFERS = "decision_differs"
    RECORD_DECISION = "record_decision"
    ANSWER_DOUBTS = "answer_doubts"
    READ_ENDING = "read_ending"
    ANSWER_QUESTION = "answer_question"
    SHARE_PLAN = "share_plan"
    MOVE_ON = "move_on"
    COCKPIT = "cockpit"


@dataclass(frozen=True)
class Now:
    """One thing to do. `number`: of the item, task, question, check-in or seat. `until`: its term, if it has one.

    `text`: what somebody else said of it.
    `not_on`: local days on which it was done already, and is not asked again.
    `rule`: which declaration, and `about` whom or which side, as its address says it.
    """

    kind: NowKind
    number: int | None = None
    until: datetime | date | None = None
    title: str = ""
    text: str = ""
    rule: DeclarationRule | None = None
    about: str = ""
    not_on: frozenset[date] = frozenset()
