// What the scripts of our own controls have in common. To the page each control is one file: `Ours`
// puts this in the place of the import.

// An element with a class, a text (never markup) and attributes.
export function make(tag, name = "", text = "", attributes = {}) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

// A button, with what it does when pressed.
export function button(name, text, act) {
  const node = make("button", name, text, { type: "button" });
  node.addEventListener("click", act);
  return node;
}

// Tells the kernel at once.
export function set(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

// Draws now, and again whenever one of these has changed.
export function whenever(model, names, draw) {
  for (const name of names) model.on(`change:${name}`, draw);
  draw();
}
