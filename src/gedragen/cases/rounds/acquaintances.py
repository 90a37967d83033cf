"""Whose yes is of somebody that nobody of the others knows."""

from collections.abc import Iterable
from datetime import datetime

from gedragen.access.doing import Role
from gedragen.cases.models import Acquaintance, Nomination, Round, RoundAnswer, Seat
from gedragen.method.consent import Answer, Ways, is_known


def unknown_yes(round_: Round, deciders: Iterable[Seat]) -> frozenset[int]:
    """Of those who say yes in this round, the seats that are known to nobody else who decides.

    A fixed number of queries, however many decide.
    """
    said_yes = set(round_.answers.filter(answer=Answer.YES).values_list("seat", flat=True))
    asked = [seat for seat in deciders if seat.pk in said_yes]
    if not asked:
        return frozenset()
    known_to = _who_decide(round_.case_id)
    ways = _ways(round_.case_id, asked)
    return frozenset(seat for seat, found in ways.items() if not is_known(seat, found, deciders=known_to))


def _who_decide(case_id: int) -> set[int]:
    """Whose word makes somebody known. What who left did before stays so."""
    came = Seat.objects.filter(case=case_id, role=Role.PARTICIPANT, decides=True, joined_at__isnull=False)
    return set(came.values_list("id", flat=True))


def _ways(case_id: int, seats: list[Seat]) -> dict[int, Ways]:
    namings = Nomination.objects.filter(case=case_id, by__isnull=False, seats__isnull=False)
    namers = dict(namings.values_list("id", "by"))
    friends, company = _friends(case_id), _company(case_id)
    return {
        seat.pk: Ways(
            is_theirs=seat.is_main_person,
            named_by=namers.get(seat.nomination_id) if seat.nomination_id is not None else None,
            said_by=friends.get(seat.pk, frozenset()),
            met=company.get(seat.pk, frozenset()),
        )
        for seat in seats
    }


def _friends(case_id: int) -> dict[int, set[int]]:
    """Of each, who said: I know this person."""
    friends: dict[int, set[int]] = {}
    for about, by in Acquaintance.objects.filter(about__case=case_id).values_list("about", "by"):
        friends.setdefault(about, set()).add(by)
    return friends


def _company(case_id: int) -> dict[int, set[int]]:
    """Of each, who was written down in the same meeting, which is one act at one moment, and said themselves so."""
    answers = RoundAnswer.objects.filter(round__case=case_id, on_behalf_by__isnull=False)
    there: dict[datetime, set[int]] = {}
    agree: dict[datetime, set[int]] = {}
    for at, seat, confirmed_at in answers.values_list("at", "seat", "confirmed_at"):
        there.setdefault(at, set()).add(seat)
        if confirmed_at is not None:
            agree.setdefault(at, set()).add(seat)
    company: dict[int, set[int]] = {}
    for at, seats in there.items():
        for seat in seats:
            company.setdefault(seat, set()).update(agree.get(at, ()))
    return company
