"""Writing, digesting and erasing words: the only code that touches that table's text."""

from datetime import datetime

from django.db.models import Q

from gedragen.cases.chain import new_salt, text_digest
from gedragen.cases.models import Case, Room, Seat, Words
from gedragen.method.broken import RuleBroken
from gedragen.method.texts import can_be_kept, is_blank, one_line, tidy

LONGEST = 10_000

ON_ONE_LINE = (
    "name",
    "phone",
    "mail",
    "contact",
    "title",
    "meeting",
    "item-title",
    "item-when",
    "frame-source",
    "promise-by",
    "promise-mandate",
    "promise-silence-to",
    "nomination-name",
    "nomination-contact",
)

# What stays when its writer is forgotten: the frames, the promise and the plan, to which others said yes, and the
# address of somebody else whom they named. Names and numbers of the writer themselves never stay.
STAYS = (Q(room__key="open") & ~Q(kind__in=["name", "phone"])) | Q(kind__in=["nomination-name", "nomination-contact"])


def write_words(case: Case, room: str, kind: str, text: str, *, seat: Seat | None, at: datetime) -> Words:
    """Write a text in a room of the case. Raises RuleBroken when it is too long or cannot be kept."""
    kept = one_line(text) if kind in ON_ONE_LINE else tidy(text)
    if len(kept) > LONGEST:
        raise RuleBroken("text-too-long", longest=LONGEST)
    if not can_be_kept(kept):
        raise RuleBroken("text-cannot-be-kept")
    return Words.objects.create(
        case=case, room=_room(case, room), seat=seat, kind=kind, text=kept, salt=new_salt(), written_at=at
    )


def write_if_any(case: Case, room: str, kind: str, text: str, *, seat: Seat | None, at: datetime) -> Words | None:
    """Write a text that may be left out."""
    return write_words(case, room, kind, text, seat=seat, at=at) if not is_blank(text) else None


def check_is_newest(stands: int | None, read: int) -> None:
    """A text replaces only what its writer read, by the id of its words or its number; 0 for nothing yet.

    Raises RuleBroken.
    """
    if (stands or 0) != read:
        raise RuleBroken("text-has-changed")


def digest_of(words: Words | None) -> str:
    """What the journal keeps of a text: nothing that tells it."""
    return text_digest(words.salt, words.text) if words else ""


def move_words(words: Words | None, room: str) -> None:
    """Open a text to another room: its own writer's act, such as a name on joining."""
    if words is not None:
        words.room = _room(words.case, room)
        words.save(update_fields=["room"])


def erase_words(seat: Seat, *, at: datetime) -> None:
    """Forget the texts and addresses of this person. The journal's digests stay and say nothing any more."""
    theirs = Words.objects.filter(case=seat.case, seat=seat).exclude(STAYS)
    Words.objects.filter(id__in=theirs.values("id")).update(text="", salt="", erased_at=at)


def _room(case: Case, key: str) -> Room:
    """The room of this case. A question that nobody took up has one room only. Raises RuleBroken."""
    room = Room.objects.filter(case=case, key=key).first()
    if room is None:
        raise RuleBroken("unknown-room")
    return room
