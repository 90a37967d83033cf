"""What a family finds on its pages: what the main person chooses, who is named, and on which footing they are here."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gedragen import clock
from gedragen.cases.models import Case, Nomination, NominationState, Seat
from gedragen.cases.people.commands.choosing import ChangeWhoDecides, change_who_decides, refuse_facilitator
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    decide_nomination,
    discuss_nomination,
)
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.starting.commands.footing import SetFooting, set_footing
from gedragen.method.consent import Answer
from gedragen.method.constitution.footing import Footing
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals
from gedragen.notices.sending import send_waiting
from gedragen.people.models import Account
from tests.pages.starting.test_desk import TAKEN_UP
from tests.support.cast import question_of, ria_account
from tests.support.family_cast import (
    Family,
    name_somebody,
    out_of_closed_time,
    to_carrying_out,
    to_deciding,
    with_rounds,
    with_safety_frame,
)
from tests.support.visitor import neighbour, page_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def starting(family: Family) -> Family:
    return family


@pytest.fixture
def guarded(family: Family) -> Family:
    """A guardian is over them, and what is needed for safety stands."""
    return with_safety_frame(family)


@pytest.fixture
def preparing(family_preparing: Family) -> Family:
    return family_preparing


def to(family: Family, name: str, *args: object) -> str:
    return reverse(name, args=[Case.objects.get(id=family.case).address, *args])


def text_of(page: str) -> str:
    """What somebody reads: without tags, spaces made single."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def sent_with(page: str) -> dict[str, str]:
    """The hidden fields that a form on this page sends along."""
    return dict(re.findall(r'<input type="hidden" name="(once|version)" value="([^"]*)"', page))


def ria_at_her_desk(at: datetime) -> Client:
    client = visitor()
    client.force_login(Account.objects.get(id=ria_account(at)))
    return client


# Taking up a question


