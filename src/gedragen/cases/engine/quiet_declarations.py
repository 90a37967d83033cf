"""Quiet declarations: their rows go when the case ends, and with whoever leaves. The list of erasures knows which."""

from django.db.models import Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Case, Declaration, Seat
from gedragen.cases.store.vacuum import words_go


def quiet_of(case: Case) -> QuerySet[Declaration]:
    """Every row of a quiet declaration that this case has."""
    rules = case.approach.declarations.values() if case.approach_key else ()
    return Declaration.objects.filter(case=case, kind__in=[rule.key for rule in rules if rule.quiet])


def of_seat(seat: Seat) -> Q:
    """What this seat said, and what was said about it."""
    return Q(by=seat) | Q(about=seat)


def erase_quiet(change: Change, found: QuerySet[Declaration]) -> None:
    """These go for good: a restored backup does not bring them back."""
    change.erases(declarations=remove_quiet(found))


def erase_quiet_of_leaver(change: Change) -> None:
    """Whoever leaves takes along what they said. With the last of a side all of it goes: it was said to that side."""
    seat, found = change.actor, quiet_of(change.case)
    if found.exists():
        erase_quiet(change, found if _was_last_of_a_side(seat) else found.filter(of_seat(seat)))


def remove_quiet(found: QuerySet[Declaration]) -> set[int]:
    """Take the rows away. Returns their numbers."""
    gone = set(found.values_list("id", flat=True))
    if gone:
        Declaration.objects.filter(id__in=gone).delete()
        words_go()
    return gone


def quiet_before(case: Case, step: str) -> list[str] | None:
    """Which quiet ones stand of those that this stage or phase waited for. Only then the journal names them."""
    asked = [gate.kind for gate in case.approach.gates if gate.before == step]
    stand = set(quiet_of(case).values_list("kind", flat=True))
    return [key for key in dict.fromkeys(asked) if key in stand] or None


def _was_last_of_a_side(seat: Seat) -> bool:
    if seat.role != Role.PARTICIPANT or not seat.side or seat.joined_at is None:
        return False
    others = Seat.objects.filter(case=seat.case_id, role=Role.PARTICIPANT, side=seat.side).exclude(pk=seat.pk)
    return not others.filter(joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True).exists()
