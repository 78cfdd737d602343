"""Which column stands for which field, by hand: a table of columns with what is in them."""

from typing import Any

import traitlets

from avgrisk.core.labels import label
from avgrisk.core.records import LEVEL_FIELDS, READINGS
from avgrisk.explorer.register.intake import Intake, examples
from avgrisk.explorer.widgets.base import Ours
from avgrisk.figures.markup import NAME, clean
from avgrisk.register.readers.mapping import known_fields

#: Columns that are shown; a register with more has the rest as they were recognised.
MOST = 200
#: Fields that only who knows the method fills in.
EXPERT = (
    *READINGS, "proposed_use_key", "collected_for_key", "tree", "domain", "collected_domain",
    "proposed_domain", "recipient_sector", "data_logical", "data_needed",
    "inferred", "trust", "image_fit",
)  # fmt: skip
WORDS = ("caption", "column", "field", "examples")


class MappingTable(Ours):
    """A list to choose from per column; `then` is called with column and field on a choice."""

    columns: Any = traitlets.List().tag(sync=True)
    groups: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    _names: tuple[str, ...] = ()

    def show(self, intake: Intake, lang: str) -> None:
        """The columns of a register, in a language."""
        register = intake.register
        self._names = tuple(register.rows.columns)[:MOST]
        words = {name: label(f"desk.map.{name}", lang) for name in WORDS}
        with self.hold_sync():
            self.groups = groups(lang)
            self.columns = [
                {
                    "name": clean(name, NAME),
                    "field": register.fields.get(name, ""),
                    "examples": examples(register, name),
                }
                for name in self._names
            ]
            self.words = words | {"none": label("desk.map.none", lang)}

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """A field for a column that there is."""
        place, field = content.get("column"), content.get("field")
        if isinstance(place, int) and 0 <= place < len(self._names) and isinstance(field, str):
            self.then(self._names[place], field)


def groups(lang: str) -> list[dict[str, Any]]:
    """Every field a column can stand for, by who needs it, each with its name on screen."""
    parts: dict[str, list[str]] = {"text": [], "level": [], "expert": []}
    for name in known_fields():
        needs = "expert" if name in EXPERT else "level" if name in LEVEL_FIELDS else "text"
        parts[needs].append(name)
    return [
        {
            "label": label(f"desk.fields.{part}", lang),
            "fields": [[name, label(f"desk.field.{name}", lang)] for name in names],
        }
        for part, names in parts.items()
    ]
