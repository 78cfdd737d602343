// Opens a page in a tab of its own: the tab at once, while the click still counts, the page when the
// kernel has made it. Nothing of its address tells what it is.
import { button, whenever } from "./parts.js";

export default {
  render({ model, el }) {
    let tab = null;
    const press = button("avgrisk-press avgrisk-main avgrisk-open", "", () => {
      tab = window.open("about:blank", "_blank");
      model.send("open");
    });
    const dress = () => {
      press.textContent = model.get("words");
      press.lang = model.get("lang");
      press.disabled = !model.get("ready");
    };
    const arrived = ({ page }) => {
      const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
      if (tab) tab.location.replace(address);
      else window.location.assign(address); // no new tabs allowed: here, Back returns
      tab = null;
    };
    whenever(model, ["words", "lang", "ready"], dress);
    model.on("msg:custom", arrived);
    el.append(press);
  },
};
