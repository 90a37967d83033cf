"""What a journal can tell, and what of a case moves with it.

Each word has kinds of its own in its `entries.py`; here are those that belong to no single one.
"""

from enum import StrEnum


class Topic(StrEnum):
    """A part of a case that changes by itself. A case keeps a number for each, which only grows."""

    # The case itself: its question, phase, level, ending, and its rooms.
    CASE = "case"
    # Who has a seat, as what, and their ways in.
    SEATS = "seats"
    # How many take part: moved by inviting and erasing, and by everybody who joins or declines.
    PEOPLE = "people"
    # Who took part and left, or came back.
    LEAVING = "leaving"
    NOMINATIONS = "nominations"
    FRAMES = "frames"
    DECLARATIONS = "declarations"
    VIEWS = "views"
    QUESTIONS = "questions"
    ITEMS = "items"
    # Rounds as they run; `OUTCOMES` as they ended.
    ROUNDS = "rounds"
    OUTCOMES = "outcomes"
    FRAME_TEST = "frame-test"
    TASKS = "tasks"
    FOLLOW_THROUGH = "follow-through"
    # What was said of an age that was recorded.
    AGES = "ages"


# A participant who decides. The public part of a journal tells of everybody else the role.
DECIDER = "decider"

# Every kind by its name, from the moment that its module is imported.
KINDS: dict[str, "Kind"] = {}


class Kind(str):
    """What can stand in a journal, and which topics move with it. Stable for ever: old journals are read by it.

    `public`: what of its data everybody may have who can see that there is a case. Never a seat, nor what tells one.
    """

    __slots__ = ("moves", "public")
    moves: tuple[Topic, ...]
    public: frozenset[str]

    def __new__(cls, name: str, *moves: Topic, public: str = "") -> "Kind":
        if name in KINDS:
            raise ValueError(f"{name} is told by another act")
        kind = KINDS[name] = super().__new__(cls, name)
        kind.moves, kind.public = moves, frozenset(public.split())
        return kind


CASE_OPENED = Kind("case-opened", *Topic, public="approach constitution level title question")
WORDING_CHANGED = Kind("wording-changed", Topic.CASE, public="approach constitution was sentences")
CONSTITUTION_KEPT = Kind("constitution-kept", public="approach constitution")
INDEPENDENCE_DECLARED = Kind("independence-declared", Topic.DECLARATIONS)
FACILITATOR_ACCEPTED = Kind("facilitator-accepted", Topic.DECLARATIONS)
ONLY_THE_LAW_DECLARED = Kind("only-the-law-declared", Topic.DECLARATIONS)
PROMISE_CONFIRMED = Kind("promise-confirmed", Topic.DECLARATIONS)
INVITATIONS_STOPPED = Kind("invitations-stopped", public="people")
SEAT_JOINED = Kind("seat-joined", Topic.SEATS, Topic.PEOPLE)
SEAT_DECLINED = Kind("seat-declined", Topic.SEATS, Topic.PEOPLE)
SEAT_ERASED = Kind("seat-erased", *Topic)
PREPARATION_RECORDED = Kind("preparation-recorded", Topic.SEATS, Topic.PEOPLE)
OPPOSITION_EXCEPTED = Kind("opposition-excepted", Topic.DECLARATIONS)
# What was said in a room is kept by nobody when it has ended.
ROOM_EMPTIED = Kind("room-emptied", *Topic, public="room texts")
CLOSED_TIME_ENDED = Kind("closed-time-ended", Topic.CASE, public="room")
SAFETY_NET_AGREED = Kind("safety-net-agreed", Topic.DECLARATIONS)
RESOURCES_AGREED = Kind("resources-agreed", Topic.DECLARATIONS)
WHO_CHECKS_AGREED = Kind("who-checks-agreed", Topic.DECLARATIONS)
ANSWER_RECORDED = Kind("answer-recorded", Topic.ROUNDS, public="round answers")
FRAME_TEST_CLOSED = Kind("frame-test-closed", Topic.FRAME_TEST, public="test result")
# What it seals, it does not change.
TASK_ACTIVE = Kind("task-active", public="task item circle said_yes")
OWN_ACTS_SEALED = Kind("own-acts-sealed", public="acts voices joins declines seal")
# Where the texts are read for every page, they are held against these.
FRAME_WRITTEN = Kind(
    "frame-written", Topic.FRAMES, public="frame version frame_kind text question reason source competent"
)
FRAME_CHANGED = Kind(
    "frame-changed",
    Topic.FRAMES,
    public="frame version frame_kind widened change source_on items text question reason source competent because",
)
FRAME_TAKEN_AWAY = Kind("frame-taken-away", Topic.FRAMES, public="frame version because")
# It binds nobody until the deciders accept it.
FRAME_ASKED = Kind(
    "frame-asked",
    Topic.FRAMES,
    Topic.ITEMS,
    public="frame version frame_kind change item items text question reason source competent because",
)
FRAME_DISPUTED = Kind("frame-disputed", Topic.FRAMES, Topic.ITEMS, public="frame version before item text because")
FRAME_NOT_ACCEPTED = Kind("frame-not-accepted", Topic.FRAMES, public="frame version")
FRAME_REMOVED = Kind("frame-removed", Topic.FRAMES, public="frame version")
FRAME_ACCEPTED = Kind("frame-accepted", Topic.FRAMES, public="frame version")
PROMISE_WRITTEN = Kind(
    "promise-written",
    Topic.FRAMES,
    public="version rung answer_days silence silence_days promised_on decision_needed brings fallback",
)
ITEM_WRITTEN = Kind(
    "item-written", Topic.ITEMS, public="item version closing proposal drops by_decider title what why when because"
)
ITEM_CHANGED = Kind(
    "item-changed", Topic.ITEMS, public="item version closing proposal drops by_decider title what why when because"
)
# Somebody does so, or the plan goes ahead.
ENDING_TAKEN_BACK = Kind("ending-taken-back", Topic.CASE, public="ending")
CORRECTION_MADE = Kind("correction-made", Topic.ITEMS, public="item version correction field until words")
CORRECTION_DISPUTED = Kind("correction-disputed", Topic.ITEMS, public="item version correction")
ITEM_CORRECTED = Kind("item-corrected", Topic.ITEMS, public="item version correction field words")
ITEM_DROPPED = Kind("item-dropped", Topic.ITEMS, public="item")
DIFFERENCE_ACCEPTED = Kind("difference-accepted", Topic.FRAME_TEST, public="decision item")
