// Names that a screen reader can say: what stock widgets leave out. It finds the block of widgets it
// stands in, names it and what in it has no name of its own, and keeps doing so when the page
// changes: a label must not go stale when Play ends.
function set(node, name, value) {
  if (node && value && node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function pressed(button) {
  set(button, "aria-pressed", String(button.classList.contains("mod-active")));
}

function mark(home, model) {
  const labels = model.get("labels");
  const all = (selector) => home.querySelectorAll(selector);
  set(home, "lang", model.get("lang"));
  const first = document.querySelector("main, [role=main]");
  set(home, "role", !first || first === home ? "main" : "region");
  set(home, "aria-label", model.get("name"));
  for (const play of all(".widget-play")) {
    const buttons = play.querySelectorAll("button");
    const [start, stop, again] = buttons;
    const running = start?.querySelector(".fa-pause");
    set(start, "aria-label", running ? labels.pause : labels.play);
    set(stop, "aria-label", labels.stop);
    set(again, "aria-label", labels.repeat);
    for (const button of buttons) set(button, "title", button.getAttribute("aria-label"));
  }
  for (const group of all(".widget-toggle-buttons")) {
    set(group, "role", "group");
    set(group, "aria-label", group.querySelector("label")?.textContent);
    for (const button of group.querySelectorAll("button")) pressed(button);
  }
  for (const button of all(".widget-toggle-button")) pressed(button);
  for (const { lastChild } of all(".widget-upload")) {
    const count = / \(\d+\)$/;
    if (lastChild && count.test(lastChild.textContent)) {
      lastChild.textContent = lastChild.textContent.replace(count, "");
    }
  }
  // JupyterLab would take the arrows for its cells. It asks what has the focus, nothing around that.
  for (const node of all("select, [type=radio], [role=tab]"))
    set(node, "data-lm-suppress-shortcuts", "true");
  for (const sign of all("button i.fa")) set(sign, "aria-hidden", "true");
  for (const node of all(".avgrisk-live")) set(node, "aria-live", "polite");
}

// A button that is drawn anew while it is pressed never hears its click: the one that took its place
// gets it, by its words, or else by its place in the row.
let held;

function successor(pressed, row, place) {
  const home = row.isConnected ? row : document;
  const same = [...home.querySelectorAll("button")].find(
    (other) => other.textContent === pressed.textContent && other.checkVisibility(),
  );
  return same ?? (row.isConnected ? row.children[place] : null);
}

function press({ target, button }) {
  const pressed = target.closest?.("button");
  held?.abort();
  if (!pressed || button) return;
  held = new AbortController();
  const row = pressed.parentElement;
  const place = [...row.children].indexOf(pressed);
  const box = pressed.getBoundingClientRect();
  const once = { once: true, capture: true, signal: held.signal };
  const release = ({ clientX: x, clientY: y }) => {
    const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (inside && !pressed.isConnected) successor(pressed, row, place)?.click();
  };
  addEventListener("pointerup", release, once);
  addEventListener("pointercancel", () => held.abort(), once);
}

export default {
  render({ model, el }) {
    el.style.display = "none";
    if (!window.avgriskHears) addEventListener("pointerdown", press, true);
    window.avgriskHears = true; // every widget runs a copy of this file
    let watcher;
    const start = (tries) => {
      const home = el.closest(".avgrisk-explorer");
      if (!home) {
        if (tries) setTimeout(() => start(tries - 1), 50);
        return;
      }
      mark(home, model);
      let waits = false; // once a frame, after what changed is on screen
      watcher = new MutationObserver(() => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => {
          waits = false;
          mark(home, model);
        });
      });
      watcher.observe(home, {
        childList: true,
        subtree: true,
        attributes: true,
        attributeFilter: ["class"],
      });
    };
    start(40);
    return () => watcher?.disconnect();
  },
};
