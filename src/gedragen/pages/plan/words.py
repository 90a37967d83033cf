"""The plan in words: what its rules say when they say no, and one item with its rounds and what happens now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.cases.plan.queries.plan import ItemCard, ItemSheet, VersionCard
from gedragen.cases.rounds.queries.rounds import Counted, GivenAnswer, RoundCard
from gedragen.cases.state.head import CaseHead
from gedragen.method.consent import Answer, Outcome
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.phases import Phase
from gedragen.method.promise import people_decide
from gedragen.method.stages.names import numbers_tell
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import ANSWER, OUTCOME, Entries, in_a_sentence, in_language
from gedragen.pages.plan.lights import counted_sentence, unknown_sentence
from gedragen.pages.templatetags.theirs import theirs

RULES: Sentences = {
    "arrangement-needs-text": Sentence(_("Write what you agree on."), "text"),
    "change-item-first": Sentence(_("Somebody said: this must change first. Change the item, then ask again.")),
    "change-it-yourself": Sentence(_("Nobody agreed on this yet. Change it like any other text.")),
    "change-needs-reason": Sentence(_("Say why you change it. The others will want to know."), "because"),
    "closing-comes-later": Sentence(_("You can close together once you are carrying out the plan.")),
    "correction-changes-it": Sentence(
        _("This is more than a small correction: it touches who, what, money, a number or a date. Propose a change.")
    ),
    "correction-is-over": Sentence(_("This correction is over. Read the text as it is now.")),
    "correction-waits": Sentence(_("A small correction of this text is waiting already. It takes three days.")),
    "drop-needs-reason": Sentence(_("Say why this item is left out."), "because"),
    "item-has-changed": Sentence(_("Somebody changed this item while you were reading. Read the new text first.")),
    "item-has-not-passed": Sentence(_("This item has not been agreed yet.")),
    "item-has-passed": Sentence(_("This item has been agreed already.")),
    "item-is-dropped": Sentence(_("This item has been left out of the plan.")),
    "item-needs-title": Sentence(_("Give it a short name."), "title"),
    "item-needs-what": Sentence(_("Write what we are going to do."), "what"),
    "needs-what-changed": Sentence(_("Write what has changed for you."), "because"),
    "no-such-arrangement": Sentence(_("Choose what you agree on.")),
    "proposal-is-in-round": Sentence(
        _("People are answering a proposal about this item now. You can take back your yes after that.")
    ),
    "one-correction-at-once": Sentence(_("Correct one text at a time.")),
    "only-the-writer-corrects": Sentence(
        _("Only who wrote it makes a small correction, of what was agreed and while nothing runs. Propose a change.")
    ),
    "only-deciders-are-bound": Sentence(
        _("Only people who decide can carry an item. First ask them to take part."), "bound"
    ),
    "safety-net-needs-text": Sentence(
        _("Write what you do if it goes wrong: who notices it, and who calls whom."), "text"
    ),
    "you-gave-no-yes": Sentence(_("You did not say yes to this item.")),
}


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
    unknown: str
    unnamed: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class Earlier:
    """A text that stood before, what was said of it, and the version that came in its place."""

    old: VersionCard
    new: VersionCard
    rounds: tuple[RoundWords, ...]


@dataclass(frozen=True)
class Declined:
    """What was proposed, did not come in the place of what stood, and what was said of it."""

    version: VersionCard
    rounds: tuple[RoundWords, ...]


def closed_rounds(sheet: ItemSheet, version: int) -> tuple[RoundWords, ...]:
    """The rounds about one version that closed by themselves, newest first."""
    found = [one for one in sheet.rounds if one.version == version and one.closed_at and one.outcome]
    return tuple(_round_words(one) for one in reversed(found))


def earlier_versions(sheet: ItemSheet) -> tuple[Earlier, ...]:
    """What stood before, newest first."""
    pairs = list(zip(sheet.held, sheet.held[1:], strict=False))
    return tuple(Earlier(old, new, closed_rounds(sheet, old.number)) for old, new in reversed(pairs))


def declined_texts(sheet: ItemSheet) -> tuple[Declined, ...]:
    """Newest first."""
    return tuple(Declined(one, closed_rounds(sheet, one.number)) for one in reversed(sheet.declined))


def what_now(sheet: ItemSheet) -> str:
    """What happens with the item now. Nothing while people are answering: the page asks them."""
    state, head = sheet.item.state, sheet.head
    if sheet.item.kind is ItemKind.FRAME:
        return _about_a_frame(state)
    if sheet.item.proposal is not None:
        return _of_a_proposal(sheet.item, sheet.item.proposal, head)
    if state is ItemState.DRAFT:
        return _waits_for_a_round(sheet)
    said = {
        ItemState.OBJECTED: gettext(
            "First something must change. Whoever decides can change this item, or leave it out. "
            "After a change everyone is asked again."
        ),
        ItemState.NOT_PASSED: _not_passed(sheet),
        ItemState.PASSED: _agreed(head),
        ItemState.DROPPED: gettext("This item has been left out of the plan. You can still read it here."),
    }
    return said.get(state, "")


def _about_a_frame(state: ItemState) -> str:
    if state is ItemState.PASSED:
        return gettext("The people accepted this limit. This was promised otherwise.")
    if state is ItemState.DRAFT:
        return gettext("This is not asked any more. The limit does not apply.")
    return gettext("The people did not accept this limit. It does not apply.")


def _of_a_proposal(item: ItemCard, proposal: ItemCard, head: CaseHead) -> str:
    if item.is_asked_again:
        return gettext("Whoever decides can propose another text. Until everyone agrees on one, this text holds.")
    if proposal.state is ItemState.OBJECTED:
        return gettext(
            "Somebody says no to this proposal. Whoever decides can change it. Until everyone agrees, nothing changes."
        )
    if head.human is None:
        return gettext("Nobody has been asked about this proposal yet. Until then nothing changes.")
    return gettext("%(name)s asks everyone who decides in a round. Until they agree, nothing changes.") % {
        "name": head.human.name
    }


def _not_passed(sheet: ItemSheet) -> str:
    head, counted = sheet.head, sheet.item.round.counted if sheet.item.round else None
    if sheet.item.round is not None and sheet.item.round.outcome is Outcome.TOO_FEW:
        return gettext("Fewer than half of those who decide answered. It can be asked again, changed, or left out.")
    if counted is not None and counted.yes and not counted.lets_pass:
        return gettext(
            "One yes of somebody whom nobody of the others knows yet is not enough. "
            "Whoever decides can change this item, or leave it out, and it can be asked again."
        )
    if head.approach is not None and head.approach.advises:
        return gettext(
            "It does not go ahead like this: whom it is about did not say yes, or somebody who would carry it did not. "
            "It can be changed, or left out."
        )
    return gettext(
        "It does not go ahead like this: nobody said yes, or somebody who would carry it did not. "
        "Whoever decides can change it, or leave it out."
    )


def _agreed(head: CaseHead) -> str:
    if head.phase is Phase.CARRYING_OUT:
        return gettext("This has been agreed, and we do it.")
    return gettext(
        "This has been agreed. Once every item has been agreed, the plan is checked against the limits. "
        "Does it fit? Then it goes ahead."
    )


def _waits_for_a_round(sheet: ItemSheet) -> str:
    if any(one.is_void and one.version == sheet.item.version.number for one in sheet.rounds):
        return gettext(
            "A limit has changed. So the answers to this item no longer count, and everyone will be asked again."
        )
    rung = sheet.head.rung
    if rung is not None and not people_decide(rung):
        return gettext(
            "This is a proposal. Here people give advice, and the organisation decides. So there is no round."
        )
    if sheet.head.human is None:
        return gettext("This is a draft. Nobody has been asked about it yet.")
    return gettext("This is a draft. Is it ready? Then %(name)s opens a round, and everyone who decides is asked.") % {
        "name": sheet.head.human.name
    }


def _round_words(card: RoundCard) -> RoundWords:
    return RoundWords(
        round=card,
        outcome=str(OUTCOME[card.outcome]) if card.outcome else "",
        counts=counted_sentence(card.counted) if card.counted else "",
        unknown=_by_which_rule(card.counted) if card.counted else "",
        unnamed=_unnamed_sentence(card),
        rows=answer_rows(card.answers),
    )


def _by_which_rule(counted: Counted) -> str:
    """A round of before its yeses were looked at stays what it was; no later rule reaches back."""
    if counted.unknown_yes is None:
        return gettext("This was decided by the rules of that day. So it stays. Later rules are for later rounds.")
    return unknown_sentence(counted.yes, counted.unknown_yes)


def _unnamed_sentence(card: RoundCard) -> str:
    """That names are left out; and where the numbers give them away, that they do. Empty where names stand."""
    if not card.unnamed:
        return ""
    counted = card.counted
    if counted and numbers_tell(counted.yes, counted.abstained, counted.objections):
        return gettext("Everyone who answered said the same. So of whoever answered, others know what that was.")
    return gettext("We do not say who. Others can sometimes guess it.")


def answer_rows(answers: Sequence[GivenAnswer]) -> tuple[AnswerRow, ...]:
    """First who says that something must change: that is what the others need to read."""
    first = sorted(answers, key=lambda one: one.answer is not Answer.OBJECTION)
    return tuple(
        AnswerRow(
            title=one.by or gettext("Somebody, without a name"),
            badge=_said(one),
            text=theirs(one.reason),
            meta=_meta(one),
        )
        for one in first
    )


def _said(one: GivenAnswer) -> str:
    if one.taken_back:
        return gettext("Took back the yes")
    answer = str(ANSWER[one.answer])
    return gettext("Advice: %(answer)s") % {"answer": in_a_sentence(answer)} if one.is_advice else answer


def _meta(one: GivenAnswer) -> str:
    if one.taken_back and one.taken_back_because:
        return gettext("What has changed: %(because)s") % {"because": one.taken_back_because}
    if one.on_behalf and not one.is_confirmed:
        return gettext("Written down on their behalf, not confirmed by themselves yet.")
    return gettext("Written down on their behalf, and confirmed.") if one.on_behalf else ""


def write_an_item(head: CaseHead, *, is_first: bool = False) -> str:
    """What the way to the form is called."""
    name = in_language(head.approach.items.one) if head.approach is not None else ""
    if name:
        return gettext("Write %(item)s") % {"item": in_a_sentence(name)}
    return gettext("Write the first item") if is_first else gettext("Write an item")


def under_an_item(head: CaseHead) -> str:
    """What the approach says under the box in which one writes what is done."""
    if head.approach is None:
        return ""
    items = head.approach.items
    example = gettext("For example: %(example)s") % {"example": in_language(items.example)} if items.example else ""
    return " ".join(one for one in (in_language(items.help), example) if one)


ENTRIES: Entries = {
    "item-written": _("Item %(item)s was written."),
    "correction-made": _("A small correction of item %(item)s stands beside the text until %(until)s."),
    "correction-disputed": _("Somebody says that the correction of item %(item)s changes what was agreed."),
    "item-corrected": _("The small correction of item %(item)s is now in the text. Nobody said that it changes it."),
    "item-changed": _("Item %(item)s was changed: version %(version)s."),
    "item-dropped": _("Item %(item)s was left out of the plan."),
    "safety-net-agreed": _("It was agreed what to do if it goes wrong."),
    "resources-agreed": _("It was agreed what is needed for the plan."),
    "who-checks-agreed": _("It was agreed who keeps an eye on the plan."),
}
