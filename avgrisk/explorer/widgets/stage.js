// A place shows its picture and changes, in what stands there, only what is not the same: styles are
// not read again, what a reader unfolded stays unfolded, and nothing flickers or jumps. A picture's
// style holds the number of its sheet; the rules of that sheet are put there once.
function attributes(old, fresh) {
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(name === "open" && old.tagName === "DETAILS"))
      old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function follow(old, fresh) {
  if (
    fresh.nodeName === "STYLE" ? old.dataset?.sheet === fresh.dataset.sheet : old.isEqualNode(fresh)
  )
    return;
  if (old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  attributes(old, fresh);
  children(old, fresh);
}

function children(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  for (const [place, node] of after.entries()) {
    if (before[place]) follow(before[place], node);
    else old.append(node);
  }
  for (const node of before.slice(after.length)) node.remove();
}

async function render({ model, el }) {
  const id = model.get("stage").slice("IPY_MODEL_".length);
  const stage = await model.widget_manager.get_model(id);
  const name = `picture_${model.get("name")}`;
  let shown = "";
  const show = () => {
    const markup = stage.get(name) || "";
    if (markup === shown) return;
    shown = markup;
    const page = document.createElement("template");
    page.innerHTML = markup;
    for (const style of page.content.querySelectorAll("style")) {
      style.dataset.sheet = style.textContent;
      style.textContent = stage.get("sheets")[style.dataset.sheet];
    }
    children(el, page.content);
  };
  show();
  stage.on(`change:${name}`, show);
  return () => stage.off(`change:${name}`, show);
}

export default { render };
