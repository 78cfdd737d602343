// The table of a register: draws a page of it, and says what is asked. Texts are only ever put in as
// texts. Heads hold the buttons that sort, with aria-sort on the head; the row's name is its head, so
// that every cell is read out with it.
import { button, make, set, whenever } from "../widgets/parts.js";

export default {
  render({ model, el }) {
    const id = `avgrisk-grid-${Math.random().toString(36).slice(2)}`;
    const top = make("div", "avgrisk-grid-top"),
      count = make("p", "avgrisk-note", "", { role: "status" });
    const labelled = (tag, key) => {
      const title = make("label"),
        words = make("span"),
        field = make(tag);
      title.append(words, field);
      top.append(title);
      return { field, words, key };
    };
    const filter = labelled("input", "filter"),
      kind = labelled("select", "kind");
    filter.field.type = "search";
    const named = { tabindex: 0, role: "region", "aria-labelledby": id };
    const box = make("div", "avgrisk-grid-box", "", named);
    const table = make("table", "avgrisk-grid avgrisk-scores");
    const caption = make("caption", "", "", { id }),
      head = make("thead"),
      body = make("tbody");
    table.append(caption, head, body);
    box.append(table);
    const turn = make("div", "avgrisk-grid-turn"),
      place = make("span");
    const go = (step) => set(model, "page", model.get("page") + step);
    const back = button("avgrisk-press avgrisk-push", "", () => go(-1)),
      on = button("avgrisk-press avgrisk-push", "", () => go(1));
    turn.append(back, place, on);
    el.append(top, count, box, turn);

    const drawHead = () => {
      const words = model.get("words"),
        line = make("tr");
      for (const part of model.get("heads")) {
        const traits = { scope: "col", "data-key": part.key };
        const cell = make("th", part.right ? "avgrisk-right" : "", "", traits);
        const press = button("avgrisk-sort", part.label, () => {
          const same = model.get("sort") === part.key;
          model.set("down", same ? !model.get("down") : false);
          set(model, "sort", part.key);
        });
        press.append(make("span", "avgrisk-sign", "", { "aria-hidden": "true" }));
        cell.append(press);
        line.append(cell);
      }
      line.append(make("th", "", words.actions, { scope: "col" }));
      head.replaceChildren(line);
      marks();
    };
    const marks = () => {
      for (const cell of head.querySelectorAll("th[data-key]")) {
        const here = cell.dataset.key === model.get("sort");
        const way = here ? (model.get("down") ? "descending" : "ascending") : "none";
        cell.setAttribute("aria-sort", way);
        const sign = cell.querySelector(".avgrisk-sign");
        sign.textContent = here ? (model.get("down") ? " ▼" : " ▲") : " ↕";
      }
    };
    const drawBody = () => {
      const words = model.get("words"),
        heads = model.get("heads");
      const lines = model.get("rows").map((row) => {
        const line = make("tr");
        let name = "";
        heads.forEach((part, at) => {
          const title = part.key === "title";
          const cell = make(title ? "th" : "td", part.right ? "avgrisk-right" : "");
          if (title) {
            cell.scope = "row";
            name = row.cells[at];
          }
          if (part.key === "band")
            cell.append(make("span", `avgrisk-band avgrisk-${row.kind}`, row.cells[at]));
          else cell.textContent = row.cells[at];
          line.append(cell);
        });
        const last = make("td", "avgrisk-acts");
        if (row.kind !== "rejected") {
          for (const action of ["a4", "explore"]) {
            const act = () => model.send({ action, row: row.row });
            const press = button("avgrisk-press avgrisk-push", words[action], act);
            press.setAttribute("aria-label", `${words[action]}: ${name}`);
            Object.assign(press.dataset, { row: row.row, action });
            last.append(press);
          }
        }
        line.append(last);
        return line;
      });
      body.replaceChildren(...lines);
    };
    const drawTop = () => {
      const words = model.get("words");
      caption.textContent = words.caption;
      for (const part of [filter, kind]) part.words.textContent = words[part.key];
      back.textContent = words.previous;
      on.textContent = words.next;
      kind.field.replaceChildren(
        ...model.get("kinds").map(([value, text]) => make("option", "", text, { value })),
      );
      state();
    };
    const state = () => {
      const page = model.get("page"),
        pages = model.get("pages"),
        words = model.get("words");
      count.textContent = model.get("told");
      turn.hidden = pages < 2;
      place.textContent = (words.page || "").replace("{page}", page + 1).replace("{pages}", pages);
      back.disabled = page <= 0;
      on.disabled = page >= pages - 1;
      if (document.activeElement !== filter.field) filter.field.value = model.get("query");
      kind.field.value = model.get("kind");
      marks();
    };
    let waiting;
    filter.field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => set(model, "query", filter.field.value), 150);
    });
    kind.field.addEventListener("change", () => set(model, "kind", kind.field.value));
    const focus = (message) => {
      if (message.kind !== "focus") return;
      const find = `button[data-row="${Number(message.row)}"][data-action="${message.action}"]`;
      body.querySelector(find)?.focus();
    };
    model.on("change:heads", drawHead);
    model.on("change:words", () => {
      drawTop();
      drawHead();
      drawBody();
    });
    model.on("change:kinds", drawTop);
    model.on("change:rows", drawBody);
    model.on("msg:custom", focus);
    drawTop();
    drawHead();
    drawBody();
    whenever(model, ["told", "pages", "page", "query", "kind", "sort", "down"], state);
  },
};
