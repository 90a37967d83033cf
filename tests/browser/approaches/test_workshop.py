"""An approach that came with no release: added by a command, taken up and played on a phone in its own words.

Anna asked, Bram is a member, Otto is of the board, Ria guides. What no page has to show is done by commands.
"""

import pytest
from playwright.sync_api import expect

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.declaring.commands import Declare, make_declaration
from gedragen.cases.documents.commands import SignDocument, sign_document
from gedragen.cases.models import Seat
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.config.cli import parser
from gedragen.config.commands import approach
from tests.browser.steps import signs_in, takes_the_next_step
from tests.browser.walking import NewWalker, Story, Walker, on_screen
from tests.support.cast import INTRODUCTION, Cast, mail_of, ria_account, to_carrying_out
from tests.support.plays.workshop import PATH, asked, begin

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_added_and_played_in_its_own_words(story: Story, walker: NewWalker) -> None:
    ria_account(story.at)
    assert approach.run(parser().parse_args(["approach", "add", str(PATH), "--by", mail_of("ria")])) == 0
    cast, ria, bram = asked(story.at), walker(), walker()
    at = ria_takes_it_up(ria, cast)
    story.at = begin(cast).at
    bram.go(f"/link/{my_link(cast.bram)}/")
    bram.send()
    bram_reads_where_he_is(bram, at)
    deciding_waits_for_who_has_read_the_rules(ria, bram, cast, at)
    the_members_agree(ria, bram, cast, at)
    the_chores_bind_when_all_have_signed(bram, cast, at)


def ria_takes_it_up(ria: Walker, cast: Cast) -> str:
    signs_in(ria, mail_of("ria"))
    ria.go("/begeleiden/")
    ria.press("Read and take up the question of %(name)s", name="Anna de Vries")
    ria.choose("level", "tension")
    ria.choose("approach", "workshop")
    told = {key: str(getattr(INTRODUCTION, key)) for key in ("title", "question", "story")}
    ria.fill(**told, independence="Ik ben geen lid.", phone="06-12345678")
    ria.send()
    cast.ria = Seat.objects.get(case=cast.case, role="facilitator").pk
    at = f"/situatie/{ria.address_of_case()}/"
    ria.go(f"{at}aanpak/")
    ria.reads("Samen zorgen voor de werkplaats")
    ria.reads("Deze aanpak is niet van Gedragen. Ria Jansen heeft de aanpak toegevoegd op")
    return at


def bram_reads_where_he_is(bram: Walker, at: str) -> None:
    bram.go(f"{at}weg/")
    for text in ("Aan de werkbank: met ieder lid even apart", "Wat maakt u hier graag?", "u blijft gewoon lid"):
        bram.reads(text)
    expect(bram.page.get_by_role("button", name=on_screen("I leave. Then it stops here for everybody."))).to_have_count(
        0
    )


def deciding_waits_for_who_has_read_the_rules(ria: Walker, bram: Walker, cast: Cast, at: str) -> None:
    for seat in cast.deciders:
        if seat != cast.bram:
            record_preparation(cast.case, RecordPreparation(seat), by=cast.ria, at=cast.at)
            make_declaration(cast.case, Declare("rules_read"), by=seat, at=cast.at)
    ria.go(f"{at}overzicht/")
    ria.reads("Bram Willems heeft nog niet gezegd de regels gelezen te hebben.")
    ria.tap("main a[href*='/gesprek/']")
    ria.tick("Welk gereedschap gebruikt dit lid het meest?")
    ria.fill(**{"note-tools": "De zaag."})
    ria.send()
    bram.go(f"{at}weg/")
    bram.press("Read it and choose")
    bram.reads("Hebt u de regels van de werkplaats gelezen?")
    bram.fill(text="Wat is regel vier?")
    bram.press("Ja, ik heb de regels gelezen")
    ria.go(f"{at}verklaringen/")
    ria.reads("Wat is regel vier?")
    ria.go(f"{at}overzicht/stap/")
    ria.press("Begin: %(stage)s", stage="Bij de koffie: zeggen wat er wringt")
    takes_the_next_step(ria, at.split("/")[2])


def the_members_agree(ria: Walker, bram: Walker, cast: Cast, at: str) -> None:
    bram.go(f"{at}weg/")
    bram.reads("De ledenavond: punt voor punt besluiten")
    bram.reads("Kunt u hiermee leven?")
    bram.go(f"{at}wie-kijkt-mee/")
    bram.fill(text="Fatima loopt elke maand rond.")
    bram.send()
    bram.story.at = to_carrying_out(cast).at
    bram.go(f"{at}weg/")
    expect(bram.page.locator(".road__step--now").first).to_contain_text(on_screen("Carrying out"))
    bram.reads("Een grens van het bestuur")


def the_chores_bind_when_all_have_signed(bram: Walker, cast: Cast, at: str) -> None:
    bram.go(f"{at}papier/1/schrijven/")
    bram.fill(chore="De zaag slijpen", first="2026-05-01")
    bram.tick("Bram Willems")
    bram.choose("often", "monthly")
    bram.send()
    bram.sees("Not binding yet")
    bram.reads("Elke maand")
    for seat in cast.deciders:
        if seat != cast.bram:
            sign_document(cast.case, SignDocument(1, version=1), by=seat, at=cast.at)
    bram.press("I sign this text")
    bram.sees("This is what was agreed.")
    expect(bram.page.locator("body")).not_to_contain_text(on_screen("Not binding yet"))
