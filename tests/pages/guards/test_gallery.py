"""The gallery leaves no page out: whoever adds an address adds its picture."""

from django.urls import get_resolver

from tests.browser.gallery.album import picture_of
from tests.browser.gallery.shots import CHAPTERS, NO_PICTURE


def test_every_address_is_looked_at() -> None:
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    shown = {shot.url for chapter in CHAPTERS for shot in chapter.shots}
    assert named - shown - set(NO_PICTURE) == set()
    assert shown & set(NO_PICTURE) == set()
    assert (shown | set(NO_PICTURE)) - named == set()


def test_no_picture_takes_the_place_of_another() -> None:
    files = [picture_of(chapter, shot, "nl", 360) for chapter in CHAPTERS for shot in chapter.shots]
    assert len(set(files)) == len(files)
