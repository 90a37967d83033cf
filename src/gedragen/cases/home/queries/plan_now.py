"""What the plan asks of those whose plan it is: to write it, to answer it, to make it fit, and to carry it out."""

from collections.abc import Sequence

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.models import RoundAnswer, Task
from gedragen.cases.rounds.queries.asking import uncalled
from gedragen.cases.state.frame_tests import differences, is_accepted, is_as_tested, not_met, test_now, tests
from gedragen.cases.state.frames import frames_now
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.plan_state import ItemStand, correction_of, in_round, plan, stands
from gedragen.cases.state.tasks import check_ins, owners
from gedragen.method.consent import Answer, Outcome
from gedragen.method.frame_test import Verdict
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.phases import Phase
from gedragen.method.tasks import TaskState


def plan_now(eyes: Eyes, head: CaseHead, answers: Sequence[RoundAnswer]) -> list[Now]:
    """For who takes part, until the plan goes ahead."""
    todo = _own_yes(eyes, answers) + _to_reach(eyes, head)
    todo += _missed(eyes) if Action.GIVE_INFORMATION in head.can else []
    if Action.WRITE_ITEM not in head.can:
        return todo
    todo += _not_met(eyes)
    standing = [one.on_the_table for one in stands(eyes.seen).values() if one.item.kind != ItemKind.FRAME]
    todo += _items(eyes, standing, ItemState.OBJECTED, NowKind.CHANGE_ITEM)
    todo += _items(eyes, standing, ItemState.NOT_PASSED, NowKind.RECONSIDER_ITEM)
    begins = head.phase is Phase.DECIDING and not any(stand.rounds for stand in standing)
    if begins and not tests(eyes.seen):
        todo.append(Now(NowKind.WRITE_PLAN, len(plan(eyes.seen)) or None))
    return todo


def carrying_out_now(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Who does what: that it goes ahead, what nobody does yet, and what somebody said no to."""
    if head.phase is not Phase.CARRYING_OUT or Action.OFFER_TASK not in head.can or not eyes.reads_whole("plan"):
        return []
    passed = [stand for stand in plan(eyes.seen) if stand.state is ItemState.PASSED]
    tasks = _tasks(eyes)
    if not tasks:
        # After the first call it is no news any more.
        is_news = not any(one.done_at for one in check_ins(eyes.seen))
        return [Now(NowKind.PLAN_GOES_ON)] if passed and is_news else []
    alive = {task.item_id for task in tasks if task.state not in (TaskState.DECLINED, TaskState.GIVEN_BACK)}
    mine = [one for one in tasks if one.offered_by_id == eyes.sight.seat and one.state == TaskState.DECLINED]
    refused = {one.item_id: one for one in mine if one.item_id not in alive}
    # Who said no, or gave it back, is not asked again by their own page.
    had = {task.item_id for task in tasks if task.owner_id == eyes.sight.seat}
    nobody = [one for one in passed if one.item.pk not in alive | had and not one.version.bound.all()]
    return [
        *(
            Now(NowKind.TASK_REFUSED, one.item.number, None, eyes.text(one.what), eyes.name(one.owner))
            for one in refused.values()
        ),
        *(
            Now(NowKind.NOBODY_YET, one.item.number, None, eyes.text(one.version.title))
            for one in nobody
            if one.item.pk not in refused
        ),
    ]


def settled_now(eyes: Eyes) -> list[Now]:
    """What changed for everybody since they agreed, and nobody asked them: they read it here, after all else."""
    frozen = eyes.case.frozen_at
    if frozen is None:
        return []
    passed = [one.closed_at for stand in stands(eyes.seen).values() for one in stand.rounds if _passed(one.outcome)]
    agreed = max((at for at in passed if at is not None), default=frozen)
    changed = [one for one in frames_now(eyes.seen) if one.at > agreed]
    news = [Now(NowKind.FRAME_CHANGED, one.number, None, eyes.text(one.text)) for one in changed]
    news += [
        Now(NowKind.READ_CORRECTION, stand.item.number, one.until, eyes.text(one.new))
        for stand in stands(eyes.seen).values()
        if (one := correction_of(stand.version)) is not None and one.by_id != eyes.sight.seat
    ]
    differs = sorted(one.item.number for one in differences(eyes.seen) if not is_accepted(eyes.seen, one))
    return news + [Now(NowKind.DECISION_DIFFERS, number) for number in differs[:1]]


def to_help(eyes: Eyes, name: str) -> list[Now]:
    """For who stands beside somebody: the items about which the others are answering now."""
    return [
        Now(NowKind.HELP_ANSWER, stand.item.number, stand.round.clock.ends_at, eyes.text(stand.version.title), name)
        for stand in in_round(eyes.seen)
        if stand.round is not None and eyes.reads_whole("plan")
    ]


def _passed(outcome: str) -> bool:
    return outcome == Outcome.PASSED


def _items(eyes: Eyes, standing: Sequence[ItemStand], state: ItemState, kind: NowKind) -> list[Now]:
    found = (stand for stand in standing if stand.state is state)
    return [Now(kind, stand.item.number, None, eyes.text(stand.version.title)) for stand in found]


def _own_yes(eyes: Eyes, answers: Sequence[RoundAnswer]) -> list[Now]:
    """Who carries an item, left it to the group, and is waited for: it passes with their own yes only."""
    left = {one.round_id for one in answers if one.answer == Answer.ABSTENTION}
    return [
        Now(NowKind.SAY_YES_OR_NO, stand.item.number, stand.round.clock.ends_at, eyes.text(stand.version.title))
        for stand in in_round(eyes.seen)
        if stand.round is not None and stand.round.extra_until is not None and stand.round.pk in left
        if eyes.sight.seat in {seat.pk for seat in stand.version.bound.all()}
    ]


def _to_reach(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Where a round waits until somebody is called. Nobody keeps it open by never doing that."""
    waiting = ((stand, uncalled(eyes, stand, head)) for stand in in_round(eyes.seen))
    return [
        Now(
            NowKind.TRY_TO_REACH,
            stand.item.number,
            title=eyes.text(stand.version.title),
            text=some[0].name,
            not_on=frozenset.intersection(*(one.days for one in some)),
        )
        for stand, some in waiting
        if some
    ]


def _missed(eyes: Eyes) -> list[Now]:
    """What the authority asked for before it can say whether the plan fits, and nobody gave yet."""
    test = test_now(eyes.seen)
    asked = test.verdicts.all() if test is not None and eyes.reads_whole("plan") else ()
    return [
        Now(NowKind.GIVE_INFORMATION, one.test.number, one.information_due_at, eyes.text(one.missing))
        for one in asked
        if one.verdict == Verdict.NEEDS_INFORMATION and one.information_id is None
    ]


def _not_met(eyes: Eyes) -> list[Now]:
    """Until somebody proposes another text. With one item in the plan, that is the one to change."""
    items = plan(eyes.seen)
    if not is_as_tested(eyes.seen) or any(stand.proposal is not None for stand in items):
        return []
    only = items[0].item.number if len(items) == 1 else None
    return [
        Now(
            NowKind.CHANGE_PLAN,
            only,
            None,
            eyes.text(one.frame.text),
            eyes.text(one.words),
            about=str(one.frame.number),
        )
        for one in not_met(eyes.seen)
    ]


def _tasks(eyes: Eyes) -> list[Task]:
    """Every task of the case, oldest first. A yes or a no is its owner's own act, so the tables are asked."""
    if not owners(eyes.seen):
        return []
    found = Task.objects.filter(case=eyes.case).select_related("what", "item", "owner__name")
    return list(found.order_by("number"))
