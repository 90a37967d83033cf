"""Making a declaration: the primitive under independence, preparation talks, promises and agreements.

Quiet ones go when the case ends, and with whoever leaves. The list of erasures knows which.
"""

from django.db.models import Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.engine.change import Change
from gedragen.cases.models import Case, Declaration, Seat
from gedragen.cases.store.entries import (
    FACILITATOR_ACCEPTED,
    INDEPENDENCE_DECLARED,
    ONLY_THE_LAW_DECLARED,
    OPPOSITION_EXCEPTED,
    PREPARATION_RECORDED,
    PROMISE_CONFIRMED,
    RESOURCES_AGREED,
    SAFETY_NET_AGREED,
    WHO_CHECKS_AGREED,
    Topic,
)
from gedragen.cases.store.vacuum import words_go
from gedragen.cases.store.words import write_if_any
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.declarations import shared_declarations

TOLD_AS = {
    DeclarationKind.INDEPENDENCE: INDEPENDENCE_DECLARED,
    DeclarationKind.ACCEPTS_FACILITATOR: FACILITATOR_ACCEPTED,
    DeclarationKind.PROMISE: PROMISE_CONFIRMED,
    DeclarationKind.PREPARATION: PREPARATION_RECORDED,
    DeclarationKind.OPPOSITION_EXCEPTION: OPPOSITION_EXCEPTED,
    DeclarationKind.SAFETY_NET: SAFETY_NET_AGREED,
    DeclarationKind.RESOURCES: RESOURCES_AGREED,
    DeclarationKind.WHO_CHECKS: WHO_CHECKS_AGREED,
    DeclarationKind.ONLY_THE_LAW: ONLY_THE_LAW_DECLARED,
}


def declare(
    change: Change,
    kind: DeclarationKind,
    *,
    about: Seat | None = None,
    text: str = "",
    replaces: bool = False,
) -> Declaration:
    """Declare it and tell the journal. Raises RuleBroken when it stands already, unless it `replaces` that."""
    standing = Declaration.objects.filter(case=change.case, kind=kind, about=about, withdrawn_at__isnull=True)
    if replaces:
        standing.update(withdrawn_at=change.at)
    elif standing.exists():
        raise RuleBroken("declared-already", kind=kind.value)
    room = shared_declarations()[kind].room
    words = write_if_any(change.case, room, kind.value, text, seat=change.seat, at=change.at)
    declaration = Declaration.objects.create(
        case=change.case, kind=kind, by=change.actor, about=about, words=words, at=change.at
    )
    change.record(TOLD_AS[kind], about=about, words=words)
    return declaration


def withdraw(change: Change, kind: DeclarationKind) -> None:
    """Take back a declaration about the whole case, for instance because its subject changed."""
    _stands(change, kind).filter(about=None).update(withdrawn_at=change.at)
    change.moves(Topic.DECLARATIONS)


def withdraw_all(change: Change, kind: DeclarationKind) -> None:
    """Take back a declaration, and what single seats said to it."""
    _stands(change, kind).update(withdrawn_at=change.at)
    change.moves(Topic.DECLARATIONS)


def _stands(change: Change, kind: DeclarationKind) -> QuerySet[Declaration]:
    return Declaration.objects.filter(case=change.case, kind=kind, withdrawn_at__isnull=True)


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
