"""Which column is which field: what the headings suggest, and a mapping that always wins."""

import re
from collections.abc import Mapping, Sequence

from avgrisk.register.readers.mapping import (
    CONTACT,
    LAST,
    WHOLE,
    WORDS,
    field_fit,
    field_of,
    fit_of,
)

#: Fields that several columns may hold.
SEVERAL = ("data_categories", "recipient_text", "special_data")
#: What tells two columns of such a field apart.
_KIND = re.compile(
    r"\b(?:bijzondere?|gewoon|gewone|gevoelige?|interne?|externe?|strafrechtelijke?|special"
    r"|sensitive|ordinary|internal|external|sensibles?|internes?|externes?)\b",
    re.IGNORECASE,
)


def suggest(names: Sequence[str]) -> dict[str, str]:
    """Column -> field ("" = none). A field is given once: to its exact name, else the first; but
    data and recipients often stand in several columns, which all count."""
    found = {name: field_of(name) or "" for name in names}
    holders: dict[str, str] = {}
    for name in sorted(names, key=lambda name: _rank(name, found[name])):
        field = found[name]
        again = field and field != CONTACT and holders.setdefault(field, name) != name
        if again and not _may_be_several(name, field):
            found[name] = ""
    both = {field.removesuffix(WORDS) for field in holders if not field.endswith(WORDS)}
    return {
        name: "" if field.endswith(WORDS) and field.removesuffix(WORDS) in both else field
        for name, field in found.items()
    }


def _may_be_several(name: str, field: str) -> bool:
    """Whether a column counts beside another of its field: data and recipients of some kind, and
    columns that are numbered ("Doel 1", "Doel 2")."""
    if LAST.search(name) and field in (*SEVERAL, "purpose_statement"):
        return True
    return field in SEVERAL and (fit_of(name)[1] or bool(_KIND.search(name)))


def mapped_fields(names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Column -> field: the mapping first; a field that it gives away is not suggested again."""
    given = {name: mapping[name] for name in names if name in mapping}
    rest = suggest([name for name in names if name not in given])
    left = {name: "" if field in given.values() else field for name, field in rest.items()}
    return {name: given[name] if name in given else left[name] for name in names}


def _rank(name: str, field: str) -> int:
    """Its own name first, then an exact alias, then the heading with most of its alias."""
    if "_".join(name.lower().split()) == field:
        return -WHOLE - 1
    return -field_fit(name)[1]
