"""A form in our look: label, help, who reads it, the mistake beside its field, and the summary."""

import pytest
from django import forms
from django.utils import translation

from gedragen.pages.house.form import code_box, day_box, long_box


class VoiceForm(forms.Form):
    voice = forms.CharField(label="What worries you?", widget=long_box(), help_text="A few words are enough.")
    seen_by = forms.ChoiceField(
        label="Who may read this?",
        widget=forms.RadioSelect,
        choices=[("facilitator", "Only Ria\nNobody else."), ("all", "Everyone")],
    )
    mail = forms.EmailField(label="E-mail", required=False)
    once = forms.CharField(widget=forms.HiddenInput)
    readers = {"voice": "Only Ria reads this."}  # noqa: RUF012


def html(data: dict[str, str] | None = None) -> str:
    with translation.override("nl"):
        return str(VoiceForm(data))


def test_a_field_says_what_one_must_know_before_writing() -> None:
    page = html()
    assert "What worries you?" in page
    assert 'id="id_voice_helptext"' in page
    assert 'aria-describedby="id_voice_helptext"' in page
    assert "Only Ria reads this." in page
    assert "(hoeft niet)" in page
    assert "utrecht-textarea" in page


def test_a_fresh_form_shows_no_mistake() -> None:
    assert "alert" not in html()


def test_a_mistake_stands_beside_its_field_and_in_the_summary() -> None:
    page = html({"voice": "", "seen_by": "", "mail": "x", "once": "1"})
    assert 'id="id_voice_error"' in page
    assert 'aria-describedby="id_voice_helptext id_voice_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'href="#id_voice"' in page
    assert 'href="#id_seen_by_0"' in page
    assert "autofocus" in page
    assert "Vul dit nog in." in page


def test_what_was_typed_is_kept() -> None:
    assert 'value="x"' in html({"voice": "", "seen_by": "all", "mail": "x", "once": "1"})
    assert "checked" in html({"voice": "", "seen_by": "all", "mail": "x", "once": "1"})


def test_a_choice_has_a_name_and_a_meaning() -> None:
    page = html()
    assert '<span class="choice__label">Only Ria</span>' in page
    assert '<span class="choice__more">Nobody else.</span>' in page


def test_what_people_type_cannot_become_markup() -> None:
    assert "<script>" not in html({"voice": "<script>", "seen_by": "<script>", "mail": "<script>", "once": "<script>"})


def test_nothing_is_inline() -> None:
    assert "style=" not in html({})
    assert "onclick" not in html({})


def test_boxes_bring_the_right_keys() -> None:
    assert 'inputmode="numeric"' in code_box().render("code", "")
    assert 'type="date"' in day_box().render("day", None, {"type": "date"})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_django_says_is_said_as_a_neighbour_would_say_it(language: str) -> None:
    with translation.override(language):
        told = str(VoiceForm({"seen_by": "nobody", "mail": "anna"}).errors)
    assert "field is required" not in told
    assert "valid" not in told
    assert "available choices" not in told
