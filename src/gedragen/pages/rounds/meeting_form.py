"""One form for a whole meeting: every open round, for every person who has not answered themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.cases.rounds.commands.consent import SpokenAnswer
from gedragen.cases.rounds.queries.on_behalf import Asked, MeetingSheet, Speaker
from gedragen.method.consent import Answer
from gedragen.method.texts import is_blank
from gedragen.pages.house.form import code_box, long_box
from gedragen.pages.rounds.words import RULES
from gedragen.pages.templatetags.theirs import theirs, with_theirs

SPOKEN = (
    ("", _("Nothing said")),
    (Answer.YES.value, _("Yes")),
    (Answer.OBJECTION.value, _("No, first something else")),
    (Answer.ABSTENTION.value, _("Leaves it to the group")),
)


@dataclass(frozen=True)
class Line:
    """One person about one item. `written`: it was written down before, and can still be changed."""

    asked: Asked
    answer: BoundField
    reason: BoundField
    written: bool


@dataclass(frozen=True)
class Turn:
    """One person of the meeting. `waits`: items of which the written answer waits for their own yes."""

    speaker: Speaker
    lines: tuple[Line, ...]
    code: BoundField | None
    waits: tuple[int, ...]


class MeetingForm(forms.Form):
    """Fields are named after seat and round: `answer-12-3`, `reason-12-3`, and `code-12`."""

    def __init__(self, *args: object, sheet: MeetingSheet, speakers: Sequence[Speaker], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.sheet = sheet
        self.speakers = speakers
        self.readers: dict[str, str] = {}
        for speaker, asked in self._to_ask():
            self._add(speaker, asked)
        for speaker in self.speakers:
            if speaker.has_card and (self.waits(speaker) or any(True for _asked in self.asked(speaker))):
                label = gettext("The code on the card of %(name)s") % {"name": speaker.name}
                self.fields[f"code-{speaker.seat_id}"] = forms.CharField(
                    label=label, widget=code_box(), required=False, max_length=60
                )

    def asked(self, speaker: Speaker) -> list[Asked]:
        """What this person can still speak about. What they answered themselves stands."""
        return [
            asked
            for asked in self.sheet.rounds
            if asked.round_number not in speaker.answered
            and (speaker.part is None or asked.round_number in speaker.part)
        ]

    def waits(self, speaker: Speaker) -> tuple[int, ...]:
        """The items of which an answer of this person was written down and not confirmed."""
        return tuple(one.item_number for one in speaker.waits)

    def turns(self) -> Iterator[Turn]:
        """Everybody for whom there is something on the page."""
        for speaker in self.speakers:
            lines = tuple(self._line(speaker, asked) for asked in self.asked(speaker))
            waits = self.waits(speaker)
            name = f"code-{speaker.seat_id}"
            if lines or waits:
                yield Turn(speaker, lines, self[name] if name in self.fields else None, waits)

    def spoken(self) -> list[SpokenAnswer]:
        """What was filled in, as the command takes it."""
        return [
            SpokenAnswer(asked.round_number, speaker.seat_id, Answer(given), self._said("reason", speaker, asked))
            for speaker, asked in self._to_ask()
            if (given := self._said("answer", speaker, asked))
        ]

    def codes(self) -> dict[int, str]:
        """The codes that were typed, by seat."""
        typed = ((one.seat_id, self.cleaned_data.get(f"code-{one.seat_id}", "")) for one in self.speakers)
        return {seat_id: code for seat_id, code in typed if code}

    def clean(self) -> dict[str, Any]:
        for speaker, asked in self._to_ask():
            reason = self._said("reason", speaker, asked)
            if self._said("answer", speaker, asked) == Answer.OBJECTION and is_blank(reason):
                self.add_error(_name("reason", speaker, asked), str(RULES["objection-needs-reason"].text))
        if self.came_too_late(self.data):
            self.add_error(None, too_late())
        elif not self.spoken() and not self.codes():
            self.add_error(None, str(RULES["no-answers-given"].text))
        return self.cleaned_data

    def came_too_late(self, told: Mapping[str, Any]) -> bool:
        """An answer was sent for which there is no place any more: it is never left out in silence."""
        sent = (name for name, value in told.items() if name.startswith("answer-") and value)
        return any(name not in self.fields for name in sent)

    def _to_ask(self) -> Iterator[tuple[Speaker, Asked]]:
        for speaker in self.speakers:
            for asked in self.asked(speaker):
                yield speaker, asked

    def _add(self, speaker: Speaker, asked: Asked) -> None:
        about = {"name": speaker.name, "number": asked.item_number, "title": asked.title}
        radios = forms.RadioSelect(attrs={"class": "spoken"})
        label = with_theirs(gettext("%(number)s. %(title)s"), number=asked.item_number, title=theirs(asked.title))
        answer = forms.ChoiceField(label=label, choices=SPOKEN, widget=radios, required=False)
        reason = forms.CharField(
            label=gettext("What can go wrong, according to %(name)s?") % about, widget=long_box(2), required=False
        )
        self.fields[_name("answer", speaker, asked)] = answer
        self.fields[_name("reason", speaker, asked)] = reason
        self.readers[_name("reason", speaker, asked)] = gettext(
            "Until the round closes nobody reads this. After that everyone who takes part reads it."
        )

    def _said(self, what: str, speaker: Speaker, asked: Asked) -> str:
        return str(self.cleaned_data.get(_name(what, speaker, asked), ""))

    def _line(self, speaker: Speaker, asked: Asked) -> Line:
        answer, reason = (self[_name(what, speaker, asked)] for what in ("answer", "reason"))
        return Line(asked, answer, reason, asked.round_number in speaker.written)


def too_late() -> str:
    return gettext(
        "In the meantime somebody has answered, or a round has closed. Please check again, and send it again."
    )


def _name(what: str, speaker: Speaker, asked: Asked) -> str:
    return f"{what}-{speaker.seat_id}-{asked.round_number}"
