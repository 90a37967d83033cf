"""Rounds: opened by the facilitator, closed by the clock or when everyone has answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action, NotFound
from gedragen.cases.children.worries import worry_waits
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.closed_rooms import running_closed_room
from gedragen.cases.engine.ending import end_case
from gedragen.cases.models import Case, Difference, ItemVersion, Objection, PlanItem, Round, Seat, SilentContact
from gedragen.cases.rounds.accepting import settle_frame
from gedragen.cases.rounds.acquaintances import unknown_yes
from gedragen.cases.rounds.ballot import open_ballot
from gedragen.cases.rounds.calling import bound, main_persons, waited_for, whose_answer_decides
from gedragen.cases.rounds.entries import (
    CASE_CLOSED,
    CHILD_AWAITED,
    OBJECTION_BROUGHT,
    ROUND_CLOSED,
    ROUND_EXTENDED,
    ROUND_OPENED,
    ROUND_WAITS,
    SILENT_CONTACTED,
)
from gedragen.cases.rounds.void import void_test, void_what_runs
from gedragen.cases.state.frames import promise_as_told
from gedragen.cases.state.plan_state import asked_in, item_stands
from gedragen.cases.state.silence import calls_in
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.entries import DIFFERENCE_ACCEPTED, ITEM_DROPPED
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.consent import Answer, Outcome, Parties, outcome
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.sides import Decides
from gedragen.method.items import ItemKind, ItemState, asks_consent, check_can_open_round, check_is_theirs
from gedragen.method.phases import Ending
from gedragen.method.promise import Rung
from gedragen.method.rounds import check_moment, check_open, check_version, extra_time, is_free_to_ask, words_awaited
from gedragen.method.terms import term


@dataclass(frozen=True)
class OpenRounds:
    """Ask every decider about the newest version of these items, until one announced moment."""

    items: tuple[int, ...]
    closes_at: datetime


@act(Action.OPEN_ROUND)
def open_rounds(change: Change, asked: OpenRounds) -> None:
    check_moment(asked.closes_at, at=change.at)
    if not asked.items:
        raise RuleBroken("no-items-chosen")
    _open(change, asked.items, asked.closes_at)


@dataclass(frozen=True)
class AskEveryone:
    """Who decides asks all about a text that lies there longer than who guides had for it. For the usual days."""

    item_number: int
    version: int


@act(Action.ASK_EVERYONE)
def ask_everyone(change: Change, asked: AskEveryone) -> None:
    stand = item_stands(change.case, (asked.item_number,)).get(asked.item_number)
    if stand is None:
        raise NotFound
    table = stand.on_the_table
    check_version(asked.version, table.version.number)
    if table.state is not ItemState.DRAFT:
        raise RuleBroken("text-was-asked")
    if not is_free_to_ask(table.version.at, at=change.at):
        raise RuleBroken("who-guides-asks-first")
    _open(change, (asked.item_number,), term(change.at, change.case.approach.round_days))


def _open(change: Change, items: Collection[int], closes_at: datetime) -> None:
    inside = running_closed_room(change.case)
    if inside is not None and inside.clock.keeps_rounds_shut(change.at):
        raise RuleBroken("closed-time-is-running")
    stands = item_stands(change.case, tuple(items))
    for number in sorted(set(items)):
        stand = stands.get(number)
        if stand is None:
            raise RuleBroken("no-such-item", number=number)
        check_is_theirs(ItemKind(stand.item.kind))
        _check_consent_was_promised(change.case, stand.item)
        table = stand.on_the_table
        check_can_open_round(stand.state if stand.state is ItemState.IN_ROUND else table.state)
        check_is_shown(table.version)
        start_round(change, table.item, table.version, closes_at)


def _check_consent_was_promised(case: Case, item: PlanItem) -> None:
    promise = promise_as_told(case.pk)
    if not asks_consent(Rung(promise.rung) if promise is not None else None, ItemKind(item.kind)):
        raise RuleBroken("no-consent-below-rung-five")


def start_round(
    change: Change, item: PlanItem, version: ItemVersion, closes_at: datetime, *, is_beside: bool = False
) -> Round:
    """Open one round inside an act that is already under way. `is_beside`: what was agreed holds meanwhile."""
    opened = Round.objects.create(
        case=change.case,
        number=change.case.rounds.count() + 1,
        item=item,
        version=version,
        opened_at=change.at,
        closes_at=closes_at,
        is_beside=is_beside,
    )
    told = {"item": item.number, "version": version.number, "beside": is_beside or None}
    change.record(ROUND_OPENED, round=opened.number, closes_at=closes_at, **told)
    return opened


@dataclass(frozen=True)
class BringObjection:
    """Bring in a "no, this must change first" for somebody who would rather not be named.

    Like any answer it stays shut, and out of the journal, until the round closes.
    """

    round_number: int
    reason: str


@act(Action.BRING_OBJECTION)
def bring_objection(change: Change, asked: BringObjection) -> None:
    round_ = row(change.case.rounds, number=asked.round_number)
    check_open(round_.clock, at=change.at)
    words = change.write("ballot", "objection", require(asked.reason, "objection-needs-reason"))
    Objection.objects.create(round=round_, reason=words, at=change.at)


@dataclass(frozen=True)
class RecordContact:
    """The facilitator has called on somebody who had not answered."""

    round_number: int
    seat_id: int
    reached: bool


@act(Action.RECORD_CONTACT)
def record_contact(change: Change, asked: RecordContact) -> None:
    round_ = row(change.case.rounds, number=asked.round_number)
    check_open(round_.clock, at=change.at)
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    write_contact(change, round_, seat, reached=asked.reached)


def write_contact(change: Change, round_: Round, seat: Seat, *, reached: bool) -> None:
    """Inside an act that is under way. The journal tells who wrote it down, and of whom only how many."""
    SilentContact.objects.create(round=round_, seat=seat, reached=reached, at=change.at)
    deciders = whose_answer_decides(round_, list(asked_in(round_)))
    told = {"round": round_.number, "item": round_.item.number, "reached": reached}
    change.record(SILENT_CONTACTED, **told, **_silent(round_, deciders))


def is_complete(round_: Round) -> bool:
    """Whether everybody who is asked has answered: those who advise too."""
    return not asked_in(round_).exclude(id__in=round_.answers.values("seat")).exists()


@dataclass(frozen=True)
class CloseRound:
    """Close a round that is due or complete; give the silent seven more days where the rule says so."""

    round_id: int


@act(Action.CLOSE_ROUND)
def close_round(change: Change, asked: CloseRound) -> None:
    """Raises RuleBroken when there is nothing to do: another process was first, or people still have time."""
    round_ = row(change.case.rounds, id=asked.round_id)
    if round_.closed_at is not None:
        raise RuleBroken("round-is-closed")
    if not round_.clock.is_due(change.at) and not is_complete(round_):
        raise RuleBroken("round-is-open")
    deciders = list(asked_in(round_))
    extra_days = change.case.approach.extra_days
    held = words_awaited(round_.clock, _without_words(round_, deciders), extra_days=extra_days, at=change.at)
    if held is not None:
        _hold(change, round_, held)
        return
    unknown = unknown_yes(round_, deciders)
    result = judge(round_, deciders, unknown, at=change.at)
    until = extra_time(round_.clock, result, extra_days=extra_days, at=change.at)
    is_over = round_.clock.extra_is_over(change.at, extra_days=extra_days)
    if until is None and worry_waits(change.case):
        _wait_for_child(change, round_)
    elif until is None:
        _close(change, round_, deciders, unknown, result)
    elif result is Outcome.WAITS_FOR_SILENT and is_over and not round_.waits_for_calls:
        _wait_for_calls(change, round_, deciders)
    elif round_.extra_until == until:
        raise RuleBroken("round-is-open")
    else:
        _extend(change, round_, until)


def _extend(change: Change, round_: Round, until: datetime) -> None:
    round_.extra_until = until
    round_.save(update_fields=["extra_until"])
    change.record(ROUND_EXTENDED, round=round_.number, until=until)


def _hold(change: Change, round_: Round, until: datetime) -> None:
    """Somebody said no without words and is still to be asked: until then all can answer. Raises RuleBroken."""
    if not round_.clock.is_due(change.at):
        # Everybody answered, and there is time: nothing tells that it waits.
        raise RuleBroken("round-is-open")
    _extend(change, round_, until)


def _without_words(round_: Round, asked: Sequence[Seat]) -> list[datetime]:
    """When each of those whose answer decides said no, and nothing else."""
    said = round_.answers.filter(answer=Answer.OBJECTION, reason__isnull=True)
    return list(said.filter(seat__in=whose_answer_decides(round_, asked)).values_list("at", flat=True))


def _wait_for_calls(change: Change, round_: Round, deciders: Sequence[Seat]) -> None:
    """Nobody is left out of a decision whom nobody called on: the round stays open until that was done."""
    round_.waits_for_calls = True
    round_.save(update_fields=["waits_for_calls"])
    left = waited_for(round_, deciders)
    change.record(ROUND_WAITS, round=round_.number, item=round_.item.number, to_call=len(left))


def _wait_for_child(change: Change, round_: Round) -> None:
    """What a child worries about is answered first. Raises RuleBroken when it waits already, or people have time."""
    if round_.waits_for_calls or not round_.clock.is_due(change.at):
        raise RuleBroken("round-is-open")
    round_.waits_for_calls = True
    round_.save(update_fields=["waits_for_calls"])
    change.record(CHILD_AWAITED, round=round_.number, item=round_.item.number)


def judge(round_: Round, deciders: Sequence[Seat], unknown: Collection[int], *, at: datetime) -> Outcome:
    """What the answers given so far come to, by the one rule. `unknown`: who says yes and is known to no other."""
    answers = {one.seat_id: Answer(one.answer) for one in round_.answers.all()}
    extra_days = round_.case.approach.extra_days
    return outcome(
        answers,
        deciders=[seat.pk for seat in deciders],
        bound=bound(round_.version),
        unnamed_objections=round_.objections.count(),
        calls=calls_in(round_) if round_.clock.extra_is_over(at, extra_days=extra_days) else None,
        parties=_parties(round_.case.approach, deciders),
        main_persons=main_persons(round_.case.approach, deciders),
        unknown=unknown,
    )


def _parties(approach: Approach, deciders: Sequence[Seat]) -> Parties | None:
    """The sides of those who decide, where every side must agree."""
    if approach.decides is not Decides.PARTIES:
        return None
    required = frozenset(side.key for side in approach.sides if side.required)
    return Parties({seat.pk: seat.side for seat in deciders if seat.side}, required)


def _count(round_: Round, deciders: Collection[int], unknown: Collection[int]) -> None:
    """Who answered and left before it closed did not decide. Who gets known later changes nothing here."""
    given = [answer for seat, answer in round_.answers.values_list("seat", "answer") if seat in deciders]
    round_.yes, round_.abstained = given.count(Answer.YES), given.count(Answer.ABSTENTION)
    round_.objected, round_.unnamed = given.count(Answer.OBJECTION), round_.objections.count()
    round_.not_reached = len(deciders) - len(given)
    round_.unknown_yes = len(set(unknown) & set(deciders))


def _silent(round_: Round, deciders: Collection[int]) -> dict[str, int]:
    """How many of those who decide gave no answer, and on how many of them somebody called."""
    silent = set(deciders) - set(round_.answers.values_list("seat", flat=True))
    called = SilentContact.objects.filter(round=round_, seat__in=silent).values("seat").distinct().count()
    return {"silent": len(silent), "contacted": called}


def _bound_without_yes(round_: Round) -> int:
    """How many are bound by it who did not say yes to it."""
    yes = round_.answers.filter(answer=Answer.YES).values("seat")
    return 0 if round_.version.drops else round_.version.bound.exclude(id__in=yes).count()


def _close(change: Change, round_: Round, asked: Sequence[Seat], unknown: Collection[int], found: Outcome) -> None:
    leaves = round_.answers.order_by("seat__number").values_list("leaf", flat=True)
    round_.closed_at, round_.outcome, round_.seal = change.at, found, merkle_root(leaves)
    decided = whose_answer_decides(round_, asked)
    round_.decided_by.set(decided)
    _count(round_, decided, unknown)
    round_.save()
    given = round_.answers.filter(reason__isnull=False).values("reason")
    open_ballot(change.case, given, round_.objections.values("reason"), at=change.at)
    for objection in round_.objections.select_related("reason").order_by("id"):
        change.record_unnamed(OBJECTION_BROUGHT, round=round_.number, reason=objection.reason)
    change.record(
        ROUND_CLOSED,
        round=round_.number,
        item=round_.item.number,
        version=round_.version.number,
        outcome=found.value,
        answers=len(leaves),
        seal=round_.seal,
        bound_without_yes=_bound_without_yes(round_),
        unknown_yes=round_.unknown_yes,
        **_silent(round_, decided),
    )
    if round_.item.kind == ItemKind.FRAME:
        settle_frame(change, round_, found)
    if found is Outcome.PASSED and round_.version.is_proposal and not round_.is_beside:
        _take(change, round_.version)
    if round_.item.kind == ItemKind.CLOSING and found is Outcome.PASSED:
        void_what_runs(change)
        end_case(change, Ending.CARRIED)
        change.record(CASE_CLOSED, item=round_.item.number)


def _take(change: Change, version: ItemVersion) -> None:
    """What was proposed takes the place of what stood. The plan that the authority was testing is not this one."""
    if version.drops:
        version.item.dropped_at, version.item.dropped_why = change.at, version.changed_because
        version.item.save(update_fields=["dropped_at", "dropped_why"])
        change.record(ITEM_DROPPED, item=version.item.number, because=version.changed_because)
    void_test(change)
    differs = Difference.objects.filter(version=version).select_related("decision").first()
    if differs is not None:
        change.record(DIFFERENCE_ACCEPTED, decision=differs.decision.number, item=version.item.number)
