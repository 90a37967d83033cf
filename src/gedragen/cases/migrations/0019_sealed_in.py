"""Which entry holds the seal of an own act. Of what was sealed before, it is found back as far as it can be.

The acts of one seal have one moment, so the seals of a case follow each other as their entries do; where that does not
come out, only a moment that is the same to the microsecond counts.
"""

from collections import Counter
from datetime import datetime
from itertools import groupby

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEALED = ("voice", "task", "reply")


def find_back(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    entries = apps.get_model("cases", "JournalEntry").objects.filter(kind="own-acts-sealed")
    in_order = entries.order_by("case_id", "number").values_list("case_id", "number", "at", "data")
    for case, of_case in groupby(in_order, key=lambda entry: entry[0]):
        rows = [apps.get_model("cases", name).objects.filter(case_id=case) for name in SEALED]
        sizes = Counter(moment for kind in rows for moment in kind.values_list("sealed_at", flat=True) if moment)
        for moment, number in matched(sizes, [entry[1:] for entry in of_case]).items():
            for kind in rows:
                kind.filter(sealed_at=moment).update(sealed_in=number)


def matched(sizes: Counter[datetime], entries: list[tuple[int, datetime, dict[str, int]]]) -> dict[datetime, int]:
    """The number of the entry of each moment. `sizes`: how many acts were sealed at it."""
    moments = sorted(sizes)
    if [sizes[moment] for moment in moments] == [data.get("acts") for _, _, data in entries]:
        return dict(zip(moments, (number for number, _, _ in entries), strict=True))
    times = Counter(at for _, at, _ in entries)
    return {at: number for number, at, _ in entries if times[at] == 1}


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
