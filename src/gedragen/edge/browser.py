"""What a browser keeps of who uses it: the seats that were come in to by a link or a card, and the one in use."""

from datetime import timedelta
from typing import TypedDict, cast

from django.http import HttpRequest

from gedragen import clock
from gedragen.cases.arriving.queries.cases import MyCase, cases_of_seats
from gedragen.cases.arriving.queries.getting_in import Entrance, still_opens
from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.people.commands.cards import come_in
from gedragen.edge.account import account_cases, account_of

WELCOME_BACK = timedelta(days=14)


class _WayKept(TypedDict):
    """As a `WayIn` in the session."""

    link: int
    card: int | None


class _SeatsKept(TypedDict):
    """What the session keeps of a case: its seats with how they were come in to, and the one in use."""

    seats: dict[str, _WayKept]
    current: int | None


def places(request: HttpRequest) -> tuple[MyCase, ...]:
    """Every seat this browser holds, in all cases."""
    kept = [item for held in _cases(request).values() for item in _ways(held).items()]
    by_seat = {mine.seat_id: mine for mine in cases_of_seats([seat for seat, way in kept if still_opens(way, seat)])}
    account = account_of(request)
    if account is not None:
        by_seat |= {mine.seat_id: mine for mine in account_cases(account)}
    return tuple(by_seat.values())


def enter(request: HttpRequest, entrance: Entrance) -> None:
    """Let this browser look from a seat, after its link or code was shown. Only for POST.

    Raises NotFound when the first way into a seat was replaced in this very moment.
    """
    if not entrance.was_entered:
        come_in(entrance.case_id, entrance.way, by=entrance.seat_id, at=clock.now())
    cases = _cases(request)
    entry = cases.setdefault(str(entrance.case_id), {"seats": {}, "current": None})
    came = _ways(entry).get(entrance.seat_id)
    # Who is in by their link stays in by it, whatever becomes of the card that is typed as well.
    if came is None or came.card is not None or came.generation != entrance.way.generation:
        entry["seats"][str(entrance.seat_id)] = {"link": entrance.way.generation, "card": entrance.way.card}
    entry["current"] = entrance.seat_id
    request.session.cycle_key()
    request.session["seats"] = cases
    request.__dict__.pop("held_at", None)
    if account_of(request) is None:
        # Who has a card need not type it every day; whoever signed in keeps the shorter staff session.
        request.session.set_expiry(int(WELCOME_BACK.total_seconds()))


def go_on_with_card(request: HttpRequest, case_id: int, seat: int, card: int) -> None:
    """Who came in by the old card, and has just said yes to a new one, goes on as if they had typed it."""
    cases = _cases(request)
    entry = cases.get(str(case_id))
    came = _ways(entry).get(seat) if entry is not None else None
    if entry is not None and came is not None and came.card is not None:
        entry["seats"][str(seat)] = {"link": came.generation, "card": card}
        request.session["seats"] = cases
    request.__dict__.pop("held_at", None)


def cards_read(request: HttpRequest) -> list[int]:
    """The cards of which this device was told who heard the yes. Each device is told: not all are in the same hands."""
    return cast("list[int]", request.session.get("cards_read", []))


def note_card_read(request: HttpRequest, card: int) -> None:
    request.session["cards_read"] = [*cards_read(request), card][-20:]


def note_current(request: HttpRequest, case_id: int, seat: int) -> None:
    """From now on this browser looks from this seat, which it holds."""
    kept = _cases(request)
    kept.setdefault(str(case_id), {"seats": {}, "current": None})["current"] = seat
    request.session["seats"] = kept


def leave(request: HttpRequest) -> None:
    """Forget every seat in this browser: on a shared computer, or after being erased."""
    request.session.pop("seats", None)
    request.session.pop("cards_read", None)
    request.__dict__.pop("held_at", None)
    request.session.cycle_key()


def ways_kept(request: HttpRequest) -> dict[int, dict[int, WayIn]]:
    """By case the seats that this browser holds, and how they were come in to."""
    return {int(case): _ways(held) for case, held in _cases(request).items()}


def _cases(request: HttpRequest) -> dict[str, _SeatsKept]:
    return cast("dict[str, _SeatsKept]", request.session.get("seats", {}))


def current_seat(request: HttpRequest, case_id: int) -> int | None:
    kept = _cases(request).get(str(case_id))
    return kept["current"] if kept else None


def _ways(held: _SeatsKept) -> dict[int, WayIn]:
    """How the seats of a case were come in to. What an earlier version kept says too little, and counts no more."""
    kept = held["seats"].items()
    return {int(seat): WayIn(way["link"], way["card"]) for seat, way in kept if isinstance(way, dict)}
