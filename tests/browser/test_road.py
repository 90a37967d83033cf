"""The whole road on a phone, from first question to the review after three months.

It is walked three times: without JavaScript; by touch in Dutch; by keyboard alone in English. Axe looks at every page
of the last two, in every state. Wrong clicks are part of it: empty forms, wrong codes, old pages, too early, twice.
"""

import json

import pytest
from playwright.sync_api import expect

from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.people.accounts import make_account
from tests.browser.axe import looked_at
from tests.browser.hands import Keyboard
from tests.browser.steps import (
    comes_in_by_card,
    comes_in_by_mail,
    invites,
    makes_a_card,
    ria_asks_everyone,
    says_yes,
    signs_in,
    takes_the_next_step,
    talks_with_everyone,
    verdict,
)
from tests.browser.walking import NewWalker, Story, Walker, newest_mail, on_screen

pytestmark = pytest.mark.django_db(transaction=True)

FRAMES = (
    ("Het blijft een maatschappelijk huis.", "Is het huis er voor de buurt?"),
    ("Er komt geen extra geld.", "Kost het niet meer dan nu?"),
    ("Iedereen is welkom.", "Mag iedereen naar binnen?"),
)


@pytest.mark.usefixtures("javascript")
@pytest.mark.parametrize("javascript", [False])
def test_without_javascript(story: Story, walker: NewWalker) -> None:
    walk_the_road(story, walker)


def test_by_touch_in_dutch_with_every_page_looked_at(story: Story, walker: NewWalker) -> None:
    with looked_at(walker, "nl", eyes=True) as people:
        walk_the_road(story, people)


def test_by_keyboard_alone_in_english_with_every_page_looked_at(story: Story, walker: NewWalker) -> None:
    with looked_at(walker, "en", Keyboard) as people:
        walk_the_road(story, people)


def walk_the_road(story: Story, walker: NewWalker) -> None:
    make_account("ria@example.nl", "Ria Jansen", at=story.at, is_facilitator=True)
    anna, ria, otto = walker(), walker(), walker()
    anna_brings_her_question(anna)
    ria_signs_in_and_takes_it_up(ria)
    address = ria.address_of_case()
    otto_is_invited_and_writes_frames_and_promise(ria, otto, address)
    anna_says_yes_to_ria_and_the_frames_freeze(anna, ria, address)
    bram, petra = walker(), walker()
    others_come_in(ria, bram, petra, address)
    jan = walker()
    opa_jan_comes_in_with_a_card(ria, jan, address)
    everyone_is_prepared(ria, bram, petra, address)
    bram_and_anna_write_the_plan(bram, anna, address)
    a_no_changes_an_item(ria, anna, bram, jan, address)
    the_plan_is_held_against_the_frames(ria, anna, bram, otto, address)
    the_people_carry_it_out(ria, anna, bram, otto, address)
    they_look_back_after_three_months(story, ria, anna, bram, address)
    anyone_can_check(walker(), address)


def anna_brings_her_question(anna: Walker) -> None:
    anna.go("/")
    anna.press("Tell us")
    anna.send()
    anna.is_refused()
    anna.fill(text="Het buurthuis gaat half dicht. Hoe houden wij het open?", name="Anna de Vries")
    anna.send()
    anna.is_refused()
    assert anna.typed("name") == "Anna de Vries"
    anna.fill(contact="anna@example.nl")
    anna.choose("about", "place")
    anna.send()
    anna.reads("/link/")


def ria_signs_in_and_takes_it_up(ria: Walker) -> None:
    signs_in(ria, "ria@example.nl", first_types="000000")
    ria.go("/begeleiden/")
    ria.press("Read and take up the question of %(name)s", name="Anna de Vries")
    ria.send()
    ria.is_refused()
    ria.choose("level", "tension")
    ria.choose("approach", "neighbourhood")
    ria.fill(
        title="Huize Lydia",
        question="Hoe gaat het verder met Huize Lydia?",
        story="Het huis is te duur. De buurt wil het houden.",
        meeting="Elke dinsdag om half acht.",
        independence="Ik woon hier niet, en ik werk niet voor het stadsdeel.",
        phone="06-12345678",
    )
    ria.send()


def otto_is_invited_and_writes_frames_and_promise(ria: Walker, otto: Walker, address: str) -> None:
    ria.go(f"/situatie/{address}/overzicht/uitnodigen/")
    assert ria.page.locator('[name="who"][value="participant"]').count() == 0
    invites(ria, address, "authority", "Otto van Dijk", contact="otto@example.nl")
    comes_in_by_mail(otto, "otto@example.nl")
    for text, question in FRAMES:
        otto.go(f"/situatie/{address}/grenzen/nieuw/")
        otto.fill(text=text, question=question)
        otto.choose("kind", "policy")
        otto.send()
        otto.is_refused()
        otto.fill(reason="Zo is het afgesproken.", source="Raadsbesluit 2019")
        otto.send()
    otto.go(f"/situatie/{address}/belofte/")
    otto.choose("rung", "5")
    otto.choose("silence", "counts_as_met")
    otto.fill(
        brings="Het gebouw, en de begroting van nu.",
        answer_days="14",
        fallback="Dan wordt het huis half zo groot.",
        promised_by="Otto van Dijk, wethouder",
        mandate="Besluit van het college",
        promised_on="2026-02-02",
    )
    otto.send()
    otto.go(f"/situatie/{address}/belofte/")
    otto.press("Yes, I stand behind this")


