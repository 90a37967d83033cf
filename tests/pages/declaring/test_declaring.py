"""The page on which people say what the approach asks for, and what nobody learns when somebody takes it back."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from gedragen.cases.declaring.commands import Withdraw, withdraw_declaration
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, Declaration, JournalEntry
from gedragen.cases.people.commands.seats import stop_by_leaving
from gedragen.cases.starting.entries import WITHDRAWN_BY_PARTY
from gedragen.cases.store import journal
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals, skip_what_was
from gedragen.notices.writing import message
from gedragen.pages.house.words import ROOM
from tests.support.stage import on_stage
from tests.support.two_sides import (
    ENDS_BY_LEAVING,
    FILE,
    Sides,
    everything_said,
    make_sides,
    say,
    to_deciding,
    to_preparing,
)
from tests.support.visitor import neighbour, visitor

QUIET_TOO = 'room = "private"\ntext = "none"\nquiet = true'


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    return on_stage("sides of pages", lambda: to_preparing(make_sides(at)))


def where(sides: Sides, key: str = "", about: object = "") -> str:
    path = f"/situatie/{Case.objects.get(id=sides.case).address}/verklaringen/"
    return "".join([path, *(f"{part}/" for part in (key, about) if part)])


def read(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).content.decode())


@pytest.mark.parametrize(
    ("language", "asked", "button", "needed"),
    [
        ("nl", "Ik heb dit gedaan, of had er een deel in", "Dat zeg ik", "Wilt u er iets bij zeggen?"),
        ("en", "I did this, or had a part in it", "I say so", "Would you like to add something?"),
    ],
)
def test_the_page_asks_in_the_words_of_the_file(
    sides: Sides, language: str, asked: str, button: str, needed: str
) -> None:
    page = read(visitor(sides.carl, language), where(sides, "responsibility"))
    for text in (f"<h1>{asked}</h1>", button, needed):
        assert text in page


def test_who_reads_it_is_said_by_the_room(sides: Sides) -> None:
    assert str(ROOM["circle"]) in read(neighbour(sides.carl), where(sides, "responsibility"))
    assert str(ROOM["private"]) in read(neighbour(sides.carl), where(sides, "own_yes"))


def test_it_is_said_and_taken_back_on_the_same_page(sides: Sides) -> None:
    carl, page = neighbour(sides.carl), where(sides, "supporter")
    answer = carl.post(page, {"text": "Mijn broer."})
    assert answer.status_code == 302
    assert "Mijn broer." in read(carl, page)
    carl.post(page, {"withdraw": "yes"})
    assert Declaration.objects.get(kind="supporter").withdrawn_at is not None
    assert "Mijn broer." not in read(carl, page)


def test_what_is_missing_is_said_beside_the_box_and_what_was_typed_stays(sides: Sides) -> None:
    answer = neighbour(sides.ria).post(where(sides, "safety_talk", sides.hanna), {"text": ""})
    assert answer.status_code == 422
    assert "Schrijf het in uw eigen woorden." in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_was_harmed_reads_that_it_is_for_another_side(sides: Sides, language: str) -> None:
    told = {"nl": "Dit zegt alleen wie het deed.", "en": "Only whoever caused it says this."}[language]
    say(sides, "responsibility", sides.carl, "Ik was het.")
    hanna = visitor(sides.hanna, language)
    for answer in (hanna.get(where(sides, "responsibility")), hanna.post(where(sides, "responsibility"), {})):
        assert answer.status_code == 403
        assert told in answer.content.decode()
        assert "Ik was het." not in answer.content.decode()
    assert Declaration.objects.filter(kind="responsibility").count() == 1


def test_the_road_and_the_overview_lead_there(sides: Sides) -> None:
    case = where(sides).replace("verklaringen/", "")
    assert where(sides, "responsibility") in read(neighbour(sides.carl), f"{case}weg/")
    assert where(sides, "responsibility") not in read(neighbour(sides.hanna), f"{case}weg/")
    overview = read(neighbour(sides.ria), f"{case}overzicht/")
    assert "Carl Bos: heeft nog niet gezegd: ik heb dit gedaan." in overview
    assert where(sides, "safety_talk", sides.hanna) in overview


def test_the_approach_says_what_must_be_there_in_its_own_words(sides: Sides) -> None:
    page = read(neighbour(sides.hanna), where(sides).replace("verklaringen/", "aanpak/"))
    assert "Wie het deed, heeft dat gezegd." in page


def test_the_guide_hears_when_nothing_is_missing_of_it_any_more(sides: Sides) -> None:
    skip_what_was(sides.case)
    Delivery.objects.all().delete()
    say(sides, "own_yes", sides.hanna)
    say(sides, "own_yes", sides.carl)
    read_journals(at=sides.at)
    assert not Delivery.objects.exists()
    say(sides, "own_yes", sides.aisha)
    read_journals(at=sides.at)
    assert [(one.notice, one.seat_id) for one in Delivery.objects.all()] == [("declared", sides.ria)]


def after_withdrawing(sides: Sides, key: str, seat: int) -> dict[str, object]:
    return after(sides, lambda: withdraw_declaration(sides.case, Withdraw(key), by=seat, at=sides.at))


def after_leaving(sides: Sides, seat: int) -> dict[str, object]:
    return after(sides, lambda: stop_by_leaving(sides.case, by=seat, at=sides.at))


def after(sides: Sides, end: Callable[[], None]) -> dict[str, object]:
    """All that anybody can look at after somebody ended it: pages, mails in order, and the journal."""
    mail.outbox.clear()
    with transaction.atomic():
        end()
        read_journals(at=sides.at)
        told = [
            (one.seat_id, one.notice, re.sub(r"/link/\S+", "", str(message(one, at=sides.at).body)))
            for one in Delivery.objects.order_by("id").select_related("seat__case", "seat__mail")
        ]
        entries = [
            (one.kind, one.by, one.data) for one in JournalEntry.objects.filter(case=sides.case).order_by("number")
        ]
        base = where(sides).replace("verklaringen/", "")
        pages = {
            (who, path): steady(neighbour(who).get(base + path).content.decode())
            for who in (*sides.people, sides.ria)
            for path in ("weg/", "verklaringen/", "verklaringen/own_yes/", "logboek/", "mensen/", "plan/", "overzicht/")
        }
        transaction.set_rollback(True)
    forget_snapshots()
    return {"told": told, "entries": entries, "pages": pages}


def steady(page: str) -> str:
    """Without what is new at every look."""
    return re.sub(r'(name="(once|csrfmiddlewaretoken)" value="|nonce[=-]["\']?)[^"\']*', "", page)


NAMES_WHOM = FILE.replace("Is dit gesprek veilig genoeg?", "Kan %(title)s hier zitten?").replace(
    "is nog niet gevraagd of het veilig genoeg is.", "Met %(title)s nog niet gesproken."
)


def test_a_sentence_that_names_whom_it_is_about_is_read_with_the_name(db: None, at: datetime) -> None:
    sides = to_preparing(make_sides(at, file=NAMES_WHOM))
    ria, base = neighbour(sides.ria), where(sides).replace("verklaringen/", "")
    overview = read(ria, f"{base}overzicht/")
    assert "Met Carl Bos nog niet gesproken." in overview
    assert "Carl Bos: Met" not in overview
    assert "<h1>Kan Carl Bos hier zitten?</h1>" in read(ria, where(sides, "safety_talk", sides.carl))
    assert "<h3>Kan Carl Bos hier zitten?</h3>" in read(ria, where(sides))
    others = read(neighbour(sides.hanna), where(sides, "safety_talk"))
    assert "<h1>Kan … hier zitten?</h1>" in others
    assert "%(title)s" not in overview + others


@pytest.fixture
def salted_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of an entry is by chance, and stands in mails: two ways are compared that are alike but for it."""
    monkeypatch.setattr(journal, "new_salt", lambda: "00" * 16)


