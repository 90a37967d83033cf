"""Getting in and out: invitations, links, joining, declining, being erased."""

from dataclasses import dataclass, replace

from gedragen.access.doing import Action, Need, NotFound, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import erase_quiet_of_leaver
from gedragen.cases.engine.erasing import erase_seat
from gedragen.cases.engine.seats import ROOM_OF_NAME, UNTIL_JOINING
from gedragen.cases.models import WAITING, Case, Circle, ErasedContact, Nomination, NominationState, Reply, Seat, Words
from gedragen.cases.people.already_in import already_in
from gedragen.cases.people.commands.sides import check_side
from gedragen.cases.people.entries import ACCESS_RENEWED, SEAT_INVITED
from gedragen.cases.people.invitees import check_language
from gedragen.cases.sealing import seal_if_many
from gedragen.cases.starting.commands.footing import end_only_the_law
from gedragen.cases.starting.commands.opening import set_contact
from gedragen.cases.starting.commands.phases import stop_by_party
from gedragen.cases.state.declared import declared
from gedragen.cases.store.entries import SEAT_ERASED
from gedragen.cases.store.evidence.chain import new_salt
from gedragen.cases.store.leaves import leaf_of
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import forget, move_words, write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.children.ages import Age, check_place, decides_at_first
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.invitations import (
    check_chosen_circle,
    check_group_that_begins,
    check_invitation,
    check_same_person,
)
from gedragen.method.phases import Phase
from gedragen.method.texts import is_blank
from gedragen.people.contacts import contact_digest, person_digest


@dataclass(frozen=True)
class Invitation:
    """Whom to invite, and as what. `contact` may be empty: a card reaches people without any address.

    `supports`: the seat that an advocate speaks for. `side`: the party somebody belongs to, where there are parties.
    `begins`: in the group that helps to word the question and the limits. `age`: who guides alone reads it.
    Without a `circle` the role and being the main person say where somebody stands.
    """

    name: str
    contact: str
    role: Role
    circle: Circle | None = None
    is_main_person: bool = False
    has_mandate: bool = False
    language: str = "nl"
    nomination: int | None = None
    supports: int | None = None
    side: str = ""
    begins: bool = False
    age: Age = Age.ADULT


@act(Action.INVITE)
def invite(change: Change, invitation: Invitation) -> int:
    """Make a seat for somebody. Their personal link is mailed if they have an address. Returns the seat."""
    invitation = _fitting(invitation)
    _check(change.case, invitation)
    if invitation.role is Role.AUTHORITY and DeclarationKind.ONLY_THE_LAW in declared(change.seen):
        end_only_the_law(change)
    seat = _new_seat(change, invitation)
    change.record(
        SEAT_INVITED,
        seat=seat,
        role=seat.role,
        circle=seat.circle,
        wave=seat.wave,
        nomination=invitation.nomination,
        by_means="mail" if seat.mail_id else "none",
        **({"begins": True} if seat.begins else {}),
    )
    return seat.pk


def _fitting(invitation: Invitation) -> Invitation:
    """Only a participant can be the main person, only an authority has a mandate, and nobody is time itself."""
    if invitation.role is Role.CLOCK:
        raise NotFound
    check_language(invitation.language)
    if (invitation.role is Role.ADVOCATE) != (invitation.supports is not None):
        raise RuleBroken("advocate-needs-somebody")
    return replace(
        invitation,
        is_main_person=invitation.is_main_person and invitation.role is Role.PARTICIPANT,
        has_mandate=invitation.has_mandate and invitation.role is Role.AUTHORITY,
    )


