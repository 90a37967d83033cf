from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_plan_share"),
    ]

    operations = [
        migrations.AddField("round", "is_beside", models.BooleanField(default=False)),
    ]
