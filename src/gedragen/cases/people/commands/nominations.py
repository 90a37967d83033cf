"""Who else lies awake over this? Everyone can name others. Naming sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.act import act, act_by_itself
from gedragen.cases.engine.change import AlreadyDone, Change, change_by_anyone
from gedragen.cases.models import WAITING, Case, ErasedContact, Nomination, NominationState, Words
from gedragen.cases.people.already_in import already_in
from gedragen.cases.people.entries import NOMINATION_DECIDED, NOMINATION_DISCUSSED, NOMINATION_SETTLED, SOMEBODY_NAMED
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import forget, move_words
from gedragen.method.broken import RuleBroken, require
from gedragen.people.contacts import person_digest

# What the main person can say of somebody who was named, where they choose the circle.
CHOICES = (NominationState.AGREED, NominationState.NOT_NOW, NominationState.EXCLUDED)


@dataclass(frozen=True)
class Nominate:
    """Name somebody. In an open case nobody can refuse it."""

    name: str
    contact: str
    concern: str


@act(Action.NOMINATE)
def nominate(change: Change, asked: Nominate) -> int:
    """Returns the number of the nomination."""
    return _keep(change, asked, wave=change.actor.wave + 1)


@act_by_itself(Action.NAME_MYSELF)
def name_myself(case_id: int, asked: Nominate, *, at: datetime) -> int:
    """Somebody who is not in the case says that they lie awake over it too. Sent twice it is one nomination."""
    with change_by_anyone(case_id, Action.NAME_MYSELF, at=at) as change:
        if not change.case.approach.self_nomination:
            raise NotFound
        digest = person_digest(asked.name, asked.contact)
        if change.case.nominations.filter(contact_digest=digest, by=None, state__in=WAITING).exists():
            raise AlreadyDone
        return _keep(change, asked, wave=1)


def _keep(change: Change, asked: Nominate, *, wave: int) -> int:
    require(asked.name, "needs-name")
    require(asked.contact, "needs-contact")
    case, digest = change.case, person_digest(asked.name, asked.contact)
    number = case.nominations.count() + 1
    nomination = Nomination.objects.create(
        case=case,
        number=number,
        by=change.seat,
        name=change.write("private", "nomination-name", asked.name),
        contact=change.write("private", "nomination-contact", asked.contact),
        concern=change.write("private", "nomination-concern", asked.concern),
        contact_digest=digest,
        state=_state(change, digest),
        wave=wave,
        at=change.at,
    )
    if nomination.state == NominationState.FORGOTTEN:
        _keep_nothing(nomination, change.at)
    change.record(SOMEBODY_NAMED, nomination=number, wave=nomination.wave)
    return number


@dataclass(frozen=True)
class DiscussNomination:
    """The facilitator has spoken about this with the main person, who can read from now on who was named."""

    number: int


@act(Action.DISCUSS_NOMINATION)
def discuss_nomination(change: Change, asked: DiscussNomination) -> None:
    nomination = row(change.case.nominations, number=asked.number)
    if nomination.state != NominationState.NAMED:
        raise RuleBroken("nomination-is-settled")
    move_words(change.case, [nomination.name_id, nomination.contact_id, nomination.concern_id], "counsel")
    _settle(nomination, NominationState.DISCUSSED)
    change.record(NOMINATION_DISCUSSED, nomination=asked.number)


@dataclass(frozen=True)
class DecideNomination:
    """The main person says: yes, not now, or not, because it is not safe. Nobody is told which, or why.

    The reason is for the main person who wrote it and the facilitator. One may think otherwise later.
    `is_parent`: with authority over a child here. Said once it stays: who guides alone takes it away.
    """

    number: int
    state: NominationState
    reason: str = ""
    is_parent: bool = False


@act(Action.DECIDE_NOMINATION)
def decide_nomination(change: Change, asked: DecideNomination) -> None:
    nomination = row(change.case.nominations, number=asked.number)
    if asked.state not in CHOICES or nomination.state not in (NominationState.DISCUSSED, *CHOICES):
        raise RuleBroken("nomination-is-settled")
    if nomination.reason is not None:
        change.erases(words={nomination.reason.pk})
        forget(Words.objects.filter(id=nomination.reason.pk), at=change.at)
    nomination.reason = None
    if asked.state == NominationState.EXCLUDED:
        nomination.reason = change.write("private", "exclusion", require(asked.reason, "exclusion-needs-reason"))
    nomination.is_parent = nomination.is_parent or asked.is_parent
    if asked.state == NominationState.AGREED:
        nomination.ruling, nomination.with_colleague = "", False
    _settle(nomination, asked.state)
    change.record(NOMINATION_DECIDED, nomination=asked.number)


@dataclass(frozen=True)
class SettleAsNotReached:
    """Nobody could be reached with what was given. This is no refusal: naming again is always possible."""

    number: int


@act(Action.SETTLE_NOMINATION)
def settle_as_not_reached(change: Change, asked: SettleAsNotReached) -> None:
    nomination = row(change.case.nominations, number=asked.number)
    if nomination.state not in (NominationState.NAMED, NominationState.AGREED):
        raise RuleBroken("nomination-is-settled")
    _settle(nomination, NominationState.NOT_REACHED)
    change.record(NOMINATION_SETTLED, nomination=asked.number, state=nomination.state)


def _state(change: Change, digest: str) -> NominationState:
    if ErasedContact.objects.filter(case=change.case, contact_digest=digest).exists():
        return NominationState.FORGOTTEN
    if already_in(change.case, digest) is not None:
        return NominationState.ALREADY_IN
    is_agreed = change.seat is not None and change.seat.is_main_person and _is_chosen_by_them(change.case)
    return NominationState.AGREED if is_agreed else NominationState.NAMED


def _is_chosen_by_them(case: Case) -> bool:
    """Nobody chose yet how it goes, as long as nobody took up the question."""
    return bool(case.approach_key) and "circle" in case.approach.main_person_chooses


def _settle(nomination: Nomination, state: NominationState) -> None:
    nomination.state = state
    nomination.save(update_fields=["state", "reason", "is_parent", "ruling", "with_colleague"])


def _keep_nothing(nomination: Nomination, at: datetime) -> None:
    """This person asked to be forgotten: whoever names them again leaves nothing behind either."""
    told = [nomination.name_id, nomination.contact_id, nomination.concern_id]
    forget(Words.objects.filter(id__in=told), at=at)
    nomination.contact_digest = ""
    nomination.save(update_fields=["contact_digest"])
