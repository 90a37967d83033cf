"""In a conflict: speak for your side, answer another side, and say whether you were heard."""

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.preparing.queries import views
from gedragen.cases.preparing.side_queries import side_cards
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.views import are_sides_asked


def sides_now(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Where sides are offered only, nobody's page asks for them."""
    if eyes.seat is None or not eyes.case.approach_key or not are_sides_asked(eyes.seen):
        return []
    todo: list[Now] = []
    if Action.BRING_VIEW in head.can:
        silent = [one for one in side_cards(eyes) if one.is_mine and one.is_silent]
        todo += [Now(NowKind.SPEAK_FOR_SIDE, title=one.name) for one in silent[:1]]
    cards = views(eyes)
    if Action.SAY_HEARD in head.can:
        mine = [one for one in cards if one.is_mine and one.may_say_heard and not one.heard]
        todo += [Now(NowKind.SAY_HEARD, one.number, title=one.text) for one in mine]
    if Action.ANSWER_VIEW in head.can:
        waiting = [one for one in cards if one.may_answer and not one.answer]
        todo += [Now(NowKind.ANSWER_VIEW, one.number, title=one.text) for one in waiting]
    return todo
