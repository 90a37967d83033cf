from django.db import migrations, models

RULINGS = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0035_early_ending"),
    ]

    operations = [
        migrations.AddField("nomination", "is_parent", models.BooleanField(default=False)),
        migrations.AddField(
            "nomination", "ruling", models.CharField(max_length=10, choices=RULINGS, default="", blank=True)
        ),
        migrations.AddField("nomination", "with_colleague", models.BooleanField(default=False)),
    ]
