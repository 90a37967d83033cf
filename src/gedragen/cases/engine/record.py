"""What a case says of itself, read once for every version of it and shared by all who look.

Every shared act ends in the journal, so the newest hash of the journal is the version of all rows that shared acts
alone change. Those are in here, as the tables keep them: the Sight of who looks cuts them on the way out. What an own
act changes (an answer in an open round, a confirmation, a yes to a task, a first voice, a draft, where mail goes) is
not in here, and every page that shows it asks the tables. So does every shared act, which is busy changing all this; an
own act holds it still, and may read it here.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from django.db import connection
from django.db.models import Case as Choose
from django.db.models import Count, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.version import version_of
from gedragen.cases.models import (
    WAITING,
    Case,
    CheckIn,
    Declaration,
    Difference,
    FormalDecision,
    Frame,
    FrameTest,
    Nomination,
    Objection,
    Promise,
    Question,
    Room,
    Round,
    RoundAnswer,
    Seat,
    SilentContact,
    Task,
    View,
    Words,
)
from gedragen.cases.state.deciding import Deciding, deciding_on
from gedragen.cases.state.declared import declared
from gedragen.cases.state.gate_facts import missing_gates
from gedragen.cases.state.plan_lights import RoundCount, count_rounds, plan_facts
from gedragen.cases.state.plan_state import ItemStand, deciders_of, item_stands, measures, plan_is_met
from gedragen.cases.state.reach import Involved, Reach, involved_in, reach_of
from gedragen.cases.state.silence import Silence, silence_in
from gedragen.cases.store.journal import Kind
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.gates import Missing
from gedragen.method.items import ItemState
from gedragen.method.lights import PlanFacts

# How many situations one process remembers; how many answers of a closed round a page shows, and how many people the
# overview names of those who are missing somewhere. About so many people of a situation stay at hand.
KEPT = 100
SHOWN = 200
NAMED = 12
PEOPLE = 2_000


@dataclass(frozen=True)
class Gated:
    """Whom and what the first gates are about, by number."""

    seats: dict[int, Seat]
    nominations: dict[int, Words]
    questions: dict[int, Words]


class Record:
    """One version of one case. Each part is read when it is first asked for.

    A part that is read late, after the case has moved on, is newer than its record: that record is asked for by
    nobody any more, since who asks for one has just read the newest hash.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._given: dict[int, list[RoundAnswer]] = {}
        self._people: dict[int, Seat] = {}
        self._silent: dict[int, int] = {}
        self._named: dict[tuple[frozenset[int], int, int], list[int]] = {}

    @cached_property
    def rooms(self) -> dict[int, Room]:
        return {room.pk: room for room in self.case.rooms.all()}

    @cached_property
    def facilitator(self) -> Seat | None:
        """The human on every page."""
        here = Seat.objects.filter(case=self.case, erased_at__isnull=True, declined_at__isnull=True)
        return here.filter(role=Role.FACILITATOR).select_related("name", "phone").order_by("number").first()

    @cached_property
    def spoken_for(self) -> dict[int, Seat]:
        """Those beside whom an advocate stands."""
        found = Seat.objects.filter(case=self.case, supporters__isnull=False).select_related("name").distinct()
        return {seat.pk: seat for seat in found}

    def bring_together(self, seat: Seat) -> None:
        """Give an advocate's seat the one it stands beside, so that nobody asks the tables for that again."""
        if seat.supports_id is not None and seat.supports_id in self.spoken_for:
            seat.supports = self.spoken_for[seat.supports_id]

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Every version that ever stood."""
        texts = ("text", "question", "reason", "source", "competent", "by__name")
        return tuple(Frame.objects.filter(case=self.case).order_by("number", "version").select_related(*texts))

    @property
    def frames_now(self) -> tuple[Frame, ...]:
        return tuple(frame for frame in self.frames if frame.superseded_at is None)

    @cached_property
    def promise(self) -> Promise | None:
        texts = ("brings", "silence_to", "fallback", "promised_by", "mandate")
        return Promise.objects.filter(case=self.case).select_related(*texts).order_by("-version").first()

    @cached_property
    def declared(self) -> dict[DeclarationKind, Declaration]:
        """What stands about the whole case."""
        return declared(self.case)

    @cached_property
    def said_yes(self) -> frozenset[tuple[DeclarationKind, int]]:
        """Who said yes to the facilitator, and to the law alone, by seat."""
        kinds = (DeclarationKind.ACCEPTS_FACILITATOR, DeclarationKind.ONLY_THE_LAW)
        found = Declaration.objects.filter(
            case=self.case, kind__in=kinds, withdrawn_at__isnull=True, about__isnull=False
        )
        return frozenset((DeclarationKind(kind), seat) for kind, seat in found.values_list("kind", "about") if seat)

    @cached_property
    def reach(self) -> Reach:
        return reach_of(self.case)

    @cached_property
    def involved(self) -> tuple[Involved, ...]:
        return involved_in(self.case)

    @cached_property
    def names_in(self) -> dict[int, int]:
        """How many people have their name in each room."""
        here = Seat.objects.filter(case=self.case, erased_at__isnull=True, name__isnull=False)
        return dict(here.values_list("name__room").annotate(Count("id")).order_by())

    def named_in(self, rooms: frozenset[int], start: int, end: int) -> list[int]:
        """Some of those who have their name in one of these rooms, by number."""
        key = (rooms, start, end)
        if key not in self._named:
            here = Seat.objects.filter(case=self.case, erased_at__isnull=True, name__room__in=rooms)
            self._named[key] = list(here.order_by("number").values_list("id", flat=True)[start:end])
        return self._named[key]

    def people(self, seats: Sequence[int]) -> list[Seat]:
        """People by key, with their names and how they are reached. Who was looked up before is at hand."""
        known = self._people
        unread = [seat for seat in seats if seat not in known]
        if unread:
            found = self.case.seats.select_related("name", "contact", "card").in_bulk(unread)
            if len(known) + len(found) > PEOPLE:
                self._people = known = {seat: known[seat] for seat in seats if seat in known}
            known.update(found)
        return [known[seat] for seat in seats if seat in known]

    def seat(self, seat: int) -> Seat:
        """One of them, with whom an advocate stands beside. Raises NotFound."""
        found = self.people([seat])
        if not found:
            raise NotFound
        self.bring_together(found[0])
        return found[0]

    @cached_property
    def waiting_cards(self) -> tuple[Seat, ...]:
        """Whose new card waits for their yes."""
        waits = self.case.seats.filter(waiting_card__isnull=False, erased_at__isnull=True)
        return tuple(waits.select_related("name", "waiting_card__made_by__account").order_by("number"))

    @cached_property
    def gates(self) -> tuple[Missing, ...]:
        """What the next step still needs."""
        return missing_gates(self.case)

    @cached_property
    def gated(self) -> "Gated":
        numbers = [gate.about for gate in self.gates[:NAMED] if gate.about is not None]
        seats = self.case.seats.filter(number__in=numbers).select_related("name")
        named = self.case.nominations.filter(number__in=numbers).select_related("name")
        asked = self.case.questions.filter(number__in=numbers).select_related("words")
        return Gated(
            {seat.number: seat for seat in seats},
            {one.number: one.name for one in named},
            {one.number: one.words for one in asked},
        )

    @cached_property
    def stands(self) -> dict[int, ItemStand]:
        """The items by number, with every version and round of each."""
        return item_stands(self.case)

    @property
    def plan(self) -> list[ItemStand]:
        return measures(self.stands)

    @property
    def in_round(self) -> list[ItemStand]:
        """The items about which people are answering now. A round is always about the newest text."""
        return [stand for stand in self.stands.values() if stand.state is ItemState.IN_ROUND]

    @property
    def open_rounds(self) -> list[Round]:
        return [stand.round for stand in self.in_round if stand.round is not None]

    @cached_property
    def counted(self) -> dict[int, RoundCount]:
        """How every closed round came out, by id."""
        rounds = [round_ for stand in self.stands.values() for round_ in stand.item.rounds.all()]
        return count_rounds([round_ for round_ in rounds if round_.closed_at is not None])

    @cached_property
    def left_behind(self) -> dict[int, int]:
        """How many answers of each open round are of people who do not decide any more: they can change no more."""
        answers = RoundAnswer.objects.filter(round__case=self.case, round__closed_at__isnull=True)
        others = answers.exclude(seat__in=deciders_of(self.case).order_by())
        return dict(others.values_list("round").annotate(Count("id")).order_by())

    def waits_for(self, round_: Round) -> int | None:
        """Somebody who has not answered this open round, by seat; None when everybody has.

        Asked after every answer. As long as the one who was found last is silent, nobody else is looked at; and who was
        found to have answered stays so, until the round closes.
        """
        silent = self._silent.get(round_.pk)
        if silent is None or _has_answered(round_.pk, silent):
            others = deciders_of(self.case).exclude(id__in=round_.answers.values("seat"))
            before = others.filter(id__lt=silent) if silent is not None else others
            silent = before.order_by("-id").values_list("id", flat=True).first()
            if silent is not None:
                self._silent[round_.pk] = silent
        return silent

    @cached_property
    def contacts(self) -> frozenset[tuple[int, int]]:
        """On whom the facilitator called, by round and seat."""
        found = SilentContact.objects.filter(round__case=self.case, round__closed_at__isnull=True)
        return frozenset(found.values_list("round", "seat"))

    @cached_property
    def silence(self) -> Silence:
        return silence_in(self.case, self.open_rounds, self.contacts, most=NAMED)

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        """Those without a name, of closed rounds."""
        found = Objection.objects.filter(round__case=self.case, round__closed_at__isnull=False)
        return tuple(found.select_related("reason").order_by("id"))

    def given(self, rounds: Sequence[Round]) -> dict[int, list[RoundAnswer]]:
        """The answers of closed rounds, by id: of a very large one not all, but every "no" comes first.

        Whether one that was written down is confirmed by now is not in here: that is its owner's own act.
        """
        unread = [round_.pk for round_ in rounds if round_.pk not in self._given]
        if unread:
            first = Choose(When(answer=Answer.OBJECTION, then=Value(0)), default=Value(1))
            place = Window(RowNumber(), partition_by="round", order_by=[first, "seat__number"])
            shown = RoundAnswer.objects.filter(round__in=unread).annotate(place=place).filter(place__lte=SHOWN)
            found: dict[int, list[RoundAnswer]] = {pk: [] for pk in unread}
            for answer in shown.select_related("seat__name", "reason", "taken_back_because").order_by("seat__number"):
                found[answer.round_id].append(answer)
            self._given.update(found)
        return {round_.pk: self._given[round_.pk] for round_ in rounds}

    @cached_property
    def facts(self) -> PlanFacts:
        """What the six lights look at, without the tasks."""
        return plan_facts(self.case, self.stands, self.counted)

    @cached_property
    def deciding(self) -> Deciding:
        return deciding_on(self.plan)

    @cached_property
    def owners(self) -> frozenset[int]:
        """Who was ever asked for a task."""
        return frozenset(Task.objects.filter(case=self.case).values_list("owner", flat=True))

    @cached_property
    def has_spoken_answers(self) -> bool:
        """Whether any answer was ever written down for somebody."""
        return self.case.journal.filter(kind=Kind.ANSWER_RECORDED).exists()

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The newest, in the order in which they were brought."""
        newest = list(views_of(self.case).order_by("-number")[:SHOWN])
        return tuple(reversed(newest))

    @cached_property
    def questions(self) -> tuple[int, int]:
        """How many were asked, and how many of them nobody answered."""
        asked = Question.objects.filter(case=self.case)
        return asked.count(), asked.filter(answers__isnull=True).count()

    @cached_property
    def waiting_nominations(self) -> int:
        return Nomination.objects.filter(case=self.case, state__in=WAITING).count()

    @cached_property
    def tests(self) -> tuple[FrameTest, ...]:
        """Newest first."""
        return tuple(FrameTest.objects.filter(case=self.case).order_by("-number"))

    @property
    def test_now(self) -> FrameTest | None:
        return next((test for test in self.tests if test.closed_at is None), None)

    @cached_property
    def is_met(self) -> bool:
        return plan_is_met(self.case)

    @cached_property
    def decision(self) -> FormalDecision | None:
        found = FormalDecision.objects.filter(case=self.case).select_related("words", "by__name")
        return found.order_by("-number").first()

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the newest decision says something else than the plan."""
        return tuple(Difference.objects.filter(decision=self.decision).select_related("words", "item"))

    @cached_property
    def check_ins(self) -> tuple[CheckIn, ...]:
        return tuple(CheckIn.objects.filter(case=self.case).select_related("words").order_by("due_on", "number"))


def views_of(case: Case) -> QuerySet[View]:
    """The opposing views that were not erased, with their texts."""
    texts = ("words", "answer", "brought_by__name", "answered_by__name")
    return View.objects.filter(case=case, words__erased_at__isnull=True).select_related(*texts)


def _has_answered(round_: int, seat: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM cases_roundanswer WHERE round_id = %s AND seat_id = %s", [round_, seat])
        return cursor.fetchone() is not None


_lock = Lock()
_kept: OrderedDict[int, Record] = OrderedDict()


def record_of(case_id: int, head: str | None = None) -> Record:
    """The record of a case at `head`, which the caller has just read; without it, at its newest. Raises NotFound."""
    head = version_of(case_id) if head is None else head
    with _lock:
        kept = _kept.get(case_id)
        if kept is not None and kept.case.journal_head == head:
            _kept.move_to_end(case_id)
            return kept
    return _keep(_read(case_id))


def _read(case_id: int) -> Record:
    texts = ("title", "question", "story", "meeting", "ending_words", "open_words")
    case = Case.objects.select_related(*texts).filter(id=case_id).first()
    if case is None:
        raise NotFound
    return Record(case)


def forget_records() -> None:
    """For tests, which put rows in the tables that no act made."""
    with _lock:
        _kept.clear()


def _keep(record: Record) -> Record:
    """Only the newest version of a case is kept, also when who read an older one is slower."""
    case = record.case
    with _lock:
        kept = _kept.get(case.pk)
        if kept is None or kept.case.journal_number <= case.journal_number:
            _kept[case.pk] = record
            _kept.move_to_end(case.pk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return record
