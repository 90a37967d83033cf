"""Rooms in time: from which stage readers come in, and who keeps what was said. And who is in the group that begins.

What is there already stays as it was.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_length_of_terms")]

    operations = [
        migrations.AddField("seat", "begins", models.BooleanField(default=False)),
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
