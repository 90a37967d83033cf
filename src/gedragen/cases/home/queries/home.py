"""What there is to do now for one seat: the most urgent first, and one at a time on the screen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gedragen.access.doing import Action, Role
from gedragen.access.giving import may_declare
from gedragen.cases.closed_time.queries import ClosedTime, closed_times
from gedragen.cases.declaring.subjects import About, lacking_for
from gedragen.cases.documents.queries import DocumentLine, document_lines
from gedragen.cases.doing.queries.keeping import Keeping, keeping, without_anybody
from gedragen.cases.ending.proposal import ending_proposed
from gedragen.cases.engine.sight import Eyes, eyes_of, visible_nominations
from gedragen.cases.frames.late_frames import frame_questions, notes
from gedragen.cases.frames.queries import FrameCard, LateCard, PromiseCard, late_cards, promise_card
from gedragen.cases.home.queries.child_now import (
    to_answer_children,
    to_choose_say,
    to_correct_ages,
    to_tell_children,
)
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.home.queries.plan_now import carrying_out_now, plan_now, settled_now, to_help
from gedragen.cases.home.queries.sharing_now import plan_waits_for_sharing, to_share
from gedragen.cases.home.queries.sides_now import sides_now
from gedragen.cases.home.queries.welcome import current_frames, decide_until
from gedragen.cases.models import (
    CheckIn,
    Draft,
    Nomination,
    NominationState,
    Question,
    ReviewAnswer,
    RoundAnswer,
    Task,
    Voice,
)
from gedragen.cases.people.queries.cards import cards_to_hear
from gedragen.cases.plan.queries.plan import to_answer
from gedragen.cases.sharing.queries import is_shared_with
from gedragen.cases.starting.queries import LawAlone, law_alone, waits_for_my_yes
from gedragen.cases.state.declared import declared, declared_about
from gedragen.cases.state.frame_tests import decision, doubt_answers, doubts, is_met, test_now
from gedragen.cases.state.frames import frames_now, promise
from gedragen.cases.state.gates import asked_now, gates, own_keys
from gedragen.cases.state.head import CaseHead, Me, head_of
from gedragen.cases.state.headcount import Reach, reach
from gedragen.cases.state.own_rows import own_answers, own_tasks
from gedragen.cases.state.plan_state import ItemStand, plan
from gedragen.cases.state.tasks import check_ins, days_to_agree, promised_by
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.follow_through import CheckInKind
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.phases import Phase
from gedragen.method.stages.keeping_out import KEPT_OUT
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class HomeSheet:
    """`now`: in order of urgency; the page shows the first. Empty: there is nothing to do.

    `times`: when people were among themselves, newest first.
    `is_shared_with`: of the plan this seat reads what was shared with it.
    `papers`: those of the approach's own that this seat reads.
    `items` counts what is in the plan, `agreed` what of it has passed; `decide_until` is when a round closes.
    """

    head: CaseHead
    now: tuple[Now, ...]
    frames: tuple[FrameCard, ...]
    promise: PromiseCard | None
    law: LawAlone | None
    reach: Reach
    decide_until: datetime | None
    items: int
    agreed: int
    my_tasks: int
    my_answers: int
    times: tuple[ClosedTime, ...]
    papers: tuple[DocumentLine, ...]
    keeping: Keeping | None
    is_shared_with: bool
    late: tuple[LateCard, ...]


def home_sheet(case_id: int, *, viewer: int) -> HomeSheet:
    eyes = eyes_of(case_id, viewer, of_own=True)
    head = head_of(eyes)
    mine = Mine(own_answers(eyes), own_tasks(eyes), document_lines(eyes))
    items, reads_plan = plan(eyes.seen), eyes.reads_whole("plan")
    return HomeSheet(
        head=head,
        now=tuple(_now(eyes, head, mine)),
        frames=current_frames(eyes),
        promise=promise_card(eyes),
        law=law_alone(eyes),
        reach=reach(eyes.seen),
        decide_until=decide_until(eyes),
        items=len(items) if reads_plan else 0,
        agreed=sum(stand.state is ItemState.PASSED for stand in items) if reads_plan else 0,
        my_tasks=len(mine.tasks),
        my_answers=len(mine.answers),
        times=closed_times(eyes) if head.me is not None and head.me.has_joined else (),
        papers=mine.papers,
        keeping=keeping(eyes) if reads_plan else None,
        is_shared_with=is_shared_with(eyes),
        late=late_cards(eyes),
    )


@dataclass(frozen=True)
class Mine:
    """What this seat answered, what it was asked to do, and which papers it reads."""

    answers: list[RoundAnswer]
    tasks: list[Task]
    papers: tuple[DocumentLine, ...]


def _now(eyes: Eyes, head: CaseHead, mine: Mine) -> list[Now]:
    if head.me is None:
        return []
    card = [Now(NowKind.CONFIRM_CARD)] if head.me.card_waits else []
    if head.is_closed:
        return card
    if not head.me.has_joined:
        return [Now(NowKind.JOIN)]
    by_role = {
        Role.PARTICIPANT: _for_participant,
        Role.FACILITATOR: _for_facilitator,
        Role.AUTHORITY: _for_authority,
        Role.PROFESSIONAL: _for_professional,
        Role.ADVOCATE: _for_advocate,
        Role.BRINGER: lambda *_: [],
    }
    return [
        *card,
        *_to_declare(eyes, head),
        *_for_anyone(eyes, mine),
        *_to_read_of_ending(eyes, head.me),
        *by_role[head.me.role](eyes, head, mine),
        *_to_hear(eyes),
    ]


def _to_declare(eyes: Eyes, head: CaseHead) -> list[Now]:
    """What the next step waits for, and is for this seat to say. Who guides reads all of it in the overview."""
    if eyes.seat is None or Action.DECLARE not in head.can or (head.me is not None and head.me.guides):
        return []
    asked = [gate.kind for gate in asked_now(eyes.seen) if gate.kind in own_keys(eyes.seen)]
    rules = [eyes.case.approach.declarations[key] for key in asked]
    found = [(rule, lacking_for(eyes.seen, rule, eyes.seat)) for rule in rules if may_declare(rule, eyes.seat.place)]
    return [
        Now(NowKind.DECLARE, rule=rule, about=about[0].told, title=_whom(eyes, about[0]))
        for rule, about in found
        if about
    ]


def _whom(eyes: Eyes, about: About) -> str:
    return eyes.name(about.seat) if about.seat is not None else ""


def _for_anyone(eyes: Eyes, mine: Mine) -> list[Now]:
    offered = [task for task in mine.tasks if task.state == TaskState.OFFERED]
    tasks = [Now(NowKind.ANSWER_TASK, task.number, task.due_on, eyes.text(task.what)) for task in offered]
    papers = [Now(NowKind.SIGN_DOCUMENT, one.number) for one in mine.papers if one.waits_for_me]
    return tasks + papers + _to_keep(eyes)


def _to_keep(eyes: Eyes) -> list[Now]:
    """For whom the circle chose: say yes or no, and after the call what nobody does any more."""
    mine = keeping(eyes)
    if mine is None or not mine.is_me:
        return []
    if not mine.said_yes:
        return [Now(NowKind.ANSWER_KEEPING)]
    waiting = without_anybody(eyes) if mine.has_it else []
    return [Now(NowKind.FIND_SOMEBODY, one.number, title=eyes.text(one.what)) for one in waiting]


def _to_name_keeper(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Once the plan is carried out, as long as nobody was asked: one of those who decide choosing is enough."""
    now = keeping(eyes) if Action.NAME_KEEPER in head.can and head.phase is Phase.CARRYING_OUT else None
    return [Now(NowKind.NAME_KEEPER)] if now is not None and not now.seat else []


