"""Where an approach says that the main person decides, or that professionals are asked for their own part."""

from datetime import datetime
from typing import Any

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Round, RoundAnswer, Seat
from gedragen.cases.people.commands.choosing import ChangeWhoDecides, change_who_decides
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    SpokenAnswer,
    TakeBack,
    answer_on_behalf,
    take_back,
)
from gedragen.cases.rounds.commands.rounds import CloseRound, close_round
from gedragen.cases.rounds.queries.on_behalf import meeting_sheet
from gedragen.cases.state.plan_state import stands
from gedragen.method.consent import Answer, Outcome
from gedragen.method.items import ItemState
from gedragen.method.lights import Light
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals
from tests.support.cast import (
    Cast,
    answer,
    later,
    make_case,
    to_deciding,
    to_preparing,
    with_items,
    with_rounds,
)
from tests.support.dump import unchanged
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.family_cast import to_preparing as family_to_preparing
from tests.support.own_file import add_own
from tests.support.refusals import breaks, denied
from tests.support.stage import on_stage

ANNA_DECIDES = '[decides]\nrule = "main_person"'
THEIR_PART = '[decides]\nrule = "consent"\nprofessionals = "for_their_part"'
NEVER = '[decides]\nrule = "consent"\nprofessionals = "no"'


def deciding_under(at: datetime, *added: str) -> Cast:
    return on_stage(
        f"deciding under {added}", lambda: to_deciding(to_preparing(make_case(at, approach=add_own(at, *added))))
    )


@pytest.fixture
def advising(db: None, at: datetime) -> Cast:
    """Anna decides; Bram carries the first item, and nobody the second. Rounds are open about both."""
    return with_rounds(with_items(deciding_under(at, ANNA_DECIDES)))


@pytest.fixture
def petras_part(db: None, at: datetime) -> Cast:
    """Petra carries the first item. Rounds are open about both."""
    cast = deciding_under(at, THEIR_PART)
    return with_rounds(with_items(cast, bound=(cast.petra,)))


def state_of(cast: Cast, item: int) -> ItemState:
    return stands(fresh(cast.case))[item].state


def close_all(cast: Cast) -> None:
    later(cast, days=15)
    for round_ in Round.objects.filter(case=cast.case, closed_at__isnull=True):
        close_round(cast.case, CloseRound(round_.pk), by=CLOCK, at=cast.at)


def test_an_item_passes_with_the_yes_of_whom_it_is_about_and_others_only_advise(advising: Cast) -> None:
    answer(advising, advising.anna, item=2)
    answer(advising, advising.fatima, Answer.OBJECTION, item=2, reason="Te duur.")
    close_all(advising)
    round_ = Round.objects.get(case=advising.case, item__number=2)
    assert state_of(advising, 2) is ItemState.PASSED
    assert (round_.yes, round_.objected, round_.not_reached) == (1, 0, 0)
    assert list(round_.decided_by.values_list("id", flat=True)) == [advising.anna]


def test_without_the_yes_of_whom_it_is_about_nothing_passes_whatever_others_say(advising: Cast) -> None:
    for seat in (advising.bram, advising.fatima, advising.jan):
        answer(advising, seat, item=2)
    close_all(advising)
    assert state_of(advising, 2) is ItemState.IN_ROUND
    close_all(advising)
    assert Round.objects.get(case=advising.case, item__number=2).outcome == Outcome.NOT_PASSED


def test_who_carries_it_says_yes_to_their_own_part(advising: Cast) -> None:
    answer(advising, advising.anna)
    answer(advising, advising.bram, Answer.OBJECTION, reason="Dat lukt mij niet.")
    close_all(advising)
    assert state_of(advising, 1) is ItemState.OBJECTED


def test_advice_against_it_stands_with_the_item_and_keeps_the_light_off(advising: Cast) -> None:
    for seat in (advising.anna, advising.bram):
        answer(advising, seat)
        answer(advising, seat, item=2)
    answer(advising, advising.fatima, Answer.OBJECTION, item=2, reason="Te duur.")
    close_all(advising)
    sheet = plan_sheet(advising.case, viewer=advising.anna)
    given = {one.by: one for one in sheet.items[1].round.answers} if sheet.items[1].round else {}
    assert [one.state for one in sheet.items] == [ItemState.PASSED] * 2
    assert given["Fatima Amrani"].is_advice
    assert given["Fatima Amrani"].reason == "Te duur."
    assert not given["Anna de Vries"].is_advice
    assert not sheet.lights[Light.NOBODY_SAYS_NO]


