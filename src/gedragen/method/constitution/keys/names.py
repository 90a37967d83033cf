"""What an approach calls things: the rings around the question, the items of a plan, and the method's own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from gedragen.method.constitution.keys.rooms import CIRCLES
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

WORDS = ("question", "frame", "round_day", "talk", "group")
ITEM_TEXTS = ("one", "many", "help", "example")


@dataclass(frozen=True)
class ItemTexts:
    """What an item of the plan is called, and several; what stands under the box it is written in, and an example."""

    one: Text | None = None
    many: Text | None = None
    help: Text | None = None
    example: Text | None = None


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


def item_texts(top: Table) -> ItemTexts:
    """Those that the file writes; the others are as in every approach."""
    table = top.table_if_any("items")
    if table is None:
        return ItemTexts()
    table.only(*ITEM_TEXTS)
    if not table.values:
        top.refuse("items", f"write at least one of {', '.join(ITEM_TEXTS)}, or leave [items] out")
    return ItemTexts(**{key: table.text(key) for key in ITEM_TEXTS if key in table.values})
