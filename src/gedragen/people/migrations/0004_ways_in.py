"""Nothing that is stored lets anybody in: no session under its own key, no code as it was mailed, no pickles.

Everybody signs in again: a session that stands under its own key cannot be moved to its digest without a trace.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def end_all_sessions(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_attempt"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(end_all_sessions, migrations.RunPython.noop),
        # It held pickles, and network addresses as they are.
        migrations.RunSQL("DROP TABLE IF EXISTS cache", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("mailed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="attempt",
            name="attempt_by_network",
        ),
        migrations.RemoveIndex(
            model_name="attempt",
            name="attempt_by_time",
        ),
        migrations.AddField(
            model_name="attempt",
            name="kind",
            field=models.CharField(
                choices=[("card", "Card"), ("sign-in", "Sign In"), ("ask-code", "Ask Code"), ("question", "Question")],
                default="card",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["kind", "network", "at"], name="attempt_by_network"),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["kind", "at"], name="attempt_by_time"),
        ),
        migrations.AddField(
            model_name="signincode",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sign_in_codes", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="signincode",
            index=models.Index(fields=["mailed_at"], name="sign_in_code_by_time"),
        ),
    ]
