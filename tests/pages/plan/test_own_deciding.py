"""Who decides by an approach of somebody's own is what the pages say: to who decides, and to who advises."""

from datetime import datetime

import pytest

from gedragen.access.doing import Role
from gedragen.method.consent import Answer
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, answer, come_in, make_case, to_deciding, to_preparing, with_items, with_rounds
from tests.support.family_cast import make_family, with_safety_frame
from tests.support.family_cast import to_preparing as family_to_preparing
from tests.support.own_file import add_own
from tests.support.visitor import address, neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
ANNA_DECIDES = '[decides]\nrule = "main_person"'
THEIR_PART = '[decides]\nrule = "consent"\nprofessionals = "for_their_part"'


def asked_under(at: datetime, monkeypatch: pytest.MonkeyPatch, added: str, *, petra: bool = False) -> Cast:
    cast = stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at, approach=add_own(at, added)))))
    return with_rounds(with_items(cast, bound=(cast.petra,) if petra else None))


@pytest.fixture
def advising(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return asked_under(at, monkeypatch, ANNA_DECIDES)


def test_the_item_says_to_each_what_their_answer_is(advising: Cast) -> None:
    first, second = f"{HERE}/onderdeel/1/", f"{HERE}/onderdeel/2/"
    assert "It is about you, so you decide." in page_of(visitor(advising.anna), first)
    assert "You do this yourself, or it binds you." in page_of(visitor(advising.bram), first)
    for seat, path in ((advising.bram, second), (advising.fatima, first)):
        page = page_of(visitor(seat), path)
        assert "You advise: what you say is read, and holds nothing up." in page
    answer(advising, advising.fatima, Answer.OBJECTION, reason="Te duur.")
    page = page_of(neighbour(advising.fatima), first)
    assert "Dit is uw advies." in page
    assert "Te duur." in page


def test_the_approach_the_people_and_the_welcome_say_who_decides(advising: Cast) -> None:
    approach = page_of(neighbour(advising.fatima), f"{HERE}/aanpak/")
    assert "Degene om wie het gaat, beslist. De anderen geven advies." in approach
    people = page_of(visitor(advising.ria), f"{HERE}/overzicht/mensen/")
    assert "Advises" in people
    assert "1 person decides. 3 people advise." in page_of(visitor(advising.fatima), f"{HERE}/mensen/")
    assert "1 person decides. 3 people advise." in page_of(visitor(), HERE + "/")
    welcome = page_of(visitor(advising.fatima), f"{HERE}/welkom/")
    assert "You advise: what you say is read, and holds nothing up." in welcome
    assert "You advise" not in page_of(visitor(advising.anna), f"{HERE}/welkom/")


def test_whoever_advised_is_told_so_beside_a_closed_round(advising: Cast) -> None:
    answer(advising, advising.fatima, Answer.OBJECTION, item=2, reason="Te duur.")
    for seat in (advising.anna, advising.bram, advising.jan):
        answer(advising, seat, item=2)
    page = page_of(visitor(advising.jan), f"{HERE}/onderdeel/2/")
    assert "Advice: no, this must change first" in page
    plan = page_of(visitor(advising.jan), f"{HERE}/plan/")
    assert "1 person advised against something that goes ahead." in plan


def test_where_all_decide_nobody_is_told_that_they_advise(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = with_rounds(with_items(stop_the_clock(monkeypatch, to_deciding(to_preparing(make_case(at))))))
    assert "You advise" not in page_of(visitor(cast.fatima), f"{HERE}/onderdeel/1/")
    assert "4 people decide." in page_of(visitor(cast.fatima), f"{HERE}/mensen/")


def test_a_professional_is_asked_on_the_page_of_their_own_part_only(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = asked_under(at, monkeypatch, THEIR_PART, petra=True)
    petra = visitor(cast.petra)
    assert "You do this yourself, or it binds you." in page_of(petra, f"{HERE}/onderdeel/1/")
    assert 'name="answer"' not in page_of(petra, f"{HERE}/onderdeel/2/")
    assert f"{HERE}/onderdeel/1/" in page_of(petra, f"{HERE}/weg/")
    petra.post(f"{HERE}/onderdeel/1/", {"answer": "yes", "version": "1"})
    assert "Thank you. You say: yes, this will do." in page_of(petra, f"{HERE}/onderdeel/1/")
    assert "Een professional zegt alleen ja of nee op wat die zelf doet." in page_of(
        neighbour(cast.petra), f"{HERE}/aanpak/"
    )


def test_who_has_a_say_beside_whom_it_is_about(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    never = ANNA_DECIDES + '\nprofessionals = "no"'
    made = make_family(at, approach=add_own(at, never, like="family_group_conference"))
    family = stop_the_clock(monkeypatch, family_to_preparing(with_safety_frame(made)))
    page = page_of(visitor(family.sanne), f"/situatie/{address(family)}/wie-beslist/")
    assert "they advise you on each item of the plan" in page
    assert "Professionals do not decide." in page
    assert "Karin Mulder" not in page
    assert "Advises" in page


def test_who_guides_reads_what_it_is_that_somebody_is_asked_for(advising: Cast) -> None:
    ria = visitor(advising.ria)
    invite = page_of(ria, f"{HERE}/overzicht/uitnodigen/")
    assert "Takes part and advises" in invite
    assert "Takes part and decides" not in invite
    talk = f"{HERE}/overzicht/gesprek/{come_in(advising, 'Sam', Role.PARTICIPANT)}/"
    assert "That they advise, and the person it is about decides." in page_of(ria, talk)
