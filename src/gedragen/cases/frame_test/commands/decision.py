"""The formal decision stands beside the plan, and every difference is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.kept_rooms import room_before_authority
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.entries import DECISION_RECORDED
from gedragen.cases.models import Difference, FormalDecision
from gedragen.cases.starting.commands.phases import begin_carrying_out
from gedragen.cases.state.frame_tests import is_met
from gedragen.cases.state.frames import promise_as_told
from gedragen.cases.state.plan_state import plan
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.rows import or_not_found, row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung, people_decide
from gedragen.method.texts import is_blank


@dataclass(frozen=True)
class RecordDecision:
    """Write down the decision in law; `differences` says per item number what it says otherwise.

    A newer decision comes after the one that was `read`, by its number; 0 for none yet.
    """

    text: str
    decided_on: date
    differences: Mapping[int, str]
    read: int = 0


@act(Action.RECORD_DECISION)
def record_decision(change: Change, asked: RecordDecision) -> None:
    case = change.case
    versions = case.formal_decisions.count()
    check_is_newest(versions, asked.read)
    seen = fresh(case.pk)
    if not is_met(seen):
        raise RuleBroken("plan-is-not-tested")
    check_is_shown(*(stand.version for stand in plan(seen)))
    room = room_before_authority(case)
    decision = FormalDecision.objects.create(
        case=case,
        number=versions + 1,
        words=change.write(room, "formal-decision", require(asked.text, "decision-needs-text")),
        decided_on=asked.decided_on,
        by=change.actor,
        at=change.at,
    )
    differences = {number: words for number, words in asked.differences.items() if not is_blank(words)}
    for number, words in sorted(differences.items()):
        Difference.objects.create(
            decision=decision,
            item=row(case.items, number=number),
            words=change.write(room, "difference", words),
        )
    change.record(
        DECISION_RECORDED,
        decision=decision.number,
        decided_on=asked.decided_on.isoformat(),
        differs=sorted(differences),
        words=decision.words,
    )
    promise = or_not_found(promise_as_told(case.pk))
    if case.phase == Phase.DECIDING and not people_decide(Rung(promise.rung)):
        begin_carrying_out(change, after="decision")
