"""What the journal tells of frames alone; `store.entries` has what their pages are held against."""

from gedragen.cases.store.entries import Kind, Topic

FRAME_ACCEPTED = Kind("frame-accepted", Topic.FRAMES, public="frame version")
