"""The frame test on one page: fits, does not fit and what must change, or once: this is missing. No reject button."""

from datetime import timedelta

from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, PassTerm, give_verdicts, pass_term
from gedragen.cases.frame_test.queries import TestCard as CardOfTest
from gedragen.cases.frame_test.queries import test_sheet as sheet_of_tests
from gedragen.cases.models import FrameVerdict
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.phases import Phase
from tests.support.cast import Cast, agreed_in_a_round, all_met, come_in
from tests.support.visitor import address, page_of, visitor

MET = {"test": "1", "verdict_1": "met", "verdict_2": "met", "verdict_3": "met"}


def path_of(cast: Cast) -> str:
    return reverse("frame_test", args=[address(cast)])


def newest(cast: Cast) -> CardOfTest:
    return sheet_of_tests(cast.case, viewer=None).tests[0]


def missing_on_two(cast: Cast) -> None:
    asked = {2: GivenVerdict(Verdict.NEEDS_INFORMATION, "Wat kost de verwarming?")}
    give_verdicts(cast.case, GiveVerdicts(1, asked), by=cast.otto, at=cast.at)


def test_before_a_test_the_page_says_what_will_come(preparing: Cast) -> None:
    assert "Nothing has been asked yet." in page_of(visitor(), path_of(preparing))


def test_the_page_has_the_plan_and_no_way_to_reject_it(testing: Cast) -> None:
    page = page_of(visitor(testing.otto), path_of(testing))
    assert "Bewoners doen de administratie" in page
    assert page.count('type="radio"') == 9
    assert "Does something not fit? Say which limit, and why." in page
    assert "reject" not in page.lower()


def test_three_times_fits_and_the_case_moves_on_by_itself(testing: Cast) -> None:
    answer = visitor(testing.otto).post(path_of(testing), MET, follow=True)
    assert "So it goes ahead, as promised." in answer.content.decode()
    assert sheet_of_tests(testing.case, viewer=None).head.phase is Phase.CARRYING_OUT


def test_does_not_fit_asks_what_must_change(testing: Cast) -> None:
    said = MET | {"verdict_2": "not_met", "text_2": " "}
    answer = visitor(testing.otto).post(path_of(testing), said)
    assert answer.status_code == 422
    assert "Write what must change so that it does fit." in answer.content.decode()
    assert not FrameVerdict.objects.exists()
    answer = visitor(testing.otto).post(path_of(testing), said | {"text_2": "Laat de kachel uit."})
    assert answer.status_code == 302
    assert "What must change so that it does fit: Laat de kachel uit." in page_of(visitor(), path_of(testing))


def test_information_is_asked_once_and_given_by_the_people(testing: Cast) -> None:
    said = {"test": "1", "verdict_2": "needs_information", "text_2": "Wat kost de verwarming?"}
    visitor(testing.otto).post(path_of(testing), said)
    give = reverse("give_information", args=[address(testing), 1, 2])
    assert give in page_of(visitor(testing.anna), path_of(testing))
    assert "Wat kost de verwarming?" in page_of(visitor(testing.anna), give)
    assert visitor(testing.anna).post(give, {"text": " "}).status_code == 422
    assert visitor(testing.anna).post(give, {"text": "Niets: zij wordt 's nachts lager gezet."}).status_code == 302
    page = page_of(visitor(testing.otto), path_of(testing))
    assert "wordt &#x27;s nachts lager" in page
    assert page.count('value="needs_information"') == 2


def test_asking_again_is_refused_even_when_typed_by_hand(testing: Cast) -> None:
    missing_on_two(testing)
    again = {"test": "1", "verdict_2": "needs_information", "text_2": "En het licht?"}
    assert visitor(testing.otto).post(path_of(testing), again).status_code == 422


def test_a_row_answered_before_is_not_answered_again(testing: Cast) -> None:
    first = {1: GivenVerdict(Verdict.MET)}
    give_verdicts(testing.case, GiveVerdicts(1, first), by=testing.otto, at=testing.at)
    before = FrameVerdict.objects.get().at
    testing.at += timedelta(hours=1)
    visitor(testing.otto).post(path_of(testing), {"test": "1", "verdict_1": "met", "verdict_2": "met"})
    assert FrameVerdict.objects.get(frame__number=1).at == before


