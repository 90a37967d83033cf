"""The questions of the talk beforehand come from the approach: in order, ticked one by one, some with a note."""

from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.cases.models import Case
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.preparing.commands.preparation import RecordPreparation, Spoken, record_preparation
from gedragen.cases.state.gates import missing_gates
from gedragen.method.constitution.gates import Missing
from tests.pages.conftest import stop_the_clock
from tests.support.cast import INTRODUCTION, Cast, make_case, to_preparing
from tests.support.dump import dump
from tests.support.own_file import ASKED, add_own, faults_of
from tests.support.refusals import breaks
from tests.support.stage import on_stage
from tests.support.visitor import neighbour, page_of, visitor


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    cast = on_stage("asked in a talk", lambda: to_preparing(make_case(at, approach=add_own(at, ASKED))))
    return stop_the_clock(monkeypatch, cast)


def talk_with(seat: int) -> str:
    return f"/situatie/huize-lydia/overzicht/gesprek/{seat}/"


def test_the_questions_stand_there_in_order_before_what_one_wants_to_remember(own: Cast) -> None:
    page = page_of(neighbour(own.ria), talk_with(own.bram))
    order = [
        page.index(text) for text in ("Voelt u zich veilig?", "Een korte notitie", "Slaapt u goed?", 'name="notes"')
    ]
    assert order == sorted(order)
    assert page.count("Een korte notitie") == 1
    assert "Do you sleep well?" in page_of(visitor(own.ria), talk_with(own.bram))


def test_what_was_spoken_about_and_the_note_are_kept_for_the_facilitator(own: Cast) -> None:
    ria = neighbour(own.ria)
    answer = ria.post(talk_with(own.bram), {"tick-safe": "on", "note-safe": "Bang voor de hond.", "notes": ""})
    assert answer.status_code == 302
    page = page_of(ria, talk_with(own.bram))
    assert page.partition("Voelt u zich veilig?")[2].partition("</span>")[2].lstrip()[:60].count("Besproken") == 1
    assert "Bang voor de hond." in page
    assert page.partition("Slaapt u goed?")[2].count("Niet besproken") == 1
    for seat in (own.bram, own.otto, None):
        assert "Bang voor de hond." not in neighbour(seat).get("/situatie/huize-lydia/mensen/").content.decode()


def test_whoever_is_forgotten_takes_what_was_noted_about_them_along(own: Cast) -> None:
    spoken = (Spoken("safe", note="Bang voor de hond."),)
    record_preparation(own.case, RecordPreparation(own.bram, spoken=spoken), by=own.ria, at=own.at)
    assert "Bang voor de hond." in str(dump())
    erase_me(own.case, by=own.bram, at=own.at)
    assert "Bang voor de hond." not in str(dump())


@pytest.mark.parametrize("spoken", [Spoken("house"), Spoken("sleep", note="Slecht.")])
def test_what_is_not_asked_is_not_kept(own: Cast, spoken: Spoken) -> None:
    before = dump()
    with breaks("not-asked-in-a-talk"):
        record_preparation(own.case, RecordPreparation(own.bram, spoken=(spoken,)), by=own.ria, at=own.at)
    assert dump() == before


def test_a_note_that_is_too_long_is_refused_and_stays(own: Cast) -> None:
    answer = neighbour(own.ria).post(talk_with(own.bram), {"note-safe": "x" * 10_001, "tick-sleep": "on"})
    assert answer.status_code == 422
    assert "x" * 10_001 in answer.content.decode()


def test_an_approach_that_asks_nothing_has_the_talk_as_it_was(
    at: datetime, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = stop_the_clock(monkeypatch, to_preparing(make_case(at, approach=add_own(at))))
    assert 'type="checkbox"' not in page_of(neighbour(cast.ria), talk_with(cast.bram))
    record_preparation(cast.case, RecordPreparation(cast.bram), by=cast.ria, at=cast.at)
    assert "Waar u over sprak" not in page_of(neighbour(cast.ria), talk_with(cast.bram))


def test_everybody_is_asked_whether_the_question_is_theirs_and_what_it_lacks_is_put_to_all(preparing: Cast) -> None:
    ria, path = visitor(preparing.ria), talk_with(preparing.bram)
    assert INTRODUCTION.question in page_of(ria, path)
    refused = ria.post(path, {"notes": "", "note-question_lacks": "De jeugd komt er niet in voor."})
    assert refused.status_code == 422
    assert "Ask this first, and tick it." in refused.content.decode()
    assert "De jeugd komt er niet in voor." in refused.content.decode()
    told = {"tick-question_is_theirs": "on", "note-question_lacks": "De jeugd komt er niet in voor."}
    assert ria.post(path, told).status_code == 302
    page = page_of(visitor(preparing.jan), reverse("information", args=["huize-lydia"]))
    assert "De jeugd komt er niet in voor." in page
    assert "Asked by Bram" not in page
    assert Missing("question", 1) in missing_gates(Case.objects.get(id=preparing.case))


ALSO = ASKED + "from_people = 40\n"


@pytest.fixture
def few(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Four who decide, and the question about sleep is asked from forty on."""
    cast = on_stage("also asked in a talk", lambda: to_preparing(make_case(at, approach=add_own(at, ALSO))))
    return stop_the_clock(monkeypatch, cast)


def test_below_its_number_a_question_is_offered_behind_one_link(few: Cast) -> None:
    ria, bram = neighbour(few.ria), talk_with(few.bram)
    page = page_of(ria, bram)
    assert 'name="tick-sleep"' not in page
    assert "Vraag dit ook" in page.partition("Dit kunt u ook vragen")[2]
    assert 'name="tick-sleep"' in page_of(ria, f"{bram}?more=1")
    assert ria.post(bram, {"tick-safe": "on"}).status_code == 302
    assert "Slaapt u goed?" not in page_of(ria, bram)


def test_once_it_was_asked_of_somebody_it_is_asked_of_everybody(few: Cast) -> None:
    ria = neighbour(few.ria)
    assert ria.post(f"{talk_with(few.bram)}?more=1", {"tick-sleep": "on"}).status_code == 302
    assert "Slaapt u goed?" in page_of(ria, talk_with(few.bram))
    assert 'name="tick-sleep"' in page_of(ria, talk_with(few.fatima))


def test_at_its_level_a_question_is_asked(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    tense = ASKED + 'from_level = "tension"\n'
    cast = stop_the_clock(monkeypatch, to_preparing(make_case(at, approach=add_own(at, tense))))
    assert 'name="tick-sleep"' in page_of(neighbour(cast.ria), talk_with(cast.bram))


def test_what_every_situation_reaches_is_refused() -> None:
    found = faults_of(ASKED + 'from_level = "simple"\nfrom_people = 1\n')
    assert found["talk.asks[2].from_level"].startswith("every level of this approach reaches it")
    assert found["talk.asks[2].from_people"].startswith("somebody is always there")