@pytest.mark.usefixtures("salted_alike")
@pytest.mark.parametrize("stage", [everything_said, to_deciding])
def test_nobody_can_tell_who_took_it_back_or_what(sides: Sides, stage: object) -> None:
    assert callable(stage)
    stage(sides)
    skip_what_was(sides.case)
    Delivery.objects.all().delete()
    by_hanna = after_withdrawing(sides, "own_yes", sides.hanna)
    assert by_hanna == after_withdrawing(sides, "own_yes", sides.carl)
    assert by_hanna == after_withdrawing(sides, "responsibility", sides.carl)
    entries, told = by_hanna["entries"], by_hanna["told"]
    assert isinstance(entries, list)
    assert isinstance(pages := by_hanna["pages"], dict)
    assert all("</main>" in pages[who, path] for who in sides.people for path in ("weg/", "logboek/", "verklaringen/"))
    assert isinstance(told, list)
    assert entries[-1] == (WITHDRAWN_BY_PARTY, "somebody", {})
    assert {seat for seat, *_ in told} == {*sides.people, sides.ria}
    assert {notice for _, notice, _ in told} == {"withdrawn-by-party"}


@pytest.fixture
def ends_by_leaving(db: None, at: datetime) -> Sides:
    return on_stage(
        "sides of pages that leaving ends", lambda: to_deciding(to_preparing(make_sides(at, file=ENDS_BY_LEAVING)))
    )


