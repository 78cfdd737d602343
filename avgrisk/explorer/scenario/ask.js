// One field: Enter reads the plan, an example fills it in and reads it at once.
import { button, make, whenever } from "../widgets/parts.js";

export default {
  render({ model, el }) {
    const form = make("form", "avgrisk-ask");
    const label = make("label");
    const title = make("span");
    const lead = make("p", "avgrisk-ask-lead");
    const size = { rows: 2, maxlength: 4000, "data-lm-suppress-shortcuts": "true" };
    const field = make("textarea", "avgrisk-entry", "", size);
    const press = make("button", "avgrisk-press avgrisk-main avgrisk-read", "", { type: "submit" });
    const row = make("div", "avgrisk-examples");
    const told = make("p", "avgrisk-note", "", { "aria-live": "polite" });
    label.append(title, field);
    form.append(lead, label, press, row, told);
    el.append(form);
    const read = (text) => {
      if (text.trim()) model.send({ read: text });
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      read(field.value);
    });
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      read(field.value);
    });
    const dress = () => {
      const words = model.get("words");
      form.lang = model.get("lang");
      title.textContent = words.question ?? "";
      lead.textContent = words.lead ?? "";
      lead.hidden = model.get("small");
      press.textContent = words.read ?? "";
      told.textContent = model.get("told");
      told.hidden = !told.textContent;
      row.hidden = model.get("small");
      form.classList.toggle("avgrisk-small", model.get("small"));
      row.replaceChildren(
        make("span", "", words.or),
        ...model.get("examples").map((text) =>
          button("avgrisk-press", text, () => {
            field.value = text;
            read(text);
          }),
        ),
      );
    };
    const fill = () => {
      if (document.activeElement !== field || !model.get("text")) field.value = model.get("text");
    };
    whenever(model, ["words", "examples", "small", "told"], dress);
    whenever(model, ["text"], fill);
  },
};
