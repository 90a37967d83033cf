"""What somebody declares: who says it, about whom or what, where its words are kept, and what taking it back does.

Those that all approaches share have acts and pages of their own. An approach may add others, which share one of each.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.rooms import ROOMS, RoomRule
from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.tables import Reading, Table
from gedragen.method.constitution.text import Text

SHARED = Path(__file__).parents[2] / "declarations.toml"
BY = ("self", "main_person", "facilitator", "authority", "professional", "advocate")
SEATS = ("every-seat", "every-decider", "every-facilitator", "every-main-person", "every-child")
ABOUT = ("case", "every-side", *SEATS)
# Whoever a declaration is about says it of themselves; nobody says "self" of the whole case, or for a child.
SELF = ("every-seat", "every-side", "every-decider", "every-facilitator", "every-main-person")
# What is written there is for one act alone.
NOT_HERE = ("ballot", "closed", "counsel")


class Wording(StrEnum):
    """Whether one writes anything with it."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class TakenBack(StrEnum):
    """What taking it back does. NOTHING: no more than that. REOPENS: later steps wait for it again. STOPS: all ends."""

    NOTHING = "nothing"
    REOPENS = "reopens"
    STOPS = "stops"


@dataclass(frozen=True)
class DeclarationWords:
    """Its sentences. `missing`: when it is not there yet; `told`: what is so once it is; `needed`: over the box.

    `refused`: to who is not asked. `first`: what one reads before saying it.
    """

    missing: Text
    told: Text
    asked: Text | None = None
    button: Text | None = None
    refused: Text | None = None
    needed: Text | None = None
    first: Text | None = None


@dataclass(frozen=True)
class DeclarationRule:
    """`about`: the whole case, or each of these seats or sides. `side`: only those of this side.

    `quiet`: a yes without words, of which the journal tells no seat and no day. It goes when the case ends, and with
    whoever leaves.
    """

    key: str
    by: str
    about: str
    room: str
    text: Wording
    withdraw: TakenBack
    words: DeclarationWords
    side: str = ""
    quiet: bool = False

    @property
    def holds_on(self) -> bool:
        """Whether a step after the one that asks for it waits for it too."""
        return self.withdraw is not TakenBack.NOTHING


@cache
def shared_declarations() -> Mapping[str, DeclarationRule]:
    """Those that every approach can ask for, by key."""
    reading = Reading(format=2)
    rows = Table(reading, "", tomllib.loads(SHARED.read_text(encoding="utf-8"))).tables("declarations")
    found = {row.name("key"): _rule(row, ROOMS, ("missing", "told"), by=(*BY, "decider")) for row in rows}
    if reading.faults or list(found) != list(DeclarationKind):
        raise ValueError(f"{SHARED.name}: {reading.faults}")
    return found


def read_declarations(
    top: Table, rooms: Mapping[str, RoomRule], sides: tuple[Side, ...]
) -> Mapping[str, DeclarationRule]:
    """Those of an approach's own, by key."""
    open_to = tuple(key for key in rooms if key not in NOT_HERE) or ROOMS
    rows = top.tables_if_any("declarations")
    rules = [_own_rule(top, row, open_to, sides) for row in rows]
    top.only_once("declarations", [rule.key for rule in rules])
    return {rule.key: rule for rule in rules}


def _own_rule(top: Table, row: Table, rooms: tuple[str, ...], sides: tuple[Side, ...]) -> DeclarationRule:
    words = ("asked", "button", "missing", "told", "refused")
    rule = _rule(row, rooms, words if row.values.get("text") == Wording.NONE else (*words, "needed"))
    if rule.key in tuple(DeclarationKind):
        row.refuse("key", "all approaches share this one: ask for it in [[gates]], or choose another name")
    if rule.by == "self" and rule.about not in SELF:
        row.refuse("by", f"say who: nobody says this of themselves about {rule.about!r}")
    if rule.side and rule.about in ("case", "every-facilitator"):
        row.refuse("side", f"leave it out: {rule.about!r} has no side")
    if rule.side and top.reading.is_sound("sides") and rule.side not in [side.key for side in sides]:
        row.refuse("side", f"{rule.side!r} is unknown; name one of [[sides]]")
    if rule.quiet and rule.text is not Wording.NONE:
        row.refuse("text", "write 'none', or leave out quiet: what was written would stay where its readers read it")
    if rule.about == "every-side" and not sides:
        row.refuse("about", "write [[sides]]: without them there is nobody to say it")
    return rule


def _rule(row: Table, rooms: tuple[str, ...], words: tuple[str, ...], by: tuple[str, ...] = BY) -> DeclarationRule:
    row.only("key", "by", "about", "room", "text", "withdraw", "side", "quiet", "words")
    return DeclarationRule(
        key=row.name("key"),
        by=row.choice("by", by),
        about=row.choice("about", ABOUT),
        room=row.choice("room", rooms),
        text=Wording(row.choice("text", tuple(Wording))),
        withdraw=TakenBack(row.choice("withdraw", tuple(TakenBack))),
        words=_words(row.part("words"), words, ("first",) if "asked" in words else ()),
        side=row.name("side") if "side" in row.values else "",
        quiet=row.flag_if_any("quiet"),
    )


def _words(table: Table, keys: tuple[str, ...], may: tuple[str, ...] = ()) -> DeclarationWords:
    table.only(*keys, *may)
    given = [*keys, *(key for key in may if key in table.values)]
    return DeclarationWords(**{key: table.text(key) for key in given})
