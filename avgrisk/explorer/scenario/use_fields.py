"""The controls of the scenario explorer: a stock widget for each field, its words and its value."""

from typing import Any

import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.core.levels import label_key, level_range, named
from avgrisk.core.records import Level, ProposedUse
from avgrisk.core.subjects import Wording
from avgrisk.core.wording import number
from avgrisk.explorer.widgets.base import choose, classed
from avgrisk.explorer.widgets.choice import Choice
from avgrisk.vocabulary import data_words, sectors

TEXTS = ("purpose_statement", "proposed_use", "collected_for")
LEVELS = ("recipient", "control", "value_returned", "identifiability", "image_fit", "trust")
FIELDS = ("sector", *TEXTS, "data_categories", *LEVELS)

#: Rows of text that stand open.
ROWS = {"purpose_statement": 4, "proposed_use": 3, "collected_for": 2}

#: Longer words are no name of a category.
LONGEST = 200


def make(field: str) -> widgets.DOMWidget:
    """The empty widget of a field."""
    if field in TEXTS:
        widget = widgets.Textarea(rows=ROWS[field])
    elif field == "sector":
        widget = widgets.Combobox(ensure_option=False)
    else:
        widget = widgets.Text() if field == "data_categories" else Choice()
    return classed(widget, "avgrisk-field")


def dress(widget: Any, field: str, use: ProposedUse, wording: Wording) -> None:
    """Give a widget its words and the value of this use; nothing is sent that did not change."""
    widget.description = label(f"scenario.field.{field}", wording)
    value = getattr(use, field)
    if field in LEVELS:
        choose(widget, _stops(field, value, wording), "" if value is None else value)
    elif field == "data_categories":
        widget.placeholder = label("scenario.data_hint", wording)
        if data_of(widget.value) != value:
            widget.value = "; ".join(_shown(word, wording.lang) for word in value)
    else:
        if field == "sector":
            widget.options = tuple(kind.label(wording.lang) for kind in sectors.table().values())
            known = sectors.table().get(value)
            value = known.label(wording.lang) if known else value
        typed = field == "sector" and widget.value.strip() == value.strip()  # in other words
        if widget.value != value and not typed:
            widget.value = value


def read(widget: Any, field: str) -> Any:
    """What a widget says, as the field wants it."""
    return data_of(widget.value) if field == "data_categories" else widget.value


def data_of(text: str) -> tuple[str, ...]:
    """Data words with ; between them: a category's own name becomes its key."""
    parts = (part.strip() for part in text.split(";"))
    return tuple(_key(part) for part in parts if part)


def _key(word: str) -> str:
    keys = data_words.match(word).keys if len(word) < LONGEST else ()
    return keys[0] if len(keys) == 1 and word == _shown(keys[0], "nl") else word


def _shown(word: str, lang: str) -> str:
    return data_words.category_label(word, lang) if word in data_words.categories() else word


def _stops(field: str, value: Level, wording: Wording) -> list[tuple[str, Level]]:
    """The named levels, "not filled in" before them, and a value of its own in its place."""
    stops: list[tuple[str, Level]] = [(label("scenario.empty", wording), "")]
    stops += [(label(label_key(field, key), wording), key) for key in named(field)]
    if value is not None and value not in named(field):
        found = level_range(field, value)
        assert found is not None
        place = 1 + sum(level <= found.mean for level in named(field).values())
        shown = number(found.mean, wording.lang, 2)
        stops.insert(place, (label("scenario.own", wording, value=shown), value))
    return stops
