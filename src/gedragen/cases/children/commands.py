"""Answering what a child said, and telling it to the child."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound, Role
from gedragen.cases.children.entries import CHILD_ANSWERED, CHILD_TOLD
from gedragen.cases.children.worries import worries
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import ChildAnswer
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.children.worries import check_answer


@dataclass(frozen=True)
class AnswerChild:
    """Where the plan answers it, by the number of an item, or a sentence that will be told to the child; or both."""

    voice_id: int
    item_number: int | None = None
    text: str = ""


@act(Action.ANSWER_CHILD)
def answer_child(change: Change, asked: AnswerChild) -> int:
    """Returns the number of the answer."""
    voice = row(worries(change.case), id=asked.voice_id)
    check_answer(in_item=asked.item_number is not None, text=asked.text)
    if hasattr(voice, "answer"):
        raise RuleBroken("child-has-answer")
    here = change.case.items.filter(dropped_at__isnull=True)
    answer = ChildAnswer.objects.create(
        case=change.case,
        number=change.case.child_answers.count() + 1,
        voice=voice,
        item=row(here, number=asked.item_number) if asked.item_number is not None else None,
        words=change.write_if_any("circle", "child-answer", asked.text),
        by=change.actor,
        at=change.at,
    )
    change.record(CHILD_ANSWERED, answer=answer.number, item=asked.item_number, words=answer.words)
    return answer.number


@dataclass(frozen=True)
class TellChild:
    """I told the child what was answered."""

    number: int


@act(Action.TELL_CHILD)
def tell_child(change: Change, asked: TellChild) -> None:
    answer = row(change.case.child_answers.select_related("voice"), number=asked.number)
    if change.actor.role != Role.FACILITATOR and answer.voice.seat_id != change.actor.supports_id:
        raise NotFound
    if answer.told_at is not None:
        raise RuleBroken("child-was-told")
    answer.told_by, answer.told_at = change.actor, change.at
    answer.save(update_fields=["told_by", "told_at"])
    change.record(CHILD_TOLD, answer=asked.number)
