"""What must never be so in a table, a page, a mail or a journal, whatever anybody did."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial

from django.apps import apps

from gedragen.access.doing import Denied, NotFound, Role
from gedragen.cases.closed_time.queries import closed_time_sheet, draft_sheet
from gedragen.cases.doing.queries.follow_through import looking_back_sheet
from gedragen.cases.doing.queries.tasks import tasks_sheet
from gedragen.cases.ending.entries import ENDED_WITHOUT_PLAN, ENDING_HELD, STOPPED_BY_MAIN_PERSON
from gedragen.cases.ending.queries import ending_sheet
from gedragen.cases.engine.sight import eyes_of, visible_nominations, visible_words
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.queries import test_sheet as frame_test_sheet
from gedragen.cases.frames.queries import frames_sheet
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.process import process_sheet
from gedragen.cases.home.queries.welcome import welcome_sheet
from gedragen.cases.journal.queries import journal_lines, journal_sheet
from gedragen.cases.mine.queries import mine_sheet
from gedragen.cases.models import Case, Circle, Frame, FrameTest, JournalEntry, Round, RoundAnswer, Seat, Task, Words
from gedragen.cases.people.queries.people import PAGE, how_many, people_sheet, visible_seats
from gedragen.cases.people.queries.seats import seats_sheet
from gedragen.cases.plan.queries.plan import item_sheet, plan_sheet
from gedragen.cases.plan.queries.writing import writing_sheet
from gedragen.cases.preparing.queries import information_sheet
from gedragen.cases.rounds.entries import CASE_CLOSED, ROUND_CLOSED
from gedragen.cases.rounds.queries.on_behalf import meeting_sheet
from gedragen.cases.starting.entries import PLAN_WITHOUT_MEETING, STOPPED_IN_PREPARATION, WITHDRAWN_BY_PARTY
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.cases.store.words import text_of
from gedragen.method import frame_test
from gedragen.method.consent import Answer, Outcome
from gedragen.method.frame_test import Verdict
from gedragen.method.frames import NEVER_BY_SILENCE, FrameChange
from gedragen.method.items import ItemState
from gedragen.method.stages.ending import MOST_STEPS, proposed_until
from gedragen.method.tasks import TaskState
from gedragen.method.terms import local_day
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals
from gedragen.notices.writing import has_address, message

SHEETS: tuple[Callable[..., object], ...] = (
    home_sheet,
    plan_sheet,
    partial(item_sheet, number=1),
    people_sheet,
    process_sheet,
    information_sheet,
    journal_sheet,
    tasks_sheet,
    frames_sheet,
    mine_sheet,
    closed_time_sheet,
    partial(closed_time_sheet, number=1),
    partial(draft_sheet, room_number=1, number=1),
    cockpit_sheet,
    meeting_sheet,
    seats_sheet,
    writing_sheet,
    frame_test_sheet,
    looking_back_sheet,
    welcome_sheet,
    ending_sheet,
    partial(journal_lines, at=datetime(2026, 3, 2, tzinfo=UTC)),
)
ENDS = (
    ENDED_WITHOUT_PLAN,
    STOPPED_BY_MAIN_PERSON,
    CASE_CLOSED,
    PLAN_WITHOUT_MEETING,
    STOPPED_IN_PREPARATION,
    WITHDRAWN_BY_PARTY,
)
BEHIND_THE_DOOR = (Role.PARTICIPANT, Role.ADVOCATE)


def check_plans() -> None:
    """Nothing passes over an open "no", without a yes of who carries it, or with a frame that is not met."""
    for case in Case.objects.exclude(approach_key=""):
        for stand in stands(fresh(case.pk)).values():
            if stand.state is ItemState.PASSED and stand.round is not None:
                given = {one.seat_id: one.answer for one in stand.round.answers.all()}
                deciders = set(stand.round.decided_by.values_list("id", flat=True))
                assert Answer.OBJECTION not in {given[seat] for seat in deciders if seat in given}
                assert not stand.round.objections.exists()
                assert all(given.get(seat.pk) == Answer.YES for seat in stand.version.bound.all())
    for test in FrameTest.objects.filter(result=frame_test.TestResult.MET).prefetch_related("versions"):
        frames = Frame.objects.filter(case=test.case, binds_at__lte=test.closed_at)
        current = frames.exclude(superseded_at__lte=test.closed_at)
        met = test.verdicts.filter(verdict__in=[Verdict.MET, Verdict.MET_BY_SILENCE]).values("frame")
        assert not current.exclude(id__in=met).exists()
        passed = Round.objects.filter(outcome=Outcome.PASSED).values("version")
        assert not test.versions.exclude(id__in=passed).exists()


def check_frames() -> None:
    """No frame binds that the people did not read before deciding, or accept after; but law and safety, openly.

    None changed while a test was open.
    """
    for frame in Frame.objects.exclude(case__frozen_at=None).select_related("case", "item"):
        frozen, moved = frame.case.frozen_at or frame.at, frame.binds_at or frame.at
        if frame.at > frozen:
            assert frame.because is not None
            assert frame.superseded_at is not None or may_bind(frame, local_day(frozen)), frame
            during = FrameTest.objects.filter(case=frame.case, asked_at__lt=moved, closed_at__gt=moved)
            assert not during.exists(), frame


def may_bind(frame: Frame, frozen_on: date) -> bool:
    """It gives more room and nobody doubted that; or the deciders accepted it; or it is law or safety from after."""
    if frame.item is not None:
        return frame.item.rounds.filter(outcome=Outcome.PASSED, voided_at__isnull=True).exists()
    is_law = frame.change == FrameChange.BINDING and frame.kind in NEVER_BY_SILENCE
    return frame.change == FrameChange.WIDER or bool(is_law and frame.source_on and frame.source_on > frozen_on)


def check_endings() -> None:
    """Nobody ends it alone but whom it is about, or a party whose leaving ends it, as they read beforehand."""
    for case in Case.objects.filter(closed_at__isnull=False):
        told = list(JournalEntry.objects.filter(case=case).order_by("number"))
        kinds = {one.kind: one for one in told}
        last = next(one for one in reversed(told) if one.kind in ENDS)
        is_early = last.kind in (PLAN_WITHOUT_MEETING, STOPPED_IN_PREPARATION)
        if is_early and "ending" not in last.data:
            others = case.seats.exclude(number=1).exclude(role=Role.FACILITATOR)
            assert not others.filter(joined_at__lt=case.closed_at, declined_at=None, erased_at=None).exists()
        elif last.kind == ENDED_WITHOUT_PLAN or is_early:
            proposed = next(one for one in told if one.data.get("ending") == last.data["ending"])
            assert last.by == "clock"
            assert proposed_until(proposed.at) <= last.at == case.closed_at
            assert sum(one.kind == ENDING_HELD for one in told) <= MOST_STEPS
        elif last.kind == STOPPED_BY_MAIN_PERSON:
            assert case.seats.get(number=int(last.by)).is_main_person
        elif last.kind == CASE_CLOSED:
            assert kinds[ROUND_CLOSED].data["outcome"] == Outcome.PASSED


def check_tasks(accepted: set[tuple[int, int, int]]) -> None:
    """No task lives without its owner's own yes."""
    living = Task.objects.filter(state__in=[TaskState.ACTIVE, TaskState.DONE, TaskState.GIVEN_BACK])
    assert set(living.values_list("case", "number", "owner")) <= accepted


