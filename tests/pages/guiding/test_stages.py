"""Where a situation is within its phase: everybody reads it, and the facilitator moves it on or back."""

from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.cases.closed_time.commands import EndClosedTime, end_closed_time
from gedragen.cases.models import Case
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.files import SHIPPED
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.cast import Cast, make_case
from tests.support.family_cast import Family
from tests.support.visitor import address, neighbour, page_of, visitor

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8").replace('"neighbourhood"', '"street"', 1)
LIMITS = """[[stages]]
key = "limits"
phase = "starting"
name = { nl = "Grenzen", en = "Limits" }
rooms = ["open", "private"]

[[stages]]
key = "listening\""""


@pytest.fixture
def family(db: None, at: datetime) -> Family:
    return home.to_deciding(home.to_preparing(home.make_family(at)))


def at_page(somebody: Cast | Family, name: str, *args: object) -> str:
    return reverse(name, args=[address(somebody), *args])


def begun(at: datetime, says: str, instead: str) -> Cast:
    """A street whose file says something else."""
    assert says in STREET
    add_file(STREET.replace(says, instead, 1), "street.toml", by=None, at=at)
    return make_case(at, approach="street")


def test_everybody_reads_where_we_are_who_is_there_and_what_is_asked(family: Family) -> None:
    page = page_of(neighbour(family.truus), at_page(family, "road"))
    assert "Waar we nu zijn" in page
    for stage in ("Informatie: wie van beroep helpt, antwoordt", "Onder elkaar", "Het plan, en dezelfde dag antwoord"):
        assert stage in page
    assert "Wie erbij zijn: wie meedoet, wie naast iemand staat, de procesbegeleider" in page
    assert 'Wat wilt u hun nog vragen voordat zij weggaan? <span class="quiet">Voor u</span>' in page
    # In their order, also what is asked of others in the same room.
    assert page.index("Wat weet u, en wat kunt u bieden?") < page.index("Wat wilt u hun nog vragen")
    home.into_closed_time(family)
    page = page_of(neighbour(family.truus), at_page(family, "road"))
    assert "Wie weggaan: de procesbegeleider, wie informatie geeft en wie de grenzen stelt." in page
    assert "Wat wilt u hun nog vragen" not in page


def test_what_is_asked_apart_is_read_by_whom_it_is_for(preparing: Cast) -> None:
    ours = page_of(neighbour(preparing.bram), at_page(preparing, "road"))
    assert "De procesbegeleider spreekt iedereen apart." in ours
    assert "Waar ligt u wakker van?" in ours
    assert "Waar ligt u wakker van?" not in page_of(neighbour(preparing.petra), at_page(preparing, "road"))
    assert "Waar ligt u wakker van?" in page_of(neighbour(preparing.ria), at_page(preparing, "cockpit"))


@pytest.mark.parametrize(
    ("says", "instead", "shown", "gone"),
    [
        ('present = ["participant", "facilitator", "authority"]', "", "", "Who is there"),
        (
            '"authority"]\n\n[[stages]]',
            '"authority"]\nseparate = true\n\n[[stages]]',
            "speaks with each person apart",
            "",
        ),
        ('"authority"]', '"authority"]\nprompts = [{ to = "all", nl = "Wat?", en = "What now?" }]', "What now?", ""),
        ('"authority"]', '"authority", "professional"]', "who sets the limits and who gives information.", ""),
    ],
)
@pytest.mark.django_db
def test_what_the_file_says_of_a_stage_is_what_the_page_says(
    at: datetime, says: str, instead: str, shown: str, gone: str
) -> None:
    before = page_of(visitor(street.make_case(at).anna), "/situatie/huize-lydia/weg/")
    changed = begun(at, says, instead)
    page = page_of(visitor(changed.anna), at_page(changed, "road"))
    assert (shown in page, shown in before) == (True, not shown)
    assert not gone or (gone in before, gone in page) == (True, False)


def test_the_public_reads_the_name_and_no_more(db: None, at: datetime) -> None:
    two = begun(at, '[[stages]]\nkey = "listening"', LIMITS)
    page = page_of(neighbour(), at_page(two, "public"))
    assert "Nu: De vraag, de grenzen en de belofte" in page
    assert "Wie erbij zijn" not in page