def _check(case: Case, invitation: Invitation) -> None:
    require(invitation.name, "needs-name")
    takes_part = invitation.role is Role.PARTICIPANT
    check_place(invitation.age, takes_part=takes_part, is_main_person=invitation.is_main_person)
    check_invitation(
        Phase(case.phase),
        is_main_person=invitation.is_main_person,
        brings_frames=invitation.role in (Role.AUTHORITY, Role.FACILITATOR),
        others_may=case.approach.anyone_before_frames or invitation.begins,
    )
    if invitation.begins:
        already = case.seats.filter(begins=True, declined_at__isnull=True, erased_at__isnull=True).count()
        may_begin = case.approach.group_begins and invitation.role is Role.PARTICIPANT
        check_group_that_begins(Phase(case.phase), may_begin=may_begin, already=already)
    if invitation.role is Role.ADVOCATE and not case.approach.advocates:
        raise RuleBroken("no-advocates-here")
    check_side(case.approach, invitation.side, takes_part=takes_part)
    if "circle" in case.approach.main_person_chooses:
        _check_the_main_person_said_yes(case, invitation)
    if is_blank(invitation.contact):
        return
    digest = person_digest(invitation.name, invitation.contact)
    if ErasedContact.objects.filter(case=case, contact_digest=digest).exists():
        raise RuleBroken("asked-to-be-forgotten")
    same = already_in(case, digest)
    if same is not None and same.role == Role.BRINGER:
        # Who told of it can be asked to take part as well: that is another seat, with another say.
        same = None
    if same is not None and {same.role, invitation.role} == {Role.FACILITATOR, Role.AUTHORITY}:
        raise RuleBroken("facilitator-sets-no-frames")
    if same is not None:
        raise RuleBroken("already-invited")


def _check_the_main_person_said_yes(case: Case, invitation: Invitation) -> None:
    """Also for those who join no circle: whoever is kept out does not come in by another door."""
    agreed = Nomination.objects.filter(case=case, number=invitation.nomination or 0, state=NominationState.AGREED)
    yes = agreed.select_related("name").first()
    joins = invitation.role not in (Role.FACILITATOR, Role.AUTHORITY) and not _is_whom_it_is_about(case, invitation)
    check_chosen_circle(joins_the_circle=joins, is_agreed=yes is not None)
    if yes is not None:
        check_same_person(named=yes.name.text, invited=invitation.name)
    if invitation.contact.strip():
        digest = person_digest(invitation.name, invitation.contact)
        kept_out = case.nominations.filter(contact_digest=digest, state=NominationState.EXCLUDED)
        check_chosen_circle(joins_the_circle=kept_out.exists(), is_agreed=False)


def _is_whom_it_is_about(case: Case, invitation: Invitation) -> bool:
    """Whom it is about, where somebody else told of it: nobody is there yet to say who may come in."""
    here = case.seats.filter(is_main_person=True, erased_at__isnull=True, declined_at__isnull=True)
    return invitation.is_main_person and not here.exists()


def _new_seat(change: Change, invitation: Invitation) -> Seat:
    case = change.case
    nomination, supported = _named(case, invitation), _supported(case, invitation)
    seat = Seat.objects.create(
        case=case,
        number=case.seats.count() + 1,
        role=invitation.role,
        circle=invitation.circle or _circle(invitation),
        decides=decides_at_first(invitation.age, by_role=invitation.role in case.approach.decide_by_default),
        age=invitation.age,
        is_main_person=invitation.is_main_person,
        has_mandate=invitation.has_mandate,
        begins=invitation.begins,
        language=invitation.language,
        supports=supported,
        # Who stands beside somebody stands on their side.
        side=supported.side if supported is not None else invitation.side,
        nomination=nomination,
        wave=nomination.wave if nomination else 0,
        invited_at=change.at,
    )
    seat.name = write_words(case, UNTIL_JOINING, "name", invitation.name, seat=seat, at=change.at)
    set_contact(seat, invitation.contact, at=change.at)
    seat.save()
    return seat


def _supported(case: Case, invitation: Invitation) -> Seat | None:
    if invitation.supports is None:
        return None
    beside: Seat = row(case.seats, id=invitation.supports, role=Role.PARTICIPANT, erased_at__isnull=True)
    return beside


def _named(case: Case, invitation: Invitation) -> Nomination | None:
    """The nomination that this invitation answers. Whoever named the same person is answered with it."""
    if not is_blank(invitation.contact):
        digest = person_digest(invitation.name, invitation.contact)
        named = case.nominations.filter(contact_digest=digest, state__in=WAITING)
        named.exclude(number=invitation.nomination or 0).update(state=NominationState.ALREADY_IN)
    if invitation.nomination is None:
        return None
    nomination: Nomination = row(case.nominations, number=invitation.nomination)
    if nomination.state == NominationState.FORGOTTEN:
        raise RuleBroken("asked-to-be-forgotten")
    if nomination.state == NominationState.INVITED:
        raise RuleBroken("already-invited")
    nomination.state = NominationState.INVITED
    nomination.save(update_fields=["state"])
    return nomination


