"""What somebody's age means for deciding. A child is heard and made responsible for nothing."""

from enum import StrEnum

from gedragen.method.broken import RuleBroken


class Age(StrEnum):
    """In which group somebody is. The facilitator records it; nobody else reads it."""

    UNDER_12 = "under_12"
    FROM_12 = "12_15"
    FROM_16 = "16_17"
    ADULT = "adult"

    @property
    def is_child(self) -> bool:
        """Says what they think, and is never asked for a yes, a no or a mark."""
        return self is Age.UNDER_12

    @property
    def chooses(self) -> bool:
        """Says themselves whether they decide along, or say what they think."""
        return self is Age.FROM_12

    @property
    def is_minor(self) -> bool:
        return self is not Age.ADULT

    @property
    def can_be_bound(self) -> bool:
        """Whether a plan can lean on them."""
        return self in (Age.FROM_16, Age.ADULT)


def decides_at_first(age: Age, *, by_role: bool) -> bool:
    """Whether somebody decides from the moment they are invited. `by_role`: whether others in this role do."""
    return by_role and age in (Age.FROM_16, Age.ADULT)


def check_may_be_given_a_say(age: Age) -> None:
    """Raises RuleBroken where that is for nobody to give: a child has none, and who is older chooses it themselves."""
    if age.is_child:
        raise RuleBroken("child-decides-nothing")
    if age.chooses:
        raise RuleBroken("chooses-themselves")


def check_place(age: Age, *, takes_part: bool, is_main_person: bool) -> None:
    """Raises RuleBroken where a child would carry what an adult carries."""
    if age.is_minor and not takes_part:
        raise RuleBroken("minor-takes-part")
    if age.is_child and is_main_person:
        raise RuleBroken("child-guides-nothing")


def decides_when_corrected(old: Age, new: Age, *, decides: bool, by_role: bool, is_deciding: bool) -> bool:
    """Whether somebody decides once their age was put right. `by_role`: whether others in this role do.

    Raises RuleBroken where who guides would take the say of one who decides, while people do.
    """
    grown = (Age.FROM_16, Age.ADULT)
    if (old in grown) is (new in grown) and not (old.chooses and new.is_child):
        return decides
    will = new in grown and (by_role or decides)
    if decides and not will and is_deciding:
        raise RuleBroken("say-stays")
    return will


def is_said_je(age: Age, *, chosen: bool | None) -> bool:
    """Whether a page says "je" to somebody: as was chosen, and to who is younger than sixteen until then."""
    return chosen if chosen is not None else age in (Age.UNDER_12, Age.FROM_12)
