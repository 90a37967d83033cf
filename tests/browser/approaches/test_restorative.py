"""A restorative conference on a phone: from "that was me" to what is made good, and once broken off by somebody.

Hanna was harmed, Carl did it, Aisha was touched by it too, Ria guides. What no page has to show is done by commands.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.declaring.commands import Declare, make_declaration
from gedragen.cases.models import Case, Seat
from gedragen.cases.plan.commands import AgreeSafetyNet, ItemText, agree_safety_net, write_item
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.method.consent import Answer
from tests.browser.steps import comes_in_by_mail, says_yes, takes_the_next_step
from tests.browser.walking import NewWalker, Story, Walker, on_screen
from tests.support.plays.conference import PAPER, asked_for, begun, to_deciding, to_preparing
from tests.support.two_sides import Sides, come_in

pytestmark = pytest.mark.django_db(transaction=True)

IT_WAS_ME = "Ik heb dit gedaan, of had er een deel in"
PROMPTS = (
    "Wat gebeurde er? Wat dacht u toen",
    "Wat dacht u toen u het merkte?",
    "Wat hebt u ervan gemerkt",
    "Wilt u hierna iets zeggen?",
    "Wat hebt u nodig?",
    "Wat spreken we af?",
)


class Played:
    """Who sits where, each with a phone; `at` is where the situation stands."""

    def __init__(self, sides: Sides, story: Story, new: NewWalker) -> None:
        self.sides, self.story = sides, story
        self.at = f"/situatie/{Case.objects.get(id=sides.case).address}/"
        self.ria, self.hanna, self.carl = (new() for _ in range(3))
        self.comes_in(self.ria, sides.ria)
        self.comes_in(self.hanna, sides.hanna)

    def comes_in(self, person: Walker, seat: int) -> None:
        person.go(f"/link/{my_link(seat)}/")
        person.send()

    def says(self, person: Walker, key: str, button: str, text: str = "") -> None:
        """What the approach asks, in its own words, by the button that it names."""
        person.go(f"{self.at}verklaringen/{key}/")
        if text:
            person.fill(text=text)
        person.press(button)

    def say(self, key: str, seat: int, text: str = "", about: str = "") -> None:
        make_declaration(self.sides.case, Declare(key, text, about), by=seat, at=self.story.at)

    def goes_on(self) -> None:
        self.ria.go(f"{self.at}overzicht/stap/")
        self.ria.send()


def does_not_read(person: Walker, *texts: str) -> None:
    for text in texts:
        expect(person.page.locator("body")).not_to_contain_text(text)


def test_it_is_played_from_that_was_me_to_making_good(story: Story, walker: NewWalker) -> None:
    played = Played(asked_for(story.at), story, walker)
    nobody_is_made_to_come(played)
    carl_comes_in_on_his_side(played)
    only_carl_says_that_it_was_him(played)
    both_want_it_themselves(played)
    each_side_has_a_room(played)
    deciding_is_shut_until_all_of_it_stands(played)
    they_sit_together_in_this_order(played)
    they_agree_and_sign(played)


def nobody_is_made_to_come(played: Played) -> None:
    ria = played.ria
    ria.go(f"{played.at}overzicht/aanleiding/")
    ria.choose("footing", "court_ordered")
    ria.send()
    ria.is_refused()
    ria.reads("Een herstelbijeenkomst kan alleen als beide kanten het zelf willen.")


def carl_comes_in_on_his_side(played: Played) -> None:
    ria, sides = played.ria, played.sides
    ria.go(f"{played.at}overzicht/uitnodigen/")
    ria.choose("who", "participant")
    ria.fill(name="Carl Bos", contact="carl@example.nl")
    ria.send()
    ria.is_refused()
    ria.choose("side", "caused")
    ria.send()
    comes_in_by_mail(played.carl, "carl@example.nl")
    sides.carl = Seat.objects.get(case=sides.case, side="caused").pk
    sides.aisha = come_in(sides, "Aisha Ali", "around")


def only_carl_says_that_it_was_him(played: Played) -> None:
    ria, hanna, carl = played.ria, played.hanna, played.carl
    played.goes_on()
    carl.go(f"{played.at}weg/")
    carl.reads("Wat is er gebeurd, en wat was uw deel daarin?")
    ria.go(f"{played.at}overzicht/stap/")
    expect(ria.page.locator("main form .actions button")).to_have_count(0)
    ria.reads("Carl Bos heeft nog niet gezegd: dat was ik.")
    hanna.go(f"{played.at}weg/")
    does_not_read(hanna, "wat was uw deel daarin")
    hanna.go(f"{played.at}verklaringen/responsibility/")
    hanna.reads("Dit wordt alleen gevraagd aan wie het deed.")
    expect(hanna.page.locator("main form")).to_have_count(0)
    entries = Case.objects.get(id=played.sides.case).journal_number
    carl.go(f"{played.at}verklaringen/responsibility/")
    carl.reads("Loopt er een strafzaak, of kan die komen? Praat dan eerst met een advocaat.")
    carl.press(IT_WAS_ME)
    assert Case.objects.get(id=played.sides.case).journal_number == entries
    played.goes_on()
    hanna.go(f"{played.at}verklaringen/")
    does_not_read(hanna, "Vastgelegd door Carl")


def both_want_it_themselves(played: Played) -> None:
    for person in (played.hanna, played.carl):
        played.says(person, "own_yes", "Ja, ik wil dit zelf")
    played.say("own_yes", played.sides.aisha)
    for seat in played.sides.people:
        played.say("accepts_guide", seat)
    takes_the_next_step(played.ria, played.at.split("/")[2])


def each_side_has_a_room(played: Played) -> None:
    played.says(played.carl, "supporter", "Zo is het", "Mijn broer Bas.")
    for person, reads in ((played.ria, True), (played.hanna, False)):
        person.go(f"{played.at}verklaringen/")
        found = expect(person.page.locator("main"))
        found.to_contain_text("Mijn broer Bas.") if reads else found.not_to_contain_text("Bas")


def deciding_is_shut_until_all_of_it_stands(played: Played) -> None:
    sides, ria = played.sides, played.ria
    for seat in sides.people:
        record_preparation(sides.case, RecordPreparation(seat), by=sides.ria, at=played.story.at)
    for seat in (sides.hanna, sides.aisha):
        played.say("supporter", seat, "Ik wil niemand mee.")
        played.say("safety_talk", sides.ria, about=str(seat))
    ria.go(f"{played.at}overzicht/")
    ria.reads("Met Carl Bos nog niet gesproken over veilig zitten.")
    expect(ria.page.locator("#next ~ .actions a")).to_have_count(0)
    ria.tap(f"main a[href*='/verklaringen/safety_talk/{sides.carl}/']")
    ria.press("Ja, daar spraken wij over")
    takes_the_next_step(ria, played.at.split("/")[2])


def they_sit_together_in_this_order(played: Played) -> None:
    for person in (played.hanna, played.carl):
        person.go(f"{played.at}weg/")
        asked = person.page.locator("#where ~ ol:not(.road__steps) li").all_inner_texts()
        assert [text for text in asked if text.startswith(PROMPTS[len(asked) - 1])], asked
        assert all(text.startswith(prompt) for text, prompt in zip(asked, PROMPTS, strict=True)), asked
    played.goes_on()


def they_agree_and_sign(played: Played) -> None:
    sides, hanna, carl, now = played.sides, played.hanna, played.carl, played.story.at
    text = ItemText("De ruit", "Carl betaalt 80 euro.", bound=(sides.carl,))
    write_item(sides.case, text, by=sides.hanna, at=now)
    agree_safety_net(sides.case, AgreeSafetyNet("Dan bellen we Ria."), by=sides.hanna, at=now)
    open_rounds(sides.case, OpenRounds((1,), now + timedelta(days=1)), by=sides.ria, at=now)
    for seat in (sides.hanna, sides.aisha):
        answer_item(sides.case, AnswerItem(1, version=1, answer=Answer.YES), by=seat, at=now)
    says_yes(carl, played.at.split("/")[2], 1)
    writes_and_signs(played)
    carl.go(f"{played.at}papier/1/")
    carl.press("I sign this text")
    carl.sees("This is what was agreed.")
    takes_the_next_step(played.ria, played.at.split("/")[2])
    hanna.go(f"{played.at}weg/")
    expect(hanna.page.locator(".road__step--now").first).to_contain_text(on_screen("Carrying out"))


def writes_and_signs(played: Played) -> None:
    hanna = played.hanna
    hanna.go(f"{played.at}papier/1/schrijven/")
    hanna.fill(**PAPER)
    hanna.tick("Carl Bos")
    hanna.send()
    hanna.reads(PAPER["what"])
    hanna.press("I sign this text")


@pytest.mark.usefixtures("javascript")
@pytest.mark.parametrize("javascript", [False])
def test_one_press_breaks_it_off_and_no_page_says_whose(story: Story, walker: NewWalker) -> None:
    """Without scripts, as are saying yes, taking it back, filling in a paper and signing it."""
    played = Played(to_deciding(to_preparing(begun(story.at))), story, walker)
    played.comes_in(played.carl, played.sides.carl)
    writes_and_signs(played)
    played.carl.go(f"{played.at}verklaringen/supporter/")
    played.carl.press("Take this back")
    played.says(played.carl, "supporter", "Zo is het", "Toch niemand.")
    played.carl.go(f"{played.at}plan/")
    played.carl.press("I leave. Then it stops here for everybody.")
    for person in (played.carl, played.hanna, played.ria):
        person.go(f"{played.at}weg/" if person is not played.ria else f"{played.at}overzicht/")
        person.sees("This stopped: somebody did not want to go on")
        person.go(f"{played.at}logboek/")
        newest = expect(person.page.locator("main .rows__item").first)
        newest.to_contain_text(on_screen("Somebody did not want to go on, and it stopped here."))
        newest.to_contain_text(on_screen("Who it was is not shown here"))
    for path in ("mensen", "plan", "verklaringen"):
        played.hanna.go(f"{played.at}{path}/")
        does_not_read(
            played.hanna, on_screen("I leave. Then it stops here for everybody."), on_screen("Does not take part")
        )
