"""How a case may end besides a plan that is carried, and no plan."""

from collections.abc import Mapping

from gedragen.method.constitution.keys.declarations import DeclarationRule, TakenBack
from gedragen.method.constitution.keys.sides import Leaving
from gedragen.method.constitution.tables import Table
from gedragen.method.phases import Ending

_EARLY = tuple(ending for ending in Ending if ending.is_early)


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
