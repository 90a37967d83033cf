"""How long the terms are that each situation fills in. Nothing was filled in so far."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_stage"),
    ]

    operations = [
        migrations.AddField(model_name="case", name="lengths", field=models.JSONField(default=dict)),
    ]
