"""Forget me: name, address, words and ways in go; what the others agreed to stays, and the journal still verifies."""

from datetime import timedelta

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.models import (
    Card,
    Case,
    ErasedContact,
    Frame,
    ItemVersion,
    Nomination,
    NominationState,
    Seat,
    Words,
)
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, SetMail, erase_me, invite, set_mail
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.store.entries import SEAT_ERASED
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from gedragen.people.links import link_token, opens
from tests.support.cast import (
    NAMES,
    PROMISE,
    Cast,
    answer,
    card_of,
    invited,
    mail_of,
    with_items,
    with_plan,
    with_rounds,
)
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks


def texts(cast: Cast) -> str:
    return "\n".join(Words.objects.filter(case=cast.case).values_list("text", flat=True))


def erase(cast: Cast, seat: int) -> None:
    erase_me(cast.case, by=seat, at=cast.at)


def test_name_address_and_ways_in_are_gone(preparing: Cast) -> None:
    bram = Seat.objects.get(id=preparing.bram)
    link = link_token(bram.pk, bram.link_generation)
    with tells(preparing, SEAT_ERASED):
        erase(preparing, preparing.bram)
    bram.refresh_from_db()
    assert NAMES["bram"] not in texts(preparing)
    assert mail_of("bram") not in texts(preparing)
    assert (bram.card, bram.waiting_card, bram.mail_digest, bram.contact_digest) == (None, None, "", "")
    assert not opens(link, bram.pk, bram.link_generation)


def test_their_own_words_are_gone_with_the_salt(preparing: Cast) -> None:
    give_voice(preparing.case, GiveVoice("Ik slaap er slecht van.", room="circle"), by=preparing.bram, at=preparing.at)
    bring_view(preparing.case, BringView("Sluit het maar."), by=preparing.bram, at=preparing.at)
    erase(preparing, preparing.bram)
    assert "slaap" not in texts(preparing)
    assert "Sluit" not in texts(preparing)
    assert not Words.objects.filter(erased_at__isnull=False).exclude(text="", salt="").exists()


def test_the_plan_that_others_agreed_to_stays(deciding: Cast) -> None:
    with_plan(deciding)
    erase(deciding, deciding.bram)
    assert all(version.title.text for version in ItemVersion.objects.all())


def test_frames_stay_for_ever_also_without_their_writer(preparing: Cast) -> None:
    erase(preparing, preparing.wim)
    assert all(frame.text.text and frame.text.salt for frame in Frame.objects.all())
    assert PROMISE.brings in texts(preparing)
    assert NAMES["wim"] not in texts(preparing)


def test_reasons_are_gone_and_the_answer_still_counts_for_nobody(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer(deciding, deciding.bram, Answer.OBJECTION, reason="Ik kan dit niet.")
    erase(deciding, deciding.bram)
    assert "Ik kan dit niet." not in texts(deciding)


@pytest.mark.parametrize("contact", [mail_of("bram"), f"{mail_of('bram').upper()} "])
def test_somebody_erased_is_never_invited_again(preparing: Cast, contact: str) -> None:
    erase(preparing, preparing.bram)
    with unchanged(), breaks("asked-to-be-forgotten"):
        again = Invitation(name="Bram", contact=contact, role=Role.PARTICIPANT)
        invite(preparing.case, again, by=preparing.ria, at=preparing.at)


def test_also_not_by_the_address_they_gave_later(preparing: Cast) -> None:
    set_mail(preparing.case, SetMail("bram@elders.nl"), by=preparing.bram, at=preparing.at)
    erase(preparing, preparing.bram)
    for contact in (mail_of("bram"), "bram@elders.nl"):
        with breaks("asked-to-be-forgotten"):
            again = Invitation(name="Bram", contact=contact, role=Role.PARTICIPANT)
            invite(preparing.case, again, by=preparing.ria, at=preparing.at)


def named(cast: Cast, contact: str) -> int:
    return nominate(
        cast.case, Nominate(name="Kees Kuiper", contact=contact, concern="Kookt er."), by=cast.anna, at=cast.at
    )


def test_all_that_others_told_of_them_is_gone_too(preparing: Cast) -> None:
    for contact in ("06-11111111", "kees@example.nl"):
        named(preparing, contact)
    kees = Invitation(name="Kees", contact="kees@example.nl", role=Role.PARTICIPANT, nomination=1)
    erase(preparing, invite(preparing.case, kees, by=preparing.ria, at=preparing.at))
    assert "Kees" not in texts(preparing)
    assert "Kookt er." not in texts(preparing)
    assert set(Nomination.objects.values_list("state", "contact_digest")) == {(NominationState.FORGOTTEN, "")}


def test_naming_them_again_by_any_address_leaves_nothing_behind(preparing: Cast) -> None:
    named(preparing, "06-11111111")
    kees = Invitation(name="Kees", contact="kees@example.nl", role=Role.PARTICIPANT, nomination=1)
    erase(preparing, invite(preparing.case, kees, by=preparing.ria, at=preparing.at))
    for contact in ("0031 6 11111111", "Kees@Example.nl"):
        named(preparing, contact)
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.FORGOTTEN}
    assert "Kees" not in texts(preparing)


