"""The facilitator's one screen: what is missing before the next step, who is not reached, which objection is open."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from gedragen.cases.gate_facts import missing_gates
from gedragen.cases.models import WAITING, CheckIn, FrameTest, Nomination, Question, Round, RoundAnswer, Seat
from gedragen.cases.plan_state import ItemStand, deciders_of, item_stands
from gedragen.cases.queries.closed_time import ClosedTime, closed_times
from gedragen.cases.queries.head import CaseHead, head_of
from gedragen.cases.queries.people import Reach, reach
from gedragen.cases.queries.sight import Eyes, eyes_of_facilitator
from gedragen.method.consent import Answer
from gedragen.method.declarations import DeclarationKind
from gedragen.method.follow_through import CheckInKind
from gedragen.method.frame_test import TestResult
from gedragen.method.items import ItemState
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class Gate:
    """One thing still missing. `about`: a seat, nomination, question or item number; `title` names it."""

    code: str
    about: int | None
    title: str
    seat_id: int | None = None


@dataclass(frozen=True)
class OpenObjection:
    """A "no, this must change first" that waits for a new version of its item."""

    item_number: int
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Silent:
    """Somebody who has not answered yet. `contacted`: since the round opened."""

    seat_id: int
    name: str
    contact: str
    contacted: bool


@dataclass(frozen=True)
class RunningRound:
    """An open round: who has answered is shown, what they said is not."""

    number: int
    item_number: int
    title: str
    closes_at: datetime
    extra_until: datetime | None
    answered: int
    deciders: int
    silent: tuple[Silent, ...]


@dataclass(frozen=True)
class CheckInCard:
    number: int
    kind: CheckInKind
    months: int
    due_on: date
    opened_at: datetime | None
    closes_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True)
class ItemLine:
    number: int
    title: str
    state: ItemState


@dataclass(frozen=True)
class Counted:
    """How much there is of everything, so that a section can say it in one sentence."""

    frames: int
    promise_written: bool
    promise_confirmed: bool
    questions: int
    open_questions: int
    views: int
    unanswered_views: int
    waiting_nominations: int
    tasks: int
    offered_tasks: int
    unconfirmed: int


@dataclass(frozen=True)
class CockpitSheet:
    """`times`: when the people were among themselves, newest first.

    `test_due_at`: the authority's term while a frame test runs. `last_result`: what the newest ended test said.
    """

    head: CaseHead
    gates: tuple[Gate, ...]
    reach: Reach
    counted: Counted
    objections: tuple[OpenObjection, ...]
    rounds: tuple[RunningRound, ...]
    items: tuple[ItemLine, ...]
    check_ins: tuple[CheckInCard, ...]
    test_due_at: datetime | None
    test_is_overdue: bool
    last_result: TestResult | None
    times: tuple[ClosedTime, ...]


def cockpit_sheet(case_id: int, *, viewer: int) -> CockpitSheet:
    """Raises Denied for anyone but the facilitator."""
    eyes = eyes_of_facilitator(case_id, viewer)
    stands = item_stands(eyes.case)
    test = FrameTest.objects.filter(case=eyes.case, closed_at__isnull=True).first()
    ended = FrameTest.objects.filter(case=eyes.case, closed_at__isnull=False).order_by("-number").first()
    return CockpitSheet(
        head=head_of(eyes),
        gates=_gates(eyes, stands),
        reach=reach(eyes),
        counted=_counted(eyes),
        objections=_objections(eyes, stands),
        rounds=running_rounds(eyes),
        items=tuple(ItemLine(n, eyes.text(s.version.title), s.state) for n, s in stands.items()),
        check_ins=check_in_cards(eyes),
        test_due_at=test.due_at if test else None,
        test_is_overdue=bool(test and test.overdue_at),
        last_result=TestResult(ended.result) if ended and ended.result else None,
        times=closed_times(eyes),
    )


def _gates(eyes: Eyes, stands: dict[int, ItemStand]) -> tuple[Gate, ...]:
    gates = missing_gates(eyes.case)
    about = [gate.about for gate in gates if gate.about is not None]
    seats = {s.number: s for s in Seat.objects.filter(case=eyes.case, number__in=about).select_related("name")}
    named = {
        n.number: eyes.text(n.name)
        for n in Nomination.objects.filter(case=eyes.case, number__in=about).select_related("name")
    }
    asked = {
        q.number: eyes.text(q.words)
        for q in Question.objects.filter(case=eyes.case, number__in=about).select_related("words")
    }
    found = []
    for gate in gates:
        number = gate.about if gate.about is not None else 0
        if gate.code == "nomination":
            found.append(Gate(gate.code, gate.about, named.get(number, "")))
        elif gate.code == "question":
            found.append(Gate(gate.code, gate.about, asked.get(number, "")))
        elif gate.code == "deciders":
            found.append(Gate(gate.code, gate.about, ""))
        elif gate.code.startswith("item-"):
            found.append(Gate(gate.code, gate.about, eyes.text(stands[number].version.title)))
        else:
            seat = seats.get(number)
            found.append(Gate(gate.code, gate.about, eyes.name(seat), seat.pk if seat else None))
    return tuple(found)


def _counted(eyes: Eyes) -> Counted:
    case = eyes.case
    questions = case.questions.aggregate(
        asked=Count("id", distinct=True), open=Count("id", filter=Q(answers__isnull=True))
    )
    views = case.views.aggregate(brought=Count("id"), open=Count("id", filter=Q(answer__isnull=True)))
    tasks = case.tasks.aggregate(all=Count("id"), offered=Count("id", filter=Q(state=TaskState.OFFERED)))
    confirmed = case.declarations.filter(kind=DeclarationKind.PROMISE, withdrawn_at__isnull=True)
    spoken = RoundAnswer.objects.filter(round__case=case, on_behalf_by__isnull=False, confirmed_at__isnull=True)
    return Counted(
        frames=case.frames.filter(superseded_at__isnull=True).count(),
        promise_written=case.promises.exists(),
        promise_confirmed=confirmed.exists(),
        questions=questions["asked"],
        open_questions=questions["open"],
        views=views["brought"],
        unanswered_views=views["open"],
        waiting_nominations=case.nominations.filter(state__in=WAITING).count(),
        tasks=tasks["all"],
        offered_tasks=tasks["offered"],
        unconfirmed=spoken.count(),
    )


def _objections(eyes: Eyes, stands: dict[int, ItemStand]) -> tuple[OpenObjection, ...]:
    return tuple(
        OpenObjection(number, eyes.text(stand.version.title), _reasons(eyes, stand.round))
        for number, stand in stands.items()
        if stand.state is ItemState.OBJECTED and stand.round is not None
    )


def _reasons(eyes: Eyes, round_: Round) -> tuple[str, ...]:
    given = round_.answers.filter(answer=Answer.OBJECTION).select_related("reason").order_by("seat__number")
    brought = round_.objections.select_related("reason").order_by("id")
    texts = [eyes.text(one.reason) for one in given] + [eyes.text(one.reason) for one in brought]
    return tuple(text for text in texts if text)


def running_rounds(eyes: Eyes) -> tuple[RunningRound, ...]:
    """The open rounds with who is silent, in a number of queries that does not grow with people."""
    rounds = Round.objects.filter(case=eyes.case, closed_at__isnull=True).order_by("item__number")
    rounds = rounds.select_related("item", "version__title").prefetch_related("answers", "contacts")
    deciders = list(deciders_of(eyes.case).select_related("name", "contact"))
    return tuple(_running(eyes, round_, deciders) for round_ in rounds)


def _running(eyes: Eyes, round_: Round, deciders: list[Seat]) -> RunningRound:
    answered = {one.seat_id for one in round_.answers.all()}
    contacted = {one.seat_id for one in round_.contacts.all()}
    silent = [seat for seat in deciders if seat.pk not in answered]
    return RunningRound(
        number=round_.number,
        item_number=round_.item.number,
        title=eyes.text(round_.version.title),
        closes_at=round_.closes_at,
        extra_until=round_.extra_until,
        answered=len(deciders) - len(silent),
        deciders=len(deciders),
        silent=tuple(
            Silent(seat.pk, eyes.name(seat), eyes.text(seat.contact), seat.pk in contacted) for seat in silent[:50]
        ),
    )


def check_in_cards(eyes: Eyes) -> tuple[CheckInCard, ...]:
    return tuple(
        CheckInCard(
            number=one.number,
            kind=CheckInKind(one.kind),
            months=one.months,
            due_on=one.due_on,
            opened_at=one.opened_at,
            closes_at=one.closes_at,
            done_at=one.done_at,
        )
        for one in CheckIn.objects.filter(case=eyes.case).order_by("due_on", "number")
    )
