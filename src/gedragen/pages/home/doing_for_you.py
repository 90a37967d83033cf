"""What carrying out asks of you now, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.pages.home.plan_for_you import Said
from gedragen.pages.templatetags.theirs import theirs, with_theirs


def _answer_task(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Would you do this? %(title)s"), title=theirs(now.title)),
        _("You may always say no. You do not have to say why."),
        _("Look and answer"),
    )


def _answer_keeping(_head: CaseHead, _now: Now) -> Said:
    return (
        _("Will you keep an eye on the plan?"),
        _("The others ask you. You may always say no. You do not have to say why."),
        _("Look and answer"),
    )


def _name_keeper(head: CaseHead, _now: Now) -> Said:
    guide = head.human.name if head.human else _("who guides it")
    return (
        _("Who of you keeps an eye on the plan?"),
        _("Until you choose somebody, %(guide)s does. After the call the plan is yours.") % {"guide": guide},
        _("Choose somebody"),
    )


def _find_somebody(_head: CaseHead, now: Now) -> Said:
    return (
        with_theirs(_("Nobody does this any more: %(title)s"), title=theirs(now.title)),
        _("It was given back. You keep an eye on the plan: ask around who can do it."),
        _("Look, and ask somebody"),
    )


def _agree_day(_head: CaseHead, now: Now) -> Said:
    text = _("You look back together after about %(months)s months. Agree on a day, and write it down.")
    return (
        _("On which day do you look back?"),
        f"{_('Your plan goes ahead!')} {text % {'months': now.number}}",
        _("Choose a day"),
    )


def _look_back(_head: CaseHead, _now: Now) -> Said:
    return (
        _("How is the plan going?"),
        _("We look back together. For each item you say how it is going. It takes about five minutes."),
        _("Look back"),
    )


DOING_SAYS: Mapping[NowKind, Callable[[CaseHead, Now], Said]] = {
    NowKind.ANSWER_TASK: _answer_task,
    NowKind.ANSWER_KEEPING: _answer_keeping,
    NowKind.NAME_KEEPER: _name_keeper,
    NowKind.FIND_SOMEBODY: _find_somebody,
    NowKind.AGREE_DAY: _agree_day,
    NowKind.LOOK_BACK: _look_back,
}
