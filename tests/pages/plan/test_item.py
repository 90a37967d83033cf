"""Answering an item: one tap for yes, a reason for no, and nobody's silence counted as a yes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from gedragen.cases.models import RoundAnswer
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.method.consent import Answer
from gedragen.method.items import ItemState
from tests.support.cast import Cast, answer, later, with_items, with_plan, with_rounds
from tests.support.visitor import address, neighbour, page_of, queries_of, visitor

YES = {"answer": "yes", "version": "1"}
NO = {"answer": "objection", "version": "1", "reason": "Zo komt er niemand slapen."}
WORDLESS = {"answer": "objection", "version": "1", "reason": " "}


def path_of(cast: Cast, number: int = 1, name: str = "item") -> str:
    return reverse(name, args=[address(cast), number])


@pytest.fixture
def asked(deciding: Cast) -> Cast:
    """A round is open about both items."""
    return with_rounds(with_items(deciding))


def given(cast: Cast, seat: int) -> str | None:
    found = RoundAnswer.objects.filter(round__case=cast.case, seat=seat).first()
    return found.answer if found else None


def test_the_page_asks_and_says_when_others_see_it_and_what_silence_means(asked: Cast) -> None:
    page = page_of(visitor(asked.bram), path_of(asked))
    assert "Will this do?" in page
    assert "Others see your answer only after Tuesday 24 March, 24:00" in page
    assert "Do you say nothing? Then we do not count that as a yes." in page
    assert "Let Ria Jansen bring it in" in page
    assert 'name="version" value="1"' in page


def test_yes_is_one_tap_and_leads_on_to_the_next_item(asked: Cast) -> None:
    answered = visitor(asked.bram).post(path_of(asked), YES)
    assert (answered.status_code, answered["Location"]) == (302, path_of(asked) + "#answer")
    assert given(asked, asked.bram) == Answer.YES
    page = page_of(visitor(asked.bram), path_of(asked))
    assert "Thank you. You say: yes, this will do." in page
    assert "On to item 2" in page
    visitor(asked.bram).post(path_of(asked, 2), YES)
    assert "You have answered every item that is open now." in page_of(visitor(asked.bram), path_of(asked, 2))


def test_a_no_needs_no_words_and_somebody_asks_what_is_behind_it(asked: Cast) -> None:
    assert visitor(asked.bram).post(path_of(asked), WORDLESS).status_code == 302
    assert given(asked, asked.bram) == Answer.OBJECTION
    page = page_of(visitor(asked.bram), path_of(asked))
    assert "Ria Jansen calls you within three days" in page
    cockpit = page_of(visitor(asked.ria), reverse("cockpit", args=[address(asked)]))
    assert "Bram Willems would like to talk about item 1" in cockpit


def test_the_three_answers_look_alike_and_so_does_asking_to_talk(asked: Cast) -> None:
    page = page_of(neighbour(asked.bram), path_of(asked))
    form = page[page.index('<div class="answers">') :].split("</form>")[0]
    looks = re.findall(r'class="(nl-button[^"]*)"', form)
    assert set(looks) == {"nl-button nl-button--secondary"}
    assert len(looks) == len(("ja", "nee", "groep", "verstuur mijn nee", "praten"))
    assert "U vindt het goed wat de anderen besluiten." in page


def test_asking_to_talk_is_no_answer_and_goes_to_who_guides_alone(asked: Cast) -> None:
    fatima, ria = neighbour(asked.fatima), neighbour(asked.ria)
    assert fatima.post(path_of(asked), {"answer": "talk"}).status_code == 302
    assert given(asked, asked.fatima) is None
    assert "Ria Jansen belt u over dit onderdeel." in page_of(fatima, path_of(asked))
    talk = re.search(r'href="([^"]*praten/\d+/)"', page_of(ria, reverse("cockpit", args=[address(asked)])))
    assert talk is not None
    assert "Haal niemand over" in page_of(ria, talk.group(1))
    assert neighbour(asked.bram).get(talk.group(1)).status_code == 403
    assert ria.post(talk.group(1)).status_code == 302
    assert "wil graag praten" not in page_of(ria, reverse("cockpit", args=[address(asked)]))
    assert ria.get(talk.group(1)).status_code == 404


def test_leaving_it_to_the_group_is_said_not_to_be_a_yes(asked: Cast) -> None:
    visitor(asked.bram).post(path_of(asked), {"answer": "abstention", "version": "1"})
    assert "That is not counted as a yes, and not as a no." in page_of(visitor(asked.bram), path_of(asked))


def test_an_answer_can_change_while_the_round_is_open(asked: Cast) -> None:
    assert "Do you say nothing?" in page_of(visitor(asked.bram), path_of(asked))
    visitor(asked.bram).post(path_of(asked), NO)
    page = page_of(visitor(asked.bram), path_of(asked))
    assert "Change my answer" in page
    assert "Do you say nothing?" not in page
    visitor(asked.bram).post(path_of(asked), YES)
    assert given(asked, asked.bram) == Answer.YES


def test_the_last_answer_closes_the_round_and_still_leads_on(asked: Cast) -> None:
    for seat in asked.deciders[:-1]:
        answer(asked, seat)
    page = visitor(asked.jan).post(path_of(asked), YES, follow=True).content.decode()
    assert "This has been agreed." in page
    assert "On to item 2" in page


def test_pressing_twice_answers_once_and_says_so(asked: Cast) -> None:
    once = YES | {"once": "abc"}
    bram = visitor(asked.bram)
    bram.post(path_of(asked), once)
    again = bram.post(path_of(asked), once | {"answer": "abstention"}, follow=True)
    assert "This was saved already." in again.content.decode()
    assert given(asked, asked.bram) == Answer.YES


def test_nobody_sees_an_answer_of_an_open_round(asked: Cast) -> None:
    visitor(asked.bram).post(path_of(asked), NO)
    for seat in (asked.anna, asked.ria, asked.otto, asked.petra, None):
        assert "Zo komt er niemand slapen." not in page_of(visitor(seat), path_of(asked))


def test_htmx_gets_the_part_and_a_mistake_as_the_part(asked: Cast) -> None:
    bram = visitor(asked.bram)
    wrong = bram.post(path_of(asked), YES | {"version": "2"}, headers={"hx-request": "true"})
    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()
    answered = bram.post(path_of(asked), YES, headers={"hx-request": "true"}, follow=True)
    assert answered.content.decode().lstrip().startswith('<article id="item"')
    assert "Thank you. You say: yes, this will do." in answered.content.decode()


def test_after_the_announced_moment_the_page_says_so_and_keeps_what_was_typed(asked: Cast) -> None:
    asked.at += timedelta(days=20)
    answered = visitor(asked.bram).post(path_of(asked), NO)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "This round has closed. Your answer no longer counts for it." in page
    assert "Zo komt er niemand slapen." in page
    assert "Send my no" not in page


def test_an_answer_to_an_older_text_is_not_taken(asked: Cast) -> None:
    for seat in asked.deciders:
        answer(asked, seat, Answer.OBJECTION, reason="Nee.")
    text = ItemText("Nieuwe tekst", "Anders.", bound=[asked.bram])
    change_item(asked.case, ChangeItem(1, text, because="Er was een nee.", version=1), by=asked.anna, at=asked.at)
    asked.items = [1]
    with_rounds(asked)
    answered = visitor(asked.jan).post(path_of(asked), YES)
    assert answered.status_code == 422
    assert "Somebody changed this item while you were reading." in answered.content.decode()
    assert "Nieuwe tekst" in answered.content.decode()
    assert not RoundAnswer.objects.filter(round__number=3).exists()


def test_after_closing_those_who_take_part_read_who_said_what(asked: Cast) -> None:
    bring_objection(asked.case, BringObjection(1, "Er is te weinig tijd."), by=asked.ria, at=asked.at)
    answer_on_behalf(asked.case, AnswerOnBehalf((SpokenAnswer(1, asked.jan, Answer.YES),)), by=asked.ria, at=asked.at)
    answer(asked, asked.anna)
    answer(asked, asked.bram)
    answer(asked, asked.fatima, Answer.OBJECTION, reason="Het is te duur.")
    page = page_of(visitor(asked.bram), path_of(asked))
    for said in ("Het is te duur.", "Er is te weinig tijd.", "Somebody, without a name", "not confirmed"):
        assert said in page
    assert "First something must change." in page
    assert "3 say yes, 2 say no." in page
    outside = page_of(visitor(), path_of(asked))
    assert "Het is te duur." not in outside
    assert "Who said what is for the people who take part." in outside


def test_the_item_shows_how_it_became_this(asked: Cast) -> None:
    for seat in asked.deciders:
        answer(asked, seat, Answer.OBJECTION, reason="Te zwaar voor vier mensen.")
    text = ItemText("Zes bewoners doen het", "Zes mensen houden de kas bij.", bound=[asked.bram])
    change_item(asked.case, ChangeItem(1, text, because="Vier is te weinig.", version=1), by=asked.fatima, at=asked.at)
    page = page_of(visitor(asked.jan), path_of(asked))
    assert "Vier bewoners houden de kas bij." in page
    assert "Fatima Amrani changed it because: Vier is te weinig." in page
    assert "Te zwaar voor vier mensen." in page
    assert "Put in the plan by Anna de Vries and Fatima Amrani." in page
    assert "Ria Jansen opens a round" in page


@pytest.mark.parametrize("name", ["ria", "otto", "petra"])
def test_who_does_not_decide_gets_no_button_and_a_refusal_with_the_reason(asked: Cast, name: str) -> None:
    client = visitor(getattr(asked, name))
    assert "Will this do?" not in page_of(client, path_of(asked))
    refused = client.post(path_of(asked), YES)
    assert refused.status_code == 403
    # A professional may get a say: it belongs to the seat, not to the badge.
    only_deciders = "Only those who decide can do this."
    reason = only_deciders if name == "petra" else "This is not something you can do in this situation."
    assert reason in refused.content.decode()


def test_outside_one_must_come_in_first(asked: Cast) -> None:
    assert visitor().post(path_of(asked), YES).status_code == 403
    assert visitor(asked.bram).get(path_of(asked, 99)).status_code == 404
    assert visitor(asked.bram).get(reverse("item", args=["nergens", 1])).status_code == 404


def test_taking_back_a_yes_asks_what_changed_and_opens_a_round(deciding: Cast) -> None:
    with_plan(deciding)
    path = path_of(deciding, 1, "take_back")
    jan = visitor(deciding.jan)
    assert "A new round opens at once" in page_of(jan, path)
    empty = jan.post(path, {"because": ""})
    assert empty.status_code == 422
    assert item_sheet(deciding.case, 1, viewer=None).item.state is ItemState.PASSED
    answered = jan.post(path, {"because": "Ik ben verhuisd."}, follow=True)
    assert "Your yes has been taken back." in answered.content.decode()
    sheet = item_sheet(deciding.case, 1, viewer=deciding.anna)
    assert sheet.item.state is ItemState.IN_ROUND
    assert "Ik ben verhuisd." in page_of(visitor(deciding.anna), path_of(deciding))
    assert visitor(deciding.petra).get(path).status_code == 403


def test_queries_do_not_grow_with_versions_and_their_rounds(asked: Cast) -> None:
    refuse_and_change(asked, 1)
    few = queries_of(visitor(asked.jan), path_of(asked))
    for version in (2, 3, 4):
        refuse_and_change(asked, version)
    assert queries_of(visitor(asked.jan), path_of(asked)) == few


def refuse_and_change(cast: Cast, version: int) -> None:
    """Everyone says no to this version; a next one is written, and a round opens about it."""
    for seat in cast.deciders:
        answer(cast, seat, Answer.OBJECTION, version=version, reason="Nee.")
    text = ItemText(f"Tekst {version}", "Anders.", bound=cast.deciders)
    change_item(cast.case, ChangeItem(1, text, because="Er was een nee.", version=version), by=cast.anna, at=cast.at)
    cast.items = [1]
    with_rounds(cast)


def test_after_three_days_whoever_decides_asks_everyone(deciding: Cast) -> None:
    with_items(deciding)
    for seat, days, offered in ((deciding.bram, 0, False), (deciding.bram, 4, True), (deciding.petra, 0, False)):
        later(deciding, days=days)
        assert ("Nobody was asked about this yet" in page_of(visitor(seat), path_of(deciding))) is offered
    sent = visitor(deciding.bram).post(path_of(deciding, name="ask_everyone"), {"version": "1"})
    assert sent["Location"] == path_of(deciding)
    assert "Will this do?" in page_of(visitor(deciding.bram), path_of(deciding))
