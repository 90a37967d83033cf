"""What children said, as others read it: with its answer, and whether that was told."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound
from gedragen.cases.children.worries import answered, children_of, has_children, said_by_children, worries
from gedragen.cases.engine.sight import Eyes, eyes_inside, visible_words
from gedragen.cases.models import Seat, Voice
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import plan


@dataclass(frozen=True)
class ChildCard:
    """One thing that a child said, by its `number` among what children said; `voice`: which row that is.

    `answer`: its number, 0 as long as there is none. `item`: the one that answers it.

    `waits`: a round does not close before this is answered. `to_tell`: this seat can say that it was told.
    """

    number: int
    voice: int
    name: str
    text: str
    written_by: str
    answer: int
    item: int | None
    said: str
    is_told: bool
    waits: bool
    to_tell: bool


@dataclass(frozen=True)
class ChildSheet:
    """`items`: number and title, to choose the one that answers it. `may_answer`: this seat can, now."""

    head: CaseHead
    card: ChildCard
    items: tuple[tuple[int, str], ...]
    may_answer: bool


@dataclass(frozen=True)
class ChildrenSheet:
    """For whom who guides can write something down: seat and name."""

    head: CaseHead
    children: tuple[tuple[int, str], ...]


def child_sheet(case_id: int, number: int, *, viewer: int) -> ChildSheet:
    """Raises NotFound for what no child said, or what is not for these eyes."""
    eyes = eyes_inside(case_id, viewer)
    head = head_of(eyes)
    card = next((one for one in child_cards(eyes) if one.number == number), None)
    if card is None:
        raise NotFound
    items = tuple((one.item.number, eyes.text(one.version.title)) for one in plan(eyes.seen))
    return ChildSheet(head, card, items, not card.answer and Action.ANSWER_CHILD in head.can)


def children_sheet(case_id: int, *, viewer: int) -> ChildrenSheet:
    eyes = eyes_inside(case_id, viewer)
    return ChildrenSheet(head_of(eyes), tuple((seat.pk, eyes.name(seat)) for seat in _children(eyes)))


def _children(eyes: Eyes) -> list[Seat]:
    return list(children_of(eyes.case).select_related("name")) if has_children(eyes.seen) else []


def child_cards(eyes: Eyes) -> tuple[ChildCard, ...]:
    """Nobody asks the tables where no child takes part."""
    if not has_children(eyes.seen):
        return ()
    said = said_by_children(eyes.case).select_related("seat__name", "spoken_by__name", "answer__item")
    there = set(worries(eyes.case).filter(words__in=visible_words(eyes)).values_list("id", flat=True))
    return tuple(_card(eyes, one, number) for number, one in enumerate(said, 1) if one.pk in there)


def _card(eyes: Eyes, voice: Voice, number: int) -> ChildCard:
    answer = getattr(voice, "answer", None)
    became = answered(voice)
    beside = eyes.seat is not None and (eyes.seat.supports_id == voice.seat_id or eyes.seat.role == "facilitator")
    return ChildCard(
        number=number,
        voice=voice.pk,
        name=eyes.name(voice.seat),
        text=eyes.text(voice.words),
        written_by=eyes.name(voice.spoken_by),
        answer=answer.number if answer is not None else 0,
        item=answer.item.number if answer is not None and answer.item is not None else None,
        said=eyes.text(answer.words) if answer is not None else "",
        is_told=became.is_told,
        waits=not became.is_enough,
        to_tell=beside and answer is not None and not became.is_told,
    )
