"""How often a page asks the database for who is the first to look since something changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gedragen.access.doing import Role
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.cases.models import Case, Frame, Seat
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import decline, join
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.preparing.commands.preparation import BringView, RecordPreparation, bring_view, record_preparation
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.opening import Introduce, introduce
from gedragen.method.consent import Answer
from gedragen.method.frames import FrameChange
from tests.pages.conftest import stop_the_clock
from tests.pages.house.test_light_and_quick import MOST_QUERIES, PAGES, path_of
from tests.support.cast import (
    FRAMES,
    INTRODUCTION,
    THEIRS,
    Cast,
    answer,
    invited,
    make_case,
    to_deciding,
    to_preparing,
    with_items,
    with_rounds,
)
from tests.support.visitor import visitor

pytestmark = pytest.mark.django_db

AFTER_SHARED, AFTER_JOIN = 12, 7
Act = Callable[[Cast], object]


@pytest.fixture
def asking(at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Two rounds are open, a third item waits, and two people were asked of whom one takes part by now."""
    cast = with_items(to_deciding(to_preparing(make_case(at))))
    with_rounds(cast)
    write_item(cast.case, ItemText("Een bank", "Een bank in de tuin.", "Om te zitten.", "In mei"), by=cast.bram, at=at)
    for name in ("Kees", "Lotte"):
        invited(cast, name, Role.PARTICIPANT)
    join(cast.case, by=seat_named(cast, "Kees"), at=at)
    return stop_the_clock(monkeypatch, cast)


def seat_named(cast: Cast, name: str) -> int:
    return Seat.objects.get(case=cast.case, name__text=name).pk


def read_by(cast: Cast) -> int:
    return Case.objects.get(id=cast.case).title_id or 0


def opens_a_round(cast: Cast) -> None:
    open_rounds(cast.case, OpenRounds((3,), closes_at=cast.at + timedelta(days=9)), by=cast.ria, at=cast.at)


def everybody_answers(cast: Cast) -> None:
    for seat in (cast.anna, cast.bram, cast.jan, cast.fatima):
        answer(cast, seat)


def somebody_says_no(cast: Cast) -> None:
    for seat in (cast.anna, cast.bram, cast.jan):
        answer(cast, seat)
    answer(cast, cast.fatima, Answer.OBJECTION, reason="Te duur.")


def changes_a_limit(cast: Cast) -> None:
    frame = Frame.objects.get(case=cast.case, number=1, superseded_at=None)
    changed = replace(FRAMES[0], text="De tuin blijft open.", reason="De wet is anders.")
    wider = ChangeFrame(changed, 1, FrameChange.WIDER, "Er is meer plek.", version=frame.version)
    change_frame(cast.case, wider, by=cast.otto, at=cast.at)


SHARED: dict[str, Act] = {
    "a round opens": opens_a_round,
    "a round closes": everybody_answers,
    "a round closes with a no": somebody_says_no,
    "an answer is written down": lambda cast: answer_on_behalf(
        cast.case, AnswerOnBehalf((SpokenAnswer(1, cast.jan, Answer.YES),)), by=cast.ria, at=cast.at
    ),
    "an item is written": lambda cast: write_item(
        cast.case, ItemText("Een hek", "Een hek.", "Om de hond.", "Nu"), by=cast.bram, at=cast.at
    ),
    "somebody is invited": lambda cast: invited(cast, "Piet", Role.PARTICIPANT),
    "another view is brought": lambda cast: bring_view(
        cast.case, BringView("Sluiten is beter."), by=cast.bram, at=cast.at
    ),
    "a question is asked": lambda cast: ask_question(cast.case, AskQuestion("Wat kost het?"), by=cast.bram, at=cast.at),
    "somebody is named": lambda cast: nominate(
        cast.case, Nominate(name="Wie", contact="wie@example.nl", concern=""), by=cast.bram, at=cast.at
    ),
    "the introduction changes": lambda cast: introduce(
        cast.case, Introduce(INTRODUCTION, read=read_by(cast)), by=cast.ria, at=cast.at
    ),
    "a talk is written down": lambda cast: record_preparation(
        cast.case, RecordPreparation(seat_named(cast, "Kees"), spoken=THEIRS), by=cast.ria, at=cast.at
    ),
}
OWN: dict[str, tuple[Act, int]] = {
    "somebody joins": (lambda cast: join(cast.case, by=seat_named(cast, "Lotte"), at=cast.at), AFTER_JOIN),
    "somebody leaves": (lambda cast: decline(cast.case, by=cast.jan, at=cast.at), AFTER_JOIN),
    "somebody answers": (lambda cast: answer(cast, cast.jan), MOST_QUERIES),
}


def first_looks(cast: Cast, act: Act) -> dict[str, int]:
    """Of each page: everything is looked at, it happens, and somebody is the first to look at this page."""
    clients = {name: visitor(cast.ria if name == "cockpit" else cast.bram) for name in PAGES}
    paths, asked = {name: path_of(cast, name) for name in PAGES}, {}
    for name in PAGES:
        forget_snapshots()
        for other in PAGES:
            clients[other].get(paths[other])
        before = transaction.savepoint()
        act(cast)
        with CaptureQueriesContext(connection) as seen:
            assert clients[name].get(paths[name]).status_code == 200
        asked[name] = len(seen)
        transaction.savepoint_rollback(before)
    return asked


@pytest.mark.parametrize("happening", SHARED)
def test_the_first_look_after_a_shared_act_asks_twelve_times_at_most(asking: Cast, happening: str) -> None:
    asked = first_looks(asking, SHARED[happening])
    assert max(asked.values()) <= AFTER_SHARED, asked


@pytest.mark.parametrize("happening", OWN)
def test_the_first_look_after_an_own_act_asks_little_more_than_any(asking: Cast, happening: str) -> None:
    act, most = OWN[happening]
    asked = first_looks(asking, act)
    assert max(asked.values()) <= most, asked


def test_the_first_look_after_sealing_asks_no_more_than_any(asking: Cast) -> None:
    join(asking.case, by=seat_named(asking, "Lotte"), at=asking.at)
    assert max(first_looks(asking, lambda cast: run_due(at=cast.at)).values()) <= MOST_QUERIES
