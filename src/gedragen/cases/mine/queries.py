"""My data and my answers: everything that is kept about one seat, for its owner."""

from dataclasses import dataclass, replace
from datetime import datetime

from gedragen.access.doing import NotFound, Role
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.models import RoundAnswer, Seat, Words
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.outcomes import shows_name
from gedragen.cases.state.plan_state import stands
from gedragen.method.consent import Answer
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.items import ItemState
from gedragen.method.stages.bringing import About


@dataclass(frozen=True)
class KeptText:
    """One text of mine: what kind it is, and the rule of its room, which says who reads it."""

    kind: str
    text: str
    room: RoomRule
    at: datetime


@dataclass(frozen=True)
class AnswerLine:
    """One answer of mine. `counts_now`: it is a yes under an item that has passed, so it can be taken back."""

    answer_id: int
    item_number: int
    title: str
    answer: Answer
    reason: str
    at: datetime
    round_is_open: bool
    on_behalf: bool
    is_confirmed: bool
    taken_back: bool
    counts_now: bool


@dataclass(frozen=True)
class MineSheet:
    """`link_token`: my own way in, to write down or to bookmark. `only_told`: my question is about somebody else.

    `told_is_shared`: whom it is about may read it. `reads_told`: that is me, and I may.
    `depends`: I depend on another who decides, or on the authority. `unnamed`: names are left out of answers here.
    """

    head: CaseHead
    name: str
    contact: str
    mail: str
    named_by: str
    invited_at: datetime
    joined_at: datetime | None
    texts: tuple[KeptText, ...]
    answers: tuple[AnswerLine, ...]
    link_token: str
    only_told: bool
    told_is_shared: bool
    reads_told: bool
    depends: bool
    unnamed: bool


def mine_sheet(case_id: int, *, viewer: int) -> MineSheet:
    eyes = eyes_of(case_id, viewer, of_own=True)
    # Read again: where mail goes is the owner's own act, of which no record knows.
    seat = Seat.objects.select_related("name", "contact", "mail", "nomination__by__name").get(id=viewer)
    texts = Words.objects.filter(case=eyes.case, seat=seat, erased_at__isnull=True).order_by("written_at", "id")
    answers = RoundAnswer.objects.filter(round__case=eyes.case, seat=seat)
    answers = answers.select_related("round__item", "round__version__title", "reason").order_by("-round__number")
    agreed = [stand for stand in stands(eyes.seen).values() if stand.state is ItemState.PASSED]
    passed = {stand.round.pk for stand in agreed if stand.round is not None}
    nominator = seat.nomination.by if seat.nomination is not None else None
    return MineSheet(
        head=head_of(eyes),
        name=eyes.name(seat),
        contact=eyes.text(seat.contact),
        mail=eyes.text(seat.mail),
        # Who is named may know who gave their address: it is their own data.
        named_by=nominator.name.text if nominator is not None and nominator.name is not None else "",
        invited_at=seat.invited_at,
        joined_at=seat.joined_at,
        texts=tuple(_kept_text(eyes, w) for w in texts),
        answers=tuple(
            AnswerLine(
                answer_id=one.pk,
                item_number=one.round.item.number,
                title=eyes.text(one.round.version.title),
                answer=Answer(one.answer),
                reason=eyes.text(one.reason),
                at=one.at,
                round_is_open=one.round.closed_at is None,
                on_behalf=one.on_behalf_by_id is not None,
                is_confirmed=one.confirmed_at is not None,
                taken_back=one.taken_back_at is not None,
                counts_now=one.round_id in passed and one.answer == Answer.YES and one.taken_back_at is None,
            )
            for one in answers
        ),
        link_token=my_link(seat.pk),
        only_told=eyes.case.about == About.OTHER,
        told_is_shared=eyes.case.told_is_shared,
        reads_told=_reads_told(eyes),
        depends=seat.depends,
        unnamed=not shows_name(eyes.seen),
    )


@dataclass(frozen=True)
class ToldSheet:
    """What was told of somebody else, as whom it is about may read it."""

    head: CaseHead
    text: str
    at: datetime


def told_sheet(case_id: int, *, viewer: int) -> ToldSheet:
    """Raises NotFound for everybody but whom it is about, and as long as who told it did not say yes."""
    eyes = eyes_of(case_id, viewer)
    if not _reads_told(eyes):
        raise NotFound
    brought = Words.objects.filter(case=case_id, pk=eyes.case.brought_id or 0, erased_at__isnull=True).first()
    if brought is None:
        raise NotFound
    return ToldSheet(head_of(eyes), brought.text, brought.written_at)


def _reads_told(eyes: Eyes) -> bool:
    """The words stay in the room of who wrote them: this opens them, and nothing else of theirs."""
    mine = eyes.seat is not None and eyes.seat.is_main_person and eyes.seat.standing.has_joined
    told = Seat.objects.filter(case=eyes.case, number=1, role=Role.BRINGER, erased_at__isnull=True)
    return mine and eyes.case.told_is_shared and told.exists()


def has_mail(seat_id: int) -> bool:
    """Whether messages go out to this seat."""
    return Seat.objects.filter(id=seat_id).exclude(mail_digest="").exists()


def _kept_text(eyes: Eyes, words: Words) -> KeptText:
    room = eyes.rooms[words.room_id]
    rule = replace(room.rule, per_side=bool(room.sides))
    return KeptText(words.kind, eyes.text(words), rule, words.written_at)
