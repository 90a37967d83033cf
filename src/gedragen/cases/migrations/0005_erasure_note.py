"""How long the list of erasures outside the database is, and whether the files must be written anew."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PRIVATE = (("cases_words", "text", "text"), ("cases_words", "cipher", "bytea"), ("cases_photo", "data", "bytea"))


def count_no_words(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The planner of PostgreSQL keeps samples of every column in a table of its own, where nothing erases them.

    Nobody looks for a row by these. Giving a column its own type again throws away what was sampled before.
    """
    if editor.connection.vendor == "postgresql":
        for table, column, kind in PRIVATE:
            editor.execute(f"ALTER TABLE {table} ALTER {column} TYPE {kind}, ALTER {column} SET STATISTICS 0")


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_card")]

    operations = [
        migrations.CreateModel(
            name="ErasureNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("length", models.PositiveBigIntegerField(default=0)),
                ("went", models.PositiveBigIntegerField(default=0)),
                ("rewritten", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(count_no_words, migrations.RunPython.noop),
    ]
