"""Writing, digesting and erasing words: the only code that touches that table's text."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeAlias

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from gedragen.cases.models import Case, Photo, Room, Seat, Words
from gedragen.cases.store.evidence.chain import new_salt, text_digest
from gedragen.cases.store.many_rows import insert_alike
from gedragen.cases.store.room_keys import lock, unlock
from gedragen.cases.store.vacuum import words_go
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.rooms import ASKED_ROOM
from gedragen.method.texts import can_be_kept, is_blank, one_line, tidy

LONGEST = 10_000
# Instead of a text that is not the one that was recorded.
IN_ITS_PLACE = gettext_lazy(
    "This text is not the one that was recorded. So it is not shown here. Whoever runs this site is told."
)
AT_ONCE = 100

# One of many: the id that it will have, the seat it is about if any, its kind, and what is written.
Text: TypeAlias = tuple[int, int | None, str, str]

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

# What stays when its writer is forgotten: the frames, the promise, the plan and papers, to which others said yes, and
# the address of somebody else whom they named. Names and numbers of the writer themselves never stay.
STAYS = (Q(room__key__in=["open", "plan", ASKED_ROOM]) & ~Q(kind__in=["name", "phone"])) | Q(
    kind__in=["nomination-name", "nomination-contact", "task", "document"]
)

# What tells who somebody is, and where they are reached: it was not said to anybody.
WHO_SOMEBODY_IS = ("name", "phone", "mail", "contact", "nomination-name", "nomination-contact", "nomination-concern")


def write_words(case: Case, room: str, kind: str, text: str, *, seat: Seat | None, at: datetime) -> Words:
    """Write a text in a room of the case. Raises RuleBroken when it is too long or cannot be kept."""
    content = as_kept(kind, text)
    place = _room(case, room)
    words = Words(case=case, room=place, seat=seat, kind=kind, written_at=place.moment(at))
    if place.is_closed:
        # The number of the row is bound into what is kept, so the row comes first.
        words.save()
        words.cipher = lock(place, f"words:{words.pk}", content.encode())
    else:
        words.text, words.salt = content, new_salt()
    words.save()
    return words


def as_kept(kind: str, text: str, *, longest: int = LONGEST) -> str:
    """The text as it is kept. Raises RuleBroken when it is too long, cannot be kept, or stands in place of another."""
    content = one_line(text) if kind in ON_ONE_LINE else tidy(text)
    if len(content) > longest:
        raise RuleBroken("text-too-long", longest=longest)
    if not can_be_kept(content):
        raise RuleBroken("text-cannot-be-kept")
    if content == str(IN_ITS_PLACE):
        # From a form that was filled in with what is shown, and sent on unread.
        raise RuleBroken("text-to-write-anew")
    return content


def write_many(case: Case, room: str, texts: Sequence[Text], *, at: datetime, longest: int = LONGEST) -> None:
    """Write many texts at once, in a room that is not closed."""
    place = _room(case, room)
    if place.is_closed:
        raise ValueError("what is locked is written one by one")
    like = Words(case=case, room=place, written_at=place.moment(at))
    rows = [(pk, seat, kind, as_kept(kind, text, longest=longest), new_salt()) for pk, seat, kind, text in texts]
    insert_alike(like, ("id", "seat_id", "kind", "text", "salt"), rows)


def write_if_any(case: Case, room: str, kind: str, text: str, *, seat: Seat | None, at: datetime) -> Words | None:
    """Write a text that may be left out."""
    return write_words(case, room, kind, text, seat=seat, at=at) if not is_blank(text) else None


def check_is_newest(stands: int | None, read: int) -> None:
    """A text replaces only what its writer read, by the id of its words or its number; 0 for nothing yet.

    Raises RuleBroken.
    """
    if (stands or 0) != read:
        raise RuleBroken("text-has-changed")


def text_of(words: Words, room: Room) -> str:
    """What was written, for whom the room is: the caller has asked that. `room`: the room of these words."""
    if not words.cipher:
        return words.text
    return unlock(room, f"words:{words.pk}", bytes(words.cipher)).decode()


def digest_of(words: Words | None) -> str:
    """What the journal keeps of a text: nothing that tells it. Of a text in a closed room it keeps nothing at all."""
    if words is None:
        return ""
    if words.cipher:
        raise ValueError("not even a digest leaves a closed room")
    is_gone = words.erased_at is not None and not words.text
    return words.digest if is_gone and words.digest else text_digest(words.salt, words.text)


def move_words(case: Case, words: Collection[int | None], room: str) -> None:
    """Open texts, by key, to another room: such as a name on joining. What is remembered stays as it was read."""
    Words.objects.filter(case=case, pk__in=[one for one in words if one is not None]).update(room=_room(case, room))


def erase_words(seat: Seat, *, at: datetime) -> None:
    """Forget the texts and addresses of this person. The journal's digests stay and say nothing any more."""
    forget(Words.objects.filter(case=seat.case, seat=seat).exclude(STAYS), at=at)
    Photo.objects.filter(case=seat.case, seat=seat).exclude(room__key="plan").update(data=b"")
    words_go()


def forget(words: QuerySet[Words], *, at: datetime) -> None:
    """Empty these texts: what was written, its salt, and what a closed room kept of it.

    Of what the journal may tell the digest stays, so that what was erased can be told from what was altered.
    """
    gone = list(Words.objects.filter(id__in=words.values("id")).defer("cipher"))
    for one in gone:
        one.digest = text_digest(one.salt, one.text) if one.salt else one.digest
        one.text, one.salt, one.cipher, one.erased_at = "", "", b"", at
    if Words.objects.bulk_update(gone, ["digest", "text", "salt", "cipher", "erased_at"], batch_size=AT_ONCE):
        words_go()


def remove_words(words: QuerySet[Words]) -> None:
    """Take the rows away, where not even that there was a text may stay."""
    words.delete()
    words_go()


def remove_at_once(words_id: int) -> None:
    """Take away a text at which nothing points any more. Django would ask each of thirty tables whether it does; the
    database itself refuses then."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_words WHERE id = %s", [words_id])


def remove_photo(photo: Photo) -> None:
    photo.delete()
    words_go()


def _room(case: Case, key: str) -> Room:
    """The room of this case. A question that nobody took up has one room only. Raises RuleBroken."""
    room = Room.objects.filter(case=case, key=key).first()
    if room is None:
        raise RuleBroken("unknown-room")
    return room
