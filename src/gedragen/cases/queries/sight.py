"""The one exit: a Sight turned into SQL, and a text cut by it. Every query goes through here."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.access.seeing import Looker, Rows, Sight, sight
from gedragen.cases.models import Case, Nomination, Room, RoundAnswer, Seat, Words
from gedragen.cases.words import text_of

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Eyes:
    """Who looks at which case, and what they may see there. Never leaves the queries."""

    case: Case
    seat: Seat | None
    sight: Sight
    rooms: dict[int, Room]

    @property
    def room_keys(self) -> dict[int, str]:
        return {number: room.key for number, room in self.rooms.items()}

    def text(self, words: Words | None) -> str:
        """The text, or nothing when it is not for these eyes or was erased."""
        if words is None:
            return ""
        room = self.rooms[words.room_id]
        return text_of(words, room) if self.sight.reads(room.key, words.seat_id) else ""

    def reads_whole(self, room: str) -> bool:
        """Whether everything in this room is for these eyes."""
        return self.sight.words.get(room) is Rows.ALL

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
        seat = (
            Seat.objects.select_related("name", "supports__name")
            .filter(case=case, id=viewer, erased_at__isnull=True)
            .first()
        )
    if seat is None and (viewer is not None or not case.is_open):
        raise NotFound
    rooms = {room.pk: room for room in case.rooms.all()}
    return Eyes(case, seat, sight(seat.looker if seat else Looker(), [room.rule for room in rooms.values()]), rooms)


def eyes_inside(case_id: int, viewer: int | None) -> Eyes:
    """Look at what is among those who take part: in a closed case one says yes to that first. Raises Denied."""
    eyes = eyes_of(case_id, viewer)
    if not eyes.case.is_open and eyes.seat is not None and not eyes.seat.standing.has_joined:
        raise Denied("join-first")
    return eyes


def eyes_on_the_plan(case_id: int, viewer: int | None) -> Eyes:
    """Look at the plan. Raises Denied for who is in the case and not among those it is for.

    Raises NotFound as long as nobody took up the question: there is no plan to come without an approach.
    """
    eyes = eyes_inside(case_id, viewer)
    if not eyes.case.approach_key:
        raise NotFound
    if not eyes.reads_whole("plan"):
        raise Denied("plan-is-not-for-you")
    return eyes


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
    """Who was named: all for the facilitator; for others those they named, and those whose name is for them to read."""
    mine = _rows(eyes, eyes.sight.nominations, "by")
    return Nomination.objects.filter(mine | Q(name__in=visible_words(eyes)), case=eyes.case)


def _rows(eyes: Eyes, rows: Rows, owner: str) -> Q:
    if rows is Rows.ALL:
        # Not Q(): "nothing asked, or this" is read as "this".
        return ~Q(pk__in=[])
    if rows is Rows.OWN and eyes.sight.seat is not None:
        return Q(**{owner: eyes.sight.seat})
    return Q(pk__in=[])
