"""Who is asked in a round and would rather talk about it."""

from datetime import datetime

from gedragen.cases.models import Round, Seat, TalkRequest


def want_talk(round_: Round, seat: Seat, *, at: datetime) -> None:
    """This seat's own row for the facilitator. Whoever asks again is called again."""
    TalkRequest.objects.update_or_create(round=round_, seat=seat, defaults={"at": at, "talked_at": None})
