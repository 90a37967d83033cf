"""How long a term is that the approach leaves to each situation, such as the day on which somebody decides."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.starting.entries import LENGTH_SET
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.deadlines import Length, Unit, check_length


@dataclass(frozen=True)
class SetLength:
    """Fill in how long it is, or say it differently. `was`: what the page showed; empty when nothing was filled in."""

    setting: str
    unit: Unit
    number: int
    was: str = ""


@act(Action.SET_LENGTH)
def set_length(change: Change, asked: SetLength) -> None:
    if asked.setting not in change.case.approach.settings:
        raise NotFound
    stands, length = change.case.filled_in.get(asked.setting), Length(asked.unit, asked.number)
    check_length(length)
    if asked.was != (stands.code if stands else ""):
        raise RuleBroken("length-has-changed")
    if length == stands:
        raise RuleBroken("nothing-changed")
    change.case.lengths = {**change.case.lengths, asked.setting: [length.unit.value, length.number]}
    change.case.save(update_fields=["lengths"])
    change.record(LENGTH_SET, setting=asked.setting, unit=length.unit.value, number=length.number)
