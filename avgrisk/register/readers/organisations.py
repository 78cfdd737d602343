"""Whose register is it, where no column tells it? Lines above the table, a title, a file name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from avgrisk.register.readers.grids import Sheet, filled
from avgrisk.register.readers.headings import Heading, clean
from avgrisk.register.readers.mapping import field_of, named_by
from avgrisk.register.readers.values import is_blank
from avgrisk.vocabulary import sectors

#: Fields that tell whose register it is.
ORGANISATION = frozenset(("controller", "sector"))
#: Letters of a label or a name that are looked at, and words of a title.
LONGEST, WORDS = 100, 9
#: What a title or a file name of a register has; without it a name may be about anything.
_REGISTER = re.compile(
    r"register|verwerking|avg|gdpr|rgpd|dsgvo|rop ?a\b|records? of|processing|registre|traitement"
    r"|verzeichnis|verarbeitung|\bvvt\b",
    re.IGNORECASE,
)
#: Kinds that a title names without being of one: anybody employs people and keeps a website.
_ANYBODY = ("work", "generic", "data")


def organisation(sheet: Sheet, heading: Heading) -> dict[str, tuple[str, str]]:
    """Whose register it is, where only the lines above the heading tell it: what that line is
    called, what it says, and its field."""
    if any(field_of(name) in ORGANISATION for name in heading.names) or sheet.cards:
        return {}
    for row in sheet.rows[: heading.row]:
        said = filled(row)
        if len(said) == 1:
            said = said[0].split(":", 1)
        label = clean(said[0]).rstrip(" :") if len(said) > 1 else ""
        what = named_by(label)
        if what in ORGANISATION and not is_blank(said[1]) and label not in heading.names:
            return {label: (said[1].strip()[:LONGEST], what)}
    return {}


def titles(found: Sequence[tuple[Sheet, Heading]]) -> Iterator[str]:
    """The lines above the headings that stand by themselves, and what the sheets are called."""
    for sheet, heading in found:
        for row in sheet.rows[: 0 if sheet.cards else heading.row]:
            said = filled(row)
            if len(said) == 1 and len(said[0].strip()) <= LONGEST:
                yield said[0].strip()
        yield sheet.name


def named_after(
    fields: Mapping[str, str], names: Iterable[str]
) -> tuple[str, tuple[tuple[str, dict[str, object]], ...]]:
    """The kind of organisation that one of these names tells and a note of it, where no column
    does; "" and none else."""
    told = named_kind(names) if ORGANISATION.isdisjoint(fields.values()) else None
    return (told[0], (("register.named_after", {"name": told[1]}),)) if told else ("", ())


def named_kind(names: Iterable[str]) -> tuple[str, str] | None:
    """The one kind of organisation that titles of a register name, and the title; None where
    there is none, or where they name several.

    >>> named_kind(["verwerkingsregister-gemeente-voorbeeld"])
    ('municipality', 'verwerkingsregister gemeente voorbeeld')
    >>> named_kind(["klanten van de bank"]) is None
    True
    """
    found: dict[str, str] = {}
    for name in names:
        title = " ".join(re.sub(r"[_\-.]+", " ", name[:LONGEST]).split())
        told = len(title.split()) <= WORDS and _REGISTER.search(title)
        kind = sectors.find(title) if told else None
        if kind is not None and kind.group not in _ANYBODY:
            found.setdefault(kind.key, title)
    return next(iter(found.items())) if len(found) == 1 else None
