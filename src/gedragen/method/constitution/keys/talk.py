"""What is asked in the talk beforehand, in order."""

from collections.abc import Collection
from dataclasses import dataclass

from gedragen.method.constitution.keys.asked_from import ALWAYS, KEYS, AskedFrom, asked_from, refuse_idle
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

LATER = ("question", "nomination", "arrangement")
MOST_ASKED = 40


@dataclass(frozen=True)
class Asked:
    """One question of the talk: the facilitator ticks that it was spoken about. `has_note`: with room for a note.

    `asked_from`: below it this stands in no talk until the facilitator asks it once.
    """

    key: str
    text: Text
    has_note: bool
    asked_from: AskedFrom = ALWAYS


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
    row.only("key", "nl", "en", "becomes", "note", *KEYS)
    row.choice("becomes", ("tick",), later=LATER)
    return Asked(row.name("key"), row.said(), row.flag_if_any("note"), asked_from(row))
