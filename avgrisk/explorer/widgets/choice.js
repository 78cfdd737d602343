// Radio buttons that belong together: the arrow keys go from one to the next, Tab goes past them.
import { make, set, whenever } from "./parts.js";

export default {
  render({ model, el }) {
    // Every widget runs a copy of this file, so that counting here would name all groups alike.
    const group = `avgrisk-choice-${Math.random().toString(36).slice(2)}`;
    const box = make("fieldset", "avgrisk-choice");
    const legend = make("legend", "widget-label");
    const row = make("div");
    box.append(legend, row);
    el.append(box);
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
            const label = make("label");
            const radio = make("input", "", "", { type: "radio", name: group });
            radio.addEventListener("change", () => set(model, "place", at));
            label.append(radio, make("span", "", text));
            return label;
          }),
        );
        pick();
        if (held) row.querySelector("input:checked")?.focus();
      }
      pick();
    };
    whenever(model, ["words", "place", "description"], draw);
  },
};
