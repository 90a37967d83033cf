from django.db import migrations, models

REACH = [("nothing", "nothing"), ("own_part", "own_part"), ("whole", "whole")]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_children"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reach", models.CharField(choices=REACH, max_length=20)),
                ("asked", models.CharField(blank=True, choices=REACH, max_length=20)),
                (
                    "asked_by",
                    models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="+", to="cases.seat"),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="plan_shares", to="cases.case"),
                ),
                (
                    "seat",
                    models.OneToOneField(on_delete=models.deletion.PROTECT, related_name="plan_share", to="cases.seat"),
                ),
            ],
        ),
    ]
