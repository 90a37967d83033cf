"""Whether my answer counts as I gave it: on the page, and wherever a row was changed beside every command."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from gedragen.cases.engine.change import CLOCK, Change
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.mine.receipts import PAGE
from gedragen.cases.models import Case, JournalEntry, Reply, Round, RoundAnswer, Seat, Voice, Words
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, TakeBack, answer_on_behalf, take_back
from gedragen.cases.rounds.void import void_answers
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.leaves import leaf_of, leaves_of_round
from gedragen.method.consent import Answer
from gedragen.method.constitution.levels import Level
from tests.support import family_cast
from tests.support.cast import Cast, answer, as_example, with_items, with_plan, with_rounds
from tests.support.family_cast import Family
from tests.support.visitor import address, neighbour, page_of, visitor

pytestmark = pytest.mark.django_db

COUNTS = "Wij hebben het nagerekend: uw antwoord telt mee zoals u het gaf."
SEALED = "Wij hebben het nagerekend: dit is verzegeld zoals u het gaf."
CHANGED = "Wat hier nu staat, is niet wat verzegeld is: het is later veranderd."
BROKEN = "De antwoorden die er nu staan, passen niet bij het zegel."
NOTHING = "Er is hier niets om mee te nemen. Zo kan niemand u vragen om te laten zien wat u antwoordde."
ALARM = "Er klopt iets niet"
FILE = re.compile(r'href="(\S+/narekenen/\w+/\d+/)"')


def recount_url(cast: Cast | Family) -> str:
    return reverse("recount", args=[address(cast)])


def recount(cast: Cast | Family, seat: int) -> str:
    return page_of(neighbour(seat), recount_url(cast))


def files(page: str) -> list[str]:
    return FILE.findall(page)


@pytest.fixture
def closed(deciding: Cast) -> Cast:
    """Round 1 closed with the no of opa Jan; round 2 is still open, and Jan answered."""
    with_rounds(with_items(deciding))
    for seat in (deciding.anna, deciding.bram, deciding.fatima):
        answer(deciding, seat)
    answer(deciding, deciding.jan, Answer.OBJECTION, reason="Te ver.")
    answer(deciding, deciding.jan, item=2)
    return deciding


def jans(cast: Cast, number: int = 1) -> RoundAnswer:
    return RoundAnswer.objects.get(seat=cast.jan, round__number=number)


def test_an_answer_counts_as_it_was_given_and_who_wants_can_keep_the_receipt(closed: Cast) -> None:
    page = recount(closed, closed.jan)
    assert page.count(COUNTS) == 1
    assert "“Te ver.”" in page
    assert reverse("receipt_file", args=[address(closed), "answer", jans(closed).pk]) in files(page)
    assert ALARM not in page


def test_an_answer_in_an_open_round_does_not_count_yet(closed: Cast) -> None:
    page = recount(closed, closed.jan)
    assert "Dit telt nog niet: de ronde loopt nog." in page
    url = reverse("receipt_file", args=[address(closed), "answer", jans(closed, 2).pk])
    assert url not in page
    assert neighbour(closed.jan).get(url).status_code == 404


def test_the_page_is_one_quiet_step_from_my_answers(closed: Cast) -> None:
    page = page_of(neighbour(closed.jan), reverse("my_answers", args=[address(closed)]))
    assert recount_url(closed) in page


def reason_of(cast: Cast) -> QuerySet[Words]:
    return Words.objects.filter(case_id=cast.case, kind="reason")


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "the answer": ({"answer": "yes"}, CHANGED),
    "to a word that is no answer": ({"answer": "maybe"}, CHANGED),
    "the salt": ({"salt": "0f" * 16}, CHANGED),
    "the leaf": ({"leaf": "0" * 64}, CHANGED),
    "the moment": ({"at": "2026-03-01T10:00:00Z"}, CHANGED),
    "that it has a reason": ({"reason": None}, CHANGED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_row_that_was_changed_is_told_and_gives_no_receipt(closed: Cast, change: str) -> None:
    values, sentence = CHANGES[change]
    row = jans(closed)
    RoundAnswer.objects.filter(pk=row.pk).update(**values)
    page = recount(closed, closed.jan)
    assert (sentence in page, ALARM in page, "06-12345678" in page) == (True, True, True)
    url = reverse("receipt_file", args=[address(closed), "answer", row.pk])
    assert url not in page
    assert neighbour(closed.jan).get(url).status_code == 404


@pytest.mark.parametrize("change", [{"text": "Prima."}, {"salt": "0f" * 16}, {"text": ""}])
def test_a_reason_that_was_changed_is_told(closed: Cast, change: dict[str, str]) -> None:
    reason_of(closed).update(**change)
    assert CHANGED in recount(closed, closed.jan)


def test_an_answer_that_was_flipped_and_sealed_anew_is_told_to_everybody_in_the_round(closed: Cast) -> None:
    row = jans(closed)
    row.answer, row.reason = Answer.YES, None
    row.leaf = leaf_of(row)
    row.save()
    for seat in closed.deciders:
        assert BROKEN in recount(closed, seat)


def test_an_answer_that_is_gone_is_told_to_who_gave_it_and_to_all_others(closed: Cast) -> None:
    jans(closed).delete()
    for seat in (closed.jan, closed.bram):
        page = recount(closed, seat)
        assert "Ronde 1. Verzegelde antwoorden: 4. Antwoorden die er nu staan: 3." in page
        assert "Dan kan het zijn dat uw antwoord weg is." in page
        assert BROKEN in page


def test_an_answer_that_was_put_in_is_told(closed: Cast) -> None:
    row = jans(closed)
    row.pk, row.seat_id = None, closed.petra
    row.save()
    page = recount(closed, closed.jan)
    assert "Ronde 1. Verzegelde antwoorden: 4. Antwoorden die er nu staan: 5." in page
    assert BROKEN in page


def test_another_root_in_the_journal_is_told(closed: Cast) -> None:
    entry = JournalEntry.objects.get(case=closed.case, kind="round-closed")
    entry.data["seal"] = "0" * 64
    entry.save()
    assert BROKEN in recount(closed, closed.jan)


def test_an_answer_that_was_flipped_with_its_seal_and_the_entry_is_told(closed: Cast) -> None:
    row = jans(closed)
    row.answer, row.reason = Answer.YES, None
    row.leaf = leaf_of(row)
    row.save()
    entry = JournalEntry.objects.get(case=closed.case, kind="round-closed")
    entry.data["seal"] = merkle_root(one.leaf for one in leaves_of_round(entry.case, 1))
    entry.save()
    assert BROKEN in recount(closed, closed.jan)


def test_an_entry_that_is_gone_is_told(closed: Cast) -> None:
    JournalEntry.objects.filter(case=closed.case, kind="round-closed").delete()
    assert BROKEN in recount(closed, closed.jan)


def test_who_gave_no_answer_reads_that_none_was_sealed(closed: Cast) -> None:
    closed.at += timedelta(days=30)
    Round.objects.filter(number=2).update(closed_at=closed.at)
    Round.objects.get(number=2).decided_by.add(closed.bram)
    page = recount(closed, closed.bram)
    # It closed beside every command, so no entry tells of it.
    assert BROKEN in page
    assert "Ronde 2: Het huis is in het weekend open" in page


def test_a_text_that_was_erased_cannot_be_recounted_and_the_seal_still_fits(closed: Cast) -> None:
    words = reason_of(closed)
    words.update(text="", salt="", erased_at=closed.at)
    page = recount(closed, closed.jan)
    assert "De tekst hiervan is gewist. Daarom is dit niet meer na te rekenen. Het zegel past nog." in page
    assert ALARM not in page


def test_an_answer_that_was_spoken_counts_as_it_was_written_down(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    spoken = tuple(SpokenAnswer(1, seat, Answer.YES) for seat in deciding.deciders)
    answer_on_behalf(deciding.case, AnswerOnBehalf(spoken), by=deciding.ria, at=deciding.at)
    page = recount(deciding, deciding.jan)
    assert (COUNTS in page, "Voor u opgeschreven." in page) == (True, True)
    RoundAnswer.objects.filter(seat=deciding.jan).update(on_behalf_by=None)
    assert CHANGED in recount(deciding, deciding.jan)


def test_a_round_that_was_made_void_says_so(closed: Cast) -> None:
    void_answers(Change(Case.objects.get(id=closed.case), None, closed.at))
    forget_snapshots()
    page = recount(closed, closed.jan)
    assert page.count("Deze ronde telt niet meer: er is daarna iets veranderd.") == 2
    assert (COUNTS in page, page.count(SEALED)) == (False, 3)


def test_a_yes_that_was_taken_back_stays_sealed_and_says_so(deciding: Cast) -> None:
    with_plan(deciding)
    take_back(deciding.case, TakeBack(1, "Ik verhuis."), by=deciding.jan, at=deciding.at)
    page = recount(deciding, deciding.jan)
    assert "U nam het later terug." in page
    assert ALARM not in page


def test_what_is_no_answer_in_a_round_is_sealed_later(preparing: Cast) -> None:
    give_voice(preparing.case, GiveVoice("Straks is het dicht.", "private"), by=preparing.jan, at=preparing.at)
    page = recount(preparing, preparing.jan)
    assert "Dit is nog niet verzegeld. Dat gaat vanzelf." in page
    seal_own_acts(preparing.case, by=CLOCK, at=preparing.at)
    page = recount(preparing, preparing.jan)
    assert page.count(SEALED) == 2
    Voice.objects.update(at=preparing.at - timedelta(days=1))
    Reply.objects.filter(seat=preparing.jan).update(joins=False)
    assert recount(preparing, preparing.jan).count(CHANGED) == 2


def test_an_own_act_that_is_gone_is_told(preparing: Cast) -> None:
    give_voice(preparing.case, GiveVoice("Straks is het dicht.", "private"), by=preparing.jan, at=preparing.at)
    seal_own_acts(preparing.case, by=CLOCK, at=preparing.at)
    Voice.objects.all().delete()
    assert "Verzegelde antwoorden: 1. Antwoorden die er nu staan: 0." in recount(preparing, preparing.jan)


def test_of_what_was_sealed_before_that_was_kept_the_seal_is_not_known(closed: Cast) -> None:
    jans_reply = Reply.objects.filter(seat=closed.jan)
    jans_reply.update(sealed_in=None)
    page = recount(closed, closed.jan)
    assert "Onder welk zegel is toen niet bewaard." in page
    # Whoever takes an act from under its seal in the database comes to the same: its seal is one short.
    assert ALARM in page
    jans_reply.update(joins=False)
    assert CHANGED in recount(closed, closed.jan)


def test_who_left_still_recounts_what_was_sealed(closed: Cast) -> None:
    decline(closed.case, by=closed.jan, at=closed.at)
    page = recount(closed, closed.jan)
    assert (COUNTS in page, "U doet niet meer mee." in page) == (True, True)


def test_who_was_erased_comes_to_nothing_and_the_seal_of_the_others_still_fits(closed: Cast) -> None:
    erase_me(closed.case, by=closed.jan, at=closed.at)
    url = reverse("receipt_file", args=[address(closed), "answer", jans(closed).pk])
    assert {neighbour(closed.jan).get(path).status_code for path in (url, recount_url(closed))} <= {403, 404}
    page = recount(closed, closed.bram)
    assert (COUNTS in page, ALARM in page) == (True, False)


def test_a_receipt_is_for_who_answered_and_for_nobody_else(closed: Cast) -> None:
    url = reverse("receipt_file", args=[address(closed), "answer", jans(closed).pk])
    assert neighbour(closed.jan).get(url).status_code == 200
    for seat in (closed.bram, closed.ria, closed.otto, closed.petra):
        assert neighbour(seat).get(url).status_code == 404
    assert neighbour().get(url).status_code == 403
    for other in ("voice", "task", "reply", "review", "anything"):
        path = reverse("receipt_file", args=[address(closed), other, jans(closed).pk])
        assert neighbour(closed.jan).get(path).status_code == 404


def test_neither_page_nor_file_is_kept_by_a_browser(closed: Cast) -> None:
    client = neighbour(closed.jan)
    url = reverse("receipt_file", args=[address(closed), "answer", jans(closed).pk])
    for path in (url, recount_url(closed)):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_a_receipt_names_no_other_seat_and_no_name(closed: Cast) -> None:
    row = jans(closed)
    told = neighbour(closed.jan).get(reverse("receipt_file", args=[address(closed), "answer", row.pk])).json()
    assert told["content"]["seat"] == Seat.objects.get(id=closed.jan).number
    assert [list(step) for step in told["path"]] == [["left"], ["left"]]
    others = RoundAnswer.objects.filter(round__number=1).exclude(pk=row.pk).values_list("salt", flat=True)
    assert not [salt for salt in others if salt in str(told)]
    assert "Jan Oudejans" not in str(told)


def test_in_a_conflict_nothing_opens_what_was_answered(closed: Cast) -> None:
    Case.objects.filter(id=closed.case).update(level=Level.CONFLICT)
    forget_snapshots()
    page, row = recount(closed, closed.jan), jans(closed)
    assert (COUNTS in page, NOTHING in page, files(page)) == (True, True, [])
    for told in ("Te ver.", "Nee, dit moet eerst anders", "Ja, zo kan het", row.salt, row.leaf, "download", "seal"):
        assert told not in page, told
    url = reverse("receipt_file", args=[address(closed), "answer", row.pk])
    assert neighbour(closed.jan).get(url).status_code == 404
    RoundAnswer.objects.filter(pk=row.pk).update(answer="yes")
    page = recount(closed, closed.jan)
    assert (CHANGED in page, ALARM in page, "Ja, zo kan het" in page) == (True, True, False)


def test_when_the_conflict_is_over_it_stays_shut(closed: Cast) -> None:
    down = SetLevel(Level.TENSION, was=Level.CONFLICT, reason="Het is weer rustig.")
    as_example(closed.case)
    for asked in (SetLevel(Level.CONFLICT, was=Level.TENSION), down):
        set_level(closed.case, asked, by=closed.ria, at=closed.at)
    page = recount(closed, closed.jan)
    assert (NOTHING in page, files(page), "Te ver." in page) == (True, [], False)


def test_in_a_closed_case_nothing_opens_what_was_answered(family_deciding: Family) -> None:
    family = family_cast.with_rounds(family_deciding)
    for seat in family.deciders:
        family_cast.answer(family, seat)
    row = RoundAnswer.objects.filter(seat=family.truus).get()
    page = recount(family, family.truus)
    assert (COUNTS in page, NOTHING in page, files(page)) == (True, True, [])
    assert "Ja, zo kan het" not in page
    for seat in (family.truus, family.ria, family.arjen):
        url = reverse("receipt_file", args=[address(family), "answer", row.pk])
        assert neighbour(seat).get(url).status_code == 404


def test_many_answers_stand_on_more_pages(deciding: Cast) -> None:
    for _ in range(PAGE):
        give_voice(deciding.case, GiveVoice("Straks is het dicht.", "private"), by=deciding.jan, at=deciding.at)
    assert "Pagina 1 van 2" in recount(deciding, deciding.jan)


def test_who_answered_nothing_reads_that(deciding: Cast) -> None:
    Reply.objects.filter(case_id=deciding.case, seat=deciding.petra).delete()
    assert "U hebt nog geen antwoord gegeven." in recount(deciding, deciding.petra)


def test_in_english_the_words_of_people_are_marked(closed: Cast) -> None:
    page = visitor(closed.jan).get(reverse("recount", args=[address(closed)])).content.decode()
    assert "We recounted it: your answer counts as you gave it." in page
    assert '<span lang="nl">Te ver.</span>' in page
