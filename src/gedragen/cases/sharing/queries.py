"""Who reads what of the plan, for those whose plan it is; and what was shared, for who works by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from gedragen.access.doing import NotFound
from gedragen.cases.doing.queries.tasks import carriers
from gedragen.cases.engine.sight import Eyes, eyes_inside, eyes_on_the_plan
from gedragen.cases.models import Declaration, Task
from gedragen.cases.state.declared import declared
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import ItemStand, plan
from gedragen.cases.state.tasks import shares, works_by_the_plan
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.items import ItemState
from gedragen.method.stages.sharing import AgreedItem, Reach, Share, numbers_shared
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class ReaderCard:
    """`more`: what one person wants them to read besides; `by_me`: that was who looks. `is_said`: somebody answered."""

    seat: int
    number: int
    name: str
    reach: Reach
    more: Reach | None
    by_me: bool
    is_said: bool


@dataclass(frozen=True)
class ReadersSheet:
    head: CaseHead
    readers: tuple[ReaderCard, ...]


@dataclass(frozen=True)
class SharedItem:
    """As it was agreed: no earlier text, no reason of it, no answer."""

    number: int
    title: str
    what: str
    when: str
    carried_by: tuple[str, ...]


@dataclass(frozen=True)
class SharedSheet:
    """`is_agreed`: there is a plan to share by now. `resources`, `who_checks`: with the whole plan only."""

    head: CaseHead
    reach: Reach
    is_agreed: bool
    items: tuple[SharedItem, ...]
    safety_net: str
    resources: str
    who_checks: str


def readers_sheet(case_id: int, *, viewer: int) -> ReadersSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    return ReadersSheet(head_of(eyes), readers(eyes))


def readers(eyes: Eyes) -> tuple[ReaderCard, ...]:
    said = shares(eyes.seen)
    cards = ((one, said.get(one.pk, Share())) for one in works_by_the_plan(eyes.seen))
    return tuple(
        ReaderCard(
            one.pk,
            one.number,
            eyes.name(one),
            share.reach,
            share.asked,
            share.asked_by == eyes.sight.seat,
            share.is_said,
        )
        for one, share in cards
    )


def is_shared_with(eyes: Eyes) -> bool:
    """Whether who looks is one with whom the plan is shared, as much of it as was said."""
    return eyes.seat is not None and eyes.seat.pk in {one.pk for one in works_by_the_plan(eyes.seen)}


def shared_sheet(case_id: int, *, viewer: int) -> SharedSheet:
    """What was shared with this seat. Raises NotFound for everybody else."""
    eyes = eyes_inside(case_id, viewer)
    if not is_shared_with(eyes):
        raise NotFound
    reach = shares(eyes.seen).get(viewer, Share()).reach
    standing = plan(eyes.seen)
    is_agreed = has_agreed_plan(eyes)
    numbers = numbers_shared(reach, _facts(eyes, standing)) if is_agreed else ()
    papers = declared(eyes.seen) if is_agreed and reach is not Reach.NOTHING else {}
    beside = papers if reach is Reach.WHOLE else {}
    return SharedSheet(
        head=head_of(eyes),
        reach=reach,
        is_agreed=is_agreed,
        items=tuple(_item(eyes, one) for one in standing if one.item.number in numbers),
        safety_net=_text(eyes, papers.get(DeclarationKind.SAFETY_NET)),
        resources=_text(eyes, beside.get(DeclarationKind.RESOURCES)),
        who_checks=_text(eyes, beside.get(DeclarationKind.WHO_CHECKS)),
    )


def has_agreed_plan(eyes: Eyes) -> bool:
    """Once people agree on every item of it. What holds while it is carried out stays shared."""
    if eyes.case.carrying_out_at is not None:
        return True
    standing = plan(eyes.seen)
    return bool(standing) and all(one.state is ItemState.PASSED for one in standing)


def _facts(eyes: Eyes, standing: Sequence[ItemStand]) -> list[AgreedItem]:
    mine = eyes.sight.seat
    # A yes or a no is its owner's own act: the table is asked, once for all items.
    tasks = Task.objects.filter(case=eyes.case, owner=mine)
    over = (TaskState.DECLINED, TaskState.GIVEN_BACK)
    wanted = set(tasks.exclude(state__in=over).values_list("item_id", flat=True))
    return [
        AgreedItem(
            stand.item.number,
            is_agreed=stand.was_agreed,
            is_theirs=stand.item.pk in wanted or mine in {seat.pk for seat in stand.version.bound.all()},
        )
        for stand in standing
    ]


def _item(eyes: Eyes, stand: ItemStand) -> SharedItem:
    one = stand.version
    return SharedItem(
        number=stand.item.number,
        title=eyes.shared_text(one.title),
        what=eyes.shared_text(one.what),
        when=eyes.shared_text(one.when),
        carried_by=carriers(eyes, one),
    )


def _text(eyes: Eyes, found: Declaration | None) -> str:
    return eyes.shared_text(found.words) if found is not None else ""
