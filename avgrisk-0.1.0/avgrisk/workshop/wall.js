// The projector: the door, the plan, a crowd that grows, the split, the score, the story, the ending.
import { clock, Field, listen, make, post, strip } from "./drawing.js";

const room = document.getElementById("room");
const words = JSON.parse(room.dataset.words);
const lang = document.documentElement.lang;
const part = (id) => document.getElementById(id);

// Milliseconds between two things that appear, so that a room can read.
const BEAT = 1500;

let state = null;
let shown = "";
let field = null;
let ends = 0;

const say = (id, text) => {
  if (part(id).textContent !== text) part(id).textContent = text;
};

const enter = async (given) => {
  const answer = await post("/wall/enter", given);
  part("join").hidden = answer.status === 200;
  if (answer.status !== 200) return say("wrong", answer.error ?? words["screen.gone"]);
  for (const image of document.querySelectorAll(".qr")) image.src = "/wall/qr.svg";
  listen(`/wall/stream?lang=${lang}`, heard, () => say("line", words["screen.gone"]));
};

const heard = (found) => {
  state = found;
  say("line", "");
  ends = state.seconds === undefined ? 0 : performance.now() + 1000 * state.seconds;
  room.dataset.phase = state.phase;
  const at = words["screen.part"].replace("{n}", state.part).replace("{of}", state.parts);
  say("where", state.part && state.phase !== "end" ? at : "");
  for (const code of document.querySelectorAll(".code")) code.textContent = state.code;
  part("lobby").hidden = state.phase !== "lobby";
  part("story").hidden = state.phase !== "story";
  part("ending").hidden = state.phase !== "end";
  part("stage").hidden = ["lobby", "story", "end"].includes(state.phase);
  if (state.phase === "lobby") return lobby();
  if (state.phase === "story") return once(story);
  if (state.phase === "end") return once(ending);
  stage();
};

// Draws a scene that unfolds by itself, and not again while nothing in it changed.
const once = (draw) => {
  const key = JSON.stringify([state.part, state.phase, state.ending]);
  if (key === shown) return;
  shown = key;
  draw();
};

const lobby = () => {
  shown = "";
  say("people", words["screen.people"].replace("{n}", state.people));
  say("address", location.host);
};

const stage = () => {
  say("heading", state.question.title);
  say("lead", state.question.lead);
  const voted = words["screen.voted"].replace("{n}", state.voted).replace("{of}", state.people);
  say("counting", ["open", "locked"].includes(state.phase) ? voted : "");
  if (!state.spread) crowd();
  else once(split);
};

const crowd = () => {
  if (!field || shown) single();
  shown = "";
  part("strip").replaceChildren();
  field.gather(state.voted);
};

const single = () => {
  part("fields").className = "one";
  const home = make("div", "", "field");
  part("fields").replaceChildren(home);
  field = new Field(home, words);
};

const split = () => {
  const [first] = state.spread;
  if (first.few) {
    part("fields").replaceChildren(
      make("p", words["screen.few"].replace("{n}", first.few), "lead"),
    );
    field = null;
  } else if (state.spread.length === 1) {
    if (!field) single();
    field.split(first);
    part("fields").querySelector(".may")?.remove();
    part("fields").firstChild.append(may(first));
  } else several();
  if (state.score) strip(part("strip"), state.score, first, words, lang);
  else part("strip").replaceChildren();
};

const may = (found) => {
  const line = make("p", `${words["ask.may"]}  `, "may appear");
  line.style.animationDelay = "1.6s";
  ["yes", "disputed", "no", "unknown"].forEach((key, at) => {
    line.append(make("span", `${at ? "  ·  " : ""}${words[`may.${key}`]} `));
    line.append(make("b", String(found.may[at])));
  });
  return line;
};

const several = () => {
  field = null;
  part("fields").className = "";
  part("fields").replaceChildren();
  state.spread.forEach((found, at) => {
    const home = make("div", "", "field appear");
    home.style.animationDelay = `${at * 0.9}s`;
    const heading = make("h2", found.title);
    heading.prepend(make("small", found.kicker));
    const drawing = make("div");
    home.append(heading, drawing);
    part("fields").append(home);
    const drawn = new Field(drawing, words, 620);
    drawn.gather(found.people);
    setTimeout(() => drawn.split(found), 900 * (at + 1));
  });
};

