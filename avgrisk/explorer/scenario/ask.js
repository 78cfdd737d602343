// One field: Enter reads the plan, an example fills it in and reads it at once.
export default {
  render({ model, el }) {
    const form = document.createElement("form");
    const label = document.createElement("label");
    const title = document.createElement("span");
    const lead = document.createElement("p");
    const field = document.createElement("textarea");
    const press = document.createElement("button");
    const row = document.createElement("div");
    const told = document.createElement("p");
    form.className = "avgrisk-ask";
    row.className = "avgrisk-examples";
    lead.className = "avgrisk-ask-lead";
    told.className = "avgrisk-note";
    told.setAttribute("aria-live", "polite");
    field.rows = 2;
    field.maxLength = 4000;
    press.type = "submit";
    press.className = "avgrisk-press avgrisk-main avgrisk-read";
    field.className = "avgrisk-entry";
    field.setAttribute("data-lm-suppress-shortcuts", "true");
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
      const or = document.createElement("span");
      or.textContent = words.or ?? "";
      row.replaceChildren(
        or,
        ...model.get("examples").map((text) => {
          const example = document.createElement("button");
          example.type = "button";
          example.className = "avgrisk-press";
          example.textContent = text;
          example.addEventListener("click", () => {
            field.value = text;
            read(text);
          });
          return example;
        }),
      );
    };
    const fill = () => {
      if (document.activeElement !== field || !model.get("text")) field.value = model.get("text");
    };
    for (const name of ["words", "examples", "small", "told"]) model.on(`change:${name}`, dress);
    model.on("change:text", fill);
    dress();
    fill();
  },
};