def anna_says_yes_to_ria_and_the_frames_freeze(anna: Walker, ria: Walker, address: str) -> None:
    ria.go(f"/situatie/{address}/overzicht/verder/")
    ria.reads("Anna")
    anna.go(f"/situatie/{address}/gespreksleider/")
    anna.send()
    takes_the_next_step(ria, address)
    anna.go(f"/situatie/{address}/grenzen/")
    anna.reads("Er komt geen extra geld.")


def others_come_in(ria: Walker, bram: Walker, petra: Walker, address: str) -> None:
    invites(ria, address, "participant", "Bram Visser", contact="bram@example.nl")
    invites(ria, address, "professional", "Petra Smeets", contact="petra@example.nl")
    comes_in_by_mail(bram, "bram@example.nl")
    comes_in_by_mail(petra, "petra@example.nl")


def opa_jan_comes_in_with_a_card(ria: Walker, jan: Walker, address: str) -> None:
    invites(ria, address, "participant", "Jan Oudejans")
    code = makes_a_card(ria, address, "Jan Oudejans")
    comes_in_by_card(jan, code, first_types=code[:-1] + str((int(code[-1]) + 1) % 10))
    jan.fill(text="Dat ik nergens meer kan kaarten.")
    jan.choose("room", "private")
    jan.press("Next")


def everyone_is_prepared(ria: Walker, bram: Walker, petra: Walker, address: str) -> None:
    bram.go(f"/situatie/{address}/wie-nog/")
    bram.send()
    bram.is_refused()
    bram.fill(name="Saar Bos", concern="Zij kookt op woensdag.", contact="Dorpsstraat 3")
    bram.send()
    bram.go(f"/situatie/{address}/informatie/vraag/")
    bram.fill(text="Wat kost de verwarming in een jaar?")
    bram.send()
    petra.go(f"/situatie/{address}/informatie/vraag/1/")
    petra.press("I do not know that")
    ria.go(f"/situatie/{address}/overzicht/genoemd/1/")
    ria.press("Not reached")
    talks_with_everyone(ria, address, "Anna de Vries", "Bram Visser", "Jan Oudejans")
    takes_the_next_step(ria, address)


def bram_and_anna_write_the_plan(bram: Walker, anna: Walker, address: str) -> None:
    bram.go(f"/situatie/{address}/onderdeel/nieuw/")
    bram.fill(title="Bewoners doen zelf de administratie")
    bram.send()
    bram.is_refused()
    bram.fill(what="Bram houdt het kasboek bij.", when="Vanaf 1 mei", why="Dat scheelt geld.")
    bram.tick("Bram Visser")
    bram.send()
    anna.go(f"/situatie/{address}/onderdeel/nieuw/")
    anna.fill(title="Ook in het weekend open", what="Zaterdag en zondag tot middernacht.")
    anna.send()


def a_no_changes_an_item(ria: Walker, anna: Walker, bram: Walker, jan: Walker, address: str) -> None:
    ria_asks_everyone(ria, address, 1, 2)
    says_yes(anna, address, 1)
    says_yes(anna, address, 2)
    says_yes(bram, address, 1)
    bram.go(f"/situatie/{address}/onderdeel/2/")
    bram.tap("summary")
    bram.fill(reason="Tot middernacht kan ik niet slapen.")
    bram.press("Send my no")
    anna.go(f"/situatie/{address}/onderdeel/2/")
    expect(anna.page.locator("main")).not_to_contain_text("middernacht kan ik niet slapen")
    jans_answers_are_written_down(ria, jan, address)
    anna.go(f"/situatie/{address}/onderdeel/2/")
    anna.reads("Tot middernacht kan ik niet slapen.")
    two_change_it_at_once(anna, bram, address)
    ria_asks_everyone(ria, address, 2)
    for person in (anna, bram, jan):
        says_yes(person, address, 2)


def jans_answers_are_written_down(ria: Walker, jan: Walker, address: str) -> None:
    ria.go(f"/situatie/{address}/overzicht/namens/")
    ria.press("Write down")
    ria.is_refused()
    for box in ria.page.locator('main [name^="answer-"][value="yes"]').all():
        ria.hands.check(box)
    ria.press("Write down")
    jan.go(f"/situatie/{address}/mijn-antwoorden/")
    jan.press("Yes, this is what I said")