def test_a_forgotten_nomination_is_no_way_around_it(preparing: Cast) -> None:
    erase(preparing, preparing.bram)
    number = named(preparing, mail_of("bram"))
    with unchanged(), breaks("asked-to-be-forgotten"):
        by_card = Invitation(name="Bram", contact="", role=Role.PARTICIPANT, nomination=number)
        invite(preparing.case, by_card, by=preparing.ria, at=preparing.at)


def test_whom_they_named_can_still_be_reached(preparing: Cast) -> None:
    nominate(
        preparing.case, Nominate(name="Kees", contact="06-1", concern="Mijn zus."), by=preparing.bram, at=preparing.at
    )
    erase(preparing, preparing.bram)
    nomination = Nomination.objects.get()
    assert (nomination.name.text, nomination.contact.text, nomination.concern.text) == ("Kees", "06-1", "")


def test_only_a_keyed_digest_of_the_contact_stays(preparing: Cast) -> None:
    erase(preparing, preparing.bram)
    kept = ErasedContact.objects.get()
    assert mail_of("bram") not in kept.contact_digest
    assert len(kept.contact_digest) == 64


def test_somebody_without_an_address_can_be_erased_too(preparing: Cast) -> None:
    erase(preparing, preparing.jan)
    assert not ErasedContact.objects.exists()
    assert NAMES["jan"] not in texts(preparing)


def test_somebody_who_never_joined_can_be_erased(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT, contact="kees@example.nl")
    erase(preparing, kees)
    assert "Kees" not in texts(preparing)
    with unchanged(), pytest.raises(NotFound):
        erase(preparing, kees)


def test_erasing_keeps_the_journal_verifiable(carrying_out: Cast) -> None:
    case, at = Case.objects.get(id=carrying_out.case), carrying_out.at + timedelta(hours=1)
    before = verify_lines(export_lines(case, at=at, reads=whole))
    for seat in (carrying_out.bram, carrying_out.wim):
        erase(carrying_out, seat)
    case.refresh_from_db()
    after = verify_lines(export_lines(case, at=at, reads=whole), noted_head=before.head)
    assert (after.ok, after.head_found, after.entries) == (True, True, before.entries + 2)


def test_no_card_of_the_erased_opens_anything_or_waits(preparing: Cast) -> None:
    card_of(preparing, preparing.jan)
    make_cards(preparing.case, MakeCards((preparing.jan,)), by=preparing.ria, at=preparing.at)
    assert Card.objects.count() == 2
    erase(preparing, preparing.jan)
    assert not Card.objects.exists()


def test_a_housemate_at_the_same_street_address_is_not_forgotten_too(preparing: Cast) -> None:
    street = "Dorpsstraat 3"
    gone = invited(preparing, "Kees Bakker", Role.PARTICIPANT, contact=street)
    stays = nominate(
        preparing.case,
        Nominate(name="Lies Bakker", contact=street, concern="Zij kookt."),
        by=preparing.bram,
        at=preparing.at,
    )
    erase_me(preparing.case, by=gone, at=preparing.at)
    named = Nomination.objects.get(case=preparing.case, number=stays)
    assert (named.state, named.name.text) == ("named", "Lies Bakker")
    assert invited(preparing, "Lies Bakker", Role.PARTICIPANT, contact=street)
    with breaks("asked-to-be-forgotten"):
        invited(preparing, "kees  bakker", Role.PARTICIPANT, contact="dorpsstraat  3")
