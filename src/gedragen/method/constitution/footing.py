"""On which footing people are here: of their own will, under pressure, or because a court said so."""

from enum import StrEnum


class Footing(StrEnum):
    """Recorded, because nobody who must come is told on any page that they came of their own will."""

    VOLUNTARY = "voluntary"
    UNDER_PRESSURE = "under_pressure"
    COURT_ORDERED = "court_ordered"
