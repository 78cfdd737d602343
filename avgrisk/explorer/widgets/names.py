"""Names that a screen reader can say: what stock widgets leave out, put on in the browser."""

from __future__ import annotations

import anywidget
import traitlets

from avgrisk.figures.style import fill

#: Finds the block of widgets it stands in, names it and what in it has no name of its own, and
#: keeps doing so when the page changes: a label must not go stale when Play ends.
SCRIPT = """
function mark(home, model) {
  const labels = model.get("labels");
  const set = (node, name, value) => {
    if (node && value && node.getAttribute(name) !== value) node.setAttribute(name, value);
  };
  set(home, "lang", model.get("lang"));
  const first = document.querySelector("main, [role=main]");
  set(home, "role", !first || first === home ? "main" : "region");
  set(home, "aria-label", model.get("name"));
  home.querySelectorAll(".widget-play").forEach((play) => {
    const [start, stop, again] = play.querySelectorAll("button");
    const running = start && start.querySelector(".fa-pause");
    set(start, "aria-label", running ? labels.pause : labels.play);
    set(stop, "aria-label", labels.stop);
    set(again, "aria-label", labels.repeat);
    play.querySelectorAll("button").forEach((b) => set(b, "title", b.getAttribute("aria-label")));
  });
  home.querySelectorAll(".widget-toggle-buttons").forEach((group) => {
    const title = group.querySelector("label");
    set(group, "role", "group");
    set(group, "aria-label", title && title.textContent);
    group.querySelectorAll("button").forEach((b) =>
      set(b, "aria-pressed", String(b.classList.contains("mod-active"))));
  });
  home.querySelectorAll(".widget-toggle-button").forEach((b) =>
    set(b, "aria-pressed", String(b.classList.contains("mod-active"))));
  home.querySelectorAll(".widget-hslider").forEach((slider) => {
    const [handle, title, readout] = [".noUi-handle", ".widget-label", ".widget-readout"]
      .map((part) => slider.querySelector(part));
    set(handle, "aria-label", title && title.textContent);
    set(handle, "aria-valuetext", readout && readout.textContent);
    set(readout, "contenteditable", "false");
  });
  home.querySelectorAll(".widget-upload").forEach(({ lastChild }) => {
    const count = / \\(\\d+\\)$/;
    if (lastChild && count.test(lastChild.textContent)) {
      lastChild.textContent = lastChild.textContent.replace(count, "");
    }
  });
  // In JupyterLab the arrows would go to the notebook, not through the list.
  home.querySelectorAll("select").forEach((list) =>
    set(list, "data-lm-suppress-shortcuts", "true"));
  home.querySelectorAll("button i.fa").forEach((sign) => set(sign, "aria-hidden", "true"));
  home.querySelectorAll(".avgrisk-live").forEach((node) => set(node, "aria-live", "polite"));
}
export default {
  render({ model, el }) {
    el.style.display = "none";
    let watcher;
    const start = (tries) => {
      const home = el.closest(".avgrisk-explorer");
      if (!home) { if (tries) setTimeout(() => start(tries - 1), 50); return; }
      mark(home, model);
      let waits = false;  // once a frame, after what changed is on screen
      watcher = new MutationObserver(() => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => { waits = false; mark(home, model); });
      });
      watcher.observe(home, { childList: true, subtree: true, attributes: true,
                              attributeFilter: ["class", "aria-valuetext"] });
    };
    start(40);
    return () => watcher && watcher.disconnect();
  },
};
"""


#: One sees where the keyboard is, also where the stock rules leave that out.
STYLE = (
    ".avgrisk-explorer.avgrisk-explorer :focus-visible"
    "{outline:3px solid $link!important;outline-offset:1px}"
)


class Names(anywidget.AnyWidget):
    """Names the block it is the last child of; the block has the class avgrisk-explorer."""

    _esm = SCRIPT
    _css = fill(STYLE)
    name = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
