"""What a child said asks something of the others, and of who is nearly grown up a choice."""

from gedragen.access.doing import Action
from gedragen.cases.children.queries import child_cards
from gedragen.cases.children.worries import is_untold
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.people.commands.ages import doubted_ages
from gedragen.cases.state.head import CaseHead


def to_answer_children(eyes: Eyes, head: CaseHead) -> list[Now]:
    """For each who decides, as long as nobody gave an answer."""
    if Action.ANSWER_CHILD not in head.can:
        return []
    waiting = [one for one in child_cards(eyes) if not one.answer]
    return [Now(NowKind.ANSWER_CHILD, one.number, title=one.text, text=one.name) for one in waiting]


def to_tell_children(eyes: Eyes, head: CaseHead) -> list[Now]:
    """For who stands beside a child, and for who guides as long as a round waits for it."""
    if Action.TELL_CHILD not in head.can or not is_untold(eyes.seen):
        return []
    guides = head.me is not None and head.me.guides
    mine = [one for one in child_cards(eyes) if one.to_tell and (one.waits or not guides)]
    return [Now(NowKind.TELL_CHILD, one.number, title=one.text, text=one.name) for one in mine]


def to_choose_say(eyes: Eyes, head: CaseHead) -> list[Now]:
    """From twelve to fifteen, until they chose."""
    has_not = eyes.seat is not None and eyes.seat.chose_say_at is None
    return [Now(NowKind.CHOOSE_SAY)] if Action.CHOOSE_SAY in head.can and has_not else []


def to_correct_ages(eyes: Eyes, head: CaseHead) -> list[Now]:
    """For who guides: of whom somebody says that their age was recorded wrongly."""
    if Action.CORRECT_AGE not in head.can:
        return []
    return [Now(NowKind.CORRECT_AGE, one.pk, title=eyes.name(one)) for one in doubted_ages(eyes.seen)]
