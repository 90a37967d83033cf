"""The formal decision stands beside the plan that was tested. Those who decide are asked about each difference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.kept_rooms import room_before_authority
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.entries import DECISION_DIFFERS, DECISION_RECORDED
from gedragen.cases.models import Difference, FormalDecision, ItemVersion
from gedragen.cases.plan.commands import as_text, write_next
from gedragen.cases.rounds.commands.rounds import start_round
from gedragen.cases.starting.commands.phases import begin_carrying_out
from gedragen.cases.state.frame_tests import is_met, test_of_this_plan
from gedragen.cases.state.frames import promise_as_told
from gedragen.cases.state.plan_state import ItemStand, can_be_bound, item_stands, plan
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.rows import or_not_found, row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.frame_test import ROUNDS_AT_MOST, ItemDecision, Taken, checked_items
from gedragen.method.items import check_can_change
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung, people_decide
from gedragen.method.terms import term


@dataclass(frozen=True)
class RecordDecision:
    """Write down the decision in law, and of each item of the plan that was tested what it does with it.

    `rights`: what it does not take away from anybody. A newer decision comes after the one that was `read`, by its
    number; 0 for none yet.
    """

    text: str
    decided_on: date
    items: Mapping[int, ItemDecision]
    rights: str
    read: int = 0


@act(Action.RECORD_DECISION)
def record_decision(change: Change, asked: RecordDecision) -> None:
    """What differs about an item is put to those who decide, where they do: its round opens at once."""
    case = change.case
    versions = case.formal_decisions.count()
    check_is_newest(versions, asked.read)
    seen = fresh(case.pk)
    test = test_of_this_plan(seen)
    if test is None or not is_met(seen):
        raise RuleBroken("plan-is-not-tested")
    check_is_shown(*(stand.version for stand in plan(seen)))
    text, rights = require(asked.text, "decision-needs-text"), require(asked.rights, "decision-needs-rights")
    differs = checked_items(
        asked.items, tested=[version.item.number for version in test.versions.select_related("item")]
    )
    room = room_before_authority(case)
    decision = FormalDecision.objects.create(
        case=case,
        number=versions + 1,
        words=change.write(room, "formal-decision", text),
        rights=change.write(room, "decision-rights", rights),
        test=test,
        decided_on=asked.decided_on,
        by=change.actor,
        at=change.at,
    )
    change.record(
        DECISION_RECORDED,
        decision=decision.number,
        decided_on=asked.decided_on.isoformat(),
        differs=sorted(differs),
        words=decision.words,
        rights=decision.rights,
    )
    for number, one in differs.items():
        _differ(change, decision, number, one)
    promise = or_not_found(promise_as_told(case.pk))
    if case.phase == Phase.DECIDING and not people_decide(Rung(promise.rung)):
        begin_carrying_out(change, after="decision")


def _differ(change: Change, decision: FormalDecision, number: int, one: ItemDecision) -> None:
    room = room_before_authority(change.case)
    version = _ask(change, number, one)
    difference = Difference.objects.create(
        decision=decision,
        item=row(change.case.items, number=number),
        taken=one.taken,
        words=change.write_if_any(room, "difference", one.namely if one.taken is Taken.OTHERWISE else ""),
        because=change.write(room, "difference-because", one.because),
        version=version,
    )
    change.record(
        DECISION_DIFFERS,
        decision=decision.number,
        item=number,
        version=version.number if version is not None else None,
        taken=one.taken.value,
        words=difference.words,
        because=difference.because,
    )


def _ask(change: Change, number: int, one: ItemDecision) -> ItemVersion | None:
    """Put it to those who decide, as a text beside the one that holds. None where they advise, or were asked twice."""
    case = change.case
    promise = promise_as_told(case.pk)
    if promise is None or not people_decide(Rung(promise.rung)):
        return None
    stand = item_stands(case, [number])[number]
    earlier = Difference.objects.filter(item=stand.item, version__isnull=False)
    text = replace(as_text(stand.version), bound=_still_here(change, stand))
    if one.taken is Taken.OTHERWISE:
        text = replace(text, what=one.namely)
    table = stand.on_the_table.version
    is_same = table.drops == (one.taken is Taken.NOT) and (table.drops or table.what.text == text.what)
    if is_same and earlier.filter(version=table).exists():
        # A newer decision that says the same of this item goes on with what people are answering.
        return table
    if earlier.values("version").distinct().count() >= ROUNDS_AT_MOST:
        return None
    check_can_change(stand.on_the_table.state)
    version = write_next(change, stand, text, one.because, drops=one.taken is Taken.NOT)
    start_round(change, stand.item, version, term(change.at, case.approach.round_days))
    return version


def _still_here(change: Change, stand: ItemStand) -> list[int]:
    here = set(can_be_bound(change.case).values_list("id", flat=True))
    return [seat.pk for seat in stand.version.bound.all() if seat.pk in here]
