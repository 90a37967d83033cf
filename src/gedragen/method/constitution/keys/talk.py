"""What is asked in the talk beforehand, in order."""

from collections.abc import Collection
from dataclasses import dataclass

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.asked_from import ALWAYS, KEYS, AskedFrom, asked_from, refuse_idle
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

LATER = ("nomination", "arrangement")
QUESTION = "question"
MOST_ASKED = 40


@dataclass(frozen=True)
class Asked:
    """One question of the talk: the facilitator ticks that it was spoken about. `has_note`: with room for a note.

    `is_required`: a talk without it was none. `becomes_question`: what somebody says to it is put to all who take part,
    without their name, and gets an answer before deciding begins.
    `asked_from`: below it this stands in no talk until the facilitator asks it once.
    """

    key: str
    text: Text
    has_note: bool
    asked_from: AskedFrom = ALWAYS
    is_required: bool = False
    becomes_question: bool = False


def asked_in_talks(top: Table, levels: Collection[Level]) -> tuple[Asked, ...]:
    table = top.table_if_any("talk")
    if table is None:
        return ()
    table.only("asks")
    rows = table.tables("asks")
    if len(rows) > MOST_ASKED:
        table.refuse("asks", f"ask {MOST_ASKED} questions at most")
    asked = tuple(_asked(row) for row in rows)
    table.only_once("asks", [one.key for one in asked])
    refuse_idle(top, "talk.asks", [one.asked_from for one in asked], levels)
    return asked


def _asked(row: Table) -> Asked:
    row.only("key", "nl", "en", "becomes", "note", "required", *KEYS)
    is_question = row.choice("becomes", ("tick", QUESTION), later=LATER) == QUESTION
    has_note, is_required = is_question or row.flag_if_any("note"), row.flag_if_any("required")
    if is_required and is_question:
        row.refuse("required", "a question that somebody may have is never required")
    return Asked(row.name("key"), row.said(), has_note, asked_from(row), is_required, is_question)


def check_asked(talk: Collection[Asked], *, asked_here: Collection[str], ticked: Collection[str]) -> None:
    """Raises RuleBroken unless each thing that a talk is for was asked in it. `asked_here`: keys, at this level."""
    missing = [one.key for one in talk if one.is_required and one.key in asked_here and one.key not in ticked]
    if missing:
        raise RuleBroken("talk-asks-this", keys=missing)
