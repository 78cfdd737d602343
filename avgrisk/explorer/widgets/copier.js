// Shows a text to share and puts it on the clipboard, where the browser allows that.
import { button, make, whenever } from "./parts.js";

export default {
  render({ model, el }) {
    const press = button("avgrisk-press avgrisk-open", "", () => model.send("copy"));
    const sheet = make("dialog", "avgrisk-window avgrisk-share");
    const text = make("textarea", "avgrisk-entry", "", { rows: 9, readonly: "" });
    const told = make("p", "", "", { role: "status" });
    const shut = button("avgrisk-press avgrisk-main", "", () => sheet.close());
    const foot = make("div", "avgrisk-window-foot");
    foot.append(told, shut);
    sheet.append(text, foot);
    el.append(press, sheet);
    const dress = () => {
      press.textContent = model.get("words");
      shut.textContent = model.get("shut");
      press.disabled = !model.get("ready");
      press.lang = sheet.lang = model.get("lang");
      for (const part of [text, sheet]) part.setAttribute("aria-label", model.get("words"));
    };
    const arrived = async (message) => {
      text.value = message.text;
      told.textContent = "";
      sheet.showModal();
      text.select();
      try {
        await navigator.clipboard.writeText(message.text);
        told.textContent = model.get("done");
      } catch {
        text.focus(); // to be copied by hand
      }
    };
    whenever(model, ["words", "done", "shut", "ready", "lang"], dress);
    model.on("msg:custom", arrived);
  },
};
