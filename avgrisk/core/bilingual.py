"""A text in the language asked for; in Dutch, and saying so, where there is no English."""

from typing import NamedTuple

from avgrisk.core.labels import label
from avgrisk.core.languages import written


class Passage(NamedTuple):
    """A text and the language it is in: the value of `lang` in HTML."""

    text: str
    lang: str

    def words(self, lang: str) -> str:
        """The text for a reader of `lang`; one that reads Dutch in English is told so.

        >>> Passage("Start.", "nl").words("en"), Passage("Start.", "nl").words("nl")
        ('Start. (in Dutch)', 'Start.')
        """
        if self.lang == written(lang) or not self.text:
            return self.text
        return f"{self.text} {label('cases.in_dutch', lang)}"


def passage(dutch: str, english: str, lang: str) -> Passage:
    """The English text where it is asked for and there is one, else the Dutch one.

    >>> passage("Start.", "Launch.", "en"), passage("Start.", "", "en").lang
    (Passage(text='Launch.', lang='en'), 'nl')
    """
    return Passage(english, "en") if written(lang) == "en" and english else Passage(dutch, "nl")


def cases_note(lang: str) -> str:
    """What a reader is told whose language the cases are not in; empty for all others.

    >>> cases_note("en")
    ''
    """
    return "" if lang == written(lang) else label("language.cases", lang)
