"""The clock: one situation that cannot go on keeps no other from going on."""

from datetime import datetime

import pytest

from gedragen.cases import due
from gedragen.cases.commands.rounds import close_round
from gedragen.cases.due import run_due
from gedragen.cases.models import Round
from tests.cast import Cast, later, make_case, to_deciding, to_preparing, with_items, with_rounds


def asking(at: datetime) -> Cast:
    return with_rounds(with_items(to_deciding(to_preparing(make_case(at)))))


@pytest.mark.django_db
def test_a_situation_that_breaks_keeps_no_other_waiting(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = asking(at), asking(at)

    def breaks_in_the_first(case_id: int, round_id: int, *, at: datetime) -> None:
        if case_id == first.case:
            raise ZeroDivisionError
        close_round(case_id, round_id, at=at)

    monkeypatch.setattr(due, "close_round", breaks_in_the_first)
    with pytest.raises(ZeroDivisionError):
        run_due(at=later(first, days=15))
    extended = Round.objects.filter(extra_until__isnull=False)
    assert set(extended.values_list("case_id", flat=True)) == {second.case}
    monkeypatch.undo()
    assert run_due(at=first.at) == 2


@pytest.mark.django_db
def test_what_was_done_is_not_done_again(at: datetime) -> None:
    cast = asking(at)
    assert run_due(at=later(cast, days=15)) == 2
    assert run_due(at=cast.at) == 0
