"""Frames, the promise and items as the journal tells of them. A text that is another one now is shown on no page."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet

from gedragen.cases.models import Frame, ItemVersion, JournalEntry, PlanItem, Promise, Words
from gedragen.cases.store.bindings import Binding, Key, Says, TextFit, Told, telling, text_fit
from gedragen.cases.store.entries import (
    FRAME_CHANGED,
    FRAME_REMOVED,
    FRAME_WRITTEN,
    ITEM_CHANGED,
    ITEM_DROPPED,
    ITEM_WRITTEN,
    PROMISE_WRITTEN,
)
from gedragen.method.broken import RuleBroken
from gedragen.method.items import ItemKind

Rows = TypeVar("Rows", bound=Sequence[Any])

FRAME = Says.same("text", "question", "reason", "source", "competent", values=("frame_kind",))


def _frames(entries: Iterable[JournalEntry]) -> dict[Key, Told]:
    """Of each frame the newest version stands, unless it was removed."""
    found: dict[Key, Told] = {}
    newest: dict[int, Told] = {}
    for entry in entries:
        number = entry.data["frame"]
        if number in newest:
            newest[number].values["stands"] = False
        if entry.kind != FRAME_REMOVED:
            told = found[number, entry.data["version"]] = newest[number] = Told(entry.number)
            told.add(entry, FRAME)
            told.values["stands"] = True
    return found


def _frame_rows(case_id: int) -> QuerySet[Frame]:
    texts = ("text", "question", "reason", "source", "competent")
    return Frame.objects.filter(case=case_id).order_by("number", "version").select_related(*texts)


FRAMES = Binding(
    what="Limit {}, version {}",
    kinds=(FRAME_WRITTEN, FRAME_CHANGED, FRAME_REMOVED),
    tell=_frames,
    rows=_frame_rows,
    key=lambda frame: (frame.number, frame.version),
    values={"frame_kind": lambda frame: frame.kind, "stands": lambda frame: frame.superseded_at is None},
)


def _promise_rows(case_id: int) -> QuerySet[Promise]:
    texts = ("brings", "silence_to", "fallback", "promised_by", "mandate")
    return Promise.objects.filter(case=case_id).order_by("version").select_related(*texts)


PROMISES = Binding(
    what="The promise, version {}",
    kinds=(PROMISE_WRITTEN,),
    tell=telling(
        ("version",),
        {
            PROMISE_WRITTEN: Says.same(
                *("brings", "silence_to", "fallback", "promised_by", "mandate"),
                values=("rung", "answer_days", "silence", "silence_days", "promised_on"),
            )
        },
    ),
    rows=_promise_rows,
    key=lambda promise: (promise.version,),
    values={
        "rung": lambda promise: promise.rung,
        "answer_days": lambda promise: promise.answer_days,
        "silence": lambda promise: promise.silence,
        "silence_days": lambda promise: promise.silence_days,
        "promised_on": lambda promise: promise.promised_on.isoformat(),
    },
)


def _version_rows(case_id: int) -> QuerySet[ItemVersion]:
    texts = ("title", "what", "why", "when", "changed_because", "item")
    found = ItemVersion.objects.filter(item__case=case_id).order_by("item__number", "number")
    return found.select_related(*texts).prefetch_related("bound")


ITEM = Says(
    {"title": "title", "what": "what", "why": "why", "when": "when", "because": "changed_because"},
    ("bound",),
    later=("closing",),
)
VERSIONS = Binding(
    what="Item {}, version {}",
    kinds=(ITEM_WRITTEN, ITEM_CHANGED),
    tell=telling(("item", "version"), {ITEM_WRITTEN: ITEM, ITEM_CHANGED: ITEM}),
    rows=_version_rows,
    key=lambda version: (version.item.number, version.number),
    values={
        "bound": lambda version: sorted(seat.number for seat in version.bound.all()),
        "closing": lambda version: version.item.kind == ItemKind.CLOSING or None,
    },
)
ITEMS = Binding(
    what="Item {}",
    kinds=(ITEM_WRITTEN, ITEM_DROPPED),
    tell=telling(
        ("item",),
        {
            ITEM_WRITTEN: Says(sets={"dropped": None}),
            ITEM_DROPPED: Says({"because": "dropped_why"}, (), {"dropped": True}),
        },
    ),
    rows=lambda case_id: PlanItem.objects.filter(case=case_id).order_by("number").select_related("dropped_why"),
    key=lambda item: (item.number,),
    values={"dropped": lambda item: item.dropped_at is not None or None},
)
BINDINGS = (FRAMES, PROMISES, VERSIONS, ITEMS)


def hold(binding: Binding, case_id: int, rows: Rows) -> Rows:
    """Hold these rows against the journal, and mark each text that is not the one that was recorded.

    Where something beside the texts is another one, or no entry tells of the row at all, none of them is shown.
    """
    told = binding.told(case_id) if rows else {}
    for key, row in binding.keyed(rows):
        one = told.get(key)
        is_whole = one is not None and _is_whole(binding, row, one)
        for name, words in texts_of(row).items():
            digest = one.texts.get(name, "") if one is not None else ""
            words.differs = not is_whole or text_fit(words, digest) is TextFit.DIFFERS
    return rows


def _is_whole(binding: Binding, row: Any, told: Told) -> bool:
    """Whether every text is there that was recorded, with the same values beside them."""
    there = all(getattr(row, name) is not None for name, digest in told.texts.items() if digest)
    return there and not binding.other_values(row, told)


def texts_of(row: Frame | Promise | ItemVersion | PlanItem) -> dict[str, Words]:
    fields = {name: getattr(row, name) for name in TEXTS[type(row)]}
    return {name: words for name, words in fields.items() if words is not None}


TEXTS: dict[type[Any], tuple[str, ...]] = {
    Frame: ("text", "question", "reason", "source", "competent"),
    Promise: ("brings", "silence_to", "fallback", "promised_by", "mandate"),
    ItemVersion: ("title", "what", "why", "when", "changed_because"),
    PlanItem: ("dropped_why",),
}


def check_is_shown(*rows: Frame | Promise | ItemVersion | None) -> None:
    """Nobody decides on, tests or agrees to a text that is not shown. Raises RuleBroken."""
    if any(words.differs for row in rows if row is not None for words in texts_of(row).values()):
        raise RuleBroken("text-is-not-shown")
