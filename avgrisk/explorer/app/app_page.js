// The way between the places of the app: a row of buttons, the current one marked.
export default {
  render({ model, el }) {
    const nav = document.createElement("nav");
    nav.className = "avgrisk-places";
    el.append(nav);
    const draw = () => {
      nav.setAttribute("aria-label", model.get("name"));
      nav.lang = model.get("lang");
      const held = nav.contains(document.activeElement);
      nav.replaceChildren(
        ...model.get("places").map(([key, text, short]) => {
          const press = document.createElement("button"),
            here = key === model.get("place");
          for (const words of [text, short]) {
            const part = document.createElement("span");
            part.textContent = words;
            press.append(part);
          }
          press.title = text;
          press.setAttribute("aria-label", text);
          press.className = "avgrisk-press avgrisk-goto";
          if (here) press.setAttribute("aria-current", "page");
          press.addEventListener("click", () => {
            model.set("place", key);
            model.save_changes();
          });
          return press;
        }),
      );
      if (held) nav.querySelector("[aria-current]")?.focus();
    };
    for (const name of ["places", "place", "name"]) model.on(`change:${name}`, draw);
    draw();
  },
};
