"""Which field a heading stands for: aliases in four languages, also where it asks or says more."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.core.records import FIELDS
from avgrisk.register.readers.asked_fields import asked_for
from avgrisk.vocabulary.text import fold

LANGUAGES = ("nl", "en", "fr", "de")
#: The suffix of a field whose cells are words, not keys or levels.
WORDS = "_text"
CONTACT = "contact"
#: Fields whose heading may go on to say who ("organisatie contactpersoon").
NAMING = ("title", "controller", "department", "group", "note")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_ARTICLE = re.compile(r"\b(?:art(?:ikel|icle)?\.?\s*30|avg|gdpr|rgpd|dsgvo|lid \d|sub [a-z])\b.*$")
_NUMBERED = re.compile(
    r"^\s*(?:(?:\d{1,2}(?:[.-]\d{1,2})*[a-z]?|[a-z])\s*[.):]|\d{1,2}(?:\.\d{1,2})+[a-z]?)\s+",
    re.IGNORECASE,
)
#: Where the parts of a name meet that a program made: "register::doel", "verwerking_doel".
_SEAM = re.compile(r"[_.:/]+|(?<=[a-z])(?=[A-Z])")
#: A question that is answered by yes or no holds no data, purposes or recipients.
_YES_NO = re.compile(r"\b(?:ja|yes|oui|y|j)\s*/\s*(?:nee|no|non|nein|n)\b", re.IGNORECASE)
_SIDES = re.compile(r"[/?]")
#: How a heading asks or announces what the rest of it names.
_ASKED = re.compile(
    r"(?:(?:wat|wie|waar)\s+(?:is|zijn|was)|welke?|(?:op|met|om|van|aan|voor)\s+welke?|geef|noem"
    r"|beschrijf|(?:be|om)schrijving(?:en)?(?:\s+van)?|overzicht van|opsomming van"
    r"|een|de|het|uw|onze|hoofd|sub|what\s+(?:is|are)|which|who\s+(?:is|are)|list of|description of"
    r"|details of|names? of|the|an?|your|our|quel(?:le)?s?(?:\s+(?:est|sont))?|liste des"
    r"|description (?:du|de|des)|les?|la|l|welche[rsn]?|was (?:ist|sind)"
    r"|beschreibung (?:der|des|von)|die|der|das)\s+"
)
#: "Quelle" is a source in German; before a verb it asks in French.
_FRENCH = re.compile(r"quel(?:le)?s? (?:est|sont) (?:la |les? |l )?")
#: An alias that a heading ends in counts from so many letters on.
LONG = 9
LONGEST_HEADING = 200
#: Longer cells are no alias.
LONGEST_ALIAS = 100
LAST = re.compile(r"\s+\d{1,2}$")
#: An alias of one word up to this many letters only counts as a whole heading.
SHORT = 4
#: How well an alias fits that is the whole heading: better than any that it begins with.
WHOLE = LONGEST_HEADING + 1


@cache
def aliases() -> dict[str, str]:
    """Normalised heading -> field; a field read as words ends in _text."""
    found: dict[str, str] = {}
    for field, row in _columns():
        for lang in LANGUAGES:
            for alias in row[lang].split("|"):
                if alias.strip():
                    found.setdefault(_folded(alias), field)
    for name in FIELDS:  # its own name too, however it is written: "Legal basis *"
        words = f"{name}{WORDS}"
        found.setdefault(name.replace("_", " "), words if words in looked_at() else name)
    return found


def named_by(cell: str) -> str | None:
    """The field of which a whole cell is an alias."""
    return aliases().get(_folded(cell[:LONGEST_ALIAS]))


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


@cache
def looked_at() -> frozenset[str]:
    """The fields that the score looks at."""
    return frozenset(field for field, row in _columns() if row["use"] in ("read", "words"))


def _columns() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every field with its row of the table of aliases."""
    for row in shipped.rows("words/column_aliases.csv"):
        yield row["field"] + (WORDS if row["use"] == "words" else ""), row


