from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_plan_share"),
    ]

    operations = [
        migrations.AddField("roundanswer", "named", models.BooleanField(default=False)),
        migrations.AddField("seat", "depends", models.BooleanField(default=False)),
    ]
