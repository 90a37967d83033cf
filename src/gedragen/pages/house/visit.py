"""Who visits which case: the seats this browser holds, and the one it looks from. GET never signs anybody in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict, cast

from django.http import HttpRequest

from gedragen import clock
from gedragen.access.doing import Denied, NotFound
from gedragen.cases.arriving.queries.cases import MyCase, cases_of_seats, my_cases, seats_by_mail, seats_held
from gedragen.cases.arriving.queries.getting_in import Entrance, still_opens
from gedragen.cases.engine.way import Way
from gedragen.cases.people.commands.cards import come_in
from gedragen.cases.state.head import case_head
from gedragen.pages.house.numbers import whole_number
from gedragen.people.contacts import contact_digest
from gedragen.people.models import Account

WELCOME_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Visit:
    """One look at one case. `seat` is None for anyone from outside; `once` is the token of the form that was sent."""

    case_id: int
    address: str
    seat: int | None
    once: str


def once_of(request: HttpRequest) -> str:
    """The token of the form that was sent. What can be none, because no page of ours wrote it, is none."""
    told = request.POST.get("once", "")[:64]
    return told if told.isascii() and told.isprintable() else ""


@dataclass(frozen=True)
class Inside:
    """A visit by somebody of the case."""

    case_id: int
    address: str
    seat: int
    once: str


class _WayKept(TypedDict):
    """As a `Way` in the session."""

    link: int
    card: int | None


class _SeatsKept(TypedDict):
    """What the session keeps of a case: its seats with how they were come in to, and the one in use."""

    seats: dict[str, _WayKept]
    current: int | None


def visit(request: HttpRequest, address: str) -> Visit:
    """Anyone's look at a case. Raises NotFound for an address that is not there."""
    case_id, held = _held(request, address)
    # A form acts for the seat it was shown to, also when the browser looks from another by now, and for no other.
    claimed = request.POST.get("seat", "")
    asked = whole_number(claimed) if claimed else _current(request, case_id)
    alone = held[0] if len(held) == 1 and not claimed else None
    return Visit(case_id, address, asked if asked in held else alone, once_of(request))


def inside(request: HttpRequest, address: str) -> Inside:
    """A visit that needs a seat. Raises Denied when one must come in first, or choose a seat."""
    found = visit(request, address)
    if found.seat is None:
        held = held_seats(request, address)
        # At a case that is not open an outsider learns nothing, not even that it is there: this raises NotFound.
        case_head(found.case_id, viewer=held[0] if held else None)
        raise Denied("choose-a-seat" if held else "come-in-first")
    return Inside(found.case_id, found.address, found.seat, found.once)


def held_seats(request: HttpRequest, address: str) -> list[int]:
    """The seats in this case that this browser holds: by link or card, and by the account that signed in."""
    return _held(request, address)[1]


def _held(request: HttpRequest, address: str) -> tuple[int, list[int]]:
    """The case at an address, and the seats held there. Asked once while a page is made, and again after entering."""
    known: dict[str, tuple[int, list[int]]] = request.__dict__.setdefault("held_at", {})
    if address not in known:
        ways = {int(case): _ways(held) for case, held in _kept(request).items()}
        account = account_of(request)
        digest = contact_digest(account.email) if account is not None else ""
        known[address] = seats_held(address, ways, account=account.pk if account else None, mail_digest=digest)
    return known[address]


def places(request: HttpRequest) -> tuple[MyCase, ...]:
    """Every seat this browser holds, in all cases."""
    kept = [item for held in _kept(request).values() for item in _ways(held).items()]
    found = {mine.seat_id: mine for mine in cases_of_seats([seat for seat, way in kept if still_opens(way, seat)])}
    account = account_of(request)
    if account is not None:
        found |= {mine.seat_id: mine for mine in account_cases(account)}
    return tuple(found.values())


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, if any."""
    return request.user if request.user.is_authenticated else None


def account_cases(account: Account) -> tuple[MyCase, ...]:
    """The seats of an account: its own, and those invited at its address."""
    found = {mine.seat_id: mine for mine in my_cases(account.pk)}
    found |= {mine.seat_id: mine for mine in seats_by_mail(contact_digest(account.email))}
    return tuple(found.values())


def enter(request: HttpRequest, entrance: Entrance) -> None:
    """Let this browser look from a seat, after its link or code was shown. Only for POST.

    Raises NotFound when the first way into a seat was replaced in this very moment.
    """
    if not entrance.was_entered:
        come_in(entrance.case_id, entrance.way, by=entrance.seat_id, at=clock.now())
    kept = _kept(request)
    held = kept.setdefault(str(entrance.case_id), {"seats": {}, "current": None})
    came = _ways(held).get(entrance.seat_id)
    # Who is in by their link stays in by it, whatever becomes of the card that is typed as well.
    if came is None or came.card is not None or came.generation != entrance.way.generation:
        held["seats"][str(entrance.seat_id)] = {"link": entrance.way.generation, "card": entrance.way.card}
    held["current"] = entrance.seat_id
    request.session.cycle_key()
    request.session["seats"] = kept
    request.__dict__.pop("held_at", None)
    if account_of(request) is None:
        # Who has a card need not type it every day; whoever signed in keeps the shorter staff session.
        request.session.set_expiry(int(WELCOME_BACK.total_seconds()))


def go_on_with_card(request: HttpRequest, case_id: int, seat: int, card: int) -> None:
    """Who came in by the old card, and has just said yes to a new one, goes on as if they had typed it."""
    kept = _kept(request)
    held = kept.get(str(case_id))
    came = _ways(held).get(seat) if held is not None else None
    if held is not None and came is not None and came.card is not None:
        held["seats"][str(seat)] = {"link": came.generation, "card": card}
        request.session["seats"] = kept
    request.__dict__.pop("held_at", None)


def is_still_in(request: HttpRequest, address: str, seat: int) -> bool:
    """Whether this browser still holds this seat, asked anew."""
    request.__dict__.pop("held_at", None)
    return seat in held_seats(request, address)


def cards_read(request: HttpRequest) -> list[int]:
    """The cards of which this device was told who heard the yes. Each device is told: not all are in the same hands."""
    return cast("list[int]", request.session.get("cards_read", []))


def note_card_read(request: HttpRequest, card: int) -> None:
    request.session["cards_read"] = [*cards_read(request), card][-20:]


def look_from(request: HttpRequest, address: str, seat: int) -> None:
    """Look from another of the seats this browser holds. Raises NotFound for one it does not hold."""
    case_id, held = _held(request, address)
    if seat not in held:
        raise NotFound
    kept = _kept(request)
    kept.setdefault(str(case_id), {"seats": {}, "current": None})["current"] = seat
    request.session["seats"] = kept


def leave(request: HttpRequest) -> None:
    """Forget every seat in this browser: on a shared computer, or after being erased."""
    request.session.pop("seats", None)
    request.session.pop("cards_read", None)
    request.__dict__.pop("held_at", None)
    request.session.cycle_key()


def _kept(request: HttpRequest) -> dict[str, _SeatsKept]:
    return cast("dict[str, _SeatsKept]", request.session.get("seats", {}))


def _current(request: HttpRequest, case_id: int) -> int | None:
    kept = _kept(request).get(str(case_id))
    return kept["current"] if kept else None


def _ways(held: _SeatsKept) -> dict[int, Way]:
    """How the seats of a case were come in to. What an earlier version kept says too little, and counts no more."""
    kept = held["seats"].items()
    return {int(seat): Way(way["link"], way["card"]) for seat, way in kept if isinstance(way, dict)}
