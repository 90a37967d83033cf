"""A frame after the freeze says what it is. Every version that was written before this stood from its own moment."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def stood(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("cases", "Frame").objects.update(binds_at=models.F("at"))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_decision_per_item"),
    ]

    operations = [
        migrations.AddField(
            model_name="frame",
            name="because",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="binds_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="frame",
            name="change",
            field=models.CharField(
                blank=True, choices=[("wider", "wider"), ("binding", "binding"), ("asked", "asked")], max_length=20
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="item",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="frame", to="cases.planitem"
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="source_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="frame",
            name="taken_away_because",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="touches",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(stood, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="planitem",
            name="kind",
            field=models.CharField(
                choices=[("measure", "measure"), ("closing", "closing"), ("frame", "frame")],
                default="measure",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="FrameNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.seat"),
                ),
                (
                    "frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="cases.frame"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.planitem"
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("item__isnull", True)), fields=("frame",), name="one_remark_per_version"
                    ),
                    models.UniqueConstraint(fields=("frame", "item"), name="one_note_per_item"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FrameQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("frame", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "reply",
                    models.CharField(
                        blank=True, choices=[("stays", "stays"), ("widens", "widens"), ("goes", "goes")], max_length=20
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.seat"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.seat"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="frame_questions", to="cases.case"
                    ),
                ),
                (
                    "words",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.words"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_frame_question_per_number"),
                    models.UniqueConstraint(fields=("case", "frame", "by"), name="one_question_per_frame_and_seat"),
                ],
            },
        ),
    ]
