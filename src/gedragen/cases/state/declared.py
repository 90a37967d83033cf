"""What was declared and stands; and of what an approach asks for of its own, about whom nobody said it yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Declaration, Seat
from gedragen.cases.store.entries import Topic
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.gates import Subject
from gedragen.method.constitution.keys.declarations import DeclarationRule


@part(Topic.DECLARATIONS)
def _standing(seen: Snapshot) -> tuple[Declaration, ...]:
    """What all approaches share, but the talks: of these there is one for everybody who decides, with their seats."""
    shared = tuple(DeclarationKind)
    found = Declaration.objects.filter(case=seen.case_id, kind__in=shared, withdrawn_at__isnull=True)
    found = found.exclude(kind=DeclarationKind.PREPARATION, about__isnull=False)
    return tuple(found.select_related("words", "by__name").order_by("id"))


def declared(seen: Snapshot) -> dict[DeclarationKind, Declaration]:
    """What stands about the whole case, by its kind."""
    return {DeclarationKind(one.kind): one for one in _standing(seen) if one.about_id is None}


def declared_about(seen: Snapshot) -> frozenset[tuple[DeclarationKind, int]]:
    """What stands about single seats, by seat."""
    return frozenset((DeclarationKind(one.kind), one.about_id) for one in _standing(seen) if one.about_id is not None)


def declared_words(seen: Snapshot, kind: DeclarationKind) -> int:
    """Which words say it now, or 0."""
    one = declared(seen).get(kind)
    return (one.words_id or 0) if one else 0


def seats_meant(case_id: int, rule: DeclarationRule) -> QuerySet[Seat]:
    """The seats that a declaration is about: of those who take part."""
    here = taking_part(case_id)
    beside = here.filter(supports=OuterRef("pk"), role=Role.ADVOCATE)
    seats = here.filter(
        {
            "every-seat": Q(role=Role.PARTICIPANT),
            "every-decider": Q(decides=True),
            "every-facilitator": Q(role=Role.FACILITATOR),
            "every-main-person": Q(is_main_person=True),
            # A child is known by who stands beside it.
            "every-child": Q(Exists(beside)),
        }[rule.about]
    )
    return seats.filter(side=rule.side) if rule.side else seats


def taking_part(case_id: int) -> QuerySet[Seat]:
    joined = Seat.objects.filter(case=case_id, joined_at__isnull=False, declined_at__isnull=True)
    return joined.filter(erased_at__isnull=True)


def said(case_id: int, rule: DeclarationRule) -> QuerySet[Declaration]:
    """What stands of it. What was said for a side goes with who said it."""
    found = Declaration.objects.filter(case=case_id, kind=rule.key, withdrawn_at__isnull=True)
    here = Q(by__declined_at__isnull=True, by__erased_at__isnull=True)
    return found.filter(here) if rule.about == "every-side" else found


@part(Topic.CASE, Topic.SEATS, Topic.PEOPLE, Topic.DECLARATIONS)
def lacking(seen: Snapshot, key: str) -> tuple[Subject, ...]:
    """About whom or what this was not declared yet, in order."""
    rule = seen.case.approach.declarations[key]
    if rule.about == "case":
        return () if said(seen.case_id, rule).exists() else (Subject(),)
    if rule.about == "every-side":
        return tuple(Subject(side=side) for side in _sides_without(seen, rule))
    without = seats_meant(seen.case_id, rule).filter(~Exists(said(seen.case_id, rule).filter(about=OuterRef("pk"))))
    return tuple(Subject(seat=number) for number in without.order_by("number").values_list("number", flat=True))


def _sides_without(seen: Snapshot, rule: DeclarationRule) -> list[str]:
    """Of the sides of which anybody takes part."""
    there = set(taking_part(seen.case_id).filter(role=Role.PARTICIPANT).values_list("side", flat=True).distinct())
    done = set(said(seen.case_id, rule).values_list("side", flat=True))
    sides = [side.key for side in seen.case.approach.sides if rule.side in ("", side.key)]
    return [side for side in sides if side in there and side not in done]
