"""Looking back: the calls and reviews, and one review with what was said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from gedragen.access.doing import NotFound, Role
from gedragen.access.seeing import Rows
from gedragen.cases.doing.queries.keeping import Keeping, keeping
from gedragen.cases.engine.sight import Eyes, eyes_on_the_plan
from gedragen.cases.models import CheckIn, ReviewAnswer, RoundAnswer
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.outcomes import shows_name
from gedragen.cases.state.plan_state import ItemStand, plan
from gedragen.cases.state.tasks import check_ins, promised_by
from gedragen.method.consent import Answer
from gedragen.method.constitution.text import Text
from gedragen.method.follow_through import CheckInKind, Going


@dataclass(frozen=True)
class CheckInCard:
    number: int
    kind: CheckInKind
    months: int
    due_on: date
    opened_at: datetime | None
    closes_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True)
class ReviewDay:
    """A moment to look back after about so many months, with the day that people agreed on, if they did."""

    months: int
    day: date | None
    has_begun: bool


@dataclass(frozen=True)
class GoingCard:
    """What one person said. After the review has closed everyone who takes part reads it, where names are left out
    without who it was.
    """

    by: str
    going: Going | None
    text: str


@dataclass(frozen=True)
class ReviewedItem:
    """One item under review. `counted` is empty as long as the review is open; `i_said_yes` to the item itself.

    `of_promises`: what authority and professionals say of what they promised. It is never counted as the people's.
    """

    number: int
    title: str
    mine: GoingCard | None
    said: tuple[GoingCard, ...]
    of_promises: tuple[GoingCard, ...]
    counted: dict[Going, int]
    i_said_yes: bool


@dataclass(frozen=True)
class ReviewSheet:
    """`hard_question` is asked in the month where plans die, in both languages of the screen.

    `reads_all`: these eyes read what everyone said, once the review has closed. `unnamed`: without who it was.
    `asked`: the items that these eyes look back on; `of_promises`: as one who promised something, not as the people.
    """

    head: CaseHead
    check_in: CheckInCard
    items: tuple[ReviewedItem, ...]
    hard_question: Text | None
    my_hard_answer: str
    hard_answers: tuple[GoingCard, ...]
    call: str
    reads_all: bool
    unnamed: bool
    asked: tuple[ReviewedItem, ...]
    of_promises: bool


@dataclass(frozen=True)
class LookingBackSheet:
    """`keeping`: nothing where the follow-up stays with who guides. `days`: those that the people agree themselves."""

    head: CaseHead
    check_ins: tuple[CheckInCard, ...]
    keeping: Keeping | None
    days: tuple[ReviewDay, ...]


@dataclass(frozen=True)
class ReviewDaySheet:
    head: CaseHead
    day: ReviewDay


def check_in_cards(eyes: Eyes) -> tuple[CheckInCard, ...]:
    return tuple(
        CheckInCard(
            number=one.number,
            kind=CheckInKind(one.kind),
            months=one.months,
            due_on=one.due_on,
            opened_at=one.opened_at,
            closes_at=one.closes_at,
            done_at=one.done_at,
        )
        for one in check_ins(eyes.seen)
    )


def looking_back_sheet(case_id: int, *, viewer: int | None) -> LookingBackSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    return LookingBackSheet(head_of(eyes), check_in_cards(eyes), keeping(eyes), review_days(eyes))


def review_day_sheet(case_id: int, months: int, *, viewer: int) -> ReviewDaySheet:
    """Raises NotFound where that day is counted, or there is none."""
    eyes = eyes_on_the_plan(case_id, viewer)
    found = next((one for one in review_days(eyes) if one.months == months), None)
    if found is None:
        raise NotFound
    return ReviewDaySheet(head_of(eyes), found)


def review_days(eyes: Eyes) -> tuple[ReviewDay, ...]:
    """None where the days are counted in months."""
    if not eyes.case.approach_key or not eyes.case.approach.days_are_agreed:
        return ()
    agreed = {one.months: one for one in check_ins(eyes.seen) if one.kind == CheckInKind.REVIEW}
    return tuple(_review_day(months, agreed.get(months)) for months in eyes.case.approach.review_months)


def _review_day(months: int, found: CheckIn | None) -> ReviewDay:
    if found is None:
        return ReviewDay(months, None, has_begun=False)
    return ReviewDay(months, found.due_on, has_begun=found.opened_at is not None)


def review_sheet(case_id: int, number: int, *, viewer: int | None) -> ReviewSheet:
    """One call or review. Raises NotFound when the case has no such check-in."""
    eyes = eyes_on_the_plan(case_id, viewer)
    check_in = CheckIn.objects.filter(case=eyes.case, number=number).select_related("words").first()
    if check_in is None:
        raise NotFound
    card = next(one for one in check_in_cards(eyes) if one.number == number)
    answers = list(visible_review_answers(eyes, check_in))
    approach = eyes.case.approach
    is_hard = card.kind is CheckInKind.REVIEW and check_in.months == approach.hard_question_month
    hard = [one for one in answers if one.item_id is None]
    own_hard = next((one for one in hard if one.seat_id == eyes.sight.seat), None)
    items = _items(eyes, answers, is_done=check_in.done_at is not None)
    of_promises = eyes.seat is not None and eyes.seat.role != Role.PARTICIPANT
    promised = promised_by(eyes.seat) if eyes.seat is not None and of_promises else ()
    return ReviewSheet(
        head=head_of(eyes),
        check_in=card,
        items=items,
        hard_question=approach.hard_question if is_hard else None,
        my_hard_answer=eyes.text(own_hard.words) if own_hard else "",
        hard_answers=_cards(eyes, hard) if check_in.done_at else (),
        call=eyes.text(check_in.words),
        reads_all=eyes.sight.given is Rows.ALL,
        unnamed=not shows_name(eyes.seen),
        asked=tuple(one for one in items if not of_promises or one.number in promised),
        of_promises=of_promises,
    )


def visible_review_answers(eyes: Eyes, check_in: CheckIn) -> QuerySet[ReviewAnswer]:
    """All once the review has closed, for those who may; before that one's own."""
    answers = ReviewAnswer.objects.filter(check_in=check_in).select_related("words", "seat__name", "item")
    rows = eyes.sight.given if check_in.done_at is not None else eyes.sight.running
    if rows is Rows.ALL:
        return answers.order_by("seat__number")
    return answers.filter(seat=eyes.seat) if rows is Rows.OWN and eyes.seat else answers.none()


