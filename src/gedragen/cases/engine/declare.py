"""Making a declaration: the primitive under independence, preparation talks, promises and agreements."""

from django.db.models import QuerySet

from gedragen.cases.engine.change import Change
from gedragen.cases.models import Declaration, Seat
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
