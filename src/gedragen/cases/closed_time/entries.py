"""What the journal tells of closed time, and which topics move with it."""

from gedragen.cases.store.entries import Kind, Topic

CLOSED_TIME_OPENED = Kind("closed-time-opened", Topic.CASE, public="room until")
