"""Whether a name stands beside an answer. Who can be made to pay for an answer is not asked to sign it."""

from collections.abc import Collection

from gedragen.method.constitution.levels import Level


def names_shown(levels: Collection[Level | None], *, in_organisation: bool, depends: bool, ticked: bool) -> bool:
    """Whether others read who gave an answer.

    `levels`: all that its situation was ever at, so that who sets the level opens nothing by lowering it.
    `depends`: somebody in the same round depends on another who decides, or on the authority. One answer alone without
    a name would say whose it is, so all go without. `ticked`: who wrote it wants their name beside it.
    """
    return ticked or not (Level.CONFLICT in levels or in_organisation or depends)


def numbers_tell(yes: int, abstained: int, objections: int) -> bool:
    """Whether the numbers alone say what each answered: one person did, or all said the same."""
    return sum(number > 0 for number in (yes, abstained, objections)) == 1
