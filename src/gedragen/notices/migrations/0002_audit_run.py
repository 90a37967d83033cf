"""The worker remembers what an audit found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("after", models.PositiveBigIntegerField(default=0)),
                ("looked", models.PositiveBigIntegerField(default=0)),
                ("erased", models.PositiveBigIntegerField(default=0)),
                ("differs", models.PositiveBigIntegerField(default=0)),
                ("found", models.JSONField(default=list)),
                ("mailed_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
