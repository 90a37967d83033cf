"""Who decides, in words: everybody who has a say, or whom it is about while others advise. By the rule of the case."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen.cases.state.headcount import Reach
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.sides import Decides, Professionals


def who_decides(with_a_say: int, advisers: int) -> str:
    """How many decide, and how many of those who have a say advise."""
    count = with_a_say - advisers
    decide = ngettext("%(count)d person decides.", "%(count)d people decide.", count) % {"count": count}
    if not advisers:
        return decide
    advise = ngettext("%(count)d person advises.", "%(count)d people advise.", advisers) % {"count": advisers}
    return f"{decide} {advise}"


def deciding(reach: Reach) -> str:
    """`{{ sheet.reach|deciding }}`"""
    return who_decides(reach.deciders, reach.advisers)


def rule_of(approach: Approach) -> tuple[str, ...]:
    """When an item passes here, where that is not the way of most approaches."""
    rules = {
        Decides.PARTIES: (_("An item passes only when everybody on every side says yes."),),
        Decides.MAIN_PERSON: (
            _("Whom it is about decides. Others advise."),
            _("Whoever does something themselves, or is bound by it, says yes to that first."),
        ),
    }
    return rules.get(approach.decides, ())


def say_of_professionals(approach: Approach) -> str:
    """What professionals say yes or no to, where they have no say by themselves."""
    if "professional" in approach.decide_by_default:
        return ""
    if approach.professionals is Professionals.WHEN_ASKED:
        asked = _("A professional decides only when whom it is about asks for that.")
        return asked if approach.circle_is_chosen else ""
    if approach.professionals is Professionals.FOR_THEIR_PART:
        return _("A professional says yes or no only to what they do themselves.")
    return _("Professionals do not decide.")
