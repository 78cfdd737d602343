"""Words for the screen, by key, from the tables in datasets/labels/."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from avgrisk.core.languages import LANGUAGES, decimal, table
from avgrisk.core.records import InputError, Reason
from avgrisk.core.subjects import Language, Wording, filled, plain

#: A number with decimals, or a range of them ("0.5|0.6", "0.53 (0.50–0.55)"): Dutch writes a comma.
#: Thousands (10.000) have their point already.
_NUMBERS = re.compile(r"(?![1-9]\d{0,2}\.\d{3}$)-?\d+\.\d+(?:[|–( ]+\d+\.\d+)*\)?")


def label(key: str, lang: Language = "nl", **values: object) -> str:
    """The words for a key, with its placeholders filled in.

    A value that starts with @ is a label key itself. Text is not escaped: whoever writes HTML does.
    A language alone says klant or customer, a `Wording` its own word for the people concerned.

    >>> label("band.green"), label("axis.grant", Wording("nl", "inwoner"))
    ('Laag (groen)', 'Gunt de inwoner het?')
    """
    wording = plain(lang)
    if key not in table():
        raise InputError("label", key, "a key of datasets/labels")
    words = _worded(key, wording)
    if not values:
        return words
    return words.format_map({name: _word(value, wording) for name, value in values.items()})


def say(reason: Reason, lang: Language = "nl") -> str:
    """A reason in words."""
    return label(reason.key, lang, **dict(reason.values))


def explain(error: InputError, lang: str = "nl") -> str:
    """One line that says what is wrong, where, and what is allowed."""
    value = " ".join(str(error.value).split())
    shown = value if len(value) <= 80 else value[:77] + "..."
    allowed = say(error.allowed, lang) if isinstance(error.allowed, Reason) else error.allowed
    return label(error.key, lang, field=error.field, value=shown, allowed=allowed)


@contextmanager
def explained() -> Iterator[None]:
    """An InputError raised inside also says, in both languages, what to mend: for whoever meets it
    in a notebook, below its traceback. Serves as a decorator as well."""
    try:
        yield
    except InputError as error:
        if not getattr(error, "__notes__", None):
            for lang in LANGUAGES:
                error.add_note(explain(error, lang))
        raise


@cache
def _worded(key: str, wording: Wording) -> str:
    """The words for a key with the wording's word for the people concerned; English where the
    language has none."""
    words = table()[key]
    if wording.lang not in words:
        return filled(words["en"], plain("en"))
    return filled(words[wording.lang], wording)


def _word(value: object, wording: Wording) -> str:
    """A filled-in value: a label where it is a key, else its text."""
    text = str(value)
    if text.startswith("@") and text[1:] in table():
        return label(text[1:], wording)
    return decimal(text, wording.lang) if _NUMBERS.fullmatch(text) else text
