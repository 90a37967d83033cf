"""Whether nobody sets limits here but the law, what happens then without a plan, and who said yes to that."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Role
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.models import Seat
from gedragen.cases.state.declared import declared, declared_about
from gedragen.cases.state.frames import frames_now
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.constitution.declarations import DeclarationKind


@dataclass(frozen=True)
class LawAlone:
    """Only the law is the limit. `fallback`: what happens if there is no plan; `words`: which text that is."""

    fallback: str
    words: int
    by: str
    at: datetime


@dataclass(frozen=True)
class FootingSheet:
    """`waits_for`: whose yes to it is not there yet. `is_over_them`: an authority is, so that this cannot be said."""

    head: CaseHead
    law: LawAlone | None
    waits_for: tuple[str, ...]
    waits_for_me: bool
    is_over_them: bool


def footing_sheet(case_id: int, *, viewer: int) -> FootingSheet:
    eyes = eyes_inside(case_id, viewer)
    here = Seat.objects.filter(case=eyes.case, erased_at__isnull=True, declined_at__isnull=True)
    law = law_alone(eyes)
    agreed = [seat for kind, seat in declared_about(eyes.seen) if kind is DeclarationKind.ONLY_THE_LAW]
    open_ = list(here.filter(is_main_person=True).exclude(id__in=agreed).select_related("name")) if law else []
    over = here.filter(role=Role.AUTHORITY).exists() or bool(frames_now(eyes.seen))
    return FootingSheet(
        head=head_of(eyes),
        law=law,
        waits_for=tuple(eyes.name(seat) for seat in open_),
        waits_for_me=any(seat.pk == eyes.sight.seat for seat in open_),
        is_over_them=over,
    )


def law_alone(eyes: Eyes) -> LawAlone | None:
    found = declared(eyes.seen).get(DeclarationKind.ONLY_THE_LAW)
    return LawAlone(eyes.text(found.words), found.words_id or 0, eyes.name(found.by), found.at) if found else None


def waits_for_my_yes(eyes: Eyes) -> bool:
    """Whether this seat has not said yes yet to what was recorded."""
    return law_alone(eyes) is not None and (DeclarationKind.ONLY_THE_LAW, eyes.sight.seat) not in declared_about(
        eyes.seen
    )
