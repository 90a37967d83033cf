"""Every address against every member of the cast, in every phase: the answers stand in access_table.txt.

A new address fails here until its row was looked at: `GEDRAGEN_TEST_WRITE=1 pytest` on this file.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern

from gedragen import clock
from gedragen.access.doing import Role
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.preparing.commands.preparation import BringView, bring_view
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from tests.pages.guards.access_listing import client_of, held, known, listing, receipts_of, table
from tests.support.cast import (
    Cast,
    come_in,
    invited,
    make_case,
    question_of,
    to_carrying_out,
    to_deciding,
    to_preparing,
)
from tests.support.stage import on_stage

TABLE = Path(__file__).parent / "access_table.txt"
COLUMNS = ("anyone", "stranger", "invited", "gone", "anna", "bram", "petra", "wim", "otto", "ria")
PHASES: dict[str, Callable[[Cast], Cast]] = {
    "starting": lambda cast: cast,
    "preparing": to_preparing,
    "deciding": lambda cast: to_deciding(to_preparing(cast)),
    "carrying_out": lambda cast: to_carrying_out(to_deciding(to_preparing(cast))),
}


def build(phase: str, at: datetime) -> tuple[Cast, dict[str, int | None]]:
    cast = on_stage(phase, lambda: PHASES[phase](make_case(at)))
    seats: dict[str, int | None] = {name: getattr(cast, name) or None for name in COLUMNS if hasattr(cast, name)}
    seats |= {"anyone": None, "stranger": question_of("xander", at)}
    if phase != "starting":
        seats["invited"] = invited(cast, "Ingrid", Role.PARTICIPANT, contact="ingrid@example.nl")
        seats["gone"] = gone = come_in(cast, "Gerrit", Role.PARTICIPANT, contact="gerrit@example.nl")
        decline(cast.case, by=gone, at=cast.at)
        ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at)
        answer_question(cast.case, AnswerQuestion(1, is_unknown=True), by=cast.petra, at=cast.at)
    if phase in ("preparing", "deciding"):
        bring_view(cast.case, BringView("Sluiten is beter."), by=cast.fatima, at=cast.at)
    return cast, seats


def found_in(phase: str, at: datetime) -> str:
    cast, seats = build(phase, at)
    clients: dict[str, Client | None] = {
        name: client_of(seats[name]) if name == "anyone" or seats.get(name) else None for name in COLUMNS
    }
    numbers = known(cast.case, cast.anna)

    def arguments(pattern: URLPattern) -> list[tuple[str, dict[str, object]]]:
        if pattern.name == "receipt_file":
            return [(about, numbers | row) for about, row in receipts_of(cast.bram or cast.anna)]
        return [("", numbers)]

    return table(phase, clients, listing(clients, arguments))


@pytest.mark.django_db
@pytest.mark.parametrize("phase", PHASES)
def test_everybody_gets_the_answer_of_the_table(phase: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    found = found_in(phase, at)
    assert held(TABLE, phase, PHASES, found) == found
