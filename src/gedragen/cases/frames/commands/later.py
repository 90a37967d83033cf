"""A frame after the freeze: wider is free, law and safety bind, anything else only when the deciders accept it."""

from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.frames.answering import reply_to_all
from gedragen.cases.frames.entries import FRAME_TOUCHES
from gedragen.cases.frames.writing import as_read, next_version, told_later, version_asked
from gedragen.cases.models import Case, Frame, FrameNote, ItemVersion, PlanItem, Round, Words
from gedragen.cases.rounds.accepting import let_go
from gedragen.cases.rounds.commands.rounds import start_round
from gedragen.cases.rounds.void import void_items, void_test
from gedragen.cases.store.entries import FRAME_ASKED, FRAME_CHANGED, FRAME_DISPUTED, FRAME_TAKEN_AWAY
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.frames import (
    FrameChange,
    FrameReply,
    FrameText,
    Later,
    asked_again,
    check_later,
    check_may_change,
)
from gedragen.method.items import ItemKind
from gedragen.method.phases import Phase
from gedragen.method.terms import local_day, term


@dataclass(frozen=True)
class ChangeFrame:
    """Add a frame after the freeze, or change frame `number` as it read in `version`, and say what that is.

    `because`: why now. `source_on`: the day of the law, or of what safety asks for. `touches`: the numbers of the items
    that it is about; only these are asked again.
    """

    frame: FrameText
    number: int | None
    change: FrameChange
    because: str
    version: int = 0
    source_on: date | None = None
    touches: tuple[int, ...] = ()


@act(Action.CHANGE_FRAME)
def change_frame(change: Change, asked: ChangeFrame) -> int:
    """Returns its number."""
    _check_no_test(change.case)
    later = Later(asked.change, asked.because, asked.source_on, asked.touches)
    frozen = change.case.frozen_at or change.at
    check_later(later, asked.frame.kind, is_new=asked.number is None, frozen_on=local_day(frozen))
    _check_items(change.case, asked.touches)
    old = as_read(change, asked.number, asked.version) if asked.number is not None else None
    if asked.change is FrameChange.ASKED:
        return _ask(change, asked.frame, old, later)
    if old is not None:
        let_go(change, number=old.number)
    new = next_version(change, asked.frame, old, later)
    change.record(FRAME_CHANGED, widened=asked.change is FrameChange.WIDER or None, **told_later(new))
    void_items(change, asked_again(asked.change, frozenset(asked.touches), accepted=False))
    if asked.change is FrameChange.WIDER and new.because is not None:
        reply_to_all(change, new.number, FrameReply.WIDENS, new.because)
    return new.number


@dataclass(frozen=True)
class TakeFrameAway:
    """Take a frame away after the freeze, as it read in `version`: people get more room."""

    number: int
    version: int
    because: str


@act(Action.CHANGE_FRAME)
def take_frame_away(change: Change, asked: TakeFrameAway) -> None:
    _check_no_test(change.case)
    old = as_read(change, asked.number, asked.version)
    let_go(change, number=old.number)
    why = require(asked.because, "frame-needs-why-now")
    old.taken_away_because = change.write("open", "frame-taken-away", why)
    old.superseded_at = change.at
    old.save(update_fields=["superseded_at", "taken_away_because"])
    change.record(FRAME_TAKEN_AWAY, frame=old.number, version=old.version, because=old.taken_away_because)
    reply_to_all(change, old.number, FrameReply.GOES, old.taken_away_because)


@dataclass(frozen=True)
class DisputeFrame:
    """Say that a frame which was called wider is not: it is put to the deciders, and until then the old one stands."""

    number: int
    version: int
    because: str


