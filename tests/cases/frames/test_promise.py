"""The promise: drafted by an official, confirmed by the person with the mandate."""

from dataclasses import replace

from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import Declaration, Promise
from gedragen.cases.store.entries import PROMISE_CONFIRMED, PROMISE_WRITTEN
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.promise import Silence
from tests.support.cast import FIRE_FRAME, FRAMES, PROMISE, Cast, frames_of, with_frames
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied


def stands(cast: Cast) -> bool:
    kind = DeclarationKind.PROMISE
    return Declaration.objects.filter(case=cast.case, kind=kind, withdrawn_at__isnull=True).exists()


def test_an_official_drafts_and_the_mandate_confirms(starting: Cast) -> None:
    with tells(starting, PROMISE_WRITTEN):
        write_promise(starting.case, WritePromise(PROMISE), by=starting.wim, at=starting.at)
    assert not stands(starting)
    with unchanged(), denied("needs-mandate"):
        confirm_promise(
            starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.wim, at=starting.at
        )
    with tells(starting, PROMISE_CONFIRMED):
        confirm_promise(
            starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
        )
    assert stands(starting)


def test_nothing_is_confirmed_that_was_not_written(starting: Cast) -> None:
    with unchanged(), breaks("promise-not-written"):
        confirm_promise(
            starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
        )


def test_a_stale_page_confirms_no_newer_text(starting: Cast) -> None:
    write_promise(starting.case, WritePromise(PROMISE), by=starting.wim, at=starting.at)
    write_promise(
        starting.case, WritePromise(replace(PROMISE, answer_days=60), version=1), by=starting.wim, at=starting.at
    )
    with unchanged(), breaks("promise-has-changed"):
        confirm_promise(
            starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
        )


def test_nobody_confirms_frames_that_they_did_not_read(starting: Cast) -> None:
    read = [(number, 1) for number in (1, 2)]
    for frame in FRAMES[:2]:
        write_frame(starting.case, WriteFrame(frame), by=starting.wim, at=starting.at)
    write_promise(starting.case, WritePromise(PROMISE), by=starting.wim, at=starting.at)
    write_frame(starting.case, WriteFrame(FRAMES[2], number=2, version=1), by=starting.wim, at=starting.at)
    for frames in (read, read[:1], [*frames_of(starting), (3, 1)]):
        with unchanged(), breaks("promise-has-changed"):
            confirm_promise(starting.case, ConfirmPromise(1, frames=tuple(frames)), by=starting.otto, at=starting.at)
    confirm_promise(
        starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
    )


def test_a_promise_that_another_wrote_is_not_overwritten_unseen(starting: Cast) -> None:
    write_promise(starting.case, WritePromise(PROMISE), by=starting.otto, at=starting.at)
    with unchanged(), breaks("promise-has-changed"):
        write_promise(starting.case, WritePromise(replace(PROMISE, brings="Minder.")), by=starting.wim, at=starting.at)


def test_confirming_twice_changes_nothing(starting: Cast) -> None:
    with_frames(starting)
    with unchanged(), breaks("declared-already"):
        confirm_promise(
            starting.case, ConfirmPromise(1, frames=tuple(frames_of(starting))), by=starting.otto, at=starting.at
        )


def test_a_new_version_takes_the_confirmation_away_and_the_old_one_stays(starting: Cast) -> None:
    with_frames(starting)
    write_promise(
        starting.case, WritePromise(replace(PROMISE, brings="Minder."), version=1), by=starting.wim, at=starting.at
    )
    assert not stands(starting)
    texts = [promise.brings.text for promise in Promise.objects.filter(case=starting.case).order_by("version")]
    assert texts == [PROMISE.brings, "Minder."]


def test_with_a_frame_about_safety_silence_goes_to_somebody_with_a_name(starting: Cast) -> None:
    named = replace(PROMISE, silence=Silence.COUNTS_AS_MET, silence_to="De burgemeester", silence_days=7)
    with_frames(starting, frames=(*FRAMES, FIRE_FRAME), promise=named)
    with unchanged(), breaks("silence-needs-name"):
        write_promise(starting.case, WritePromise(PROMISE, version=1), by=starting.wim, at=starting.at)


def test_an_incomplete_promise_changes_nothing(starting: Cast) -> None:
    with unchanged(), breaks("promise-needs-fallback"):
        write_promise(starting.case, WritePromise(replace(PROMISE, fallback="")), by=starting.wim, at=starting.at)


def test_a_promise_is_not_rewritten_after_the_freeze(preparing: Cast) -> None:
    with unchanged(), denied("not-in-this-phase"):
        write_promise(preparing.case, WritePromise(PROMISE), by=preparing.otto, at=preparing.at)
