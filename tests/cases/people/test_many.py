"""Inviting many people in one act: parts that stand whole, and nobody twice."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import transaction

from gedragen.access.doing import NotFound, Role
from gedragen.cases.due import run_due
from gedragen.cases.engine.change import CLOCK, AlreadyDone
from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.models import Case, InvitationList, InvitationPart, Nomination, NominationState, Seat, Words
from gedragen.cases.people.commands import many
from gedragen.cases.people.commands.many import InviteMany, InvitePart, invite_many, invite_part
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, SetMail, erase_me, invite, set_mail
from gedragen.cases.people.entries import INVITATIONS_BEGUN, SEATS_INVITED
from gedragen.cases.people.invitees import Invitee
from gedragen.cases.store.entries import INVITATIONS_STOPPED
from tests.support.cast import Cast, mail_of
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import Family
from tests.support.refusals import breaks, denied

STREET = [Invitee("Kees", "kees@example.nl"), Invitee("Els", "06-11111111"), Invitee("Gerrit", "Dorpsstraat 3")]


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PART", 2)
    monkeypatch.setattr("gedragen.cases.store.turns.LOOKS_AGAIN", 0)


def begin(cast: Cast, people: Sequence[Invitee] = STREET, *, once: str = "") -> int:
    return invite_many(cast.case, InviteMany(tuple(people)), by=cast.ria, at=cast.at, once=once)


def names(cast: Cast) -> list[str]:
    """Everybody who came with a list, in the order of their numbers."""
    seats = Seat.objects.filter(case=cast.case, number__gt=len(before(cast))).order_by("number")
    return [seat.name.text for seat in seats if seat.name is not None]


def before(cast: Cast) -> tuple[int, ...]:
    return cast.anna, cast.ria, cast.otto, cast.wim, cast.bram, cast.fatima, cast.jan, cast.petra


def waiting() -> list[str]:
    """All that still stands on a list, as it is kept."""
    return list(Words.objects.filter(kind="invitations").values_list("text", flat=True))


def test_the_first_part_comes_at_once_and_the_rest_with_the_next_tick(preparing: Cast) -> None:
    with tells(preparing, INVITATIONS_BEGUN, SEATS_INVITED):
        assert begin(preparing) == 3
    assert names(preparing) == ["Kees", "Els"]
    with tells(preparing, SEATS_INVITED):
        assert run_due(at=preparing.at) == 1
    assert names(preparing) == ["Kees", "Els", "Gerrit"]
    with tells(preparing):
        run_due(at=preparing.at)


def test_everybody_gets_the_same_seat_as_somebody_invited_alone(preparing: Cast) -> None:
    alone = Invitation("Alleen", "alleen@example.nl", Role.PARTICIPANT)
    one = Seat.objects.get(id=invite(preparing.case, alone, by=preparing.ria, at=preparing.at))
    begin(preparing, [Invitee("Kees", "kees@example.nl")])
    other = Seat.objects.get(case=preparing.case, number=one.number + 1)
    differ = {"id", "number", "name", "contact", "mail", "contact_digest", "mail_digest"}
    for field in (field.name for field in Seat._meta.concrete_fields if field.name not in differ):
        assert getattr(other, field) == getattr(one, field), field
    assert (bool(other.mail), other.mail == other.contact) == (True, True)
    for mine, theirs in ((other.name, one.name), (other.contact, one.contact)):
        assert mine is not None
        assert theirs is not None
        assert (mine.room, mine.seat, mine.kind, bool(mine.salt)) == (theirs.room, other, theirs.kind, True)


def test_only_an_address_for_mail_gets_mail(preparing: Cast) -> None:
    begin(preparing, [Invitee("Els", "06-11111111"), Invitee("Truus")])
    els, truus = Seat.objects.filter(case=preparing.case).order_by("number")[8:]
    assert (els.mail, els.mail_digest, bool(els.contact_digest)) == (None, "", True)
    assert (truus.contact, truus.contact_digest) == (None, "")


def test_the_journal_tells_numbers_and_no_names(preparing: Cast) -> None:
    begin(preparing)
    begun, part = entries(preparing)[-2:]
    assert begun.by == str(Seat.objects.get(id=preparing.ria).number)
    assert begun.data == {"list": 1, "people": 3}
    assert (part.by, part.data) == (
        "clock",
        {"list": 1, "people": 2, "mailed": 1, "first": 9, "last": 10, "role": "participant", "circle": "network"},
    )


def test_the_list_goes_as_it_is_carried_out(preparing: Cast) -> None:
    begin(preparing)
    assert ("Gerrit" in waiting()[0], "Kees" in waiting()[0]) == (True, False)
    run_due(at=preparing.at)
    assert (waiting(), InvitationPart.objects.count()) == ([], 0)
    kept = InvitationList.objects.get()
    assert (kept.people, kept.invited, kept.left_out) == (3, 3, 0)


def test_who_is_in_twice_or_forgotten_is_left_out(preparing: Cast) -> None:
    erase_me(preparing.case, by=preparing.fatima, at=preparing.at)
    people = [
        Invitee("Bram", mail_of("bram")),
        Invitee("Fatima", mail_of("fatima")),
        *STREET[:1],
        Invitee("C. de Vries", "KEES@example.nl"),
        Invitee("jan  oudejans"),
    ]
    assert begin(preparing, people) == 1
    assert names(preparing) == ["Kees"]


def test_who_gave_another_address_is_in_as_well(preparing: Cast) -> None:
    set_mail(preparing.case, SetMail("bram@elders.example.nl"), by=preparing.bram, at=preparing.at)
    with unchanged(), breaks("nobody-to-invite"):
        begin(preparing, [Invitee("B. Willems", "bram@elders.example.nl")])


def test_who_comes_in_or_is_forgotten_while_the_list_waits_is_left_out_too(preparing: Cast) -> None:
    people = [*STREET, Invitee("Truus", "truus@example.nl"), Invitee("Wies", "wies@example.nl")]
    begin(preparing, people)
    gerrit = Invitation("Gerrit", "Dorpsstraat 3", Role.PARTICIPANT)
    invite(preparing.case, gerrit, by=preparing.ria, at=preparing.at)
    truus = Invitation("Truus", "truus@example.nl", Role.PARTICIPANT)
    erase_me(preparing.case, by=invite(preparing.case, truus, by=preparing.ria, at=preparing.at), at=preparing.at)
    with tells(preparing, SEATS_INVITED, SEATS_INVITED):
        run_due(at=preparing.at)
    empty, last = entries(preparing)[-2:]
    assert empty.data == {"list": 1, "people": 0, "mailed": 0, "role": "participant", "circle": "network"}
    assert (last.data["first"], last.data["last"]) == (13, 13)
    kept = InvitationList.objects.get()
    assert (kept.invited, kept.left_out) == (3, 2)
    assert not Words.objects.filter(text__contains="Truus").exists()


def test_who_was_named_is_answered_by_the_list(preparing: Cast) -> None:
    nominate(
        preparing.case,
        Nominate(name="K", contact="kees@example.nl", concern="Ook."),
        by=preparing.bram,
        at=preparing.at,
    )
    begin(preparing)
    assert Nomination.objects.get().state == NominationState.ALREADY_IN


def test_a_part_is_done_once(preparing: Cast) -> None:
    begin(preparing)
    part = InvitationPart.objects.get().pk
    invite_part(preparing.case, InvitePart(part), by=CLOCK, at=preparing.at)
    with unchanged(), pytest.raises(NotFound):
        invite_part(preparing.case, InvitePart(part), by=CLOCK, at=preparing.at)


def test_a_part_that_breaks_halfway_leaves_nothing(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(preparing)
    part = InvitationPart.objects.get().pk
    monkeypatch.setattr(many, "_take_away", lambda *_, **__: 1 / 0)
    with unchanged(), pytest.raises(ZeroDivisionError):
        invite_part(preparing.case, InvitePart(part), by=CLOCK, at=preparing.at)
    monkeypatch.undo()
    run_due(at=preparing.at)
    assert names(preparing) == ["Kees", "Els", "Gerrit"]


def test_one_list_at_a_time(preparing: Cast) -> None:
    begin(preparing)
    with unchanged(), breaks("a-list-is-under-way"):
        begin(preparing, [Invitee("Nog iemand")])
    run_due(at=preparing.at)
    begin(preparing, [Invitee("Nog iemand")])
    assert entries(preparing)[-1].data["list"] == 2


def test_the_same_form_sent_twice_is_one_list(preparing: Cast) -> None:
    begin(preparing, once="one")
    run_due(at=preparing.at)
    with unchanged(), pytest.raises(AlreadyDone):
        begin(preparing, once="one")


def test_the_same_list_sent_again_invites_nobody(preparing: Cast) -> None:
    begin(preparing, [*STREET, Invitee("Truus")])
    run_due(at=preparing.at)
    with unchanged(), breaks("nobody-to-invite"):
        begin(preparing, [*STREET, Invitee("truus")])


def test_of_a_case_that_closed_the_rest_is_dropped_and_that_is_told(preparing: Cast) -> None:
    begin(preparing)
    Case.objects.filter(id=preparing.case).update(closed_at=preparing.at, ending="carried")
    with tells(preparing, INVITATIONS_STOPPED):
        run_due(at=preparing.at + timedelta(minutes=1))
    stopped = entries(preparing)[-1]
    assert (stopped.by, stopped.data) == ("clock", {"list": 1, "people": 1})
    assert (waiting(), names(preparing)) == ([], ["Kees", "Els"])


@pytest.mark.parametrize("gone", ["erased_at", "declined_at"])
def test_of_a_facilitator_who_is_gone_the_rest_is_dropped(preparing: Cast, gone: str) -> None:
    begin(preparing)
    Seat.objects.filter(id=preparing.ria).update(**{gone: preparing.at})
    with tells(preparing, INVITATIONS_STOPPED):
        run_due(at=preparing.at)
    assert waiting() == []


def test_who_was_forgotten_after_a_backup_does_not_come_back_by_a_list_that_waits_in_it(preparing: Cast) -> None:
    begin(preparing)
    with transaction.atomic():
        run_due(at=preparing.at)
        erase_me(preparing.case, by=Seat.objects.latest("id").pk, at=preparing.at)
        # From here on the backup is back; the list of erasures is not part of it.
        transaction.set_rollback(True)
    with tells(preparing, INVITATIONS_STOPPED):
        erase_again(at=preparing.at)
        run_due(at=preparing.at)
    assert not Words.objects.filter(text__contains="Gerrit").exists()


def test_an_erasure_of_somebody_who_is_there_stops_no_list(preparing: Cast) -> None:
    begin(preparing)
    with transaction.atomic():
        erase_me(preparing.case, by=preparing.bram, at=preparing.at)
        transaction.set_rollback(True)
    erase_again(at=preparing.at)
    run_due(at=preparing.at)
    assert names(preparing) == ["Kees", "Els", "Gerrit"]


def test_nobody_but_who_facilitates_invites_a_list(preparing: Cast) -> None:
    for seat in (preparing.anna, preparing.bram, preparing.otto, preparing.petra):
        with unchanged(), denied("not-your-role"):
            invite_many(preparing.case, InviteMany(tuple(STREET)), by=seat, at=preparing.at)


def test_before_the_freeze_there_is_no_list(starting: Cast) -> None:
    with unchanged(), breaks("others-after-the-freeze"):
        begin(starting)


def test_where_somebody_chooses_their_circle_there_is_no_list(family_preparing: Family) -> None:
    family = family_preparing
    with unchanged(), breaks("a-list-needs-each-yes"):
        invite_many(family.case, InviteMany(tuple(STREET)), by=family.ria, at=family.at)


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Invitee("  "), "needs-name"),
        (Invitee("K\0"), "text-cannot-be-kept"),
        (Invitee("Kees", "x" * 10_001), "text-too-long"),
    ],
)
def test_a_line_that_cannot_be_kept_stops_the_whole_list(preparing: Cast, person: Invitee, code: str) -> None:
    with unchanged(), breaks(code):
        begin(preparing, [*STREET, person])
