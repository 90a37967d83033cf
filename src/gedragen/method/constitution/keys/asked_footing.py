"""Whether it is asked on which footing people come, and which footing this approach is for."""

from dataclasses import dataclass

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

ALL = frozenset(Footing)


@dataclass(frozen=True)
class AskedFooting:
    """`refused`: what whoever records another footing reads. None where all three are allowed."""

    allowed: frozenset[Footing] = ALL
    refused: Text | None = None


def asked_footing(top: Table) -> AskedFooting | None:
    """None: it is not asked. Format 1 asked it with a flag, and allowed each."""
    if top.reading.format == 1:
        return AskedFooting() if top.flag_if_any("asks_footing") else None
    if "asks_footing" in top.values:
        top.refuse("asks_footing", "write it as the table [footing], with ask = true")
    table = top.table_if_any("footing")
    if table is None:
        return None
    table.only("ask", "allowed", "refused")
    if not table.flag("ask") and table.reading.is_sound("footing.ask"):
        table.refuse("ask", "write true, or leave [footing] out: then it is not asked")
    allowed = ALL
    if "allowed" in table.values:
        allowed = frozenset(Footing(one) for one in table.choices("allowed", tuple(Footing)))
        if not allowed and table.reading.is_sound("footing.allowed"):
            table.refuse("allowed", "name at least one, or leave this key out: then each may be recorded")
    refused = table.text_if_any("refused")
    if (refused is None) != (allowed == ALL) and table.reading.is_sound("footing"):
        table.refuse("refused", _about_refusing(allowed))
    return AskedFooting(allowed, refused)


def _about_refusing(allowed: frozenset[Footing]) -> str:
    if allowed == ALL:
        return "leave this out: each footing may be recorded, so nobody reads it"
    return "write what somebody reads who records a footing that is not allowed"


def check_footing(footing: Footing, asked: AskedFooting | None) -> None:
    """Raises RuleBroken with the sentence of the file."""
    if asked is not None and footing not in asked.allowed:
        raise RuleBroken("footing-not-allowed", why=asked.refused)
