"""Where people stand around a question, and in which order they came to it."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from gedragen.method.constitution.approach import Approach


class Order(StrEnum):
    """What can be said of the order in which people came. NETWORK_FIRST: before who helps and who sets the limits.

    LIMITS_FIRST: a group made the limits together with who sets them, and everybody else came after that.
    """

    NETWORK_FIRST = "network-first"
    LIMITS_FIRST = "limits-first"


def ring_of(circle: str, *, takes_part: bool, approach: Approach | None) -> str:
    """Where a group begins the question is nobody's own: whoever takes part stands in the middle."""
    everybodys = approach is not None and approach.group_begins
    return "person" if everybodys and takes_part else circle


def order_of(
    approach: Approach,
    *,
    network: Collection[datetime],
    helpers: Collection[datetime],
    begun_by: Collection[datetime],
    others: Collection[datetime],
    frozen_at: datetime | None,
) -> Order | None:
    """What is true of it, by the moments at which people came; None where there is nothing to say.

    `network`: their own people. `helpers`: who helps for work, and who sets the limits. `begun_by`: the group that
    begins. `others`: everybody else who takes part.
    """
    if approach.circle_is_chosen:
        is_first = network and helpers and min(network) < min(helpers)
        return Order.NETWORK_FIRST if is_first else None
    if frozen_at is None or not begun_by or not others:
        return None
    return Order.LIMITS_FIRST if min(begun_by) < frozen_at <= min(others) else None
