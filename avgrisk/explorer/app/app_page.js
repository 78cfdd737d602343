// The way between the places of the app: a row of buttons, the current one marked.
import { button, make, set, whenever } from "../widgets/parts.js";

export default {
  render({ model, el }) {
    const nav = make("nav", "avgrisk-places");
    el.append(nav);
    const draw = () => {
      nav.setAttribute("aria-label", model.get("name"));
      nav.lang = model.get("lang");
      const held = nav.contains(document.activeElement);
      nav.replaceChildren(
        ...model.get("places").map(([key, text, short]) => {
          const press = button("avgrisk-press avgrisk-goto", "", () => set(model, "place", key));
          press.append(make("span", "", text), make("span", "", short));
          press.title = text;
          press.setAttribute("aria-label", text);
          if (key === model.get("place")) press.setAttribute("aria-current", "page");
          return press;
        }),
      );
      if (held) nav.querySelector("[aria-current]")?.focus();
    };
    whenever(model, ["places", "place", "name"], draw);
  },
};
