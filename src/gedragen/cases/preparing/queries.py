"""What is brought before deciding: questions and answers, first voices, other views."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from gedragen.access.doing import Role
from gedragen.access.seeing import Rows
from gedragen.cases.children.queries import ChildCard, child_cards
from gedragen.cases.children.worries import CHILD, has_children
from gedragen.cases.engine.sight import Eyes, eyes_inside, visible_words
from gedragen.cases.models import Question, QuestionAnswer, Seat, View, Voice
from gedragen.cases.preparing.side_queries import SideCard, side_cards
from gedragen.cases.state.declared import declared
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.views import are_sides_asked, newest_views, stands_on, views_of
from gedragen.method.constitution.declarations import DeclarationKind

# How many of each a page shows.
NEWEST = 100


@dataclass(frozen=True)
class AnswerCard:
    """`source`: from whom `by`, who guides, heard it. `about_process`: it is about how deciding goes."""

    text: str
    is_unknown: bool
    by: str
    at: datetime
    about_process: bool
    source: str


@dataclass(frozen=True)
class QuestionCard:
    """A question; `to` is empty when it was asked of nobody in particular, `is_for_me` when of this seat."""

    number: int
    text: str
    asked_by: str
    to: str
    is_for_me: bool
    at: datetime
    answers: tuple[AnswerCard, ...]


@dataclass(frozen=True)
class VoiceCard:
    """A first voice. `room` says who reads it; `spoken_by`: who wrote it down for them."""

    text: str
    by: str
    spoken_by: str
    room: str
    is_mine: bool
    at: datetime


@dataclass(frozen=True)
class ViewCard:
    """An opposing view. `brought_by` is for the facilitator alone. `answer_words`: which answer this is, or 0.

    `side`: its name, for the facilitator and who stands on it; nobody else reads who answered a view of a side.
    `is_absent`: said by somebody who does not want to be here. `may_answer`, `may_say_heard`: it is for who looks.
    """

    number: int
    text: str
    brought_by: str
    is_mine: bool
    answer: str
    answer_words: int
    answered_by: str
    answered_at: datetime | None
    at: datetime
    side: str
    has_side: bool
    is_absent: bool
    heard: str
    may_answer: bool
    may_say_heard: bool


@dataclass(frozen=True)
class ExceptionCard:
    """Why deciding may begin without an opposing view. `words`: which text this is."""

    text: str
    words: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Professional:
    """Somebody to ask."""

    seat_id: int
    name: str


@dataclass(frozen=True)
class InformationSheet:
    """`reads_all`: these eyes read every question; `reads_circle`: also what is for those who take part alone.

    `children`: what they said for everybody; each has an answer or waits for one, and is no voice among the others.
    """

    head: CaseHead
    reads_all: bool
    reads_circle: bool
    questions: tuple[QuestionCard, ...]
    voices: tuple[VoiceCard, ...]
    children: tuple[ChildCard, ...]
    views: tuple[ViewCard, ...]
    professionals: tuple[Professional, ...]
    exception: ExceptionCard | None
    sides: tuple[SideCard, ...]
    sides_asked: bool


def information_sheet(
    case_id: int, *, viewer: int | None, question: int | None = None, view: int | None = None
) -> InformationSheet:
    """The newest of each; or of the questions or views the one with this number, however old."""
    eyes = eyes_inside(case_id, viewer)
    return InformationSheet(
        head=head_of(eyes),
        reads_all=eyes.sight.words.get("information") is Rows.ALL,
        reads_circle=eyes.sight.words.get("circle") is Rows.ALL,
        questions=questions(eyes, question),
        voices=voices(eyes),
        children=child_cards(eyes),
        views=views(eyes, view),
        professionals=professionals(eyes),
        exception=exception(eyes),
        sides=side_cards(eyes),
        sides_asked=are_sides_asked(eyes.seen),
    )


def questions(eyes: Eyes, number: int | None = None) -> tuple[QuestionCard, ...]:
    answers = QuestionAnswer.objects.order_by("at").select_related("words", "source", "seat__name")
    rows = Question.objects.filter(case=eyes.case, words__in=visible_words(eyes))
    rows = rows.select_related("words", "asked_by__name", "to__name").prefetch_related(Prefetch("answers", answers))
    rows = rows.filter(number=number) if number is not None else rows
    return tuple(
        QuestionCard(
            number=one.number,
            text=eyes.text(one.words),
            asked_by=eyes.name(one.asked_by),
            to=eyes.name(one.to),
            is_for_me=one.to_id is not None and one.to_id == eyes.sight.seat,
            at=one.at,
            answers=tuple(_answer(eyes, answer) for answer in one.answers.all()),
        )
        for one in rows.order_by("-number")[:NEWEST]
    )


def _answer(eyes: Eyes, answer: QuestionAnswer) -> AnswerCard:
    return AnswerCard(
        text=eyes.text(answer.words),
        is_unknown=answer.is_unknown,
        by=eyes.name(answer.seat),
        at=answer.at,
        about_process=answer.about_process,
        source=eyes.text(answer.source),
    )


def voices(eyes: Eyes) -> tuple[VoiceCard, ...]:
    rows = Voice.objects.filter(case=eyes.case, words__in=visible_words(eyes).filter(erased_at__isnull=True))
    if has_children(eyes.seen):
        rows = rows.exclude(seat__age__in=CHILD, words__room__key="circle")
    return tuple(
        VoiceCard(
            text=eyes.text(one.words),
            by=eyes.name(one.seat),
            spoken_by=eyes.name(one.spoken_by),
            room=eyes.room_keys[one.words.room_id],
            is_mine=one.seat_id == eyes.sight.seat,
            at=one.at,
        )
        for one in rows.select_related("words", "seat__name", "spoken_by__name").order_by("-id")[:NEWEST]
    )


def views(eyes: Eyes, number: int | None = None) -> tuple[ViewCard, ...]:
    rows = newest_views(eyes.seen) if number is None else views_of(eyes.case.pk).filter(number=number)
    return tuple(_view(eyes, one) for one in rows if eyes.reads(one.words))


def _view(eyes: Eyes, one: View) -> ViewCard:
    mine = stands_on(eyes.seen, eyes.seat.pk) if eyes.seat is not None and one.side is not None else frozenset()
    is_mine = eyes.sight.bringers is Rows.OWN and eyes.sight.seat in (one.brought_by_id, one.spoken_by_id)
    reads_all = eyes.sight.bringers is Rows.ALL
    is_of_mine = one.side is not None and one.side.number in mine
    return ViewCard(
        number=one.number,
        text=eyes.text(one.words),
        brought_by=eyes.name(one.brought_by) if reads_all and not one.is_absent else "",
        is_mine=is_mine,
        answer=eyes.text(one.answer),
        answer_words=one.answer_id or 0,
        answered_by=eyes.name(one.answered_by) if one.side is None or reads_all else "",
        answered_at=one.answered_at,
        at=one.at,
        side=eyes.text(one.side.name) if one.side is not None and (reads_all or is_of_mine) else "",
        has_side=one.side is not None,
        is_absent=one.is_absent,
        heard=one.heard,
        may_answer=not is_mine and (one.side is None or (bool(mine) and not is_of_mine)),
        may_say_heard=one.answer_id is not None and not one.is_absent and (is_mine or (reads_all and not one.heard)),
    )


def exception(eyes: Eyes) -> ExceptionCard | None:
    found = declared(eyes.seen).get(DeclarationKind.OPPOSITION_EXCEPTION)
    if found is None:
        return None
    return ExceptionCard(eyes.text(found.words), found.words_id or 0, eyes.name(found.by), found.at)


def professionals(eyes: Eyes) -> tuple[Professional, ...]:
    found = Seat.objects.filter(case=eyes.case, role=Role.PROFESSIONAL, joined_at__isnull=False)
    found = found.filter(declined_at__isnull=True, erased_at__isnull=True)
    named = ((seat.pk, eyes.name(seat)) for seat in found.select_related("name").order_by("number"))
    return tuple(Professional(seat_id, name) for seat_id, name in named if name)
