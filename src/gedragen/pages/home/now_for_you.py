"""What there is to do now, in words and with the one button that leads there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gedragen.access.doing import Action
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.pages.children.words import CHILDREN_SAY
from gedragen.pages.home.doing_for_you import DOING_SAYS
from gedragen.pages.home.plan_for_you import PLAN_SAYS, Said
from gedragen.pages.house.words import in_language, in_language_about
from gedragen.pages.preparing.words import PREPARING_SAYS
from gedragen.pages.sharing.words import SHARING_SAYS
from gedragen.pages.templatetags.theirs import theirs, with_theirs


@dataclass(frozen=True)
class NowLine:
    """As road/_now.html draws it."""

    title: str
    text: str
    label: str
    url: str
    until: datetime | None = None


def now_line(head: CaseHead, now: Now) -> NowLine:
    title, text, label = _SAYS[now.kind](head, now)
    until = now.until if isinstance(now.until, datetime) else None
    return NowLine(title, text, label, now_url(head, now), until)


def now_url(head: CaseHead, now: Now) -> str:
    """Where this one thing is done."""
    if now.rule is not None:
        where = [head.address, now.rule.key, *([now.about] if now.about else [])]
        return reverse("declaration_about" if now.about else "declaration", args=where)
    name, needs_number = _WHERE[now.kind]
    if now.kind is NowKind.COCKPIT and now.number is not None:
        name, needs_number = "call", True
    if now.kind is NowKind.CHANGE_PLAN and now.number is not None:
        name, needs_number = "item_change", True
    number = [now.number] if needs_number and now.number is not None else []
    return reverse(name, args=[head.address, *number])


_WHERE: dict[NowKind, tuple[str, bool]] = {
    NowKind.JOIN: ("welcome", False),
    NowKind.CONFIRM_CARD: ("my_card", False),
    NowKind.HEAR_CARD: ("hear_card", False),
    NowKind.ACCEPT_FACILITATOR: ("accept_facilitator", False),
    NowKind.ONLY_THE_LAW: ("only_the_law", False),
    NowKind.DECLARE: ("declarations", False),
    NowKind.DECIDE_NOMINATION: ("decide_nomination", True),
    NowKind.LOOK_AGAIN: ("look_again", True),
    NowKind.CONFIRM_ANSWERS: ("my_answers", False),
    NowKind.ANSWER_ITEM: ("item", True),
    NowKind.ANSWER_TASK: ("task", True),
    NowKind.SIGN_DOCUMENT: ("document", True),
    NowKind.ANSWER_KEEPING: ("keeper", False),
    NowKind.NAME_KEEPER: ("keeper", False),
    NowKind.FIND_SOMEBODY: ("task", True),
    NowKind.AGREE_DAY: ("review_day", True),
    NowKind.LOOK_BACK: ("review", True),
    NowKind.CHANGE_ITEM: ("item_change", True),
    NowKind.GIVE_VOICE: ("voice", False),
    NowKind.AMONG_OURSELVES: ("closed_time", False),
    NowKind.BRING_OUT: ("closed_time", False),
    NowKind.SPEAK_FOR: ("speak_for", False),
    NowKind.CHOOSE_SAY: ("choose_say", False),
    NowKind.CORRECT_AGE: ("age", True),
    NowKind.ANSWER_CHILD: ("child", True),
    NowKind.TELL_CHILD: ("child", True),
    NowKind.SPEAK_FOR_SIDE: ("views", False),
    NowKind.SAY_HEARD: ("say_heard", True),
    NowKind.ANSWER_VIEW: ("answer_view", True),
    NowKind.ANSWER_FRAME: ("item", True),
    NowKind.ANSWER_ABOUT_FRAME: ("frame_answer", True),
    NowKind.READ_REMARK: ("frame_edit", True),
    NowKind.WRITE_FRAMES: ("frame_new", False),
    NowKind.WRITE_PROMISE: ("promise", False),
    NowKind.CONFIRM_PROMISE: ("promise", False),
    NowKind.TEST_FRAMES: ("frame_test", False),
    NowKind.GIVE_INFORMATION: ("frame_test", False),
    NowKind.SAY_YES_OR_NO: ("item", True),
    NowKind.TRY_TO_REACH: ("try_to_reach", True),
    NowKind.HELP_ANSWER: ("item", True),
    NowKind.CHANGE_PLAN: ("plan", False),
    NowKind.RECONSIDER_ITEM: ("item_change", True),
    NowKind.WRITE_PLAN: ("item_new", False),
    NowKind.PLAN_GOES_ON: ("tasks", False),
    NowKind.TASK_REFUSED: ("offer_task", True),
    NowKind.NOBODY_YET: ("offer_task", True),
    NowKind.FRAME_CHANGED: ("frames", False),
    NowKind.READ_CORRECTION: ("item", True),
    NowKind.DECISION_DIFFERS: ("decision", False),
    NowKind.RECORD_DECISION: ("decision", False),
    NowKind.ANSWER_DOUBTS: ("doubts", True),
    NowKind.READ_ENDING: ("ending", False),
    NowKind.ANSWER_QUESTION: ("answer_question", True),
    NowKind.SHARE_PLAN: ("share_plan", True),
    NowKind.MOVE_ON: ("move_on", False),
    NowKind.COCKPIT: ("cockpit", False),
}


def _guide(head: CaseHead) -> str:
    return head.human.name if head.human else _("your facilitator")


def _join(_head: CaseHead, _now: Now) -> Said:
    return _("You are invited"), _("Read what it is about. Then say whether you take part."), _("Read on")


def _confirm_card(_head: CaseHead, _now: Now) -> Said:
    return (
        _("A new card was made for you"),
        _("It opens nothing as long as you do not say yes."),
        _("Look, and say yes or no"),
    )


def _hear_card(_head: CaseHead, now: Now) -> Said:
    title = _("%(name)s has a new card") % {"name": now.title} if now.title else _("Somebody has a new card")
    return title, _("The old one was lost. The new one works once this person has said yes aloud."), _("Look")


def _accept_facilitator(head: CaseHead, _now: Now) -> Said:
    name = _guide(head)
    return (
        _("May %(name)s guide the conversation?") % {"name": name},
        _("You brought the question. So you are the one who says yes to the person who guides it."),
        _("Get to know %(name)s") % {"name": name},
    )


def _only_the_law(head: CaseHead, _now: Now) -> Said:
    return (
        _("Is only the law the limit?"),
        _("%(name)s recorded that nobody sets limits for you. You say whether that is so.") % {"name": _guide(head)},
        _("Read it and say yes"),
    )


def _declare(head: CaseHead, now: Now) -> Said:
    side = head.approach.side(now.about) if head.approach is not None else None
    whom = in_language(side.name) if side is not None else now.title
    return (
        in_language_about(now.rule.words.asked, whom) if now.rule is not None else "",
        _("The next step waits for this. Say it only if it is so. You read first who will see it."),
        _("Read it and choose"),
    )


def _decide_nomination(head: CaseHead, now: Now) -> Said:
    return (
        _("May %(name)s take part?") % {"name": now.title},
        _("Somebody named this person, and %(name)s talked with you about it. You choose.") % {"name": _guide(head)},
        _("Read and choose"),
    )


def _look_again(_head: CaseHead, now: Now) -> Said:
    return (
        _("Did a judge rule on %(name)s?") % {"name": now.title},
        _("A parent with authority over a child keeps rights, also outside the circle. One question about that."),
        _("Read and answer"),
    )


def _confirm_answers(head: CaseHead, _now: Now) -> Said:
    return (
        _("Did we write this down correctly?"),
        _("%(name)s wrote down an answer for you. You check whether it is right.") % {"name": _guide(head)},
        _("Look at my answers"),
    )


def _answer_item(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Item %(number)s: %(title)s"), number=now.number, title=theirs(now.title)),
        _("Will this do? You say yes, no, or leave it to the group."),
        _("Read and answer"),
    )


def _answer_frame(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("A limit is asked of you: %(title)s"), title=theirs(now.title)),
        _("This was promised otherwise. It applies only when the people who decide accept it."),
        _("Read and answer"),
    )


def _answer_about_frame(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Somebody asks about a limit: %(title)s"), title=theirs(now.title)),
        _("It stays as it is, it becomes wider, or it goes: say which, and why."),
        _("Answer the question"),
    )


def _read_remark(_head: CaseHead, now: Now) -> Said:
    return (
        _("%(name)s says something about limit %(number)s") % {"name": now.title, "number": now.number},
        _("You choose what you do with it. People have more room when you write the limit itself."),
        _("Read it"),
    )


def _give_voice(head: CaseHead, _now: Now) -> Said:
    if head.me is not None and head.me.says_je:
        text = pgettext("je", "Tell it in your own words. You choose who reads it: only %(name)s, or everyone.")
        return pgettext("je", "What worries you?"), text % {"name": _guide(head)}, pgettext("je", "Tell us")
    return (
        _("What worries you?"),
        _("Tell it in your own words. You choose who reads it: only %(name)s, or everyone.") % {"name": _guide(head)},
        _("Tell us"),
    )


def _among_ourselves(_head: CaseHead, _now: Now) -> Said:
    return (
        _("You are among yourselves now"),
        _("Talk, and write on paper. Afterwards one of you puts it down here. Nobody outside can read it."),
        _("To the table"),
    )


def _bring_out(_head: CaseHead, _now: Now) -> Said:
    return (
        _("What comes out?"),
        _("You were among yourselves. Choose together what becomes part of the plan. The rest stays among you."),
        _("Look and choose"),
    )


def _sign_document(head: CaseHead, now: Now) -> Said:
    paper = _paper(head, now)
    return (
        _("A paper waits for your signature: %(name)s") % {"name": paper},
        _("Read it first. You sign only when you agree with every word of it."),
        _("Read and sign"),
    )


def _paper(head: CaseHead, now: Now) -> str:
    own = head.approach.own_documents if head.approach is not None else ()
    return in_language(own[now.number - 1].name) if now.number else ""


def _speak_for(_head: CaseHead, now: Now) -> Said:
    return (
        _("What worries %(name)s?") % {"name": now.title},
        _("You stand beside %(name)s. Ask what worries %(name)s, and whether you may write it down.")
        % {"name": now.title},
        _("Write it down for %(name)s") % {"name": now.title},
    )


def _write_frames(_head: CaseHead, _now: Now) -> Said:
    return (
        _("What is fixed?"),
        _("Write down the limits, one at a time. Within them, the people decide. Three is often enough."),
        _("Write the first limit"),
    )


def _write_promise(_head: CaseHead, _now: Now) -> Said:
    return (
        _("What do you promise?"),
        _("What may people decide, what do you bring, and when do you answer? People read it before they say yes."),
        _("Write the promise"),
    )


def _confirm_promise(_head: CaseHead, _now: Now) -> Said:
    return (
        _("The promise is ready for you"),
        _("You have the mandate. Read what is promised in your name, and confirm it."),
        _("Read the promise"),
    )


def _test_frames(_head: CaseHead, _now: Now) -> Said:
    return (
        _("Does the plan fit within the limits?"),
        _("The people have a plan. For each limit you say whether it fits. Nothing else is asked of you."),
        _("Look at it limit by limit"),
    )


def _record_decision(_head: CaseHead, _now: Now) -> Said:
    return (
        _("Write down the formal decision"),
        _("The plan fits and is going ahead. Write down what was decided formally. People see it beside their plan."),
        _("Write the decision"),
    )


def _read_ending(head: CaseHead, _now: Now) -> Said:
    can_hold = _("You do not have to do anything. Do you want something to be done first? Then say so.")
    reads = _("Whoever decides can say: not yet. You can read why it is proposed, and what happens then.")
    return (
        _("It is proposed to stop here"),
        can_hold if Action.HOLD_ENDING in head.can else reads,
        _("Read why"),
    )


def _move_on(_head: CaseHead, _now: Now) -> Said:
    return _("Everything is ready for the next step"), _("Nothing is missing any more."), _("Look and move on")


def _cockpit(_head: CaseHead, now: Now) -> Said:
    if now.number is not None:
        text = _("Four weeks have passed. Call the people and ask how it is going.")
        return _("Time to call"), text, _("Write down the call")
    return _("Your overview"), _("Here you see what the next step still needs."), _("To the overview")


_SAYS: dict[NowKind, Callable[[CaseHead, Now], Said]] = {
    NowKind.JOIN: _join,
    NowKind.CONFIRM_CARD: _confirm_card,
    NowKind.HEAR_CARD: _hear_card,
    NowKind.ACCEPT_FACILITATOR: _accept_facilitator,
    NowKind.ONLY_THE_LAW: _only_the_law,
    NowKind.DECLARE: _declare,
    NowKind.DECIDE_NOMINATION: _decide_nomination,
    NowKind.LOOK_AGAIN: _look_again,
    NowKind.CONFIRM_ANSWERS: _confirm_answers,
    NowKind.ANSWER_ITEM: _answer_item,
    NowKind.GIVE_VOICE: _give_voice,
    NowKind.AMONG_OURSELVES: _among_ourselves,
    NowKind.BRING_OUT: _bring_out,
    NowKind.SIGN_DOCUMENT: _sign_document,
    NowKind.SPEAK_FOR: _speak_for,
    NowKind.ANSWER_FRAME: _answer_frame,
    NowKind.ANSWER_ABOUT_FRAME: _answer_about_frame,
    NowKind.READ_REMARK: _read_remark,
    NowKind.WRITE_FRAMES: _write_frames,
    NowKind.WRITE_PROMISE: _write_promise,
    NowKind.CONFIRM_PROMISE: _confirm_promise,
    NowKind.TEST_FRAMES: _test_frames,
    NowKind.RECORD_DECISION: _record_decision,
    NowKind.READ_ENDING: _read_ending,
    NowKind.MOVE_ON: _move_on,
    NowKind.COCKPIT: _cockpit,
    **PLAN_SAYS,
    **DOING_SAYS,
    **CHILDREN_SAY,
    **PREPARING_SAYS,
    **SHARING_SAYS,
}
