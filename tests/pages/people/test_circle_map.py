"""Everyone has a place of their own on the circle map."""

from dataclasses import dataclass
from math import hypot

import pytest

from gedragen.pages.pictures.circle_map import RADII, SIZE, draw


@dataclass(frozen=True)
class Somebody:
    name: str
    ring: str
    state: str = ""


def people(ring: str, many: int) -> list[Somebody]:
    return [Somebody(f"{ring} {number}", ring) for number in range(many)]


def test_one_person_stands_in_the_middle() -> None:
    (dot,) = draw(people("person", 1)).dots
    assert (dot.x, dot.y, dot.number) == (SIZE / 2, SIZE / 2, 1)


def test_numbers_run_from_the_inside_out() -> None:
    dots = draw(people("professional", 1) + people("network", 2) + people("person", 1)).dots
    assert [dot.member.ring for dot in dots] == ["person", "network", "network", "professional"]
    assert [dot.number for dot in dots] == [1, 2, 3, 4]


@pytest.mark.parametrize("ring", RADII)
@pytest.mark.parametrize("many", [2, 7, 25, 40])
def test_nobody_stands_on_somebody_else(ring: str, many: int) -> None:
    dots = draw(people(ring, many)).dots
    for one in dots:
        for other in dots:
            if one is not other and one.size > 5:
                assert hypot(one.x - other.x, one.y - other.y) >= one.size + other.size


def test_everyone_is_on_the_map_however_many() -> None:
    picture = draw(people("network", 300))
    assert len(picture.dots) == 300
    assert not any(dot.is_numbered for dot in picture.dots)


def test_nobody_gives_an_empty_map() -> None:
    assert draw([]).dots == ()
