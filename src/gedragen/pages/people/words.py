"""The people in words: what each may do and how things stand with them, and what the rules say when they say no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Role
from gedragen.cases.people.queries.seats import Stands
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.levels import Level
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries, in_language

# Who else? The question fits the level (method: "who lies awake over it").
NOMINATION_QUESTION: Mapping[Level, Promise] = {
    Level.SIMPLE: _("Who else finds this important?"),
    Level.TENSION: _("Who else lies awake over this?"),
    Level.CONFLICT: _("Who is needed to make it safe? Who thinks differently?"),
}

# What each may do where not everyone reads everything.
MAY_DO: Mapping[Role, Promise] = {
    Role.PARTICIPANT: _("Reads along, writes along and decides, unless it says otherwise with the name."),
    Role.BRINGER: _("Told of it. Reads nothing and decides nothing."),
    Role.ADVOCATE: _("Stands beside somebody and may speak for them, after asking first. Does not decide."),
    Role.PROFESSIONAL: _(
        "Answers questions, and helps where people ask for it. Does not read the plan and does not decide, "
        "unless the people ask for that."
    ),
    Role.AUTHORITY: _(
        "Says beforehand what is fixed, and later only whether the plan fits. "
        "Does not read what people say to each other."
    ),
    Role.FACILITATOR: _("Guides the conversation. Does not decide, and is not there when people are among themselves."),
}

_CIRCLE: Mapping[str, Promise] = {
    "person": _("Who it is about"),
    "network": _("Their own people"),
    "professional": _("Professionals"),
}


def ring_names(approach: Approach | None) -> Mapping[str, str]:
    """What the rings around the question are called here, from the inside out."""
    own = approach.circles if approach is not None else {}
    return {key: in_language(own.get(key)) or str(name) for key, name in _CIRCLE.items()}


STANDS: Mapping[Stands, Promise] = {
    Stands.INVITED: _("Invited, nothing heard yet"),
    Stands.JOINED: _("Takes part"),
    Stands.PREPARED: _("Takes part and is prepared"),
    Stands.SILENT: _("Has not answered yet"),
    Stands.ANSWERED: _("Has answered"),
    Stands.DECLINED: _("Does not take part"),
}

RULES: Sentences = {
    "a-list-has-no-sides": Sentence(
        _("Here everybody belongs to a side, and a list does not say to which. Invite people one by one.")
    ),
    "a-list-is-under-way": Sentence(_("The list before this one is still being invited. Wait until that is done.")),
    "a-list-needs-each-yes": Sentence(
        _(
            "Here the person it is about says yes to each person first. So nobody is invited by a list. Write down who "
            "was named, talk about it together, and invite each of them after that yes."
        )
    ),
    "choose-a-side": Sentence(_("Choose to which side this person belongs."), "side"),
    "no-side-here": Sentence(_("There are no sides for this person here."), "side"),
    "side-has-changed": Sentence(_("Somebody chose another side while you were reading. Look at how it is now.")),
    "advocate-needs-somebody": Sentence(_("Choose beside whom this person stands."), "supports"),
    "already-invited": Sentence(_("This person has been invited already."), "contact"),
    "another-card": Sentence(_("Meanwhile this changed: this card does not wait any more. Look at how it is now.")),
    "asked-to-be-forgotten": Sentence(_("This person asked to be forgotten. You cannot invite them again."), "contact"),
    "cannot-decide": Sentence(_("This person cannot get a say in this situation.")),
    "declined-already": Sentence(_("You already said that you do not take part.")),
    "dependence-is-recorded": Sentence(_("This is recorded already. No name stands beside an answer here.")),
    "exclusion-needs-reason": Sentence(_("Write why it is not safe. Only you and the facilitator read it."), "reason"),
    "facilitator-sets-no-frames": Sentence(_("Who guides the conversation cannot also set the limits."), "contact"),
    "nobody-is-kept-out": Sentence(_("This person was not kept out. There is nothing to look at again.")),
    "invite-who-was-named": Sentence(
        _("The yes was for the person who was named. Keep that name; you can add to it."), "name"
    ),
    "joined-already": Sentence(_("You take part already.")),
    "main-person-decides": Sentence(_("It is about this person. So they keep their say.")),
    "main-person-decides-first": Sentence(_("First the person it is about says yes to this. Talk with them.")),
    "no-advocates-here": Sentence(_("In this approach nobody stands beside another. Invite this person to take part.")),
    "no-facilitator-yet": Sentence(_("Nobody has taken up your question yet.")),
    "nobody-chosen": Sentence(_("Choose at least one person."), "seats"),
    "nobody-to-invite": Sentence(
        _("Nobody on this list can be invited: they were all asked before, or asked to be forgotten.")
    ),
    "nomination-is-settled": Sentence(_("This has been settled already.")),
    "no-group-begins": Sentence(_("No group begins here now. Invite this person when the limits are fixed."), "who"),
    "group-is-full": Sentence(
        _("The group that begins has %(most)s people at most. Others come in when the limits are fixed."), "who"
    ),
    "others-after-the-freeze": Sentence(_("First the limits must be fixed. After that you can invite everyone.")),
    "people-are-answering": Sentence(_("People are answering now. When they are done, you can choose this.")),
    "place-needs-text": Sentence(_("Write where and when you meet."), "text"),
    "say-stays": Sentence(_("People are deciding now. Whoever decides along keeps their say until the plan is there.")),
}

ENTRIES: Entries = {
    "side-set": _("It was recorded to which side %(seat)s belongs."),
    "facilitator-refused": _("Somebody else was asked for to guide the conversation."),
    "place-chosen": _("The place to meet was chosen."),
    "seat-invited": _("%(seat)s was invited %(role)s."),
    "invitations-begun": _("A list was given of people to invite: %(people)s in all."),
    "seats-invited": _("People on the list were invited to take part: %(people)s in all."),
    "invitations-stopped": _("People who were still on the list are not invited any more: %(people)s in all."),
    "access-renewed": _("%(seat)s got a new link or card. The old one no longer works."),
    "card-lost": _("The card of %(seat)s was lost. What it opened is closed again."),
    "card-made": _("A new card was made for %(seat)s. It opens nothing until that person says yes."),
    "card-confirmed": _("%(seat)s said yes to a new card. The card before it no longer works."),
    "card-heard": _("%(seat)s said yes to a new card aloud, and somebody else wrote it down."),
    "card-refused": _("%(seat)s said no to a new card. That card no longer opens anything."),
    "seat-joined": _("%(seat)s takes part."),
    "seat-declined": _("%(seat)s said no to taking part."),
    "seat-erased": _("%(seat)s asked to be forgotten. The name and the address are gone."),
    "somebody-named": _("Somebody was named who may be needed too."),
    "nomination-settled": _("Somebody who was named could not be reached."),
    "nomination-discussed": _("There was a talk about somebody who was named."),
    "nomination-decided": _("There is an answer about somebody who was named."),
    "who-decides-changed": _("It changed whether %(seat)s decides."),
}
