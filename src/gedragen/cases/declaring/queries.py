"""What an approach asks people to declare: what this seat says, and what others said where these eyes may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gedragen.access.doing import Denied, NotFound
from gedragen.access.giving import may_declare
from gedragen.cases.declaring.subjects import About, about_of, own_subject, room_of, rule_of
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.models import Declaration, Seat
from gedragen.cases.state.declared import said, seats_meant
from gedragen.cases.state.gates import asked_now
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.constitution.keys.declarations import DeclarationRule
from gedragen.method.constitution.keys.sides import Side

# How many of each a page shows.
NEWEST = 100


@dataclass(frozen=True)
class Said:
    """What stands: in which words, by whom, since when."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DeclarationCard:
    """One declaration about one seat, one side or the whole case. `about`: how its address says that, where it must.

    `is_asked`: the next step waits for it. Otherwise it may be said.
    """

    rule: DeclarationRule
    about: str
    name: str
    side: Side | None
    is_asked: bool
    said: Said | None


@dataclass(frozen=True)
class DeclarationSheet:
    """`card`: nothing for who is not asked; they read that it is for others to say."""

    head: CaseHead
    rule: DeclarationRule
    card: DeclarationCard | None


@dataclass(frozen=True)
class DeclarationsSheet:
    """`mine`: what this seat says. `others`: what was said by others, in rooms that this seat reads."""

    head: CaseHead
    mine: tuple[DeclarationCard, ...]
    others: tuple[DeclarationCard, ...]


def declaration_sheet(case_id: int, key: str, about: str, *, viewer: int) -> DeclarationSheet:
    """Raises NotFound for what this approach does not ask."""
    eyes = eyes_inside(case_id, viewer)
    rule, seat = rule_of(eyes.case, key), eyes.seat
    try:
        subject = about_of(eyes.case, rule, seat, about) if seat is not None else None
    except Denied:
        subject = None
    card = _card(eyes, rule, subject) if subject is not None else None
    return DeclarationSheet(head_of(eyes), rule, card)


def declarations_sheet(case_id: int, *, viewer: int) -> DeclarationsSheet:
    """Raises NotFound where the approach asks for none of its own."""
    eyes = eyes_inside(case_id, viewer)
    rules = eyes.case.approach.declarations.values() if eyes.case.approach_key else ()
    if not rules:
        raise NotFound
    own = [rule for rule in rules if eyes.seat is not None and may_declare(rule, eyes.seat.place)]
    return DeclarationsSheet(
        head=head_of(eyes),
        mine=tuple(card for rule in own for card in _mine(eyes, rule)),
        others=tuple(card for rule in rules if rule not in own for card in _others(eyes, rule)),
    )


def _mine(eyes: Eyes, rule: DeclarationRule) -> Iterator[DeclarationCard]:
    own = own_subject(rule, eyes.seat) if eyes.seat is not None else None
    if own is not None:
        yield _card(eyes, rule, own)
        return
    subjects = list(_several(eyes, rule))
    stands = said(eyes.case.pk, rule).filter(Q(about=None) | Q(about__in=[one.seat for one in subjects if one.seat]))
    found = {(one.about_id, one.side): one for one in stands.select_related("words", "by__name")}
    for one in subjects:
        yield _declaration_card(eyes, rule, one, found.get((one.seat.pk if one.seat else None, one.side)))


def _several(eyes: Eyes, rule: DeclarationRule) -> Iterator[About]:
    """The sides or the seats about each of which somebody says it."""
    if rule.about == "every-side":
        sides = (side.key for side in eyes.case.approach.sides if rule.side in ("", side.key))
        yield from (About(side=side, told=side) for side in sides)
    else:
        seats = seats_meant(eyes.case.pk, rule).select_related("name").order_by("number")[:NEWEST]
        yield from (About(seat=seat, told=str(seat.pk)) for seat in seats)


def _others(eyes: Eyes, rule: DeclarationRule) -> Iterator[DeclarationCard]:
    found = said(eyes.case.pk, rule).select_related("words", "by__name", "about__name").order_by("-id")
    for one in found[:NEWEST]:
        subject = About(seat=one.about, side=one.side)
        if eyes.reads_whole(room_of(eyes.case, rule, subject, one.by)):
            yield _declaration_card(eyes, rule, subject, one)


def _card(eyes: Eyes, rule: DeclarationRule, subject: About) -> DeclarationCard:
    found = said(eyes.case.pk, rule).filter(about=subject.seat, side=subject.side)
    return _declaration_card(eyes, rule, subject, found.select_related("words", "by__name").first())


def _declaration_card(
    eyes: Eyes, rule: DeclarationRule, subject: About, declaration: Declaration | None
) -> DeclarationCard:
    return DeclarationCard(
        rule=rule,
        about=subject.told,
        name=_name(eyes, subject.seat),
        side=eyes.case.approach.side(subject.side),
        is_asked=rule.key in [gate.kind for gate in asked_now(eyes.seen)],
        said=Said(eyes.text(declaration.words), eyes.name(declaration.by), declaration.at)
        if declaration is not None
        else None,
    )


def _name(eyes: Eyes, seat: Seat | None) -> str:
    return eyes.name(seat) if seat is not None and seat.pk != eyes.sight.seat else ""
