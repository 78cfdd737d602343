// Opens the stage in a tab of its own: the tab at once, while the click still counts, the page when
// the kernel has made it. Nothing of the address tells which case it is.
export default {
  render({ model, el }) {
    const press = document.createElement("button");
    press.className = "avgrisk-present";
    const name = () => {
      press.textContent = `▶ ${model.get("words")}`;
      press.lang = model.get("lang");
    };
    let tab = null;
    press.addEventListener("click", () => {
      tab = window.open("about:blank", "_blank");
      model.send("present");
    });
    const arrived = ({ page }) => {
      const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
      if (tab) tab.location.replace(address);
      else window.location.assign(address); // no new tabs allowed: here, Back returns
      tab = null;
    };
    model.on("change:words", name);
    model.on("msg:custom", arrived);
    name();
    el.append(press);
    return () => {
      model.off("change:words", name);
      model.off("msg:custom", arrived);
    };
  },
};
