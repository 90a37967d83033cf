"""A frame is complete, and one from after the freeze is what it says it is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.frames import (
    NEVER_BY_SILENCE,
    FrameChange,
    FrameKind,
    FrameText,
    Later,
    asked_again,
    asks_openly,
    check_later,
    check_may_change,
    checked,
    is_told,
    sounds_like_a_solution,
)
from tests.support.refusals import breaks

FRAME = FrameText("Geen extra geld.", "Blijft het binnen de begroting?", "De kas is leeg.", "Raad", FrameKind.MONEY)


@pytest.mark.parametrize("part", ["text", "question", "reason", "source"])
def test_every_part_of_a_frame_is_needed(part: str) -> None:
    with breaks(f"frame-needs-{part}"):
        checked(replace(FRAME, **{part: " \n"}))  # type: ignore[arg-type]


def test_a_frame_is_kept_without_surrounding_space() -> None:
    assert checked(replace(FRAME, text="  Geen extra geld. ")) == FRAME


SAFETY = replace(FRAME, kind=FrameKind.SAFETY, competent=" De gezinsvoogd, volgens de beschikking ")


def test_where_an_approach_asks_for_it_a_safety_frame_says_who_may_set_it() -> None:
    assert checked(SAFETY, safety_names_authority=True).competent == "De gezinsvoogd, volgens de beschikking"
    with breaks("safety-frame-needs-authority"):
        checked(replace(SAFETY, competent=" "), safety_names_authority=True)


def test_other_frames_and_other_approaches_need_not_say_so() -> None:
    checked(FRAME, safety_names_authority=True)
    assert checked(replace(SAFETY, competent="")).competent == ""


FROZEN = date(2026, 9, 4)
CHANGES = st.builds(
    Later,
    change=st.sampled_from(FrameChange),
    because=st.sampled_from(["", " ", "De brandweer kwam langs."]),
    source_on=st.none() | st.dates(date(2026, 8, 1), date(2026, 10, 31)),
    touches=st.lists(st.integers(1, 9), max_size=3).map(tuple),
)


@given(CHANGES, st.sampled_from(FrameKind), st.booleans())
def test_after_the_freeze_only_law_or_safety_from_after_it_binds_anybody_unasked(
    later: Later, kind: FrameKind, is_new: bool
) -> None:
    try:
        check_later(later, kind, is_new=is_new, frozen_on=FROZEN)
    except RuleBroken:
        return
    assert later.because.strip()
    assert not (is_new and later.change is FrameChange.WIDER)
    touched = frozenset(later.touches)
    if later.change is FrameChange.BINDING:
        assert kind in NEVER_BY_SILENCE
        assert later.source_on is not None
        assert later.source_on > FROZEN
        assert asked_again(later.change, touched, accepted=False) == touched
    else:
        assert not asked_again(later.change, touched, accepted=False)


@given(st.frozensets(st.integers(1, 9)), st.booleans())
def test_more_room_asks_nothing_again_and_another_limit_only_once_it_is_accepted(
    touched: frozenset[int], accepted: bool
) -> None:
    assert not asked_again(FrameChange.WIDER, touched, accepted=accepted)
    assert asked_again(FrameChange.ASKED, touched, accepted=accepted) == (touched if accepted else frozenset())


def test_what_changed_is_told_until_the_next_passed_round_of_what_it_touches() -> None:
    assert is_told(waits=True, again=0, touched=False, passed=True)
    assert is_told(waits=False, again=1, touched=True, passed=True)
    assert not is_told(waits=False, again=0, touched=True, passed=False)
    assert is_told(waits=False, again=0, touched=False, passed=False)
    assert not is_told(waits=False, again=0, touched=False, passed=True)


def test_nobody_moves_the_measure_while_it_measures() -> None:
    check_may_change(test_is_open=False)
    with breaks("frame-test-is-open"):
        check_may_change(test_is_open=True)


# From a house, a school, a park, a family, a street, a care home and a company.
SOLUTIONS = (
    "Het huis moet worden verkocht.",
    "Wij gaan halveren.",
    "We SELL the house.",
    "Alle telefoons gaan bij binnenkomst in een kluisje",
    "Telefoons zijn verboden in de klas.",
    "We verbieden de fatbike in het park.",
    "Een helm is verplicht.",
    "Iedereen moet om tien uur naar huis.",
    "De hond moet aan de lijn.",
    "Er komt een hek om de speeltuin.",
    "Gebruik de app van de gemeente.",
    "Zet camera's bij de ingang.",
    "Elke bewoner krijgt een vaste begeleider.",
    "De jongere moet naar een logeerhuis.",
    "Everyone must use the new system.",
)
LIMITS = (
    "Er komt geen extra geld.",
    "Het huis blijft open voor iedereen.",
    "Besluitvorming",
    "Leerlingen worden in de les niet gestoord door telefoons.",
    "De kinderen zijn iedere nacht veilig.",
    "Het kost niet meer dan 5.000 euro per jaar.",
    "De doorgang blijft vrij voor de brandweer.",
    "Iedereen is welkom.",
    "Het plan houdt zich aan de wet.",
)


@pytest.mark.parametrize("text", SOLUTIONS)
def test_a_solution_gets_a_hint(text: str) -> None:
    assert sounds_like_a_solution(text)


@pytest.mark.parametrize("text", LIMITS)
def test_a_limit_gets_none(text: str) -> None:
    assert not sounds_like_a_solution(text)


@pytest.mark.parametrize(
    "question", ["Hoe zorgen we voor rust?", " wat kost het?", "Welke regels?", "Waarom?", "How many people?"]
)
def test_a_question_that_nobody_answers_with_yes_or_no_gets_a_hint(question: str) -> None:
    assert asks_openly(question)


@pytest.mark.parametrize("question", ["Is het rustig in de klas?", "Blijft het binnen de begroting?", "Watert het af?"])
def test_a_yes_or_no_question_gets_none(question: str) -> None:
    assert not asks_openly(question)
