"""A second look where a parent with authority is kept out: asked, told and recorded. It blocks nothing.

What the page says of the law, and where that stands: docs/decisions/0040-a-second-look-at-a-parent.md.
"""

from enum import StrEnum
from typing import Final

# What the main person said of somebody named, when that somebody does not come in.
KEPT_OUT: Final = frozenset({"not_now", "excluded"})


class Ruling(StrEnum):
    """Whether a judge ruled about this parent. Nobody writes what."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def is_looked_at(said: str, *, is_parent: bool) -> bool:
    """Whether there is something to look at again: "not now" keeps a parent out as well as "not safe"."""
    return said in KEPT_OUT and is_parent


def is_asked(said: str, *, is_parent: bool, ruling: str | None) -> bool:
    """Whether the question still waits for an answer. "Not known" is one."""
    return is_looked_at(said, is_parent=is_parent) and not ruling
