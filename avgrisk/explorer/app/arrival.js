// Tells the kernel that a page is seen, and the page that its kernel is gone.
import { button, make } from "../widgets/parts.js";

const PATIENCE = 6000; // no answer for so long, and the server is asked whether there is a kernel
const SILENCES = 3; // a kernel that is there but silent so often in a row is gone too
const LOOK = 20000; // how often it is asked when nobody does anything
const SOON = 400; // after somebody did something

// What the server knows of the kernel: "busy" while it is at work, "" when there is none.
const state = async () => {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  if (!config.kernelId) return "busy"; // a notebook has its own ways to tell
  try {
    const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`);
    const found = answer.ok ? (await answer.json()).execution_state : "";
    return found === "dead" ? "" : found;
  } catch {
    return ""; // the server itself is gone
  }
};

const tell = (words) => {
  const box = make("div", "avgrisk-gone", "", {
    role: "alertdialog",
    "aria-modal": "true",
    "aria-label": words.title,
    lang: words.lang,
  });
  const again = button("avgrisk-press avgrisk-main", words.again, () => location.reload());
  box.append(make("h2", "", words.title), make("p", "", words.text), again);
  for (const part of document.body.children) part.inert = true;
  document.body.append(box);
  again.focus();
};

export default {
  render({ model, el }) {
    el.style.display = "none";
    model.send("arrived");
    let asked = 0,
      soon = 0,
      silent = 0,
      gone = false;
    const heard = () => {
      clearTimeout(asked);
      asked = silent = 0;
    };
    const doubt = async () => {
      asked = 0;
      const now = await state();
      if (now === "busy" || gone || asked) return;
      silent += 1;
      if (now && silent < SILENCES) {
        ask(); // a slow machine is not a dead kernel
        return;
      }
      gone = true;
      tell(model.get("words"));
    };
    const ask = () => {
      if (gone || asked || document.hidden) return;
      asked = setTimeout(doubt, PATIENCE);
      model.send("there?");
    };
    const did = () => {
      clearTimeout(soon);
      soon = setTimeout(ask, SOON);
    };
    model.on("msg:custom", heard);
    const looking = setInterval(ask, LOOK);
    for (const event of ["input", "click"]) document.addEventListener(event, did, true);
    return () => {
      clearInterval(looking);
      clearTimeout(soon);
      heard();
      for (const event of ["input", "click"]) document.removeEventListener(event, did, true);
    };
  },
};