def two_change_it_at_once(anna: Walker, bram: Walker, address: str) -> None:
    anna.go(f"/situatie/{address}/onderdeel/2/wijzigen/")
    bram.go(f"/situatie/{address}/onderdeel/2/wijzigen/")
    bram.fill(what="Zaterdag en zondag tot tien uur.", because="Dan kan iedereen slapen.")
    bram.send()
    anna.fill(what="Alleen op zaterdag.", because="Zondag is rustdag.")
    anna.send()
    anna.is_refused()
    assert anna.typed("what") == "Alleen op zaterdag."
    anna.reads("tot tien uur")


def the_plan_is_held_against_the_frames(ria: Walker, anna: Walker, bram: Walker, otto: Walker, address: str) -> None:
    bram.go(f"/situatie/{address}/als-het-misgaat/")
    bram.send()
    bram.is_refused()
    bram.fill(text="Wie iets merkt, belt Ria.")
    bram.send()
    takes_the_next_step(ria, address)
    otto.go(f"/situatie/{address}/toets/")
    verdict(otto, 1, "met")
    verdict(otto, 2, "not_met")
    verdict(otto, 3, "met")
    otto.press("Send this answer")
    otto.is_refused()
    otto.fill(text_2="Zeg wie de kas controleert.")
    otto.press("Send this answer")
    anna.go(f"/situatie/{address}/toets/")
    anna.reads("Zeg wie de kas controleert.")
    bram.go(f"/situatie/{address}/onderdeel/1/wijzigen/")
    bram.fill(what="Bram houdt het kasboek bij, Anna kijkt mee.", because="Het stadsdeel vroeg wie controleert.")
    bram.send()
    ria_asks_everyone(ria, address, 1)
    says_yes(anna, address, 1)
    says_yes(bram, address, 1)
    ria.go(f"/situatie/{address}/overzicht/namens/")
    ria.hands.check(ria.page.locator('main [name^="answer-"][value="abstention"]').first)
    ria.press("Write down")
    takes_the_next_step(ria, address)
    otto.go(f"/situatie/{address}/toets/")
    otto.taps = 0
    for number in (1, 2, 3):
        verdict(otto, number, "met")
    otto.press("Send this answer")
    assert otto.taps <= 5
    anna.go(f"/situatie/{address}/plan/")
    expect(anna.page.locator(".road [aria-current]")).to_contain_text(on_screen("Carrying out"))


def the_people_carry_it_out(ria: Walker, anna: Walker, bram: Walker, otto: Walker, address: str) -> None:
    otto.go(f"/situatie/{address}/besluit/")
    otto.fill(text="Het college stemt in met het plan.", decided_on="2026-03-02")
    otto.send()
    otto.is_refused()
    otto.fill(rights="Wie het er niet mee eens is, schrijft binnen zes weken aan het college.")
    otto.choose("taken_1", "over")
    otto.choose("taken_2", "over")
    otto.send()
    anna.go(f"/situatie/{address}/onderdeel/1/taak/")
    anna.fill(what="Het kasboek beginnen")
    anna.tick("Bram Visser")
    anna.send()
    bram.go(f"/situatie/{address}/taken/1/")
    bram.press("Yes, I do this")
    anna.go(f"/situatie/{address}/plan/")
    anna.reads("Het kasboek beginnen")


def they_look_back_after_three_months(story: Story, ria: Walker, anna: Walker, bram: Walker, address: str) -> None:
    story.passes(days=29)
    ria.go(f"/situatie/{address}/overzicht/bellen/1/")
    ria.send()
    ria.is_refused()
    ria.fill(text="Het gaat goed. De eerste zaterdag was het druk.")
    ria.send()
    story.passes(days=64)
    assert "/link/" in newest_mail("anna@example.nl")
    anna.go(f"/situatie/{address}/terugkijken/2/")
    anna.choose("going_1", "well")
    anna.choose("going_2", "not_well")
    anna.fill(text_2="Er is te weinig hulp op zondag.", hard="Ja. Ik zou de zaterdag missen.")
    anna.send()
    bram.go(f"/situatie/{address}/terugkijken/2/")
    expect(bram.page.locator("main")).not_to_contain_text("te weinig hulp")
    story.passes(days=16)
    bram.go(f"/situatie/{address}/terugkijken/2/")
    bram.reads("Er is te weinig hulp op zondag.")
    bram.reads("Ik zou de zaterdag missen.")


def anyone_can_check(xander: Walker, address: str) -> None:
    xander.go(f"/situatie/{address}/")
    xander.reads("Er komt geen extra geld.")
    xander.go(f"/situatie/{address}/taken/1/")
    expect(xander.page.locator("main")).not_to_contain_text("Bram Visser")
    answer = xander.page.request.get(f"{xander.story.url}/situatie/{address}/logboek.jsonl")
    lines = answer.text().splitlines(keepends=True)
    assert verify_lines(lines).ok
    assert "Bram Visser" not in answer.text()
    assert json.loads(lines[0])["kind"] == "question-brought"
