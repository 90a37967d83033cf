"""What an approach calls things: the rings around the question, and the method's own words where a page names them."""

from collections.abc import Mapping

from gedragen.method.constitution.keys.rooms import CIRCLES
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

WORDS = ("question", "frame", "round_day", "talk", "group")


def circle_names(top: Table) -> Mapping[str, Text]:
    """The names by key; none: those of the house."""
    rows = top.tables_if_any("circles")
    names = {row.choice("key", CIRCLES): _name(row) for row in rows}
    if rows and top.reading.is_sound("circles") and (tuple(names) != CIRCLES or len(rows) != len(CIRCLES)):
        top.refuse("circles", f"name each of {', '.join(CIRCLES)} once, in this order: from the inside out")
    return names


def _name(row: Table) -> Text:
    row.only("key", "name")
    return row.text("name")


def own_words(top: Table) -> Mapping[str, Text]:
    """Those that the file writes; the others are called as in every approach."""
    table = top.table_if_any("words")
    if table is None:
        return {}
    table.only(*WORDS)
    if not table.values:
        top.refuse("words", f"write at least one of {', '.join(WORDS)}, or leave [words] out")
    return {key: table.text(key) for key in WORDS if key in table.values}
