"""What the journal tells of frames and the promise, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_WRITTEN = Kind("frame-written", Topic.FRAMES)
FRAME_CHANGED = Kind("frame-changed", Topic.FRAMES)
FRAME_REMOVED = Kind("frame-removed", Topic.FRAMES)
PROMISE_WRITTEN = Kind("promise-written", Topic.FRAMES)
