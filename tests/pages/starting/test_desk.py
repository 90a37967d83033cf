"""The desk: questions wait there for facilitators only, and everyone sees their own situations."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from gedragen import clock
from gedragen.cases.models import Case, Seat
from gedragen.cases.starting.commands.opening import accept_facilitator
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.files import SHIPPED
from gedragen.method.constitution.levels import Level
from gedragen.people.accounts import make_account
from gedragen.people.models import Account
from tests.support.cast import QUESTION, Cast, as_example, mail_of, make_case, question_of, ria_account
from tests.support.family_cast import make_family
from tests.support.visitor import address, neighbour, page_of, visitor

TAKEN_UP = {
    "level": "tension",
    "approach": "neighbourhood",
    "title": "De speeltuin",
    "question": "Hoe blijft de speeltuin open?",
    "story": "Het hek gaat op slot.",
    "meeting": "",
    "independence": "Ik woon hier niet.",
    "phone": "06-12345678",
}


@pytest.fixture
def waiting(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    """Xander brought a question; nobody took it up."""
    monkeypatch.setattr(clock, "now", lambda: at)
    return Seat.objects.get(id=question_of("xander", at)).case_id


def signed_in(account: int) -> Client:
    client = visitor()
    client.force_login(Account.objects.get(id=account))
    return client


def test_who_is_not_signed_in_is_asked_to(db: None) -> None:
    answer = visitor().get(reverse("desk"))
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_facilitator_reads_the_question_in_their_own_words(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    assert QUESTION in page_of(ria, reverse("desk"))
    page = page_of(ria, reverse("take_up", args=[waiting]))
    assert QUESTION in page
    assert "People lie awake over it." in page
    assert "Deciding together about a place" in page


def test_each_approach_says_for_how_much_tension_it_is_made(at: datetime, waiting: int) -> None:
    Case.objects.filter(id=waiting).update(is_demo=True)
    Account.objects.filter(id=ria_account(at)).update(is_demo=True)
    ria, place = signed_in(ria_account(at)), reverse("take_up", args=[waiting])
    assert page_of(ria, place).count("Made for: tension, conflict.") == 2
    wrong = TAKEN_UP | {"level": "simple", "approach": "family_group_conference"}
    refused = ria.post(place, wrong)
    assert refused.status_code == 422
    said = "“Family group conference” is made for: tension, conflict. Choose one of those."
    assert said in refused.content.decode()
    assert Case.objects.get(id=waiting).opened_at is None


def test_the_facilitator_chooses_from_the_levels_of_the_approach(db: None, at: datetime) -> None:
    family, street = make_family(at), make_case(at)
    for cast, levels in ((family, ["tension", "conflict"]), (street, ["simple", "tension", "conflict"])):
        page = page_of(visitor(cast.ria), reverse("level", args=[address(cast)]))
        assert re.findall(r'name="level" value="(\w+)"', page) == levels


def test_who_chooses_a_level_reads_beside_conflict_that_it_is_for_the_example_and_whom_to_call(
    db: None, starting: Cast, waiting: int, at: datetime
) -> None:
    why, only = "Is somebody in danger? Call 112.", "this can be tried out in the example only"
    take_up, level = reverse("take_up", args=[waiting]), reverse("level", args=[address(starting)])
    for shown in (page_of(signed_in(ria_account(at)), take_up), page_of(visitor(starting.ria), level)):
        assert (shown.count(why), only in shown) == (1, False)
    refused = visitor(starting.ria).post(level, {"was": "tension", "level": "conflict"})
    assert refused.status_code == 422
    assert "cannot stop it yet" in refused.content.decode()
    as_example(starting.case)
    shown = page_of(visitor(starting.ria), level)
    assert (why in shown, only in shown) == (False, True)


def test_another_account_sees_its_own_seats_and_no_questions(starting: Cast) -> None:
    otto = signed_in(make_account(mail_of("otto"), "Otto", at=starting.at).pk)
    question_of("xander", starting.at)
    page = page_of(otto, reverse("desk"))
    assert reverse("road", args=[address(starting)]) in page
    assert QUESTION not in page
    assert otto.get(reverse("take_up", args=[starting.case])).status_code == 404


def test_taking_up_opens_the_case_and_its_cockpit(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    answer = ria.post(reverse("take_up", args=[waiting]), TAKEN_UP)
    case = Case.objects.get(id=waiting)
    assert (case.address, case.level, case.approach_key) == ("de-speeltuin", Level.TENSION, "neighbourhood")
    assert answer["Location"] == reverse("cockpit", args=["de-speeltuin"])
    page = page_of(ria, answer["Location"])
    assert "You guide this question now." in page
    assert "06-12345678" in page


OWN = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
OWN = OWN.replace('"neighbourhood"', '"our_street"').replace('"Samen besluiten over een plek"', '"Onze straat"')


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("Carla", "Deze aanpak is niet van Gedragen. Carla heeft de aanpak toegevoegd op maandag 2 maart."),
        ("", "Deze aanpak is niet van Gedragen. De aanpak is hier toegevoegd op maandag 2 maart."),
    ],
)
def test_an_added_approach_can_be_chosen_and_says_that_it_is_not_ours(
    waiting: int, at: datetime, by: str, says: str
) -> None:
    account = make_account("carla@example.nl", by, at=at) if by else None
    add_file(OWN, "our_street.toml", by=account, at=at)
    ria = signed_in(ria_account(at))
    page = page_of(ria, reverse("take_up", args=[waiting]))
    assert page.count("This approach does not come with Gedragen.") == 1
    ria.post(reverse("take_up", args=[waiting]), TAKEN_UP | {"approach": "our_street"})
    case = Case.objects.get(id=waiting)
    assert (case.approach_key, case.approach.name.nl) == ("our_street", "Onze straat")
    accept_facilitator(waiting, by=Seat.objects.get(case=waiting, number=1).pk, at=at)
    page = page_of(neighbour(), reverse("approach", args=[case.address]))
    assert "Onze straat" in page
    assert says in page


def test_of_one_of_ours_nobody_is_named(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    ria.post(reverse("take_up", args=[waiting]), TAKEN_UP)
    accept_facilitator(waiting, by=Seat.objects.get(case=waiting, number=1).pk, at=at)
    assert "niet van Gedragen" not in page_of(neighbour(), reverse("approach", args=["de-speeltuin"]))


def test_a_gap_keeps_what_was_typed_and_opens_nothing(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    answer = ria.post(reverse("take_up", args=[waiting]), TAKEN_UP | {"independence": " "})
    assert answer.status_code == 422
    assert "Write that you are independent" in answer.content.decode()
    assert "De speeltuin" in answer.content.decode()
    assert Case.objects.get(id=waiting).opened_at is None


def test_taking_up_twice_leads_to_ones_own_cockpit(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    places = {ria.post(reverse("take_up", args=[waiting]), TAKEN_UP)["Location"] for _ in range(2)}
    assert places == {reverse("cockpit", args=["de-speeltuin"])}


def test_who_comes_second_is_told_so(waiting: int, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    ria.post(reverse("take_up", args=[waiting]), TAKEN_UP)
    carla = signed_in(make_account("carla@example.nl", "Carla", at=at, is_facilitator=True).pk)
    answer = carla.post(reverse("take_up", args=[waiting]), TAKEN_UP, follow=True)
    assert "just ahead of you" in answer.content.decode()


def test_without_a_question_nobody_is_told_to_take_one_up(db: None, at: datetime) -> None:
    page = page_of(signed_in(ria_account(at)), reverse("desk"))
    assert "You do not guide or follow a situation yet." in page
    assert "Take up a question above." not in page


def test_a_question_that_was_told_is_written_down_and_stays_its_own(db: None, at: datetime) -> None:
    ria = signed_in(ria_account(at))
    path = reverse("write_down_question")
    told = {"about": "place", "text": "De speeltuin gaat op slot.", "name": "Henk", "contact": "henk@example.nl"}
    assert ria.post(path, told | {"name": ""}).status_code == 422
    case = int(ria.post(path, told)["Location"].rstrip("/").rsplit("/", 1)[1])
    ria.post(reverse("take_up", args=[case]), TAKEN_UP)
    henk = Seat.objects.get(case=case, number=1)
    here = Case.objects.get(id=case).address
    assert henk.name is not None
    assert henk.name.text == "Henk"
    assert ria.get(reverse("road", args=[here])).status_code == 302
    # Nobody says yes to themselves in another's name: not in this browser, whichever seat it looks from.
    session = ria.session
    session["seats"] = visitor(henk.pk).session["seats"]
    session.save()
    refused = ria.post(reverse("accept_facilitator", args=[here]), {"seat": str(henk.pk)})
    assert refused.status_code == 403
    assert "In this browser you guide this situation." in refused.content.decode()
    assert visitor(henk.pk).post(reverse("accept_facilitator", args=[here])).status_code == 302
    assert signed_in(make_account("gast@example.nl", name="Gast", at=at).pk).get(path).status_code == 404
