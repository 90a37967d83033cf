"""The list of erasures: a line for what somebody made go, on the disk before it counts, without anybody's words."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, transaction

from gedragen.cases.engine.erase_again import accept_loss, erase_again
from gedragen.cases.models import Seat, Words
from gedragen.cases.people.commands.seats import SetMail, erase_me, set_mail
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.store.erasure_list import noted_length, read_list
from gedragen.config.checks import erasure_problems
from gedragen.method.consent import Answer
from tests.support.cast import Cast, with_items, with_rounds
from tests.support.dump import unchanged


def file() -> Path:
    return Path(settings.ERASURES_FILE)


def test_a_line_tells_numbers_only(preparing: Cast) -> None:
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    (line,) = file().read_text().splitlines()
    told = json.loads(line)
    assert (told["case"], told["seats"]) == (preparing.case, [preparing.bram])
    assert len(told.pop("born")) == 16
    assert all(type(number) is int for ids in told.values() for number in (ids if isinstance(ids, list) else [ids]))
    assert (noted_length(), erasure_problems()) == (1, [])


def test_what_was_only_replaced_is_not_on_it(deciding: Cast) -> None:
    cast = with_rounds(with_items(deciding))
    for answer in (Answer.OBJECTION, Answer.YES):
        answer_item(cast.case, AnswerItem(1, version=1, answer=answer, reason="Om de huur."), by=cast.anna, at=cast.at)
    assert read_list() == []


def test_a_line_that_was_cut_off_spoils_none_after_it(preparing: Cast) -> None:
    file().write_text('{"case": 1, "born": "ab')
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    assert [erasure.seats for erasure in read_list()] == [(preparing.bram,)]


@pytest.mark.parametrize(
    "line", ["[1]", "{}", "null", '{"case": "x"}', '{"case": 1, "seats": 5}', "[" * 90_000, "\x00"]
)
def test_a_line_that_is_none_is_passed_over(line: str) -> None:
    file().write_text(line + "\n")
    assert read_list() == []


def test_without_the_list_nothing_is_promised(preparing: Cast) -> None:
    set_mail(preparing.case, SetMail("bram@oud.example"), by=preparing.bram, at=preparing.at)
    set_mail(preparing.case, SetMail("bram@nieuw.example"), by=preparing.bram, at=preparing.at)
    file().unlink()
    with unchanged(), pytest.raises(OperationalError):
        erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    assert "is gone; it should have 1 lines" in erasure_problems()[0]
    assert accept_loss() == 0
    assert erasure_problems() == []
    erase_me(preparing.case, by=preparing.bram, at=preparing.at)


def test_a_list_that_cannot_be_written_undoes_the_act(preparing: Cast) -> None:
    file().mkdir()
    try:
        with unchanged(), pytest.raises(OperationalError):
            erase_me(preparing.case, by=preparing.bram, at=preparing.at)
    finally:
        file().rmdir()


def test_what_somebody_asked_for_is_done_later_when_its_act_was_cut_short(preparing: Cast) -> None:
    with transaction.atomic():
        erase_me(preparing.case, by=preparing.bram, at=preparing.at)
        transaction.set_rollback(True)
    assert Seat.objects.get(id=preparing.bram).erased_at is None
    assert erase_again(at=preparing.at) == 1
    assert Seat.objects.get(id=preparing.bram).erased_at == preparing.at
    assert erase_again(at=preparing.at) == 0
    assert not Words.objects.filter(seat=preparing.bram, kind="name").exclude(text="").exists()


def test_in_another_case_with_the_same_numbers_a_line_means_nobody(preparing: Cast) -> None:
    line = {"case": preparing.case, "born": "0123456789abcdef", "seats": [preparing.bram]}
    file().write_text(json.dumps(line) + "\n")
    assert erase_again(at=preparing.at) == 0
    assert Seat.objects.get(id=preparing.bram).erased_at is None
