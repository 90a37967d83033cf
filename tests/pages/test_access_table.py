"""Every address against every member of the cast, in every phase: the answers stand in access_table.txt.

A new address fails here until its row was looked at: `GEDRAGEN_TEST_WRITE=1 pytest tests/pages/test_access_table.py`.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from gedragen import clock
from gedragen.access.doing import Role
from gedragen.cases.commands.preparation import bring_view
from gedragen.cases.commands.questions import answer_question, ask_question
from gedragen.cases.commands.seats import decline
from gedragen.cases.models import Case, Seat
from gedragen.cases.queries.getting_in import my_link
from gedragen.pages.urls import urlpatterns
from gedragen.people.models import Account
from tests.cast import Cast, come_in, invited, make_case, question_of, to_carrying_out, to_deciding, to_preparing

TABLE = Path(__file__).parent / "access_table.txt"
COLUMNS = ("anyone", "stranger", "invited", "gone", "anna", "bram", "petra", "wim", "otto", "ria")
PHASES: dict[str, Callable[[Cast], Cast]] = {
    "starting": lambda cast: cast,
    "preparing": to_preparing,
    "deciding": lambda cast: to_deciding(to_preparing(cast)),
    "carrying_out": lambda cast: to_carrying_out(to_deciding(to_preparing(cast))),
}
# These act and show nothing, or belong to no case; their own tests hold them.
ELSEWHERE = {"enter_code", "link", "lost_link", "leave", "demo", "demo_step_in"}


def build(phase: str, at: datetime) -> tuple[Cast, dict[str, int | None]]:
    cast = make_case(at)
    cast = PHASES[phase](cast)
    seats: dict[str, int | None] = {name: getattr(cast, name) or None for name in COLUMNS if hasattr(cast, name)}
    seats |= {"anyone": None, "stranger": question_of("xander", at)}
    if phase != "starting":
        seats["invited"] = invited(cast, "Ingrid", Role.PARTICIPANT, contact="ingrid@example.nl")
        seats["gone"] = gone = come_in(cast, "Gerrit", Role.PARTICIPANT, contact="gerrit@example.nl")
        decline(cast.case, by=gone, at=cast.at)
        ask_question(cast.case, "Wat kost de verwarming?", by=cast.bram, at=cast.at)
        answer_question(cast.case, 1, is_unknown=True, by=cast.petra, at=cast.at)
    if phase in ("preparing", "deciding"):
        bring_view(cast.case, "Sluiten is beter.", by=cast.fatima, at=cast.at)
    return cast, seats


def client_of(seat: int | None) -> Client:
    """A browser that came in by the personal link, as a person does."""
    client = Client()
    account = Account.objects.filter(seats=seat).first() if seat else None
    if account is not None:
        client.force_login(account)
    elif seat is not None:
        client.post(reverse("link", args=[my_link(seat)]))
    return client


def arguments(pattern: URLPattern, cast: Cast) -> dict[str, object]:
    known = {
        "address": Case.objects.get(id=cast.case).address,
        "number": 1,
        "seat_id": cast.anna,
        "case_id": Seat.objects.get(id=cast.anna).case_id,
        "test": 1,
        "frame": 1,
    }
    return {name: known[name] for name in pattern.pattern.converters}


def rows(phase: str, at: datetime) -> Iterator[str]:
    cast, seats = build(phase, at)
    clients = {name: client_of(seats[name]) for name in COLUMNS if name == "anyone" or seats.get(name)}
    for pattern in sorted(urlpatterns, key=lambda found: str(found.name)):
        if pattern.name in ELSEWHERE:
            continue
        url = reverse(str(pattern.name), kwargs=arguments(pattern, cast))
        answers = (str(clients[name].get(url).status_code) if name in clients else "-" for name in COLUMNS)
        yield f"{pattern.name:<20}" + "".join(f"{answer:>10}" for answer in answers)


def table(phase: str, at: datetime) -> str:
    heads = f"{phase:<20}" + "".join(f"{name:>10}" for name in COLUMNS)
    return "\n".join([heads, *rows(phase, at)])


@pytest.mark.django_db
@pytest.mark.parametrize("phase", PHASES)
def test_everybody_gets_the_answer_of_the_table(phase: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    found = table(phase, at)
    if os.environ.get("GEDRAGEN_TEST_WRITE"):
        written = dict(_blocks()) | {phase: found}
        TABLE.write_text("\n\n".join(written[name] for name in PHASES if name in written) + "\n", encoding="utf-8")
    assert dict(_blocks())[phase] == found


def _blocks() -> Iterator[tuple[str, str]]:
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    for block in text.strip().split("\n\n"):
        if block:
            yield block.split()[0], block.rstrip("\n")
