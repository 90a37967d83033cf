from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0032_sides"),
    ]

    operations = [
        migrations.AddField("seat", "age_doubted_at", models.DateTimeField(null=True)),
        migrations.AddField("seat", "says_je", models.BooleanField(null=True)),
        migrations.AddField("case", "told_is_shared", models.BooleanField(default=False)),
        migrations.AddField("round", "is_beside", models.BooleanField(default=False)),
    ]