def _items(eyes: Eyes, answers: list[ReviewAnswer], *, is_done: bool) -> tuple[ReviewedItem, ...]:
    stands = plan(eyes.seen)
    rounds = [stand.round for stand in stands if stand.round is not None]
    yes = RoundAnswer.objects.filter(round__in=rounds, seat=eyes.seat, answer=Answer.YES, taken_back_at__isnull=True)
    mine = set(yes.values_list("round__item", flat=True)) if eyes.seat is not None else set()
    return tuple(
        _item(
            eyes,
            stand,
            [one for one in answers if one.item_id == stand.item.pk],
            is_done=is_done,
            i_said_yes=stand.item.pk in mine,
        )
        for stand in stands
    )


def _item(
    eyes: Eyes, stand: ItemStand, answers: list[ReviewAnswer], *, is_done: bool, i_said_yes: bool
) -> ReviewedItem:
    mine = next((one for one in answers if one.seat_id == eyes.sight.seat), None)
    everyones = answers if is_done and eyes.sight.given is Rows.ALL else []
    people = [one for one in everyones if one.seat.role == Role.PARTICIPANT]
    goings = [Going(one.going) for one in people]
    return ReviewedItem(
        number=stand.item.number,
        title=eyes.text(stand.version.title),
        mine=_card(eyes, mine) if mine else None,
        said=_cards(eyes, people),
        of_promises=tuple(_card(eyes, one) for one in everyones if one not in people),
        counted={going: goings.count(going) for going in Going if going in goings},
        i_said_yes=i_said_yes,
    )


def _cards(eyes: Eyes, answers: Sequence[ReviewAnswer]) -> tuple[GoingCard, ...]:
    """Of others. Where names are left out only what was written, in an order that tells nothing."""
    cards = tuple(_card(eyes, one) for one in answers)
    if shows_name(eyes.seen):
        return cards
    unnamed = (replace(one, by="", going=None) for one in cards if one.text)
    return tuple(sorted(unnamed, key=lambda one: one.text))


def _card(eyes: Eyes, answer: ReviewAnswer) -> GoingCard:
    return GoingCard(
        by=eyes.name(answer.seat),
        going=Going(answer.going) if answer.going else None,
        text=eyes.text(answer.words),
    )
