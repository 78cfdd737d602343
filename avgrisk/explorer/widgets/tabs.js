// Shows one panel (.avgrisk-tab-<key>) of the screen it stands in. On paper, and as long as no tab
// was drawn, every panel is shown.
import { button, make, set, whenever } from "./parts.js";

export default {
  render({ model, el }) {
    const list = make("div", "avgrisk-tabs", "", { role: "tablist" });
    el.append(list);
    let home;
    const show = () => {
      if (!home) return;
      const here = model.get("tab");
      home.dataset.tab = here;
      for (const [key, words] of model.get("tabs")) {
        const panel = home.querySelector(`.avgrisk-tab-${key}`);
        if (!panel) continue;
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-label", words);
        panel.classList.toggle("avgrisk-away", key !== here);
      }
      for (const tab of list.children) {
        const current = tab.dataset.key === here;
        tab.setAttribute("aria-selected", String(current));
        tab.tabIndex = current ? 0 : -1;
        if (current && list.scrollWidth > list.clientWidth)
          list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
      }
    };
    const go = (key, focus) => {
      set(model, "tab", key);
      show();
      if (focus) list.querySelector("[aria-selected=true]")?.focus();
    };
    const draw = () => {
      list.setAttribute("aria-label", model.get("name"));
      list.replaceChildren(
        ...model.get("tabs").map(([key, words]) => {
          const tab = button("", words, () => go(key));
          tab.dataset.key = key;
          tab.setAttribute("role", "tab");
          return tab;
        }),
      );
      show();
    };
    list.addEventListener("keydown", (event) => {
      const keys = model.get("tabs").map(([key]) => key);
      const at = keys.indexOf(model.get("tab"));
      const places = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 };
      const to = places[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      go(keys[(to + keys.length) % keys.length], true);
    });
    const find = (tries) => {
      home = el.closest(".avgrisk-scenario");
      if (home?.querySelector(".avgrisk-tab")) show();
      else if (tries) setTimeout(() => find(tries - 1), 50);
    };
    whenever(model, ["tabs", "name"], draw);
    model.on("change:tab", show);
    find(100);
  },
};
