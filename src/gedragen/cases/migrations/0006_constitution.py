"""The text that a case goes by, kept under its digest. Cases that are there already keep what they ran under."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q
from django.db.models.functions import Now

from gedragen.cases.store.evidence.chain import entry_hash
from gedragen.method.constitution.digest import canonical_text, digest_of_text
from gedragen.method.constitution.files import shipped_files
from gedragen.method.constitution.reader import parsed

# The files as they stood until now. A later version may ship others; what these cases ran under stays.
TEXTS = Path(__file__).parent / "texts_of_0006"


def keep_what_they_ran_under(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Until now a file was looked up by its name at every request, and the journal kept nothing of it."""
    cases = apps.get_model("cases", "Case")._default_manager
    kept = apps.get_model("cases", "Constitution")._default_manager
    for case, now in [(one, one.now) for one in cases.exclude(approach_key="").annotate(now=Now()).order_by("id")]:
        source = source_of(case.approach_key)
        text = canonical_text(parsed(source, case.approach_key))
        values = {"format": 1, "key": case.approach_key, "text": text, "source": source}
        case.constitution, _made = kept.get_or_create(
            digest=digest_of_text(text), defaults=values | {"is_shipped": True, "added_at": now}
        )
        tell(apps, case, now)
        case.save(update_fields=["constitution", "journal_number", "journal_head"])


def source_of(key: str) -> str:
    path = TEXTS / f"{key}.toml"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    if key in shipped_files():
        return shipped_files()[key].source
    raise LookupError(
        f"A situation goes by the approach {key!r}, and there is no {key}.toml: put it back beside the other approaches, "
        "with `format = 1` as its first line, and start again. Nothing was changed."
    )


def tell(apps: StateApps, case: Any, now: datetime) -> None:
    """One entry more. Those before it, and every export of them, stay as they were."""
    journal = apps.get_model("cases", "JournalEntry")._default_manager
    at = max(now, journal.get(case=case, number=case.journal_number).at)
    entry = {
        "number": case.journal_number + 1,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kind": "constitution-kept",
        "by": "clock",
        "data": {"approach": case.approach_key, "constitution": case.constitution_id},
        "previous": case.journal_head,
    }
    case.journal_number, case.journal_head = case.journal_number + 1, entry_hash(entry)
    journal.create(case=case, hash=case.journal_head, **(entry | {"at": at}))


def check_the_texts(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL changes no table whose rows it still has to check."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_erasure_note"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Constitution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("format", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("source", models.TextField()),
                ("is_shipped", models.BooleanField()),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            "case",
            "constitution",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="cases.constitution",
                to_field="digest",
            ),
        ),
        migrations.RunPython(keep_what_they_ran_under, migrations.RunPython.noop),
        migrations.RunPython(check_the_texts, migrations.RunPython.noop),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=Q(approach_key="", constitution__isnull=True)
                | (~Q(approach_key="") & Q(constitution__isnull=False)),
                name="approach_with_its_text",
            ),
        ),
    ]
