"""The frame test as anyone may follow it, and the authority answers it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from gedragen.cases.engine.sight import Eyes, eyes_on_the_test
from gedragen.cases.frames.queries import FrameCard, PromiseCard, all_frames, promise_card
from gedragen.cases.models import FrameTest, FrameVerdict, ItemVersion
from gedragen.cases.plan.queries.plan import DecisionCard, decision_card
from gedragen.cases.state.frame_tests import decision, doubt_answers, doubts, is_met, test_of_this_plan, tests
from gedragen.cases.state.frames import frames
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import plan, stands
from gedragen.method.frame_test import SETTLED, TestResult, Verdict, doubts_until


@dataclass(frozen=True)
class VerdictCard:
    """What was said of one frame. `missing`: what the authority asked for; `information`: what it got."""

    verdict: Verdict
    text: str
    missing: str
    information: str
    information_due_at: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True)
class TestedFrame:
    """One frame and its verdict so far. `may_ask`: information was not asked on it yet.

    `is_settled_by_other`: somebody else than who looks has said met or not met.
    """

    frame: FrameCard
    verdict: VerdictCard | None
    may_ask: bool
    is_settled_by_other: bool = False


@dataclass(frozen=True)
class TestCard:
    """One test, with every frame that stood while it ran."""

    number: int
    asked_at: datetime
    due_at: datetime
    escalated_at: datetime | None
    overdue_at: datetime | None
    result: TestResult
    closed_at: datetime | None
    frames: tuple[TestedFrame, ...]


@dataclass(frozen=True)
class DoubtCard:
    """What people say is not right about one item, without their names. `is_mine`: who looks said so too."""

    said: tuple[str, ...]
    is_mine: bool
    answer: str
    answered_by: str


@dataclass(frozen=True)
class TestSheet:
    """`tests`: newest first. `plan`: number, title and text of each item as it is now, or was asked.

    `is_met`: and it fits. `tested`: the same of each item in the test that counts, where the plan is still that one.
    `doubts`: what people say is not right in the decision, by the number of the item.
    """

    head: CaseHead
    tests: tuple[TestCard, ...]
    promise: PromiseCard | None
    plan: tuple[tuple[int, str, str], ...]
    is_met: bool
    decision: DecisionCard | None
    tested: tuple[tuple[int, str, str], ...]
    doubts: dict[int, DoubtCard]
    doubts_until: datetime | None


def _texts(eyes: Eyes) -> list[ItemVersion]:
    """The plan as it is now; for who reads only what is put before them, as it was asked last."""
    if eyes.reads_whole("plan"):
        return [stand.version for stand in plan(eyes.seen)]
    asked = {one.pk for test in tests(eyes.seen)[:1] for one in test.versions.all()}
    return [one for stand in stands(eyes.seen).values() for one in stand.versions if one.pk in asked]


def test_sheet(case_id: int, *, viewer: int | None) -> TestSheet:
    eyes = eyes_on_the_test(case_id, viewer)
    return TestSheet(
        head=head_of(eyes),
        tests=test_cards(eyes),
        promise=promise_card(eyes),
        plan=tuple((one.item.number, eyes.text(one.title), eyes.text(one.what)) for one in _texts(eyes)),
        is_met=is_met(eyes.seen),
        decision=decision_card(eyes),
        tested=_tested_texts(eyes),
        doubts=doubt_cards(eyes),
        doubts_until=_doubts_until(eyes),
    )


def doubt_cards(eyes: Eyes) -> dict[int, DoubtCard]:
    """By the number of the item, of the newest decision."""
    answers = {one.item_id: one for one in doubt_answers(eyes.seen)}
    cards: dict[int, DoubtCard] = {}
    for item, rows in groupby(doubts(eyes.seen), key=lambda one: one.item):
        said, answer = list(rows), answers.get(item.pk)
        cards[item.number] = DoubtCard(
            said=tuple(eyes.text(one.words) for one in said),
            is_mine=any(one.by_id == eyes.sight.seat for one in said),
            answer=eyes.text(answer.words) if answer is not None else "",
            answered_by=eyes.name(answer.by) if answer is not None else "",
        )
    return cards


def _doubts_until(eyes: Eyes) -> datetime | None:
    """None where nothing can be doubted: there is no decision, or none of a plan that was tested."""
    newest = decision(eyes.seen)
    return doubts_until(newest.at) if newest is not None and newest.test is not None else None


def _tested_texts(eyes: Eyes) -> tuple[tuple[int, str, str], ...]:
    test = test_of_this_plan(eyes.seen)
    ids = {one.pk for one in test.versions.all()} if test is not None else set()
    texts = [one for stand in stands(eyes.seen).values() for one in stand.versions if one.pk in ids]
    return tuple((one.item.number, eyes.text(one.title), eyes.text(one.what)) for one in texts)


def test_cards(eyes: Eyes) -> tuple[TestCard, ...]:
    """Every test of the case, newest first."""
    given = FrameVerdict.objects.filter(test__case=eyes.case)
    given = given.select_related("words", "missing", "information", "by__name")
    verdicts = {(one.test_id, one.frame_id): one for one in given}
    stood = all_frames(eyes)
    ids = {(f.number, f.version): f.pk for f in frames(eyes.seen)}
    return tuple(
        TestCard(
            number=test.number,
            asked_at=test.asked_at,
            due_at=test.due_at,
            escalated_at=test.escalated_at,
            overdue_at=test.overdue_at,
            result=TestResult(test.result),
            closed_at=test.closed_at,
            frames=tuple(
                _tested(eyes, frame, verdicts.get((test.pk, ids[frame.number, frame.version])))
                for frame in stood
                if _stood(frame, test)
            ),
        )
        for test in tests(eyes.seen)
    )


def _stood(frame: FrameCard, test: FrameTest) -> bool:
    """Whether this version of a frame was the one to meet while the test ran."""
    end = test.closed_at
    began_in_time = end is None or frame.at <= end
    return began_in_time and (frame.superseded_at is None or (end is not None and frame.superseded_at > end))


def _tested(eyes: Eyes, frame: FrameCard, verdict: FrameVerdict | None) -> TestedFrame:
    if verdict is None:
        return TestedFrame(frame, None, may_ask=True)
    card = VerdictCard(
        verdict=Verdict(verdict.verdict),
        text=eyes.text(verdict.words),
        missing=eyes.text(verdict.missing),
        information=eyes.text(verdict.information),
        information_due_at=verdict.information_due_at,
        by=eyes.name(verdict.by),
        at=verdict.at,
    )
    return TestedFrame(
        frame,
        card,
        may_ask=verdict.missing_id is None,
        is_settled_by_other=verdict.by_id != eyes.sight.seat and card.verdict in SETTLED,
    )
