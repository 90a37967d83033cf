"""The authority says met, not met and what must change, or once: this is missing. Silence means what was promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.frame_test import SETTLED, GivenVerdict, Verdict, checked, met_by_silence, result
from gedragen.method.frame_test import TestResult as Result
from gedragen.method.frames import NEVER_BY_SILENCE, FrameKind
from gedragen.method.promise import Silence
from tests.method.few import few
from tests.support.refusals import breaks

frames = st.dictionaries(st.integers(1, 5), st.sampled_from(FrameKind), max_size=5)
verdicts = st.dictionaries(st.integers(1, 5), st.sampled_from(Verdict), max_size=5)
Frames = dict[int, FrameKind]
Verdicts = dict[int, Verdict]


def test_met_needs_no_word() -> None:
    assert checked(GivenVerdict(Verdict.MET), asked_before=False) == GivenVerdict(Verdict.MET)


def test_a_word_with_met_is_kept_without_surrounding_space() -> None:
    assert checked(GivenVerdict(Verdict.MET, " mooi "), asked_before=True) == GivenVerdict(Verdict.MET, "mooi")


def test_not_met_says_what_must_change() -> None:
    not_met = GivenVerdict(Verdict.NOT_MET, " een dak erop ")
    assert checked(not_met, asked_before=True) == GivenVerdict(Verdict.NOT_MET, "een dak erop")
    with breaks("not-met-needs-change"):
        checked(GivenVerdict(Verdict.NOT_MET, "  "), asked_before=False)


def test_asking_for_information_names_what_is_missing() -> None:
    with breaks("information-needs-name"):
        checked(GivenVerdict(Verdict.NEEDS_INFORMATION), asked_before=False)


def test_information_is_asked_once() -> None:
    asked = GivenVerdict(Verdict.NEEDS_INFORMATION, "de huurprijs")
    assert checked(asked, asked_before=False) == asked
    with breaks("information-asked-before"):
        checked(asked, asked_before=True)


def test_nobody_gives_silence_as_a_verdict() -> None:
    with breaks("silence-is-not-a-verdict"):
        checked(GivenVerdict(Verdict.MET_BY_SILENCE), asked_before=False)


def test_without_frames_the_law_alone_is_the_limit() -> None:
    assert result({}, {}) is Result.MET


@few
@given(verdicts, frames)
def test_one_unsettled_frame_keeps_the_test_open(given_: Verdicts, asked: Frames) -> None:
    unsettled = [frame for frame in asked if given_.get(frame) not in SETTLED]
    assert (result(given_, asked) is Result.OPEN) == bool(unsettled)


@few
@given(verdicts, frames)
def test_met_means_every_frame_is_met(given_: Verdicts, asked: Frames) -> None:
    if result(given_, asked) is Result.MET:
        assert all(given_[frame] in (Verdict.MET, Verdict.MET_BY_SILENCE) for frame in asked)


@few
@given(verdicts, frames)
def test_a_verdict_about_no_frame_of_today_changes_nothing(given_: Verdicts, asked: Frames) -> None:
    assert result(given_ | {99: Verdict.NOT_MET}, asked) is result(given_, asked)


@few
@given(verdicts, frames)
def test_silence_settles_only_what_was_promised_and_never_law_or_safety(given_: Verdicts, asked: Frames) -> None:
    assert met_by_silence(given_, asked, Silence.GOES_TO) == frozenset()
    for frame in met_by_silence(given_, asked, Silence.COUNTS_AS_MET):
        assert asked[frame] not in NEVER_BY_SILENCE
        assert given_.get(frame) not in SETTLED


@few
@given(verdicts, frames)
def test_silence_overrules_nothing_that_was_said(given_: Verdicts, asked: Frames) -> None:
    silent = dict.fromkeys(met_by_silence(given_, asked, Silence.COUNTS_AS_MET), Verdict.MET_BY_SILENCE)
    said = {frame: verdict for frame, verdict in given_.items() if verdict in SETTLED}
    assert said.items() <= (given_ | silent).items()


@pytest.mark.parametrize("kind", [kind for kind in FrameKind if kind not in NEVER_BY_SILENCE])
def test_silence_on_any_other_frame_counts_as_met_when_promised(kind: FrameKind) -> None:
    assert met_by_silence({}, {1: kind}, Silence.COUNTS_AS_MET) == {1}
