"""What the leaf of each sealed row is made of: once, for keeping it and for making it again from the row."""

from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from django.db.models import QuerySet

from gedragen.cases.models import (
    Case,
    Reply,
    ReviewAnswer,
    RoundAnswer,
    Task,
    Voice,
    Words,
)
from gedragen.cases.store.evidence.chain import leaf
from gedragen.cases.store.journal import stamp
from gedragen.cases.store.words import digest_of
from gedragen.method.tasks import TaskState

# A row that has a leaf, saved or not yet.
SealedRow: TypeAlias = RoundAnswer | Voice | ReviewAnswer | Task | Reply
Content: TypeAlias = dict[str, str | int | bool]

AFTER_A_YES = (TaskState.DONE, TaskState.GIVEN_BACK)


class Fit(StrEnum):
    """How the leaf that is kept beside a row fits what the row says today.

    Erased: a text of it is gone for good, and nobody can make the leaf again; the leaf itself stays and counts.
    """

    RECOMPUTED = "recomputed"
    ERASED = "erased"
    DIFFERS = "differs"


def fit_of(row: SealedRow) -> Fit:
    words = words_of(row)
    if words is not None and words.erased_at is not None:
        return Fit.ERASED
    try:
        return Fit.RECOMPUTED if leaf_of(row) == row.leaf else Fit.DIFFERS
    except ValueError:
        return Fit.DIFFERS


def leaf_of(row: SealedRow) -> str:
    """The leaf that belongs to what the row says, with its own salt.

    Raises ValueError for what was never sealed: a text of a closed room, a task without an answer.
    """
    return leaf(row.salt, content_of(row))


def content_of(row: SealedRow) -> Content:
    """What the leaf covers. The letters of it stand for ever: each leaf kept so far was made like this."""
    match row:
        case RoundAnswer():
            return answer_content(row)
        case Voice():
            return voice_content(row)
        case ReviewAnswer():
            return review_content(row)
        case Task():
            return task_content(row)
        case Reply():
            return reply_content(row)


def words_of(row: SealedRow) -> Words | None:
    """The text of which the leaf covers the digest."""
    match row:
        case RoundAnswer():
            return row.reason
        case Voice() | ReviewAnswer():
            return row.words
        case Task() | Reply():
            return None


def answer_content(row: RoundAnswer) -> Content:
    return {
        "round": row.round.number,
        "version": row.round.version.number,
        "seat": row.seat.number,
        "answer": str(row.answer),
        "reason": digest_of(row.reason),
        "on_behalf": row.on_behalf_by_id is not None,
        "at": stamp(row.at),
    }


def voice_content(row: Voice) -> Content:
    return {"voice": digest_of(row.words), "seat": row.seat.number, "at": stamp(row.at)}


def review_content(row: ReviewAnswer) -> Content:
    """`item` 0: the hard question, which is about none."""
    return {
        "check_in": row.check_in.number,
        "item": row.item.number if row.item is not None else 0,
        "seat": row.seat.number,
        "going": str(row.going),
        "words": digest_of(row.words),
        "at": stamp(row.at),
    }


def task_content(row: Task) -> Content:
    """Of a task that was answered. Done or given back comes later, and only after a yes."""
    if row.answered_at is None:
        raise ValueError("a task without an answer has no leaf")
    said = TaskState.ACTIVE if row.state in AFTER_A_YES else TaskState(row.state)
    return {"task": row.number, "seat": row.owner.number, "state": said.value, "at": stamp(row.answered_at)}


def reply_content(row: Reply) -> Content:
    return {"seat": row.seat.number, "joins": row.joins, "at": stamp(row.at)}


class KeptLeaf(NamedTuple):
    """A leaf as it stands beside its row; `row` is its key in the table of `kind`, by the kinds of receipt.CONTENT."""

    kind: str
    row: int
    leaf: str


def leaves_of_round(case: Case, number: int) -> list[KeptLeaf]:
    """What was sealed when it closed, or was made void: in the order of the seats."""
    answers = RoundAnswer.objects.filter(round__case=case, round__number=number)
    return _kept("answer", answers.order_by("seat__number"))


def leaves_of_review(case: Case, number: int) -> list[KeptLeaf]:
    answers = ReviewAnswer.objects.filter(check_in__case=case, check_in__number=number)
    return _kept("review", answers.order_by("seat__number", "item__number"))


def leaves_of_own_acts(case: Case, entry: int) -> list[KeptLeaf]:
    """What was sealed in the entry of this number: first voices, then tasks, then yes or no to taking part."""
    return [
        *_kept("voice", case.voices.filter(sealed_in=entry).order_by("id")),
        *_kept("task", case.tasks.filter(sealed_in=entry).order_by("number")),
        *_kept("reply", case.replies.filter(sealed_in=entry).order_by("id")),
    ]


def _kept(kind: str, rows: QuerySet[Any]) -> list[KeptLeaf]:
    return [KeptLeaf(kind, row, hashed) for row, hashed in rows.values_list("id", "leaf")]