def test_a_closed_approach_says_so_before_one_chooses(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    waiting = Seat.objects.get(id=question_of("xander", at)).case_id
    page = text_of(page_of(ria_at_her_desk(at), reverse("take_up", args=[waiting])))
    assert "Family group conference" in page
    assert "Closed: nobody outside sees that it is there." in page
    assert "can only be tried out in the example, for now" in page


def test_a_closed_situation_is_made_in_the_example_only(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    waiting = Seat.objects.get(id=question_of("xander", at)).case_id
    refused = ria_at_her_desk(at).post(
        reverse("take_up", args=[waiting]), TAKEN_UP | {"approach": "family_group_conference"}
    )
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Het hek gaat op slot." in page
    assert 'id="id_approach_error"' in page
    assert Case.objects.get(id=waiting).opened_at is None


def test_a_family_has_an_address_nobody_guesses_and_no_page_outside(guarded: Family) -> None:
    case = Case.objects.get(id=guarded.case)
    title = "Waar woont Daan dit jaar"
    assert "daan" not in case.address
    assert len(case.address) >= 16
    assert title not in page_of(neighbour(), reverse("door"))
    assert neighbour().get(to(guarded, "public")).status_code == 404
    assert title not in neighbour().get(to(guarded, "road")).content.decode()


def test_no_mail_of_a_family_names_the_situation(preparing: Family) -> None:
    read_journals(at=preparing.at)
    send_waiting(at=preparing.at)
    assert mail.outbox
    assert not [one.subject for one in mail.outbox if "Waar woont" in one.subject + str(one.body)]


# The main person chooses


def test_who_it_is_about_may_ask_for_somebody_else(starting: Family) -> None:
    sanne = neighbour(starting.sanne)
    assert to(starting, "refuse_facilitator") in page_of(sanne, to(starting, "accept_facilitator"))
    page = text_of(page_of(sanne, to(starting, "refuse_facilitator")))
    assert "U hoeft niet te zeggen waarom" in page
    after = sanne.post(to(starting, "refuse_facilitator"), follow=True)
    assert after.status_code == 200
    assert Seat.objects.get(id=starting.ria).declined_at == starting.at
    assert Case.objects.get(id=starting.case).opened_at is None


def test_a_footing_that_was_recorded_meanwhile_is_read_first(starting: Family) -> None:
    ria, page = visitor(starting.ria), to(starting, "footing")
    ria.post(page, {"was": "", "footing": "voluntary"})
    stale = ria.post(page, {"was": "", "footing": "court_ordered"})
    assert stale.status_code == 422
    assert "Now it says: Everyone is here because they want to be." in stale.content.decode()


def test_who_was_refused_cannot_take_it_up_again(starting: Family) -> None:
    refuse_facilitator(starting.case, by=starting.sanne, at=starting.at)
    page = ria_at_her_desk(starting.at).post(
        reverse("take_up", args=[starting.case]), TAKEN_UP | {"approach": "family_group_conference"}, follow=True
    )
    assert "For this question somebody else was asked for." in page.content.decode()


def test_who_it_is_about_chooses_the_place(preparing: Family) -> None:
    sanne = neighbour(preparing.sanne)
    assert to(preparing, "place") in page_of(sanne, to(preparing, "road"))
    empty = sanne.post(to(preparing, "place"), {"text": " "})
    assert empty.status_code == 422
    place = sent_with(page_of(sanne, to(preparing, "place"))) | {"text": "Zaterdag bij oma Truus"}
    page = sanne.post(to(preparing, "place"), place, follow=True)
    assert "Zaterdag bij oma Truus" in page.content.decode()
    assert neighbour(preparing.truus).get(to(preparing, "place")).status_code == 403


def test_who_it_is_about_gives_a_professional_a_say_and_takes_it_back(preparing: Family) -> None:
    sanne = neighbour(preparing.sanne)
    assert "Karin Mulder" in page_of(sanne, to(preparing, "who_decides"))
    assert neighbour(preparing.karin).get(to(preparing, "who_decides")).status_code == 403
    sanne.post(to(preparing, "who_decides"), {"person": preparing.karin, "decides": "yes"})
    assert Seat.objects.get(id=preparing.karin).decides
    sanne.post(to(preparing, "who_decides"), {"person": preparing.karin, "decides": "no"})
    assert not Seat.objects.get(id=preparing.karin).decides


def test_a_professional_with_a_say_is_asked_like_the_others(family_deciding: Family) -> None:
    karin, road = neighbour(family_deciding.karin), to(family_deciding, "road")
    assert "U ziet hun plan niet" in page_of(karin, road)
    out_of_closed_time(family_deciding)
    change_who_decides(
        family_deciding.case,
        ChangeWhoDecides(family_deciding.karin, decides=True),
        by=family_deciding.sanne,
        at=family_deciding.at,
    )
    with_rounds(family_deciding)
    spoken = [SpokenAnswer(1, family_deciding.karin, Answer.YES)]
    answer_on_behalf(family_deciding.case, AnswerOnBehalf(tuple(spoken)), by=family_deciding.ria, at=family_deciding.at)
    page = page_of(karin, road)
    assert "Hebben we dit goed opgeschreven?" in page
    assert "Wat u ziet, en wat u niet ziet" not in page


def test_while_people_answer_who_decides_stays_as_it_is(preparing: Family) -> None:
    with_rounds(to_deciding(preparing))
    page = neighbour(preparing.sanne).post(
        to(preparing, "who_decides"), {"person": preparing.truus, "decides": "no"}, follow=True
    )
    assert "Mensen zijn nu aan het antwoorden." in text_of(page.content.decode())
    assert Seat.objects.get(id=preparing.truus).decides


# Naming


@pytest.fixture
def named(preparing: Family) -> Family:
    """Truus named Piet; nobody talked about it yet."""
    name_somebody(preparing, "Piet Jansen", by=preparing.truus, contact="06-33334444")
    return preparing


def number_of(name: str) -> int:
    return next(one.number for one in Nomination.objects.all() if one.name.text == name)


def test_naming_sends_nothing_and_only_the_facilitator_reads_it(named: Family) -> None:
    number, before = number_of("Piet Jansen"), Delivery.objects.count()
    page = text_of(page_of(neighbour(named.ria), to(named, "nomination", number)))
    assert "Praat er eerst over met Sanne Kuipers" in page
    assert "Nodig uit" not in page
    for seat in (named.sanne, named.henk, named.joke, named.karin, named.arjen):
        assert "Piet" not in page_of(neighbour(seat), to(named, "people"))
    assert Delivery.objects.count() == before


def test_after_the_talk_the_main_person_reads_it_and_chooses(named: Family) -> None:
    number = number_of("Piet Jansen")
    neighbour(named.ria).post(to(named, "nomination", number), {"do": "discussed"})
    sanne = neighbour(named.sanne)
    assert "Mag Piet Jansen meedoen?" in page_of(sanne, to(named, "road"))
    assert to(named, "decide_nomination", number) in page_of(sanne, to(named, "people"))
    assert "Alleen u en Ria Jansen lezen dit." in page_of(sanne, to(named, "decide_nomination", number))
    sanne.post(to(named, "decide_nomination", number), {"state": "agreed", "reason": ""})
    page = page_of(neighbour(named.ria), to(named, "nomination", number))
    assert "Nodig uit" in page
    neighbour(named.ria).post(
        to(named, "nomination", number),
        {"who": "participant", "name": "Piet Jansen", "contact": "06-33334444", "language": "nl"},
    )
    assert Seat.objects.latest("id").nomination.state == NominationState.INVITED  # type: ignore[union-attr]


def test_kept_out_for_safety_is_read_by_two_people_only(named: Family) -> None:
    number = number_of("Piet Jansen")
    discuss_nomination(named.case, DiscussNomination(number), by=named.ria, at=named.at)
    sanne, why = neighbour(named.sanne), "Hij sloeg in maart."
    empty = sanne.post(to(named, "decide_nomination", number), {"state": "excluded", "reason": " "})
    assert empty.status_code == 422
    sanne.post(to(named, "decide_nomination", number), {"state": "excluded", "reason": why})
    for two in (named.sanne, named.ria):
        where = "decide_nomination" if two == named.sanne else "nomination"
        assert why in page_of(neighbour(two), to(named, where, number))
    page = page_of(neighbour(named.truus), to(named, "people"))
    assert "Nu niet" in page
    assert "Niet veilig" not in page
    for seat in (named.truus, named.henk, named.joke, named.karin, named.arjen):
        for name in ("people", "road", "my_data", "journal"):
            assert why not in page_of(neighbour(seat), to(named, name))
        assert neighbour(seat).get(to(named, "decide_nomination", number)).status_code == 403


def test_one_may_think_otherwise_later(named: Family) -> None:
    number = number_of("Piet Jansen")
    discuss_nomination(named.case, DiscussNomination(number), by=named.ria, at=named.at)
    decide_nomination(named.case, DecideNomination(number, NominationState.NOT_NOW), by=named.sanne, at=named.at)
    assert "zei: nu niet" in page_of(neighbour(named.ria), to(named, "nomination", number))
    neighbour(named.sanne).post(to(named, "decide_nomination", number), {"state": "agreed", "reason": ""})
    assert Nomination.objects.get(case=named.case, number=number).state == NominationState.AGREED


def test_nobody_is_invited_past_the_main_person(preparing: Family) -> None:
    ria = neighbour(preparing.ria)
    page = page_of(ria, to(preparing, "invite"))
    assert 'value="participant"' not in page
    assert to(preparing, "nominate") in page
    refused = ria.post(to(preparing, "invite"), {"who": "participant", "name": "Piet", "contact": "", "language": "nl"})
    assert refused.status_code == 422


# A child with a supporter


def test_a_supporter_is_invited_beside_somebody_and_shown_so(preparing: Family) -> None:
    number = name_somebody(preparing, "Wietske", by=preparing.sanne)
    ria = neighbour(preparing.ria)
    told = {"who": "advocate", "name": "Wietske", "contact": "", "language": "nl"}
    alone = ria.post(to(preparing, "nomination", number), told)
    assert alone.status_code == 422
    assert "Kies naast wie deze persoon staat." in alone.content.decode()
    ria.post(to(preparing, "nomination", number), told | {"supports": preparing.truus})
    assert Seat.objects.latest("id").supports_id == preparing.truus
    page = text_of(page_of(neighbour(preparing.daan), to(preparing, "people")))
    assert "Steunt Daan Kuipers" in page
    assert "Wat mag ieder van hen?" in page


def test_the_welcome_of_a_supporter_says_what_is_asked(preparing: Family) -> None:
    page = text_of(page_of(neighbour(preparing.joke), to(preparing, "welcome")))
    assert "U steunt Daan Kuipers." in page
    assert "onafhankelijk" not in page


# Footing, and the law alone


def test_ria_records_why_people_are_here(starting: Family) -> None:
    ria = neighbour(starting.ria)
    assert to(starting, "footing") in page_of(ria, to(starting, "cockpit"))
    assert ria.post(to(starting, "footing"), {"once": "een"}).status_code == 422
    ria.post(to(starting, "footing"), {"footing": "court_ordered"})
    assert Case.objects.get(id=starting.case).footing == Footing.COURT_ORDERED
    assert "de rechter heeft" in page_of(neighbour(starting.sanne), to(starting, "frames"))


def test_only_the_law_is_recorded_and_the_main_person_says_yes(starting: Family) -> None:
    ria, sanne = neighbour(starting.ria), neighbour(starting.sanne)
    asked = ria.post(to(starting, "footing"), {"footing": "voluntary"})
    assert asked["Location"] == to(starting, "only_the_law")
    assert "Of stelt hier niemand grenzen?" in page_of(ria, to(starting, "cockpit"))
    assert ria.post(to(starting, "only_the_law"), {"fallback": " "}).status_code == 422
    ria.post(to(starting, "only_the_law"), {"fallback": "Dan blijft het zoals het is."})
    assert to(starting, "only_the_law") in page_of(ria, to(starting, "cockpit"))
    page = page_of(sanne, to(starting, "only_the_law"))
    assert "Dan blijft het zoals het is." in page
    stale = sanne.post(to(starting, "only_the_law"), {"version": "1"}, follow=True)
    assert "Klopt dat" in stale.content.decode()
    sanne.post(to(starting, "only_the_law"), sent_with(page))
    assert "heeft hier ja op gezegd" in page_of(ria, to(starting, "only_the_law"))
    assert "organisatie" not in text_of(page_of(sanne, to(starting, "frames")))


@pytest.mark.parametrize("footing", [Footing.UNDER_PRESSURE, Footing.COURT_ORDERED])
def test_where_somebody_is_over_them_the_law_alone_cannot_be_said(starting: Family, footing: Footing) -> None:
    set_footing(starting.case, SetFooting(footing), by=starting.ria, at=starting.at)
    page = text_of(page_of(neighbour(starting.ria), to(starting, "only_the_law")))
    assert "Dat kan hier niet" in page
    refused = neighbour(starting.ria).post(to(starting, "only_the_law"), {"fallback": "Dan niets."})
    assert refused.status_code == 422
    assert "Dan niets." in refused.content.decode()


def test_a_limit_about_safety_says_who_may_set_it(guarded: Family) -> None:
    told = {
        "text": "Daan slaapt elke nacht in een bed.",
        "question": "Slaapt hij in een bed?",
        "kind": "safety",
        "reason": "Hij sliep in de auto.",
        "source": "Beschikking",
        "act": "write",
    }
    arjen = neighbour(guarded.arjen)
    refused = arjen.post(to(guarded, "frame_new"), told)
    assert refused.status_code == 422
    assert 'id="id_competent_error"' in refused.content.decode()
    arjen.post(to(guarded, "frame_new"), told | {"competent": "Arjen Bosman, op grond van de beschikking"})
    assert "Arjen Bosman, op grond van de beschikking" in page_of(neighbour(guarded.sanne), to(guarded, "frames"))


# What depends on being closed


def everything(family: Family, seat: int) -> Iterator[tuple[str, str, int, str]]:
    """Every page this seat reaches from its road by links: where it stands, from where, what it answers and says."""
    client, seen = neighbour(seat), set[str]()
    home = to(family, "public")
    queue = [(to(family, "road"), "")]
    while queue:
        path, before = queue.pop()
        if path in seen:
            continue
        seen.add(path)
        found = client.get(path, follow=True)
        page = found.content.decode() if "text/html" in found.get("Content-Type", "") else ""
        yield path, before, found.status_code, text_of(page)
        queue += [(link, path) for link in re.findall(r'href="([^"#?]+)', page) if link.startswith(home)]


def test_a_professional_reads_plainly_that_the_plan_is_not_for_them(preparing: Family) -> None:
    page = text_of(page_of(neighbour(to_deciding(preparing).karin), to(preparing, "road")))
    assert "U ziet hun plan niet" in page
    assert "de informatie en het plan" not in page


STATES: dict[str, Callable[[Family], Family]] = {
    "preparing": lambda family: family,
    "deciding": to_deciding,
    "answering": lambda family: with_rounds(to_deciding(family)),
    "carrying_out": lambda family: to_carrying_out(to_deciding(family)),
}


@pytest.mark.parametrize("state", STATES)
def test_no_link_refuses_and_no_page_says_what_is_not_so(preparing: Family, state: str) -> None:
    """Nothing here is open to anyone, and nobody under a court is told that they came of their own will."""
    STATES[state](preparing)
    for who in ("sanne", "daan", "truus", "joke", "karin", "arjen", "ria"):
        for path, before, status, text in everything(preparing, getattr(preparing, who)):
            assert status == 200, (who, before, path)
            assert "Iedereen kan dit lezen" not in text, (who, path)
            assert "vrijwillig" not in text.lower(), (who, path)
