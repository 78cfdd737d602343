// What trainer and projector draw alike: people as dots, the score on its strip.
import { make, worded, words } from "./screen.js";

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 470;
const FLOOR = 372;
const COLUMNS = 6;

// Milliseconds in which the score goes up to where it stands.
const RISE = 2600;

const drawn = (tag, attributes, text = "") => {
  const found = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  found.textContent = text;
  return found;
};

// A field of people: first a cloud that grows with every vote, then columns, one dot a person.
export class Field {
  constructor(home, wide = 1600, at = 0.5) {
    this.wide = wide;
    this.at = at * wide;
    this.svg = drawn("svg", { viewBox: `0 0 ${wide} ${HIGH}`, role: "img" });
    this.axis = drawn("g", {});
    this.crowd = drawn("g", {});
    this.svg.append(this.axis, this.crowd);
    home.replaceChildren(this.svg);
  }

  // So many people are there; where they stand is nobody's business yet. Once the vote is closed
  // they draw together and hold their breath.
  gather(count, held = false) {
    const size = (held ? 0.75 : 1) * Math.min(30, 95 / Math.sqrt(count + 1));
    this.axis.replaceChildren();
    this.people(count, size);
    this.crowd.classList.toggle("held", held);
    [...this.crowd.children].forEach((dot, at) => {
      const turn = at * 2.39996;
      const far = 2.15 * size * Math.sqrt(at + 0.5);
      place(dot, this.at + 1.3 * far * Math.cos(turn), 235 + far * Math.sin(turn));
      dot.classList.remove("unsure");
    });
    this.svg.setAttribute("aria-label", String(count));
  }

  // How the room split: columns from certainly not to certainly, then who does not know. Fields
  // beside each other have dots of one size: that of the highest column among them.
  split(found, highest = 0) {
    const counts = [...found.grants, found.unsure];
    const total = counts.reduce((one, other) => one + other, 0);
    const size = this.size(Math.max(highest, ...counts));
    this.crowd.classList.remove("held");
    this.people(total, size);
    this.columns(counts);
    const across = this.across(size);
    let at = 0;
    counts.forEach((count, column) => {
      for (let own = 0; own < count; own += 1) {
        const dot = this.crowd.children[at];
        const row = Math.floor(own / across);
        const inRow = Math.min(across, count - row * across);
        const shift = (own % across) - (inRow - 1) / 2;
        dot.style.transitionDelay = `${column * 180 + own * 30}ms`;
        dot.classList.toggle("unsure", column === COLUMNS - 1);
        place(dot, this.middle(column) + shift * 2.3 * size, FLOOR - 14 - size - row * 2.3 * size);
        at += 1;
      }
    });
    this.svg.setAttribute("aria-label", found.told);
  }

  people(count, size) {
    while (this.crowd.children.length > count) this.crowd.lastChild.remove();
    while (this.crowd.children.length < count) {
      const dot = drawn("circle", { r: size, class: "person" });
      place(dot, this.at, HIGH + 60);
      dot.style.opacity = 0;
      this.crowd.append(dot);
    }
    this.crowd.getBoundingClientRect();
    for (const dot of this.crowd.children) {
      dot.style.transitionDelay = "0ms";
      dot.setAttribute("r", size);
      dot.style.opacity = 1;
    }
  }

  columns(counts) {
    const ends = { x1: 10, x2: this.wide - 10, y1: FLOOR, y2: FLOOR, class: "base" };
    const parts = [drawn("line", ends)];
    counts.forEach((count, column) => {
      const label = { x: this.middle(column), y: FLOOR + 44, class: "column", "font-size": 34 };
      const number = { ...label, y: FLOOR + 88, class: "column column-count", "font-size": 38 };
      parts.push(drawn("text", label, this.name(column)), drawn("text", number, String(count)));
    });
    this.axis.replaceChildren(...parts);
  }