@act(Action.DISPUTE_FRAME)
def dispute_frame(change: Change, asked: DisputeFrame) -> None:
    frame = as_read(change, asked.number, asked.version)
    if frame.change != FrameChange.WIDER or frame.item_id is not None:
        raise RuleBroken("frame-is-not-called-wider")
    because = change.write("plan", "frame-disputed", require(asked.because, "dispute-needs-reason"))
    before = row(change.case.frames.order_by("-version"), number=frame.number, superseded_at=frame.binds_at)
    frame.superseded_at, frame.binds_at, frame.item = change.at, None, _item(change, frame, because)
    frame.save(update_fields=["superseded_at", "binds_at", "item"])
    before.superseded_at, before.binds_at = None, change.at
    before.save(update_fields=["superseded_at", "binds_at"])
    change.record(
        FRAME_DISPUTED,
        frame=frame.number,
        version=frame.version,
        before=before.version,
        item=frame.item.number,
        text=frame.text,
        because=because,
    )
    # Called wider just before the test, it would bind in that test with nobody to say that it is not.
    void_test(change)
    _open_round(change, frame)


@dataclass(frozen=True)
class NameTouched:
    """Say that a frame from after the freeze touches this item as well, as that frame reads in `version`."""

    number: int
    version: int
    item_number: int
    because: str


@act(Action.NAME_TOUCHED)
def name_touched(change: Change, asked: NameTouched) -> None:
    _check_no_test(change.case)
    frame = row(change.case.frames, number=asked.number, version=asked.version)
    is_asked = frame.item is not None and frame.item.rounds.filter(closed_at__isnull=True).exists()
    stands = frame.superseded_at is None or is_asked
    if frame.change not in (FrameChange.BINDING, FrameChange.ASKED) or not stands:
        raise RuleBroken("frame-touches-nothing")
    _check_items(change.case, (asked.item_number,))
    item = row(change.case.items, number=asked.item_number)
    if asked.item_number in frame.touches or frame.notes.filter(item=item).exists():
        raise RuleBroken("item-is-touched-already")
    words = change.write("plan", "frame-touches", require(asked.because, "touched-needs-reason"))
    FrameNote.objects.create(frame=frame, item=item, words=words, by=change.actor, at=change.at)
    change.record(FRAME_TOUCHES, frame=frame.number, version=frame.version, item=item.number, because=words)
    accepted = frame.binds_at is not None
    void_items(change, asked_again(FrameChange(frame.change), frozenset({item.number}), accepted=accepted))


def _check_no_test(case: Case) -> None:
    check_may_change(test_is_open=case.frame_tests.filter(closed_at__isnull=True).exists())


def _check_items(case: Case, numbers: tuple[int, ...]) -> None:
    here = case.items.filter(kind=ItemKind.MEASURE, dropped_at__isnull=True).values_list("number", flat=True)
    for number in sorted(set(numbers) - set(here)):
        raise RuleBroken("no-such-item", number=number)


def _ask(change: Change, text: FrameText, old: Frame | None, later: Later) -> int:
    """Put it to the deciders. What they did not accept is not asked again. Raises RuleBroken."""
    if change.case.phase != Phase.DECIDING:
        raise RuleBroken("frame-is-asked-later")
    before = change.case.frames.filter(item__isnull=False)
    of_this = before.filter(number=old.number) if old is not None else before.filter(text__text=text.text.strip())
    if of_this.filter(item__rounds__in=Round.objects.filter(closed_at__isnull=True)).exists():
        raise RuleBroken("frame-is-being-answered")
    if of_this.filter(binds_at__isnull=True, item__rounds__outcome__gt="").exists():
        raise RuleBroken("frame-was-answered")
    new = version_asked(change, text, old, later)
    if new.because is None:
        raise RuleBroken("frame-needs-why-now")
    new.item = _item(change, new, new.because)
    new.save(update_fields=["item"])
    change.record(FRAME_ASKED, item=new.item.number, **told_later(new))
    _open_round(change, new)
    return new.number


def _item(change: Change, frame: Frame, because: Words) -> PlanItem:
    """What the deciders answer. Its one version has the number of that of the frame, and the same text."""
    item = PlanItem.objects.create(case=change.case, number=change.case.items.count() + 1, kind=ItemKind.FRAME)
    ItemVersion.objects.create(
        item=item, number=frame.version, title=frame.text, what=because, by=change.actor, at=change.at
    )
    return item


def _open_round(change: Change, frame: Frame) -> None:
    item = row(change.case.items, frame=frame)
    version = row(item.versions.all())
    start_round(change, item, version, term(change.at, change.case.approach.round_days))
