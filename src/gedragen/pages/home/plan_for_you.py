"""What the plan asks of you now, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.pages.plan.words import write_an_item
from gedragen.pages.templatetags.theirs import theirs, with_theirs

# A title, a text and what the button says.
Said = tuple[str, str, str]


def _change_item(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Item %(number)s must change first: %(title)s"), number=now.number, title=theirs(now.title)),
        _("Somebody saw what can go wrong. Do you know how it can be done better? Anyone who decides may change it."),
        _("Change this item"),
    )


def _reconsider_item(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(
            _("Item %(number)s does not go ahead like this: %(title)s"), number=now.number, title=theirs(now.title)
        ),
        _("Nobody said yes, or somebody who would carry it did not. Can it be done another way? Or leave it out."),
        _("Change this item"),
    )


def _say_yes_or_no(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(
            _("Item %(number)s waits for your own yes or no: %(title)s"), number=now.number, title=theirs(now.title)
        ),
        _("You left it to the group. But you would carry it, so it needs your own yes. A no is fine too."),
        _("Read and answer"),
    )


def _try_to_reach(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(
            _("Item %(number)s waits until everybody was called: %(title)s"),
            number=now.number,
            title=theirs(now.title),
        ),
        with_theirs(
            _("%(name)s has not answered yet. Anyone who decides can call. You do not have to."), name=now.text
        ),
        _("See who is missing"),
    )


def _help_answer(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Item %(number)s: %(title)s"), number=now.number, title=theirs(now.title)),
        _("%(name)s is asked about it. Read it together. You do not decide.") % {"name": now.text},
        _("Read it together"),
    )


def _give_information(_head: CaseHead, now: Now) -> Said:
    return (
        _("Some information is missing"),
        with_theirs(_("To say whether the plan fits, this is still missing: %(missing)s"), missing=theirs(now.title)),
        _("See what is missing"),
    )


def _change_plan(_head: CaseHead, now: Now) -> Said:
    """`about`: the number of the frame; the button leads to the item when there is only one."""
    title = with_theirs(_("Limit %(number)s does not fit yet: %(limit)s"), number=now.about, limit=theirs(now.title))
    text = with_theirs(_("What must change: %(change)s"), change=theirs(now.text))
    one = _("Change item %(number)s") % {"number": now.number}
    return title, text, one if now.number is not None else _("Choose what you change")


def _write_plan(head: CaseHead, now: Now) -> Said:
    if now.number is None:
        text = _("Nothing has been written yet. Everyone who decides can write: what are we going to do?")
    else:
        text = ngettext(
            "There is %(count)d item. Is something missing? Write it.",
            "There are %(count)d items. Is something missing? Write it.",
            now.number,
        ) % {"count": now.number}
    return _("Write the plan with the others"), text, write_an_item(head)


def _plan_goes_on(_head: CaseHead, _now: Now) -> Said:
    return (
        _("Your plan goes ahead!"),
        _("Now you agree among yourselves who does what. Nobody has to: whoever is asked may say no."),
        _("Who does what?"),
    )


def _task_refused(_head: CaseHead, now: Now) -> Said:
    name = now.text or _("Somebody")
    return (
        with_theirs(_("%(name)s said no to the task: %(title)s"), name=name, title=theirs(now.title)),
        _("That is always allowed. Is there somebody else who would do it?"),
        _("Ask somebody else"),
    )


def _nobody_yet(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Nobody does item %(number)s yet: %(title)s"), number=now.number, title=theirs(now.title)),
        _("Would you do it, or do you know who would?"),
        _("Ask somebody"),
    )


def _frame_changed(_head: CaseHead, now: Now) -> Said:
    return (
        _("A limit has changed"),
        with_theirs(_("Limit %(number)s now says: %(limit)s"), number=now.number, limit=theirs(now.title)),
        _("Read what changed"),
    )


def _decision_differs(_head: CaseHead, now: Now) -> Said:
    return (
        _("The decision differs at item %(number)s") % {"number": now.number},
        _("The formal decision says something else there than your plan. Read it beside each other."),
        _("Read the difference"),
    )


def _read_correction(_head: CaseHead, now: Now) -> Said:
    return (
        _("Item %(number)s: only a small correction") % {"number": now.number},
        _("Does it change what you agreed? Then say so, and everybody is asked. Otherwise you need to do nothing."),
        _("Read the correction"),
    )


def _answer_doubts(_head: CaseHead, now: Now) -> Said:
    return (
        _("People say of the decision on item %(number)s: this is not right") % {"number": now.number},
        _("Read what they say, and answer once. Everyone reads your answer."),
        _("Read and answer"),
    )


PLAN_SAYS: Mapping[NowKind, Callable[[CaseHead, Now], Said]] = {
    NowKind.CHANGE_ITEM: _change_item,
    NowKind.RECONSIDER_ITEM: _reconsider_item,
    NowKind.SAY_YES_OR_NO: _say_yes_or_no,
    NowKind.TRY_TO_REACH: _try_to_reach,
    NowKind.HELP_ANSWER: _help_answer,
    NowKind.GIVE_INFORMATION: _give_information,
    NowKind.CHANGE_PLAN: _change_plan,
    NowKind.WRITE_PLAN: _write_plan,
    NowKind.PLAN_GOES_ON: _plan_goes_on,
    NowKind.TASK_REFUSED: _task_refused,
    NowKind.NOBODY_YET: _nobody_yet,
    NowKind.FRAME_CHANGED: _frame_changed,
    NowKind.DECISION_DIFFERS: _decision_differs,
    NowKind.READ_CORRECTION: _read_correction,
    NowKind.ANSWER_DOUBTS: _answer_doubts,
}
