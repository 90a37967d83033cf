"""How far a case is: the newest hash of its journal, and a number for each topic. Every page and act begins with one.

Shared acts keep their numbers on the case. Joining and declining are own acts, which do not wait for each other: each
leaves a row, and the number of *people* is what the case has plus the rows that are not sealed yet. Whatever order two
of them are committed in, no number stands for two states. To let Django put this together takes longer than to ask it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from gedragen.access.doing import NotFound
from gedragen.cases.store.entries import Topic

WHOLE = """
SELECT c.id, c.journal_head, c.journal_number, c.topics, r.seat_id, r.joins AND NOT r.returns
FROM cases_case c LEFT JOIN cases_reply r ON r.case_id = c.id AND r.sealed_at IS NULL
"""
AT, OF = f"{WHOLE} WHERE c.address = %s", f"{WHOLE} WHERE c.id = %s"
# Always in this order, and then a statement that sees what was committed before it had both.
HOLD = """
SELECT 1 FROM cases_case WHERE id = %s FOR SHARE;
SELECT 1 FROM cases_seat WHERE id = %s FOR NO KEY UPDATE;
"""


@dataclass(frozen=True)
class Version:
    """`topics`: numbers by topic, as far as they ever moved. `entries`: how many the journal has; `head`: the newest.

    `moved`: the seats that joined or declined since that was sealed last.
    """

    case_id: int
    head: str = ""
    entries: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)
    moved: tuple[int, ...] = ()

    def number(self, topic: Topic) -> int:
        return self.topics.get(topic, 0)

    def numbers(self, topics: Sequence[Topic]) -> tuple[int, ...]:
        return tuple(self.number(topic) for topic in topics)


def version_at(address: str) -> Version:
    """The version of the case at an address. Raises NotFound."""
    return _read(AT, [address])


def version_of(case_id: int) -> Version:
    """The version of a case. Raises NotFound."""
    return _read(OF, [case_id])


def held_version(case_id: int, seat: int) -> Version:
    """The version of a case, which no shared act moves until this transaction ends; others hold it beside this one.

    One seat acts once at a time. Raises NotFound.
    """
    if connection.vendor != "postgresql":
        return version_of(case_id)  # on SQLite a transaction is alone by itself (BEGIN IMMEDIATE)
    # Django has no shared row lock. Sent together: an answer is to ask as little as it can.
    return _read(f"{HOLD}{OF}", [case_id, seat, case_id])


def _read(sql: str, given: Sequence[Any]) -> Version:
    """`sql`: the last of its statements tells the version."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        for _ in range(sql.count(";")):
            cursor.nextset()
        rows = cursor.fetchall()
    if not rows:
        raise NotFound
    case_id, head, entries, topics, *_ = rows[0]
    replies = [(int(seat), bool(is_new)) for *_, seat, is_new in rows if seat is not None]
    numbers: dict[str, int] = json.loads(topics)
    numbers[Topic.PEOPLE] = numbers.get(Topic.PEOPLE, 0) + len(replies)
    numbers[Topic.LEAVING] = numbers.get(Topic.LEAVING, 0) + sum(not is_new for _, is_new in replies)
    return Version(int(case_id), str(head), int(entries), numbers, tuple(seat for seat, _ in replies))
