"""Who asks, about which case, and from which of the seats they hold. GET never signs anybody in.

What a request brings along is read by readers; a page and a file ask in the same way, whoever reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.arriving.queries.cases import guides_here, seats_held, taken_up_at
from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.state.head import case_head
from gedragen.edge.account import account_cases, account_of
from gedragen.edge.browser import current_seat, note_current, ways_kept
from gedragen.edge.numbers import whole_number
from gedragen.people.contacts import contact_digest
from gedragen.people.models import Account


@dataclass(frozen=True)
class Proof:
    """What a request proves: by case the seats that were come in to, and how; and who signed in."""

    ways: Mapping[int, Mapping[int, WayIn]] = field(default_factory=dict)
    account: Account | None = None


Reader = Callable[[HttpRequest], Proof]


def by_session(request: HttpRequest) -> Proof:
    """Who came in by a link or a card, in this browser."""
    return Proof(ways=ways_kept(request))


def by_account(request: HttpRequest) -> Proof:
    """Who signed in with a code by mail."""
    return Proof(account=account_of(request))


READERS: tuple[Reader, ...] = (by_session, by_account)


@dataclass(frozen=True)
class Visit:
    """One look at one case. `seat` is None for anyone from outside; `once` is the token of the form that was sent."""

    case_id: int
    address: str
    seat: int | None
    once: str


@dataclass(frozen=True)
class Inside:
    """A visit by somebody of the case."""

    case_id: int
    address: str
    seat: int
    once: str


def once_of(request: HttpRequest) -> str:
    """The token of the form that was sent. What can be none, because no page of ours wrote it, is none."""
    told = request.POST.get("once", "")[:64]
    return told if told.isascii() and told.isprintable() else ""


def visit(request: HttpRequest, address: str) -> Visit:
    """Anyone's look at a case. Raises NotFound for an address that is not there."""
    case_id, seats = _seats_of(request, address)
    # A form speaks for the seat that it was shown to, and for no other.
    claimed = request.POST.get("seat", "")
    asked = whole_number(claimed) if claimed else current_seat(request, case_id)
    alone = seats[0] if len(seats) == 1 and not claimed else None
    return Visit(case_id, address, asked if asked in seats else alone, once_of(request))


def inside(request: HttpRequest, address: str) -> Inside:
    """A visit that needs a seat. Raises Denied when one must come in first, or choose a seat, or is another by now."""
    here = visit(request, address)
    if is_anothers(request, here):
        # A page that was left open does nothing for who is not in now: whoever sits here is told, and chooses.
        raise Denied("somebody-else-is-in")
    if here.seat is None:
        held = held_seats(request, address)
        # At a case that is not open an outsider learns nothing, not even that it is there: this raises NotFound.
        case_head(here.case_id, viewer=held[0] if held else None)
        raise Denied("choose-a-seat" if held else "come-in-first")
    return Inside(here.case_id, here.address, here.seat, here.once)


def is_anothers(request: HttpRequest, here: Visit) -> bool:
    """Whether this form was shown to somebody else of this browser than who is in now."""
    now = current_seat(request, here.case_id)
    return here.seat is not None and now not in (None, here.seat) and now in held_seats(request, here.address)


def is_proven(request: HttpRequest, seat: int) -> bool:
    """Whether the account that signed in holds this seat, which needs no link or card then."""
    account = account_of(request)
    return account is not None and any(mine.seat_id == seat for mine in account_cases(account))


def held_seats(request: HttpRequest, address: str) -> list[int]:
    """The seats in this case that this browser holds: by link or card, and by the account that signed in."""
    return _seats_of(request, address)[1]


def check_is_nobody_elses(request: HttpRequest, address: str) -> None:
    """Raises Denied in a browser that guides this case: nobody says yes to themselves in another's name."""
    if guides_here(held_seats(request, address)):
        raise Denied("not-in-this-browser")


def moved_from(request: HttpRequest, address: str) -> str:
    """Where the question is now that was read at this address, for who holds a seat in it; empty for anybody else."""
    moved = taken_up_at(address)
    return moved if moved and held_seats(request, moved) else ""


def _seats_of(request: HttpRequest, address: str) -> tuple[int, list[int]]:
    """The case at an address, and the seats held there. Asked once while a page is made, and again after entering."""
    by_address: dict[str, tuple[int, list[int]]] = request.__dict__.setdefault("held_at", {})
    if address not in by_address:
        proofs = [read(request) for read in READERS]
        ways: dict[int, dict[int, WayIn]] = {}
        for case, held in (item for proof in proofs for item in proof.ways.items()):
            ways.setdefault(case, {}).update(held)
        account = next((proof.account for proof in proofs if proof.account is not None), None)
        digest = contact_digest(account.email) if account is not None else ""
        by_address[address] = seats_held(address, ways, account=account.pk if account else None, mail_digest=digest)
    return by_address[address]


def is_still_in(request: HttpRequest, address: str, seat: int) -> bool:
    """Whether this browser still holds this seat, asked anew."""
    request.__dict__.pop("held_at", None)
    return seat in held_seats(request, address)


def look_from(request: HttpRequest, address: str, seat: int) -> None:
    """Look from another of the seats this browser holds. Raises NotFound for one it does not hold."""
    case_id, held = _seats_of(request, address)
    if seat not in held:
        raise NotFound
    note_current(request, case_id, seat)
