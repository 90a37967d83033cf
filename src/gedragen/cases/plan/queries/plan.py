"""The plan and its items: versions, rounds, what was answered, and the six lights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from gedragen.access.doing import NotFound, Role
from gedragen.cases.doing.queries.follow_through import ReviewDay, review_days
from gedragen.cases.doing.queries.keeping import Keeping, keeping
from gedragen.cases.doing.queries.tasks import TaskCard, carriers, task_card, visible_tasks
from gedragen.cases.engine.sight import Eyes, eyes_on_the_plan
from gedragen.cases.frames.queries import LateCard, PromiseCard, late_cards, promise_card
from gedragen.cases.models import Declaration, Difference, ItemVersion, RoundAnswer, Task
from gedragen.cases.plan.queries.corrections import Corrections, corrections
from gedragen.cases.plan.queries.ownership import Ownership, ownership
from gedragen.cases.plan.queries.verdicts import Unmet, unmet
from gedragen.cases.preparing.queries import ViewCard, views
from gedragen.cases.preparing.side_queries import SideCard, side_cards
from gedragen.cases.rounds.queries.asking import Uncalled, uncalled, waits_to_be_asked
from gedragen.cases.rounds.queries.rounds import RoundCard, round_cards
from gedragen.cases.rounds.queries.talks import my_talk
from gedragen.cases.starting.queries import LawAlone, law_alone
from gedragen.cases.state.declared import declared
from gedragen.cases.state.frame_tests import decision, differences, only_proposes, standing_of, test_now
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.outcomes import deciding
from gedragen.cases.state.own_rows import own_answers
from gedragen.cases.state.plan_lights import plan_facts
from gedragen.cases.state.plan_state import ItemStand, in_round, stands
from gedragen.cases.state.tasks import check_ins, works_by_the_plan
from gedragen.method.consent import Answer, Say, who_counts
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.follow_through import CheckInKind
from gedragen.method.frame_test import Standing, Taken
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.lights import Light, PlanFacts, lit
from gedragen.method.tasks import TaskState

# In the list of items no answers are told one by one of a round with more than these: the item itself tells them.
FEW = 50


@dataclass(frozen=True)
class VersionCard:
    """One text of an item. `bound`: names of those who carry it; `photo`: of the paper it was on.

    `is_decided`: the authority wrote it, in its decision.
    """

    number: int
    title: str
    what: str
    why: str
    when: str
    because: str
    by: str
    at: datetime
    bound: tuple[str, ...]
    bound_seats: tuple[int, ...]
    photo: int | None
    drops: bool
    is_decided: bool


@dataclass(frozen=True)
class ItemCard:
    """One item in the plan's list. `say`: what the answer of who looks is, while people are asked.

    `proposal`: the same with the text that is proposed beside it. `is_in_plan`: it is more than proposed.
    `was_agreed`: so its text holds until people agree on another.
    """

    number: int
    kind: ItemKind
    state: ItemState
    version: VersionCard
    writers: tuple[str, ...]
    round: RoundCard | None
    dropped_because: str
    tasks: tuple[TaskCard, ...]
    i_said_yes: bool
    say: Say
    is_in_plan: bool
    was_agreed: bool
    proposal: "ItemCard | None"

    @property
    def on_the_table(self) -> "ItemCard":
        """What people are asked about, or can be."""
        return self.proposal or self

    @property
    def is_asked_again(self) -> bool:
        """Somebody says no to the text that holds, and people are asked about it while it holds."""
        return self.proposal is not None and self.proposal.version.number == self.version.number


@dataclass(frozen=True)
class DifferenceCard:
    """What the decision says otherwise of one item. `because`: empty in a decision from before it was asked."""

    taken: Taken
    text: str
    because: str
    standing: Standing


@dataclass(frozen=True)
class DecisionCard:
    """The newest formal decision; `differences` per item number.

    `tested`: number, title and text of each item as it was tested, where that was kept. `rights`: what somebody who
    does not agree can still do.
    """

    number: int
    text: str
    rights: str
    decided_on: date
    by: str
    tested: tuple[tuple[int, str, str], ...]
    differences: dict[int, DifferenceCard]


@dataclass(frozen=True)
class PlanSheet:
    """`safety_net`: what if it goes wrong. `resources`: what it takes. `who_checks`: who keeps an eye on it.

    Each with which words these are, or 0, for who replaces them.

    `check_ins`: the days of the call and of looking back, once carrying out has begun.
    `without_meeting`: the plan went through where people could have been among themselves, and never were.
    `law`: what was said beforehand where nobody sets limits.
    `readers`: how many work by it and read only what is shared with them.
    `owned`: who decided and who carries, per number of an item that has passed; `owned_whole` over all of them.
    """

    head: CaseHead
    items: tuple[ItemCard, ...]
    dropped: tuple[ItemCard, ...]
    lights: dict[Light, bool]
    facts: PlanFacts
    views: tuple[ViewCard, ...]
    safety_net: str
    safety_net_words: int
    safety_net_by: str
    resources: str
    resources_words: int
    who_checks: str
    who_checks_words: int
    opposition_exception: str
    sides: tuple[SideCard, ...]
    check_ins: tuple[tuple[date, CheckInKind], ...]
    keeping: Keeping | None
    days: tuple[ReviewDay, ...]
    review_months: tuple[int, ...]
    call_weeks: int
    without_meeting: bool
    owned: dict[int, Ownership]
    owned_whole: Ownership
    decision: DecisionCard | None
    promise: PromiseCard | None
    law: LawAlone | None
    what_was_tried: str
    what_stays_open: str
    late: tuple[LateCard, ...]
    unmet: tuple[Unmet, ...]
    readers: int


@dataclass(frozen=True)
class ItemSheet:
    """One item whole: the texts that `held`, oldest first; those that were `declined`; `rounds` of every text.

    `stays`: what somebody writes now is a proposal beside what holds. `differs`: what the decision says otherwise.
    `wants_talk`: when this seat asked to talk. `is_tested`: the authority holds the plan against its limits now.
    `waits_to_be_asked`: no round opened yet, and this seat can open one once who guides had her days.
    `uncalled`: whom the round waits for, and this seat can call.
    """

    head: CaseHead
    item: ItemCard
    held: tuple[VersionCard, ...]
    declined: tuple[VersionCard, ...]
    stays: bool
    differs: DifferenceCard | None
    rounds: tuple[RoundCard, ...]
    next_to_answer: int | None
    wants_talk: datetime | None
    is_tested: bool
    unmet: tuple[Unmet, ...]
    corrections: Corrections
    waits_to_be_asked: bool
    uncalled: tuple[Uncalled, ...]


def plan_sheet(case_id: int, *, viewer: int | None) -> PlanSheet:
    """The whole plan in a number of queries that does not grow with its items.

    Raises NotFound as long as nobody took up the question: there is no plan to come without an approach.
    """
    eyes = eyes_on_the_plan(case_id, viewer)
    case, tasks, standing = eyes.case, visible_tasks(eyes), list(stands(eyes.seen).values())
    tables = [one for stand in standing for one in (stand, stand.proposal) if one is not None]
    newest = [table.round for table in tables if table.round is not None]
    rounds = round_cards(eyes, newest, own_answers(eyes), told_up_to=FEW)
    cards = item_cards(eyes, standing, tasks, rounds)
    facts = _facts(eyes, tasks)
    owned, owned_whole = ownership(deciding(eyes.seen), tasks)
    declarations = declared(eyes.seen)
    safety_net, safety_net_words = _said(eyes, declarations.get(DeclarationKind.SAFETY_NET))
    resources, resources_words = _said(eyes, declarations.get(DeclarationKind.RESOURCES))
    who_checks, who_checks_words = _said(eyes, declarations.get(DeclarationKind.WHO_CHECKS))
    return PlanSheet(
        head=head_of(eyes),
        items=tuple(card for card in cards if card.state is not ItemState.DROPPED),
        dropped=tuple(card for card in cards if card.state is ItemState.DROPPED),
        lights=lit(facts),
        facts=facts,
        views=views(eyes),
        safety_net=safety_net,
        safety_net_words=safety_net_words,
        safety_net_by=_said_by(eyes, declarations.get(DeclarationKind.SAFETY_NET)),
        resources=resources,
        resources_words=resources_words,
        who_checks=who_checks,
        who_checks_words=who_checks_words,
        opposition_exception=_said(eyes, declarations.get(DeclarationKind.OPPOSITION_EXCEPTION))[0],
        sides=side_cards(eyes),
        check_ins=tuple((one.due_on, CheckInKind(one.kind)) for one in check_ins(eyes.seen)),
        keeping=keeping(eyes),
        days=review_days(eyes),
        review_months=tuple(case.approach.review_months),
        call_weeks=case.approach.call_weeks,
        without_meeting=_without_meeting(eyes),
        owned=owned,
        owned_whole=owned_whole,
        decision=decision_card(eyes),
        promise=promise_card(eyes),
        law=law_alone(eyes),
        what_was_tried=eyes.text(case.ending_words),
        what_stays_open=eyes.text(case.open_words),
        late=late_cards(eyes),
        unmet=unmet(eyes),
        readers=len(works_by_the_plan(eyes.seen)),
    )


def _without_meeting(eyes: Eyes) -> bool:
    could = bool(eyes.case.approach_key) and eyes.case.approach.closed_room() is not None
    went_through = eyes.case.carrying_out_at is not None
    return could and went_through and not any(room.is_closed for room in eyes.rooms.values())


def item_sheet(case_id: int, number: int, *, viewer: int | None) -> ItemSheet:
    """One item. Raises NotFound when the case has no such item."""
    eyes = eyes_on_the_plan(case_id, viewer)
    stand = stands(eyes.seen).get(number)
    if stand is None:
        raise NotFound
    mine = own_answers(eyes)
    rounds = round_cards(eyes, stand.rounds, mine)
    (item,) = item_cards(eyes, [stand], visible_tasks(eyes), rounds)
    others = (one.item.number for one in to_answer(eyes, mine) if one.item.number != number)
    head = head_of(eyes)
    return ItemSheet(
        head=head,
        item=item,
        held=tuple(version_card(eyes, one) for one in stand.held),
        declined=tuple(version_card(eyes, one) for one in stand.declined),
        stays=stand.is_in_plan and only_proposes(eyes.seen, stand.item.kind, was_agreed=stand.was_agreed),
        differs=next((_difference(eyes, one) for one in differences(eyes.seen) if one.item_id == stand.item.pk), None),
        rounds=tuple(rounds.values()),
        next_to_answer=next(others, None),
        wants_talk=my_talk(eyes, stand.on_the_table.round),
        is_tested=test_now(eyes.seen) is not None,
        unmet=unmet(eyes),
        corrections=corrections(eyes, stand, head),
        waits_to_be_asked=waits_to_be_asked(eyes, stand.on_the_table, head),
        uncalled=uncalled(eyes, stand.on_the_table, head),
    )


def _facts(eyes: Eyes, tasks: Sequence[Task]) -> PlanFacts:
    """What the six lights look at, with the tasks as their owners have left them."""
    living = [task for task in tasks if task.state not in (TaskState.DECLINED, TaskState.GIVEN_BACK)]
    waiting = sum(task.state == TaskState.OFFERED for task in living)
    return replace(plan_facts(eyes.seen), tasks=len(living), tasks_without_yes=waiting)


def item_cards(
    eyes: Eyes, stands: Sequence[ItemStand], tasks: Sequence[Task], rounds: Mapping[int, RoundCard]
) -> tuple[ItemCard, ...]:
    """`rounds`: by id, with the newest of each item and of what is proposed among them."""
    return tuple(_item_card(eyes, stand, tasks, rounds) for stand in stands)


def _item_card(eyes: Eyes, stand: ItemStand, tasks: Sequence[Task], rounds: Mapping[int, RoundCard]) -> ItemCard:
    return ItemCard(
        number=stand.item.number,
        kind=ItemKind(stand.item.kind),
        state=stand.state,
        version=version_card(eyes, stand.version),
        writers=tuple(dict.fromkeys(name for v in stand.held or (stand.version,) if (name := eyes.name(v.by)))),
        round=rounds[stand.round.pk] if stand.round else None,
        dropped_because=eyes.text(stand.item.dropped_why),
        tasks=tuple(task_card(eyes, task) for task in tasks if task.item_id == stand.item.pk),
        i_said_yes=stand.round is not None and _said_yes(rounds[stand.round.pk]),
        say=_say(eyes, stand.version),
        is_in_plan=stand.is_in_plan,
        was_agreed=stand.was_agreed,
        proposal=_item_card(eyes, stand.proposal, (), rounds) if stand.proposal is not None else None,
    )


def version_card(eyes: Eyes, version: ItemVersion) -> VersionCard:
    bound = sorted(version.bound.all(), key=lambda seat: seat.number)
    return VersionCard(
        number=version.number,
        title=eyes.text(version.title),
        what=eyes.text(version.what),
        why=eyes.text(version.why),
        when=eyes.text(version.when),
        because=eyes.text(version.changed_because),
        by=eyes.name(version.by),
        at=version.at,
        bound=carriers(eyes, version),
        bound_seats=tuple(seat.pk for seat in bound),
        photo=version.photo_id,
        drops=version.drops,
        is_decided=version.by.role == Role.AUTHORITY,
    )


def _said_yes(card: RoundCard) -> bool:
    return card.mine is not None and card.mine.answer is Answer.YES


def to_answer(eyes: Eyes, mine: Sequence[RoundAnswer]) -> list[ItemStand]:
    """The items in an open round that this seat is asked about and has not answered."""
    answered = {one.round_id for one in mine}
    waiting = (stand for stand in in_round(eyes.seen) if stand.round is not None and stand.round.pk not in answered)
    return [stand for stand in waiting if _say(eyes, stand.version) is not Say.NONE]


def _say(eyes: Eyes, version: ItemVersion) -> Say:
    """What it is that this seat can say to this text."""
    seat, bound = eyes.seat, [one.pk for one in version.bound.all()]
    if seat is None or not seat.standing.has_joined:
        return Say.NONE
    approach = eyes.case.approach
    has_part = approach.asks_for_their_part and seat.role == Role.PROFESSIONAL and seat.pk in bound
    if not seat.decides and not has_part:
        return Say.NONE
    main_persons = ([seat.pk] if seat.is_main_person else []) if approach.advises else None
    counts = who_counts([seat.pk], bound=bound, main_persons=main_persons)
    return Say.DECIDES if counts else Say.ADVISES


def _said_by(eyes: Eyes, found: Declaration | None) -> str:
    """Who wrote it down: one person does, for all."""
    return eyes.name(found.by) if found is not None else ""


def _said(eyes: Eyes, found: Declaration | None) -> tuple[str, int]:
    """What was agreed, and which words these are, or 0."""
    return (eyes.text(found.words), found.words_id or 0) if found is not None else ("", 0)


def decision_card(eyes: Eyes) -> DecisionCard | None:
    newest = decision(eyes.seen)
    if newest is None:
        return None
    return DecisionCard(
        number=newest.number,
        text=eyes.text(newest.words),
        rights=eyes.text(newest.rights),
        decided_on=newest.decided_on,
        by=eyes.name(newest.by),
        tested=tuple(
            (one.item.number, eyes.text(one.title), eyes.text(one.what))
            for one in (newest.test.versions.all() if newest.test is not None else ())
        ),
        differences={one.item.number: _difference(eyes, one) for one in differences(eyes.seen)},
    )


def _difference(eyes: Eyes, one: Difference) -> DifferenceCard:
    return DifferenceCard(
        taken=Taken(one.taken),
        text=eyes.text(one.words),
        because=eyes.text(one.because),
        standing=standing_of(eyes.seen, one),
    )
