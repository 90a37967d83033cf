"""The call after four weeks and the reviews: opened by the clock, answered by the people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gedragen.access.doing import Action, Role
from gedragen.cases.doing.entries import CALL_DUE, CALL_RECORDED, REVIEW_CLOSED, REVIEW_OPENED
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import CheckIn, PlanItem, ReviewAnswer
from gedragen.cases.rounds.ballot import open_ballot
from gedragen.cases.state.tasks import promised_by
from gedragen.cases.store.evidence.chain import merkle_root, new_salt
from gedragen.cases.store.leaves import leaf_of
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.follow_through import CheckInKind, Going, check_looks_back
from gedragen.method.terms import local_day, term
from gedragen.method.texts import is_blank


@dataclass(frozen=True)
class ItemGoing:
    """How one item goes, and what would help."""

    going: Going
    text: str = ""


@dataclass(frozen=True)
class OpenCheckIn:
    """The day has come: the facilitator calls, or everyone is asked how it goes."""

    number: int


@act(Action.OPEN_REVIEW)
def open_check_in(change: Change, asked: OpenCheckIn) -> None:
    check_in = row(change.case.check_ins, number=asked.number)
    if check_in.opened_at is not None or local_day(change.at) < check_in.due_on:
        raise RuleBroken("check-in-is-not-due")
    check_in.opened_at = change.at
    if check_in.kind == CheckInKind.REVIEW:
        check_in.closes_at = term(change.at, change.case.approach.review_days)
    check_in.save(update_fields=["opened_at", "closes_at"])
    kind = REVIEW_OPENED if check_in.kind == CheckInKind.REVIEW else CALL_DUE
    change.record(kind, check_in=asked.number, months=check_in.months, closes_at=check_in.closes_at)


@dataclass(frozen=True)
class RecordCall:
    """What the facilitator heard on the call. All who take part read it."""

    number: int
    text: str


@act(Action.RECORD_CALL)
def record_call(change: Change, asked: RecordCall) -> None:
    call = row(change.case.check_ins, number=asked.number, kind=CheckInKind.CALL)
    if call.done_at is not None:
        raise RuleBroken("call-is-recorded")
    call.words = change.write("circle", "call", require(asked.text, "call-needs-text"))
    call.opened_at, call.done_at = call.opened_at or change.at, change.at
    call.save(update_fields=["words", "opened_at", "done_at"])
    change.record(CALL_RECORDED, check_in=asked.number, words=call.words)


@dataclass(frozen=True)
class LookBack:
    """Say per item number how it goes; at month three also the hard question. Answering again replaces.

    Authority and professional say it of what they promised themselves, and are not asked the hard question.
    """

    number: int
    items: Mapping[int, ItemGoing]
    hard_answer: str = ""


@act(Action.LOOK_BACK)
def look_back(change: Change, asked: LookBack) -> None:
    review = row(change.case.check_ins, number=asked.number, kind=CheckInKind.REVIEW)
    if review.closes_at is None or review.done_at is not None or change.at >= review.closes_at:
        raise RuleBroken("review-is-not-open")
    if not asked.items and is_blank(asked.hard_answer):
        raise RuleBroken("review-needs-answer")
    is_people = change.actor.role == Role.PARTICIPANT
    is_hard = is_people and review.months == change.case.approach.hard_question_month
    if not is_blank(asked.hard_answer) and not is_hard:
        raise RuleBroken("hard-question-is-not-asked")
    check_looks_back(asked.items, is_people=is_people, promised=() if is_people else promised_by(change.actor))
    for item_number, said in asked.items.items():
        item = row(change.case.items, number=item_number)
        _keep(change, review, item, said.going.value, said.text)
    if not is_blank(asked.hard_answer):
        _keep(change, review, None, "", asked.hard_answer)


@dataclass(frozen=True)
class CloseReview:
    """The review closes at its announced moment, and all who take part read what was said."""

    number: int


@act(Action.CLOSE_REVIEW)
def close_review(change: Change, asked: CloseReview) -> None:
    review = row(change.case.check_ins, number=asked.number, kind=CheckInKind.REVIEW)
    if review.closes_at is None or review.done_at is not None or change.at < review.closes_at:
        raise RuleBroken("review-is-open")
    answers = review.answers.order_by("seat__number", "item__number")
    review.done_at = change.at
    review.seal = merkle_root(answers.values_list("leaf", flat=True))
    review.save(update_fields=["done_at", "seal"])
    open_ballot(change.case, answers.filter(words__isnull=False).values("words"), at=change.at)
    # Of the people alone: what somebody else promised is sealed with them, and counted as theirs nowhere.
    theirs = answers.filter(seat__role=Role.PARTICIPANT).count()
    change.record(REVIEW_CLOSED, check_in=asked.number, answers=theirs, seal=review.seal)


def _keep(change: Change, review: CheckIn, item: PlanItem | None, going: str, text: str) -> None:
    words = change.write_if_any("ballot", "review", text)
    given: dict[str, Any] = {"going": going, "words": words, "at": change.at, "salt": new_salt()}
    about: dict[str, Any] = {"check_in": review, "item": item, "seat": change.actor}
    given["leaf"] = leaf_of(ReviewAnswer(**about, **given))
    ReviewAnswer.objects.update_or_create(**about, defaults=given)
