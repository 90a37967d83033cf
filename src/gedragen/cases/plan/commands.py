"""The plan is written by those who decide, item by item. What they agreed on changes or goes only by a round."""

from collections.abc import Collection
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act, act_after
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import declare
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import ItemVersion, PlanItem, Seat
from gedragen.cases.state.declared import declared_words
from gedragen.cases.state.frame_tests import only_proposes
from gedragen.cases.state.plan_state import ItemStand, can_be_bound, item_stands
from gedragen.cases.store.drawing import Drawing, draw_if_any
from gedragen.cases.store.entries import ITEM_CHANGED, ITEM_DROPPED, ITEM_WRITTEN, Kind
from gedragen.cases.store.photos import keep_photo_if_any
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest
from gedragen.method.broken import RuleBroken, require
from gedragen.method.children.ages import Age
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.items import ItemKind, check_can_change, check_is_theirs
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
    is_proposal = only_proposes(fresh(change.case.pk), text.kind)
    version = _write(change, item, 1, text, drawing=drawing, is_proposal=is_proposal)
    _tell(change, ITEM_WRITTEN, version)
    return item


@act_after(_drawn_anew, Action.WRITE_ITEM)
def change_item(change: Change, asked: ChangeItem, drawing: Drawing | None) -> None:
    """Of an item that was agreed, or that the authority holds, the old text stands until a round passes the new one."""
    stand = _as_read(change, asked.number, asked.version)
    require(asked.because, "change-needs-reason")
    if drawing is None and _as_written(stand.on_the_table.version) == _said(asked.text):
        raise RuleBroken("nothing-changed")
    write_next(change, stand, asked.text, asked.because, drawing=drawing)


@dataclass(frozen=True)
class DropItem:
    """Leave an item out of the plan, as it read in `version`. It stays readable, with the reason.

    Of one that was agreed, or that the authority holds, this is a proposal: a round decides.
    """

    number: int
    because: str
    version: int


@act(Action.DROP_ITEM)
def drop_item(change: Change, asked: DropItem) -> None:
    stand = _as_read(change, asked.number, asked.version)
    because = require(asked.because, "drop-needs-reason")
    if stand.is_in_plan and only_proposes(fresh(change.case.pk), stand.item.kind, was_agreed=stand.was_agreed):
        if stand.proposal is not None and stand.proposal.version.drops:
            raise RuleBroken("nothing-changed")
        write_next(change, stand, as_text(stand.version), because, drops=True)
        return
    stand.item.dropped_why = change.write("plan", "item-dropped", because)
    stand.item.dropped_at = change.at
    stand.item.save(update_fields=["dropped_why", "dropped_at"])
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
    check_is_theirs(ItemKind(stand.item.kind))
    check_can_change(stand.state)
    check_can_change(stand.on_the_table.state)
    newest = stand.on_the_table.version.number
    if newest != version:
        raise RuleBroken("item-has-changed", current=newest)
    return stand


def _said(text: ItemText) -> tuple[object, ...]:
    """What can be seen to differ between two texts of one item."""
    return (*(one.strip() for one in (text.title, text.what, text.why, text.when)), frozenset(text.bound))


def _as_written(version: ItemVersion) -> tuple[object, ...] | None:
    return None if version.drops else _said(as_text(version))


def as_text(version: ItemVersion) -> ItemText:
    return ItemText(
        title=version.title.text,
        what=version.what.text,
        why=version.why.text if version.why else "",
        when=version.when.text if version.when else "",
        bound=[seat.pk for seat in version.bound.all()],
    )


def write_next(
    change: Change,
    stand: ItemStand,
    text: ItemText,
    because: str,
    *,
    drawing: Drawing | None = None,
    drops: bool = False,
) -> ItemVersion:
    """The next text of an item, inside an act under way: its new one, or one that is proposed beside it."""
    is_proposal = only_proposes(fresh(change.case.pk), stand.item.kind, was_agreed=stand.was_agreed)
    number = stand.versions[-1].number + 1
    new = _write(change, stand.item, number, text, because, drawing=drawing, is_proposal=is_proposal, drops=drops)
    _tell(change, ITEM_CHANGED, new)
    return new


def _write(
    change: Change,
    item: PlanItem,
    number: int,
    text: ItemText,
    because: str = "",
    *,
    drawing: Drawing | None,
    is_proposal: bool,
    drops: bool = False,
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
        is_proposal=is_proposal,
        drops=drops,
        by=change.actor,
        at=change.at,
    )
    version.bound.set(_bound(change, text.bound))
    return version


def _bound(change: Change, seats: Collection[int]) -> list[Seat]:
    carriers = list(can_be_bound(change.case).filter(id__in=seats))
    if len(carriers) != len(set(seats)):
        raise RuleBroken("only-deciders-are-bound")
    if not all(Age(seat.age).can_be_bound for seat in carriers):
        raise RuleBroken("not-asked-of-a-child")
    return carriers


def _tell(change: Change, kind: Kind, version: ItemVersion) -> None:
    change.record(
        kind,
        item=version.item.number,
        version=version.number,
        closing=version.item.kind == ItemKind.CLOSING or None,
        proposal=version.is_proposal or None,
        drops=version.drops or None,
        by_decider=change.actor.standing.decides,
        bound=sorted(seat.number for seat in version.bound.all()),
        title=version.title,
        what=version.what,
        why=version.why,
        when=version.when,
        because=version.changed_because,
    )
