"""What a migration makes of rows that were there already."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from gedragen.access.doing import Action
from gedragen.cases.closed_time.commands import BringOut, EndClosedTime, bring_out, end_closed_time
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, ItemVersion, Room, Seat
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.state.head import case_head
from gedragen.cases.store.constitutions import keep
from gedragen.cases.store.entries import CLOSED_TIME_ENDED
from gedragen.method.constitution.files import read_file
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.any_file import OF_FORMAT_1
from tests.support.cast import Cast
from tests.support.dump import tells
from tests.support.family_cast import Family


@pytest.mark.django_db
def test_a_case_from_before_the_plan_had_a_room_goes_on(deciding: Cast) -> None:
    Room.objects.filter(key="plan").delete()
    migration = import_module("gedragen.cases.migrations.0003_plan_room")
    migration.give_the_plan_a_room(apps, connection.schema_editor())
    write_item(deciding.case, ItemText("Samen eten", "Elke week."), by=deciding.anna, at=deciding.at)
    room = ItemVersion.objects.select_related("what__room").get().what.room
    rule = Case.objects.get(id=deciding.case).approach.rooms["plan"]
    assert (room.rule, Room.objects.filter(key="plan").count()) == (rule, 1)


STAGES = import_module("gedragen.cases.migrations.0014_stage")


def of_before(cast: Cast | Family) -> str:
    """Put a case under the text of format 1 of its approach, as a running case has it. Returns its stage after that."""
    case = Case.objects.get(id=cast.case)
    source = (OF_FORMAT_1 / f"{case.approach_key}.toml").read_text(encoding="utf-8")
    kept = keep(read_file(source, "old.toml"), is_shipped=True, by=None, at=case.brought_at)
    Case.objects.filter(id=cast.case).update(constitution=kept.digest, stage="none")
    STAGES.come_into_their_stages(apps, connection.schema_editor())
    forget_snapshots()
    return Case.objects.get(id=cast.case).stage


NEIGHBOURS: dict[str, tuple[Callable[[Cast], Cast], str]] = {
    "starting": (lambda cast: cast, "frames"),
    "preparing": (street.to_preparing, "listening"),
    "deciding": (lambda cast: street.to_deciding(street.to_preparing(cast)), "rounds"),
    "answering": (
        lambda cast: street.with_rounds(street.with_items(street.to_deciding(street.to_preparing(cast)))),
        "rounds",
    ),
    "carrying_out": (lambda cast: street.to_carrying_out(street.to_deciding(street.to_preparing(cast))), "doing"),
}
FAMILIES: dict[str, tuple[Callable[[Family], Family], str]] = {
    "starting": (lambda family: family, "frames"),
    "preparing": (home.to_preparing, "widening"),
    "deciding": (lambda family: home.to_deciding(home.to_preparing(family)), "information_round"),
    "among themselves": (
        lambda family: home.into_closed_time(home.to_deciding(home.to_preparing(family))),
        "closed_time",
    ),
    "out again": (lambda family: home.out_of_closed_time(home.to_deciding(home.to_preparing(family))), "agreeing"),
    "answering": (lambda family: home.with_rounds(home.to_deciding(home.to_preparing(family))), "agreeing"),
    "carrying_out": (lambda family: home.to_carrying_out(home.to_deciding(home.to_preparing(family))), "doing"),
}


KEEPING = {Action.NAME_KEEPER, Action.ANSWER_KEEPING}


def can(case: int) -> dict[int, frozenset[Action]]:
    """What everybody may do at this moment."""
    return {
        seat: case_head(case, viewer=seat).can for seat in Seat.objects.filter(case=case).values_list("id", flat=True)
    }


def all_open(case: int, monkeypatch: pytest.MonkeyPatch) -> dict[int, frozenset[Action]]:
    """What everybody could do before there were stages."""
    with monkeypatch.context() as before:
        before.setattr("gedragen.cases.models.case.open_rooms", lambda *_: None)
        forget_snapshots()
        return can(case)


@pytest.mark.parametrize("moment", NEIGHBOURS)
@pytest.mark.django_db
def test_a_running_neighbourhood_comes_into_its_stage(
    moment: str, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, stage = NEIGHBOURS[moment]
    cast = walk(street.make_case(at))
    before = all_open(cast.case, monkeypatch)
    assert of_before(cast) == stage
    # A text of before said nothing of who keeps an eye on the plan.
    assert can(cast.case) == {seat: acts - KEEPING for seat, acts in before.items()}


@pytest.mark.parametrize("moment", FAMILIES)
@pytest.mark.django_db
def test_a_running_family_comes_into_its_stage(moment: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    walk, stage = FAMILIES[moment]
    family = walk(home.make_family(at))
    before = all_open(family.case, monkeypatch)
    assert of_before(family) == stage
    # Nor of sharing the plan.
    assert can(family.case) == {seat: acts - KEEPING - {Action.SHARE_PLAN} for seat, acts in before.items()}


@pytest.mark.django_db
def test_under_a_text_of_before_it_goes_on_as_it_did(at: datetime) -> None:
    """Nothing that somebody could finish is shut, and the last stage of a phase is not asked for."""
    family = home.into_closed_time(home.to_deciding(home.to_preparing(home.make_family(at))))
    of_before(family)
    Case.objects.filter(id=family.case).update(stage="information_round")
    forget_snapshots()
    with tells(family, CLOSED_TIME_ENDED):
        end_closed_time(family.case, EndClosedTime(1), by=family.henk, at=family.at)
    family.items = bring_out(family.case, BringOut(1, (1,)), by=family.leyla, at=family.at)
    home.to_carrying_out(family)
    assert Case.objects.get(id=family.case).stage == "doing"


@pytest.mark.django_db
def test_a_question_that_nobody_took_up_has_no_stage(at: datetime) -> None:
    case = Seat.objects.get(id=street.question_of("xander", at)).case_id
    STAGES.come_into_their_stages(apps, connection.schema_editor())
    assert Case.objects.get(id=case).stage == ""
