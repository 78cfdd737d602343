// A participant's phone: joins, shows the plan, keeps each vote until the server has confirmed it.
import {
  arrived,
  lang,
  listen,
  make,
  onEnter,
  part,
  post,
  room,
  rows,
  say,
  worded,
  words,
} from "./screen.js";

const MAY = ["yes", "disputed", "no", "unknown"];
const READINGS = Object.keys(words).filter((key) => key.startsWith("judge."));

let state = null;
let at = 0;
let sending = false;
let wait = 1000;
let listening = false;
let resting = false;

// What this phone keeps: votes by item, and whether the server has confirmed each.
const store = {
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem("avgrisk") ?? "{}");
      return kept.room === state?.room ? kept.votes : {};
    } catch {
      return {};
    }
  },
  write(votes) {
    try {
      localStorage.setItem("avgrisk", JSON.stringify({ room: state.room, votes }));
    } catch {
      say("line", words["screen.offline"]);
    }
  },
};
let votes = {};

const show = (name) => {
  for (const id of ["join", "wait", "ask"]) part(id).hidden = id !== name;
};

const enter = async (given) => {
  const answer = await post("/phone/join", given);
  if (answer.status === 200) return start();
  show("join");
  say("wrong", answer.error ?? words["screen.offline"]);
  part("code").focus();
};

const start = async () => {
  const answer = await fetch(`/phone/state?lang=${lang}`).catch(() => null);
  if (answer?.status !== 200) {
    say("line", words[answer ? "screen.no_store" : "screen.offline"]);
    setTimeout(start, 3000);
    return;
  }
  const found = await answer.json();
  if (!found.state) return knock();
  state = JSON.parse(found.state);
  votes = store.read();
  // What the server has is what counts; what it has not, is sent again or was reset.
  for (const { id } of state.items ?? []) {
    const mine = found.mine[id];
    if (votes[id]?.refused) delete votes[id].refused;
    if (votes[id]?.sent && !mine) delete votes[id];
    if (mine && (!votes[id] || votes[id].sent)) {
      votes[id] = { ...mine, grantGiven: true, sent: true };
    }
  }
  store.write(votes);
  heard(state);
  if (!listening) {
    listening = true;
    listen(`/phone/stream?lang=${lang}`, heard, lost);
  }
  send();
};

// With the link of the QR code in hand one is in at once; else the code is asked.
const knock = () => {
  const link = location.hash.slice(1);
  history.replaceState(null, "", `/?lang=${lang}`);
  if (link) return enter({ link });
  show("join");
  part("code").focus();
};

const lost = (why) => {
  say("line", words[why === "store" ? "screen.no_store" : "screen.offline"]);
};

const heard = (found) => {
  const moved = !state || found.part !== state.part || found.room !== state.room;
  if (state && found.room !== state.room) return location.reload();
  const opened = found.phase === "open" && (moved || state.phase !== "open");
  const stepped = listening && state && found.step !== state.step && found.phase === "open";
  state = found;
  arrived(state);
  if (stepped) start();
  if (opened || found.phase !== "open") resting = false;
  if (moved) at = firstOpen();
  if (state.phase === "open") return resting || ask(opened);
  waitFor();
};

const firstOpen = () => {
  const place = (state.items ?? []).findIndex((item) => !votes[item.id]?.grantGiven);
  return Math.max(place, 0);
};

const waitFor = () => {
  show("wait");
  const said = { lobby: "lobby", locked: "locked", end: "thanks" }[state.phase] ?? "watch";
  say("message", words[`screen.${said}`]);
  part("result").replaceChildren();
};

const ask = (opened) => {
  const items = state.items;
  room.classList.toggle("round", items.length > 1);
  at = Math.min(at, items.length - 1);
  const item = items[at];
  show("ask");
  const of = { n: at + 1, of: items.length };
  say("step", items.length > 1 ? worded("screen.of", of) : "");
  say("heading", item.title);
  part("plan").replaceChildren(...rows(item.rows));
  part("more").hidden = !state.judgements;
  fill(item);
  part("steps").hidden = items.length < 2;
  part("before").disabled = at === 0;
  say("after", at + 1 === items.length ? words["screen.done"] : words["screen.next"]);
  confirmed(item);
  if (opened) {
    scrollTo(0, 0);
    part("heading").focus();
  }
};

