// A table of the columns of a file, with a list of fields to choose from in each row.
export default {
  render({ model, el }) {
    const make = (tag, name, text) => {
      const node = document.createElement(tag);
      if (name) node.className = name;
      if (text !== undefined) node.textContent = text;
      return node;
    };
    const id = `avgrisk-map-${Math.random().toString(36).slice(2)}`;
    const box = make("div", "avgrisk-grid-box"),
      table = make("table", "avgrisk-grid");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-labelledby", id);
    box.append(table);
    el.append(box);
    const choices = () => {
      const none = make("option", "", model.get("words").none);
      none.value = "";
      return [
        none,
        ...model.get("groups").map((group) => {
          const part = make("optgroup");
          part.label = group.label;
          part.append(
            ...group.fields.map(([key, text]) => {
              const choice = make("option", "", text);
              choice.value = key;
              return choice;
            }),
          );
          return part;
        }),
      ];
    };
    const draw = () => {
      const words = model.get("words"),
        head = make("thead"),
        body = make("tbody");
      const caption = make("caption", "", words.caption),
        line = make("tr");
      caption.id = id;
      for (const key of ["column", "field", "examples"]) {
        const cell = make("th", "", words[key]);
        cell.scope = "col";
        line.append(cell);
      }
      head.append(line);
      model.get("columns").forEach((column, at) => {
        const row = make("tr"),
          name = make("th", "", column.name),
          pick = make("select");
        name.scope = "row";
        pick.setAttribute("aria-label", `${words.field}: ${column.name}`);
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
    for (const name of ["columns", "words"]) model.on(`change:${name}`, draw);
    draw();
  },
};
