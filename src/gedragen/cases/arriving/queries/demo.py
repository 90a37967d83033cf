"""Everybody one can step into in the played example: there, and only there, names are invented and no secret."""

from dataclasses import dataclass

from gedragen.access.doing import Role
from gedragen.cases.models import Seat
from gedragen.method.phases import Phase
from gedragen.people.models import Account


@dataclass(frozen=True)
class DemoSeat:
    """One seat of a played situation. Without a title the situation is a question that nobody took up yet."""

    seat_id: int
    case_id: int
    address: str
    title: str
    is_open: bool
    speaks_for: str
    phase: Phase
    role: Role
    name: str
    decides: bool
    is_main_person: bool
    has_mandate: bool
    has_joined: bool
    has_declined: bool
    language: str


@dataclass(frozen=True)
class DemoAccount:
    """Somebody of the played example who signs in."""

    account_id: int
    name: str


def demo_seats() -> tuple[DemoSeat, ...]:
    """The seats of all played situations, in the order in which people came in."""
    seats = Seat.objects.filter(case__is_demo=True, erased_at__isnull=True).order_by("case_id", "number")
    return tuple(_demo_seat(seat) for seat in seats.select_related("case__title", "name", "supports__name"))


def demo_accounts() -> tuple[DemoAccount, ...]:
    accounts = Account.objects.filter(is_demo=True, is_active=True).order_by("id")
    return tuple(DemoAccount(account.pk, account.name) for account in accounts)


def _demo_seat(seat: Seat) -> DemoSeat:
    return DemoSeat(
        seat_id=seat.pk,
        case_id=seat.case_id,
        address=seat.case.address,
        title=seat.case.title.text if seat.case.title else "",
        is_open=seat.case.is_open,
        speaks_for=seat.speaks_for.name.text if seat.speaks_for and seat.speaks_for.name else "",
        phase=Phase(seat.case.phase),
        role=Role(seat.role),
        name=seat.name.text if seat.name else "",
        decides=seat.decides,
        is_main_person=seat.is_main_person,
        has_mandate=seat.has_mandate,
        has_joined=seat.standing.has_joined,
        has_declined=seat.declined_at is not None,
        language=seat.language,
    )
