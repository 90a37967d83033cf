"""Finding somebody by name where very many can be chosen: a box and a button inside the form.

The button sends the whole form, so that what was typed stays and never stands in an address. Nothing is done with it
then: a form that looks for a name is shown again as it was, and not checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, ngettext

from gedragen.cases.engine.finding import Choices, Listed, Sought
from gedragen.edge.numbers import whole_number

LONGEST_NAME = 60


@dataclass(frozen=True)
class Finder:
    """What forms/find.html draws. `told`: what there is to choose from now, in words."""

    name: str
    text: str
    told: str
    has_focus: bool


def is_looking(request: HttpRequest) -> bool:
    return "look" in request.POST


def sent(request: HttpRequest) -> QueryDict | None:
    """The form to act on, if one was sent for that."""
    return None if is_looking(request) else request.POST or None


def typed(request: HttpRequest, *many: str) -> dict[str, object]:
    """What stood in the form when somebody looked for a name. `many`: the fields with more than one choice."""
    if not is_looking(request):
        return {}
    return {**request.POST.dict(), **{name: request.POST.getlist(name) for name in many}}


def search_in(request: HttpRequest, field: str, chosen: Iterable[int] = ()) -> Sought:
    """Who was chosen in this field, or when nothing was sent yet `chosen`; and the name in the box above it."""
    told = request.POST.getlist(field) if request.method == "POST" else [str(one) for one in chosen]
    numbers = (whole_number(one) for one in told)
    return Sought(name_in(request, field), tuple(number for number in numbers if number is not None))


def name_in(request: HttpRequest, field: str) -> str:
    """As a name can be written: of anything else nobody has one."""
    text = request.POST.get(f"find_{field}", "")[:LONGEST_NAME]
    return " ".join("".join(one for one in text if one.isprintable()).split())


def to_find(request: HttpRequest, form: forms.Form, field: str, choices: Choices) -> None:
    """Put the box above this field, when not everybody is listed in it."""
    if choices.listed.is_cut:
        form.fields[field].finder = finder(request, field, choices.listed)  # type: ignore[attr-defined]


def finder(request: HttpRequest, field: str, listed: Listed) -> Finder:
    name = f"find_{field}"
    text = name_in(request, field)
    return Finder(name, text, _line(text, listed), is_looking(request) and name == _box_in_use(request))


def _box_in_use(request: HttpRequest) -> str:
    """Where somebody looks. Enter in a box presses the first button of the form, whichever box it was."""
    pressed = request.POST["look"]
    changed = [
        name
        for name, text in request.POST.items()
        if name.startswith("find_") and text != request.POST.get(f"was_{name}", "")
    ]
    return pressed if pressed in changed else next(iter(changed), pressed)


def _line(text: str, listed: Listed) -> str:
    if not text:
        return gettext("There are too many people to list here. You see some of them. Find the others by name.")
    if not listed.found:
        return gettext("We found nobody with this name. Try a part of it.")
    if listed.more:
        return gettext("More people have this name than you see here. Type more of the name.")
    people = listed.found
    return ngettext("We found %(count)d person.", "We found %(count)d people.", people) % {"count": people}