@cache
def known_fields() -> tuple[str, ...]:
    """Every field a column can be mapped to."""
    return tuple(dict.fromkeys([*FIELDS, *aliases().values()]))


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field a heading stands for: its own name, an alias, or a heading that begins with one.

    Of the sides of a slash one that the score looks at goes first. A heading that ends in who
    is responsible holds a name. A question for yes or no only counts when the whole is an alias.

    >>> field_of("Doel(einden) van de verwerking"), field_of("(Categorieën van) ontvangers")
    ('purpose_statement', 'recipient_text')
    >>> field_of("Processors / recipients"), field_of("Naam proceseigenaar")
    ('recipient_text', 'contact')
    >>> field_of("Purpose statement"), field_of("Gegevens gedeeld? (ja/nee)") is None
    ('purpose_statement', True)
    """
    return field_fit(heading)[0]


def fit_of(heading: str) -> tuple[str | None, bool]:
    """The field of a heading, and whether the whole heading is one of its names."""
    field, fit = field_fit(heading)
    return field, fit == WHOLE


@lru_cache(maxsize=4096)
def field_fit(heading: str) -> tuple[str | None, int]:
    """The field of a heading, and how well it fits: letters of the alias, or WHOLE."""
    own = "_".join(heading.strip().lower().split())
    if own in FIELDS:
        return own, WHOLE
    heading = heading[:LONGEST_HEADING]
    forms = _forms(heading)
    for form in forms:
        if form in aliases():
            return aliases()[form], WHOLE
    if _YES_NO.search(heading):
        return None, 0
    best = _partly(heading, forms)
    if best[0] in (None, *NAMING) and (part := _segment(heading)):
        best = part, SHORT
    if best[0] is None:
        best = next(((field, SHORT) for form in forms if (field := asked_for(form))), best)
    if best[0] in (None, *NAMING) and any(_ends_in_contact(form) for form in forms):
        return CONTACT, 0
    return best


def _partly(heading: str, forms: Sequence[str]) -> tuple[str | None, int]:
    """The field that a heading begins with; else what it asks for, or the field it ends in."""
    sides = [side for side in _SIDES.split(heading) if side.strip()]
    begun = [_begun(forms), *(_begun(_forms(side)) for side in sides[len(sides) == 1 :])]
    found = [each for each in begun if each[0]]
    best = next((each for each in found if each[0] in looked_at()), (found or begun)[0])
    if best[0] in (None, *NAMING):
        asked = [_begun([_asked(form) for form in _forms(side)]) for side in sides]
        ends = (_ended(_forms(side)) for side in sides)
        others = [each for each in (*asked, *ends) if each[0] not in (None, CONTACT, *NAMING)]
        best = next((each for each in others if each[0] in looked_at()), (others or [best])[0])
    return best


def unnumbered(heading: str) -> str:
    """A heading without the number before it: "1a. Doel" is "Doel"."""
    return _NUMBERED.sub("", heading) or heading


def _segment(heading: str) -> str:
    """The field that a name ends in which a program made, without blanks."""
    parts = [part.lower() for part in _SEAM.split(heading.strip()) if part]
    if " " in heading.strip() or len(parts) < 2:
        return ""
    ends = (" ".join(parts[at:]) for at in range(len(parts)))
    return next((aliases()[end] for end in ends if end in aliases()), "")


def _asked(form: str) -> str:
    """A heading without the words that ask or announce."""
    while (found := _ASKED.match(form)) is not None:
        form = form[found.end() :]
    return form


def _ended(forms: Sequence[str]) -> tuple[str | None, int]:
    """The longest alias that a form ends in, where it is a long one."""
    for form in forms:
        parts = form.split()
        for start in range(1, len(parts)):
            alias = " ".join(parts[start:])
            if len(alias) >= LONG and alias in aliases():
                return aliases()[alias], len(alias) // 2
    return None, 0


def _begun(forms: Sequence[str]) -> tuple[str | None, int]:
    """The longest alias that a form is or begins with."""
    for form in forms:
        parts = form.split()
        for length in range(len(parts), 0, -1):
            alias = " ".join(parts[:length])
            if alias in aliases() and (length == len(parts) or len(alias) > SHORT):
                return aliases()[alias], len(alias)
    return None, 0


def _ends_in_contact(form: str) -> bool:
    """Whether the last words are those of a column with names ("naam proceseigenaar")."""
    parts = form.split()
    ends = (" ".join(parts[at:]) for at in range(1, len(parts)))
    return any(aliases().get(end) == CONTACT and len(end) > SHORT for end in ends)


@lru_cache(maxsize=4096)
def _forms(heading: str) -> tuple[str, ...]:
    """How a heading can be read: with and without what stands between brackets."""
    plain = _NUMBERED.sub("", fold(heading).replace("_", " ").replace("#", "nr"))
    readings = (_BRACKETS.sub(" ", plain), re.sub(r"[()\[\]{}]", "", plain), plain)
    forms = []
    for reading in dict.fromkeys(readings):
        text = _FRENCH.sub("", " ".join(re.sub(r"[^\w]+", " ", reading).split()), count=1)
        forms += [text, " ".join(_ARTICLE.sub("", text).split()), LAST.sub("", text)]
    return tuple(form for form in dict.fromkeys(forms) if form)
