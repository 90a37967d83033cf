"""Getting in and out: invitations, links, cards, joining, declining, being erased."""

from dataclasses import replace

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.models import Circle, Nomination, NominationState, Seat, Words
from gedragen.cases.people.commands.many import InviteMany, invite_many
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import (
    Invitation,
    RenewLink,
    SetMail,
    decline,
    invite,
    join,
    renew_link,
    set_mail,
)
from gedragen.cases.people.entries import ACCESS_RENEWED, SEAT_INVITED
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.store.entries import OWN_ACTS_SEALED
from gedragen.people.links import link_token, opens
from tests.support.cast import Cast, invited, mail_of, question_of
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

KEES = Invitation(name="Kees", contact="kees@example.nl", role=Role.PARTICIPANT)


def seat_of(pk: int) -> Seat:
    return Seat.objects.get(id=pk)


def texts_of(seat: int, kind: str) -> list[str]:
    """Every text of this kind that is kept of somebody."""
    return list(Words.objects.filter(seat=seat, kind=kind, erased_at__isnull=True).values_list("text", flat=True))


def test_an_invitation_makes_a_seat_that_waits(preparing: Cast) -> None:
    with tells(preparing, SEAT_INVITED):
        kees = seat_of(invite(preparing.case, KEES, by=preparing.ria, at=preparing.at))
    assert (kees.decides, kees.standing.has_joined, kees.circle) == (True, False, Circle.NETWORK)
    assert kees.name is not None
    assert kees.name.room.key == "private"


@pytest.mark.parametrize(("role", "decides"), [(Role.PARTICIPANT, True), (Role.PROFESSIONAL, False)])
def test_the_approach_says_who_decides(preparing: Cast, role: Role, decides: bool) -> None:
    assert seat_of(invited(preparing, "kees", role)).decides is decides


def test_a_card_needs_no_address(preparing: Cast) -> None:
    jan = seat_of(preparing.jan)
    assert (jan.contact, jan.mail, jan.mail_digest) == (None, None, "")


@pytest.mark.parametrize(
    ("contact", "again"), [("06-12345670", "+31 6 1234 5670"), ("Dorpsstraat 3", " dorpsstraat  3")]
)
def test_who_is_reached_without_mail_is_not_invited_twice_either(preparing: Cast, contact: str, again: str) -> None:
    invite(preparing.case, replace(KEES, contact=contact), by=preparing.ria, at=preparing.at)
    with unchanged(), breaks("already-invited"):
        invite(preparing.case, replace(KEES, contact=again), by=preparing.ria, at=preparing.at)


def test_behind_one_street_address_several_people_live(preparing: Cast) -> None:
    nominate(
        preparing.case,
        Nominate(name="Els", contact="Dorpsstraat 3", concern="Ook."),
        by=preparing.bram,
        at=preparing.at,
    )
    for name in ("Kees", "Els"):
        one = replace(KEES, name=name, contact="Dorpsstraat 3")
        assert Nomination.objects.get().state == NominationState.NAMED
        invite(preparing.case, one, by=preparing.ria, at=preparing.at)
    assert Nomination.objects.get().state == NominationState.ALREADY_IN


def test_before_the_freeze_only_those_who_bring_frames_come(starting: Cast) -> None:
    with unchanged(), breaks("others-after-the-freeze"):
        invite(starting.case, KEES, by=starting.ria, at=starting.at)
    invite(starting.case, replace(KEES, is_main_person=True), by=starting.ria, at=starting.at)


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.AUTHORITY, Role.FACILITATOR])
def test_only_a_participant_can_be_the_main_person(preparing: Cast, role: Role) -> None:
    kees = replace(KEES, role=role, is_main_person=True)
    assert not seat_of(invite(preparing.case, kees, by=preparing.ria, at=preparing.at)).is_main_person


