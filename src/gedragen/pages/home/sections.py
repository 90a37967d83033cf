"""Where one can go from the road: each part of it in a sentence, with the links that lead there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen.access.doing import Action
from gedragen.cases.home.queries.home import HomeSheet
from gedragen.cases.state.head import CaseHead
from gedragen.method.phases import Phase, has_reached
from gedragen.pages.documents.lines import paper_rows
from gedragen.pages.house.deciding import deciding
from gedragen.pages.house.words import in_language
from gedragen.pages.plan.plan_lines import keeping_says
from gedragen.pages.plan.words import write_an_item
from gedragen.pages.templatetags.say import day, moment, moment_after


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Section:
    """One part of the road page: what stands there, and the links."""

    title: str
    text: str
    points: tuple[str, ...]
    links: tuple[Link, ...]


def sections(sheet: HomeSheet) -> list[Section]:
    """The same parts for everyone; which links are there is up to the table of access and to what one is here for."""
    return [
        *_yours_to_choose(sheet),
        *_beside(sheet),
        _frames(sheet),
        _people(sheet),
        *_among(sheet),
        *_plan(sheet),
        *_papers(sheet),
        *_questions(sheet),
        _mine(sheet),
    ]


def unseen(head: CaseHead) -> str:
    """What somebody does not see is said plainly, with the reason."""
    if head.me is not None and head.me.sets_frames:
        return _(
            "You follow the road: who is reached, which step we are at, and the dates. You do not see what people say "
            "to each other, or who gave which answer. So they can think and speak freely, and the plan is theirs."
        )
    # Who was given a say reads along with those whose plan it is.
    if head.me is None or not head.me.informs or head.me.decides:
        return ""
    if not head.reads_plan:
        return _(
            "You see the questions, the information, and what people ask of you. You do not see their plan, or what "
            "they discuss among themselves. They decide; you help them decide well."
        )
    return _(
        "You see the questions, the information and the plan. You do not see what people discuss among themselves, "
        "or who gave which answer. They decide; you help them decide well."
    )


def _yours_to_choose(sheet: HomeSheet) -> list[Section]:
    """What the approach leaves to the person it is about."""
    head = sheet.head
    choices = (
        (Action.CHOOSE_PLACE, _("Where we meet"), "place"),
        (Action.CHANGE_WHO_DECIDES, _("Who decides with me"), "who_decides"),
        (Action.DECIDE_NOMINATION, _("Who takes part"), "people"),
        (
            Action.REFUSE_FACILITATOR,
            _("Rather somebody else who guides the conversation"),
            "refuse_facilitator",
        ),
        (Action.STOP_OWN_CASE, _("I want to stop this"), "stop_own"),
    )
    links = tuple(_link(head, label, name) for action, label, name in choices if action in head.can)
    if not links:
        return []
    text = _("It is about you. So you choose this, and nobody else.")
    points = (_("You meet here: %(place)s") % {"place": head.meeting},) if head.meeting else ()
    return [Section(_("Yours to choose"), text, points, links)]


def _word(head: CaseHead, key: str) -> str:
    """What the approach calls it, if it has a word of its own for it."""
    return in_language(head.approach.words.get(key)) if head.approach is not None else ""


def _link(head: CaseHead, label: str, name: str) -> Link:
    return Link(label, reverse(name, args=[head.address]))


def _frames(sheet: HomeSheet) -> Section:
    head = sheet.head
    links = [_link(head, _("Why these limits?"), "frames")] if sheet.frames else []
    if not sheet.frames and Action.WRITE_FRAME in head.can:
        links.append(_link(head, _("The limits"), "frames"))
    if sheet.law is not None:
        links.append(_link(head, _("What happens if there is no plan?"), "only_the_law"))
    elif sheet.promise is not None or head.me is None or head.me.sets_frames:
        links.append(_link(head, _("The promise"), "promise"))
    if head.me is not None and head.me.sets_frames:
        links.append(_link(head, _("How it is going, and how you can help"), "process"))
    if has_reached(head.phase, Phase.DECIDING) and head.reads_plan and sheet.law is None:
        links.append(_link(head, _("Does the plan fit?"), "frame_test"))
    if Action.RECORD_DECISION in head.can and has_reached(head.phase, Phase.CARRYING_OUT):
        links.append(_link(head, _("The formal decision"), "decision"))
    if sheet.law is not None:
        text = _("Nobody sets limits here beforehand. Only the law is the limit.")
    elif not sheet.frames:
        text = _("The limits are still being written. You can read them before you decide anything.")
    elif Phase.PREPARING in head.dates:
        text = _("These limits are fixed. Within them, the people decide.")
    else:
        text = _("These limits are still being worked on.")
    return Section(
        _word(head, "frame") or _("What is fixed"), text, tuple(frame.text for frame in sheet.frames), tuple(links)
    )


def _people(sheet: HomeSheet) -> Section:
    head, count = sheet.head, sheet.reach.deciders
    text = deciding(sheet.reach)
    links = [_link(head, _("Who is taking part"), "people")]
    if Action.NOMINATE in head.can:
        links.append(_link(head, _("I know somebody else who lies awake over this"), "nominate"))
    return Section(
        _word(head, "group") or _("The people"),
        text if count else _("Nobody has been invited to decide yet."),
        (),
        tuple(links),
    )


def _plan(sheet: HomeSheet) -> list[Section]:
    head = sheet.head
    if not has_reached(head.phase, Phase.DECIDING):
        return []
    if not head.reads_plan and head.me is not None and head.me.sets_frames:
        text = _("The plan is for the people whose plan it is. You read it when you are asked whether it fits.")
        return [Section(_("The plan"), text, (), (_link(head, _("Does the plan fit?"), "frame_test"),))]
    if not head.reads_plan:
        text = _("The plan is for the people whose plan it is. You see what they ask of you.")
        shared = [_link(head, _("What was shared with you"), "shared_plan")] if sheet.is_shared_with else []
        return [Section(_("The plan"), text, (), (*shared, _link(head, _("What is asked of you"), "tasks")))]
    links = [_link(head, _("To the plan"), "plan")]
    if Action.WRITE_ITEM in head.can:
        links.append(_link(head, write_an_item(head), "item_new"))
    if has_reached(head.phase, Phase.CARRYING_OUT):
        links.append(_link(head, _("Looking back"), "looking_back"))
    keeping = keeping_says(head, sheet.keeping)
    if keeping:
        links.append(_link(head, _("Who keeps an eye on the plan"), "keeper"))
    return [Section(_("The plan"), f"{_plan_text(sheet)} {keeping}".strip(), (), tuple(links))]


def _papers(sheet: HomeSheet) -> list[Section]:
    """Papers that this approach asks for, each with how it stands."""
    rows = paper_rows(sheet.head, sheet.papers)
    links = tuple(Link(row.name, row.url) for row in rows)
    return [Section(_("On paper"), " ".join(row.stands for row in rows), (), links)] if rows else []


def _plan_text(sheet: HomeSheet) -> str:
    if not sheet.items:
        return _("Nothing has been written yet. Everyone who decides can write the first item.")
    items = ngettext("The plan has %(count)d item.", "The plan has %(count)d items.", sheet.items)
    agreed = ngettext("%(count)d has been agreed.", "%(count)d have been agreed.", sheet.agreed)
    sentences = [items % {"count": sheet.items}]
    sentences.append(agreed % {"count": sheet.agreed} if sheet.agreed else _("Nothing has been agreed yet."))
    if sheet.decide_until is not None:
        sentences.append(_("The round that is open now closes on %(day)s.") % {"day": day(sheet.decide_until)})
    return " ".join(sentences)


def _among(sheet: HomeSheet) -> list[Section]:
    """That people are, were or will be among themselves: the same sentence for everybody, and a way in for some."""
    head = sheet.head
    if not (head.has_closed_time and has_reached(head.phase, Phase.DECIDING)):
        return []
    newest = sheet.times[0] if sheet.times else None
    if newest is None:
        text = _("On the day itself the people are among themselves for a while.")
    elif newest.ended_at is None:
        values = {"since": moment(newest.opened_at), "until": moment_after(newest.until, newest.opened_at)}
        text = _("The people are among themselves: since %(since)s, until about %(until)s.") % values
    else:
        values = {"since": moment(newest.opened_at), "until": moment_after(newest.ended_at, newest.opened_at)}
        text = _("The people were among themselves, from %(since)s until %(until)s.") % values
    label = _("To the table") if newest is not None and newest.i_am_in else _("What that means")
    return [Section(_("Among themselves"), text, (), (_link(head, label, "closed_time"),))]


def _beside(sheet: HomeSheet) -> list[Section]:
    """For who stands beside somebody: what they can say for them."""
    head = sheet.head
    if head.me is None or not head.me.speaks_for:
        return []
    values = {"name": head.me.speaks_for}
    choices = (
        (Action.SPEAK_FOR, _("Write down what worries %(name)s") % values, "speak_for"),
        (Action.BRING_VIEW_FOR, _("Put forward what %(name)s sees differently") % values, "bring_view_for"),
    )
    links = tuple(_link(head, label, name) for action, label, name in choices if action in head.can)
    text = _(
        "You stand beside %(name)s. You say what %(name)s wants to have said, after asking first. You do not decide."
    )
    return [Section(_("You and %(name)s") % values, text % values, (), links)]


def _questions(sheet: HomeSheet) -> list[Section]:
    head = sheet.head
    if not has_reached(head.phase, Phase.PREPARING) or (head.me and head.me.sets_frames):
        return []
    links = [_link(head, _("What we know, and what we do not know"), "information")]
    if head.me and head.me.takes_part:
        links.append(_link(head, _("Who thinks differently?"), "views"))
    return [Section(_("Questions and information"), "", (), tuple(links))]


def _mine(sheet: HomeSheet) -> Section:
    head = sheet.head
    links = []
    if Action.ANSWER_ROUND in head.can or sheet.my_answers:
        links.append(_link(head, _("My answers"), "my_answers"))
    if Action.ANSWER_TASK in head.can or sheet.my_tasks:
        links.append(_link(head, _("My tasks"), "tasks"))
    if head.approach is not None and head.approach.declarations:
        links.append(_link(head, _("Declarations"), "declarations"))
    if Action.GIVE_VOICE in head.can:
        links.append(_link(head, _("Say what worries me"), "voice"))
    links.append(_link(head, _("My data"), "my_data"))
    return Section(_("Yours"), "", (), tuple(links))