def _to_read_of_ending(eyes: Eyes, me: Me) -> list[Now]:
    """Everybody but who proposed it: nothing ends unseen. It has a term, so it comes before what has none."""
    proposed = ending_proposed(eyes.seen)
    return [Now(NowKind.READ_ENDING, until=proposed.until)] if proposed is not None and not me.guides else []


def _to_hear(eyes: Eyes) -> list[Now]:
    """Whoever lost a card may have no other way in, and asks somebody. The other new cards stand with the people."""
    lost = [seat for seat in cards_to_hear(eyes) if seat.waiting_card is not None and seat.waiting_card.replaces_lost]
    return [Now(NowKind.HEAR_CARD, title=eyes.name(lost[0]))] if lost else []


def _for_participant(eyes: Eyes, head: CaseHead, mine: Mine) -> list[Now]:
    todo = _for_main_person(eyes, head) + to_choose_say(eyes, head)
    todo += _to_confirm(mine)
    todo += _among_ourselves(eyes, head)
    todo += _items_to_answer(eyes, mine)
    todo += to_answer_children(eyes, head)
    todo += sides_now(eyes, head)
    todo += _reviews_to_answer(eyes) if Action.LOOK_BACK in head.can else []
    todo += plan_now(eyes, head, mine.answers)
    todo += plan_waits_for_sharing(eyes, head)
    todo += settled_now(eyes)
    if Action.AGREE_REVIEW_DAY in head.can and head.phase is Phase.CARRYING_OUT:
        todo += [Now(NowKind.AGREE_DAY, months) for months in days_to_agree(eyes.seen)[:1]]
    todo += carrying_out_now(eyes, head)
    todo += _to_name_keeper(eyes, head)
    asks_voice = Action.GIVE_VOICE in head.can and eyes.case.opened_at and head.phase is not Phase.CARRYING_OUT
    todo += to_share(eyes, head)
    if asks_voice and not Voice.objects.filter(seat=eyes.seat).exists():
        todo.append(Now(NowKind.GIVE_VOICE))
    return todo


