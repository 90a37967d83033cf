from django.db import migrations, models

HEARD = [("heard", "heard"), ("not_yet", "not_yet"), ("asked", "asked")]


class Migration(migrations.Migration):
    """What is a conflict already goes on as it was: no sides are asked there."""

    dependencies = [
        ("cases", "0031_plan_share"),
    ]

    operations = [
        migrations.AddField("case", "asks_sides", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Side",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("nothing_else_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="sides", to="cases.case"),
                ),
                (
                    "exception",
                    models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="+", to="cases.words"),
                ),
                ("name", models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="cases.words")),
                (
                    "nothing_else_by",
                    models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="+", to="cases.seat"),
                ),
                ("people", models.ManyToManyField(related_name="stands_on", to="cases.seat")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="one_side_per_number")],
            },
        ),
        migrations.AddField(
            "view",
            "side",
            models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="views", to="cases.side"),
        ),
        migrations.AddField("view", "is_absent", models.BooleanField(default=False)),
        migrations.AddField("view", "heard", models.CharField(blank=True, choices=HEARD, max_length=10)),
        migrations.AddField("view", "heard_at", models.DateTimeField(null=True)),
    ]
