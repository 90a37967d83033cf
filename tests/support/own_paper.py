"""A paper of an approach of somebody's own, and the cast at the moment that it can be filled in."""

from datetime import datetime

from gedragen.cases.documents.commands import sign_document, write_document
from tests.support.cast import Cast, make_case, to_deciding, to_preparing
from tests.support.own_file import add_own

AGREEMENT = """[[documents]]
key = "agreement"
phase = "deciding"
name = { nl = "De afspraak", en = "The agreement" }
signed_by = "every-decider"
binding = "when_signed"
room = "plan"
fields = [
  { key = "what", nl = "Wat gebeurt er?", en = "What happens?", kind = "text" },
  { key = "until", nl = "Voor wanneer?", en = "By when?", kind = "date" },
  { key = "who", nl = "Wie doet het?", en = "Who does it?", kind = "seat" },
  { key = "how", nl = "Hoe?", en = "How?", kind = "choice", choices = [
    { key = "talk", nl = "Met een gesprek", en = "By talking" },
    { key = "letter", nl = "Met een brief", en = "By a letter" },
  ] },
]
"""
FULL = {"what": "Bram maakt de bank.", "until": "2026-05-01", "who": "4", "how": "talk"}


def with_paper(at: datetime, paper: str = AGREEMENT) -> Cast:
    """Deciding, under an approach with this paper; nobody has filled it in."""
    return to_deciding(to_preparing(make_case(at, approach=add_own(at, paper))))


def filled_in(cast: Cast, values: dict[str, str] | None = None, *, read: int = 0, by: int | None = None) -> Cast:
    write_document(cast.case, 1, values or FULL, read=read, by=by or cast.bram, at=cast.at)
    return cast


def signed(cast: Cast, *seats: int, version: int = 1) -> Cast:
    for seat in seats or cast.deciders:
        sign_document(cast.case, 1, version=version, by=seat, at=cast.at)
    return cast