def _for_main_person(eyes: Eyes, head: CaseHead) -> list[Now]:
    todo: list[Now] = []
    accepted = (DeclarationKind.ACCEPTS_FACILITATOR, eyes.sight.seat) in declared_about(eyes.seen)
    if Action.ACCEPT_FACILITATOR in head.can and eyes.case.opened_at and not accepted:
        todo.append(Now(NowKind.ACCEPT_FACILITATOR))
    is_asked = Action.AGREE_TO_ONLY_THE_LAW in head.can
    if is_asked and waits_for_my_yes(eyes):
        todo.append(Now(NowKind.ONLY_THE_LAW))
    if Action.DECIDE_NOMINATION in head.can:
        talked, kept_out = Q(state=NominationState.DISCUSSED), Q(state__in=KEPT_OUT, is_parent=True, ruling="")
        told = visible_nominations(eyes).filter(talked | kept_out).select_related("name").order_by("number")
        todo += [Now(_asked_of(one), one.number, title=eyes.text(one.name)) for one in told]
    return todo


def _asked_of(one: Nomination) -> NowKind:
    return NowKind.DECIDE_NOMINATION if one.state == NominationState.DISCUSSED else NowKind.LOOK_AGAIN


def _for_advocate(eyes: Eyes, head: CaseHead, _: Mine) -> list[Now]:
    """Whom one stands beside is asked first; until then there is nothing to say for them."""
    beside = eyes.seat.speaks_for if eyes.seat is not None else None
    name = head.me.speaks_for if head.me else ""
    todo = to_help(eyes, name) if beside is not None and beside.decides else []
    todo += to_tell_children(eyes, head)
    asked = Voice.objects.filter(case=eyes.case, seat=beside).exists()
    begun = head.phase is not Phase.CARRYING_OUT and Action.SPEAK_FOR in head.can and eyes.case.opened_at is not None
    if begun and not asked:
        todo.append(Now(NowKind.SPEAK_FOR, title=name))
    return todo + settled_now(eyes)


def _among_ourselves(eyes: Eyes, head: CaseHead) -> list[Now]:
    """For those inside alone: where the table is, and afterwards that they choose what comes out."""
    newest = next(iter(closed_times(eyes)), None)
    if newest is None or not newest.i_am_in:
        return []
    if newest.ended_at is None:
        return [Now(NowKind.AMONG_OURSELVES)] if Action.WRITE_DRAFT in head.can else []
    decides = head.me is not None and head.me.decides and Action.BRING_OUT in head.can
    drafts = Draft.objects.filter(room__case=eyes.case, room__number=newest.number, text__erased_at__isnull=True)
    came_out = drafts.filter(item__isnull=False).exists()
    return [Now(NowKind.BRING_OUT)] if decides and drafts.exists() and not came_out else []


def _to_confirm(mine: Mine) -> list[Now]:
    """What was written down for this seat waits for its own yes."""
    waits = any(one.on_behalf_by_id is not None and one.confirmed_at is None for one in mine.answers)
    return [Now(NowKind.CONFIRM_ANSWERS)] if waits else []


def _items_to_answer(eyes: Eyes, mine: Mine) -> list[Now]:
    return [
        Now(_asks(stand), stand.item.number, stand.round.clock.announced_end, eyes.text(stand.version.title))
        for stand in to_answer(eyes, mine.answers)
        if stand.round is not None
    ]


def _asks(stand: ItemStand) -> NowKind:
    return NowKind.ANSWER_FRAME if stand.item.kind == ItemKind.FRAME else NowKind.ANSWER_ITEM


def _reviews_to_answer(eyes: Eyes) -> list[Now]:
    running = [one for one in _opened(eyes) if one.kind == CheckInKind.REVIEW]
    if not running:
        return []
    said = set(ReviewAnswer.objects.filter(seat=eyes.seat, check_in__in=running).values_list("check_in", flat=True))
    return [Now(NowKind.LOOK_BACK, one.number, one.closes_at) for one in running if one.pk not in said]


