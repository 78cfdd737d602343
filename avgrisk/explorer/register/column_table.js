// A table of the columns of a file, with a list of fields to choose from in each row.
import { make, whenever } from "../widgets/parts.js";

export default {
  render({ model, el }) {
    const id = `avgrisk-map-${Math.random().toString(36).slice(2)}`;
    const named = { tabindex: 0, role: "region", "aria-labelledby": id };
    const box = make("div", "avgrisk-grid-box", "", named),
      table = make("table", "avgrisk-grid");
    box.append(table);
    el.append(box);
    const choice = (value, text) => make("option", "", text, { value });
    const choices = () => [
      choice("", model.get("words").none),
      ...model.get("groups").map(({ label, fields }) => {
        const group = make("optgroup", "", "", { label });
        group.append(...fields.map(([key, text]) => choice(key, text)));
        return group;
      }),
    ];
    const draw = () => {
      const words = model.get("words"),
        head = make("thead"),
        body = make("tbody");
      const caption = make("caption", "", words.caption, { id }),
        line = make("tr");
      for (const key of ["column", "field", "examples"])
        line.append(make("th", "", words[key], { scope: "col" }));
      head.append(line);
      model.get("columns").forEach((column, at) => {
        const row = make("tr"),
          name = make("th", "", column.name, { scope: "row" }),
          label = `${words.field}: ${column.name}`,
          pick = make("select", "", "", { "aria-label": label, "data-column": at });
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
    whenever(model, ["columns", "words"], draw);
  },
};
