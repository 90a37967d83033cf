"""Saying what the approach asks for, and taking it back: one act each, whatever it is."""

from datetime import datetime

from django.db.models import QuerySet

from gedragen.access.doing import Action
from gedragen.cases.declaring.subjects import About, about_of, room_of, rule_of
from gedragen.cases.engine.change import Change, change_case
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Declaration
from gedragen.cases.starting.commands.phases import stop_by_party
from gedragen.cases.state.declared import lacking, said
from gedragen.cases.state.gates import asked_now
from gedragen.cases.store.journal import Kind
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.keys.declarations import DeclarationRule, TakenBack, Wording


def make_declaration(
    case_id: int, key: str, text: str = "", *, about: str = "", by: int, at: datetime, once: str = ""
) -> None:
    """Say it. `about`: a seat or a side, where one says it about several. Raises RuleBroken when it stands already."""
    with change_case(case_id, Action.DECLARE, by=by, at=at, once=once) as change:
        rule = rule_of(change.case, key)
        subject = about_of(change.case, rule, change.actor, about)
        if _standing(change, rule, subject) is not None:
            raise RuleBroken("declared-already", kind=key)
        if rule.text is Wording.REQUIRED:
            require(text, "declaration-needs-text")
        room = room_of(change.case, rule, subject, change.actor)
        words = change.write_if_any(room, "declaration", text if rule.text is not Wording.NONE else "")
        # What somebody of this side said who has left since.
        _kept(change, rule, subject).update(withdrawn_at=at)
        Declaration.objects.create(
            case=change.case, kind=key, by=change.actor, about=subject.seat, side=subject.side, words=words, at=at
        )
        seen = fresh(change.case.pk)
        is_whole = key in [gate.kind for gate in asked_now(seen)] and not lacking(seen, key)
        change.record(Kind.DECLARED, **_told(rule, subject), words=words, whole=is_whole or None)


def withdraw_declaration(case_id: int, key: str, *, about: str = "", by: int, at: datetime, once: str = "") -> None:
    """Take it back. Where all stands on it, that ends the case, and nothing tells who took back what."""
    with change_case(case_id, Action.WITHDRAW, by=by, at=at, once=once) as change:
        rule = rule_of(change.case, key)
        subject = about_of(change.case, rule, change.actor, about)
        standing = _standing(change, rule, subject)
        if standing is None:
            raise RuleBroken("nothing-to-take-back")
        if rule.withdraw is TakenBack.STOPS:
            # It is left as it stands: what was taken back would tell by whom.
            stop_by_party(change)
            return
        standing.withdrawn_at = at
        standing.save(update_fields=["withdrawn_at"])
        change.record(Kind.DECLARATION_WITHDRAWN, **_told(rule, subject))


def _standing(change: Change, rule: DeclarationRule, subject: About) -> Declaration | None:
    return said(change.case.pk, rule).filter(about=subject.seat, side=subject.side).first()


def _kept(change: Change, rule: DeclarationRule, subject: About) -> QuerySet[Declaration]:
    found = Declaration.objects.filter(case=change.case, kind=rule.key, withdrawn_at__isnull=True)
    return found.filter(about=subject.seat, side=subject.side)


def _told(rule: DeclarationRule, subject: About) -> dict[str, object]:
    return {"declaration": rule.key, "about": subject.seat, "side": subject.side or None}
