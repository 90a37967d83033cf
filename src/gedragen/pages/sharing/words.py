"""Sharing the plan, in words."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.method.stages.sharing import Reach
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

REACH: Mapping[Reach, Promise] = {
    Reach.WHOLE: _("The whole plan, as it was agreed"),
    Reach.OWN_PART: _("Only their own part: what they do or are asked for, and what if it goes wrong"),
    Reach.NOTHING: _("Nothing"),
}
SHORT: Mapping[Reach, Promise] = {
    Reach.WHOLE: _("the whole plan"),
    Reach.OWN_PART: _("their own part"),
    Reach.NOTHING: _("nothing"),
}

RULES: Sentences = {
    "choose-what-is-read": Sentence(_("Choose what this person may read."), "reach"),
    "share-the-plan-first": Sentence(
        _("This person may read nothing of the plan. First say, two of you, that they may read their own part."),
        "owner",
    ),
}

ENTRIES: Entries = {"plan-shared": _("It was said what %(seat)s may read of the plan.")}


def _share_plan(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    """`text`: how much of it one of the people wants shared. "nothing": it holds the plan up."""
    title = _now("What may %(name)s read?") % {"name": now.title}
    text = _now("%(name)s reads their own part now. You say whether it is more, or less.") % {"name": now.title}
    if now.text == Reach.NOTHING:
        text = _now("Something was asked of %(name)s, who may read nothing. The plan waits for that.")
        text %= {"name": now.title}
    elif now.text:
        text = _now("One of you wants %(name)s to read more: %(reach)s. That waits for a second person.")
        text %= {"name": now.title, "reach": SHORT[Reach(now.text)]}
    return title, text, _now("Read and choose")


SHARING_SAYS: Mapping[NowKind, Callable[[CaseHead, Now], tuple[str, str, str]]] = {NowKind.SHARE_PLAN: _share_plan}
