// What the three screens do alike: their words and parts, the line to the server, the clock.
export const room = document.getElementById("room");
export const words = JSON.parse(room.dataset.words);
export const lang = document.documentElement.lang;
export const part = (id) => document.getElementById(id);

export const say = (id, text) => {
  if (part(id).textContent !== text) part(id).textContent = text;
};

// A label with its places filled in.
export const worded = (key, places) => words[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);

export const make = (tag, text = "", name = "") => {
  const found = document.createElement(tag);
  found.textContent = text;
  if (name) found.className = name;
  return found;
};

// The rows of a plan, some of which have no name.
export const rows = (told) =>
  told.flatMap(([name, text]) => [...(name ? [make("dt", name)] : []), make("dd", text)]);

let ends = 0;

// What every screen says of a new state: that the line is there, where the room is, the time left.
export const arrived = (state) => {
  room.dataset.phase = state.phase;
  ends = state.seconds === undefined ? 0 : performance.now() + 1000 * state.seconds;
  say("line", "");
  const inside = state.part && state.phase !== "end";
  say("where", inside ? worded("screen.part", { n: state.part, of: state.parts }) : "");
};

const tick = () => {
  const left = Math.round((ends - performance.now()) / 1000);
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  say("clock", ends ? (left > 0 ? clock : words["screen.time_up"]) : "");
};
if (part("clock")) setInterval(tick, 500);

// Who fills in the form gets in.
export const onEnter = (enter) => {
  part("enter").addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
};

// A line to the server that comes back by itself, also after sleep and a restart.
export const listen = (address, heard, lost) => {
  let source;
  const open = () => {
    source?.close();
    source = new EventSource(address);
    source.onmessage = (event) => heard(JSON.parse(event.data));
    source.addEventListener("store", () => lost("store"));
    source.onerror = () => {
      lost("offline");
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 1500 + 2500 * Math.random());
    };
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") open();
  });
  window.addEventListener("online", open);
  open();
};

// A post as a page of ours sends it: the answer, or a status of 0 without a network.
export const post = async (address, body) => {
  try {
    const answer = await fetch(`${address}?lang=${document.documentElement.lang}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: 0 };
  }
};
