// Shows a text to share and puts it on the clipboard, where the browser allows that.
export default {
  render({ model, el }) {
    const press = document.createElement("button");
    const sheet = document.createElement("dialog");
    const text = document.createElement("textarea");
    const told = document.createElement("p");
    const shut = document.createElement("button");
    const foot = document.createElement("div");
    press.type = shut.type = "button";
    press.className = "avgrisk-press avgrisk-open";
    shut.className = "avgrisk-press avgrisk-main";
    sheet.className = "avgrisk-window avgrisk-share";
    text.className = "avgrisk-entry";
    foot.className = "avgrisk-window-foot";
    text.readOnly = true;
    text.rows = 9;
    told.setAttribute("role", "status");
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
    press.addEventListener("click", () => model.send("copy"));
    shut.addEventListener("click", () => sheet.close());
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
    for (const name of ["words", "done", "shut", "ready", "lang"])
      model.on(`change:${name}`, dress);
    model.on("msg:custom", arrived);
    dress();
  },
};
