"""The one exit in a family: what a Sight says and what its SQL gives are the same rows, in every state."""

from collections.abc import Callable

import pytest

from gedragen.cases.closed_time.commands import EndClosedTime, end_closed_time
from gedragen.cases.engine.sight import eyes_of, visible_nominations, visible_words
from gedragen.cases.models import Nomination, NominationState, Seat, Words
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    decide_nomination,
    discuss_nomination,
)
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from tests.support.family_cast import Family, answer, into_closed_time, name_somebody, out_of_closed_time, with_rounds


def with_words_everywhere(family: Family) -> Family:
    give_voice(family.case, GiveVoice("Alleen voor Ria.", room="private"), by=family.henk, at=family.at)
    give_voice(family.case, GiveVoice("Voor iedereen.", room="circle"), by=family.truus, at=family.at)
    bring_view(family.case, BringView("Laat het zo."), by=family.leyla, at=family.at)
    ask_question(family.case, AskQuestion("Wat kost het?"), by=family.sanne, at=family.at)
    kept_out = name_somebody(family, "piet", by=family.henk)
    discuss_nomination(family.case, DiscussNomination(kept_out), by=family.ria, at=family.at)
    decide_nomination(
        family.case,
        DecideNomination(kept_out, NominationState.EXCLUDED, reason="Onveilig."),
        by=family.sanne,
        at=family.at,
    )
    name_somebody(family, "mien", by=family.truus)
    return family


def somebody_left(family: Family) -> Family:
    decline(family.case, by=family.leyla, at=family.at)
    return family


def closed_and_out(family: Family) -> Family:
    end_closed_time(family.case, EndClosedTime(1), by=family.sanne, at=family.at)
    return family


def running(family: Family) -> Family:
    answer(with_rounds(family), family.sanne)
    return family


STATES: dict[str, Callable[[Family], Family]] = {
    "before": lambda family: family,
    "inside": into_closed_time,
    "out": lambda family: closed_and_out(into_closed_time(family)),
    "brought out": out_of_closed_time,
    "a round runs": lambda family: running(out_of_closed_time(family)),
    "somebody left": lambda family: somebody_left(into_closed_time(family)),
}


@pytest.mark.parametrize("state", STATES)
def test_sql_and_sight_agree_for_everybody(family_deciding: Family, state: str) -> None:
    family = STATES[state](with_words_everywhere(family_deciding))
    for seat in Seat.objects.filter(case=family.case):
        eyes = eyes_of(family.case, seat.pk)
        words = Words.objects.filter(case=family.case).select_related("room")
        right = {one.pk for one in words if eyes.sight.reads(one.room.key, one.seat_id)}
        assert set(visible_words(eyes).values_list("id", flat=True)) == right
        named = Nomination.objects.filter(case=family.case).select_related("name__room")
        known = {
            one.pk
            for one in named
            if eyes.sight.shows(eyes.sight.nominations, one.by_id)
            or eyes.sight.reads(one.name.room.key, one.name.seat_id)
        }
        assert set(visible_nominations(eyes).values_list("id", flat=True)) == known


@pytest.mark.parametrize("name", ["ria", "karin", "arjen"])
@pytest.mark.parametrize("state", STATES)
def test_no_row_of_a_closed_room_is_for_who_is_there_by_profession(
    family_deciding: Family, state: str, name: str
) -> None:
    family = STATES[state](family_deciding)
    assert not visible_words(eyes_of(family.case, getattr(family, name))).filter(room__is_closed=True).exists()
