"""Finding cases: the open ones, the brought ones, one's own, and a case by its address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from gedragen.access.doing import Role
from gedragen.access.seeing import Rows, sight
from gedragen.cases.engine.seats import people
from gedragen.cases.engine.snapshot import snapshot_of
from gedragen.cases.engine.version import version_at
from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.models import Case, Declaration, Seat, Words
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.phases import Phase
from gedragen.method.stages.bringing import About


@dataclass(frozen=True)
class OpenCase:
    """A situation that anyone may follow."""

    address: str
    title: str
    question: str
    phase: Phase
    is_closed: bool
    is_demo: bool


@dataclass(frozen=True)
class BroughtQuestion:
    """A question that waits for a facilitator; only facilitators read it."""

    case_id: int
    text: str
    name: str
    contact: str
    brought_at: datetime
    is_demo: bool
    is_about_other: bool


@dataclass(frozen=True)
class MyCase:
    """A case in which an account or an address has a seat, and whose. `title`: empty when it is not for this seat."""

    case_id: int
    seat_id: int
    address: str
    title: str
    role: str
    phase: Phase
    is_closed: bool
    has_joined: bool
    has_declined: bool
    name: str

    @property
    def guides(self) -> bool:
        return self.role == Role.FACILITATOR


def open_situations(limit: int = 50) -> tuple[OpenCase, ...]:
    """The open situations, running ones first, newest first."""
    yes = Declaration.objects.filter(
        case=OuterRef("pk"), kind=DeclarationKind.ACCEPTS_FACILITATOR, withdrawn_at__isnull=True
    )
    may_be_read = Q(frozen_at__isnull=False) | Q(about=About.UNSAID) | Exists(yes)
    found = Case.objects.filter(may_be_read, is_open=True, opened_at__isnull=False).select_related("title", "question")
    rows = sorted(found.order_by("-opened_at")[:limit], key=lambda case: case.closed_at is not None)
    return tuple(
        OpenCase(
            address=case.address,
            title=case.title.text if case.title else "",
            question=case.question.text if case.question else "",
            phase=Phase(case.phase),
            is_closed=case.closed_at is not None,
            is_demo=case.is_demo,
        )
        for case in rows
    )


def brought_questions() -> tuple[BroughtQuestion, ...]:
    """Questions nobody has taken up. The caller checks that the account is a facilitator's."""
    cases = Case.objects.filter(opened_at__isnull=True, closed_at__isnull=True).select_related("brought")
    seats = Seat.objects.filter(case__in=cases, number=1, erased_at__isnull=True).select_related("name", "contact")
    by_case = {seat.case_id: seat for seat in seats}
    return tuple(
        BroughtQuestion(
            case_id=case.pk,
            text=case.brought.text if case.brought else "",
            name=_text(by_case[case.pk].name),
            contact=_text(by_case[case.pk].contact),
            brought_at=case.brought_at,
            is_demo=case.is_demo,
            is_about_other=case.about == About.OTHER,
        )
        for case in cases.order_by("brought_at")
        if case.pk in by_case
    )


def my_cases(account: int) -> tuple[MyCase, ...]:
    """The cases in which this account has a seat."""
    return _mine(Seat.objects.filter(account=account))


def seats_by_mail(mail_digest: str) -> tuple[MyCase, ...]:
    """The seats that belong to an address, as its keyed digest: for a lost link, and for signed-in accounts."""
    return _mine(Seat.objects.filter(mail_digest=mail_digest)) if mail_digest else ()


def cases_of_seats(seat_ids: Collection[int]) -> tuple[MyCase, ...]:
    """The cases behind seats whose right to enter was proven otherwise."""
    return _mine(Seat.objects.filter(id__in=seat_ids)) if seat_ids else ()


def _mine(seats: QuerySet[Seat]) -> tuple[MyCase, ...]:
    rows = seats.filter(erased_at__isnull=True).select_related("case__title__room", "case", "name")
    return tuple(
        MyCase(
            case_id=seat.case_id,
            seat_id=seat.pk,
            address=seat.case.address,
            title=_title_for(seat),
            role=seat.role,
            phase=Phase(seat.case.phase),
            is_closed=seat.case.closed_at is not None,
            has_joined=seat.standing.has_joined,
            has_declined=seat.declined_at is not None,
            name=_text(seat.name),
        )
        for seat in rows.order_by("-case__brought_at", "number")
    )


def seats_held(
    address: str, ways: Mapping[int, Mapping[int, WayIn]], *, account: int | None = None, mail_digest: str = ""
) -> tuple[int, list[int]]:
    """The case at an address, and the seats there that a browser holds. Raises NotFound when there is no such case.

    `ways`: of each case the seats that were come in to by link or card, and which one: an older one no longer counts.
    Signed in, also the seats of the account and those invited at its address.
    """
    version = version_at(address)
    case_id = version.case_id
    came = ways.get(case_id, {})
    seats = people(snapshot_of(case_id, version), list(came)) if came else []
    open_seats = [seat.pk for seat in seats if seat.erased_at is None and came[seat.pk].opens(seat)]
    own: list[int] = []
    if account is not None:
        owned = Q(account=account) | (Q(mail_digest=mail_digest) if mail_digest else Q(pk__in=[]))
        mine = Seat.objects.filter(owned, case=case_id, erased_at__isnull=True)
        own = list(mine.order_by("id").values_list("id", flat=True))
    return case_id, list(dict.fromkeys([*open_seats, *own]))


def guides_here(seats: Collection[int]) -> bool:
    """Whether one of these is the seat of who guides."""
    return Seat.objects.filter(id__in=seats, role=Role.FACILITATOR).exists() if seats else False


def taken_up_at(address: str) -> str:
    """Where the question is now that was read at this address before it was taken up; empty for any other address."""
    found = Case.objects.filter(brought_address=address).exclude(address=address).order_by("id")
    return found.values_list("address", flat=True).first() or "" if address else ""


def case_by_address(address: str) -> int:
    """The case at an address. Raises NotFound."""
    return version_at(address).case_id


def case_lines() -> tuple[str, ...]:
    """A line per case for operators, its address first. A closed case shows no title."""
    return tuple(
        "\t".join(
            [
                case.address,
                case.phase if case.closed_at is None else f"closed ({case.ending})",
                _text(case.title) if case.is_open else "-",
                "demo" if case.is_demo else "",
            ]
        ).rstrip()
        for case in Case.objects.select_related("title").order_by("id")
    )


def _title_for(seat: Seat) -> str:
    """Having written the title once is no reason to keep reading it: a facilitator may have been refused."""
    words = seat.case.title
    if words is None:
        return ""
    room = words.room
    return words.text if sight(seat.looker, [room.rule]).words[room.key] is Rows.ALL else ""


def _text(words: Words | None) -> str:
    return words.text if words is not None else ""