def test_who_advised_has_no_yes_to_take_back(advising: Cast) -> None:
    for seat in (advising.anna, advising.fatima):
        answer(advising, seat, item=2)
    close_all(advising)
    with unchanged(), breaks("you-gave-no-yes"):
        take_back(advising.case, TakeBack(2, "Ik bedacht me."), by=advising.fatima, at=advising.at)
    take_back(advising.case, TakeBack(2, "Ik bedacht me."), by=advising.anna, at=advising.at)
    assert state_of(advising, 2) is ItemState.IN_ROUND


def test_whom_it_is_about_keeps_their_say_where_they_decide(db: None, at: datetime) -> None:
    key = add_own(at, ANNA_DECIDES, like="family_group_conference")
    family = family_to_preparing(with_safety_frame(make_family(at, approach=key)))
    take_away = ChangeWhoDecides(family.sanne, decides=False)
    with unchanged(), breaks("main-person-decides"):
        change_who_decides(family.case, take_away, by=family.sanne, at=family.at)


def test_a_professional_is_asked_about_their_own_part_and_nothing_else(petras_part: Cast) -> None:
    answer(petras_part, petras_part.petra)
    with unchanged(), breaks("not-your-part"):
        answer(petras_part, petras_part.petra, item=2)
    assert RoundAnswer.objects.get(seat=petras_part.petra).round.item.number == 1


def test_without_a_yes_of_the_professional_who_does_it_an_item_does_not_pass(petras_part: Cast) -> None:
    for seat in petras_part.deciders:
        answer(petras_part, seat)
        answer(petras_part, seat, item=2)
    assert state_of(petras_part, 2) is ItemState.PASSED
    assert state_of(petras_part, 1) is ItemState.IN_ROUND
    answer(petras_part, petras_part.petra)
    assert state_of(petras_part, 1) is ItemState.PASSED


def test_only_the_professional_whose_part_it_is_hears_of_the_round(petras_part: Cast) -> None:
    read_journals(at=petras_part.at)
    told = Delivery.objects.filter(notice="round-opened", seat=petras_part.petra)
    assert [one.entry.data["item"] for one in told if one.entry] == [1]


def test_what_a_professional_says_aloud_is_written_down_for_their_own_part(petras_part: Cast) -> None:
    speaker = next(one for one in meeting_sheet(petras_part.case, viewer=petras_part.ria).speakers if one.part)
    assert (speaker.seat_id, speaker.part) == (petras_part.petra, frozenset({1}))
    by: dict[str, Any] = {"by": petras_part.ria, "at": petras_part.at}
    spoken = AnswerOnBehalf((SpokenAnswer(2, petras_part.petra, Answer.YES),))
    with unchanged(), pytest.raises(NotFound):
        answer_on_behalf(petras_part.case, spoken, **by)
    answer_on_behalf(petras_part.case, AnswerOnBehalf((SpokenAnswer(1, petras_part.petra, Answer.YES),)), **by)
    assert RoundAnswer.objects.get(seat=petras_part.petra).answer == Answer.YES
    assert not any(
        one.part for one in meeting_sheet(petras_part.case, viewer=petras_part.ria).speakers if one.waits == ()
    )


def test_otherwise_a_professional_can_carry_nothing_and_is_not_asked(db: None, at: datetime) -> None:
    cast = deciding_under(at)
    with unchanged(), breaks("only-deciders-are-bound"):
        with_items(cast, bound=(cast.petra,))
    with_rounds(with_items(cast))
    with denied("needs-answers"):
        answer(cast, cast.petra)


def family_under(at: datetime, *added: str) -> Family:
    key = add_own(at, *added, like="family_group_conference")
    return family_to_preparing(with_safety_frame(make_family(at, approach=key)))


def test_a_professional_gets_a_say_when_they_are_asked_and_never_where_the_approach_says_no(
    db: None, at: datetime
) -> None:
    family = family_under(at, NEVER)
    give = ChangeWhoDecides(family.karin, decides=True)
    with unchanged(), breaks("cannot-decide"):
        change_who_decides(family.case, give, by=family.sanne, at=family.at)


def test_where_it_says_when_asked_they_can_be_given_one(db: None, at: datetime) -> None:
    family = family_under(at, NEVER.replace('"no"', '"when_asked"'))
    change_who_decides(family.case, ChangeWhoDecides(family.karin, decides=True), by=family.sanne, at=family.at)
    assert Seat.objects.get(id=family.karin).decides
