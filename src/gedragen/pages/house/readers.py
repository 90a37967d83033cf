"""Who reads what is written in a box: said before one writes, and by the approach, not by the page."""

from typing import TypeVar

from django import forms

from gedragen.cases.state.head import CaseHead
from gedragen.pages.house.words import kept_after, readers_in, readers_of

Read = TypeVar("Read", bound=forms.Form)


def read_by(form: Read, head: CaseHead, room: str = "", **rooms: str) -> Read:
    """Say beside each box who will read it, by the room where its text will lie: `room`, or its own of `rooms`."""
    boxes = {name: room for name, field in form.fields.items() if room and is_typed(field)}
    form.readers = {name: who_reads(head, lies) for name, lies in (boxes | rooms).items()}  # type: ignore[attr-defined]
    return form


def is_typed(field: forms.Field) -> bool:
    """Whether somebody writes words in it."""
    return isinstance(field, forms.CharField) and isinstance(field.widget, (forms.TextInput, forms.Textarea))


def kept_by(form: forms.Form, head: CaseHead) -> None:
    """Say beside its boxes, after who reads them, who keeps their text when it has ended: `kept_in` names the rooms."""
    rooms = head.approach.rooms if head.approach is not None else {}
    readers: dict[str, object] = dict(getattr(form, "readers", {}))
    for name, room in getattr(form, "kept_in", {}).items():
        if room in rooms and kept_after(rooms[room]):
            readers[name] = " ".join([str(readers[name]), *kept_after(rooms[room])])
            form.readers = readers  # type: ignore[attr-defined]


def who_reads(head: CaseHead, room: str) -> str:
    """Who reads what lies in this room: what is open in one approach is not in another."""
    found = head.approach.rooms.get(room) if head.approach is not None else None
    return readers_in(found, head.approach) if found is not None else readers_of(room, is_public=False)
