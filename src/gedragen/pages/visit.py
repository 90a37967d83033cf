"""Who visits which case: the seats this browser holds, and the one it looks from. GET never signs anybody in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict, cast

from django.http import HttpRequest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.queries.cases import MyCase, cases_of_seats, my_cases, seats_by_mail, seats_held
from gedragen.cases.queries.getting_in import Entrance, entrance_of
from gedragen.cases.queries.head import case_head
from gedragen.pages.numbers import whole_number
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


class _SeatsKept(TypedDict):
    """What the session keeps of a case: its seats with the link's generation, and the one in use."""

    seats: dict[str, int]
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
        kept = _kept(request).items()
        links = {int(case): {int(seat): made for seat, made in held["seats"].items()} for case, held in kept}
        account = account_of(request)
        digest = contact_digest(account.email) if account is not None else ""
        known[address] = seats_held(address, links, account=account.pk if account else None, mail_digest=digest)
    return known[address]


def places(request: HttpRequest) -> tuple[MyCase, ...]:
    """Every seat this browser holds, in all cases."""
    kept = [item for held in _kept(request).values() for item in held["seats"].items()]
    found = {mine.seat_id: mine for mine in cases_of_seats([int(s) for s, g in kept if _still(int(s), g)])}
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
    """Let this browser look from a seat, after its link or code was shown. Only for POST."""
    kept = _kept(request)
    held = kept.setdefault(str(entrance.case_id), {"seats": {}, "current": None})
    held["seats"][str(entrance.seat_id)] = entrance.generation
    held["current"] = entrance.seat_id
    request.session.cycle_key()
    request.session["seats"] = kept
    request.__dict__.pop("held_at", None)
    if account_of(request) is None:
        # Who has a card need not type it every day; whoever signed in keeps the shorter staff session.
        request.session.set_expiry(int(WELCOME_BACK.total_seconds()))


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
    request.__dict__.pop("held_at", None)
    request.session.cycle_key()


def _kept(request: HttpRequest) -> dict[str, _SeatsKept]:
    return cast("dict[str, _SeatsKept]", request.session.get("seats", {}))


def _current(request: HttpRequest, case_id: int) -> int | None:
    kept = _kept(request).get(str(case_id))
    return kept["current"] if kept else None


def _still(seat: int, generation: int) -> bool:
    """Whether the link that let this browser in is still the newest."""
    try:
        return entrance_of(seat).generation == generation
    except NotFound:
        return False
