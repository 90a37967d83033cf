"""Inviting many people in one act: a list that is kept, and carried out in parts that each stand whole.

A part is one transaction with one entry in the journal. Its row and its words go in the same transaction, so whatever
dies in between, the next tick goes on with the parts that are left, and invites nobody twice.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound, Role, refusal
from gedragen.cases.engine.act import act_after
from gedragen.cases.engine.change import CLOCK, Change
from gedragen.cases.engine.erasing import drop_invitations
from gedragen.cases.engine.seats import UNTIL_JOINING
from gedragen.cases.models import (
    WAITING,
    Case,
    Circle,
    InvitationList,
    InvitationPart,
    NominationState,
    Seat,
    Words,
)
from gedragen.cases.people.entries import INVITATIONS_BEGUN, SEATS_INVITED
from gedragen.cases.people.invitees import Invitee, check_language, check_list, known_by_now, sort_out, tidy_invitees
from gedragen.cases.store.entries import INVITATIONS_STOPPED
from gedragen.cases.store.many_rows import insert_alike, next_ids
from gedragen.cases.store.rows import row
from gedragen.cases.store.turns import let_others_write
from gedragen.cases.store.vacuum import words_go
from gedragen.cases.store.words import Text, remove_at_once, write_many
from gedragen.method.broken import RuleBroken
from gedragen.method.phases import Phase
from gedragen.people.contacts import is_mail

# So many people are invited in one transaction. Others wait for that long at most.
PART = 300
# Of the words of one part: every name and address on it, written as JSON.
LONGEST_PART = PART * 25_000


@dataclass(frozen=True)
class InviteMany:
    """Invite everybody on a list to take part: the first part at once, the others at the next ticks.

    Who is in already, stands on it twice or asked to be forgotten is left out.
    """

    people: tuple[Invitee, ...]
    language: str = "nl"


def _tidied(_: int, asked: InviteMany) -> list[Invitee]:
    return tidy_invitees(asked.people)


@act_after(_tidied, Action.INVITE)
def invite_many(change: Change, asked: InviteMany, people: list[Invitee]) -> int:
    """Returns how many will be invited."""
    check_language(asked.language)
    check_list(change.case)
    new = sort_out(change.case, people).invited
    if not new:
        raise RuleBroken("nobody-to-invite")
    first = _write_down(change, new, asked.language)
    change.record(INVITATIONS_BEGUN, list=first.list.number, people=len(new))
    change.afterwards(lambda: _begin(change, first))
    return len(new)


def _begin(change: Change, first: InvitationPart) -> None:
    let_others_write()
    # A worker may be faster.
    with suppress(NotFound):
        invite_part(change.case.pk, InvitePart(first.pk), by=CLOCK, at=change.at)


@dataclass(frozen=True)
class InvitePart:
    """Invite one part of a list, as its facilitator would by now; or drop the rest, when she no longer may."""

    part_id: int


def _read(case_id: int, asked: InvitePart) -> list[Invitee]:
    """Who stand on a part, with their digests: that nobody has to wait for. Raises NotFound."""
    parts = InvitationPart.objects.select_related("words").filter(list__case=case_id)
    part: InvitationPart = row(parts, id=asked.part_id)
    return tidy_invitees(Invitee(name, contact) for name, contact in json.loads(part.words.text))


@act_after(_read, Action.INVITE_PART)
def invite_part(change: Change, asked: InvitePart, people: list[Invitee]) -> None:
    """Raises NotFound when it was done before."""
    # Asked again: meanwhile another worker may have done it.
    part: InvitationPart = row(InvitationPart.objects.select_related("list__by"), id=asked.part_id)
    if _may_go_on(change.case, part.list.by):
        _invite(change, part, people)
        return
    for number, dropped in drop_invitations(change.case).items():
        change.record(INVITATIONS_STOPPED, list=number, people=dropped)


def _write_down(change: Change, people: Sequence[Invitee], language: str) -> InvitationPart:
    """Write the list down, for nobody but who facilitates. Returns its first part."""
    case = change.case
    invitation_list = InvitationList.objects.create(
        case=case, number=case.invitation_lists.count() + 1, by=change.actor, language=language, people=len(people)
    )
    cuts = [people[start : start + PART] for start in range(0, len(people), PART)]
    ids = next_ids(Words, len(cuts))
    told = [json.dumps([(one.name, one.contact) for one in cut]) for cut in cuts]
    texts: list[Text] = [(pk, None, "invitations", text) for pk, text in zip(ids, told, strict=True)]
    write_many(case, "private", texts, at=change.at, longest=LONGEST_PART)
    parts = [
        InvitationPart(list=invitation_list, words_id=pk, people=len(cut)) for pk, cut in zip(ids, cuts, strict=True)
    ]
    return InvitationPart.objects.bulk_create(parts)[0]


def _may_go_on(case: Case, facilitator: Seat) -> bool:
    if facilitator.erased_at is not None:
        return False
    who = case.standing_of(facilitator)
    return refusal(Action.INVITE, who, Phase(case.phase), closed=case.closed_at is not None) is None


def _invite(change: Change, part: InvitationPart, people: Sequence[Invitee]) -> None:
    case = change.case
    known = known_by_now(case, people)
    coming = [one for one in people if one.digest not in known]
    first = case.seats.count() + 1
    _make_seats(change, coming, part.list.language, first)
    named = case.nominations.filter(contact_digest__in=[one.digest for one in coming if one.digest])
    named.filter(state__in=WAITING).update(state=NominationState.ALREADY_IN)
    part.list.invited += len(coming)
    part.list.left_out += len(people) - len(coming)
    part.list.save(update_fields=["invited", "left_out"])
    _take_away(part, all_came=len(coming) == len(people))
    change.record(
        SEATS_INVITED,
        list=part.list.number,
        people=len(coming),
        mailed=case.seats.filter(number__gte=first, mail__isnull=False).count(),
        first=first if coming else None,
        last=first + len(coming) - 1 if coming else None,
        role=Role.PARTICIPANT,
        circle=Circle.NETWORK,
    )


def _make_seats(change: Change, people: Sequence[Invitee], language: str, first: int) -> None:
    """As somebody invited alone gets one. The ids are known before the rows, which point at each other."""
    case = change.case
    like = Seat(
        case=case,
        role=Role.PARTICIPANT,
        circle=Circle.NETWORK,
        decides=Role.PARTICIPANT in case.approach.decide_by_default,
        language=language,
        invited_at=change.at,
    )
    differ = ("id", "number", "name_id", "contact_id", "contact_digest", "mail_id", "mail_digest")
    words = iter(next_ids(Words, len(people) + sum(1 for one in people if one.digest)))
    seats: list[tuple[object, ...]] = []
    texts: list[Text] = []
    for number, (seat, one) in enumerate(zip(next_ids(Seat, len(people)), people, strict=True), first):
        name, contact = next(words), next(words) if one.digest else None
        texts.append((name, seat, "name", one.name))
        if contact is not None:
            texts.append((contact, seat, "contact", one.contact))
        mail = (contact, one.digest) if is_mail(one.contact) else (None, "")
        seats.append((seat, number, name, contact, one.digest, *mail))
    insert_alike(like, differ, seats)
    write_many(case, UNTIL_JOINING, texts, at=change.at)


def _take_away(part: InvitationPart, *, all_came: bool) -> None:
    """What was written on the list stands with each seat now, and goes out of the files when that person is erased.

    Of who was left out nothing may stay: that goes out of the files soon.
    """
    words = part.words_id
    part.delete()
    remove_at_once(words)
    if not all_came:
        words_go()