@pytest.mark.usefixtures("salted_alike")
def test_nobody_can_tell_who_left_or_that_it_was_leaving(ends_by_leaving: Sides) -> None:
    sides = ends_by_leaving
    skip_what_was(sides.case)
    Delivery.objects.all().delete()
    by_carl = after_leaving(sides, sides.carl)
    assert by_carl == after_leaving(sides, sides.hanna)
    assert by_carl == after_withdrawing(sides, "own_yes", sides.aisha)


@pytest.mark.parametrize("page", ["weg/", "mijn-gegevens/", "ik-doe-niet-mee/", "verklaringen/", "plan/", "logboek/"])
def test_every_page_has_the_one_button_and_it_asks_nothing_more(ends_by_leaving: Sides, page: str) -> None:
    sides = ends_by_leaving
    base, carl = where(sides).replace("verklaringen/", ""), neighbour(sides.carl)
    assert read(carl, base + page).count(f'action="{base}weggaan/"') == 1
    for seat in (sides.ria, None):
        assert "weggaan/" not in read(neighbour(seat) if seat else Client(), base + page)
    answer = carl.post(f"{base}weggaan/", follow=True)
    assert answer.status_code == 200
    assert Case.objects.get(id=sides.case).ending == "withdrawn_by_party"
    told = " ".join(answer.content.decode().split())
    assert "Het is hier gestopt. Wij zeggen niet wie dat deed." in told
    assert "weggaan/" not in told


def test_where_leaving_ends_nothing_no_page_offers_it(sides: Sides) -> None:
    base, carl = where(sides).replace("verklaringen/", ""), neighbour(sides.carl)
    assert "weggaan/" not in read(carl, f"{base}weg/")
    assert carl.post(f"{base}weggaan/").status_code == 403
    assert Case.objects.get(id=sides.case).closed_at is None


def test_who_is_just_too_late_reads_that_it_has_ended(ends_by_leaving: Sides) -> None:
    sides = ends_by_leaving
    base = where(sides).replace("verklaringen/", "")
    neighbour(sides.carl).post(f"{base}weggaan/")
    answer = neighbour(sides.hanna).post(f"{base}weggaan/", follow=True)
    assert "Dit is gestopt: iemand wilde niet verder" in answer.content.decode()


@pytest.mark.parametrize(("scene", "is_told"), [("ends_by_leaving", True), ("sides", False)])
def test_who_wants_to_be_forgotten_reads_that_it_ends_too(
    request: pytest.FixtureRequest, scene: str, is_told: bool
) -> None:
    sides: Sides = request.getfixturevalue(scene)
    page = read(neighbour(sides.carl), where(sides).replace("verklaringen/", "vergeet-mij/"))
    assert ("Dan stopt het hier ook, voor iedereen." in page) is is_told


def test_what_one_reads_first_stands_before_the_button_and_a_quiet_one_shows_no_day(db: None, at: datetime) -> None:
    lawyer = 'first = { nl = "Praat eerst met een advocaat.", en = "Speak with a lawyer first." }\nasked = { nl = "Wilt'
    text = FILE.replace('asked = { nl = "Wilt', lawyer).replace('room = "private"\ntext = "none"', QUIET_TOO)
    sides = to_preparing(make_sides(at, file=text))
    carl, page = neighbour(sides.carl), where(sides, "own_yes")
    before = read(carl, page)
    assert before.index("Praat eerst met een advocaat.") < before.index("Ja, ik wil dit zelf")
    assert "Wij bewaren niet op welke dag u dit zegt." in before
    assert carl.post(page, {"once": "eens"}).status_code == 302
    after_it = read(carl, page)
    assert "Vastgelegd door Carl Bos. Als dit is afgelopen, wissen wij het." in after_it
    assert "Praat eerst" not in after_it


def test_everybody_reads_that_it_stopped(sides: Sides) -> None:
    to_deciding(sides)
    carl = neighbour(sides.carl)
    carl.post(where(sides, "own_yes"), {"withdraw": "yes"})
    for seat in (*sides.people, sides.ria):
        page = where(sides).replace("verklaringen/", "overzicht/" if seat == sides.ria else "weg/")
        assert "Dit is gestopt: iemand wilde niet verder" in read(neighbour(seat), page)
