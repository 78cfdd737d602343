// The stage: one screen at a time, parts of it with each key. Where we are stands in the address, so
// that a reload goes on; names and endings are unpacked when their moment comes.
const sections = [...document.querySelectorAll(".scene")];
const blind = sections.map((section) => section.innerHTML);
const counts = {};
const place = { at: 0, step: 0, named: false };
let packed;

function unpacked() {
  if (!packed) {
    const text = JSON.parse(document.getElementById("packed").textContent);
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    packed = JSON.parse(new TextDecoder().decode(bytes));
  }
  return packed;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const format = new Intl.NumberFormat(document.documentElement.lang, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

function steps(section) {
  return Math.max(0, ...[...section.querySelectorAll("[data-step]")].map((n) => +n.dataset.step));
}

// The markup is our own, escaped when the page was made.
function draw() {
  const section = sections[place.at];
  const kind = `${place.at}${place.named}`;
  if (section.dataset.drawn === kind) return;
  section.dataset.drawn = kind;
  if (place.named) section.innerHTML = unpacked().named[place.at];
  else section.innerHTML = blind[place.at] || unpacked().later[place.at];
  for (const part of section.querySelectorAll("[data-hand], [data-guess]")) tell(part, 0);
}

function run(number, from, to) {
  if (calm() || from === to) {
    number.textContent = format.format(to);
    return;
  }
  const begun = performance.now();
  const tick = (now) => {
    const share = Math.min(1, (now - begun) / 900);
    number.textContent = format.format(from + (to - from) * (1 - (1 - share) ** 3));
    if (share < 1) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function light(node) {
  const seen = +node.dataset.step <= place.step;
  const fresh = seen && !node.classList.contains("seen");
  node.classList.toggle("seen", seen);
  node.inert = !seen;
  if (!node.matches(".score")) return;
  const number = node.querySelector("[data-count]");
  const needle = node.querySelector(".needle");
  const from = +number.dataset.was;
  const to = +number.dataset.count;
  if (!seen) {
    needle.style.left = `${from}%`;
    number.textContent = format.format(from);
  } else if (fresh) {
    needle.style.left = `${from}%`;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        needle.style.left = `${to}%`;
      }),
    );
    run(number, from, to);
  }
}

function show(moves) {
  for (const [at, section] of sections.entries()) section.hidden = at !== place.at;
  draw();
  const section = sections[place.at];
  const reveals = section.querySelector("[data-reveal]");
  if (reveals && !place.named && +reveals.dataset.step <= place.step) {
    place.named = true;
    draw();
  }
  for (const node of section.querySelectorAll("[data-step]")) light(node);
  document.querySelector(".progress i").style.width =
    `${(100 * (place.at + 1)) / sections.length}%`;
  document.querySelector(".place").textContent = section.getAttribute("aria-label");
  const button = document.querySelector("[data-act=name]");
  button.setAttribute("aria-pressed", String(place.named));
  document.querySelector("[data-act=back]").disabled = place.at + place.step === 0;
  document.querySelector("[data-act=next]").disabled =
    place.at === sections.length - 1 && place.step === steps(section);
  history.replaceState(null, "", `#${place.at + 1}.${place.step}${place.named ? "n" : ""}`);
  if (moves) {
    section.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function next() {
  if (place.step < steps(sections[place.at])) {
    place.step += 1;
    show();
    // On a phone what this key brought may stand under the fold.
    const brought = sections[place.at].querySelectorAll(`[data-step="${place.step}"]`);
    brought[brought.length - 1]?.scrollIntoView({
      block: "nearest",
      behavior: calm() ? "auto" : "smooth",
    });
  } else if (place.at < sections.length - 1) {
    place.at += 1;
    place.step = 0;
    show(true);
  }
}

function back() {
  if (place.step > 0) {
    place.step -= 1;
    show();
  } else if (place.at > 0) {
    place.at -= 1;
    draw();
    place.step = steps(sections[place.at]);
    show(true);
  }
}

function name() {
  place.named = !place.named;
  show();
}

function brightness() {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.style.colorScheme || (dark || system ? "dark" : "light");
  document.documentElement.style.colorScheme = now === "dark" ? "light" : "dark";
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

// Hands of the room, and guesses: counted here, kept nowhere.
function tell(part, change) {
  const key = part.dataset.hand || `guess${part.dataset.guess}`;
  const start = +(part.dataset.start || 0);
  counts[key] = Math.max(0, Math.min(999, (counts[key] ?? start) + change));
  if (part.dataset.guess) counts[key] = Math.min(100, counts[key]);
  part.querySelector("b").textContent = counts[key];
  if (!part.dataset.hand) return;
  const hands = [...part.parentElement.children];
  const total = Math.max(1, ...hands.map((hand) => counts[hand.dataset.hand] ?? 0));
  for (const hand of hands)
    hand.querySelector(".share i").style.width =
      `${(100 * (counts[hand.dataset.hand] ?? 0)) / total}%`;
}

const acts = { next, back, name, light: brightness, full };
const keys = {
  ArrowRight: next,
  PageDown: next,
  " ": next,
  ArrowLeft: back,
  PageUp: back,
  n: name,
  f: full,
  l: brightness,
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.act) acts[button.dataset.act]();
  else tell(button.closest("[data-hand], [data-guess]"), +button.dataset.add);
});

document.addEventListener("keydown", (event) => {
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const pressing = event.key === " " && event.target.closest("button, a");
  if (!act || pressing || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act();
});

function arrive() {
  const [, at, step, named] = location.hash.match(/^#(\d+)\.(\d+)(n?)$/) || [];
  if (at) {
    place.at = Math.min(sections.length, Math.max(1, +at)) - 1;
    place.named = Boolean(named);
    draw();
    place.step = Math.min(+step, steps(sections[place.at]));
  }
  show();
}

arrive();
