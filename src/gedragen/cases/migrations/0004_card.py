"""Cards in a table of their own, so that one can wait beside another and no two share a code."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_the_cards(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """A card that opened a seat goes on doing so. The journal tells when it was made, and by which seat."""
    seats = apps.get_model("cases", "Seat")._default_manager
    cards = apps.get_model("cases", "Card")._default_manager
    journal = apps.get_model("cases", "JournalEntry")._default_manager
    for seat in seats.exclude(card_digest="").iterator():
        made = journal.filter(case=seat.case_id, kind="access-renewed", data__seat=seat.number, data__by_means="card")
        entry = made.order_by("-number").first()
        maker = seats.filter(case=seat.case_id, number=int(entry.by)).first() if entry and entry.by.isdigit() else None
        at = entry.at if entry else seat.invited_at
        seat.card = cards.create(digest=seat.card_digest, made_by=maker, made_at=at)
        seat.save(update_fields=["card"])


def check_the_cards(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL changes no table whose rows it still has to check."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def to_a_seat(name: str) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name, to="cases.seat")


def to_a_card(name: str) -> "models.OneToOneField[models.Model, models.Model]":
    return models.OneToOneField(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name, to="cases.card"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_plan_room")]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("replaces_lost", models.BooleanField(default=False)),
                ("heard_at", models.DateTimeField(null=True)),
                ("made_by", to_a_seat("+")),
                ("heard_by", to_a_seat("+")),
            ],
        ),
        migrations.AddField("seat", "entered_at", models.DateTimeField(null=True)),
        migrations.AddField("seat", "card", to_a_card("seat")),
        migrations.AddField("seat", "waiting_card", to_a_card("waiting_seat")),
        migrations.RunPython(keep_the_cards, migrations.RunPython.noop),
        migrations.RunPython(check_the_cards, migrations.RunPython.noop),
        migrations.RemoveConstraint("seat", "one_seat_per_card"),
        migrations.RemoveField("seat", "card_digest"),
    ]
