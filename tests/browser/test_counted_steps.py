"""The steps that are counted: a person's patience is short, and so is the way."""

import re
import time

import pytest

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Case, RoundAnswer, Seat, Voice
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.method.phases import Phase
from gedragen.people.models import Account
from tests.browser.steps import signs_in
from tests.browser.walking import NewWalker, Story, Walker, link_in, newest_mail
from tests.support.cast import (
    THEIRS,
    Cast,
    come_in,
    invited,
    make_case,
    to_deciding,
    to_preparing,
    with_frames,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(walker: Walker, seat: int) -> Walker:
    """Come in by the personal link; not counted."""
    walker.go(f"/link/{my_link(seat)}/")
    walker.send()
    walker.taps = 0
    return walker


def facilitating(walker: Walker, cast: Cast) -> Walker:
    """Ria signs in with a mailed code; not counted."""
    mail = Account.objects.get(seats=cast.ria).email
    signs_in(walker, mail)
    walker.taps = 0
    return walker


def test_from_card_in_hand_to_first_voice_in_one_code_and_two_taps(story: Story, walker: NewWalker) -> None:
    cast = to_preparing(make_case(story.at))
    seat = invited(cast, "Saar Bos", Role.PARTICIPANT, contact="")
    code = make_cards(cast.case, MakeCards((seat,)), by=cast.ria, at=cast.at)[seat]
    saar, began = walker(), time.monotonic()
    saar.go("/")
    saar.fill(code=code)
    saar.page.keyboard.press("Enter")
    saar.press("I take part")
    saar.fill(text="Dat het huis dicht gaat.")
    saar.press("Next")
    saar.page.wait_for_url(re.compile("/bericht/|/weg/"))
    assert Voice.objects.filter(seat=seat).exists()
    assert saar.taps == 2
    assert time.monotonic() - began < 60


def test_from_mail_to_an_answer_in_three_taps(story: Story, walker: NewWalker) -> None:
    cast = with_rounds(with_items(to_deciding(to_preparing(make_case(story.at)))))
    story.mails_go_out()
    bram = walker()
    bram.taps = 1
    bram.go(link_in(newest_mail("bram@example.nl")))
    bram.press("Go on")
    bram.press("Yes, this will do")
    bram.sees("Thank you. You say: yes, this will do.")
    assert RoundAnswer.objects.filter(seat=cast.bram).count() == 1
    assert bram.taps == 3


def test_naming_somebody_takes_two_taps_and_one_form(story: Story, walker: NewWalker) -> None:
    cast = to_preparing(make_case(story.at))
    bram = signed_in(walker(), cast.bram)
    bram.go(f"/situatie/{address_of(cast)}/weg/")
    bram.tap("main a[href$='/wie-nog/']")
    bram.fill(name="Saar Bos", concern="Zij kookt er.", contact="Dorpsstraat 3")
    bram.press("Name this person")
    bram.page.wait_for_load_state()
    assert Seat.objects.get(id=cast.bram).nominations_made.count() == 1
    assert bram.taps == 2


def test_three_frames_and_a_promise_are_one_page_each(story: Story, walker: NewWalker) -> None:
    cast = make_case(story.at)
    otto = signed_in(walker(), cast.otto)
    otto.go(f"/situatie/{address_of(cast)}/weg/")
    pages = set()
    for text in ("Het blijft van de buurt.", "Geen extra geld.", "Iedereen is welkom."):
        otto.go(f"/situatie/{address_of(cast)}/grenzen/nieuw/")
        pages.add(text)
        otto.fill(text=text, question="Klopt dat?", reason="Afgesproken.", source="Raadsbesluit")
        otto.choose("kind", "policy")
        otto.send()
    assert story_frames(cast) == len(pages) == 3
    otto.press("Next: the promise")
    otto.choose("rung", "5")
    otto.choose("silence", "counts_as_met")
    otto.fill(brings="Het gebouw.", answer_days="14", fallback="Dan sluit het.", promised_by="Otto", mandate="B en W")
    otto.fill(promised_on="2026-02-02")
    otto.send()
    assert case_of(cast).promises.count() == 1


def test_a_test_of_three_frames_is_one_page_and_five_taps(story: Story, walker: NewWalker) -> None:
    cast = with_test(with_plan(to_deciding(to_preparing(make_case(story.at)))))
    otto = signed_in(walker(), cast.otto)
    otto.go(f"/situatie/{address_of(cast)}/toets/")
    for frame in (1, 2, 3):
        otto.choose(f"verdict_{frame}", "met")
    otto.press("Send this answer")
    assert case_of(cast).phase == "carrying_out"
    assert otto.taps <= 5


def test_from_all_gates_met_to_the_first_invitation_in_three_taps(story: Story, walker: NewWalker) -> None:
    cast = with_frames(make_case(story.at))
    ria = facilitating(walker(), cast)
    ria.go(f"/situatie/{address_of(cast)}/overzicht/")
    ria.tap("#next ~ .actions a")
    ria.send()
    ria.fill(name="Bram Visser", contact="bram@example.nl")
    ria.press("Invite")
    story.mails_go_out()
    assert "/link/" in newest_mail("bram@example.nl")
    assert ria.taps <= 3


def test_eight_spoken_answers_of_a_meeting_are_one_page(story: Story, walker: NewWalker) -> None:
    cast = to_preparing(make_case(story.at))
    for name in ("Saar", "Kees", "Nora", "Joep"):
        come_in(cast, name, Role.PARTICIPANT, contact=f"{name.lower()}@example.nl")
    with_rounds(with_items(to_deciding_with_all(cast)))
    ria = facilitating(walker(), cast)
    ria.go(f"/situatie/{address_of(cast)}/overzicht/namens/")
    for box in ria.page.locator('main [name^="answer-"][name$="-1"][value="yes"]').all():
        box.check(force=True)
    ria.press("Write down")
    assert RoundAnswer.objects.filter(on_behalf_by=cast.ria).count() == 8
    assert ria.taps == 1


def test_a_lost_link_is_found_in_two_taps_and_a_mail(story: Story, walker: NewWalker) -> None:
    to_preparing(make_case(story.at))
    bram = walker()
    bram.go("/")
    bram.press("I lost my link or my card")
    bram.fill(mail="bram@example.nl")
    bram.press("E-mail me my link")
    story.mails_go_out()
    assert bram.taps == 2
    bram.go(link_in(newest_mail("bram@example.nl")))
    bram.press("Go on")
    bram.page.wait_for_url(re.compile("/situatie/"))


def to_deciding_with_all(cast: Cast) -> Cast:
    """Everyone of the eight is prepared; then deciding begins."""
    for seat in case_of(cast).seats.filter(decides=True, joined_at__isnull=False):
        record_preparation(cast.case, RecordPreparation(seat.pk, spoken=THEIRS), by=cast.ria, at=cast.at)
    move_on(cast.case, MoveOn(expected=Phase.PREPARING), by=cast.ria, at=cast.at)
    return cast


def case_of(cast: Cast) -> Case:
    return Case.objects.get(id=cast.case)


def address_of(cast: Cast) -> str:
    return str(case_of(cast).address)


def story_frames(cast: Cast) -> int:
    return int(case_of(cast).frames.filter(superseded_at__isnull=True).count())
