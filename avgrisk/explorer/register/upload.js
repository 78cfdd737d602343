// Choosing a file: its size is told before a byte is sent, then it goes part by part, also while
// nobody looks at the field.
import { make } from "../widgets/parts.js";

export default () => {
  let file = null,
    id = 0,
    at = 0;
  const views = new Set();
  const draw = () => {
    for (const view of views) view();
  };
  return {
    initialize({ model }) {
      const answer = async (told) => {
        if (!file || told.id !== id) return;
        if (told.kind !== "go") file = null;
        at = told.at;
        draw();
        if (!file) return;
        const part = await file.slice(at, at + model.get("part")).arrayBuffer();
        model.send({ kind: "part", id, at: told.at }, undefined, [part]);
      };
      model.on("msg:custom", answer);
    },
    render({ model, el }) {
      const own = `avgrisk-file-${Math.random().toString(36).slice(2)}`,
        told = `${own}-hint`;
      const box = make("div", "avgrisk-upload"),
        title = make("label", "", "", { for: own }),
        field = make("input", "", "", { type: "file", id: own, "aria-describedby": told });
      const hint = make("p", "avgrisk-note", "", { id: told }),
        bar = make("progress");
      box.append(title, field, bar, hint);
      el.append(box);
      const words = () => {
        const told = model.get("words");
        title.textContent = told.title;
        hint.textContent = told.hint;
        bar.setAttribute("aria-label", told.sending);
        field.accept = model.get("accept");
      };
      const progress = () => {
        bar.hidden = !file;
        field.disabled = !!file;
        if (file) {
          bar.max = file.size || 1;
          bar.value = at;
        } else field.value = "";
      };
      const chosen = () => {
        if (!field.files.length) return;
        file = field.files[0];
        id += 1;
        at = 0;
        draw();
        model.send({ kind: "start", id, name: file.name, size: file.size });
      };
      field.addEventListener("change", chosen);
      const hover = (event) => {
        event.preventDefault();
        box.classList.toggle("avgrisk-over", event.type === "dragover" && !field.disabled);
      };
      for (const event of ["dragover", "dragleave", "drop"]) box.addEventListener(event, hover);
      box.addEventListener("drop", (event) => {
        if (field.disabled || !event.dataTransfer.files.length) return;
        field.files = event.dataTransfer.files;
        chosen();
      });
      model.on("change:words", words);
      views.add(progress);
      words();
      progress();
      return () => views.delete(progress);
    },
  };
};
