"""Who brings a question, and what that makes of them: telling of somebody makes nobody the owner of their life."""

from collections.abc import Collection
from enum import StrEnum


class About(StrEnum):
    """Whom a question is about, as who brings it says. UNSAID: from before it was asked."""

    UNSAID = ""
    US = "us"
    PLACE = "place"
    OTHER = "other"


def is_theirs(about: About, *, chooses: Collection[str]) -> bool:
    """Whether who brings a question is the main person in it, or only tells of it and has no part.

    `chooses`: what the approach leaves to the main person. Somebody who belongs to a place or a group brings a question
    for all of it, and says yes to who guides it; where a main person chooses who is let in, they are not that person.
    """
    if about is About.OTHER:
        return False
    return about is not About.PLACE or not chooses
