"""The one exit: a Sight turned into SQL, and a text cut by it. Every query goes through here."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.access.seeing import Rows, Sight, sight
from gedragen.cases.models import Case, Nomination, RoundAnswer, Seat, Words

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Eyes:
    """Who looks at which case, and what they may see there. Never leaves the queries."""

    case: Case
    seat: Seat | None
    sight: Sight
    room_keys: dict[int, str]

    def text(self, words: Words | None) -> str:
        """The text, or nothing when it is not for these eyes or was erased."""
        if words is None:
            return ""
        return words.text if self.sight.reads(self.room_keys[words.room_id], words.seat_id) else ""

    def name(self, seat: Seat | None) -> str:
        """Somebody's name, or nothing when it is not for these eyes."""
        return self.text(seat.name) if seat is not None else ""


def eyes_of(case_id: int, viewer: int | None) -> Eyes:
    """Look at a case as a seat, or as anyone. Raises NotFound for an outsider at a case that is not open."""
    case = Case.objects.select_related("title", "question", "story", "meeting").filter(id=case_id).first()
    if case is None:
        raise NotFound
    seat = None
    if viewer is not None:
        seat = Seat.objects.select_related("name").filter(case=case, id=viewer, erased_at__isnull=True).first()
    if seat is None and (viewer is not None or not case.is_open):
        raise NotFound
    rooms = list(case.rooms.all())
    role = Role(seat.role) if seat else None
    joined = seat.standing.has_joined if seat else False
    seen = sight(role, seat.pk if seat else None, [room.rule for room in rooms], has_joined=joined)
    return Eyes(case, seat, seen, {room.pk: room.key for room in rooms})


def eyes_of_facilitator(case_id: int, viewer: int) -> Eyes:
    """Look as the facilitator. Raises Denied for everyone else of the case, NotFound for an outsider."""
    eyes = eyes_of(case_id, viewer)
    if eyes.seat is None or eyes.seat.role != Role.FACILITATOR:
        raise Denied("not-your-role")
    if not eyes.seat.standing.has_joined:
        raise Denied("join-first")
    return eyes


def visible_words(eyes: Eyes) -> QuerySet[Words]:
    """Every text of the case that these eyes may read."""
    whole = [room for room, key in eyes.room_keys.items() if eyes.sight.words.get(key) is Rows.ALL]
    own = [room for room, key in eyes.room_keys.items() if eyes.sight.words.get(key) is Rows.OWN]
    mine = Q(room__in=own, seat=eyes.sight.seat) if eyes.sight.seat is not None else Q(pk__in=[])
    return Words.objects.filter(Q(room__in=whole) | mine, case=eyes.case)


def visible_answers(eyes: Eyes) -> QuerySet[RoundAnswer]:
    """Answers whose content these eyes may see: of closed rounds as `given`, of open ones as `running`."""
    answers = RoundAnswer.objects.filter(round__case=eyes.case)
    closed = Q(round__closed_at__isnull=False) & _rows(eyes, eyes.sight.given, "seat")
    running = Q(round__closed_at__isnull=True) & _rows(eyes, eyes.sight.running, "seat")
    return answers.filter(closed | running)


def visible_nominations(eyes: Eyes) -> QuerySet[Nomination]:
    """Who was named: all for the facilitator, else those one named oneself."""
    return Nomination.objects.filter(_rows(eyes, eyes.sight.nominations, "by"), case=eyes.case)


def _rows(eyes: Eyes, rows: Rows, owner: str) -> Q:
    if rows is Rows.ALL:
        return Q()
    if rows is Rows.OWN and eyes.sight.seat is not None:
        return Q(**{owner: eyes.sight.seat})
    return Q(pk__in=[])
