from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0034_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="endingproposal",
            name="ending",
            field=models.CharField(default="no_plan", max_length=40),
        ),
        migrations.AlterField(
            model_name="endingproposal",
            name="stays_open",
            field=models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="+", to="cases.words"),
        ),
    ]
