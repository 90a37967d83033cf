"""Where the approach says so, the follow-up is with whom the circle chose, from the call on."""

from datetime import datetime

import pytest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.doing.commands.follow_through import RecordCall, record_call
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.models import Case, Keeper
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.state.tasks import keeps_after_the_call
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.tasks import TaskState
from tests.notices.told import from_here, told
from tests.support.cast import Cast
from tests.support.dump import dump, unchanged
from tests.support.own_file import carrying_out, faults_in, own_file
from tests.support.refusals import breaks

CHOSEN = 'keeper = "circle"'


@pytest.fixture
def own(db: None, at: datetime) -> Cast:
    return carrying_out(at, CHOSEN)


def named(cast: Cast, seat: int, *, by: int | None = None, was: int = 0) -> Cast:
    name_keeper(cast.case, NameKeeper(seat, was), by=by or cast.bram, at=cast.at)
    return cast


def says(cast: Cast, seat: int, *, yes: bool = True) -> Cast:
    answer_keeping(cast.case, AnswerKeeping(yes), by=seat, at=cast.at)
    return cast


def called(cast: Cast) -> Cast:
    record_call(cast.case, RecordCall(1, "Het gaat goed."), by=cast.ria, at=cast.at)
    return cast


def keeps(cast: Cast) -> int | None:
    found = keeps_after_the_call(Case.objects.get(id=cast.case))
    return found.pk if found is not None else None


def given_back(cast: Cast, *, by: int | None = None) -> Cast:
    number = offer_task(cast.case, Offer(1, "De kas bijhouden", cast.fatima), by=by or cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(number, accepts=True), by=cast.fatima, at=cast.at)
    report_task(cast.case, ReportTask(number, TaskState.GIVEN_BACK), by=cast.fatima, at=cast.at)
    return cast


def test_the_follow_up_is_theirs_after_the_call_and_their_own_yes(own: Cast) -> None:
    named(own, own.anna)
    assert keeps(called(own)) is None
    assert keeps(says(own, own.anna)) == own.anna


def test_until_the_call_it_is_with_who_guides(own: Cast) -> None:
    says(named(own, own.anna), own.anna)
    assert keeps(own) is None
    assert keeps(called(own)) == own.anna


def test_whoever_names_themselves_says_yes_with_it(own: Cast) -> None:
    assert keeps(called(named(own, own.anna, by=own.anna))) == own.anna


def test_nobody_takes_it_from_who_said_yes(own: Cast) -> None:
    says(named(own, own.anna), own.anna)
    with unchanged(), breaks("keeper-said-yes"):
        named(own, own.bram, by=own.bram, was=own.anna)
    named(own, own.bram, by=own.anna, was=own.anna)


def test_a_no_gives_it_back_at_any_time(own: Cast) -> None:
    says(called(named(own, own.anna, by=own.anna)), own.anna, yes=False)
    assert keeps(own) is None
    with breaks("not-asked-to-keep"):
        says(own, own.anna)


def test_whoever_leaves_keeps_nothing(own: Cast) -> None:
    named(own, own.jan, by=own.jan)
    called(own)
    decline(own.case, by=own.jan, at=own.at)
    assert keeps(own) is None
    named(own, own.anna)
    assert Keeper.objects.filter(ended_at__isnull=True).get().seat_id == own.anna


def test_another_is_chosen_in_their_place_and_nobody_overwrites_unseen(own: Cast) -> None:
    named(own, own.anna)
    before = dump()
    with breaks("keeper-has-changed"):
        named(own, own.fatima)
    with breaks("nothing-changed"):
        named(own, own.anna, was=own.anna)
    with pytest.raises(NotFound):
        named(own, own.ria, was=own.anna)
    assert dump() == before
    with breaks("not-asked-to-keep"):
        says(named(own, own.fatima, was=own.anna), own.anna)


def test_as_long_as_nobody_was_asked_the_call_asks_those_who_decide_to_choose(own: Cast) -> None:
    from_here(own)
    assert told(called(own)) == {"choose-a-keeper": {"anna", "bram", "fatima"}}


def test_what_is_given_back_is_told_to_the_keeper_and_no_more_to_who_guides(own: Cast) -> None:
    from_here(called(own))
    assert told(given_back(own))["task-given-back"] == {"ria"}
    says(named(own, own.anna), own.anna)
    from_here(own)
    assert told(given_back(own, by=own.bram))["task-given-back"] == {"anna"}


def test_who_is_asked_and_who_gets_it_back_hear_of_it(own: Cast) -> None:
    from_here(own)
    assert told(named(own, own.anna)) == {"keeper-named": {"anna"}}
    from_here(says(own, own.anna))
    assert told(called(own)) == {"follow-up-is-yours": {"anna"}}
    from_here(own)
    assert told(says(own, own.anna, yes=False)) == {"keeping-given-back": {"ria"}}


def test_elsewhere_it_stays_with_who_guides(carrying_out_street: Cast) -> None:
    with pytest.raises(Denied, match="needs-has-keeper"):
        named(carrying_out_street, carrying_out_street.anna)
    assert keeps(called(carrying_out_street)) is None


@pytest.fixture
def carrying_out_street(db: None, at: datetime) -> Cast:
    return carrying_out(at, 'keeper = "facilitator"')


def test_the_journal_tells_it_by_number_and_holds(own: Cast) -> None:
    says(called(named(own, own.anna)), own.anna)
    assert verify_lines(export_lines(Case.objects.get(id=own.case), at=own.at, reads=whole)).ok


def test_another_word_or_an_older_format_is_refused() -> None:
    text = own_file().replace("review_days = 14", 'review_days = 14\nkeeper = "anybody"')
    assert "'anybody' is unknown" in faults_in(text)["follow_through.keeper"]
    old = own_file().replace("format = 2", "format = 1").replace("review_days = 14", f"review_days = 14\n{CHOSEN}")
    assert faults_in(old)["follow_through.keeper"].startswith("came with format 2")
