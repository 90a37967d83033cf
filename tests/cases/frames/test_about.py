"""What others say of a frame: one remark before it is fixed, one question of each decider after, and its answer."""

from datetime import timedelta

from gedragen.cases.audit.audit import audit_case
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frames.commands.about import (
    AskAboutFrame,
    KeepFrame,
    RemarkOnFrame,
    ask_about_frame,
    keep_frame,
    remark_on_frame,
)
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import ChangeFrame, TakeFrameAway, change_frame, take_frame_away
from gedragen.cases.frames.entries import FRAME_QUESTION_ANSWERED, FRAME_QUESTIONED, FRAME_REMARKED
from gedragen.cases.frames.late_frames import frame_questions
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import FrameQuestion
from gedragen.cases.store.entries import FRAME_CHANGED, FRAME_TAKEN_AWAY
from gedragen.method.frames import FrameChange
from gedragen.method.terms import term
from tests.support.cast import FIRE_FRAME, FRAMES, PROMISE, Cast, with_frames
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied

ASKED = AskAboutFrame(2, "Is deze grens nodig? Kan hij ruimer?")


def replies(cast: Cast) -> list[str]:
    return [one.reply for one in frame_questions(fresh(cast.case))]


def now_for(cast: Cast, seat: int) -> list[NowKind]:
    return [one.kind for one in home_sheet(cast.case, viewer=seat).now]


def test_who_guides_says_one_thing_about_each_text_before_it_is_fixed(starting: Cast) -> None:
    with_frames(starting)
    said = RemarkOnFrame(1, version=1, text="Is dit een grens, of een oplossing?")
    with unchanged(), breaks("remark-needs-text"):
        remark_on_frame(starting.case, RemarkOnFrame(1, 1, " "), by=starting.ria, at=starting.at)
    with unchanged(), denied("not-your-role"):
        remark_on_frame(starting.case, said, by=starting.anna, at=starting.at)
    with tells(starting, FRAME_REMARKED):
        remark_on_frame(starting.case, said, by=starting.ria, at=starting.at)
    with unchanged(), breaks("frame-has-remark"):
        remark_on_frame(starting.case, said, by=starting.ria, at=starting.at)
    assert NowKind.READ_REMARK in now_for(starting, starting.wim)
    write_frame(starting.case, WriteFrame(FIRE_FRAME, number=1, version=1), by=starting.wim, at=starting.at)
    assert NowKind.READ_REMARK not in now_for(starting, starting.wim)
    with unchanged(), breaks("frame-has-changed"):
        remark_on_frame(starting.case, said, by=starting.ria, at=starting.at)
    assert not audit_case(starting.case).differs


def test_a_question_about_a_frame_waits_for_the_mandate_within_the_promised_days(preparing: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        ask_about_frame(preparing.case, ASKED, by=preparing.ria, at=preparing.at)
    with tells(preparing, FRAME_QUESTIONED):
        number = ask_about_frame(preparing.case, ASKED, by=preparing.bram, at=preparing.at)
    with unchanged(), breaks("frame-question-was-asked"):
        ask_about_frame(preparing.case, ASKED, by=preparing.bram, at=preparing.at)
    assert FrameQuestion.objects.get().due_at == term(preparing.at, PROMISE.answer_days)
    assert now_for(preparing, preparing.otto) == [NowKind.ANSWER_ABOUT_FRAME]
    assert now_for(preparing, preparing.wim) == []
    with unchanged(), denied("needs-mandate"):
        keep_frame(preparing.case, KeepFrame(number, "Nee."), by=preparing.wim, at=preparing.at)
    with unchanged(), breaks("answer-needs-text"):
        keep_frame(preparing.case, KeepFrame(number, ""), by=preparing.otto, at=preparing.at)
    with tells(preparing, FRAME_QUESTION_ANSWERED):
        keep_frame(preparing.case, KeepFrame(number, "De kas is leeg."), by=preparing.otto, at=preparing.at)
    with unchanged(), breaks("frame-question-is-answered"):
        keep_frame(preparing.case, KeepFrame(number, "Toch."), by=preparing.otto, at=preparing.at)
    assert replies(preparing) == ["stays"]
    assert now_for(preparing, preparing.otto) == []
    assert not audit_case(preparing.case).differs


def test_to_widen_a_frame_or_take_it_away_answers_who_asked(preparing: Cast) -> None:
    for number, seat in ((2, preparing.anna), (2, preparing.bram), (3, preparing.bram)):
        ask_about_frame(preparing.case, AskAboutFrame(number, "Kan dit ruimer?"), by=seat, at=preparing.at)
    wider = ChangeFrame(FRAMES[0], 2, FrameChange.WIDER, "Ja, dat kan.", version=1)
    with tells(preparing, FRAME_CHANGED, FRAME_QUESTION_ANSWERED, FRAME_QUESTION_ANSWERED):
        change_frame(preparing.case, wider, by=preparing.otto, at=preparing.at)
    gone = TakeFrameAway(3, version=1, because="Hij is niet nodig.")
    with tells(preparing, FRAME_TAKEN_AWAY, FRAME_QUESTION_ANSWERED):
        take_frame_away(preparing.case, gone, by=preparing.otto, at=preparing.at + timedelta(hours=1))
    assert replies(preparing) == ["widens", "widens", "goes"]
    assert not audit_case(preparing.case).differs
