"""What can be chosen and what a case goes by; and whether nobody sets limits here but the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.sight import Eyes, eyes_inside, eyes_of
from gedragen.cases.models import Constitution, Seat
from gedragen.cases.state.declared import declared, declared_about
from gedragen.cases.state.frames import frames_now
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.store.constitutions import Wording, files_to_choose, other_wording
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.files import ApproachFile
from gedragen.method.constitution.keys.deadlines import Deadline, Length


@dataclass(frozen=True)
class Added:
    """An approach that is not one of ours: who added it, and when. `by`: nobody, when no name was given."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Choice:
    """An approach to take up a question with."""

    approach: Approach
    added: Added | None


@dataclass(frozen=True)
class ApproachSheet:
    """What a case goes by, and who added it when it is not one of ours."""

    head: CaseHead
    approach: Approach
    added: Added | None


@dataclass(frozen=True)
class WordingSheet:
    """How the newest text of the approach says the same rules in other Dutch; None when it does not."""

    head: CaseHead
    wording: Wording | None


@dataclass(frozen=True)
class LengthSheet:
    """One thing that each situation fills in: how long these terms are. `length`: none as long as nobody did."""

    head: CaseHead
    setting: str
    deadlines: tuple[Deadline, ...]
    length: Length | None


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


def approaches_to_choose() -> Mapping[str, Choice]:
    """The approaches of this version and those that were added, by key."""
    return {key: Choice(found.approach, _added(found)) for key, found in files_to_choose().items()}


def approach_sheet(case_id: int, *, viewer: int | None) -> ApproachSheet:
    """Raises NotFound as long as nobody took up the question and chose an approach."""
    eyes = eyes_of(case_id, viewer)
    kept = Constitution.objects.filter(digest=eyes.case.constitution_id).select_related("added_by").first()
    if kept is None:
        raise NotFound
    return ApproachSheet(head_of(eyes), eyes.case.approach, _added(kept))


def wording_sheet(case_id: int, *, viewer: int) -> WordingSheet:
    """Raises NotFound as long as nobody took up the question and chose an approach."""
    eyes = eyes_inside(case_id, viewer)
    if not eyes.case.constitution_id:
        raise NotFound
    return WordingSheet(head_of(eyes), other_wording(eyes.case.approach_key, eyes.case.constitution_id))


def length_sheet(case_id: int, setting: str, *, viewer: int) -> LengthSheet:
    """Raises NotFound for a name under which this approach has nothing to fill in."""
    head = head_of(eyes_inside(case_id, viewer))
    deadlines = head.approach.deadlines if head.approach is not None else ()
    found = tuple(one for one in deadlines if one.setting and one.setting == setting)
    if not found:
        raise NotFound
    return LengthSheet(head, setting, found, head.lengths.get(setting))


def _added(found: ApproachFile | Constitution) -> Added | None:
    if isinstance(found, ApproachFile) or found.is_shipped:
        return None
    return Added(found.added_by.name if found.added_by is not None else "", found.added_at)


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
