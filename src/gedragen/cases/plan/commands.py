"""The plan is written by those who decide, item by item."""

from collections.abc import Collection
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act, act_after
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import declare
from gedragen.cases.models import ItemVersion, PlanItem, Seat
from gedragen.cases.rounds.void import void_test
from gedragen.cases.state.declared import declared_words
from gedragen.cases.state.plan_state import ItemStand, can_be_bound, item_stands
from gedragen.cases.store.drawing import Drawing, draw_if_any
from gedragen.cases.store.entries import ITEM_CHANGED, ITEM_DROPPED, ITEM_WRITTEN, Kind
from gedragen.cases.store.photos import keep_photo_if_any
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.items import ItemKind, ItemState, check_can_change
from gedragen.method.phases import Phase

ARRANGEMENTS = (DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS)


@dataclass(frozen=True)
class ItemText:
    """What an item says. `bound`: the seats that will carry it or are bound by it in person.

    `photo`: of the paper it was written on, as it was uploaded. What counts is what is written out in `what`.
    """

    title: str
    what: str
    why: str = ""
    when: str = ""
    bound: Collection[int] = ()
    kind: ItemKind = ItemKind.MEASURE
    photo: bytes = b""


@dataclass(frozen=True)
class ChangeItem:
    """Write the next version. `version` is the one the writer read: a newer one is never overwritten unseen."""

    number: int
    text: ItemText
    because: str
    version: int


def _drawn(_: int, text: ItemText) -> Drawing | None:
    return draw_if_any(text.photo)


def _drawn_anew(case_id: int, asked: ChangeItem) -> Drawing | None:
    return _drawn(case_id, asked.text)


@act_after(_drawn, Action.WRITE_ITEM)
def write_item(change: Change, text: ItemText, drawing: Drawing | None) -> int:
    """Write a new item, as a draft until a round opens. Returns its number."""
    if text.kind is ItemKind.CLOSING and change.case.phase != Phase.CARRYING_OUT:
        raise RuleBroken("closing-comes-later")
    return put_item(change, text, drawing).number


def put_item(change: Change, text: ItemText, drawing: Drawing | None) -> PlanItem:
    """Put a new item in the plan, inside an act that is already under way; `drawing` is of its photo."""
    item = PlanItem.objects.create(case=change.case, number=change.case.items.count() + 1, kind=text.kind)
    version = _write(change, item, 1, text, drawing=drawing)
    if text.kind is ItemKind.MEASURE:
        void_test(change)
    _tell(change, ITEM_WRITTEN, version)
    return item


@act_after(_drawn_anew, Action.WRITE_ITEM)
def change_item(change: Change, asked: ChangeItem, drawing: Drawing | None) -> None:
    stand = _as_read(change, asked.number, asked.version)
    require(asked.because, "change-needs-reason")
    new = _write(change, stand.item, asked.version + 1, asked.text, asked.because, drawing=drawing)
    if stand.item.kind == ItemKind.MEASURE:
        void_test(change)
    _tell(change, ITEM_CHANGED, new)


@dataclass(frozen=True)
class DropItem:
    """Leave an item out of the plan, as it read in `version`. It stays readable, with the reason."""

    number: int
    because: str
    version: int


@act(Action.DROP_ITEM)
def drop_item(change: Change, asked: DropItem) -> None:
    stand = _as_read(change, asked.number, asked.version)
    stand.item.dropped_why = change.write("plan", "item-dropped", require(asked.because, "drop-needs-reason"))
    stand.item.dropped_at = change.at
    stand.item.save(update_fields=["dropped_why", "dropped_at"])
    if stand.state is ItemState.PASSED:
        void_test(change)
    change.record(ITEM_DROPPED, item=asked.number, because=stand.item.dropped_why)


@dataclass(frozen=True)
class AgreeSafetyNet:
    """Write what happens if it goes wrong: who notices, who calls whom. It replaces the words that were `read`."""

    text: str
    read: int = 0


@act(Action.AGREE_SAFETY_NET)
def agree_safety_net(change: Change, asked: AgreeSafetyNet) -> None:
    require(asked.text, "safety-net-needs-text")
    check_is_newest(declared_words(change.seen, DeclarationKind.SAFETY_NET), asked.read)
    declare(change, DeclarationKind.SAFETY_NET, text=asked.text, replaces=True)


@dataclass(frozen=True)
class AgreeArrangement:
    """Write what is needed for the plan, or who keeps an eye on it. It replaces the words that were `read`."""

    kind: DeclarationKind
    text: str
    read: int = 0


@act(Action.AGREE_ARRANGEMENT)
def agree_arrangement(change: Change, asked: AgreeArrangement) -> None:
    if asked.kind not in ARRANGEMENTS:
        raise RuleBroken("no-such-arrangement")
    require(asked.text, "arrangement-needs-text")
    check_is_newest(declared_words(change.seen, asked.kind), asked.read)
    declare(change, asked.kind, text=asked.text, replaces=True)


def _as_read(change: Change, number: int, version: int) -> ItemStand:
    """The item as it stands, which may change and is how it was read. Raises RuleBroken."""
    row(change.case.items, number=number)
    stand = item_stands(change.case, [number])[number]
    check_can_change(stand.state)
    if stand.version.number != version:
        raise RuleBroken("item-has-changed", current=stand.version.number)
    return stand


def _write(
    change: Change, item: PlanItem, number: int, text: ItemText, because: str = "", *, drawing: Drawing | None
) -> ItemVersion:
    version = ItemVersion.objects.create(
        item=item,
        number=number,
        title=change.write("plan", "item-title", require(text.title, "item-needs-title")),
        what=change.write("plan", "item-what", require(text.what, "item-needs-what")),
        why=change.write_if_any("plan", "item-why", text.why),
        when=change.write_if_any("plan", "item-when", text.when),
        changed_because=change.write_if_any("plan", "item-because", because),
        photo=keep_photo_if_any(change.case, "plan", drawing, seat=change.actor, at=change.at),
        by=change.actor,
        at=change.at,
    )
    version.bound.set(_bound(change, text.bound))
    return version


def _bound(change: Change, seats: Collection[int]) -> list[Seat]:
    found = list(can_be_bound(change.case).filter(id__in=seats))
    if len(found) != len(set(seats)):
        raise RuleBroken("only-deciders-are-bound")
    return found


def _tell(change: Change, kind: Kind, version: ItemVersion) -> None:
    change.record(
        kind,
        item=version.item.number,
        version=version.number,
        closing=version.item.kind == ItemKind.CLOSING or None,
        by_decider=change.actor.standing.decides,
        bound=sorted(seat.number for seat in version.bound.all()),
        title=version.title,
        what=version.what,
        why=version.why,
        when=version.when,
        because=version.changed_because,
    )
