"""What a migration makes of rows that were there already."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from gedragen.cases.models import Case, ItemVersion, Room
from gedragen.cases.plan.commands import ItemText, write_item
from tests.support.cast import Cast


@pytest.mark.django_db
def test_a_case_from_before_the_plan_had_a_room_goes_on(deciding: Cast) -> None:
    Room.objects.filter(key="plan").delete()
    migration = import_module("gedragen.cases.migrations.0003_plan_room")
    migration.give_the_plan_a_room(apps, connection.schema_editor())
    write_item(deciding.case, ItemText("Samen eten", "Elke week."), by=deciding.anna, at=deciding.at)
    room = ItemVersion.objects.select_related("what__room").get().what.room
    rule = Case.objects.get(id=deciding.case).approach.rooms["plan"]
    assert (room.rule, Room.objects.filter(key="plan").count()) == (rule, 1)