  // A narrow field names its ends only.
  name(column) {
    const ends = { 0: "screen.not", 4: "screen.yes", 5: "screen.mark" };
    if (this.wide < 1000) return words[ends[column]] ?? "";
    return words[`grant.${(column + 1) % COLUMNS}`];
  }

  middle(column) {
    return (this.wide * (column + 0.5)) / COLUMNS;
  }

  across(size) {
    return Math.max(1, Math.floor((0.92 * this.wide) / COLUMNS / (2.3 * size)));
  }

  // The largest dots with which the highest column fits under the top.
  size(highest) {
    let size = 30;
    while (size > 4 && Math.ceil(highest / this.across(size)) * 2.3 * size > FLOOR - 20) size -= 1;
    return size;
  }
}

const place = (dot, x, y) => {
  dot.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
};

// The highest column of a split.
export const highest = (found) => Math.max(...found.grants, found.unsure);

// "May it?" of a split, in one line.
export const may = (found) => {
  const line = make("p", `${words["ask.may"]}  `, "may");
  ["yes", "disputed", "no", "unknown"].forEach((key, at) => {
    line.append(make("span", `${at ? "  ·  " : ""}${words[`may.${key}`]} `));
    line.append(make("b", String(found.may[at])));
  });
  return line;
};

// The score on its bands, with its margin; beside it how much of the room does not grant it. The
// needle goes all the way up from nothing, and its number with it.
export const strip = (home, score, spread) => {
  const root = make("div", "", "strip");
  const bands = make("div", "", "strip-bands");
  score.bands.forEach(([name, start], at) => {
    const end = at + 1 < score.bands.length ? score.bands[at + 1][1] : 100;
    const band = make("span", "", name);
    band.style.width = `${end - start}%`;
    bands.append(band);
  });
  const range = make("i", "", "strip-range");
  const needle = make("i", "", "strip-needle");
  const figure = make("b");
  needle.append(figure);
  root.append(make("p", score.told), bands, range, needle);
  const granted = spread?.grants?.reduce((one, other) => one + other, 0);
  if (granted) {
    const [no, rather, doubt] = spread.grants;
    const against = Math.round((100 * (no + rather + doubt / 2)) / granted);
    const beside = make("i", "", "strip-room appear");
    const text = make("em", worded("screen.beside", { share: against }));
    beside.style.left = `${against}%`;
    text.style.transform = `translateX(-${against}%)`;
    beside.append(text);
    root.append(beside);
  }
  home.replaceChildren(root);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = performance.now();
  const rise = (now) => {
    const part = still ? 1 : Math.min(1, Math.max(0, now - began) / RISE);
    const done = 1 - (1 - part) ** 3;
    figure.textContent = Math.round(score.value * done);
    needle.style.left = `${score.value * done}%`;
    range.style.left = `${score.low * done}%`;
    range.style.width = `${(score.high - score.low) * done}%`;
    if (part < 1) requestAnimationFrame(rise);
  };
  rise(began);
};

// The room's weights beside the model's, largest move first. All stand as the model had them, until
// one after the other moves, the largest step last; returns after how many milliseconds all did.
export const weights = (home, found, beat) => {
  const all = found.flatMap((one) => [one.low, one.high, one.prior_low, one.prior_high]);
  const low = Math.min(0, ...all);
  const high = Math.max(...all);
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const wide = (from, to) => `${(100 * (to - from)) / (high - low)}%`;
  const rows = make("div", "", "weights");
  const moving = found.map((weight, place) => {
    const row = make("div", "", place ? "weight appear" : "weight first appear");
    row.style.animationDelay = `${(0.4 * beat * place) / 1000}s`;
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
  home.replaceChildren(key(), rows);
  const start = beat * (0.4 * moving.length + 1.8) + 60;
  for (const [order, move] of [...moving].reverse().entries()) {
    setTimeout(move, start + beat * order);
  }
  return start + beat * (moving.length + 2);
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
  line.append(make("span", `${words["screen.heavier"]} →`, "way"));
  return line;
};
