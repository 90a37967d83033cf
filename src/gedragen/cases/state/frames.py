"""The frames in every version, and the promise beside them."""

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Frame, Promise
from gedragen.cases.state.recorded import FRAMES, PROMISES, hold
from gedragen.cases.store.entries import Topic


@part(Topic.FRAMES)
def frames(seen: Snapshot) -> tuple[Frame, ...]:
    """Every version that ever stood."""
    texts = ("text", "question", "reason", "source", "competent", "by__name")
    found = tuple(Frame.objects.filter(case=seen.case_id).order_by("number", "version").select_related(*texts))
    return hold(FRAMES, seen.case_id, found)


def frames_now(seen: Snapshot) -> tuple[Frame, ...]:
    return tuple(frame for frame in frames(seen) if frame.superseded_at is None)


@part(Topic.FRAMES)
def promise(seen: Snapshot) -> Promise | None:
    texts = ("brings", "silence_to", "fallback", "promised_by", "mandate")
    found = Promise.objects.filter(case=seen.case_id).select_related(*texts).order_by("-version")[:1]
    return next(iter(hold(PROMISES, seen.case_id, tuple(found))), None)
