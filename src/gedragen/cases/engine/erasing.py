"""Forgetting a person, a nomination, a draft or who waits on a list: all that goes with it.

For the acts, and for a restore after them.
"""

from datetime import datetime

from django.db.models import Q

from gedragen.cases.engine.declare import of_seat, quiet_of, remove_quiet
from gedragen.cases.engine.way_in import end_cards
from gedragen.cases.models import (
    Acquaintance,
    Case,
    Draft,
    ErasedContact,
    InvitationPart,
    Nomination,
    NominationState,
    Seat,
    TalkRequest,
    View,
    Words,
)
from gedragen.cases.store.words import erase_words, forget, remove_photo, remove_words


def erase_seat(seat: Seat, *, at: datetime) -> set[int]:
    """Name, address, words and ways in. Returns the ids of the nominations that went with it. The caller records it."""
    nominations = _remember_to_forget(seat, at)
    remove_quiet(quiet_of(seat.case).filter(of_seat(seat)))
    erase_words(seat, at=at)
    views = View.objects.filter(case=seat.case, brought_by=seat).values("words")
    forget(Words.objects.filter(id__in=views), at=at)
    forget(Words.objects.filter(id__in=seat.talk_points.values("note")), at=at)
    TalkRequest.objects.filter(seat=seat).delete()
    Acquaintance.objects.filter(Q(by=seat) | Q(about=seat)).delete()
    seat.erased_at = seat.declined_at = at
    seat.mail_digest = seat.contact_digest = ""
    seat.link_generation += 1
    seat.save()
    end_cards(seat, "card", "waiting_card")
    return nominations


def erase_nomination(nomination: Nomination, *, at: datetime) -> None:
    told = [nomination.name_id, nomination.contact_id, nomination.concern_id, nomination.reason_id]
    forget(Words.objects.filter(id__in=[one for one in told if one is not None]), at=at)
    nomination.contact_digest, nomination.state = "", NominationState.FORGOTTEN
    nomination.is_parent, nomination.ruling, nomination.with_colleague = False, "", False
    nomination.save(update_fields=["contact_digest", "state", "is_parent", "ruling", "with_colleague"])


def erase_draft(draft: Draft) -> None:
    """The row goes too: that it was there is told by nothing."""
    texts, photo = [draft.title_id, draft.text_id], draft.photo
    draft.delete()
    remove_words(Words.objects.filter(id__in=texts))
    if photo is not None:
        remove_photo(photo)


def drop_invitations(case: Case) -> dict[int, int]:
    """Who still waits on a list is invited no more. Returns how many that were, by list. The caller records it."""
    waiting = InvitationPart.objects.filter(list__case=case)
    dropped: dict[int, int] = {}
    texts = []
    for number, people, words in waiting.values_list("list__number", "people", "words"):
        dropped[number] = dropped.get(number, 0) + people
        texts.append(words)
    waiting.delete()
    remove_words(Words.objects.filter(id__in=texts))
    return dropped


def _remember_to_forget(seat: Seat, at: datetime) -> set[int]:
    """Keep a digest of every address this person was known by, and nothing that others told of them."""
    named = seat.nomination.contact_digest if seat.nomination is not None else ""
    digests = {seat.contact_digest, seat.mail_digest, named} - {""}
    for digest in digests:
        ErasedContact.objects.get_or_create(case=seat.case, contact_digest=digest, defaults={"at": at})
    about = Q(contact_digest__in=digests) | Q(pk=seat.nomination_id)
    found = list(Nomination.objects.filter(about, case=seat.case))
    for nomination in found:
        erase_nomination(nomination, at=at)
    return {nomination.pk for nomination in found}
