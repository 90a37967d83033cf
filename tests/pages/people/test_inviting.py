"""Inviting, named people, the list, the talk that prepares, and the ways in."""

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.getting_in import entrance_by_code
from gedragen.cases.models import Nomination, Seat
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.queries import people, seats
from tests.support.cast import Cast, answer, invited, with_items, with_rounds
from tests.support.visitor import address, page_of, visitor

GRACE = {"who": "participant", "name": "Grace", "contact": "grace@example.nl", "language": "en"}


def at_page(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[address(cast), *args])


@pytest.fixture
def named(preparing: Cast) -> Cast:
    nominate(
        preparing.case,
        Nominate(name="Samira", contact="samira@example.nl", concern="Haar moeder komt hier elke dag."),
        by=preparing.bram,
        at=preparing.at,
    )
    return preparing


def test_before_the_freeze_only_those_are_offered_who_set_the_limits(starting: Cast) -> None:
    page = page_of(visitor(starting.ria), at_page(starting, "invite"))
    assert 'value="authority"' in page
    assert 'value="participant"' not in page
    refused = visitor(starting.ria).post(at_page(starting, "invite"), GRACE)
    assert refused.status_code == 422
    assert "grace@example.nl" in refused.content.decode()


def test_an_invitation_by_mail(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    sent = ria.post(at_page(preparing, "invite"), GRACE, follow=True)
    assert "Grace gets an e-mail with a personal link." in sent.content.decode()
    seat = Seat.objects.latest("id")
    assert (seat.role, seat.circle, seat.decides, seat.language) == ("participant", "network", True, "en")


def test_the_mandate_belongs_to_who_sets_the_limits(starting: Cast) -> None:
    ria = visitor(starting.ria)
    ria.post(at_page(starting, "invite"), GRACE | {"who": "authority", "has_mandate": "on"})
    assert Seat.objects.latest("id").has_mandate
    ria.post(at_page(starting, "invite"), GRACE | {"who": "main_person", "contact": "", "has_mandate": "on"})
    person = Seat.objects.latest("id")
    assert (person.is_main_person, person.has_mandate, person.circle) == (True, False, "person")


def test_who_has_no_address_gets_a_card_next(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    sent = ria.post(at_page(preparing, "invite"), GRACE | {"contact": ""})
    seat = Seat.objects.latest("id")
    assert sent["Location"] == f"{at_page(preparing, 'cards')}?seat={seat.pk}"
    page = page_of(ria, sent["Location"])
    assert "Grace" in page
    assert "Bram Willems" not in page


@pytest.mark.parametrize("contact", ["grace@", "bram@example.nl"])
def test_an_address_that_cannot_be_is_said_beside_the_field(preparing: Cast, contact: str) -> None:
    count = Seat.objects.count()
    refused = visitor(preparing.ria).post(at_page(preparing, "invite"), GRACE | {"contact": contact})
    assert refused.status_code == 422
    assert contact in refused.content.decode()
    assert Seat.objects.count() == count


def test_who_was_named_is_invited_with_one_button(named: Cast) -> None:
    ria = visitor(named.ria)
    page = page_of(ria, at_page(named, "nomination", 1))
    assert "samira@example.nl" in page
    assert "you can invite, and you cannot refuse" in page
    ria.post(at_page(named, "nomination", 1), GRACE | {"name": "Samira", "contact": "samira@example.nl"})
    assert Seat.objects.latest("id").nomination == Nomination.objects.get()
    assert Nomination.objects.get().state == "invited"
    assert ria.get(at_page(named, "nomination", 1)).status_code == 404


def test_who_was_settled_keeps_nobody_who_waits_off_the_page(named: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_NAMED", 1)
    ria = visitor(named.ria)
    ria.post(at_page(named, "nomination", 1), {"do": "not-reached"})
    nominate(named.case, Nominate(name="Piet", contact="06-33334444", concern=""), by=named.bram, at=named.at)
    assert "Piet" in page_of(ria, at_page(named, "seats"))
    assert "Piet" in page_of(ria, at_page(named, "nomination", 2))


def test_not_reached_is_recorded_and_is_no_refusal(named: Cast) -> None:
    sent = visitor(named.ria).post(at_page(named, "nomination", 1), {"do": "not-reached"}, follow=True)
    assert "Naming again is always possible." in sent.content.decode()
    assert Nomination.objects.get().state == "not_reached"


def test_the_list_says_how_it_stands_with_each(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    invited(deciding, "Ingrid", Role.PARTICIPANT)
    for number in (1, 2):
        answer(deciding, deciding.anna, item=number)
    ria = visitor(deciding.ria)
    page = page_of(ria, at_page(deciding, "seats"))
    for sentence in ("Has answered", "Has not answered yet", "Invited, nothing heard yet"):
        assert sentence in page
    silent = page_of(ria, at_page(deciding, "seats") + "?show=silent")
    assert "Jan Oudejans" in silent
    assert "Anna de Vries" not in silent
    assert page_of(ria, at_page(deciding, "seats") + "?show=nonsense&page=99").count("Anna de Vries")


def test_the_next_page_of_a_list_is_of_the_same_people(deciding: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "PAGE", 1)
    with_rounds(with_items(deciding))
    ria, silent = visitor(deciding.ria), at_page(deciding, "seats") + "?show=silent"
    assert 'href="?show=silent&amp;page=2"' in page_of(ria, silent)
    assert 'href="?show=silent&amp;page=1"' in page_of(ria, silent + "&page=2")


def test_people_before_professionals_is_told_in_words(preparing: Cast) -> None:
    page = page_of(visitor(preparing.ria), at_page(preparing, "seats"))
    assert "The people themselves were there before the professionals." in page
    assert "<caption" in page


THEIRS = {"tick-question_is_theirs": "on"}


def test_the_talk_is_recorded_once(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    path = at_page(preparing, "talk", preparing.jan)
    assert "What they may decide: everything within the limits." in page_of(ria, path)
    assert ria.post(path, {"notes": "Hij hoort slecht.", **THEIRS})["Location"] == at_page(preparing, "cockpit")
    assert "The talk is recorded" in page_of(ria, path)
    assert "Hij hoort slecht." not in page_of(visitor(preparing.bram), at_page(preparing, "people"))
    again = ria.post(path, {"notes": "Nog eens.", **THEIRS})
    assert again.status_code == 422
    assert "recorded already" in again.content.decode()


def test_who_has_not_come_in_cannot_be_prepared(preparing: Cast) -> None:
    seat = invited(preparing, "Ingrid", Role.PARTICIPANT)
    ria = visitor(preparing.ria)
    assert "This person has not said yes yet." in page_of(ria, at_page(preparing, "talk", seat))
    assert ria.post(at_page(preparing, "talk", seat), {"notes": ""}).status_code == 422
    assert ria.get(at_page(preparing, "talk", 999_999)).status_code == 404


def test_a_new_link_closes_the_older_ones(preparing: Cast) -> None:
    bram = visitor(preparing.bram)
    assert "Every older link" in page_of(visitor(preparing.ria), at_page(preparing, "renew_link", preparing.bram))
    visitor(preparing.ria).post(at_page(preparing, "renew_link", preparing.bram))
    assert bram.get(at_page(preparing, "road")).status_code == 403


def test_cards_are_shown_once_and_let_people_in(preparing: Cast) -> None:
    ria = visitor(preparing.ria)
    path = at_page(preparing, "cards")
    assert f'value="{preparing.jan}"' in page_of(ria, path)
    lotte, saar = (invited(preparing, name, Role.PARTICIPANT, contact="") for name in ("Lotte", "Saar"))
    form = {"seats": [lotte, saar], "once": "cards-1"}
    page = ria.post(path, form).content.decode()
    codes = [part.partition("<")[0].replace(" ", "") for part in page.split('class="code">')[1:]]
    assert [entrance_by_code(code).seat_id for code in codes] == [lotte, saar]
    assert "06-12345678" in page
    again = ria.post(path, form, follow=True).content.decode()
    assert "This was saved already" in again
    assert 'class="code"' not in again


def test_a_card_needs_somebody(preparing: Cast) -> None:
    refused = visitor(preparing.ria).post(at_page(preparing, "cards"), {"once": "x"})
    assert refused.status_code == 422
    assert "Choose at least one person." in refused.content.decode()
