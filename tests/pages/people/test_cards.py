"""A card that was found, and a card that somebody else made: neither lets anybody in as another."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.closed_time.commands import EndClosedTime, end_closed_time
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.journal.queries import signing_key_code
from gedragen.cases.models import RoundAnswer, Seat
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from tests.support.cast import Cast, answer, give_up, invited, later, with_items, with_rounds
from tests.support.family_cast import SAID_INSIDE, Family, into_closed_time
from tests.support.visitor import address, page_of, visitor

CODE = re.compile(r'class="cards__code">(.*?)</p>')


@pytest.fixture
def inside(family_deciding: Family) -> Family:
    return into_closed_time(family_deciding)


def at(people: Cast | Family, name: str, *args: int) -> str:
    return reverse(name, args=[address(people), *args])


def made(people: Cast | Family, *seats: int, lost: tuple[int, ...] = ()) -> str:
    """The page with cards to print that Ria gets, after she ticked these people."""
    ria = visitor(people.ria)
    answer = ria.post(at(people, "cards"), {"seats": seats, "lost": lost})
    assert answer.status_code == 200, "no cards to print"
    return answer.content.decode()


def code_of(page: str) -> str:
    found = CODE.search(page)
    assert found is not None
    return re.sub(r"<[^>]*>|&\w+;|\D", "", found[1])


def typing(code: str, browser: Client | None = None) -> Client:
    """A browser in which this code was typed at the door."""
    browser = browser or visitor()
    browser.post("/code/", {"code": code})
    return browser


def answers(browser: Client, people: Cast | Family, answer: str, card: int | None = None) -> None:
    """Say yes or no on one's own page to the card that it shows, or to one of an older page."""
    path = f"/situatie/{address(people)}/mijn-kaart/"
    shown = re.search(r'name="version" value="(\d+)"', browser.get(path).content.decode())
    browser.post(path, {"answer": answer, "version": card or (shown[1] if shown else "")})


def card_in_use(people: Cast | Family, seat: int) -> str:
    """The code of a card that opens this seat, after its owner said yes."""
    code = code_of(made(people, seat))
    answers(visitor(seat), people, "yes")
    return code


def pages_inside(people: Family) -> list[str]:
    names = ("road", "plan", "people", "my_data", "my_answers", "journal", "closed_time", "choose_seat")
    return [*(at(people, name) for name in names), at(people, "draft_new", people.room)]


def test_who_found_a_lost_card_is_out_at_the_next_request_on_every_page(inside: Family) -> None:
    finder = typing(card_in_use(inside, inside.truus))
    assert SAID_INSIDE[0] in page_of(finder, at(inside, "draft", inside.room, 2))
    made(inside, inside.truus, lost=(inside.truus,))
    for path in [*pages_inside(inside), at(inside, "draft", inside.room, 2), at(inside, "photo", 1)]:
        assert finder.get(path).status_code in (403, 404), path
    finder.post(at(inside, "draft_new", inside.room), {"title": "Nog een", "text": "Stil"})
    assert "Nog een" not in page_of(visitor(inside.truus), at(inside, "closed_time"))


def test_who_makes_a_card_for_somebody_does_not_become_them(inside: Family) -> None:
    truus = visitor(inside.truus)
    thief = typing(code_of(made(inside, inside.truus)))
    for path in [*pages_inside(inside), at(inside, "draft", inside.room, 2)]:
        assert thief.get(path).status_code in (403, 404), path
    assert SAID_INSIDE[0] in page_of(truus, at(inside, "draft", inside.room, 2))
    page = page_of(truus, at(inside, "road"))
    assert "A new card was made for you" in page
    assert "Ria" in page_of(truus, f"/situatie/{address(inside)}/mijn-kaart/")


