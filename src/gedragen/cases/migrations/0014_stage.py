"""A case is in a stage. Those that are there already come into the last one of their phase that was used.

The texts they go by keep nothing shut by stage, so whatever could be written or finished can be as before.
"""

import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

Rooms = frozenset[str]

# People come in at any stage: their names and addresses tell of none.
WHO_SOMEBODY_IS = ("name", "phone", "mail", "contact", "nomination-name", "nomination-contact", "nomination-concern")


def come_into_their_stages(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    cases = apps.get_model("cases", "Case")._default_manager
    for case in cases.exclude(approach_key="").select_related("constitution").order_by("id"):
        text = json.loads(case.constitution.text)
        stages = [stage for stage in text["stages"] if stage["phase"] == case.phase]
        case.stage = last_used(stages, used_rooms(apps, case))
        case.save(update_fields=["stage"])


def last_used(stages: list[dict[str, Any]], used: Rooms) -> str:
    found = [stage["key"] for stage in stages if used & set(stage["rooms"])]
    return str(found[-1] if found else stages[0]["key"])


def used_rooms(apps: StateApps, case: Any) -> Rooms:
    """Where something was said or asked in this phase. Whoever is among themselves is there, whatever was said before."""
    rooms = apps.get_model("cases", "Room")._default_manager.filter(case=case, is_closed=True)
    if rooms.filter(ended_at__isnull=True).exists():
        return frozenset({"closed"})
    began = {
        "starting": case.opened_at,
        "preparing": case.frozen_at,
        "deciding": case.deciding_at,
        "carrying_out": case.carrying_out_at,
    }[case.phase]
    words = apps.get_model("cases", "Words")._default_manager.filter(case=case, written_at__gte=began)
    said = words.filter(room__is_closed=False).exclude(kind__in=WHO_SOMEBODY_IS)
    used = set(said.values_list("room__key", flat=True))
    if rooms.filter(opened_at__gte=began).exists():
        used.add("closed")
    if apps.get_model("cases", "Round")._default_manager.filter(case=case, opened_at__gte=began).exists():
        used.add("ballot")
    return frozenset(used)


def check_the_texts(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL changes no table whose rows it still has to check."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_own_documents")]

    operations = [
        migrations.AddField(
            "case", "stage", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
        migrations.AddField(
            "case",
            "back_because",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"
            ),
        ),
        migrations.RunPython(come_into_their_stages, migrations.RunPython.noop),
        migrations.RunPython(check_the_texts, migrations.RunPython.noop),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=Q(approach_key="", stage="") | (~Q(approach_key="") & ~Q(stage="")),
                name="approach_with_its_stage",
            ),
        ),
    ]
