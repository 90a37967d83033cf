"""Who has not answered the open rounds: the question is the same for a whole version of a case, the answer is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gedragen.cases.models import Case, Round, Seat
from gedragen.cases.state.plan_state import deciders_of


@dataclass(frozen=True)
class Silence:
    """One question to the database, put together once: doing that takes longer than asking it."""

    sql: str
    given: tuple[Any, ...]

    def now(self) -> list[tuple[int, int, int]]:
        """Round, seat, and how many have answered that round."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            return [(int(round_), int(seat), int(answers)) for round_, seat, answers in cursor.fetchall()]


def silence_in(case: Case, rounds: Sequence[Round], called: frozenset[tuple[int, int]], *, most: int) -> Silence:
    """Of each round so many who are silent: who was not `called` yet, and who was."""
    parts = [part for round_ in rounds for part in _silent(case, round_, called, most)]
    if not parts:
        return Silence("", ())
    whole = parts[0].union(*parts[1:], all=True)
    return Silence(*whole.query.sql_with_params())


def _silent(
    case: Case, round_: Round, called: frozenset[tuple[int, int]], most: int
) -> "list[QuerySet[Seat, tuple[int, int, int]]]":
    given = round_.answers.order_by()
    number = given.values("round").annotate(number=Count("id")).values("number")
    silent = deciders_of(case).filter(~Exists(given.filter(seat=OuterRef("pk"))))
    spoken_to = [seat for of_round, seat in called if of_round == round_.pk]
    parts = [silent.exclude(id__in=spoken_to), silent.filter(id__in=spoken_to)] if spoken_to else [silent]
    return [
        Seat.objects.filter(id__in=part.values("id")[:most])
        .annotate(of=Value(round_.pk), given=Coalesce(Subquery(number), 0))
        .values_list("of", "id", "given")
        for part in parts
    ]
