"""Whatever a Sight says, of a neighbourhood or of a family: its SQL gives exactly those rows."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gedragen.access.seeing import Rows, Sight
from gedragen.cases.engine.sight import Eyes, visible_nominations, visible_words
from gedragen.cases.engine.snapshot import snapshot_of
from gedragen.cases.models import Case, Nomination, Round, RoundAnswer, Seat, Words
from gedragen.cases.rounds.queries.rounds import round_cards
from gedragen.cases.state.own_rows import own_answers
from tests.cases.queries import test_family_sight as at_home
from tests.cases.queries import test_sight as on_the_street
from tests.support.cast import make_case
from tests.support.family_cast import make_family, out_of_closed_time, to_deciding, to_preparing, with_safety_frame

rows = st.sampled_from(list(Rows))


@pytest.fixture
def cases(db: None, at: datetime) -> list[Case]:
    """Both with something in every room, and with answers in a closed round, an open one, or both."""
    street = on_the_street.running(on_the_street.with_words_everywhere(make_case(at)))
    home = at_home.with_words_everywhere(to_deciding(to_preparing(with_safety_frame(make_family(at)))))
    at_home.running(out_of_closed_time(home))
    return list(Case.objects.filter(id__in=[street.case, home.case]))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sql_gives_what_the_sight_says(cases: list[Case], data: Any) -> None:
    eyes = any_eyes(data.draw, data.draw(st.sampled_from(cases)))
    case, sight = eyes.case, eyes.sight
    words = Words.objects.filter(case=case).select_related("room")
    assert ids(visible_words(eyes)) == {one.pk for one in words if sight.reads(one.room.key, one.seat_id)}
    check_rounds(eyes)
    named = Nomination.objects.filter(case=case).select_related("name__room")
    assert ids(visible_nominations(eyes)) == {
        one.pk
        for one in named
        if sight.shows(sight.nominations, one.by_id) or sight.reads(one.name.room.key, one.name.seat_id)
    }


def any_eyes(draw: Any, case: Case) -> Eyes:
    rooms = {room.pk: room for room in case.rooms.all()}
    seat = draw(st.sampled_from([None, *Seat.objects.filter(case=case).order_by("number")]))
    sight = Sight(
        seat=seat.pk if seat is not None else None,
        words={room.key: draw(rows) for room in rooms.values()},
        running=draw(rows),
        given=draw(rows),
        nominations=draw(rows),
        talks=draw(rows),
        bringers=draw(rows),
        entries=draw(rows),
    )
    return Eyes(snapshot_of(case.pk), seat, sight)


def check_rounds(eyes: Eyes) -> None:
    """Of every answer no more is told than the sight says: all of a closed round, or one's own."""
    rounds = list(Round.objects.filter(case=eyes.case).prefetch_related("item__versions"))
    cards = round_cards(eyes, rounds, own_answers(eyes))
    for round_ in rounds:
        rows = eyes.sight.given if round_.closed_at else eyes.sight.running
        card, answers = cards[round_.pk], RoundAnswer.objects.filter(round=round_)
        named = [one.by for one in card.answers if one.by] if eyes.sight.words["circle"] is Rows.ALL else []
        assert len(named) <= answers.count()
        assert round_.closed_at or not card.answers
        assert rows is Rows.ALL or not card.answers
        own = answers.filter(seat=eyes.seat).first() if eyes.seat is not None else None
        assert (card.mine is not None) == (own is not None and rows is not Rows.NONE)


def ids(found: Any) -> set[int]:
    return set(found.values_list("id", flat=True))
