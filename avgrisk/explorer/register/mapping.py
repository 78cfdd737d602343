"""Which column stands for which field, by hand: a table of columns with what is in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from avgrisk.core.labels import label
from avgrisk.core.records import LEVEL_FIELDS, READINGS
from avgrisk.explorer.register.intake import Intake, examples
from avgrisk.figures.markup import NAME, clean
from avgrisk.register.readers.mapping import known_fields

#: Columns that are shown; a register with more has the rest as they were recognised.
MOST = 200
#: Fields that only who knows the method fills in.
EXPERT = (
    *READINGS, "proposed_use_key", "collected_for_key", "tree", "domain", "collected_domain",
    "proposed_domain", "recipient_sector", "data_logical", "inferred", "trust", "image_fit",
)  # fmt: skip
WORDS = ("caption", "column", "field", "examples")

SCRIPT = """
export default {
  render({ model, el }) {
    const make = (tag, name, text) => {
      const node = document.createElement(tag);
      if (name) node.className = name;
      if (text !== undefined) node.textContent = text;
      return node;
    };
    const id = "avgrisk-map-" + Math.random().toString(36).slice(2);
    const box = make("div", "avgrisk-grid-box"), table = make("table", "avgrisk-grid");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-labelledby", id);
    box.append(table);
    el.append(box);
    const choices = () => {
      const none = make("option", "", model.get("words").none);
      none.value = "";
      return [none, ...model.get("groups").map((group) => {
        const part = make("optgroup");
        part.label = group.label;
        part.append(...group.fields.map(([key, text]) => {
          const choice = make("option", "", text);
          choice.value = key;
          return choice;
        }));
        return part;
      })];
    };
    const draw = () => {
      const words = model.get("words"), head = make("thead"), body = make("tbody");
      const caption = make("caption", "", words.caption), line = make("tr");
      caption.id = id;
      for (const key of ["column", "field", "examples"]) {
        const cell = make("th", "", words[key]);
        cell.scope = "col";
        line.append(cell);
      }
      head.append(line);
      model.get("columns").forEach((column, at) => {
        const row = make("tr"), name = make("th", "", column.name), pick = make("select");
        name.scope = "row";
        pick.setAttribute("aria-label", words.field + ": " + column.name);
        pick.dataset.column = at;
        pick.append(...choices());
        pick.value = column.field;
        pick.addEventListener("change", () => model.send({ column: at, field: pick.value }));
        const cell = make("td");
        cell.append(pick);
        const shown = make("td", "avgrisk-examples");
        shown.append(...column.examples.map((text) => make("div", "", text)));
        row.append(name, cell, shown);
        body.append(row);
      });
      const held = document.activeElement;
      const place = table.contains(held) ? held.dataset.column : undefined;
      table.replaceChildren(caption, head, body);
      if (place !== undefined) table.querySelector(`select[data-column="${place}"]`)?.focus();
    };
    const watched = ["change:columns", "change:words"];
    for (const event of watched) model.on(event, draw);
    draw();
    return () => { for (const event of watched) model.off(event, draw); };
  },
};
"""


class MappingTable(anywidget.AnyWidget):
    """A list to choose from per column; `then` is called with column and field on a choice."""

    _esm = SCRIPT
    columns: Any = traitlets.List().tag(sync=True)
    groups: Any = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, then: Callable[[str, str], None]):
        super().__init__()
        self._then = then
        self._names: tuple[str, ...] = ()
        self.on_msg(lambda _widget, content, _buffers: self._chosen(content))

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

    def _chosen(self, content: Any) -> None:
        if not isinstance(content, dict):
            return
        place, field = content.get("column"), content.get("field")
        if isinstance(place, int) and 0 <= place < len(self._names) and isinstance(field, str):
            self._then(self._names[place], field)


def groups(lang: str) -> list[dict[str, Any]]:
    """Every field a column can stand for, by who needs it, each with its name on screen."""
    known = known_fields()
    texts = [name for name in known if name not in EXPERT and name not in LEVEL_FIELDS]
    parts = {
        "text": texts,
        "level": [name for name in known if name in LEVEL_FIELDS and name not in EXPERT],
        "expert": [name for name in known if name in EXPERT],
    }
    return [
        {
            "label": label(f"desk.fields.{part}", lang),
            "fields": [[name, label(f"desk.field.{name}", lang)] for name in names],
        }
        for part, names in parts.items()
    ]
