"""Words of people on a page in another language: marked with the language in which a situation is written."""

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def theirs(text: str) -> str | SafeString:
    """`{{ item.what|theirs }}`: says to a screen reader and a translator that this is not the language of the page."""
    if not text or get_language() == settings.LANGUAGE_CODE:
        return text
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, text)


def with_theirs(sentence: str, **told: object) -> SafeString:
    """A sentence of ours with words of people in it: `with_theirs(_("Item: %(title)s"), title=theirs(item.title))`."""
    return SafeString(conditional_escape(sentence) % {name: conditional_escape(str(one)) for name, one in told.items()})


@register.simple_tag
def their_language() -> str | SafeString:
    """`<div{% their_language %}>`: the same for an element that holds nothing but words of people."""
    if get_language() == settings.LANGUAGE_CODE:
        return ""
    return format_html(' lang="{}"', settings.LANGUAGE_CODE)
