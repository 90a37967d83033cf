"""Who is told what, in the words of the tests: names of the cast instead of seat ids."""

from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals, skip_what_was
from tests.support.cast import Cast

PEOPLE = ("anna", "ria", "otto", "wim", "bram", "fatima", "jan", "petra")


def from_here(cast: Cast) -> None:
    """Forget what was told so far: the test is about what follows."""
    skip_what_was(cast.case)
    Delivery.objects.all().delete()


def told(cast: Cast) -> dict[str, set[str]]:
    """Read the journal on, and say for each notice who gets it."""
    read_journals(at=cast.at)
    names = {getattr(cast, name): name for name in PEOPLE if getattr(cast, name)}
    found: dict[str, set[str]] = {}
    for notice, seat in Delivery.objects.values_list("notice", "seat_id"):
        found.setdefault(notice, set()).add(names.get(seat, "somebody else") if seat else "an account")
    return found
