"""The forms in which a limit is written, before it is fixed and after."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.frames import FrameChange, FrameKind, FrameText
from gedragen.pages.house.form import choices_in_line, day_box, likely_day, long_box
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import FRAME_KIND

LATER = ("change", "because", "source_on", "touches")


# What a change of a limit can be, once people count on them.
CHANGES: list[tuple[str, str | Promise]] = [
    (
        FrameChange.WIDER.value,
        _("The limit becomes wider\nPeople get more room. What they agreed stays as it is."),
    ),
    (
        FrameChange.BINDING.value,
        _("The law or somebody's safety asks for it\nIt applies at once. You say which law, and since when."),
    ),
    (
        FrameChange.ASKED.value,
        _("Something else\nYou ask the people. It applies only when they accept it."),
    ),
]


class FrameForm(forms.Form):
    """One frame. `act` is what the page said it would do: a form from before the freeze changes nothing after it."""

    text = forms.CharField(
        label=_("What is fixed?"),
        help_text=_("One sentence. Write what must stay as it is, not how that is to be done."),
        widget=long_box(2),
        error_messages=when_empty("frame-needs-text"),
    )
    question = forms.CharField(
        label=_("How do we see that it is met?"),
        help_text=_("A question that anyone can answer with yes or no. This is what you will be asked later."),
        widget=long_box(2),
        error_messages=when_empty("frame-needs-question"),
    )
    kind = forms.ChoiceField(
        label=_("What kind of limit is it?"),
        widget=choices_in_line(),
        choices=[(k.value, FRAME_KIND[k]) for k in FrameKind],
    )
    reason = forms.CharField(
        label=_("Why is this limit there?"),
        help_text=_("People hold on to a limit more easily when they know why."),
        widget=long_box(3),
        error_messages=when_empty("frame-needs-reason"),
    )
    source = forms.CharField(
        label=_("Where does it come from?"),
        help_text=_("For instance a law, a decision or a budget, with its date."),
        max_length=300,
        error_messages=when_empty("frame-needs-source"),
    )
    competent = forms.CharField(
        label=_("Is it about safety? Who may set this limit?"),
        help_text=_(
            "A name, and what gives this person that power. For instance an order of the court, with its date."
        ),
        required=False,
    )
    act = forms.ChoiceField(choices=[("write", "write"), ("change", "change")], widget=forms.HiddenInput)
    # Only once limits are fixed: what the change is, and why it is made now.
    change = forms.TypedChoiceField(
        label=_("What is this change?"),
        coerce=FrameChange,
        widget=forms.RadioSelect,
        choices=CHANGES,
    )
    because = forms.CharField(
        label=_("Why do you change it now?"),
        help_text=_("The limits were fixed, and people count on them. Everybody reads your answer."),
        widget=long_box(3),
        error_messages=when_empty("frame-needs-why-now"),
    )
    source_on = forms.DateField(
        label=_("Is it law or safety? Since when?"),
        help_text=_("The day of the law or the decision. It must be after the day on which the limits were fixed."),
        widget=day_box(),
        validators=[likely_day],
        required=False,
    )
    touches = forms.TypedMultipleChoiceField(
        label=_("Which items of the plan does it touch?"),
        help_text=_("Only these are asked again. The answers to the others stay."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("change", "because", "text", "question", "kind", "reason", "source", "source_on", "touches")

    def frame(self) -> FrameText:
        data = self.cleaned_data
        kind, competent = FrameKind(data["kind"]), data.get("competent", "")
        return FrameText(data["text"], data["question"], data["reason"], data["source"], kind, competent)


class SayForm(forms.Form):
    """One box to say something in; `item` where it is about one of the plan."""

    item = forms.TypedChoiceField(label=_("Which item?"), coerce=int, widget=forms.RadioSelect)
    text = forms.CharField(widget=long_box(4))