def test_a_card_without_a_yes_answers_nothing(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    thief = typing(code_of(made(deciding, deciding.bram)))
    sent = {"answer": "yes", "version": 1, "seat": deciding.bram}
    assert thief.post(at(deciding, "item", 1), sent).status_code == 403
    assert not RoundAnswer.objects.filter(seat=deciding.bram).exists()


def test_in_a_meeting_it_confirms_nothing_either(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    card_in_use(deciding, deciding.jan)
    waiting = code_of(made(deciding, deciding.jan))
    seat, ria = deciding.jan, visitor(deciding.ria)
    page = ria.post(at(deciding, "on_behalf"), {f"answer-{seat}-1": "yes", f"code-{seat}": waiting}).content.decode()
    assert "still waits for a yes" in page
    assert not RoundAnswer.objects.exists()


@pytest.mark.parametrize("has_a_card", [True, False])
def test_until_the_yes_the_old_way_goes_on(deciding: Cast, has_a_card: bool) -> None:
    old = card_in_use(deciding, deciding.jan) if has_a_card else ""
    jan = typing(old) if has_a_card else visitor(deciding.jan)
    new = code_of(made(deciding, deciding.jan))
    assert jan.get(at(deciding, "road")).status_code == 200
    if has_a_card:
        assert typing(old).get(at(deciding, "road")).status_code == 200
    assert typing(new).get(at(deciding, "road")).status_code == 403


def test_at_the_yes_the_old_card_and_its_devices_end_but_not_the_one_that_says_it(deciding: Cast) -> None:
    old = card_in_use(deciding, deciding.jan)
    library, home, by_link = typing(old), typing(old), visitor(deciding.jan)
    new = code_of(made(deciding, deciding.jan))
    answers(home, deciding, "yes")
    assert home.get(at(deciding, "road")).status_code == 200
    assert by_link.get(at(deciding, "road")).status_code == 200
    assert library.get(at(deciding, "road")).status_code == 403
    assert typing(old).get(at(deciding, "road")).status_code == 403
    assert typing(new).get(at(deciding, "road")).status_code == 200


def test_after_a_no_the_new_card_is_worth_nothing_and_the_old_one_goes_on(deciding: Cast) -> None:
    old = card_in_use(deciding, deciding.jan)
    new = code_of(made(deciding, deciding.jan))
    answers(visitor(deciding.jan), deciding, "no")
    assert typing(old).get(at(deciding, "road")).status_code == 200
    answer = visitor().post("/code/", {"code": new})
    assert (answer.status_code, "We do not know this code" in answer.content.decode()) == (422, True)


def test_a_first_card_opens_at_once_also_on_another_device(deciding: Cast) -> None:
    lotte = invited(deciding, "Lotte", Role.PARTICIPANT, contact="")
    unused = code_of(made(deciding, lotte))
    page = made(deciding, lotte)
    assert "This card works at once." in page
    assert typing(unused).get(at(deciding, "welcome")).status_code == 403
    for _ in range(2):
        assert typing(code_of(page)).get(at(deciding, "welcome")).status_code == 200
    assert "This card works once you have said yes to it" in made(deciding, lotte)


def test_who_only_read_the_invitation_was_in_too(deciding: Cast) -> None:
    lotte = invited(deciding, "Lotte", Role.PARTICIPANT)
    phone = visitor()
    phone.post(reverse("link", args=[my_link(lotte)]))
    thief = typing(code_of(made(deciding, lotte)))
    assert thief.get(at(deciding, "welcome")).status_code == 403
    assert "A new card was made for you" in page_of(phone, at(deciding, "welcome"))


def test_looking_at_a_link_does_not_count_as_having_been_in(deciding: Cast) -> None:
    lotte = invited(deciding, "Lotte", Role.PARTICIPANT)
    visitor().get(reverse("link", args=[my_link(lotte)]))
    assert Seat.objects.get(id=lotte).entered_at is None
    assert typing(code_of(made(deciding, lotte))).get(at(deciding, "welcome")).status_code == 200


def test_a_device_that_is_in_by_link_stays_when_a_card_typed_there_is_lost(deciding: Cast) -> None:
    browser = visitor(deciding.jan)
    typing(card_in_use(deciding, deciding.jan), browser)
    made(deciding, lost=(deciding.jan,))
    assert browser.get(at(deciding, "road")).status_code == 200


def test_the_door_says_what_to_do_and_tells_a_finder_nothing(inside: Family) -> None:
    answer = visitor().post("/code/", {"code": code_of(made(inside, inside.truus))})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This card does not work yet" in page
    assert "06-12345678" in page
    for secret in ("Truus", "Daan", "Sanne", "Waar", address(inside)):
        assert secret not in page, secret


def test_whoever_types_it_where_they_are_in_is_asked_at_once(deciding: Cast) -> None:
    jan = visitor(deciding.jan)
    answer = jan.post("/code/", {"code": code_of(made(deciding, deciding.jan))})
    assert answer.headers["Location"] == at(deciding, "my_card")
    assert "Yes, from now on I use this card" in page_of(jan, at(deciding, "my_card"))


def test_a_lost_card_is_told_on_the_page_of_its_owner(deciding: Cast) -> None:
    card_in_use(deciding, deciding.jan)
    made(deciding, lost=(deciding.jan,))
    assert "Your old card was recorded as lost" in page_of(visitor(deciding.jan), at(deciding, "my_card"))


def test_somebody_of_the_circle_hears_the_yes_and_both_are_told(deciding: Cast) -> None:
    card_in_use(deciding, deciding.jan)
    new = code_of(made(deciding, lost=(deciding.jan,)))
    bram = visitor(deciding.bram)
    assert "Somebody told me that they have their new card" in page_of(bram, at(deciding, "people"))
    card = Seat.objects.get(id=deciding.jan).waiting_card_id
    assert "Jan Oudejans" in page_of(bram, at(deciding, "hear_card"))
    assert bram.post(at(deciding, "hear_card"), {"card": card}).headers["Location"] == at(deciding, "people")
    jan = typing(new)
    assert "Read who wrote down that you said yes" in page_of(jan, at(deciding, "road"))
    assert "Bram Willems wrote down that you said" in page_of(jan, at(deciding, "my_card"))
    answers(jan, deciding, "read")
    assert "Read who wrote down" not in page_of(jan, at(deciding, "road"))


def test_who_did_not_say_it_closes_what_was_opened_by_it(deciding: Cast) -> None:
    """Bram and Ria together get a card to work; Jan, who is in by his link, is told on his own device."""
    thief_code = code_of(made(deciding, deciding.jan))
    card = Seat.objects.get(id=deciding.jan).waiting_card_id
    visitor(deciding.bram).post(at(deciding, "hear_card"), {"card": card})
    thief, jan = typing(thief_code), visitor(deciding.jan)
    answers(thief, deciding, "read")
    assert "Read who wrote down that you said yes" in page_of(jan, at(deciding, "road"))
    answers(jan, deciding, "no")
    assert thief.get(at(deciding, "road")).status_code == 403
    assert jan.get(at(deciding, "road")).status_code == 200


def test_a_lost_card_is_the_last_thing_to_do_for_others_and_no_more_than_one(deciding: Cast) -> None:
    for seat in (deciding.jan, deciding.fatima):
        card_in_use(deciding, seat)
    made(deciding, deciding.anna, lost=(deciding.jan, deciding.fatima))
    now = home_sheet(deciding.case, viewer=deciding.bram).now
    assert [one.title for one in now if one.kind is NowKind.HEAR_CARD] == [now[-1].title] == ["Fatima Amrani"]
    for seat in (deciding.petra, deciding.ria, deciding.otto):
        assert NowKind.HEAR_CARD not in {one.kind for one in home_sheet(deciding.case, viewer=seat).now}
    give_voice(deciding.case, GiveVoice("Lawaai.", room="circle"), by=deciding.bram, at=deciding.at)
    with_rounds(with_items(deciding))
    for number in deciding.items:
        answer(deciding, deciding.bram, item=number)
    assert "Fatima Amrani has a new card" in page_of(visitor(deciding.bram), at(deciding, "road"))


def test_who_may_not_read_the_name_types_it_from_the_card(deciding: Cast) -> None:
    lotte = invited(deciding, "Lotte Vos", Role.PARTICIPANT)
    visitor().post(reverse("link", args=[my_link(lotte)]))
    new = code_of(made(deciding, lotte))
    bram = visitor(deciding.bram)
    assert "Lotte" not in page_of(bram, at(deciding, "hear_card"))
    wrong = bram.post(at(deciding, "hear_card"), {"name": "Lot Vos"})
    assert (wrong.status_code, "Lot Vos" in wrong.content.decode()) == (422, True)
    assert bram.post(at(deciding, "hear_card"), {"name": ""}).status_code == 422
    bram.post(at(deciding, "hear_card"), {"name": " lotte  vos "})
    assert typing(new).get(at(deciding, "welcome")).status_code == 200


def test_two_of_one_name_are_not_mixed_up(deciding: Cast) -> None:
    for mail in ("een@example.nl", "twee@example.nl"):
        seat = invited(deciding, "Lotte Vos", Role.PARTICIPANT, contact=mail)
        visitor().post(reverse("link", args=[my_link(seat)]))
        made(deciding, seat)
    page = visitor(deciding.bram).post(at(deciding, "hear_card"), {"name": "Lotte Vos"}).content.decode()
    assert "More than one new card waits under this name" in page
    assert not Seat.objects.filter(card__isnull=False).exists()


def test_ria_sees_that_a_card_waits_and_for_whom(deciding: Cast) -> None:
    made(deciding, deciding.jan)
    ria = visitor(deciding.ria)
    assert "has a new card that waits for a yes" in page_of(ria, at(deciding, "seats"))
    assert "Has a new card that waits for a yes. Another one replaces it" in page_of(ria, at(deciding, "cards"))


def test_where_nobody_else_takes_part_the_printed_page_says_so(starting: Cast) -> None:
    for seat in (starting.otto, starting.wim):
        if seat:
            decline(starting.case, by=seat, at=starting.at)
    page = made(starting, starting.anna)
    assert "Nobody else takes part yet to whom this can be said aloud, by: Anna de Vries" in page


@pytest.mark.parametrize("first", ["yes", "no"])
def test_a_stale_page_answers_for_no_other_card(deciding: Cast, first: str) -> None:
    made(deciding, deciding.jan)
    shown = Seat.objects.get(id=deciding.jan).waiting_card_id
    made(deciding, deciding.jan)
    jan = visitor(deciding.jan)
    answers(jan, deciding, first, card=shown)
    assert Seat.objects.get(id=deciding.jan).waiting_card_id not in (None, shown)
    assert "Meanwhile this changed" in page_of(jan, at(deciding, "my_card"))


def test_a_yes_that_is_sent_twice_is_one_yes(deciding: Cast) -> None:
    new = code_of(made(deciding, deciding.jan))
    jan, card = visitor(deciding.jan), Seat.objects.get(id=deciding.jan).waiting_card_id
    for _ in range(2):
        jan.post(at(deciding, "my_card"), {"answer": "yes", "version": card, "once": "yes-1"})
    assert "This was saved already" in page_of(jan, at(deciding, "road"))
    assert typing(new).get(at(deciding, "road")).status_code == 200
    assert jan.get(at(deciding, "my_card")).status_code == 302


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_what_is_neither_yes_nor_no_changes_nothing(deciding: Cast, answer: str) -> None:
    made(deciding, deciding.jan)
    answers(visitor(deciding.jan), deciding, answer)
    assert Seat.objects.get(id=deciding.jan).waiting_card_id is not None


def test_when_all_is_over_a_card_that_waits_can_still_be_said_yes_to(deciding: Cast) -> None:
    new = code_of(made(deciding, deciding.jan))
    give_up(deciding.case, by=deciding.ria, at=later(deciding, days=1))
    jan = visitor(deciding.jan)
    assert "A new card was made for you" in page_of(jan, at(deciding, "road"))
    answers(jan, deciding, "yes")
    assert typing(new).get(at(deciding, "road")).status_code == 200


def test_who_left_says_yes_too_and_who_is_forgotten_has_no_card(deciding: Cast) -> None:
    codes = [code_of(made(deciding, seat)) for seat in (deciding.jan, deciding.bram)]
    decline(deciding.case, by=deciding.jan, at=deciding.at)
    erase_me(deciding.case, by=deciding.bram, at=deciding.at)
    answers(visitor(deciding.jan), deciding, "yes")
    assert typing(codes[0]).get(at(deciding, "welcome")).status_code == 200
    assert visitor().post("/code/", {"code": codes[1]}).status_code == 422


def test_a_session_of_an_earlier_version_is_out_and_breaks_nothing(deciding: Cast) -> None:
    browser = visitor(deciding.jan)
    session = browser.session
    case = str(deciding.case)
    session["seats"] = {case: {"seats": {str(deciding.jan): 1}, "current": deciding.jan}}
    session.save()
    assert browser.get("/").status_code == 200
    assert browser.get(at(deciding, "road")).status_code == 403


def test_a_room_that_is_shut_stays_shut_for_the_finder(inside: Family) -> None:
    finder = typing(card_in_use(inside, inside.truus))
    end_closed_time(inside.case, EndClosedTime(inside.room), by=inside.henk, at=inside.at)
    assert SAID_INSIDE[0] in page_of(finder, at(inside, "draft", inside.room, 2))
    made(inside, lost=(inside.truus,))
    assert finder.get(at(inside, "closed_time_earlier", inside.room)).status_code in (403, 404)


def test_a_card_says_with_which_key_the_journal_is_signed(deciding: Cast) -> None:
    cards = made(deciding, deciding.anna, deciding.bram).split('class="cards__card"')[1:]
    assert [signing_key_code() in card for card in cards] == [True, True]
