"""How people got a seat, and by which kind of person: counted in the journal, without a name."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gedragen.cases.models import Case
from gedragen.cases.people.entries import ACCESS_RENEWED, CARD_MADE, SEAT_INVITED, SEATS_INVITED, SOMEBODY_NAMED
from gedragen.cases.starting.entries import QUESTION_BROUGHT
from gedragen.cases.store.entries import CASE_OPENED


class Way(StrEnum):
    """A way to a seat, up to `LISTED`; a way in that was made later; and being named, which makes nobody a seat."""

    BROUGHT = "brought"
    TOOK_UP = "took-up"
    BY_MAIL = "by-mail"
    WITHOUT_MAIL = "without-mail"
    NOT_NOTED = "not-noted"
    LISTED_BY_MAIL = "listed-by-mail"
    LISTED = "listed"
    CARD = "card"
    LINK = "link"
    WAITING_CARD = "waiting-card"
    NAMED = "named"


SEATS = frozenset(list(Way)[: list(Way).index(Way.LISTED) + 1])
ALONE: Mapping[str | None, Way] = {"mail": Way.BY_MAIL, "none": Way.WITHOUT_MAIL, None: Way.NOT_NOTED}
ONE_EACH: Mapping[str, Way] = {
    QUESTION_BROUGHT: Way.BROUGHT,
    CASE_OPENED: Way.TOOK_UP,
    CARD_MADE: Way.WAITING_CARD,
    SOMEBODY_NAMED: Way.NAMED,
}


@dataclass(frozen=True)
class WayIn:
    """How often one kind of person gave one kind of way. `of`: as the public part of a journal tells it."""

    way: Way
    of: str
    number: int


def ways_in(case: Case) -> tuple[WayIn, ...]:
    """In the order of `Way`. Of entries of the first format the kind of person is what that seat is today."""
    kinds = (*ONE_EACH, SEAT_INVITED, SEATS_INVITED, ACCESS_RENEWED)
    told = case.journal.filter(kind__in=kinds).values_list("kind", "of", "by", "data")
    roles = dict(case.seats.filter(role__in=("facilitator", "authority")).values_list("number", "role"))
    counted: Counter[tuple[Way, str]] = Counter()
    for kind, of, by, data in told:
        by_kind = of or (roles.get(int(by), "participant") if by.isdigit() else by)
        if kind == SEATS_INVITED:
            # The clock carries out the list that she gave.
            by_kind = "facilitator"
        for way, number in _ways(kind, data):
            counted[way, by_kind] += number
    order = list(Way)
    found = sorted(counted.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    return tuple(WayIn(way, of, number) for (way, of), number in found if number)


def _ways(kind: str, data: Mapping[str, Any]) -> Iterator[tuple[Way, int]]:
    if kind in ONE_EACH:
        yield ONE_EACH[kind], 1
    elif kind == SEAT_INVITED:
        yield ALONE[data.get("by_means")], 1
    elif kind == ACCESS_RENEWED:
        yield (Way.CARD if data.get("by_means") == "card" else Way.LINK), 1
    elif "mailed" in data:
        yield from ((Way.LISTED_BY_MAIL, data["mailed"]), (Way.LISTED, data["people"] - data["mailed"]))
    else:
        yield Way.NOT_NOTED, data["people"]
