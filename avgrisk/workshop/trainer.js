// The trainer's page: where the room is, what to ask it, and one key for each step.
import { Field, highest, may, strip, weights } from "./drawing.js";
import {
  arrived,
  lang,
  listen,
  make,
  onEnter,
  part,
  post,
  rows,
  say,
  worded,
  words,
} from "./screen.js";

// Milliseconds between two weights that move.
const MOVE = 300;

// What can be done when; the server decides all the same.
const CAN = {
  lock: (now) => now.phase === "open",
  reveal: (now) =>
    ["locked", "score"].includes(now.phase) || (now.phase === "spread" && !now.question.round),
  back: (now) => now.phase !== "lobby",
  next: (now) => now.phase !== "end",
};
const KEYS = { " ": "next", l: "lock", r: "reveal", b: "back", t: "timer" };

let state = null;
let drawn = "";
let line = Promise.resolve();
let taken = -1;
let noting;

const enter = async (secret) => {
  const answer = await post("/trainer/enter", { secret });
  if (answer.status === 200) return start();
  ask(answer.error ?? words["screen.gone"]);
};

const ask = (why) => {
  part("join").hidden = false;
  part("desk").hidden = true;
  say("wrong", why);
  part("secret").focus();
};

const start = () => {
  part("join").hidden = true;
  part("desk").hidden = false;
  listen(`/trainer/stream?lang=${lang}`, heard, lost);
};

const lost = (why) => {
  say("line", words[why === "store" ? "screen.no_store" : "screen.gone"]);
};

const heard = (found) => {
  const moved = !state || found.part !== state.part;
  state = found;
  arrived(state);
  say("phase", phase());
  counted();
  door();
  say("then", state.then || words["screen.end"]);
  for (const button of document.querySelectorAll("[data-action]"))
    button.disabled = !(CAN[button.dataset.action] ?? (() => true))(state);
  say("prompt", state.prompt);
  say("notes", state.notes ?? "");
  say("way", state.address);
  part("projector").href = `/wall?lang=${lang}#${state.link}`;
  if (moved) part("own").value = state.own_notes ?? "";
  part("own").disabled = !state.plan;
  part("jotted").hidden = part("reset").hidden = !state.plan;
  tellPlan();
  draw();
};

const phase = () => {
  if (state.phase === "lobby") return worded("screen.people", { n: state.people });
  if (state.phase === "score") return words["screen.score"];
  if (state.phase === "locked") return words["screen.shut"];
  return words[`screen.${state.phase}`];
};

const counted = () => {
  part("counts").hidden = !state.plan;
  say("counted", worded("screen.voted", { n: state.voted, of: state.people }));
  part("voted").max = Math.max(1, state.people);
  part("voted").value = state.voted;
};

// Before the first plan: how to get in, and what is coming.
const door = () => {
  part("door").hidden = state.phase !== "lobby";
  say("code", state.code);
  if (state.phase !== "lobby" || part("program").childElementCount) return;
  for (const [title, minutes] of state.program) {
    const item = make("li", `${title} `);
    item.append(make("span", minutes, "soft"));
    part("program").append(item);
  }
};

const tellPlan = () => {
  const told = state.question?.round
    ? { title: state.question.title, rows: [["", state.question.lead]] }
    : state.plan?.[0];
  part("plan").hidden = !told;
  part("plan").open = !state.spread;
  say("about", told?.title ?? "");
  part("rows").replaceChildren(...rows(told?.rows ?? []));
};

const draw = () => {
  const key = JSON.stringify([state.part, state.phase, state.spread, state.ending]);
  if (key === drawn) return;
  drawn = key;
  for (const id of ["field", "told", "strip", "story", "ending"]) part(id).replaceChildren();
  const split = state.spread?.[0];
  if (split?.few) say("told", worded("screen.few", { n: split.few }));
  else if (state.spread) spread();
  if (state.score) strip(part("strip"), state.score, split);
  if (state.story) story();
  if (state.phase === "end") ending();
};

const spread = () => {
  const most = Math.max(...state.spread.map(highest));
  for (const split of state.spread) {
    const home = make("div");
    if (split.title) {
      const heading = make("h3", split.title);
      heading.prepend(make("small", split.kicker, "soft"));
      home.append(heading);
    }
    const drawing = make("div");
    home.append(drawing, may(split));
    part("field").append(home);
    const field = new Field(drawing, state.spread.length > 1 ? 620 : 1600);
    field.split(split, most);
  }
};

const story = () => {
  const told = state.story;
  const events = make("ul");
  for (const event of told.events) events.append(make("li", `${event.date}: ${event.text}`));
  const sources = make("ul");
  for (const source of told.sources) {
    const link = make("a", source.title);
    if (source.address)
      Object.assign(link, { href: source.address, target: "_blank", rel: "noopener noreferrer" });
    const item = make("li");
    item.append(link);
    sources.append(item);
  }
  const parts = [
    make("h2", `${told.title} (${told.who}, ${told.when})`),
    events,
    make("p", told.outcome),
  ];
  if (told.why) parts.push(make("p", told.why));
  part("story").replaceChildren(...parts, sources);
};

const ending = () => {
  const found = state.ending;
  if (!found) return part("ending").replaceChildren(make("p", words["screen.weighing"]));
  if (!found.weights.length) return part("ending").replaceChildren(make("p", found.told));
  const drawing = make("div");
  weights(drawing, found.weights, MOVE);
  part("ending").replaceChildren(make("p", found.told, "told"), drawing);
};

// One step after the other, also for who presses keys faster than the server answers: the next one
// starts from where the last one led, and only somebody else's step comes in between.
const act = (action) => {
  line = line.then(() => (action === "timer" ? time() : take(action)));
};

const take = async (action) => {
  if (!state) return;
  const answer = await post("/trainer/act", { action, step: Math.max(state.step, taken) });
  if (answer.status === 200) taken = answer.step;
  else say("line", answer.error ?? words["screen.gone"]);
};

const time = () => {
  const wanted = state?.seconds === undefined ? Math.max(1, state?.minutes ?? 5) : 0;
  return post("/trainer/act", { action: "timer", minutes: wanted });
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, input, dialog, button, a");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const action = KEYS[event.key.toLowerCase()];
  if (!action || part("desk").hidden) return;
  event.preventDefault();
  act(action);
});
for (const button of document.querySelectorAll("[data-action]")) {
  button.addEventListener("click", () => {
    act(button.dataset.action);
    button.blur();
  });
}
part("reset").addEventListener("click", () => part("sure").showModal());
part("sure").addEventListener("close", () => {
  if (part("sure").returnValue === "yes") act("reset");
  part("sure").returnValue = "";
});
part("own").addEventListener("input", () => {
  clearTimeout(noting);
  noting = setTimeout(() => post("/trainer/act", { action: "note", text: part("own").value }), 600);
});
onEnter(() => enter(part("secret").value.trim()));

const secret = location.hash.slice(1);
history.replaceState(null, "", `/trainer?lang=${lang}`);
if (secret) enter(secret);
else {
  const answer = await fetch(`/trainer/known?lang=${lang}`).catch(() => null);
  const found = answer?.ok ? await answer.json() : {};
  if (found.known) start();
  else ask("");
}
