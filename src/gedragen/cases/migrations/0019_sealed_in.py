"""Which entry holds the seal of an own act. Of what was sealed before it is found by its moment, where only one fits."""

from collections import Counter

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEALED = ("voice", "task", "reply")


def find_back(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    entries = apps.get_model("cases", "JournalEntry").objects.filter(kind="own-acts-sealed")
    found = list(entries.values_list("case_id", "at", "number"))
    times = Counter((case, at) for case, at, _ in found)
    for case, at, number in found:
        if times[case, at] == 1:
            for name in SEALED:
                rows = apps.get_model("cases", name).objects.filter(case_id=case, sealed_at=at)
                rows.update(sealed_in=number)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_journal_format"),
    ]

    operations = [
        *(
            migrations.AddField(model_name=name, name="sealed_in", field=models.PositiveIntegerField(null=True))
            for name in SEALED
        ),
        migrations.RunPython(find_back, migrations.RunPython.noop),
    ]
