"""Numbers for the topics of a case, when somebody was talked with, and how rounds came out."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def count(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    _note_talks(apps)
    for round_ in apps.get_model("cases", "Round").objects.filter(closed_at__isnull=False):
        deciders = set(round_.decided_by.values_list("id", flat=True))
        given = [answer for seat, answer in round_.answers.values_list("seat", "answer") if seat in deciders]
        round_.yes, round_.abstained = given.count("yes"), given.count("abstention")
        round_.objected, round_.unnamed = given.count("objection"), round_.objections.count()
        round_.not_reached = len(deciders) - len(given)
        round_.save(update_fields=["yes", "abstained", "objected", "unnamed", "not_reached"])


def settle(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL indexes no table whose rows it still has to check."""
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _note_talks(apps: StateApps) -> None:
    talks = apps.get_model("cases", "Declaration").objects.filter(
        kind="preparation", about__isnull=False, withdrawn_at__isnull=True
    )
    for seat, at in talks.values_list("about", "at"):
        apps.get_model("cases", "Seat").objects.filter(id=seat).update(talked_at=at)


def number(name: str) -> migrations.AddField:
    return migrations.AddField(model_name="round", name=name, field=models.PositiveIntegerField(default=0))


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_constitution")]

    operations = [
        migrations.AddField(model_name="case", name="topics", field=models.JSONField(default=dict)),
        migrations.AddField(model_name="seat", name="talked_at", field=models.DateTimeField(null=True)),
        *map(number, ("yes", "abstained", "objected", "unnamed", "not_reached")),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)),
                fields=[
                    "case",
                    "role",
                    "circle",
                    "decides",
                    "joined_at",
                    "declined_at",
                    "talked_at",
                    "is_main_person",
                    "number",
                ],
                name="seats_counted",
            ),
        ),
    ]
