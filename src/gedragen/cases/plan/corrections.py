"""Small corrections: by who wrote it, beside the old text for three days, and a round when somebody wants one."""

from dataclasses import asdict, dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import ItemCorrection, ItemVersion
from gedragen.cases.plan.commands import ItemText, as_text, write_next
from gedragen.cases.rounds.commands.rounds import start_round
from gedragen.cases.state.frame_tests import test_now
from gedragen.cases.state.plan_state import ItemStand, correction_of, item_stands
from gedragen.cases.store.entries import CORRECTION_DISPUTED, CORRECTION_MADE, ITEM_CORRECTED
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.items import ItemKind, check_can_change, check_is_theirs
from gedragen.method.plan.correction import check_is_small, corrected_from
from gedragen.method.terms import local_day, term

TEXTS = ("title", "what", "why", "when")


@dataclass(frozen=True)
class CorrectItem:
    """The texts of item `number` as they should be spelled: one of them may differ from version `version`."""

    number: int
    version: int
    text: ItemText


@act(Action.CORRECT_ITEM)
def correct_item(change: Change, asked: CorrectItem) -> None:
    version = _correctable(change, asked.number, asked.version).version
    if version.by_id != change.actor.pk:
        raise RuleBroken("only-the-writer-corrects")
    if correction_of(version) is not None:
        raise RuleBroken("correction-waits")
    field, old, new = _the_one_that_differs(as_text(version), asked.text)
    names = change.case.seats.filter(name__isnull=False).values_list("name__text", flat=True)
    check_is_small(old, new, names=list(names), today=local_day(change.at))
    words = change.write("plan", f"item-{field}", new)
    correction = ItemCorrection.objects.create(
        version=version,
        number=version.corrections.count() + 1,
        field=field,
        old=getattr(version, field),
        new=words,
        by=change.actor,
        at=change.at,
        until=corrected_from(change.at),
    )
    change.record(
        CORRECTION_MADE,
        item=asked.number,
        version=version.number,
        correction=correction.number,
        field=field,
        until=correction.until,
        words=words,
    )


@dataclass(frozen=True)
class DisputeCorrection:
    """It changes what I agreed: ask everybody. `version`: the one that it corrects."""

    number: int
    version: int


@act(Action.DISPUTE_CORRECTION)
def dispute_correction(change: Change, asked: DisputeCorrection) -> None:
    """Its text is asked in a round, and until that has passed the old one holds."""
    stand = _correctable(change, asked.number, asked.version)
    correction = _waiting(stand.version)
    correction.is_disputed, correction.over_at = True, change.at
    correction.save(update_fields=["is_disputed", "over_at"])
    change.record(CORRECTION_DISPUTED, item=asked.number, version=asked.version, correction=correction.number)
    text = asdict(as_text(stand.version)) | {correction.field: correction.new.text}
    version = write_next(change, stand, ItemText(**text), because="")
    version.by = correction.by
    version.save(update_fields=["by"])
    start_round(change, stand.item, version, term(change.at, change.case.approach.round_days))


@dataclass(frozen=True)
class SettleCorrection:
    """Nobody said that it changes what was agreed. `version`: of item `number`."""

    number: int
    version: int


@act(Action.SETTLE_CORRECTION)
def settle_correction(change: Change, asked: SettleCorrection) -> None:
    """Raises RuleBroken while people answer about this item or the authority holds the plan: it waits for them."""
    version = _correctable(change, asked.number, asked.version).version
    correction = _waiting(version)
    if not correction.clock.is_due(change.at):
        raise RuleBroken("correction-waits")
    setattr(version, correction.field, correction.new)
    version.save(update_fields=[correction.field])
    correction.over_at = change.at
    correction.save(update_fields=["over_at"])
    change.record(
        ITEM_CORRECTED,
        item=asked.number,
        version=asked.version,
        correction=correction.number,
        field=correction.field,
        words=correction.new,
    )


def _correctable(change: Change, number: int, version: int) -> ItemStand:
    """The item as it was agreed and read. Raises RuleBroken when it is another now, or nothing may move."""
    row(change.case.items, number=number)
    stand = item_stands(change.case, [number])[number]
    check_is_theirs(ItemKind(stand.item.kind))
    check_can_change(stand.state)
    check_can_change(stand.on_the_table.state)
    if test_now(change.seen) is not None:
        raise RuleBroken("test-is-running")
    if not stand.was_agreed:
        raise RuleBroken("change-it-yourself")
    if stand.version.number != version:
        raise RuleBroken("item-has-changed", current=stand.version.number)
    return stand


def _waiting(version: ItemVersion) -> ItemCorrection:
    found = correction_of(version)
    if found is None:
        raise RuleBroken("correction-is-over")
    return found


def _the_one_that_differs(old: ItemText, new: ItemText) -> tuple[str, str, str]:
    """Its field, and both texts. An empty one stays empty: there is nothing to correct in it."""
    differ = [one for one in TEXTS if getattr(old, one).strip() != getattr(new, one).strip()]
    if not differ:
        raise RuleBroken("nothing-changed")
    if len(differ) > 1:
        raise RuleBroken("one-correction-at-once")
    before, after = getattr(old, differ[0]), getattr(new, differ[0])
    return differ[0], require(before, "correction-changes-it"), require(after, "correction-changes-it").strip()
