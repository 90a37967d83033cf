"""What the authority promises beforehand is complete, and says who answers when it is silent."""

from dataclasses import replace
from datetime import date

import pytest

from gedragen.method.broken import RuleBroken
from gedragen.method.promise import LONGEST_TERM, PromiseText, Rung, Silence, checked, people_decide
from tests.support.refusals import breaks

PROMISE = PromiseText(
    rung=Rung.DIRECTING,
    brings="Geld en ruimte",
    answer_days=14,
    silence=Silence.COUNTS_AS_MET,
    silence_to="",
    silence_days=0,
    fallback="Dan sluit het huis.",
    promised_by="Otto",
    mandate="Besluit van 12 januari",
    promised_on=date(2026, 2, 2),
)
GOES_TO = replace(PROMISE, silence=Silence.GOES_TO, silence_to="De burgemeester", silence_days=7)


@pytest.mark.parametrize("promise", [PROMISE, GOES_TO])
def test_a_complete_promise_is_kept(promise: PromiseText) -> None:
    assert checked(promise, needs_name_for_silence=False) == promise


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("brings", "promise-needs-what-it-brings"),
        ("fallback", "promise-needs-fallback"),
        ("promised_by", "promise-needs-name"),
        ("mandate", "promise-needs-mandate"),
    ],
)
def test_every_part_of_a_promise_is_needed(part: str, code: str) -> None:
    with breaks(code):
        checked(replace(PROMISE, **{part: " "}), needs_name_for_silence=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("days", [0, -1, LONGEST_TERM + 1])
@pytest.mark.parametrize(
    ("part", "code"), [("answer_days", "promise-needs-term"), ("silence_days", "silence-needs-days")]
)
def test_a_term_is_neither_nothing_nor_endless(part: str, code: str, days: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        checked(replace(GOES_TO, **{part: days}), needs_name_for_silence=False)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.details) == (code, {"longest": LONGEST_TERM})


@pytest.mark.parametrize("days", [1, LONGEST_TERM])
def test_a_day_is_a_term_and_so_is_the_longest(days: int) -> None:
    promise = replace(GOES_TO, answer_days=days, silence_days=days)
    assert checked(promise, needs_name_for_silence=False) == promise


def test_silence_that_goes_to_somebody_names_them() -> None:
    with breaks("silence-needs-name"):
        checked(replace(GOES_TO, silence_to=""), needs_name_for_silence=False)


def test_with_a_frame_of_law_or_safety_somebody_is_always_named() -> None:
    with breaks("silence-needs-name"):
        checked(PROMISE, needs_name_for_silence=True)
    kept = checked(replace(GOES_TO, silence=Silence.COUNTS_AS_MET), needs_name_for_silence=True)
    assert (kept.silence_to, kept.silence_days) == ("De burgemeester", 7)


def test_nobody_is_named_where_silence_counts_as_met() -> None:
    kept = checked(replace(GOES_TO, silence=Silence.COUNTS_AS_MET), needs_name_for_silence=False)
    assert (kept.silence_to, kept.silence_days) == ("", 0)


@pytest.mark.parametrize("rung", Rung)
def test_people_decide_on_the_fifth_rung_only(rung: Rung) -> None:
    assert people_decide(rung) is (rung == 5)
