// Opens a page in a tab of its own: the tab at once, while the click still counts, the page when the
// kernel has made it. Nothing of its address tells what it is.
export default {
  render({ model, el }) {
    const press = document.createElement("button");
    press.type = "button";
    press.className = "avgrisk-press avgrisk-main avgrisk-open";
    const dress = () => {
      press.textContent = model.get("words");
      press.lang = model.get("lang");
      press.disabled = !model.get("ready");
    };
    let tab = null;
    press.addEventListener("click", () => {
      tab = window.open("about:blank", "_blank");
      model.send("open");
    });
    const arrived = ({ page }) => {
      const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
      if (tab) tab.location.replace(address);
      else window.location.assign(address); // no new tabs allowed: here, Back returns
      tab = null;
    };
    for (const name of ["words", "lang", "ready"]) model.on(`change:${name}`, dress);
    model.on("msg:custom", arrived);
    dress();
    el.append(press);
  },
};
