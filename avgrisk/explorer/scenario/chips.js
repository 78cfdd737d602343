// Chips with a list that can be searched. What a chip says is text; nothing of it is markup.
import { button, make, whenever } from "../widgets/parts.js";

const SIGNS = { read: "✓", given: "✓", doubt: "?", missing: "!", open: "+" };

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export default {
  render({ model, el }) {
    const list = make("div", "avgrisk-chips", "", { role: "group" });
    const alone = { "data-lm-suppress-shortcuts": "true" };
    const sheet = make("dialog", "avgrisk-window", "", alone);
    el.append(list, sheet);
    let open = "";

    const send = (part, key, on) => model.send({ part, key, on });

    const choose = (part, key, on) => {
      send(part.name, key, on);
      if (!part.many) sheet.close();
    };

    const option = (part, [key, words]) => {
      const on = part.chosen.includes(key);
      const act = () => choose(part, key, !(on && part.many));
      const press = button("avgrisk-option", capital(words), act);
      press.setAttribute("aria-pressed", String(on));
      return press;
    };

    const fill = (part) => {
      const words = model.get("words");
      const head = make("p", "avgrisk-picker-title", part.title);
      const rows = [head];
      if (part.words) rows.push(make("p", "avgrisk-picker-note", `‘${part.words}’`));
      for (const word of part.unread) {
        const drop = () => send(part.name, word, false);
        rows.push(button("avgrisk-drop", `${words.drop} ‘${word}’ ✕`, drop));
      }
      if (part.others.length) {
        const row = make("div", "avgrisk-others");
        row.append(make("p", "avgrisk-picker-note", words.either));
        row.append(...part.others.map((pair) => option(part, pair)));
        rows.push(row);
      }
      const named = { type: "search", placeholder: words.search, "aria-label": words.search };
      const search = make("input", "avgrisk-entry avgrisk-search", "", named);
      const found = make("div", "avgrisk-options");
      const none = make("p", "avgrisk-picker-note", words.nothing);
      const pick = () => {
        const wanted = fold(search.value).split(" ").filter(Boolean);
        const every = model.get("options")[part.name] || [];
        const left = every.filter(([, text]) => wanted.every((word) => fold(text).includes(word)));
        const first = left.filter(([key]) => part.chosen.includes(key));
        const rest = left.filter(([key]) => !part.chosen.includes(key));
        found.replaceChildren(...[...first, ...rest].map((pair) => option(part, pair)));
        none.hidden = left.length > 0;
      };
      search.addEventListener("input", pick);
      search.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key === "Escape") sheet.close(); // a search field would only empty itself
        if (event.key !== "Enter") return;
        event.preventDefault();
        const first = found.querySelector("button");
        search.value = "";
        first?.click();
      });
      const foot = make("div", "avgrisk-window-foot");
      if (part.chosen.length && !part.many)
        foot.append(button("avgrisk-press", words.clear, () => choose(part, "", false)));
      foot.append(button("avgrisk-press avgrisk-main", words.close, () => sheet.close()));
      const before = sheet.querySelector(".avgrisk-search")?.value ?? "";
      search.value = sheet.dataset.part === part.name ? before : "";
      sheet.dataset.part = part.name;
      sheet.setAttribute("aria-label", part.title);
      sheet.lang = model.get("lang");
      sheet.replaceChildren(...rows, search, none, found, foot);
      pick();
    };

    const draw = () => {
      const parts = model.get("parts");
      const held = list.contains(document.activeElement) && document.activeElement.dataset.part;
      list.lang = model.get("lang");
      list.setAttribute("aria-label", model.get("words").name ?? "");
      list.replaceChildren(
        ...parts.map((part) => {
          const chip = button(`avgrisk-chip avgrisk-chip-${part.state}`, "", () => {
            open = part.name;
            sheet.dataset.part = "";
            fill(part);
            sheet.showModal();
            sheet.querySelector(".avgrisk-search").focus();
          });
          const unread = part.unread.map((word) => `‘${word}’`).join(", ");
          chip.dataset.part = part.name;
          chip.setAttribute("aria-haspopup", "dialog");
          chip.append(
            make("i", "", SIGNS[part.state], { "aria-hidden": "true" }),
            make("span", "avgrisk-chip-title", part.title),
            make("b", "", unread ? `${part.value} · ${unread}?` : part.value),
          );
          return chip;
        }),
      );
      if (held) list.querySelector(`[data-part=${held}]`)?.focus();
      const now = parts.find((part) => part.name === open);
      if (sheet.open && now) fill(now);
    };

    sheet.addEventListener("click", (event) => {
      if (event.target === sheet) sheet.close();
    });
    sheet.addEventListener("close", () => {
      list.querySelector(`[data-part=${open}]`)?.focus();
      open = "";
    });
    whenever(model, ["parts", "words", "options"], draw);
  },
};
