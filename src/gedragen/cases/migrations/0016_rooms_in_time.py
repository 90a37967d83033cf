"""Rooms whose readers come in from a stage on, and what is kept of them when it has ended. Those that are there: as before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_stage")]

    operations = [
        migrations.AddField(
            "room", "waits_for", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
        migrations.AddField(
            "room",
            "kept",
            models.CharField(
                choices=[
                    ("readers", "readers"),
                    ("participants", "participants"),
                    ("nobody_after_close", "nobody_after_close"),
                ],
                default="readers",
                max_length=20,
            ),
        ),
    ]
