"""Answers spoken in a meeting or on the phone: one page for all of them, and what still waits to be confirmed."""

from dataclasses import dataclass

from gedragen.cases.models import Round, RoundAnswer
from gedragen.cases.plan_state import deciders_of
from gedragen.cases.queries.head import CaseHead, head_of
from gedragen.cases.queries.sight import eyes_of_facilitator


@dataclass(frozen=True)
class Asked:
    """One open round in the meeting."""

    round_number: int
    item_number: int
    version: int
    title: str
    what: str


@dataclass(frozen=True)
class Speaker:
    """Somebody who can speak: `answered` are the rounds they answered themselves, `written` those written down."""

    seat_id: int
    name: str
    has_card: bool
    answered: frozenset[int]
    written: frozenset[int]


@dataclass(frozen=True)
class Unconfirmed:
    """An answer that was written down and waits for the person's own yes. What it says is not shown."""

    answer_id: int
    seat_id: int
    name: str
    item_number: int


@dataclass(frozen=True)
class MeetingSheet:
    head: CaseHead
    rounds: tuple[Asked, ...]
    speakers: tuple[Speaker, ...]
    unconfirmed: tuple[Unconfirmed, ...]


def meeting_sheet(case_id: int, *, viewer: int) -> MeetingSheet:
    """Raises Denied for anyone but the facilitator."""
    eyes = eyes_of_facilitator(case_id, viewer)
    rounds = Round.objects.filter(case=eyes.case, closed_at__isnull=True).order_by("item__number")
    rounds = rounds.select_related("item", "version__title", "version__what")
    given = RoundAnswer.objects.filter(round__case=eyes.case).select_related("round__item", "seat__name")
    running = [one for one in given if one.round.closed_at is None]
    waiting = [one for one in given if one.on_behalf_by_id is not None and one.confirmed_at is None]
    return MeetingSheet(
        head=head_of(eyes),
        rounds=tuple(
            Asked(r.number, r.item.number, r.version.number, eyes.text(r.version.title), eyes.text(r.version.what))
            for r in rounds
        ),
        speakers=tuple(
            Speaker(
                seat_id=seat.pk,
                name=eyes.name(seat),
                has_card=bool(seat.card_digest),
                answered=_numbers(running, seat.pk, spoken=False),
                written=_numbers(running, seat.pk, spoken=True),
            )
            for seat in deciders_of(eyes.case).select_related("name")
        ),
        unconfirmed=tuple(
            Unconfirmed(one.pk, one.seat_id, eyes.name(one.seat), one.round.item.number)
            for one in sorted(waiting, key=lambda one: (one.seat.number, one.round.number))
        ),
    )


def _numbers(answers: list[RoundAnswer], seat_id: int, *, spoken: bool) -> frozenset[int]:
    return frozenset(
        one.round.number for one in answers if one.seat_id == seat_id and (one.on_behalf_by_id is not None) == spoken
    )