def check_sight(case_id: int) -> None:
    """What Python allows and what SQL gives are the same rows, for everybody."""
    viewers: list[int | None] = list(
        Seat.objects.filter(case=case_id, erased_at__isnull=True).values_list("id", flat=True)
    )
    if Case.objects.get(id=case_id).is_open:
        viewers.append(None)
    for viewer in viewers:
        eyes = eyes_of(case_id, viewer)
        every = Words.objects.filter(case=case_id).select_related("room")
        right = {words.pk for words in every if eyes.sight.reads(words.room.key, words.seat_id)}
        assert set(visible_words(eyes).values_list("id", flat=True)) == right
        running = RoundAnswer.objects.filter(round__case=case_id, round__closed_at__isnull=True).select_related("round")
        assert {one.seat_id for one in running if eyes.sees(one, one.round)} <= {viewer}
        named = visible_nominations(eyes).exclude(by=viewer).select_related("name__room")
        assert all(eyes.sight.reads(one.name.room.key, one.name.seat_id) for one in named)
        known = list(visible_seats(eyes).values_list("number", flat=True))
        assert how_many(eyes) == len(known)
        if eyes.seat is not None and eyes.seat.standing.has_joined:
            assert [one.number for one in people_sheet(case_id, viewer=viewer).people] == known[:PAGE]


def check_journals(at: datetime) -> None:
    for case in Case.objects.all():
        found = verify_lines(export_lines(case, at=at, reads=whole))
        assert found.ok, found.code


def found_in(hidden: list[str], text: str) -> list[str]:
    return [word for word in hidden if word in text]


def whole_database() -> str:
    """Every value of every table of ours, bytes read as text."""
    tables = [table for app in ("cases", "notices", "people") for table in apps.get_app_config(app).get_models()]
    rows = (row for table in tables for row in table._default_manager.values_list())
    return "\n".join(as_text(value) for row in rows for value in row)


def as_text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def all_mails(at: datetime) -> str:
    read_journals(at=at)
    mails = (message(one, at=at) for one in Delivery.objects.all() if has_address(one))
    return "\n".join(f"{mail.subject}\n{mail.body}" for mail in mails)


def check_closed_time(case_id: int, hidden: list[str]) -> None:
    """Of what was said behind the door everybody is shown what they read there themselves, and nothing else."""
    for seat in Seat.objects.filter(case=case_id, erased_at__isnull=True):
        eyes = eyes_of(case_id, seat.pk)
        inside = visible_words(eyes).filter(room__is_closed=True).select_related("room")
        heard = "\n".join(text_of(words, words.room) for words in inside)
        if seat.role not in BEHIND_THE_DOOR or seat.circle == Circle.PROFESSIONAL:
            assert heard == ""
        for_others = [word for word in hidden if word not in heard]
        assert not found_in(for_others, everything_shown(case_id, seat.pk))


def everything_shown(case_id: int, viewer: int) -> str:
    """All that this seat can ask for, as it would reach a page, and the journal as it would reach a file."""
    shown = []
    for sheet in SHEETS:
        try:
            found = sheet(case_id, viewer=viewer)
            shown.append("".join(found) if isinstance(found, Iterator) else repr(found))
        except (Denied, NotFound):
            continue
    return "\n".join(shown)
