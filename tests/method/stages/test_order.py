"""What is said of the order in which people came is true of it, and is said where it fits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.constitution.files import SHIPPED, read_file
from gedragen.method.stages.order import Order, order_of, ring_of

MOMENTS = st.lists(st.integers(0, 9).map(lambda n: datetime(2027, 1, 1 + n, tzinfo=UTC)), max_size=3)
FAMILY, STREET = (
    read_file((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml").approach
    for name in ("family_group_conference", "neighbourhood")
)


@given(network=MOMENTS, helpers=MOMENTS, begun_by=MOMENTS, others=MOMENTS, frozen=MOMENTS)
def test_only_a_family_reads_that_its_own_people_were_first_and_only_when_they_were(
    network: list[datetime],
    helpers: list[datetime],
    begun_by: list[datetime],
    others: list[datetime],
    frozen: list[datetime],
) -> None:
    frozen_at = frozen[0] if frozen else None
    came = {"network": network, "helpers": helpers, "begun_by": begun_by, "others": others, "frozen_at": frozen_at}
    in_a_family, in_a_street = order_of(FAMILY, **came), order_of(STREET, **came)  # type: ignore[arg-type]
    assert in_a_family is not Order.LIMITS_FIRST
    assert in_a_street is not Order.NETWORK_FIRST
    if in_a_family:
        assert all(own < other for own in [min(network)] for other in helpers)
    if in_a_street:
        assert frozen_at is not None
        assert min(begun_by) < frozen_at <= min(others)


def test_it_is_said_when_it_is_so() -> None:
    first, then = (datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=days) for days in (0, 9))
    came = {"network": [first], "helpers": [then], "begun_by": [first], "others": [then]}
    assert order_of(FAMILY, **came, frozen_at=None) is Order.NETWORK_FIRST
    assert order_of(STREET, **came, frozen_at=first + timedelta(days=1)) is Order.LIMITS_FIRST


def test_whoever_takes_part_stands_in_the_middle_of_a_question_that_is_everybodys() -> None:
    assert ring_of("network", takes_part=True, approach=STREET) == "person"
    assert ring_of("network", takes_part=False, approach=STREET) == "network"
    alone = replace(STREET, others_before_frames=FAMILY.others_before_frames)
    for approach in (FAMILY, alone, None):
        assert ring_of("network", takes_part=True, approach=approach) == "network"
