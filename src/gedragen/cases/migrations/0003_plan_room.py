"""A room for the plan in the cases from before it had one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_the_plan_a_room(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Until now the plan was written in the room "open"; what stands there stays there, for the same readers."""
    rooms = apps.get_model("cases", "Room")._default_manager
    for room in rooms.filter(key="open").exclude(case__approach_key=""):
        rooms.get_or_create(
            case_id=room.case_id,
            key="plan",
            defaults={"readers": room.readers, "is_public": room.is_public, "keeps_own": room.keeps_own},
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_family")]

    operations = [migrations.RunPython(give_the_plan_a_room, migrations.RunPython.noop)]
