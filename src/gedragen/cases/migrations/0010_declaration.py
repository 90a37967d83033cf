"""Declarations of an approach's own, sides of people and of rooms, and an ending of its own."""

from django.db import migrations, models

import gedragen.method.phases


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_reply"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="declaration",
            name="one_standing_declaration_per_case",
        ),
        migrations.AddField(
            model_name="declaration",
            name="side",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="room",
            name="sides",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="seat",
            name="side",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="case",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    (gedragen.method.phases.Ending["CARRIED"], gedragen.method.phases.Ending["CARRIED"]),
                    (gedragen.method.phases.Ending["NO_PLAN"], gedragen.method.phases.Ending["NO_PLAN"]),
                    (
                        gedragen.method.phases.Ending["PLAN_WITHOUT_MEETING"],
                        gedragen.method.phases.Ending["PLAN_WITHOUT_MEETING"],
                    ),
                    (
                        gedragen.method.phases.Ending["STOPPED_IN_PREPARATION"],
                        gedragen.method.phases.Ending["STOPPED_IN_PREPARATION"],
                    ),
                    (
                        gedragen.method.phases.Ending["WITHDRAWN_BY_PARTY"],
                        gedragen.method.phases.Ending["WITHDRAWN_BY_PARTY"],
                    ),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="declaration",
            name="kind",
            field=models.CharField(max_length=40),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("case", "kind", "side"),
                name="one_standing_declaration_per_case",
            ),
        ),
    ]