def test_the_facilitator_goes_on_with_a_button_that_says_what_begins(family: Family) -> None:
    ria = visitor(family.ria)
    assert at_page(family, "stage") in page_of(ria, at_page(family, "cockpit"))
    page = page_of(ria, at_page(family, "stage"))
    assert "Begin: Among themselves" in page
    assert at_page(family, "announce") in page
    moved = ria.post(at_page(family, "stage"), {"stage": "closed_time", "was": "information_round"}, follow=True)
    assert "This is where we are now." in moved.content.decode()
    assert Case.objects.get(id=family.case).stage == "closed_time"
    again = ria.post(at_page(family, "stage"), {"stage": "agreeing", "was": "information_round"}, follow=True)
    assert "Somebody was just ahead of you." in again.content.decode()
    assert Case.objects.get(id=family.case).stage == "closed_time"


def test_back_asks_why_and_everybody_who_takes_part_reads_it(family: Family) -> None:
    home.into_closed_time(family)
    end_closed_time(family.case, EndClosedTime(1), by=family.henk, at=family.at)
    ria, place = neighbour(family.ria), at_page(family, "stage_back")
    refused = ria.post(place, {"stage": "information_round", "reason": "", "was": "agreeing"})
    assert refused.status_code == 422
    assert "Schrijf waarom u teruggaat." in refused.content.decode()
    ria.post(place, {"stage": "information_round", "reason": "Wij missen de school.", "was": "agreeing"})
    assert Case.objects.get(id=family.case).stage == "information_round"
    for seat in (family.truus, family.ria):
        shown = at_page(family, "cockpit" if seat == family.ria else "road")
        assert "Wij zijn hier teruggekomen: Wij missen de school." in page_of(neighbour(seat), shown)
    assert "Wij missen de school." not in page_of(neighbour(family.karin), at_page(family, "road"))
    journal = page_of(neighbour(family.truus), at_page(family, "journal"))
    assert "Terug naar: Informatie: wie van beroep helpt, antwoordt." in journal
    assert "Nu begint: Onder elkaar." in journal


def test_a_form_for_a_shut_room_is_not_shown_and_says_where_it_is_open(family: Family) -> None:
    new_item = at_page(family, "item_new")
    assert new_item in page_of(neighbour(family.sanne), at_page(family, "plan"))
    enter_stage(family.case, EnterStage("closed_time", "information_round"), by=family.ria, at=family.at)
    assert new_item not in page_of(neighbour(family.sanne), at_page(family, "plan"))
    refused = neighbour(family.sanne).get(new_item)
    assert refused.status_code == 403
    said = refused.content.decode()
    assert (
        "Het is wel open in: Informatie: wie van beroep helpt, antwoordt; Het plan, en dezelfde dag antwoord." in said
    )


def test_the_list_says_which_stage_comes_first(family: Family) -> None:
    page = page_of(neighbour(family.ria), at_page(family, "cockpit"))
    assert "Eerst komt: Onder elkaar." in page
    assert "Eerst komt: Het plan, en dezelfde dag antwoord." in page


def test_what_a_stage_still_needs_stands_where_it_would_begin(db: None, at: datetime) -> None:
    gate = '[[gates]]\nbefore = "preparing"\ndeclaration = "accepts_facilitator"'
    text = STREET.replace('[[stages]]\nkey = "listening"', LIMITS).replace(gate, gate.replace("preparing", "limits"))
    add_file(text, "street.toml", by=None, at=at)
    cast = make_case(at, approach="street")
    page = page_of(neighbour(cast.ria), at_page(cast, "stage"))
    assert "Anna de Vries heeft nog geen ja gezegd tegen u als procesbegeleider." in page
    assert "Begin: Grenzen" not in page


def test_where_there_is_one_stage_there_is_no_way_on_or_back(preparing: Cast) -> None:
    for name in ("stage", "stage_back"):
        answered = visitor(preparing.ria).get(at_page(preparing, name), follow=True)
        assert "That cannot come now." in answered.content.decode()
