"""One item in words: who said what in its rounds, how it came to be, and what happens now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gedragen.cases.plan.queries.plan import ItemSheet, VersionCard
from gedragen.cases.rounds.queries.rounds import GivenAnswer, RoundCard
from gedragen.cases.state.head import CaseHead
from gedragen.method.consent import Answer
from gedragen.method.items import ItemState
from gedragen.method.phases import Phase
from gedragen.method.promise import people_decide
from gedragen.pages.house.words import ANSWER, OUTCOME
from gedragen.pages.plan.lights import counted_sentence
from gedragen.pages.templatetags.theirs import theirs


@dataclass(frozen=True)
class AnswerRow:
    """One answer of a closed round, as parts/rows.html shows it."""

    title: str
    badge: str
    text: str
    meta: str


@dataclass(frozen=True)
class RoundWords:
    """A closed round: how it came out, in words and numbers, and who said what, for those who may read that."""

    round: RoundCard
    outcome: str
    counts: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class Earlier:
    """A text that stood before, what was said of it, and the version that came in its place."""

    old: VersionCard
    new: VersionCard
    rounds: tuple[RoundWords, ...]


def closed_rounds(sheet: ItemSheet, version: int) -> tuple[RoundWords, ...]:
    """The rounds about one version that closed by themselves, newest first."""
    found = [one for one in sheet.rounds if one.version == version and one.closed_at and one.outcome]
    return tuple(_round_words(one) for one in reversed(found))


def earlier_versions(sheet: ItemSheet) -> tuple[Earlier, ...]:
    """What stood before, newest first."""
    pairs = list(zip(sheet.versions, sheet.versions[1:], strict=False))
    return tuple(Earlier(old, new, closed_rounds(sheet, old.number)) for old, new in reversed(pairs))


def what_now(sheet: ItemSheet) -> str:
    """What happens with the item now. Nothing while people are answering: the page asks them."""
    state, head = sheet.item.state, sheet.head
    if state is ItemState.DRAFT:
        return _waits_for_a_round(sheet)
    said = {
        ItemState.OBJECTED: _(
            "First something must change. Whoever decides can change this item, or leave it out. "
            "After a change everyone is asked again."
        ),
        ItemState.NOT_PASSED: _(
            "It does not go ahead like this: nobody said yes, or somebody who would carry it did not. "
            "Whoever decides can change it, or leave it out."
        ),
        ItemState.PASSED: _agreed(head),
        ItemState.DROPPED: _("This item has been left out of the plan. You can still read it here."),
    }
    return said.get(state, "")


def _agreed(head: CaseHead) -> str:
    if head.phase is Phase.CARRYING_OUT:
        return _("This has been agreed, and we do it.")
    return _(
        "This has been agreed. Once every item has been agreed, the plan is checked against the limits. "
        "Does it fit? Then it goes ahead."
    )


def _waits_for_a_round(sheet: ItemSheet) -> str:
    if any(one.is_void and one.version == sheet.item.version.number for one in sheet.rounds):
        return _("A limit has changed. So the answers to this item no longer count, and everyone will be asked again.")
    rung = sheet.head.rung
    if rung is not None and not people_decide(rung):
        return _("This is a proposal. Here people give advice, and the organisation decides. So there is no round.")
    if sheet.head.human is None:
        return _("This is a draft. Nobody has been asked about it yet.")
    return _("This is a draft. Is it ready? Then %(name)s opens a round, and everyone who decides is asked.") % {
        "name": sheet.head.human.name
    }


def _round_words(card: RoundCard) -> RoundWords:
    return RoundWords(
        round=card,
        outcome=str(OUTCOME[card.outcome]) if card.outcome else "",
        counts=counted_sentence(card.counted) if card.counted else "",
        rows=answer_rows(card.answers),
    )


def answer_rows(answers: Sequence[GivenAnswer]) -> tuple[AnswerRow, ...]:
    """First who says that something must change: that is what the others need to read."""
    first = sorted(answers, key=lambda one: one.answer is not Answer.OBJECTION)
    return tuple(
        AnswerRow(
            title=one.by or _("Somebody, without a name"), badge=_said(one), text=theirs(one.reason), meta=_meta(one)
        )
        for one in first
    )


def _said(one: GivenAnswer) -> str:
    return _("Took back the yes") if one.taken_back else str(ANSWER[one.answer])


def _meta(one: GivenAnswer) -> str:
    if one.taken_back and one.taken_back_because:
        return _("What has changed: %(because)s") % {"because": one.taken_back_because}
    if one.on_behalf and not one.is_confirmed:
        return _("Written down on their behalf, not confirmed by themselves yet.")
    return _("Written down on their behalf, and confirmed.") if one.on_behalf else ""