def test_no_back_door_for_professionals_before_the_freeze(starting: Cast) -> None:
    with unchanged(), breaks("others-after-the-freeze"):
        kees = replace(KEES, role=Role.PROFESSIONAL, is_main_person=True)
        invite(starting.case, kees, by=starting.ria, at=starting.at)


def test_only_an_authority_has_a_mandate(preparing: Cast) -> None:
    kees = replace(KEES, has_mandate=True)
    assert not seat_of(invite(preparing.case, kees, by=preparing.ria, at=preparing.at)).has_mandate


def test_nobody_is_invited_as_time_itself(preparing: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        invite(preparing.case, replace(KEES, role=Role.CLOCK), by=preparing.ria, at=preparing.at)


def test_nobody_is_invited_twice_however_the_address_is_written(preparing: Cast) -> None:
    with unchanged(), breaks("already-invited"):
        kees = replace(KEES, contact=f" {mail_of('bram').upper()} ")
        invite(preparing.case, kees, by=preparing.ria, at=preparing.at)


@pytest.mark.parametrize(("role", "of"), [(Role.AUTHORITY, "ria"), (Role.FACILITATOR, "otto")])
def test_who_facilitates_sets_no_frames(starting: Cast, role: Role, of: str) -> None:
    with unchanged(), breaks("facilitator-sets-no-frames"):
        kees = replace(KEES, role=role, contact=mail_of(of))
        invite(starting.case, kees, by=starting.ria, at=starting.at)


def test_an_invitation_needs_a_name(preparing: Cast) -> None:
    with unchanged(), breaks("needs-name"):
        invite(preparing.case, replace(KEES, name=" "), by=preparing.ria, at=preparing.at)


def test_only_the_facilitator_invites(preparing: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        invite(preparing.case, KEES, by=preparing.anna, at=preparing.at)


def named(cast: Cast, contact: str, *, by: int | None = None) -> int:
    return nominate(
        cast.case, Nominate(name="Kees", contact=contact, concern="Buurman"), by=by or cast.bram, at=cast.at
    )


def test_who_was_named_is_invited_with_origin_and_wave(preparing: Cast) -> None:
    number = named(preparing, "kees@example.nl")
    kees = seat_of(invite(preparing.case, replace(KEES, nomination=number), by=preparing.ria, at=preparing.at))
    assert (kees.wave, kees.nomination_id) == (1, Nomination.objects.get().pk)
    assert Nomination.objects.get().state == NominationState.INVITED
    assert nominate(preparing.case, Nominate(name="X", contact="x@y.nl", concern=""), by=kees.pk, at=preparing.at)
    assert Nomination.objects.get(number=2).wave == 2


def test_who_was_named_by_several_is_invited_once_and_settled_for_all(preparing: Cast) -> None:
    number = named(preparing, "kees@example.nl")
    named(preparing, "KEES@example.nl", by=preparing.anna)
    invite(preparing.case, replace(KEES, nomination=number), by=preparing.ria, at=preparing.at)
    states = list(Nomination.objects.order_by("number").values_list("state", flat=True))
    assert states == [NominationState.INVITED, NominationState.ALREADY_IN]


def test_somebody_named_is_not_invited_by_card_a_second_time(preparing: Cast) -> None:
    number = named(preparing, "06-11111111")
    by_card = replace(KEES, contact="", nomination=number)
    invite(preparing.case, by_card, by=preparing.ria, at=preparing.at)
    with unchanged(), breaks("already-invited"):
        invite(preparing.case, by_card, by=preparing.ria, at=preparing.at)


def test_joining_opens_the_name_to_those_who_take_part(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT, contact="")
    with tells(preparing):
        join(preparing.case, by=kees, at=preparing.at)
    name = seat_of(kees).name
    assert name is not None
    assert name.room.key == "circle"
    with unchanged(), breaks("joined-already"):
        join(preparing.case, by=kees, at=preparing.at)


def test_no_costs_nothing_and_is_said_once(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT)
    with tells(preparing):
        decline(preparing.case, by=kees, at=preparing.at)
    with unchanged(), breaks("declined-already"):
        decline(preparing.case, by=kees, at=preparing.at)


def test_who_declined_may_still_come_in(preparing: Cast) -> None:
    decline(preparing.case, by=preparing.bram, at=preparing.at)
    assert not seat_of(preparing.bram).standing.has_joined
    join(preparing.case, by=preparing.bram, at=preparing.at)
    assert seat_of(preparing.bram).standing.has_joined


def test_the_facilitator_does_not_slip_away(preparing: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        decline(preparing.case, by=preparing.ria, at=preparing.at)


def test_a_renewed_link_makes_every_older_one_worthless(preparing: Cast) -> None:
    old = link_token(preparing.bram, seat_of(preparing.bram).link_generation)
    with tells(preparing, ACCESS_RENEWED):
        renew_link(preparing.case, RenewLink(preparing.bram), by=preparing.ria, at=preparing.at)
    assert not opens(old, preparing.bram, seat_of(preparing.bram).link_generation)


def test_a_link_is_renewed_for_seats_of_this_case_only(preparing: Cast) -> None:
    xander = question_of("xander", preparing.at)
    with unchanged(), pytest.raises(NotFound):
        renew_link(preparing.case, RenewLink(xander), by=preparing.ria, at=preparing.at)


def test_messages_go_where_somebody_wants_or_nowhere(preparing: Cast) -> None:
    with tells(preparing):
        set_mail(preparing.case, SetMail("jan@example.nl"), by=preparing.jan, at=preparing.at)
    jan = seat_of(preparing.jan)
    assert jan.mail is not None
    assert (jan.mail.text, jan.mail.room.key) == ("jan@example.nl", "private")
    set_mail(preparing.case, SetMail(""), by=preparing.jan, at=preparing.at)
    assert (seat_of(preparing.jan).mail, seat_of(preparing.jan).mail_digest) == (None, "")


def test_an_address_that_was_replaced_is_not_kept(preparing: Cast) -> None:
    for mail in ("jan@example.nl", "opa@example.nl", ""):
        set_mail(preparing.case, SetMail(mail), by=preparing.jan, at=preparing.at)
        assert texts_of(preparing.jan, "mail") == ([mail] if mail else [])


def test_how_somebody_was_asked_stays_when_messages_go_elsewhere(starting: Cast) -> None:
    set_mail(starting.case, SetMail(""), by=starting.anna, at=starting.at)
    assert texts_of(starting.anna, "contact") == ["anna@example.nl"]


def test_the_journal_tells_seats_by_number(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT)
    join(preparing.case, by=kees, at=preparing.at)
    decline(preparing.case, by=preparing.petra, at=preparing.at)
    join(preparing.case, by=preparing.petra, at=preparing.at)
    with tells(preparing, OWN_ACTS_SEALED):
        seal_own_acts(preparing.case, by=CLOCK, at=preparing.at)
    sealed, petra = entries(preparing)[-1], seat_of(preparing.petra).number
    assert (sealed.by, sealed.data["acts"]) == ("clock", 3)
    assert (sealed.data["joined"], sealed.data["declined"]) == ([seat_of(kees).number, petra], [petra])
    with unchanged(), breaks("nothing-to-seal"):
        seal_own_acts(preparing.case, by=CLOCK, at=preparing.at)


@pytest.mark.parametrize("language", ["", "de", "Nederlands", "nl-NL"])
def test_nobody_is_invited_in_a_language_that_we_do_not_write(preparing: Cast, language: str) -> None:
    with unchanged(), pytest.raises(NotFound):
        invite(
            preparing.case,
            Invitation("Kees", "", Role.PARTICIPANT, language=language),
            by=preparing.ria,
            at=preparing.at,
        )
    with unchanged(), pytest.raises(NotFound):
        invite_many(preparing.case, InviteMany((Invitee("Kees"),), language), by=preparing.ria, at=preparing.at)
