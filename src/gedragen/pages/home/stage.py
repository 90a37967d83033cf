"""Where a situation is within its phase, in the words of its approach: who is there, who goes, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from gedragen.cases.state.head import CaseHead
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.stages import Prompt, Stage
from gedragen.method.stages.rooms import stages_of
from gedragen.pages.house.words import WHO, in_a_sentence, in_language
from gedragen.pages.templatetags.say import in_a_row


@dataclass(frozen=True)
class Asked:
    """What is asked in this stage. `whom`: for whom it is, in words; `is_mine`: for who looks."""

    whom: str
    text: str
    is_mine: bool


@dataclass(frozen=True)
class Where:
    """The stages of the phase, as pictures/stages.html draws them, and what goes for the one of now."""

    name: str
    steps: tuple[Mapping[str, str], ...]
    says: tuple[str, ...]
    asked: tuple[Asked, ...]
    back_because: str

    @property
    def tells(self) -> bool:
        """Whether it says more than the name of the phase does."""
        return len(self.steps) > 1 or bool(self.says or self.asked)


def where_now(head: CaseHead) -> Where | None:
    """None before anybody took up the question, and when the situation is closed."""
    if head.stage is None or head.approach is None or head.is_closed:
        return None
    return Where(
        name=name_of(head.stage),
        steps=tuple(_steps(head, head.stage)),
        says=says_of(head.approach, head.stage),
        asked=tuple(_prompt(head, prompt) for prompt in head.stage.prompts if _is_heard(head, head.stage, prompt)),
        back_because=head.back_because,
    )


def stage_name(head: CaseHead) -> str:
    """What the stage of now is called, where a phase has several."""
    where = where_now(head)
    return where.name if where is not None and len(where.steps) > 1 else ""


def stage_called(approach: Approach | None, key: str) -> str:
    """The name of a stage; its key, when this approach does not have it."""
    stages = approach.stages if approach is not None else ()
    return next((name_of(stage) for stage in stages if stage.key == key), key)


def name_of(stage: Stage) -> str:
    return stage.name.in_language(get_language() or "nl")


def _steps(head: CaseHead, now: Stage) -> list[dict[str, str]]:
    stages = stages_of(head.approach, head.phase) if head.approach is not None else ()
    at = stages.index(now)
    states = ("done" if place < at else "now" if place == at else "later" for place in range(len(stages)))
    return [{"name": name_of(stage), "state": state} for stage, state in zip(stages, states, strict=True)]


def says_of(approach: Approach, stage: Stage) -> tuple[str, ...]:
    """How people talk in this stage, who is there, and who goes when it begins."""
    sentences = []
    if stage.per_side:
        sentences.append(gettext("The facilitator speaks with each side apart."))
    elif stage.separate:
        sentences.append(gettext("The facilitator speaks with each person apart."))
    if stage.present:
        sentences.append(gettext("Who is there: %(who)s.") % {"who": _in_words(approach, stage.present)})
    if stage.leaves:
        sentences.append(gettext("Who leaves: %(who)s.") % {"who": _in_words(approach, stage.leaves)})
    return tuple(sentences)


def _in_words(approach: Approach, who: tuple[str, ...]) -> str:
    return in_a_row([_whom(approach, one) for one in who])


def _whom(approach: Approach | None, who: str) -> str:
    """A role or everybody, or a side by its name."""
    side = approach.side(who) if approach is not None else None
    return in_a_sentence(in_language(side.name)) if side is not None else str(WHO[who])


def _is_heard(head: CaseHead, stage: Stage, prompt: Prompt) -> bool:
    """What is asked of others apart is not for who looks; the facilitator asks it."""
    return not stage.separate or _is_mine(head, prompt) or (head.me is not None and head.me.guides)


def _is_mine(head: CaseHead, prompt: Prompt) -> bool:
    return head.me is not None and head.me.is_meant_by(prompt.to)


def _prompt(head: CaseHead, prompt: Prompt) -> Asked:
    text = prompt.text.in_language(get_language() or "nl")
    is_mine = _is_mine(head, prompt)
    whom = gettext("For you") if is_mine else gettext("For %(who)s") % {"who": _whom(head.approach, prompt.to)}
    return Asked(whom, text, is_mine)
