"""Whoever decides can say that what a decision tells of their plan is not right. It is answered once."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.kept_rooms import room_before_authority
from gedragen.cases.frame_test.entries import DECISION_DOUBTED, DOUBT_ANSWERED
from gedragen.cases.models import DecisionDoubt, DoubtAnswer, FormalDecision
from gedragen.cases.state.frame_tests import decision
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.frame_test import check_can_doubt


@dataclass(frozen=True)
class DoubtDecision:
    """Say of item `item` what is not right in what the decision `read`, by its number, tells of it."""

    read: int
    item: int
    text: str


@act(Action.DOUBT_DECISION)
def doubt_decision(change: Change, asked: DoubtDecision) -> None:
    newest = _newest(change, asked.read)
    mine = DecisionDoubt.objects.filter(decision=newest, by=change.actor)
    check_can_doubt(
        asked.item,
        tested=_tested(newest),
        doubted=list(mine.values_list("item__number", flat=True)),
        recorded=newest.at,
        at=change.at,
    )
    room = room_before_authority(change.case)
    doubt = DecisionDoubt.objects.create(
        decision=newest,
        item=row(change.case.items, number=asked.item),
        by=change.actor,
        words=change.write(room, "decision-doubt", require(asked.text, "doubt-needs-text")),
        at=change.at,
    )
    change.record(DECISION_DOUBTED, decision=newest.number, item=asked.item, words=doubt.words)


@dataclass(frozen=True)
class AnswerDoubts:
    """Answer what people say of item `item` in the decision `read`, all at once."""

    read: int
    item: int
    text: str


@act(Action.ANSWER_DOUBTS)
def answer_doubts(change: Change, asked: AnswerDoubts) -> None:
    newest = _newest(change, asked.read)
    if not newest.doubts.filter(item__number=asked.item).exists():
        raise RuleBroken("nobody-doubts-it")
    if newest.doubt_answers.filter(item__number=asked.item).exists():
        raise RuleBroken("doubts-are-answered")
    room = room_before_authority(change.case)
    answer = DoubtAnswer.objects.create(
        decision=newest,
        item=row(change.case.items, number=asked.item),
        by=change.actor,
        words=change.write(room, "doubt-answer", require(asked.text, "doubt-answer-needs-text")),
        at=change.at,
    )
    change.record(DOUBT_ANSWERED, decision=newest.number, item=asked.item, words=answer.words)


def _newest(change: Change, read: int) -> FormalDecision:
    newest = decision(change.seen)
    if newest is None or newest.number != read:
        raise RuleBroken("decision-is-newer")
    return newest


def _tested(newest: FormalDecision) -> list[int]:
    return [version.item.number for version in newest.test.versions.all()] if newest.test is not None else []