def _promises_to_look_back_on(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Others than the people look back where they promised something themselves."""
    if Action.LOOK_BACK not in head.can or eyes.seat is None or not promised_by(eyes.seat):
        return []
    return _reviews_to_answer(eyes)


def _opened(eyes: Eyes) -> list[CheckIn]:
    """The calls and reviews whose day has come, and that are not done."""
    return [one for one in check_ins(eyes.seen) if one.opened_at is not None and one.done_at is None]


def _for_facilitator(eyes: Eyes, head: CaseHead, _: Mine) -> list[Now]:
    doubted = to_correct_ages(eyes, head)
    call = next((one for one in _opened(eyes) if one.kind == CheckInKind.CALL), None)
    if call is not None:
        return [Now(NowKind.COCKPIT, call.number, call.due_on), *doubted]
    if Action.MOVE_ON in head.can and not gates(eyes.seen):
        return [*doubted, Now(NowKind.MOVE_ON)]
    return [*doubted, *to_tell_children(eyes, head), Now(NowKind.COCKPIT)]


def _for_authority(eyes: Eyes, head: CaseHead, _: Mine) -> list[Now]:
    if head.phase is Phase.STARTING:
        return _for_authority_at_the_start(eyes, head)
    test = test_now(eyes.seen)
    if test is not None and Action.TEST_FRAMES in head.can:
        return [Now(NowKind.TEST_FRAMES, test.number, test.due_at), *_asked_about_frames(eyes, head)]
    may_decide = Action.RECORD_DECISION in head.can and decision(eyes.seen) is None
    if may_decide and is_met(eyes.seen):
        return [*_promises_to_look_back_on(eyes, head), Now(NowKind.RECORD_DECISION)]
    return [*_promises_to_look_back_on(eyes, head), *_doubted(eyes, head), *_asked_about_frames(eyes, head)]


def _doubted(eyes: Eyes, head: CaseHead) -> list[Now]:
    """What people say is not right in the decision, and got no answer yet."""
    if Action.ANSWER_DOUBTS not in head.can:
        return []
    answered = {one.item_id for one in doubt_answers(eyes.seen)}
    waiting = {one.item.number for one in doubts(eyes.seen) if one.item_id not in answered}
    return [Now(NowKind.ANSWER_DOUBTS, number) for number in sorted(waiting)]


def _asked_about_frames(eyes: Eyes, head: CaseHead) -> list[Now]:
    """What people asked about the frames, first what must be answered first."""
    if Action.ANSWER_ABOUT_FRAME not in head.can:
        return []
    waiting = sorted((one for one in frame_questions(eyes.seen) if not one.reply), key=lambda one: one.due_at)
    return [Now(NowKind.ANSWER_ABOUT_FRAME, one.number, one.due_at, eyes.text(one.words)) for one in waiting]


def _for_authority_at_the_start(eyes: Eyes, head: CaseHead) -> list[Now]:
    if Action.WRITE_FRAME not in head.can and not frames_now(eyes.seen):
        return []
    if not frames_now(eyes.seen):
        return [Now(NowKind.WRITE_FRAMES)]
    newest = promise(eyes.seen)
    if newest is None:
        return [Now(NowKind.WRITE_PROMISE)]
    remarks = _remarks(eyes, head)
    if DeclarationKind.PROMISE not in declared(eyes.seen) and Action.CONFIRM_PROMISE in head.can:
        return [*remarks, Now(NowKind.CONFIRM_PROMISE, newest.version)]
    return remarks


def _remarks(eyes: Eyes, head: CaseHead) -> list[Now]:
    """What who guides said of a frame as it stands. Written anew, it has been read."""
    if Action.WRITE_FRAME not in head.can:
        return []
    standing = {frame.pk: frame.number for frame in frames_now(eyes.seen)}
    about = [note for note in notes(eyes.seen) if note.item is None and note.frame_id in standing]
    return [Now(NowKind.READ_REMARK, standing[note.frame_id], title=eyes.name(note.by)) for note in about]


def _for_professional(eyes: Eyes, head: CaseHead, mine: Mine) -> list[Now]:
    """Those who know are asked; and the circle may have given one of them a say."""
    unanswered = Question.objects.filter(case=eyes.case, answers__isnull=True).select_related("words")
    own = [*_to_confirm(mine), *_items_to_answer(eyes, mine), *_promises_to_look_back_on(eyes, head)]
    return own + [
        Now(NowKind.ANSWER_QUESTION, one.number, title=eyes.text(one.words))
        for one in unanswered.order_by("number")[:20]
    ]
