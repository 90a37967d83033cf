"""What a page of a case can be about. Each kind of journal entry says which topics it moves (`journal.MOVES`)."""

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
