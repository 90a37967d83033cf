"""The facilitator's one screen: what is missing before the next step, who is not reached, which objection is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.closed_time.queries import ClosedTime, closed_times
from gedragen.cases.documents.queries import DocumentLine, document_lines
from gedragen.cases.doing.queries.follow_through import CheckInCard, check_in_cards
from gedragen.cases.doing.queries.keeping import Keeping, keeping
from gedragen.cases.ending.proposal import ending_proposed
from gedragen.cases.engine.seats import people
from gedragen.cases.engine.sight import Eyes, eyes_of_facilitator
from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.models import FrameTest, Round, RoundAnswer, Seat, Task
from gedragen.cases.rounds.queries.talks import TalkAsked, talks_asked
from gedragen.cases.state.declared import declared
from gedragen.cases.state.frame_tests import differences, is_accepted, is_as_tested, test_now, tests
from gedragen.cases.state.frames import frames_now, promise
from gedragen.cases.state.gates import Gated, gated, gates, is_about_a_side, stage_gates, whereabouts
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.headcount import Reach, nominated, reach
from gedragen.cases.state.outcomes import given, objections
from gedragen.cases.state.plan_state import ItemStand, in_round, stands, voters_of
from gedragen.cases.state.silence import NAMED, contacts, has_spoken_answers, left_behind, silence
from gedragen.cases.state.tasks import owners
from gedragen.cases.state.views import count_questions, count_views, sides
from gedragen.method.consent import Answer, Calls
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.gates import Missing
from gedragen.method.constitution.keys.declarations import DeclarationRule
from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class Gate:
    """One thing still missing. `about`: a seat, nomination, question or item number; `title` names it.

    `rule`: which of the approach's own declarations it is; `side`: about which side.
    """

    code: str
    about: int | None
    title: str
    seat_id: int | None = None
    rule: DeclarationRule | None = None
    side: Side | None = None


@dataclass(frozen=True)
class OpenObjection:
    """A "no, this must change first" that waits for a new version of its item."""

    item_number: int
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Silent:
    """Somebody who has not answered yet. `calls`: how they were called on since the round opened."""

    seat_id: int
    name: str
    contact: str
    calls: Calls | None


@dataclass(frozen=True)
class RunningRound:
    """An open round: who has answered is shown, what they said is not. `silent`: some of those who have not."""

    number: int
    item_number: int
    title: str
    closes_at: datetime
    extra_until: datetime | None
    waits: bool
    answered: int
    deciders: int
    silent: tuple[Silent, ...]

    @property
    def silent_in_all(self) -> int:
        return self.deciders - self.answered

    @property
    def more_silent(self) -> int:
        return self.silent_in_all - len(self.silent)


@dataclass(frozen=True)
class ItemLine:
    """An item as people can be asked about it. `is_proposal`: the old text holds meanwhile."""

    number: int
    title: str
    state: ItemState
    is_proposal: bool


@dataclass(frozen=True)
class Counted:
    """How much there is of everything, so that a section can say it in one sentence."""

    frames: int
    frames_later: int
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
class Ahead:
    """A stage that may come next, with the first of what it still needs, and how much more there is."""

    stage: Stage
    gates: tuple[Gate, ...]
    more_gates: int


@dataclass(frozen=True)
class CockpitSheet:
    """`gates`: the first of what is missing, and `more_gates` how much more there is.

    `times`: when the people were among themselves, newest first.
    `ahead`: the stages of this phase that may come next; `earlier`: those it could go back to.
    `papers`: those that this approach asks for besides.
    `ends_at`: when it ends without a plan, if that is proposed.
    `test_due_at`: the authority's term while a frame test runs. `last_result`: what the newest ended test said.
    `is_as_tested`: that was about the plan as it is now. `misses`: how many frames wait for information.
    `differs`: the numbers of the items about which the formal decision says something else.
    """

    head: CaseHead
    gates: tuple[Gate, ...]
    more_gates: int
    reach: Reach
    counted: Counted
    objections: tuple[OpenObjection, ...]
    rounds: tuple[RunningRound, ...]
    items: tuple[ItemLine, ...]
    check_ins: tuple[CheckInCard, ...]
    test_due_at: datetime | None
    test_is_overdue: bool
    last_result: TestResult | None
    is_as_tested: bool
    misses: int
    differs: tuple[int, ...]
    talks: tuple[TalkAsked, ...]
    times: tuple[ClosedTime, ...]
    ahead: tuple[Ahead, ...]
    earlier: tuple[Stage, ...]
    papers: tuple[DocumentLine, ...]
    keeping: Keeping | None
    ends_at: datetime | None


def cockpit_sheet(case_id: int, *, viewer: int) -> CockpitSheet:
    """Raises Denied for anyone but the facilitator."""
    eyes = eyes_of_facilitator(case_id, viewer)
    seen = eyes.seen
    test, lacking, here = test_now(seen), gates(seen), whereabouts(seen)
    first = gated(seen, lacking[:NAMED])
    proposed = ending_proposed(seen)
    last_test = next((one for one in tests(seen) if one.closed_at is not None), None)
    heard = silence(seen).now()
    return CockpitSheet(
        head=head_of(eyes),
        gates=tuple(_gate(eyes, first, gate) for gate in lacking[:NAMED]),
        more_gates=max(0, len(lacking) - NAMED),
        reach=reach(seen),
        counted=_numbers(eyes),
        objections=_objections(eyes),
        rounds=running_rounds(eyes, heard.silent),
        items=tuple(_item_line(eyes, stand) for stand in _of_theirs(seen)),
        check_ins=check_in_cards(eyes),
        test_due_at=test.due_at if test else None,
        test_is_overdue=bool(test and test.overdue_at),
        last_result=TestResult(last_test.result) if last_test and last_test.result else None,
        is_as_tested=is_as_tested(seen),
        misses=_misses(test),
        differs=tuple(sorted(one.item.number for one in differences(seen) if not is_accepted(seen, one))),
        talks=talks_asked(eyes) if heard.want_talk else (),
        times=closed_times(eyes),
        ahead=tuple(_ahead(eyes, stage) for stage in here.within_reach) if here is not None else (),
        earlier=here.earlier if here is not None else (),
        papers=document_lines(eyes),
        keeping=keeping(eyes),
        ends_at=proposed.until if proposed is not None else None,
    )


def _of_theirs(seen: Snapshot) -> list[ItemStand]:
    """Every item but a limit that is asked: that one opens and closes by itself."""
    return [one for one in stands(seen).values() if one.item.kind != ItemKind.FRAME]


def _misses(test: FrameTest | None) -> int:
    """How many frames of a running test wait for information that nobody gave yet."""
    asked = test.verdicts.all() if test is not None else ()
    return sum(one.verdict == Verdict.NEEDS_INFORMATION and one.information_id is None for one in asked)


def _ahead(eyes: Eyes, stage: Stage) -> Ahead:
    is_gated = any(gate.before == stage.key for gate in eyes.case.approach.gates)
    lacking = stage_gates(eyes.seen, stage.key) if is_gated else ()
    first = gated(eyes.seen, lacking[:NAMED])
    named = tuple(_gate(eyes, first, gate) for gate in lacking[:NAMED])
    return Ahead(stage, named, max(0, len(lacking) - NAMED))


def _gate(eyes: Eyes, about: Gated, gate: Missing) -> Gate:
    number = gate.about if gate.about is not None else 0
    if gate.code == "nomination":
        return Gate(gate.code, gate.about, eyes.text(about.nominations.get(number)))
    if gate.code == "question":
        return Gate(gate.code, gate.about, eyes.text(about.questions.get(number)))
    if gate.code in ("deciders", "side-missing", "stage"):
        side = eyes.case.approach.side(gate.side) if gate.side else None
        return Gate(gate.code, gate.about, "", side=side)
    if is_about_a_side(gate.code):
        named = next((one.name for one in sides(eyes.seen) if one.number == number), None)
        return Gate(gate.code, gate.about, eyes.text(named))
    if gate.code.startswith("item-"):
        # The gates may have been read a moment later than the items: then there is one without a title yet.
        stand = stands(eyes.seen).get(number)
        return Gate(gate.code, gate.about, eyes.text(stand.version.title) if stand is not None else "")
    seat = about.seats.get(number)
    rule = eyes.case.approach.declarations[gate.declaration] if gate.declaration else None
    side = eyes.case.approach.side(gate.side) if gate.side else None
    return Gate(gate.code, gate.about, eyes.name(seat), seat.pk if seat else None, rule, side)


def _item_line(eyes: Eyes, stand: ItemStand) -> ItemLine:
    # Its own round comes first, as when somebody took back a yes.
    table = stand if stand.state is ItemState.IN_ROUND else stand.on_the_table
    return ItemLine(stand.item.number, eyes.text(table.version.title), table.state, table.version.is_proposal)


def _numbers(eyes: Eyes) -> Counted:
    seen = eyes.seen
    asked, views = count_questions(seen), count_views(seen)
    states = list(Task.objects.filter(case=seen.case_id).values_list("state", flat=True)) if owners(seen) else []
    return Counted(
        frames=len(frames_now(seen)),
        frames_later=sum(frame.at > (seen.case.frozen_at or frame.at) for frame in frames_now(seen)),
        promise_written=promise(seen) is not None,
        promise_confirmed=DeclarationKind.PROMISE in declared(seen),
        questions=asked.asked,
        open_questions=len(asked.open),
        views=views.views,
        unanswered_views=views.unanswered,
        waiting_nominations=nominated(seen).waiting,
        tasks=len(states),
        offered_tasks=states.count(TaskState.OFFERED),
        unconfirmed=_unconfirmed(seen.case_id) if has_spoken_answers(seen) else 0,
    )


def _unconfirmed(case_id: int) -> int:
    spoken = RoundAnswer.objects.filter(round__case=case_id, on_behalf_by__isnull=False)
    return spoken.filter(confirmed_at__isnull=True).count()


def _objections(eyes: Eyes) -> tuple[OpenObjection, ...]:
    objected = [one.on_the_table for one in _of_theirs(eyes.seen) if one.on_the_table.state is ItemState.OBJECTED]
    answers = given(eyes.seen, [stand.round for stand in objected if stand.round is not None])
    return tuple(
        OpenObjection(
            stand.item.number, eyes.text(stand.version.title), _reasons(eyes, stand.round.pk, answers[stand.round.pk])
        )
        for stand in objected
        if stand.round is not None
    )


def _reasons(eyes: Eyes, round_id: int, given: Sequence[RoundAnswer]) -> tuple[str, ...]:
    named = [one.reason for one in given if one.answer == Answer.OBJECTION]
    brought = [one.reason for one in objections(eyes.seen) if one.round_id == round_id]
    return tuple(text for text in map(eyes.text, [*named, *brought]) if text)


def running_rounds(eyes: Eyes, silences: Sequence[tuple[int, int, int]]) -> tuple[RunningRound, ...]:
    """The open rounds, each with some of those who are silent: first who was not called yet."""
    calls = contacts(eyes.seen)
    rounds = [(stand, stand.round) for stand in in_round(eyes.seen) if stand.round is not None]
    silent = {round_.pk: _first(round_.pk, silences, calls) for _, round_ in rounds}
    shown = people(
        eyes.seen, [seat for some in silent.values() for seat in some], ahead=[seat for _, seat, _ in silences]
    )
    seats, answers = {seat.pk: seat for seat in shown}, {of: number for of, _, number in silences}
    return tuple(
        _running(eyes, stand, round_, [seats[seat] for seat in silent[round_.pk]], answers.get(round_.pk))
        for stand, round_ in rounds
    )


def _first(round_: int, found: Sequence[tuple[int, int, int]], calls: Mapping[tuple[int, int], Calls]) -> list[int]:
    """So many of the silent as a page names: first who was not called yet."""
    silent = sorted(seat for of, seat, _ in found if of == round_)
    waiting = [seat for seat in silent if (round_, seat) not in calls]
    return [*waiting[:NAMED], *[seat for seat in silent if (round_, seat) in calls][:NAMED]]


def _asked(eyes: Eyes, round_: Round) -> int:
    """How many are asked in this round."""
    approach = eyes.case.approach
    if not approach.asks_for_their_part:
        return reach(eyes.seen).deciders
    return voters_of(eyes.case.pk, round_.version_id, approach).count()


def _running(eyes: Eyes, stand: ItemStand, round_: Round, silent: Sequence[Seat], answers: int | None) -> RunningRound:
    deciders, absent = _asked(eyes, round_), left_behind(eyes.seen).get(round_.pk, 0)
    calls = contacts(eyes.seen)
    return RunningRound(
        number=round_.number,
        item_number=stand.item.number,
        title=eyes.text(stand.version.title),
        closes_at=round_.closes_at,
        extra_until=round_.extra_until,
        waits=round_.waits_for_calls,
        # Without anybody silent nothing tells how many answered: then it is everyone.
        answered=answers - absent if answers is not None else deciders,
        deciders=deciders,
        silent=tuple(
            Silent(seat.pk, eyes.name(seat), eyes.text(seat.contact), calls.get((round_.pk, seat.pk)))
            for seat in silent
        ),
    )
