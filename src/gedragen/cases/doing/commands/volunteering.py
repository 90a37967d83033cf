"""I do it: who wants to is asked first whether the text, as it stands, will do for them."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.doing.commands.tasks import keep_task, say
from gedragen.cases.doing.entries import LATE_YES
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import LateYes, Round, RoundAnswer
from gedragen.cases.rounds.commands.consent import keep_answer
from gedragen.cases.rounds.commands.rounds import start_round
from gedragen.cases.rounds.void import void_test
from gedragen.cases.state.frame_tests import is_met, test_now
from gedragen.cases.state.plan_state import ItemStand, item_stands
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.children.ages import Age
from gedragen.method.consent import Answer
from gedragen.method.items import ItemKind, ItemState, check_is_theirs, is_asked_beside
from gedragen.method.phases import Phase
from gedragen.method.rounds import check_version
from gedragen.method.tasks import TaskKind, TaskState, check_no, is_asked_first
from gedragen.method.terms import term


@dataclass(frozen=True)
class Volunteer:
    """I do it. `fits`: this version of the text will do for me, where that is asked; a no says why in `reason`."""

    item_number: int
    version: int
    what: str = ""
    fits: bool | None = None
    reason: str = ""


@act(Action.VOLUNTEER)
def volunteer(change: Change, asked: Volunteer) -> None:
    stand, passed = _what_passed(change, asked)
    if not Age(change.actor.age).can_be_bound:
        raise RuleBroken("not-asked-of-a-child")
    if is_asked_of(passed, change.actor.pk):
        if asked.fits is None:
            raise RuleBroken("say-whether-it-fits")
        if not asked.fits:
            _object(change, stand, passed, asked.reason)
            return
        LateYes.objects.create(round=passed, seat=change.actor, at=change.at)
        told = {"item": stand.item.number, "version": stand.version.number}
        change.record(LATE_YES, round=passed.number, seat=change.actor, **told)
    what = require(asked.what, "volunteer-needs-text")
    task = keep_task(change, stand.item, change.actor, TaskKind.TASK, what)
    say(change, task, TaskState.ACTIVE)


def is_asked_of(passed: Round, seat: int) -> bool:
    """Whether this seat says first that the text which passed will do."""
    late = LateYes.objects.filter(round=passed, seat=seat).exists()
    return is_asked_first(_said(passed, seat), said_late_yes=late)


def _said(passed: Round, seat: int) -> Answer | None:
    """What this seat answered last about the text that passed, in a round that is over."""
    about = RoundAnswer.objects.filter(seat=seat, taken_back_at__isnull=True, round__version=passed.version_id)
    over = about.filter(round__outcome__gt="", round__voided_at__isnull=True).order_by("-round__number")
    answer = over.values_list("answer", flat=True).first()
    return Answer(answer) if answer else None


def _what_passed(change: Change, asked: Volunteer) -> tuple[ItemStand, Round]:
    """The item, and the round in which its text passed."""
    row(change.case.items, number=asked.item_number)
    stand = item_stands(change.case, [asked.item_number])[asked.item_number]
    check_is_theirs(ItemKind(stand.item.kind))
    if stand.state is not ItemState.PASSED or stand.round is None:
        raise RuleBroken("item-has-not-passed")
    if stand.on_the_table.state is ItemState.IN_ROUND:
        raise RuleBroken("proposal-is-in-round")
    check_version(asked.version, stand.version.number)
    return stand, stand.round


def _object(change: Change, stand: ItemStand, passed: Round, reason: str) -> None:
    """A no to the text, as in any round: everybody who decides is asked anew."""
    require(reason, "objection-needs-reason")
    check_no(_said(passed, change.actor.pk), is_on_the_table=stand.proposal is not None)
    change.is_named = False
    seen = change.seen
    beside = is_asked_beside(
        is_tested=test_now(seen) is not None or is_met(seen),
        is_carried_out=change.case.phase == Phase.CARRYING_OUT,
        is_bound=change.actor in stand.version.bound.all(),
    )
    if not beside:
        void_test(change)
    closes_at = term(change.at, change.case.approach.round_days)
    round_ = start_round(change, stand.item, stand.version, closes_at, is_beside=beside)
    keep_answer(change, round_, change.actor, Answer.OBJECTION, reason, at=change.at, spoken=False)
