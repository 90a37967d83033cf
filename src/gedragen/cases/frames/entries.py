"""What the journal tells of frames and the promise, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_WRITTEN = Kind(
    "frame-written", Topic.FRAMES, public="frame version frame_kind text question reason source competent"
)
FRAME_CHANGED = Kind(
    "frame-changed", Topic.FRAMES, public="frame version frame_kind widened text question reason source competent"
)
FRAME_REMOVED = Kind("frame-removed", Topic.FRAMES, public="frame version")
FRAME_ACCEPTED = Kind("frame-accepted", Topic.FRAMES, public="frame version")
PROMISE_WRITTEN = Kind(
    "promise-written",
    Topic.FRAMES,
    public="version rung answer_days silence silence_days promised_on decision_needed brings fallback",
)
