"""A frame is complete, and a solution in disguise gets a hint, never a refusal."""

from dataclasses import replace

import pytest

from gedragen.method.frames import FrameKind, FrameText, checked, sounds_like_a_solution
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


@pytest.mark.parametrize("text", ["Het huis moet worden verkocht.", "Wij gaan halveren.", "We SELL the house."])
def test_a_solution_gets_a_hint(text: str) -> None:
    assert sounds_like_a_solution(text)


@pytest.mark.parametrize("text", ["Er komt geen extra geld.", "Het huis blijft open voor iedereen.", "Besluitvorming"])
def test_a_frame_gets_none(text: str) -> None:
    assert not sounds_like_a_solution(text)
