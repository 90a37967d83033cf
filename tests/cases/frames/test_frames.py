"""Frames: written before the freeze, changed later only in sight of everyone."""

from dataclasses import replace

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.frames.commands.frames import RemoveFrame, WriteFrame, remove_frame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, confirm_promise
from gedragen.cases.models import Case, Frame
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.entries import FRAME_REMOVED, FRAME_WRITTEN
from gedragen.method.constitution.gates import Missing
from tests.support.cast import (
    FIRE_FRAME,
    FRAMES,
    Cast,
    frames_of,
    with_frames,
)
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied

MONEY = FRAMES[1]


def gates(cast: Cast) -> tuple[Missing, ...]:
    return missing_gates(Case.objects.get(id=cast.case))


def test_frames_are_numbered_as_they_are_written(starting: Cast) -> None:
    with tells(starting, FRAME_WRITTEN, FRAME_WRITTEN):
        numbers = [
            write_frame(starting.case, WriteFrame(frame), by=starting.wim, at=starting.at) for frame in FRAMES[:2]
        ]
    assert numbers == [1, 2]


def test_a_rewritten_frame_is_a_new_version_and_the_old_one_stays(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(MONEY), by=starting.wim, at=starting.at)
    write_frame(starting.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=starting.otto, at=starting.at)
    assert frames_of(starting) == [(1, 2)]
    assert Frame.objects.get(case=starting.case, version=1).text.text == MONEY.text


def test_a_frame_that_stays_the_same_is_not_written_again(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(MONEY), by=starting.wim, at=starting.at)
    with unchanged(), breaks("nothing-changed"):
        write_frame(starting.case, WriteFrame(MONEY, number=1, version=1), by=starting.wim, at=starting.at)


def test_a_frame_that_another_changed_or_took_away_is_not_overwritten_unseen(starting: Cast) -> None:
    for frame in FRAMES[:2]:
        write_frame(starting.case, WriteFrame(frame), by=starting.wim, at=starting.at)
    write_frame(starting.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=starting.otto, at=starting.at)
    remove_frame(starting.case, RemoveFrame(2, version=1), by=starting.otto, at=starting.at)
    for number in (1, 2):
        with unchanged(), breaks("frame-has-changed"):
            write_frame(starting.case, WriteFrame(FRAMES[2], number=number, version=1), by=starting.wim, at=starting.at)
        with unchanged(), breaks("frame-has-changed"):
            remove_frame(starting.case, RemoveFrame(number, version=1), by=starting.wim, at=starting.at)


def test_an_incomplete_frame_changes_nothing(starting: Cast) -> None:
    with unchanged(), breaks("frame-needs-source"):
        write_frame(starting.case, WriteFrame(replace(MONEY, source=" ")), by=starting.wim, at=starting.at)


def test_a_frame_that_is_not_there_cannot_be_rewritten(starting: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        write_frame(starting.case, WriteFrame(MONEY, number=1, version=1), by=starting.wim, at=starting.at)


def test_a_removed_frame_is_gone_and_its_number_is_never_used_again(starting: Cast) -> None:
    for frame in FRAMES[:2]:
        write_frame(starting.case, WriteFrame(frame), by=starting.wim, at=starting.at)
    with tells(starting, FRAME_REMOVED):
        remove_frame(starting.case, RemoveFrame(2, version=1), by=starting.wim, at=starting.at)
    with unchanged(), breaks("frame-has-changed"):
        remove_frame(starting.case, RemoveFrame(2, version=1), by=starting.wim, at=starting.at)
    assert write_frame(starting.case, WriteFrame(FRAMES[2]), by=starting.wim, at=starting.at) == 3


def test_a_changed_frame_asks_for_a_new_confirmation(starting: Cast) -> None:
    with_frames(starting)
    assert gates(starting) == ()
    write_frame(starting.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=starting.wim, at=starting.at)
    assert Missing("promise-confirmed") in gates(starting)
    remove_frame(starting.case, RemoveFrame(1, version=2), by=starting.wim, at=starting.at)
    confirm_promise(
        starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
    )
    assert gates(starting) == ()


def test_a_frame_about_safety_asks_who_answers_when_the_authority_is_silent(starting: Cast) -> None:
    with_frames(starting)
    write_frame(starting.case, WriteFrame(FIRE_FRAME), by=starting.wim, at=starting.at)
    assert Missing("promise-silence") in gates(starting)


@pytest.mark.parametrize("who", ["anna", "ria"])
def test_only_the_authority_writes_frames(starting: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        write_frame(starting.case, WriteFrame(MONEY), by=getattr(starting, who), at=starting.at)


def test_after_the_freeze_frames_are_no_longer_written_or_removed(preparing: Cast) -> None:
    with unchanged(), denied("not-in-this-phase"):
        write_frame(preparing.case, WriteFrame(FIRE_FRAME), by=preparing.otto, at=preparing.at)
    with unchanged(), denied("not-in-this-phase"):
        remove_frame(preparing.case, RemoveFrame(1, version=1), by=preparing.otto, at=preparing.at)
