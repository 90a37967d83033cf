"""Every address against every member of the family, in every phase and while the door is shut: family_table.txt.

Where the room of a row decides who sees it, there is a line for each room; and one for an id that was guessed, and one
for an id of another family. A new address fails here until its lines were looked at:
`GEDRAGEN_TEST_WRITE=1 pytest tests/pages/guards/test_family_access_table.py`.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern

from gedragen import clock
from gedragen.access.doing import Role
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.models import Case, Photo
from gedragen.cases.people.commands.nominations import DiscussNomination, discuss_nomination
from gedragen.cases.people.commands.seats import Invitation, RenewLink, decline, erase_me, invite, renew_link
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from tests.pages.guards.access_listing import blocks, client_of, held, listing, receipts_of, table
from tests.support.cast import mail_of
from tests.support.family_cast import (
    Family,
    come_in,
    into_closed_time,
    make_family,
    name_somebody,
    to_carrying_out,
    to_deciding,
    to_preparing,
    with_rounds,
    with_safety_frame,
)
from tests.support.stage import on_stage

TABLE = Path(__file__).parent / "family_table.txt"
OUTSIDE = ("anyone", "another's", "old link", "forgotten")
INSIDE = ("invited", "gone", "sanne", "daan", "truus", "joke", "karin", "arjen", "ria")
GUESSED = 9_999_999
Arguments = dict[str, object]


def walked(family: Family) -> Family:
    return to_deciding(to_preparing(with_safety_frame(family)))


STATES: dict[str, Callable[[Family], Family]] = {
    "starting": with_safety_frame,
    "preparing": lambda family: to_preparing(with_safety_frame(family)),
    "closed": lambda family: into_closed_time(walked(family)),
    "answering": lambda family: with_rounds(walked(family)),
    "carrying_out": lambda family: to_carrying_out(walked(family)),
}


def clients_of(family: Family, other: Family, state: str) -> dict[str, Client | None]:
    """Everyone with a browser of their own. Some of them left, or their link was renewed, after they came in."""
    clients: dict[str, Client | None] = dict.fromkeys((*OUTSIDE, *INSIDE))
    clients |= {"anyone": client_of(None), "another's": client_of(other.sanne)}
    clients |= {name: client_of(seat) for name in INSIDE if (seat := getattr(family, name, 0))}
    if state == "starting":
        return clients
    left = {
        name: come_in(family, guest)
        for name, guest in (("old link", "koos"), ("forgotten", "fien"), ("gone", "gerrit"))
    }
    guest = Invitation("Ingrid", mail_of("ingrid"), Role.PARTICIPANT, nomination=named(family, "ingrid", family.sanne))
    clients |= {name: client_of(seat) for name, seat in left.items()}
    clients["invited"] = client_of(invite(family.case, guest, by=family.ria, at=family.at))
    renew_link(family.case, RenewLink(left["old link"]), by=family.ria, at=family.at)
    decline(family.case, by=left["gone"], at=family.at)
    erase_me(family.case, by=left["forgotten"], at=family.at)
    return clients


def named(family: Family, name: str, by: int) -> int:
    return name_somebody(family, name, by=by)


def rows_by_room(family: Family, state: str) -> dict[str, list[tuple[str, Arguments]]]:
    """The lines of an address of which the row stands in one room or another."""
    private = named(family, "bas", family.arjen if state == "starting" else family.truus)
    counsel = named(family, "tom", family.ria)
    discuss_nomination(family.case, DiscussNomination(counsel), by=family.ria, at=family.at)
    people: list[tuple[str, Arguments]] = [("private", {"number": private}), ("counsel", {"number": counsel})]
    rows = {
        "nomination": people,
        "decide_nomination": people,
        "receipt_file": receipts_of(family.truus or family.sanne),
    }
    rows |= {"photo": pictures} if (pictures := photos_by_room(family)) else {}
    if state == "carrying_out":
        in_plan = offer_task(family.case, Offer(1, "Ophalen", family.truus), by=family.sanne, at=family.at)
        asked = offer_task(family.case, Offer(1, "Bellen", family.karin), by=family.sanne, at=family.at)
        rows["task"] = [("plan", {"number": in_plan}), ("information", {"number": asked})]
    return rows


def photos_by_room(family: Family) -> list[tuple[str, Arguments]]:
    """Of the paper that stays inside, and once something came out of the one in the plan."""
    photos = Photo.objects.filter(case=family.case).select_related("room")
    rooms = {"closed" if photo.room.is_closed else photo.room.key: photo.pk for photo in photos.order_by("pk")}
    return [(room, {"number": number}) for room, number in rooms.items()]


def found_in(state: str, at: datetime) -> str:
    other = on_stage("another family", lambda: walked(make_family(at)))
    family = STATES[state](make_family(at))
    clients = clients_of(family, other, state)
    if state != "starting":
        ask_question(family.case, AskQuestion("Wat kost het?"), by=family.sanne, at=family.at)
        answer_question(family.case, AnswerQuestion(1, is_unknown=True), by=family.karin, at=family.at)
    by_room = rows_by_room(family, state)
    known: dict[str, object] = {"address": Case.objects.get(id=family.case).address, "seat_id": family.sanne}
    known |= {"key": "responsibility", "about": str(family.sanne), "kind": "reply"}
    known |= {"number": 1, "case_id": family.case, "test": 1, "frame": 1, "room": 1, "months": 3}

    def arguments(pattern: URLPattern) -> list[tuple[str, Arguments]]:
        needs = set(pattern.pattern.converters)
        if "address" not in needs:
            return []
        found = [(room, known | row) for room, row in by_room.get(str(pattern.name), [("", {})])]
        found += [("guessed", known | dict.fromkeys(needs - {"address"}, GUESSED))] if len(needs) > 1 else []
        found += [("another's", known | {"seat_id": other.truus})] if "seat_id" in needs else []
        return found

    return table(state, clients, listing(clients, arguments))


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_everybody_gets_the_answer_of_the_table(state: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    found = found_in(state, at)
    assert held(TABLE, state, STATES, found) == found


def lines() -> list[tuple[str, str, dict[str, str]]]:
    """Of every line the address, the words after it, and the answer to each."""
    answers = []
    for _, block in blocks(TABLE):
        for line in block.splitlines()[1:]:
            cells, first = line.split()[-len(OUTSIDE + INSIDE) :], line.split()
            about = " ".join(first[1 : len(first) - len(cells)])
            answers.append((first[0], about, dict(zip(OUTSIDE + INSIDE, cells, strict=True))))
    return answers


def test_nobody_from_outside_learns_that_a_family_is_there() -> None:
    told = [line for line in lines() if {line[2][who] for who in OUTSIDE} - {"404", "405", "-"}]
    assert not told


def test_an_id_that_was_guessed_or_belongs_to_another_family_opens_nothing() -> None:
    opened = [line for line in lines() if line[1] in ("guessed", "another's") and "200" in line[2].values()]
    assert not opened


def test_who_was_named_in_private_is_read_by_the_facilitator_alone() -> None:
    for name, room, answers in lines():
        if name in ("nomination", "decide_nomination"):
            read = {who for who, answer in answers.items() if answer == "200"}
            assert read <= ({"ria"} if name == "nomination" else {"sanne"} if room == "counsel" else set())


def test_paper_that_stays_inside_is_seen_by_those_inside_alone() -> None:
    seen = [
        {who for who, answer in answers.items() if answer == "200"} for _, room, answers in lines() if room == "closed"
    ]
    assert seen
    assert all(who == {"sanne", "daan", "truus", "joke"} for who in seen)


def test_no_page_breaks() -> None:
    assert not [line for line in lines() if "500" in line[2].values()]
