"""What the six lights look at, put together from what is known of the plan already."""

from collections import Counter

from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.models import Round
from gedragen.cases.state.declared import declared
from gedragen.cases.state.frame_tests import frames_met, not_accepted
from gedragen.cases.state.frames import frames_now
from gedragen.cases.state.headcount import nominated, reach, unanswered_invitations
from gedragen.cases.state.outcomes import advised_against
from gedragen.cases.state.plan_state import plan
from gedragen.cases.state.tasks import days_to_agree
from gedragen.cases.state.views import count_views
from gedragen.method.consent import is_carried_by_most
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.items import ItemState
from gedragen.method.lights import PlanFacts


def plan_facts(seen: Snapshot) -> PlanFacts:
    """The tasks are not counted: they come to life by their owner's own act."""
    stands, people, views = plan(seen), reach(seen), count_views(seen)
    passed = [stand.round for stand in stands if stand.state is ItemState.PASSED and stand.round is not None]
    bound = Counter({True: 0, False: 0})
    for stand in stands:
        bound[stand.state is ItemState.PASSED] += len(stand.version.bound.all())
    return PlanFacts(
        items=len(stands),
        items_passed=len(passed),
        open_objections=sum(stand.state is ItemState.OBJECTED or stand.is_asked_again for stand in stands),
        yes=sum(round_.yes for round_ in passed),
        abstained=sum(round_.abstained for round_ in passed),
        not_reached=max((round_.not_reached for round_ in passed), default=0),
        deciders=people.deciders,
        advisers=people.advisers,
        advised_against=advised_against(seen, passed),
        unprepared=people.deciders - people.prepared,
        unanswered_invitations=unanswered_invitations(seen),
        waiting_names=nominated(seen).waiting,
        carried_by_few=sum(not _is_carried(round_) for round_ in passed),
        bound=bound[True],
        bound_without_yes=bound[False],
        views=views.views,
        views_unanswered=views.unanswered,
        views_not_yet=views.not_yet,
        views_asked=views.asked,
        frames=len(frames_now(seen)),
        frames_met=frames_met(seen),
        decided_otherwise=not_accepted(seen),
        safety_net=DeclarationKind.SAFETY_NET in declared(seen),
        review_planned=not days_to_agree(seen),
        tasks=0,
        tasks_without_yes=0,
    )


def _is_carried(round_: Round) -> bool:
    return is_carried_by_most(round_.yes, round_.abstained + round_.objected + round_.not_reached)
