"""In which age group somebody is: put right by who guides, doubted by whom it is about; and who is said "je" to."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Seat
from gedragen.cases.people.entries import AGE_CORRECTED, AGE_DOUBTED, JE_CHOSEN, WHO_DECIDES_CHANGED
from gedragen.cases.store.entries import Topic
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.children.ages import Age, check_place, decides_when_corrected
from gedragen.method.phases import Phase, has_reached


@dataclass(frozen=True)
class CorrectAge:
    """What was recorded is put right; the same age again says that it was looked at. `was`: as it was read."""

    seat_id: int
    age: Age
    was: Age


@act(Action.CORRECT_AGE)
def correct_age(change: Change, asked: CorrectAge) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    old = Age(seat.age)
    if old is not asked.was:
        raise RuleBroken("age-has-changed")
    if old is asked.age and seat.age_doubted_at is None:
        raise RuleBroken("nothing-changed")
    check_place(asked.age, takes_part=seat.role == Role.PARTICIPANT, is_main_person=seat.is_main_person)
    if old is not asked.age and change.case.rounds.filter(closed_at__isnull=True).exists():
        raise RuleBroken("people-are-answering")
    decided = seat.decides
    seat.decides = decides_when_corrected(
        old,
        asked.age,
        decides=decided,
        by_role=seat.role in change.case.approach.decide_by_default,
        is_deciding=has_reached(Phase(change.case.phase), Phase.DECIDING),
    )
    seat.age, seat.age_doubted_at = asked.age, None
    seat.save(update_fields=["age", "age_doubted_at", "decides"])
    change.record(AGE_CORRECTED, seat=seat)
    if seat.decides != decided:
        change.record(WHO_DECIDES_CHANGED, seat=seat, decides=seat.decides)


@dataclass(frozen=True)
class DoubtAge:
    """What is recorded of me, or of whom I stand beside, is not right."""

    seat_id: int


@act(Action.DOUBT_AGE)
def doubt_age(change: Change, asked: DoubtAge) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    if not is_theirs(change.actor, seat):
        raise NotFound
    if seat.age_doubted_at is not None:
        raise RuleBroken("age-is-doubted")
    seat.age_doubted_at = change.at
    seat.save(update_fields=["age_doubted_at"])
    change.record(AGE_DOUBTED, seat=seat)


@dataclass(frozen=True)
class SayJe:
    """How pages address somebody: with "je", or with "u"."""

    seat_id: int
    je: bool


@act(Action.SAY_JE)
def say_je(change: Change, asked: SayJe) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    if change.actor.role != Role.FACILITATOR and not is_theirs(change.actor, seat):
        raise NotFound
    if seat.says_je == asked.je:
        raise RuleBroken("nothing-changed")
    seat.says_je = asked.je
    seat.save(update_fields=["says_je"])
    change.record(JE_CHOSEN, seat=seat)


def is_theirs(actor: Seat, seat: Seat) -> bool:
    """Whether it is about oneself, or whom one stands beside."""
    return seat.pk in (actor.pk, actor.supports_id)


@part(Topic.AGES)
def doubted_ages(seen: Snapshot) -> tuple[Seat, ...]:
    """Of whom somebody says that their age was recorded wrongly, and who guides did not look yet."""
    found = Seat.objects.filter(case=seen.case_id, age_doubted_at__isnull=False, erased_at__isnull=True)
    return tuple(found.select_related("name").order_by("number"))
