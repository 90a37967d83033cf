"""Who has not answered the open rounds: the question is the same for a whole version of a case, the answer is not."""

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import JournalEntry, Round, RoundAnswer, Seat, SilentContact, TalkRequest
from gedragen.cases.state.plan_state import can_be_bound, open_rounds, rounds, voters_of
from gedragen.cases.store.entries import ANSWER_RECORDED, Topic
from gedragen.method.consent import Calls
from gedragen.method.terms import local_day

# How many people the overview names of those who are missing somewhere.
NAMED = 12
# Stands in a row of somebody who wants to talk, where else stands how many have answered.
TALK = -1
# So many more are at hand, for when one of those is silent no more.
SPARE = 4


@part(Topic.ROUNDS)
def contacts(seen: Snapshot) -> dict[tuple[int, int], Calls]:
    """How people called on whom, by round and seat."""
    return _calls(SilentContact.objects.filter(round__case=seen.case_id, round__closed_at__isnull=True))


def calls_in(round_: Round) -> dict[int, Calls]:
    """How people called on whom in this round, by seat: for an act that is busy with it."""
    return {seat: calls for (_, seat), calls in _calls(SilentContact.objects.filter(round=round_)).items()}


def _calls(made: QuerySet[SilentContact]) -> dict[tuple[int, int], Calls]:
    by_seat: dict[tuple[int, int], Calls] = {}
    for round_, seat, reached, at in made.values_list("round", "seat", "reached", "at"):
        before = by_seat.get((round_, seat), Calls())
        by_seat[round_, seat] = Calls(before.reached or reached, before.days | {local_day(at)})
    return by_seat


@part(Topic.ROUNDS)
def has_spoken_answers(seen: Snapshot) -> bool:
    """Whether any answer was ever written down for somebody."""
    return JournalEntry.objects.filter(case=seen.case_id, kind=ANSWER_RECORDED).exists()


@part(Topic.CASE, Topic.ROUNDS, Topic.SEATS, Topic.LEAVING)
def left_behind(seen: Snapshot) -> dict[int, int]:
    """How many answers of each open round are of people who do not decide any more: they can change no more."""
    answers = RoundAnswer.objects.filter(round__case=seen.case_id, round__closed_at__isnull=True)
    others = answers.exclude(seat__in=can_be_bound(seen.case).order_by())
    return dict(others.values_list("round").annotate(Count("id")).order_by())


@dataclass(frozen=True)
class Heard:
    """`silent`: round, seat, and how many answered that round. `want_talk`: whether somebody waits for a call."""

    silent: tuple[tuple[int, int, int], ...] = ()
    want_talk: bool = False


@dataclass(frozen=True)
class Silence:
    """One question to the database, put together once: doing that takes longer than asking it."""

    sql: str
    given: tuple[Any, ...]

    def now(self) -> Heard:
        if not self.sql:
            return Heard()
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            rows = [(int(round_), int(seat), int(answers)) for round_, seat, answers in cursor.fetchall()]
        silent = tuple(row for row in rows if row[2] != TALK)
        return Heard(silent, want_talk=len(silent) < len(rows))


@part(Topic.CASE, Topic.ITEMS, Topic.ROUNDS)
def silence(seen: Snapshot) -> Silence:
    """Of each open round so many who are silent: who was not called yet, and who was. And who wants to talk, if any."""
    called = contacts(seen)
    asked = {one.pk: voters_of(seen.case_id, one.version_id, seen.case.approach) for one in open_rounds(seen)}
    parts: list[QuerySet[Any, tuple[int, int, int]]]
    parts = [part_ for round_ in open_rounds(seen) for part_ in _silent(round_, asked[round_.pk], called)]
    if rounds(seen):
        parts.append(_talk(seen.case_id))
    if not parts:
        return Silence("", ())
    whole = parts[0].union(*parts[1:], all=True)
    return Silence(*whole.query.sql_with_params())


def _talk(case_id: int) -> "QuerySet[TalkRequest, tuple[int, int, int]]":
    """One of those who wait for a call: who they are is asked only then."""
    waiting = TalkRequest.objects.filter(round__case=case_id, talked_at__isnull=True, seat__declined_at__isnull=True)
    one = TalkRequest.objects.filter(id__in=waiting.order_by("id").values("id")[:1])
    return one.annotate(of=F("round"), given=Value(TALK)).values_list("of", "seat", "given")


def _silent(
    round_: Round, voters: QuerySet[Seat], calls: Collection[tuple[int, int]]
) -> "list[QuerySet[Seat, tuple[int, int, int]]]":
    given = round_.answers.order_by()
    number = given.values("round").annotate(number=Count("id")).values("number")
    silent = voters.filter(~Exists(given.filter(seat=OuterRef("pk"))))
    spoken_to = [seat for of_round, seat in calls if of_round == round_.pk]
    parts = [silent.exclude(id__in=spoken_to), silent.filter(id__in=spoken_to)] if spoken_to else [silent]
    return [
        Seat.objects.filter(id__in=part_.values("id")[: NAMED + SPARE])
        .annotate(of=Value(round_.pk), given=Coalesce(Subquery(number), 0))
        .values_list("of", "id", "given")
        for part_ in parts
    ]


@dataclass
class Waiting:
    """Somebody who had not answered a round when that was asked last, by seat: nobody else is looked at first."""

    voters: QuerySet[Seat]
    round_id: int
    silent: int | None = None
    lock: Lock = field(default_factory=Lock)

    def now(self) -> int | None:
        with self.lock:
            silent = self.silent
            if silent is None or _has_answered(self.round_id, silent):
                answered = RoundAnswer.objects.filter(round=self.round_id).values("seat")
                others = self.voters.exclude(id__in=answered)
                before = others.filter(id__lt=silent) if silent is not None else others
                silent = before.order_by("-id").values_list("id", flat=True).first()
                self.silent = silent if silent is not None else self.silent
            return silent


@part(Topic.CASE, Topic.ROUNDS, Topic.PEOPLE)
def _waiting(seen: Snapshot, round_id: int, version_id: int) -> Waiting:
    return Waiting(voters_of(seen.case_id, version_id, seen.case.approach), round_id)


def waits_for(seen: Snapshot, round_: Round) -> int | None:
    """Somebody who has not answered this open round, by seat; None when everybody has.

    Asked after every answer. As long as the one who was found last is silent, nobody else is looked at; and who was
    found to have answered stays so, until the round closes.
    """
    return _waiting(seen, round_.pk, round_.version_id).now()


def _has_answered(round_: int, seat: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM cases_roundanswer WHERE round_id = %s AND seat_id = %s", [round_, seat])
        return cursor.fetchone() is not None
