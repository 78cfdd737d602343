// Radio buttons that belong together: the arrow keys go from one to the next, Tab goes past them.
export default {
  render({ model, el }) {
    // Every widget runs a copy of this file, so that counting here would name all groups alike.
    const group = `avgrisk-choice-${Math.random().toString(36).slice(2)}`;
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    const row = document.createElement("div");
    set.className = "avgrisk-choice";
    legend.className = "widget-label";
    set.append(legend, row);
    el.append(set);
    const pick = () => {
      for (const [at, radio] of [...row.querySelectorAll("input")].entries())
        radio.checked = at === model.get("place");
    };
    const draw = () => {
      legend.textContent = model.get("description");
      const words = model.get("words");
      const shown = [...row.querySelectorAll("span")].map((part) => part.textContent);
      if (words.length !== shown.length || words.some((text, at) => text !== shown[at])) {
        const held = row.contains(document.activeElement);
        row.replaceChildren(
          ...words.map((text, at) => {
            const label = document.createElement("label");
            const radio = document.createElement("input");
            const span = document.createElement("span");
            radio.type = "radio";
            radio.name = group;
            span.textContent = text;
            radio.addEventListener("change", () => {
              model.set("place", at);
              model.save_changes();
            });
            label.append(radio, span);
            return label;
          }),
        );
        pick();
        if (held) row.querySelector("input:checked")?.focus();
      }
      pick();
    };
    for (const name of ["words", "place", "description"]) model.on(`change:${name}`, draw);
    draw();
  },
};