def test_two_people_with_a_mandate_see_what_the_other_said_and_leave_it(testing: Cast) -> None:
    other = come_in(testing, "xander", Role.AUTHORITY, has_mandate=True)
    page = page_of(visitor(other), path_of(testing))
    assert 'name="verdict_1"' in page
    give_verdicts(testing.case, GiveVerdicts(1, {1: GivenVerdict(Verdict.MET)}), by=testing.otto, at=testing.at)
    said = {"test": "1", "verdict_1": "not_met", "text_1": "Minder.", "verdict_2": "not_met", "text_2": "Laat maar."}
    answer = visitor(other).post(path_of(testing), said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "That answer stands." in page
    assert "Laat maar." in page
    assert 'name="verdict_1"' not in page
    assert visitor(other).post(path_of(testing), {"test": "1", "verdict_2": "met"}).status_code == 302
    assert FrameVerdict.objects.get(frame__number=1).by_id == testing.otto


def test_choosing_nothing_changes_nothing(testing: Cast) -> None:
    answer = visitor(testing.otto).post(path_of(testing), {"test": "1"})
    assert answer.status_code == 422
    assert "Choose at least for one limit whether the plan fits." in answer.content.decode()


def test_a_stale_page_says_so_and_answers_nothing(testing: Cast) -> None:
    text = ItemText("Bewoners doen de kas", "Vier bewoners.", why="")
    change_item(testing.case, ChangeItem(1, text, because="Duidelijker.", version=1), by=testing.anna, at=testing.at)
    agreed_in_a_round(testing, item=1, version=2)
    answer = visitor(testing.otto).post(path_of(testing), MET, follow=True)
    assert "The answer was no longer needed" in answer.content.decode()
    assert not FrameVerdict.objects.exists()


def test_what_was_typed_for_a_test_that_ended_is_given_back(testing: Cast) -> None:
    said = {f"verdict_{n}": "not_met" for n in (1, 2, 3)} | {f"text_{n}": "De kas moet kloppen." for n in (1, 2, 3)}
    otto, wim = visitor(testing.otto), visitor(come_in(testing, "Ina", Role.AUTHORITY, has_mandate=True))
    for _ in range(2):
        assert otto.post(path_of(testing), MET | said | {"once": "a-token"}).status_code == 302
    late = wim.post(path_of(testing), MET | said | {"text_1": "Dit mag niet zo laat."})
    assert late.status_code == 422
    assert "Dit mag niet zo laat." in late.content.decode()
    assert "Look at the newest text." in late.content.decode()


def test_a_double_click_is_done_once(testing: Cast) -> None:
    otto = visitor(testing.otto)
    for _ in range(2):
        assert otto.post(path_of(testing), MET | {"once": "a-token"}).status_code == 302
    assert FrameVerdict.objects.count() == 3


def test_everyone_follows_the_term_and_what_silence_means(testing: Cast) -> None:
    page = page_of(visitor(), path_of(testing))
    assert "The answer comes by" in page
    assert "No answer in time? Then the plan counts as fitting." in page
    assert "No answer yet" in page
    assert 'type="radio"' not in page


def test_fitting_by_silence_is_said_as_such(testing: Cast) -> None:
    pass_term(testing.case, PassTerm(1), by=CLOCK, at=newest(testing).due_at)
    assert "Fits: there was no answer in time. It was promised that it then fits" in page_of(
        visitor(), path_of(testing)
    )


def test_others_are_refused_with_the_reason(testing: Cast) -> None:
    assert visitor(testing.wim).post(path_of(testing), MET).status_code == 403
    assert visitor(testing.anna).post(path_of(testing), MET).status_code == 403
    assert visitor().post(path_of(testing), MET).status_code == 403
    give = reverse("give_information", args=[address(testing), 1, 2])
    assert visitor(testing.anna).get(give).status_code == 404
    missing_on_two(testing)
    assert visitor(testing.otto).get(give).status_code == 403
    assert visitor().get(give).status_code == 403


def test_nothing_strange_that_is_typed_breaks_the_page(testing: Cast) -> None:
    otto = visitor(testing.otto)
    assert otto.post(path_of(testing), {"test": "x", "verdict_1": "rejected"}).status_code == 422
    assert otto.post(path_of(testing), MET | {"test": "99"}).status_code in (404, 422)
    give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)
    assert otto.post(path_of(testing), MET).status_code == 422