const fill = (item) => {
  const mine = votes[item.id] ?? {};
  for (const input of part("vote").querySelectorAll("input")) {
    const judged = input.name.startsWith("judge.");
    const own = judged ? mine.judged?.[READINGS.indexOf(input.name)] : mine[input.name];
    const given = input.name === "grant" ? mine.grantGiven : own;
    input.checked = Boolean(given) && String(own) === input.value;
  }
};

const confirmed = (item) => {
  const mine = votes[item.id];
  const told = () => (mine.refused ? "closed" : mine.sent ? "saved" : "kept");
  const key = !mine ? "" : mine.grantGiven ? told() : "half";
  say("kept", key && words[`screen.${key}`]);
  part("kept").classList.toggle("sent", key === "saved");
};

const chosen = () => {
  const item = state.items[at];
  const form = new FormData(part("vote"));
  const judged = READINGS.map((key) => form.get(key) ?? "0").join("");
  votes[item.id] = {
    grant: Number(form.get("grant") ?? 0),
    grantGiven: form.has("grant"),
    may: form.get("may") ?? "",
    judged: state.judgements && Number(judged) ? judged : "",
    sent: false,
  };
  store.write(votes);
  confirmed(item);
  send();
};

// Sends what is not confirmed, one after the other, until it is; longer pauses as it fails.
const send = async () => {
  if (sending) return;
  sending = true;
  for (const [item, vote] of Object.entries(votes)) {
    if (vote.sent || vote.refused || !vote.grantGiven) continue;
    const { grant, may, judged } = vote;
    const answer = await post("/phone/vote", { item, grant, may, judged });
    if (answer.status === 200) {
      if (votes[item] === vote) vote.sent = true;
      wait = 1000;
    } else if (answer.status === 409 || answer.status === 400) {
      vote.refused = true;
    } else {
      say("line", answer.error ?? words["screen.offline"]);
      setTimeout(send, wait + 500 * Math.random());
      wait = Math.min(wait * 2, 8000);
      break;
    }
    store.write(votes);
  }
  sending = false;
  if (state?.phase === "open") confirmed(state.items[at]);
  const left = Object.values(votes).some((vote) => !vote.sent && !vote.refused && vote.grantGiven);
  if (left && wait === 1000) send();
};

const pick = (name, value, text, none = false) => {
  const label = make("label", "", none ? "pick none" : "pick");
  const input = make("input");
  Object.assign(input, { type: "radio", name, value });
  label.append(input, make("span", text));
  return label;
};

const step = (by) => {
  at = Math.min(Math.max(at + by, 0), state.items.length - 1);
  ask(true);
};

const group = (picks) => {
  const div = make("div");
  div.append(...picks);
  return div;
};

const grants = [5, 4, 3, 2, 1, 0].map((n) => pick("grant", n, words[`grant.${n}`], n === 0));
part("grant").append(group(grants));
part("may").append(
  group(MAY.map((key) => pick("may", key, words[`may.${key}`], key === "unknown"))),
);
for (const key of READINGS) {
  const field = make("fieldset");
  const ends = make("p");
  ends.append(make("span", words["screen.little"]), make("span", words["screen.much"]));
  const steps = [1, 2, 3, 4, 5].map((n) => pick(key, n, String(n)));
  field.append(make("legend", words[key]), group(steps), ends);
  part("judged").append(field);
}
part("vote").addEventListener("change", chosen);
part("before").addEventListener("click", () => step(-1));
part("after").addEventListener("click", () => {
  if (at + 1 < state.items.length) return step(1);
  resting = true;
  show("wait");
  say("message", words["screen.again"]);
  const again = make("button", words["screen.open"]);
  again.addEventListener("click", () => {
    at = 0;
    resting = false;
    ask(true);
  });
  part("result").replaceChildren(again);
});
onEnter(() => enter({ code: part("code").value }));
window.addEventListener("online", send);
window.addEventListener("storage", () => {
  votes = store.read();
  if (state?.phase === "open") ask(false);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && state) start();
});
start();
