"""Pictures that follow a control: one message a move, and only what differs is touched."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.figures.markup import Figure

#: A place shows its picture and changes, in what stands there, only what is not the same: styles
#: are not read again, what a reader unfolded stays unfolded, and nothing flickers or jumps.
SCRIPT = """
function attributes(old, fresh) {
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(name === "open" && old.tagName === "DETAILS"))
      old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}
function follow(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName) { old.replaceWith(fresh); return; }
  if (old.nodeType !== Node.ELEMENT_NODE) { old.nodeValue = fresh.nodeValue; return; }
  attributes(old, fresh);
  children(old, fresh);
}
function children(old, fresh) {
  const before = [...old.childNodes], after = [...fresh.childNodes];
  after.forEach((node, i) => before[i] ? follow(before[i], node) : old.append(node));
  before.slice(after.length).forEach((node) => node.remove());
}
async function render({ model, el }) {
  const id = model.get("stage").slice("IPY_MODEL_".length);
  const stage = await model.widget_manager.get_model(id);
  const name = model.get("name");
  let shown = "";
  const show = () => {
    const markup = stage.get("pictures")[name] || "";
    if (markup === shown) return;
    shown = markup;
    const page = document.createElement("template");
    page.innerHTML = markup;
    children(el, page.content);
  };
  show();
  stage.on("change:pictures", show);
  return () => stage.off("change:pictures", show);
}
export default { render };
"""


class Stage(widgets.Widget):
    """The markup of several pictures by name, sent to the page in one message."""

    pictures = traitlets.Dict().tag(sync=True)

    def put(self, figures: dict[str, Figure]) -> None:
        """Other pictures under these names; nothing is sent when nothing changed."""
        self.pictures = self.pictures | {name: part.markup for name, part in figures.items()}


class Place(anywidget.AnyWidget):
    """Where one picture of a stage stands; empty as long as the stage has none of this name."""

    _esm = SCRIPT
    stage = traitlets.Instance(Stage).tag(sync=True, **widgets.widget_serialization)
    name = traitlets.Unicode().tag(sync=True)

    def __init__(self, stage: Stage, name: str, **kwargs: Any):
        super().__init__(stage=stage, name=name, **kwargs)
        self.add_class("avgrisk-place")
