"""Buttons, links that look like buttons, the way back, and the circle map. Nobody writes these by hand."""

from collections.abc import Iterable, Mapping

from django import template
from django.forms import BoundField
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString

from gedragen.cases.journal.queries import signing_key_code
from gedragen.pages.pictures.circle_map import CircleMap, Member, draw

register = template.Library()

_KINDS = {"main": "primary", "other": "secondary", "quiet": "subtle"}


@register.inclusion_tag("parts/button.html")
def button(label: str, kind: str = "main", **attributes: str) -> dict[str, object]:
    """`{% button _("Take part") %}`: kind is main, other or quiet; the rest become attributes (name, value, …)."""
    return {"label": label, "kind": _KINDS[kind], "attributes": _dashed(attributes)}


@register.inclusion_tag("parts/button.html")
def link_button(label: str, href: str, kind: str = "main", **attributes: str) -> dict[str, object]:
    """The same look for going somewhere: `{% link_button _("Write an item") url %}`."""
    if not href:
        # Without an address it would be drawn as a button, and send the form it stands in.
        raise TemplateSyntaxError(f"link_button {label!r} has no address: is its variable set in another block?")
    return {"label": label, "href": href, "kind": _KINDS[kind], "attributes": _dashed(attributes)}


@register.inclusion_tag("parts/back.html")
def back(label: str, href: str) -> dict[str, object]:
    """The way back, in `{% block back %}`: `{% back _("To the road") url %}`."""
    return {"label": label, "href": href}


@register.inclusion_tag("pictures/circle.html")
def circle(members: Iterable[Member], caption: str, rings: Mapping[str, str]) -> dict[str, object]:
    """The people as a map with its table; members have `name`, `ring` and `state`. `rings`: what each is called."""
    picture: CircleMap = draw(members)
    return {"picture": picture, "caption": caption, "rings": rings}


@register.inclusion_tag("parts/key.html")
def signer() -> dict[str, str]:
    """For paper: the code of the key that signs the journal, so that who keeps the paper can compare it later."""
    return {"code": signing_key_code()}


@register.filter
def readers(field: BoundField) -> str:
    """Who will read what is written here: the form's `readers = {"field": "…"}`."""
    told: dict[str, str] = getattr(field.form, "readers", {})
    return told.get(field.name, "")


@register.filter
def first_id(field: BoundField) -> str:
    """Where a link to this field must jump: a group of choices starts at its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.filter
def first_line(text: object) -> str:
    """What a choice is called: the text up to the first line break."""
    return _part(text, 0)


@register.filter
def other_lines(text: object) -> str:
    """What a choice means: the text after the first line break."""
    return _part(text, 2)


def _part(text: object, number: int) -> str:
    """Words of people in a label are marked with their language: that must not be shown as text."""
    part = str(text).partition("\n")[number]
    return SafeString(part) if isinstance(text, SafeString) else part


def _dashed(attributes: dict[str, str]) -> dict[str, str]:
    """Template arguments cannot carry a dash: `hx_post` becomes `hx-post`."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}
