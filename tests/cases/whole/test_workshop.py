"""An approach that stands nowhere else, written from the how-to alone: a shared workshop, played from end to end."""

from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.cases.declaring.commands import Withdraw, withdraw_declaration
from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.models import Case, DocumentVersion, Seat
from gedragen.cases.plan.commands import AgreeArrangement, agree_arrangement
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.phases import Phase
from tests.support.cast import (
    Cast,
    through_the_stages,
    to_carrying_out,
    to_deciding,
)
from tests.support.plays.workshop import all_have_read, begun
from tests.support.refusals import breaks
from tests.support.stage import on_stage
from tests.support.visitor import neighbour


@pytest.fixture
def cast(db: None, at: datetime) -> Cast:
    return on_stage("a workshop", lambda: begun(at))


def test_it_is_played_from_limits_to_looking_after_it(cast: Cast) -> None:
    to_deciding(all_have_read(cast))
    checks = AgreeArrangement(DeclarationKind.WHO_CHECKS, "Fatima loopt elke maand rond.")
    agree_arrangement(cast.case, checks, by=cast.fatima, at=cast.at)
    to_carrying_out(cast)
    case = Case.objects.get(id=cast.case)
    assert case.phase == Phase.CARRYING_OUT
    number = str(Seat.objects.get(id=cast.bram).number)
    chores = {"chore": "De zaag slijpen", "who": number, "first": "2026-05-01", "often": "monthly"}
    write_document(cast.case, WriteDocument(1, chores), by=cast.bram, at=cast.at)
    for seat in cast.deciders:
        sign_document(cast.case, SignDocument(1, version=1), by=seat, at=cast.at)
    assert DocumentVersion.objects.get().signed_at is not None
    assert verify_lines(list(export_lines(case, at=cast.at, reads=whole))).ok


def test_deciding_waits_for_who_has_not_read_the_rules_and_for_who_takes_that_back(cast: Cast) -> None:
    all_have_read(cast)
    withdraw_declaration(cast.case, Withdraw("rules_read"), by=cast.bram, at=cast.at)
    assert [gate.declaration for gate in missing_gates(Case.objects.get(id=cast.case)) if gate.declaration] == [
        "rules_read"
    ]
    through_the_stages(cast.case, by=cast.ria, at=cast.at)
    with breaks("gates-missing"):
        move_on(cast.case, MoveOn(Phase.PREPARING), by=cast.ria, at=cast.at)


def test_its_own_words_are_on_its_pages(cast: Cast) -> None:
    address = home_sheet(cast.case, viewer=cast.bram).head.address
    bram = neighbour(cast.bram)
    page = bram.get(f"/situatie/{address}/verklaringen/rules_read/").content.decode()
    assert "Hebt u de regels van de werkplaats gelezen?" in page
    assert "Ja, ik heb de regels gelezen" in page
    assert "Samen zorgen voor de werkplaats" in bram.get(f"/situatie/{address}/aanpak/").content.decode()
    road = bram.get(reverse("road", args=[address])).content.decode()
    assert "Aan de werkbank: met ieder lid even apart" in road
    assert "Wat maakt u hier graag?" in road
