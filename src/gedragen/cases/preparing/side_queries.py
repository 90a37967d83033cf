"""The sides of a situation: their names for all, on which one oneself stands, and for who guides who stands where."""

from dataclasses import dataclass

from gedragen.access.doing import NotFound
from gedragen.cases.engine.sight import Eyes, eyes_inside, eyes_of_facilitator
from gedragen.cases.models import Side
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.state.views import side_facts, sides, stands_on
from gedragen.method.opposition.sides import Lack, lack


@dataclass(frozen=True)
class SideCard:
    """One side, as everybody reads it. `exception`: why nobody of it is here, as long as that is so; `words`: which
    text that is, or 0. `nothing_else`: one of them said so, and nobody said otherwise since.

    `is_mine`: who looks stands on it. `is_silent`: none of it brought a view or said that they have no other.
    """

    number: int
    name: str
    exception: str
    words: int
    is_mine: bool
    is_silent: bool
    nothing_else: bool


@dataclass(frozen=True)
class SideSheet:
    head: CaseHead
    side: SideCard


@dataclass(frozen=True)
class Standing:
    """Somebody who decides, and the numbers of the sides on which they stand."""

    seat: int
    name: str
    on: tuple[int, ...]


@dataclass(frozen=True)
class SidesSheet:
    """For who guides. `lacks`: by the number of a side what it still needs."""

    head: CaseHead
    sides: tuple[SideCard, ...]
    people: tuple[Standing, ...]
    lacks: dict[int, Lack]


def side_cards(eyes: Eyes) -> tuple[SideCard, ...]:
    mine = stands_on(eyes.seen, eyes.seat.pk) if eyes.seat is not None else frozenset()
    facts = {one.number: one for one in side_facts(eyes.seen)}
    return tuple(
        SideCard(
            number=one.number,
            name=eyes.text(one.name),
            exception=eyes.text(one.exception) if not facts[one.number].people else "",
            words=one.exception_id or 0,
            is_mine=one.number in mine,
            is_silent=not (facts[one.number].views or facts[one.number].nothing_else),
            nothing_else=facts[one.number].nothing_else and not facts[one.number].views,
        )
        for one in sides(eyes.seen)
        if one.number in facts
    )


def side_sheet(case_id: int, number: int, *, viewer: int) -> SideSheet:
    """Raises NotFound for a side that is not there."""
    eyes = eyes_inside(case_id, viewer)
    head = head_of(eyes)
    side = next((one for one in side_cards(eyes) if one.number == number), None)
    if side is None:
        raise NotFound
    return SideSheet(head, side)


def sides_sheet(case_id: int, *, viewer: int) -> SidesSheet:
    eyes = eyes_of_facilitator(case_id, viewer)
    stands: dict[int, list[int]] = {}
    for seat, number in Side.objects.filter(case=eyes.case, people__isnull=False).values_list("people", "number"):
        stands.setdefault(seat, []).append(number)
    people = tuple(
        Standing(one.pk, eyes.name(one), tuple(sorted(stands.get(one.pk, ()))))
        for one in deciders_of(eyes.case).select_related("name")
    )
    lacks = {one.number: lack(one) for one in side_facts(eyes.seen)}
    return SidesSheet(
        head_of(eyes), side_cards(eyes), people, {number: one for number, one in lacks.items() if one is not None}
    )
