"""Papers in words: how each stands, and what it asks with what was filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from gedragen.cases.documents.queries import DocumentLine, FieldLine, Text
from gedragen.cases.state.head import CaseHead
from gedragen.method.constitution.keys.documents import FieldKind
from gedragen.pages.house.words import in_language
from gedragen.pages.templatetags.say import bare_day
from gedragen.pages.templatetags.theirs import theirs


@dataclass(frozen=True)
class PaperRow:
    """A paper in a list: where it is, and how it stands in a sentence."""

    name: str
    url: str
    stands: str


@dataclass(frozen=True)
class Line:
    """Empty `value`: not filled in yet."""

    label: str
    value: str


def lines_of(text: Text | None) -> list[Line]:
    return [Line(in_language(one.field.text), _value(one)) for one in text.lines] if text is not None else []


def paper_rows(head: CaseHead, papers: Iterable[DocumentLine]) -> list[PaperRow]:
    return [_paper_row(head, one) for one in papers]


def _paper_row(head: CaseHead, one: DocumentLine) -> PaperRow:
    name = in_language(one.document.name)
    if one.signed_at is not None:
        stands = gettext("%(name)s: signed on %(day)s.")
    elif not one.is_written and not one.is_asked:
        stands = gettext("%(name)s: if you want it, nobody has to.")
    elif not one.is_written:
        stands = gettext("%(name)s: nothing has been filled in yet.")
    elif one.document.is_binding:
        stands = gettext("%(name)s: not binding yet.")
    else:
        stands = gettext("%(name)s: not signed by everyone yet.")
    url = reverse("document", args=[head.address, one.number])
    return PaperRow(name, url, stands % {"name": name, "day": bare_day(one.signed_at)})


def _value(line: FieldLine) -> str:
    kind, value = line.field.kind, line.value
    if not value or kind is FieldKind.TEXT:
        return theirs(value)
    if kind is FieldKind.DATE:
        return bare_day(date.fromisoformat(value))
    if kind is FieldKind.SEAT:
        return line.name or gettext("Somebody")
    return next((in_language(one.text) for one in line.field.choices if one.key == value), "")