def _circle(invitation: Invitation) -> Circle:
    if invitation.is_main_person:
        return Circle.PERSON
    close = invitation.role in (Role.PARTICIPANT, Role.ADVOCATE)
    return Circle.NETWORK if close else Circle.PROFESSIONAL


@dataclass(frozen=True)
class RenewLink:
    """A new personal link; every older link of this seat stops working, and is mailed again."""

    seat_id: int


@act(Action.RENEW_ACCESS)
def renew_link(change: Change, asked: RenewLink) -> None:
    seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    seat.link_generation += 1
    seat.save(update_fields=["link_generation"])
    change.record(ACCESS_RENEWED, seat=seat, by_means="link")


@act(Action.JOIN)
def join(change: Change) -> None:
    """Say yes to taking part. Somebody who declined before may still come in."""
    seat = change.actor
    if seat.standing.has_joined:
        raise RuleBroken("joined-already")
    returns = seat.declined_at is not None
    seat.joined_at, seat.declined_at = change.at, None
    seat.save(update_fields=["joined_at", "declined_at"])
    move_words(change.case, [seat.name_id], ROOM_OF_NAME[Role(seat.role)])
    _reply(change, joins=True, returns=returns)
    change.afterwards(lambda: seal_if_many(change.seen.version, at=change.at))


@act(Action.DECLINE)
def decline(change: Change) -> None:
    """Say no, or leave. Nobody has to say why, and nobody is asked again."""
    seat = change.actor
    if seat.declined_at is not None:
        raise RuleBroken("declined-already")
    seat.declined_at = change.at
    seat.save(update_fields=["declined_at"])
    erase_quiet_of_leaver(change)
    _reply(change, joins=False)
    change.afterwards(lambda: seal_if_many(change.seen.version, at=change.at))


@act(Action.STOP_BY_LEAVING)
def stop_by_leaving(change: Change) -> None:
    """Leave where that ends it for everybody. Nothing of the seat changes: that would tell who it was."""
    stop_by_party(change)


def _reply(change: Change, *, joins: bool, returns: bool = False) -> None:
    """Thousands may come at once: none of them waits for the journal, which names them when it seals this."""
    reply = Reply(case=change.case, seat=change.actor, joins=joins, returns=returns, at=change.at, salt=new_salt())
    reply.leaf = leaf_of(reply)
    reply.save()


@act(Action.ERASE_ME)
def erase_me(change: Change) -> None:
    """Forget this person: name, address, words and ways in. Items of the plan stay: they are everyone's.

    Who goes where leaving ends it for everybody ends it too, and then the journal does not number the seat.
    """
    seat = change.actor
    stops = change.case.closed_at is None and _ends_it_by_leaving(change)
    if stops:
        stop_by_party(change)
    erase_quiet_of_leaver(change)
    change.erases(seats={seat.pk}, nominations=erase_seat(seat, at=change.at))
    change.record(SEAT_ERASED, seat=None if stops else seat)


def _ends_it_by_leaving(change: Change) -> bool:
    standing = change.case.standing_of(change.actor)
    return standing.has_joined and Need.LEAVING_STOPS in standing.given


@dataclass(frozen=True)
class SetMail:
    """Where to send messages; empty: no messages, I look for myself. An address that was given before is forgotten."""

    mail: str


@act(Action.SET_MAIL)
def set_mail(change: Change, asked: SetMail) -> None:
    seat = change.actor
    before = Words.objects.filter(case=change.case, seat=seat, kind="mail", erased_at__isnull=True)
    change.erases(words=set(before.values_list("id", flat=True)))
    forget(before, at=change.at)
    seat.mail = change.write_if_any("private", "mail", asked.mail)
    seat.mail_digest = contact_digest(asked.mail) if seat.mail else ""
    seat.save(update_fields=["mail", "mail_digest"])
