"""What time has made due. A worker asks; each command asks again inside the lock."""

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import partial, reduce
from operator import or_

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.doing.commands.follow_through import CloseReview, OpenCheckIn, close_review, open_check_in
from gedragen.cases.ending.commands import EndWithoutPlan, end_without_plan
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.frame_test import PassTerm, pass_term
from gedragen.cases.models import (
    Case,
    CheckIn,
    EndingProposal,
    FrameTest,
    InvitationPart,
    ItemCorrection,
    Reply,
    Round,
    RoundAnswer,
    Task,
    Voice,
)
from gedragen.cases.people.commands.many import InvitePart, invite_part
from gedragen.cases.plan.corrections import SettleCorrection, settle_correction
from gedragen.cases.rounds.commands.rounds import CloseRound, close_round
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.turns import let_others_write
from gedragen.method.broken import RuleBroken
from gedragen.method.terms import local_day

log = logging.getLogger(__name__)


def run_due(*, at: datetime) -> int:
    """Do all that is due at this moment, each in its own transaction. Returns how much was done.

    A mistake of ours in one situation stops no other: the first one is raised when all had their turn.
    """
    acts, trouble = 0, None
    for act in _due(at):
        try:
            act()
            acts += 1
        except (RuleBroken, Denied, NotFound):
            # Another worker was first, or an answer came in between: then there is nothing to do.
            continue
        except Exception as error:
            log.exception("What is due in case %s could not be done.", act.args[0])
            trouble = trouble or error
    if trouble is not None:
        raise trouble
    return acts


def _due(at: datetime) -> Iterator[partial[None]]:
    rounds = Round.objects.filter(closed_at__isnull=True, case__closed_at__isnull=True)
    ends = rounds.annotate(ends_at=Coalesce(F("extra_until"), F("closes_at"))).filter(ends_at__lte=at)
    for case_id, round_id in ends.order_by("ends_at", "id").values_list("case_id", "id"):
        yield partial(close_round, case_id, CloseRound(round_id), by=CLOCK, at=at)
    # The last answer closes its round as well. These are rounds whose server died between the two.
    given = RoundAnswer.objects.filter(round=OuterRef("pk"))
    theirs = RoundAnswer.objects.filter(round=OuterRef(OuterRef("pk")), seat=OuterRef("pk"))
    silent = deciders_of(OuterRef("case")).filter(~Exists(theirs))
    for case_id, round_id in rounds.filter(Exists(given), ~Exists(silent)).values_list("case_id", "id"):
        yield partial(close_round, case_id, CloseRound(round_id), by=CLOCK, at=at)
    tests = FrameTest.objects.filter(
        closed_at__isnull=True, overdue_at__isnull=True, due_at__lte=at, case__closed_at__isnull=True
    )
    for case_id, number in tests.values_list("case_id", "number"):
        yield partial(pass_term, case_id, PassTerm(number), by=CLOCK, at=at)
    given_up = EndingProposal.objects.filter(over_at__isnull=True, until__lte=at, case__closed_at__isnull=True)
    for case_id, number in given_up.values_list("case_id", "number"):
        yield partial(end_without_plan, case_id, EndWithoutPlan(number), by=CLOCK, at=at)
    corrections = ItemCorrection.objects.filter(
        over_at__isnull=True, until__lte=at, version__item__case__closed_at__isnull=True
    )
    texts = corrections.values_list("version__item__case", "version__item__number", "version__number")
    for case_id, number, version in texts:
        yield partial(settle_correction, case_id, SettleCorrection(number, version), by=CLOCK, at=at)
    check_ins = CheckIn.objects.filter(done_at__isnull=True)
    opening = check_ins.filter(opened_at__isnull=True, due_on__lte=local_day(at), case__closed_at__isnull=True)
    for case_id, number in opening.values_list("case_id", "number"):
        yield partial(open_check_in, case_id, OpenCheckIn(number), by=CLOCK, at=at)
    # Also when the case closed in between: what people said was meant to be read.
    closing = check_ins.filter(closes_at__lte=at)
    for case_id, number in closing.values_list("case_id", "number"):
        yield partial(close_review, case_id, CloseReview(number), by=CLOCK, at=at)
    unsealed = (
        Voice.objects.filter(sealed_at__isnull=True),
        Task.objects.filter(sealed_at__isnull=True, leaf__gt=""),
        Reply.objects.filter(sealed_at__isnull=True),
    )
    of_case = reduce(or_, (Exists(rows.filter(case=OuterRef("pk"))) for rows in unsealed))
    for case_id in Case.objects.filter(of_case).order_by("id").values_list("id", flat=True):
        yield partial(seal_own_acts, case_id, by=CLOCK, at=at)
    # Last of all: these may be many, and let others write in between.
    for case_id, part_id in InvitationPart.objects.order_by("id").values_list("list__case", "id"):
        yield partial(invite_part, case_id, InvitePart(part_id), by=CLOCK, at=at)
        let_others_write()