const story = () => {
  const told = state.story;
  const heading = make("h1", told.title, "appear");
  const who = make("p", `${told.who}, ${told.when}`, "lead soft appear");
  const top = make("div");
  top.append(heading, who);
  const events = make("ol");
  told.events.forEach((event, at) => {
    const item = make("li", "", "appear");
    item.style.animationDelay = `${(BEAT * (at + 1)) / 1000}s`;
    item.append(make("time", event.date), make("span", event.text));
    events.append(item);
  });
  const outcome = make("p", "", "outcome appear");
  outcome.style.animationDelay = `${(BEAT * (told.events.length + 1.6)) / 1000}s`;
  const ladder = make("span", "", "ladder");
  for (let step = 1; step <= 4; step += 1)
    ladder.append(make("i", "", step <= told.step ? "on" : ""));
  outcome.append(ladder, make("span", told.outcome));
  part("story").replaceChildren(top, events, outcome);
  if (told.why) top.append(make("p", told.why, "soft appear"));
};

const ending = () => {
  const found = state.ending;
  const heading = make("h1", words["screen.ending"]);
  if (!found)
    return part("ending").replaceChildren(
      heading,
      make("p", words["screen.weighing"], "lead appear"),
    );
  if (!found.weights.length)
    return part("ending").replaceChildren(heading, make("p", found.told, "lead"));
  const ends = found.weights.flatMap((weight) => [
    weight.low,
    weight.high,
    weight.prior_low,
    weight.prior_high,
  ]);
  const low = Math.min(0, ...ends);
  const high = Math.max(...ends);
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const wide = (from, to) => `${(100 * (to - from)) / (high - low)}%`;
  const rows = make("div", "", "weights");
  const moving = found.weights.map((weight, place) => {
    const row = make("div", "", place ? "weight appear" : "weight first appear");
    row.style.animationDelay = `${0.35 * place}s`;
    const axis = make("div", "", "axis");
    const piece = (name, left, width) => {
      const mark = make("i", "", name);
      mark.style.left = at(left);
      if (width !== undefined) mark.style.width = width;
      axis.append(mark);
      return mark;
    };
    piece("prior-range", weight.prior_low, wide(weight.prior_low, weight.prior_high));
    const range = piece("room-range", weight.prior, "0%");
    piece("prior", weight.prior);
    const own = piece("own", weight.prior);
    row.append(make("span", weight.name), axis);
    rows.append(row);
    return () => {
      own.style.left = at(weight.room);
      range.style.left = at(weight.low);
      range.style.width = wide(weight.low, weight.high);
    };
  });
  // First all stands as the model had it; then the room moves, the largest step last.
  const start = 350 * moving.length + 1600;
  for (const [order, move] of [...moving].reverse().entries()) {
    setTimeout(move, start + 900 * order);
  }
  const after = (start + 900 * moving.length + 1800) / 1000;
  const last = make("p", found.told, "last appear");
  last.style.animationDelay = `${after}s`;
  const who = words["screen.who"]
    .replace("{people}", found.people)
    .replace("{answers}", found.answers);
  const note = make("p", who, "soft appear");
  note.style.animationDelay = `${after + 1.5}s`;
  part("ending").replaceChildren(heading, key(), rows, last, note);
};

const key = () => {
  const line = make("p", "", "key");
  for (const [name, text] of [
    ["", "prior"],
    ["own", "room_index"],
  ]) {
    const item = make("span");
    item.append(make("i", "", name), words[`screen.${text}`]);
    line.append(item);
  }
  return line;
};

const tick = () => {
  const left = Math.round((ends - performance.now()) / 1000);
  say("clock", ends ? (left > 0 ? clock(left) : words["screen.time_up"]) : "");
};

part("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  enter({ code: part("code").value });
});
setInterval(tick, 500);

const link = location.hash.slice(1) || sessionStorage.getItem("link") || "";
if (link) sessionStorage.setItem("link", link);
history.replaceState(null, "", `/wall?lang=${lang}`);
if (link) enter({ link });
else part("join").hidden = false;
