"""The frames in every version, and the promise beside them, held against what the journal tells of them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Frame, JournalEntry, Promise
from gedragen.cases.store.bindings import Binding, Key, Record, Says, hold, put, telling
from gedragen.cases.store.entries import (
    FRAME_ACCEPTED,
    FRAME_ASKED,
    FRAME_CHANGED,
    FRAME_DISPUTED,
    FRAME_NOT_ACCEPTED,
    FRAME_REMOVED,
    FRAME_TAKEN_AWAY,
    FRAME_WRITTEN,
    PROMISE_WRITTEN,
    Topic,
)

FRAME_TEXTS = ("text", "question", "reason", "source", "competent", "because", "taken_away_because")
PROMISE_TEXTS = ("brings", "silence_to", "fallback", "promised_by", "mandate")
FRAME = Says(
    {name: name for name in FRAME_TEXTS if name != "taken_away_because"},
    ("frame_kind", "change", "source_on", "items"),
)
WRITTEN = (FRAME_WRITTEN, FRAME_CHANGED, FRAME_ASKED)


def _frames(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """Of each frame the version stands that bound last, unless it was taken away."""
    records: dict[Key, Record] = {}
    standing: dict[int, int] = {}
    for entry in entries:
        number, version = entry.data["frame"], entry.data["version"]
        if entry.kind in WRITTEN:
            records[number, version] = Record(entry.number)
            records[number, version].add(entry, FRAME)
        record = records[number, version]
        record.entry = entry.number
        if entry.kind in (FRAME_WRITTEN, FRAME_CHANGED, FRAME_ACCEPTED):
            standing[number] = version
        if entry.kind in (FRAME_REMOVED, FRAME_TAKEN_AWAY):
            standing.pop(number, None)
            record.texts["taken_away_because"] = entry.data.get("because", "")
        if entry.kind == FRAME_DISPUTED:
            standing[number] = entry.data["before"]
    for (number, version), record in records.items():
        record.values["stands"] = standing.get(number) == version
    return records


def _frame_rows(case_id: int) -> QuerySet[Frame]:
    return (
        Frame.objects.filter(case=case_id)
        .order_by("number", "version")
        .select_related(*FRAME_TEXTS, "by__name", "item")
    )


def _let_it_stand(frame: Frame, stands: bool) -> None:
    """What was told to stand is looked for where it stood, and says there that it is not shown."""
    frame.superseded_at = None if stands else frame.superseded_at


FRAMES = Binding(
    what="Limit {}, version {}",
    kinds=(
        *WRITTEN,
        FRAME_REMOVED,
        FRAME_TAKEN_AWAY,
        FRAME_ACCEPTED,
        FRAME_DISPUTED,
        FRAME_NOT_ACCEPTED,
    ),
    tell=_frames,
    rows=_frame_rows,
    key=lambda frame: (frame.number, frame.version),
    values={
        "frame_kind": lambda frame: frame.kind,
        "stands": lambda frame: frame.superseded_at is None,
        "change": lambda frame: frame.change or None,
        "source_on": lambda frame: frame.source_on.isoformat() if frame.source_on is not None else None,
        "items": lambda frame: frame.touches or None,
    },
    fields=FRAME_TEXTS,
    put_back={"frame_kind": put("kind"), "stands": _let_it_stand},
)


def _promise_rows(case_id: int) -> QuerySet[Promise]:
    return Promise.objects.filter(case=case_id).order_by("version").select_related(*PROMISE_TEXTS)


PROMISES = Binding(
    what="The promise, version {}",
    kinds=(PROMISE_WRITTEN,),
    tell=telling(
        ("version",),
        {
            PROMISE_WRITTEN: Says.same(
                *PROMISE_TEXTS,
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
    fields=PROMISE_TEXTS,
    put_back={
        **{name: put(name) for name in ("rung", "answer_days", "silence", "silence_days")},
        "promised_on": lambda promise, day: put("promised_on")(promise, date.fromisoformat(day)),
    },
)
BINDINGS = (FRAMES, PROMISES)


@part(Topic.FRAMES)
def frames(seen: Snapshot) -> tuple[Frame, ...]:
    """Every version that ever stood."""
    return hold(FRAMES, seen.case_id, tuple(_frame_rows(seen.case_id)))


def frames_now(seen: Snapshot) -> tuple[Frame, ...]:
    return tuple(frame for frame in frames(seen) if frame.superseded_at is None)


@part(Topic.FRAMES)
def promise(seen: Snapshot) -> Promise | None:
    return promise_as_told(seen.case_id)


def promise_as_told(case_id: int) -> Promise | None:
    """The newest one, for an act that goes by it: its rung and terms are those that its entry tells."""
    newest = tuple(_promise_rows(case_id).order_by("-version")[:1])
    return next(iter(hold(PROMISES, case_id, newest)), None)
