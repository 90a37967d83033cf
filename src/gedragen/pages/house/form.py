"""How forms are drawn: every field and button in NL Design System markup, so no page writes its own."""

from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.base import Template
from django.utils.translation import gettext, gettext_noop, ngettext_lazy

_OURS = {
    "django/forms/widgets/text.html": "forms/textbox.html",
    "django/forms/widgets/email.html": "forms/textbox.html",
    "django/forms/widgets/number.html": "forms/textbox.html",
    "django/forms/widgets/url.html": "forms/textbox.html",
    "django/forms/widgets/date.html": "forms/textbox.html",
    "django/forms/widgets/time.html": "forms/textbox.html",
    "django/forms/widgets/datetime.html": "forms/textbox.html",
    "django/forms/widgets/password.html": "forms/textbox.html",
    "django/forms/widgets/hidden.html": "forms/hidden.html",
    "django/forms/widgets/multiple_hidden.html": "forms/hidden_many.html",
    "django/forms/widgets/textarea.html": "forms/textarea.html",
    "django/forms/widgets/file.html": "forms/file.html",
    "django/forms/widgets/select.html": "forms/select.html",
    "django/forms/widgets/checkbox.html": "forms/checkbox.html",
    "django/forms/widgets/radio.html": "forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "forms/choices.html",
    "django/forms/errors/list/default.html": "forms/errors.html",
    "django/forms/errors/list/ul.html": "forms/errors.html",
}

# Django's own sentences beside a field. Named here, they are ours to translate, as a neighbour would say them.
_DJANGO_SAYS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Null characters are not allowed."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    gettext_noop("The submitted file is empty."),
)


class FormLook(TemplatesSetting):
    """Set as FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` come out in our look."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Template | None:
        return super().get_template(_OURS.get(template_name, template_name))


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of the form whose choices are told when it is shown."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice")
    return field


def likely_day(day: date) -> None:
    """A slip of the pen in the year. Past the ends of the calendar no moment of that day can be told any more."""
    if not 1900 <= day.year <= 2100:
        raise forms.ValidationError(gettext("Enter a valid date."))


def day_box() -> forms.DateInput:
    """A box for a day; the browser brings the calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def time_box() -> forms.TimeInput:
    """A box for a time of day."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def code_box() -> forms.TextInput:
    """A large box for the digits on a card: digit keys on a phone, nothing remembered, spaces allowed."""
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code"})


def phone_box() -> forms.TextInput:
    """A box for a phone number: the phone keys on a phone."""
    return forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})


def photo_box() -> forms.FileInput:
    """To take or choose a photo. No browser keeps it when a form comes back with a mistake: the box says so."""
    return forms.FileInput(attrs={"accept": "image/jpeg,image/png"})


def long_box(rows: int = 5) -> forms.Textarea:
    """A box to tell something in; it grows while one writes."""
    return forms.Textarea(attrs={"rows": rows})


def choices_in_line() -> forms.RadioSelect:
    """Short choices beside each other, for pages where many people are answered for."""
    return forms.RadioSelect(attrs={"class": "line"})
