"""Joining and declining are own acts, of which a row is kept until they are sealed and after."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_invitation_list")]

    operations = [
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joins", models.BooleanField()),
                ("returns", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("salt", models.CharField(max_length=64)),
                ("leaf", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="cases.case"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="cases.seat"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("sealed_at", None)),
                        fields=["case", "seat"],
                        name="replies_not_sealed",
                    )
                ],
            },
        ),
    ]
