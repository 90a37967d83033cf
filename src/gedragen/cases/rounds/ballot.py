"""A shut ballot: when it closes, all who take part read what was written in it, and what was replaced is forgotten."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gedragen.cases.engine.kept_rooms import room_of_circle
from gedragen.cases.models import Case, Objection, ReviewAnswer, RoundAnswer, Words
from gedragen.cases.store.words import forget


def open_ballot(case: Case, *written: QuerySet[Any], at: datetime) -> None:
    """`written`: the ids of the words that open now. Those of ballots that are still shut stay as they are."""
    circle = room_of_circle(case)
    for words in written:
        Words.objects.filter(id__in=words).update(room=circle)
    answers = RoundAnswer.objects.filter(round__case=case, reason__isnull=False).values("reason")
    objections = Objection.objects.filter(round__case=case).values("reason")
    reviews = ReviewAnswer.objects.filter(check_in__case=case, words__isnull=False).values("words")
    shut = Words.objects.filter(case=case, room__key="ballot", erased_at__isnull=True)
    forget(shut.exclude(id__in=answers).exclude(id__in=objections).exclude(id__in=reviews), at=at)
