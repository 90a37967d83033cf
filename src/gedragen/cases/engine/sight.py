"""The one exit: a Sight turned into SQL, and a text cut by it. Every query goes through here."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.access.seeing import Looker, Rows, Sight, sight
from gedragen.cases.engine.seats import seat_of
from gedragen.cases.engine.snapshot import Snapshot, part, snapshot_of
from gedragen.cases.models import Case, Declaration, JournalEntry, Nomination, Room, Round, RoundAnswer, Seat, Words
from gedragen.cases.store.entries import Topic
from gedragen.cases.store.words import IN_ITS_PLACE, text_of
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.rooms import ASKED_ROOM
from gedragen.method.stages.bringing import About

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Eyes:
    """Who looks at which case, and what they may see there. Never leaves the queries."""

    seen: Snapshot
    seat: Seat | None
    sight: Sight

    @property
    def case(self) -> Case:
        return self.seen.case

    @property
    def rooms(self) -> dict[int, Room]:
        return self.seen.rooms

    @property
    def room_keys(self) -> dict[int, str]:
        return {number: room.key for number, room in self.rooms.items()}

    def text(self, words: Words | None) -> str:
        """The text, or nothing when it is not for these eyes or was erased.

        Where it is not the one that was recorded, that stands in its place, whoever looks and wherever it is shown.
        """
        if words is None or not self.reads(words):
            return ""
        if words.differs:
            return str(IN_ITS_PLACE)
        return text_of(words, self.rooms[words.room_id])

    def shared_text(self, words: Words | None) -> str:
        """A text of the plan that was shared with who looks: whether it was, is asked by who calls this."""
        if words is None:
            return ""
        return str(IN_ITS_PLACE) if words.differs else text_of(words, self.rooms[words.room_id])

    def reads(self, words: Words) -> bool:
        return self.sight.reads(self.rooms[words.room_id].key, words.seat_id)

    def sees(self, answer: RoundAnswer, round_: Round) -> bool:
        """Whether what an answer says is for these eyes: of a closed round as `given`, of an open one as `running`."""
        rows = self.sight.running if round_.closed_at is None else self.sight.given
        return self.sight.shows(rows, answer.seat_id)

    def reads_entry(self, entry: JournalEntry) -> bool:
        """Whether who it was, and the exact moment, are for these eyes; of an entry of format 1 all of it is."""
        if entry.format == 1 and self.case.is_open:
            return True
        number = self.seat.number if self.seat is not None else None
        is_own = number is not None and (entry.by == str(number) or entry.data.get("seat") == number)
        return self.sight.shows(self.sight.entries, self.sight.seat if is_own else None)

    def reads_whole(self, room: str) -> bool:
        """Whether everything in this room is for these eyes."""
        return self.sight.words.get(room) is Rows.ALL

    def name(self, seat: Seat | None) -> str:
        """Somebody's name, or nothing when it is not for these eyes."""
        return self.text(seat.name) if seat is not None else ""


def is_public(seen: Snapshot) -> bool:
    """Whether anybody may read of it: it is open, and whose question it is said yes to who guides, or limits stand.

    What was open before whom it is about was asked stays so.
    """
    case = seen.case
    return case.is_open and (case.frozen_at is not None or case.about == About.UNSAID or _is_accepted(seen))


@part(Topic.DECLARATIONS)
def _is_accepted(seen: Snapshot) -> bool:
    said = Declaration.objects.filter(case=seen.case_id, kind=DeclarationKind.ACCEPTS_FACILITATOR)
    return said.filter(withdrawn_at__isnull=True).exists()


def eyes_of(case_id: int, viewer: int | None, *, of_own: bool = False) -> Eyes:
    """Look at a case as a seat, or as anyone. Raises NotFound for an outsider at a case that is not open.

    `of_own`: at what is this seat's own alone, which is there for whoever has a seat.
    """
    seen = snapshot_of(case_id)
    seat = seat_of(seen, viewer) if viewer is not None else None
    is_gone = seat is not None and seat.erased_at is not None
    if is_gone or (seat is None and not is_public(seen)):
        raise NotFound
    if seat is not None and seat.role == Role.BRINGER and not (of_own or is_public(seen)):
        # Who told of somebody else learns no more of it than anybody from outside.
        raise Denied("only-told")
    rules = [room.rule for room in seen.rooms.values()]
    return Eyes(seen, seat, sight(seat.looker if seat else Looker(), rules))


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
        raise Denied("plan-comes-to-you" if eyes.reads_whole(ASKED_ROOM) else "plan-is-not-for-you")
    return eyes


def eyes_on_the_test(case_id: int, viewer: int | None) -> Eyes:
    """Look at what was put before the authority. Who sets the limits may come to it this way only."""
    eyes = eyes_inside(case_id, viewer)
    if eyes.case.approach_key and not eyes.reads_whole("plan") and eyes.reads_whole(ASKED_ROOM):
        return eyes
    return eyes_on_the_plan(case_id, viewer)


def eyes_of_facilitator(case_id: int, viewer: int) -> Eyes:
    """Look as the facilitator. Raises Denied for everyone else of the case, NotFound for an outsider."""
    eyes = eyes_of(case_id, viewer)
    if eyes.seat is None or eyes.seat.role != Role.FACILITATOR:
        raise Denied("not-your-role")
    if not eyes.seat.standing.has_joined:
        raise Denied("join-first")
    return eyes


def readable(eyes: Eyes, at: str = "") -> Q:
    """Of texts, or of what has a text `at` ("name__"): those that these eyes may read."""
    whole = [room for room, key in eyes.room_keys.items() if eyes.sight.words.get(key) is Rows.ALL]
    own = [room for room, key in eyes.room_keys.items() if eyes.sight.words.get(key) is Rows.OWN]
    mine = Q(**{f"{at}room__in": own, f"{at}seat": eyes.sight.seat}) if eyes.sight.seat is not None else Q(pk__in=[])
    return Q(**{f"{at}room__in": whole}) | mine


def visible_words(eyes: Eyes) -> QuerySet[Words]:
    """Every text of the case that these eyes may read."""
    return Words.objects.filter(readable(eyes), case=eyes.case)


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
