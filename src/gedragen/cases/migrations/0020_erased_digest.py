"""The digest of a text that was erased stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_sealed_in"),
    ]

    operations = [
        migrations.AddField(
            "words", "digest", models.CharField(max_length=64, blank=True, default=""), preserve_default=False
        ),
    ]
