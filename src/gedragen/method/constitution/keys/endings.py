"""How a case may end besides a plan that is carried, and no plan; and what leaving means, which may end it."""

from collections.abc import Mapping
from dataclasses import dataclass

from gedragen.method.constitution.keys.declarations import DeclarationRule, TakenBack
from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Ending

_EARLY = tuple(ending for ending in Ending if ending.is_early)


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


def read_endings(
    top: Table, declarations: Mapping[str, DeclarationRule], leaving: Leaving | None = None
) -> frozenset[Ending]:
    known = (*_EARLY, Ending.WITHDRAWN_BY_PARTY) if top.reading.format >= 2 else _EARLY
    endings = frozenset(Ending(ending) for ending in top.choices_if_any("endings", known))
    stops = any(rule.withdraw is TakenBack.STOPS for rule in declarations.values())
    stops = stops or (leaving is not None and leaving.stops)
    if stops != (Ending.WITHDRAWN_BY_PARTY in endings) and top.reading.is_sound("endings", "declarations", "leaving"):
        top.refuse("endings", _about_withdrawing(is_there=not stops))
    return endings


def _about_withdrawing(*, is_there: bool) -> str:
    if is_there:
        return "leave out 'withdrawn_by_party': nothing that is taken back stops everything, and neither does leaving"
    return "add 'withdrawn_by_party': that is how it ends when somebody leaves, or takes back what stops everything"
