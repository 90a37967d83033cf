"""One text in both languages of the screen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A sentence of an approach file. The Dutch one counts; the others are found by it."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.nl
