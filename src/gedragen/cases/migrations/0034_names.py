from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_asked"),
    ]

    operations = [
        migrations.AddField("roundanswer", "named", models.BooleanField(default=False)),
        migrations.AddField("seat", "depends", models.BooleanField(default=False)),
    ]
