"""The steps that every road has: coming in, being talked with, being asked, saying yes."""

import re

from playwright.sync_api import expect

from tests.browser.walking import Walker, code_in, link_in, newest_mail, on_screen


def signs_in(person: Walker, mail: str, *, first_types: str = "") -> None:
    """By the code in a mail; `first_types` is a wrong one."""
    person.go("/begeleiden/")
    person.fill(login=mail)
    person.send()
    if first_types:
        person.fill(code=first_types)
        person.send()
        person.is_refused()
    person.fill(code=code_in(newest_mail(mail)))
    person.send()


def invites(ria: Walker, address: str, role: str, name: str, *, contact: str = "") -> None:
    """Of the authority, somebody with a mandate."""
    ria.go(f"/situatie/{address}/overzicht/uitnodigen/")
    ria.choose("who", role)
    if role == "authority":
        ria.tick_box("has_mandate")
    ria.fill(name=name, contact=contact)
    ria.send()


def comes_in_by_mail(person: Walker, mail: str) -> None:
    """Opening the link signs nobody in; pressing the button does."""
    person.story.mails_go_out()
    person.go(link_in(newest_mail(mail)))
    assert not person.page.context.cookies() or "gedragen_session" not in {
        cookie["name"] for cookie in person.page.context.cookies()
    }
    person.press("Read what it is about")
    person.press("I take part")


def makes_a_card(ria: Walker, address: str, name: str) -> str:
    """Returns the code, as it stands on the card."""
    ria.go(f"/situatie/{address}/overzicht/kaartjes/")
    ria.tick(name)
    ria.press("Make the cards")
    shown = ria.page.locator(".code, .cards__code").first.inner_text()
    return "".join(sign for sign in shown if sign.isdigit())


def comes_in_by_card(person: Walker, code: str, *, first_types: str) -> None:
    """What was typed wrong stays, to be put right; the code may be typed in groups, as the card has it."""
    person.go("/")
    person.fill(code=first_types)
    person.send()
    person.is_refused()
    assert person.typed("code") == first_types
    person.fill(code=" ".join((code[:4], code[4:8], code[8:])))
    person.send()
    person.press("I take part")


def talks_with_everyone(ria: Walker, address: str, *names: str) -> None:
    """In this order: the list says with whom she has not talked yet."""
    for name in names:
        ria.go(f"/situatie/{address}/overzicht/")
        ria.tap("main a[href*='/gesprek/']")
        ria.reads(name)
        if ria.page.locator('main [name="tick-question_is_theirs"]').count():
            ria.tick_box("tick-question_is_theirs")
        ria.press("We have talked")


def takes_the_next_step(ria: Walker, address: str) -> None:
    """The one that her overview names: moving on, or asking whether the plan fits."""
    ria.go(f"/situatie/{address}/overzicht/")
    ria.tap("#next ~ .actions a")
    ria.send()


def ria_asks_everyone(ria: Walker, address: str, *items: int) -> None:
    ria.go(f"/situatie/{address}/overzicht/rondes/")
    for number in items:
        box = ria.page.locator(f'main [name="items"][value="{number}"]')
        if not box.is_checked():
            ria.hands.check(box)
    ria.send()


def says_yes(person: Walker, address: str, item: int) -> None:
    person.go(f"/situatie/{address}/onderdeel/{item}/")
    person.press("Yes, this will do")
    expect(person.page.get_by_role("button", name=on_screen("Yes, this will do"))).not_to_be_visible()
    # The last answer closes the round: then the page tells at once how it ended.
    said = (on_screen("Thank you. You say: yes, this will do."), on_screen("Agreed"))
    person.reads(re.compile("|".join(map(re.escape, said))))


def verdict(otto: Walker, frame: int, value: str) -> None:
    otto.choose(f"verdict_{frame}", value)
