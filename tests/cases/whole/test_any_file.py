"""Under any file that is not refused, whatever anybody does: what never happens does not happen there either."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, run_state_machine_as_test

from gedragen.access.doing import Action, Role, allowed
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, Seat
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import read_file
from gedragen.method.phases import Phase
from tests.cases.whole.any_acts import World
from tests.cases.whole.test_any_order import NO, START, AnyOrder, seats_of
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.any_file import any_file

People = TypeVar("People")


def is_right(text: str) -> bool:
    try:
        read_file(text, "any.toml")
    except ApproachBroken:
        return False
    return True


def files(key: str, own_key: str) -> st.SearchStrategy[str]:
    return any_file(key, own_key).filter(is_right)


def as_far_as_it_goes(people: People, *steps: Callable[[People], object]) -> People:
    """Another file may ask more before the next phase than these people give: then they stay where they are."""
    for step in steps:
        try:
            with transaction.atomic():
                step(people)
        except NO:
            forget_snapshots()
            break
    return people


STREET, HOME = files("neighbourhood", "any_street"), files("family_group_conference", "any_home")


class AnyFile(AnyOrder):
    """Random acts in a neighbourhood and a family that go by files which nobody of us wrote."""

    played: ClassVar[set[str]] = set()
    phases: ClassVar[set[str]] = set()

    @initialize(street_file=STREET, home_file=HOME)
    def begin(self, street_file: str = "", home_file: str = "") -> None:
        for text in (street_file, home_file):
            self.played.add(add_file(text, "any.toml", by=None, at=START).digest)
        self.neighbours = as_far_as_it_goes(
            street.make_case(START, approach="any_street"),
            street.to_preparing,
            street.to_deciding,
            street.with_items,
            street.with_rounds,
        )
        self.family = as_far_as_it_goes(
            home.make_family(START, approach="any_home"),
            home.with_safety_frame,
            home.to_preparing,
            home.to_deciding,
            home.into_closed_time,
        )
        self.phases.update(Case.objects.values_list("phase", flat=True))
        self.at = max(self.neighbours.at, self.family.at)
        self.world = World(sorted({*seats_of(self.neighbours), *seats_of(self.family)}))

    def check_the_whole(self) -> None:
        super().check_the_whole()
        for seat in Seat.objects.filter(joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True):
            case: Any = Case.objects.get(id=seat.case_id)
            may = allowed(case.standing_of(seat), Phase(case.phase), closed=case.closed_at is not None)
            assert (
                seat.role == Role.FACILITATOR
                or case.closed_at is not None
                or {Action.DECLINE, Action.STOP_BY_LEAVING} & set(may)
            )


@pytest.mark.django_db
def test_some_things_never_happen_under_any_file() -> None:
    run_state_machine_as_test(
        AnyFile,
        settings=settings(
            max_examples=4,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert len(AnyFile.played) > 5
    assert Phase.DECIDING in AnyFile.phases
