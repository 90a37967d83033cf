"""Numbers from outside: in an address, in its query, and in the hidden fields of a form."""

from django.http import HttpRequest
from django.urls import register_converter

# As many as fit in a number of every database, and far more than there will be people or items.
MOST_DIGITS = 9


class Number:
    """`<number:…>` in an address. A longer number is the address of nothing."""

    regex = f"[0-9]{{1,{MOST_DIGITS}}}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")


def whole_number(text: str) -> int | None:
    """The number that plain digits tell, or None: what int() takes beyond that, nobody means."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def page_number(request: HttpRequest) -> int:
    """The page of a list that was asked for. The list itself ends at its last page."""
    return whole_number(request.GET.get("page", "")) or 1
