"""What leaving means in an approach: in words, and whether it ends there for everybody."""

from dataclasses import dataclass

from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text


@dataclass(frozen=True)
class Leaving:
    """`stops`: when somebody of a side leaves who takes part, it ends for everybody, and nobody is told who it was."""

    text: Text
    stops: bool = False


def read_leaving(top: Table, sides: tuple[Side, ...]) -> Leaving | None:
    table = top.table_if_any("leaving")
    if table is None:
        return None
    table.only("nl", "en", "stops")
    leaving = Leaving(table.said(), table.flag_if_any("stops"))
    if leaving.stops and not sides and top.reading.is_sound("sides"):
        table.refuse("stops", "write [[sides]], or leave it out: it stops when somebody of a side leaves")
    return leaving
