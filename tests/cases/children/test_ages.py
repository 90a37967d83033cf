"""How old somebody is was recorded by who guides. It can be wrong: whom it is about reads it, and loses no say."""

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.ages import CorrectAge, DoubtAge, SayJe, correct_age, doubt_age, say_je
from gedragen.cases.people.entries import AGE_CORRECTED, AGE_DOUBTED, WHO_DECIDES_CHANGED
from gedragen.cases.people.queries.ages import age_sheet
from gedragen.method.children.ages import Age
from tests.cases.children.test_children import grow
from tests.support.dump import tells, unchanged
from tests.support.family_cast import Family, with_rounds
from tests.support.refusals import breaks, denied


def put_right(family: Family, age: Age, *, was: Age = Age.ADULT, by: int = 0) -> None:
    correct_age(family.case, CorrectAge(family.daan, age, was), by=by or family.ria, at=family.at)


def doubted(family: Family) -> list[NowKind]:
    return [one.kind for one in home_sheet(family.case, viewer=family.ria).now]


def test_who_guides_puts_it_right_and_with_it_who_decides(family_preparing: Family) -> None:
    family = family_preparing
    with tells(family, AGE_CORRECTED, WHO_DECIDES_CHANGED):
        put_right(family, Age.UNDER_12)
    with unchanged(), breaks("age-has-changed"):
        put_right(family, Age.FROM_16)
    with unchanged(), breaks("nothing-changed"):
        put_right(family, Age.UNDER_12, was=Age.UNDER_12)
    with tells(family, AGE_CORRECTED, WHO_DECIDES_CHANGED):
        put_right(family, Age.FROM_16, was=Age.UNDER_12)
    assert Seat.objects.get(id=family.daan).decides
    assert not audit_case(family.case).differs
    with unchanged(), denied("not-your-role"):
        put_right(family, Age.ADULT, was=Age.FROM_16, by=family.sanne)


def test_nobody_who_decides_is_called_a_child_while_people_decide(family_deciding: Family) -> None:
    with unchanged(), breaks("say-stays"):
        put_right(family_deciding, Age.UNDER_12)
    put_right(family_deciding, Age.FROM_16)
    with_rounds(family_deciding)
    with unchanged(), breaks("people-are-answering"):
        put_right(family_deciding, Age.ADULT, was=Age.FROM_16)


def test_whom_it_is_about_and_who_stands_beside_them_read_it_and_say_that_it_is_wrong(family_preparing: Family) -> None:
    family = family_preparing
    grow(family, Age.UNDER_12)
    assert age_sheet(family.case, viewer=family.joke).seat == family.daan
    assert age_sheet(family.case, viewer=family.daan).age is Age.UNDER_12
    with pytest.raises(NotFound):
        age_sheet(family.case, viewer=family.henk, seat_id=family.daan)
    with unchanged(), pytest.raises(NotFound):
        doubt_age(family.case, DoubtAge(family.daan), by=family.henk, at=family.at)
    with tells(family, AGE_DOUBTED):
        doubt_age(family.case, DoubtAge(family.daan), by=family.joke, at=family.at)
    assert NowKind.CORRECT_AGE in doubted(family)
    with unchanged(), breaks("age-is-doubted"):
        doubt_age(family.case, DoubtAge(family.daan), by=family.daan, at=family.at)
    # That it was looked at and is so is an answer too.
    with tells(family, AGE_CORRECTED):
        put_right(family, Age.UNDER_12, was=Age.UNDER_12)
    assert NowKind.CORRECT_AGE not in doubted(family)


def test_je_or_u_is_of_the_seat(family_preparing: Family) -> None:
    family = family_preparing
    assert not age_sheet(family.case, viewer=family.daan).says_je
    grow(family, Age.FROM_12)
    assert age_sheet(family.case, viewer=family.daan).says_je
    say_je(family.case, SayJe(family.daan, je=False), by=family.joke, at=family.at)
    assert not age_sheet(family.case, viewer=family.daan).says_je
    with unchanged(), pytest.raises(NotFound):
        say_je(family.case, SayJe(family.daan, je=True), by=family.henk, at=family.at)
    say_je(family.case, SayJe(family.henk, je=True), by=family.ria, at=family.at)
    assert Seat.objects.get(id=family.henk).says_je
