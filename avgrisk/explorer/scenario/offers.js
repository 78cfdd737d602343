// What would help: a button a row, with its effort, what it takes off and what the score becomes in
// columns that can be compared down the list. Rows are dressed anew, not drawn anew: none loses a
// click or the focus because the numbers came in.
import { make, whenever } from "../widgets/parts.js";

const PARTS = ["step", "effort", "drop", "value"];

function cells(tag, name) {
  const row = make(tag, name);
  row.append(...PARTS.map((part) => make("span", `avgrisk-offer-${part}`)));
  return row;
}

export default {
  render({ model, el }) {
    const list = make("div", "avgrisk-offers", "", { role: "group" });
    const head = cells("p", "avgrisk-offer-head");
    head.setAttribute("aria-hidden", "true");
    list.append(head);
    el.append(list);
    const add = () => {
      const press = cells("button", "avgrisk-press avgrisk-offer");
      press.type = "button";
      press.setAttribute("data-lm-suppress-shortcuts", "true");
      press.addEventListener("click", () => model.send({ take: press.dataset.levers }));
      list.append(press);
      return press;
    };
    const draw = () => {
      const rows = model.get("rows");
      const words = model.get("words");
      const presses = [...list.querySelectorAll("button")];
      while (presses.length < rows.length) presses.push(add());
      while (presses.length > rows.length) presses.pop().remove();
      list.hidden = !rows.length;
      list.lang = model.get("lang");
      list.setAttribute("aria-label", words.name ?? "");
      for (const [at, part] of PARTS.entries()) head.children[at].textContent = words[part] ?? "";
      for (const [at, press] of presses.entries()) {
        const row = rows[at];
        press.dataset.levers = row.levers;
        press.dataset.band = row.band;
        press.title = row.more;
        press.setAttribute("aria-label", row.more);
        for (const [place, part] of PARTS.entries()) press.children[place].textContent = row[part];
      }
    };
    whenever(model, ["rows", "words"], draw);
  },
};
