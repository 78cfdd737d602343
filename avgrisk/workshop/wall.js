// The projector: the door, the plan, a crowd that grows, the split, the score, the story, the ending.
import { Field, highest, may, strip, weights } from "./drawing.js";
import { arrived, lang, listen, make, onEnter, part, post, say, worded, words } from "./screen.js";

// Milliseconds between two things that appear so that a room can read, and between two that move.
const BEAT = 1500;
const MOVE = 900;

// Where the crowd stands, from left to right: beside the number of votes, and under that of people.
const BESIDE = 0.64;
const UNDER = 0.165;

let state = null;
let shown = "";
let field = null;
let guests = null;

const enter = async (given) => {
  const answer = await post("/wall/enter", given);
  part("join").hidden = answer.status === 200;
  if (answer.status !== 200) return say("wrong", answer.error ?? words["screen.gone"]);
  for (const image of document.querySelectorAll(".qr")) image.src = "/wall/qr.svg";
  listen(`/wall/stream?lang=${lang}`, heard, () => say("line", words["screen.gone"]));
};

const heard = (found) => {
  state = found;
  arrived(state);
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
  say("people", worded("screen.people", { n: state.people }));
  say("address", location.host);
  guests ??= new Field(part("arrived"), 1600, UNDER);
  guests.gather(state.people);
};

const stage = () => {
  const round = state.question.round;
  say("heading", state.question.title);
  say("lead", round && state.spread ? "" : state.question.lead);
  const counting = ["open", "locked"].includes(state.phase);
  part("count").hidden = !counting;
  say("asked", words[state.phase === "open" ? "ask.grant" : "screen.shut"]);
  say("number", String(state.voted));
  say("counting", counting ? worded("screen.voted_of", { of: state.people }) : "");
  if (!state.spread) crowd();
  else once(split);
};

const crowd = () => {
  if (!field || shown) single();
  shown = "";
  part("strip").replaceChildren();
  field.gather(state.voted, state.phase === "locked");
};

const single = () => {
  part("fields").className = "one";
  const home = make("div", "", "field");
  part("fields").replaceChildren(home);
  field = new Field(home, 1600, BESIDE);
};

const split = () => {
  const [first] = state.spread;
  if (first.few) {
    part("fields").replaceChildren(make("p", worded("screen.few", { n: first.few }), "lead"));
    field = null;
  } else if (state.spread.length === 1) {
    if (!field) single();
    field.split(first);
    part("fields").querySelector(".may")?.remove();
    const line = may(first);
    line.classList.add("appear");
    part("fields").firstChild.append(line);
  } else several();
  if (state.score) strip(part("strip"), state.score, first);
  else part("strip").replaceChildren();
};

const several = () => {
  field = null;
  part("fields").className = "";
  part("fields").replaceChildren();
  const most = Math.max(...state.spread.map(highest));
  state.spread.forEach((found, at) => {
    const home = make("div", "", "field appear");
    home.style.animationDelay = `${at * 0.9}s`;
    const heading = make("h2", found.title);
    heading.prepend(make("small", found.kicker));
    const drawing = make("div");
    home.append(heading, drawing, may(found));
    part("fields").append(home);
    const drawn = new Field(drawing, 620);
    drawn.gather(found.people);
    setTimeout(() => drawn.split(found, most), MOVE * (at + 1));
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
  const drawing = make("div", "", "weighing");
  const after = weights(drawing, found.weights, MOVE) / 1000;
  const last = make("p", found.told, "last appear");
  last.style.animationDelay = `${after}s`;
  const note = make("p", worded("screen.who", found), "soft appear");
  note.style.animationDelay = `${after + 1.5}s`;
  part("ending").replaceChildren(heading, drawing, last, note);
};

onEnter(() => enter({ code: part("code").value }));

const link = location.hash.slice(1) || sessionStorage.getItem("link") || "";
if (link) sessionStorage.setItem("link", link);
history.replaceState(null, "", `/wall?lang=${lang}`);
if (link) enter({ link });
else part("join").hidden = false;
