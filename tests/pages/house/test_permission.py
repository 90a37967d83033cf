"""What a page gives as the reason why something may not be done is what the act itself would say."""

from datetime import datetime

import pytest
from django.db import transaction

from gedragen.access.doing import Action, Denied, Mode, Role
from gedragen.cases.engine.change import change_case, own_act
from gedragen.cases.models import Seat
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.pages.house.permission import check_may
from tests.support import family_cast as home
from tests.support.stage import on_stage

BY_PEOPLE = [action for action in Action if action.rule.by != {Role.CLOCK}]


def among_themselves() -> home.Family:
    start = datetime.fromisoformat("2026-03-02T10:00:00+00:00")
    return home.into_closed_time(home.to_deciding(home.to_preparing(home.make_family(start))))


@pytest.mark.django_db
def test_a_page_and_the_act_refuse_for_the_same_reason() -> None:
    family = on_stage("a family among itself", among_themselves)
    reasons = set()
    for seat in Seat.objects.filter(case=family.case, erased_at__isnull=True):
        head = case_head(family.case, viewer=seat.pk)
        for action in BY_PEOPLE:
            told = refused_by_the_page(head, action)
            assert told == refused_by_the_act(family, action, seat.pk), (seat.role, action)
            reasons.add(told)
    # Reasons that follow from the approach too, and not from the seat alone.
    assert {"needs-decides", "needs-chooses-circle", "not-in-this-phase", None} <= reasons


def refused_by_the_page(head: CaseHead, action: Action) -> str | None:
    try:
        check_may(head, action)
    except Denied as denied:
        return denied.reason
    return None


def refused_by_the_act(family: home.Family, action: Action, seat: int) -> str | None:
    act = change_case if action.rule.mode is Mode.SHARED else own_act
    try:
        with transaction.atomic(), act(family.case, action, by=seat, at=family.at):
            raise Undone
    except Denied as denied:
        return denied.reason
    except Undone:
        return None


class Undone(Exception):
    """Nothing is to be changed here."""
