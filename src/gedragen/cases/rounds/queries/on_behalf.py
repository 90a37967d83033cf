"""Answers spoken in a meeting or on the phone: one page for all of them, and what still waits to be confirmed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gedragen.cases.engine.finding import ANYBODY, Listed, Sought, list_of
from gedragen.cases.engine.sight import Eyes, eyes_of_facilitator
from gedragen.cases.models import Round, RoundAnswer, Seat
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import can_be_bound

# So many answers that wait are told one by one.
SHOWN = 200


@dataclass(frozen=True)
class Asked:
    """One open round in the meeting."""

    round_number: int
    item_number: int
    version: int
    title: str
    what: str


@dataclass(frozen=True)
class Unconfirmed:
    """An answer that was written down and waits for the person's own yes. What it says is not shown."""

    answer_id: int
    seat_id: int
    name: str
    item_number: int


@dataclass(frozen=True)
class Speaker:
    """Somebody who can speak: `answered` are the rounds they answered themselves, `written` those written down.

    `part`: the only rounds in which this person is asked, where that is not every one.
    """

    seat_id: int
    name: str
    has_card: bool
    answered: frozenset[int]
    written: frozenset[int]
    waits: tuple[Unconfirmed, ...]
    part: frozenset[int] | None = None


@dataclass(frozen=True)
class MeetingSheet:
    """`listed`: whether the `speakers` are all who still speak, or some of very many."""

    head: CaseHead
    rounds: tuple[Asked, ...]
    speakers: tuple[Speaker, ...]
    listed: Listed
    unconfirmed: tuple[Unconfirmed, ...]
    more_unconfirmed: int


def meeting_sheet(case_id: int, *, viewer: int, sought: Sought = ANYBODY, alone: Collection[int] = ()) -> MeetingSheet:
    """Everybody of whom something can still be written down, or those in `alone` who decide, if there are any.

    Raises Denied for anyone but the facilitator.
    """
    eyes = eyes_of_facilitator(case_id, viewer)
    rounds = Round.objects.filter(case=eyes.case, closed_at__isnull=True).order_by("item__number")
    rounds = rounds.select_related("item", "version__title", "version__what")
    named, listed = can_be_bound(eyes.case).filter(id__in=alone).select_related("name"), Listed()
    seats = tuple(named) if alone else ()
    if not seats:
        seats, listed = list_of(eyes, _still_speak(eyes, len(rounds)), sought)
    waiting = _waiting(eyes)
    shown = tuple(waiting[: SHOWN + 1])
    return MeetingSheet(
        head=head_of(eyes),
        rounds=tuple(
            Asked(r.number, r.item.number, r.version.number, eyes.text(r.version.title), eyes.text(r.version.what))
            for r in rounds
        ),
        speakers=_speakers(eyes, seats),
        listed=listed,
        unconfirmed=tuple(_unconfirmed(eyes, one) for one in shown[:SHOWN]),
        more_unconfirmed=waiting.count() - SHOWN if len(shown) > SHOWN else 0,
    )


def _still_speak(eyes: Eyes, rounds: int) -> QuerySet[Seat]:
    """Who decides and has not answered every round themselves, or has an answer that waits."""
    given = RoundAnswer.objects.filter(seat=OuterRef("pk"), round__closed_at__isnull=True, on_behalf_by__isnull=True)
    number = given.order_by().values("seat").annotate(number=Count("pk")).values("number")
    waits = RoundAnswer.objects.filter(seat=OuterRef("pk"), on_behalf_by__isnull=False, confirmed_at__isnull=True)
    answered = Coalesce(Subquery(number), 0)
    part = Round.objects.filter(case=eyes.case, closed_at__isnull=True, version__bound=OuterRef("pk")).order_by()
    theirs = Coalesce(Subquery(part.values("version__bound").annotate(number=Count("pk")).values("number")), 0)
    lacks = Q(decides=True, given__lt=rounds) | Q(decides=False, given__lt=F("theirs"))
    return can_be_bound(eyes.case).annotate(given=answered, theirs=theirs).filter(lacks | Exists(waits))


def _parts(eyes: Eyes, seats: Sequence[Seat]) -> dict[int, set[int]]:
    """Of who is asked about their own part only: the open rounds about what they carry or are bound by, by seat."""
    parts: dict[int, set[int]] = {}
    if seats:
        rounds = Round.objects.filter(case=eyes.case, closed_at__isnull=True, version__bound__in=seats)
        for seat, number in rounds.values_list("version__bound", "number"):
            parts.setdefault(seat, set()).add(number)
    return parts


def _waiting(eyes: Eyes) -> QuerySet[RoundAnswer]:
    found = RoundAnswer.objects.filter(
        round__case=eyes.case, on_behalf_by__isnull=False, confirmed_at__isnull=True
    ).select_related("round__item", "seat__name")
    return found.order_by("seat__number", "round__number")


def _unconfirmed(eyes: Eyes, one: RoundAnswer) -> Unconfirmed:
    return Unconfirmed(one.pk, one.seat_id, eyes.name(one.seat), one.round.item.number)


def _speakers(eyes: Eyes, seats: Sequence[Seat]) -> tuple[Speaker, ...]:
    given: dict[int, list[RoundAnswer]] = {seat.pk: [] for seat in seats}
    answers = RoundAnswer.objects.filter(seat__in=given, round__closed_at__isnull=True).select_related("round")
    for one in answers:
        given[one.seat_id].append(one)
    parts = _parts(eyes, [seat for seat in seats if not seat.decides])
    waits: dict[int, list[Unconfirmed]] = {seat.pk: [] for seat in seats}
    for one in _waiting(eyes).filter(seat__in=waits):
        waits[one.seat_id].append(_unconfirmed(eyes, one))
    return tuple(
        Speaker(
            seat_id=seat.pk,
            name=eyes.name(seat),
            has_card=seat.card_id is not None,
            answered=frozenset(one.round.number for one in given[seat.pk] if one.on_behalf_by_id is None),
            written=frozenset(one.round.number for one in given[seat.pk] if one.on_behalf_by_id is not None),
            waits=tuple(waits[seat.pk]),
            part=None if seat.decides else frozenset(parts.get(seat.pk, ())),
        )
        for seat in seats
    )
