"""A text in the language asked for; in Dutch, and saying so, where there is no English."""

from __future__ import annotations

from typing import NamedTuple

from avgrisk.core.labels import label


class Passage(NamedTuple):
    """A text and the language it is in: the value of `lang` in HTML."""

    text: str
    lang: str

    def words(self, lang: str) -> str:
        """The text for a reader of `lang`; one that reads Dutch in English is told so.

        >>> Passage("Start.", "nl").words("en"), Passage("Start.", "nl").words("nl")
        ('Start. (in Dutch)', 'Start.')
        """
        if self.lang == lang or not self.text:
            return self.text
        return f"{self.text} {label('cases.in_dutch', lang)}"


def passage(dutch: str, english: str, lang: str) -> Passage:
    """The English text where `lang` is en and there is one, else the Dutch one.

    >>> passage("Start.", "Launch.", "en"), passage("Start.", "", "en").lang
    (Passage(text='Launch.', lang='en'), 'nl')
    """
    return Passage(english, "en") if lang == "en" and english else Passage(dutch, "nl")
