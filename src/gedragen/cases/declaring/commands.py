"""Saying what the approach asks for, and taking it back: one act each, whatever it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gedragen.access.doing import Action
from gedragen.cases.declaring.entries import DECLARATION_WITHDRAWN, DECLARED
from gedragen.cases.declaring.subjects import About, about_of, room_of, rule_of
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import erase_quiet
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Declaration
from gedragen.cases.starting.commands.phases import stop_by_party
from gedragen.cases.state.declared import lacking, said
from gedragen.cases.state.gates import asked_now
from gedragen.cases.store.entries import Topic
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.keys.declarations import DeclarationRule, TakenBack, Wording


@dataclass(frozen=True)
class Declare:
    """Which declaration, in which words. `about`: a seat or a side, where one says it about several."""

    key: str
    text: str = ""
    about: str = ""


@act(Action.DECLARE)
def make_declaration(change: Change, asked: Declare) -> None:
    """Say what the approach asks for. Raises RuleBroken when it stands already."""
    rule = rule_of(change.case, asked.key)
    subject = about_of(change.case, rule, change.actor, asked.about)
    if _standing(change, rule, subject) is not None:
        raise RuleBroken("declared-already", kind=rule.key)
    if rule.text is Wording.REQUIRED:
        require(asked.text, "declaration-needs-text")
    room = room_of(change.case, rule, subject, change.actor)
    if rule.text is not Wording.NONE:
        change.check_begins_in(rule.room)
    words = change.write_if_any(room, "declaration", asked.text if rule.text is not Wording.NONE else "")
    # What somebody of this side said who has left since.
    _kept(change, rule, subject).update(withdrawn_at=change.at)
    said_of = {"about": subject.seat, "side": subject.side, "at": _moment(change, rule)}
    Declaration.objects.create(case=change.case, kind=rule.key, by=change.actor, words=words, **said_of)
    if rule.quiet:
        change.keep_quiet(Topic.DECLARATIONS)
        return
    seen = fresh(change.case.pk)
    is_whole = rule.key in [gate.kind for gate in asked_now(seen)] and not lacking(seen, rule.key)
    change.record(DECLARED, **_told(rule, subject), words=words, whole=is_whole or None)


@dataclass(frozen=True)
class Withdraw:
    """Which declaration; `about` as it was said."""

    key: str
    about: str = ""


@act(Action.WITHDRAW)
def withdraw_declaration(change: Change, asked: Withdraw) -> None:
    """Take it back. Where all stands on it, that ends the case, and nothing tells who took back what."""
    rule = rule_of(change.case, asked.key)
    subject = about_of(change.case, rule, change.actor, asked.about)
    standing = _standing(change, rule, subject)
    if standing is None:
        raise RuleBroken("nothing-to-take-back")
    if rule.withdraw is TakenBack.STOPS:
        # It is left as it stands: what was taken back would tell by whom.
        stop_by_party(change)
        return
    if rule.quiet:
        erase_quiet(change, Declaration.objects.filter(pk=standing.pk))
        change.keep_quiet(Topic.DECLARATIONS)
        return
    standing.withdrawn_at = change.at
    standing.save(update_fields=["withdrawn_at"])
    change.record(DECLARATION_WITHDRAWN, **_told(rule, subject))


def _moment(change: Change, rule: DeclarationRule) -> datetime:
    """Of a quiet one no day is kept: the row says only since when this case is there."""
    return (change.case.opened_at or change.at) if rule.quiet else change.at


def _standing(change: Change, rule: DeclarationRule, subject: About) -> Declaration | None:
    return said(change.case.pk, rule).filter(about=subject.seat, side=subject.side).first()


def _kept(change: Change, rule: DeclarationRule, subject: About) -> QuerySet[Declaration]:
    found = Declaration.objects.filter(case=change.case, kind=rule.key, withdrawn_at__isnull=True)
    return found.filter(about=subject.seat, side=subject.side)


def _told(rule: DeclarationRule, subject: About) -> dict[str, object]:
    return {"declaration": rule.key, "about": subject.seat, "side": subject.side or None}
