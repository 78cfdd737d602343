// Sliders that recompute a score on the page itself: the closed form of avgrisk/scoring/kernel.py and
// uncertainty.py for one use, and the controls around it. A test holds the two to each other.

// The chance below z of a standard normal: a series of positive terms near 0, a continued fraction
// in the tails; both to the last digits of a double.
function below(z) {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let tail;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    tail = 0.5 - density * sum;
  } else {
    let fraction = x;
    for (let k = 100; k > 0; k--) fraction = x + k / fraction;
    tail = density / fraction;
  }
  return z < 0 ? tail : 1 - tail;
}

const logistic = (x) => 1 / (1 + Math.exp(-x));

// Mean and second to fourth central moment of the PERT on low, mode, high.
function pert([low, mode, high]) {
  const width = high - low;
  const rise = width + 4 * (mode - low);
  const p = width > 0 ? rise / (6 * width) : 0;
  const q = p * (1 - p);
  const square = width * width;
  return [
    low + rise / 6,
    (square * q) / 7,
    (square * width * q * (1 - 2 * p)) / 28,
    (square * square * q) / 84,
  ];
}

// Cumulants of coefficient x reading, both random and independent.
function times([k1, k2, k3, k4], [x, c2, c3, c4]) {
  const xx = x * x;
  const r1 = k1;
  const r2 = k2 + k1 * k1;
  const r3 = k3 + 3 * k1 * k2 + k1 ** 3;
  const r4 = k4 + 4 * k1 * k3 + 3 * k2 * k2 + 6 * k1 * k1 * k2 + k1 ** 4;
  return [
    k1 * x,
    k2 * xx + r2 * c2,
    k3 * xx * x + 3 * (r3 - r1 * r2) * x * c2 + r3 * c3,
    k4 * xx * xx +
      (6 * r4 - 12 * r1 * r3 - 6 * r2 * r2 + 12 * r1 * r1 * r2) * xx * c2 +
      4 * (r4 - r1 * r3) * x * c3 +
      r4 * c4 -
      3 * r2 * r2 * c2 * c2,
  ];
}

const plus = (one, other) => one.map((value, place) => value + other[place]);

// The score of one use: `columns` holds [low, mode, high] by name, 0-1; scores run 0-100.
export function evaluate(index, columns) {
  const spread = Object.fromEntries(Object.entries(columns).map(([k, range]) => [k, pert(range)]));
  const hosts = {};
  let eta = 0;
  for (const term of index.terms) {
    eta += term.mean * term.factors.reduce((product, name) => product * spread[name][0], 1);
    const host = term.factors.at(-1);
    const own =
      term.factors.length === 2 ? times(term.cumulants, spread[term.factors[0]]) : term.cumulants;
    hosts[host] = host in hosts ? plus(hosts[host], own) : own;
  }
  const start = [-index.threshold, index.shift_sd ** 2, 0, 0];
  const parts = Object.entries(hosts).map(([name, own]) => times(own, spread[name]));
  const [k1, k2, k3, k4] = parts.reduce(plus, start);
  const sd = Math.sqrt(k2);
  const skew = k3 / (k2 * sd);
  const kurtosis = k4 / (k2 * k2);
  const [low, high] = index.margin.map((z) => {
    const w =
      z +
      ((z * z - 1) / 6) * skew +
      ((z ** 3 - 3 * z) / 24) * kurtosis -
      ((2 * z ** 3 - 5 * z) / 36) * skew * skew;
    return 100 * logistic(k1 + sd * w);
  });
  let most = 0;
  const bands = [];
  for (const [, from] of index.bands.slice(1)) {
    const t = (Math.log(from / (100 - from)) - k1) / sd;
    const tt = t * t;
    const correction =
      (skew / 6) * (tt - 1) +
      (kurtosis / 24) * (tt - 3) * t +
      ((skew * skew) / 72) * ((tt - 10) * tt + 15) * t;
    const density = Math.exp(-tt / 2) / Math.sqrt(2 * Math.PI);
    const chance = Math.max(most, Math.min(1, Math.max(0, below(t) - density * correction)));
    bands.push(chance - most);
    most = chance;
  }
  bands.push(1 - most);
  const value = 100 * logistic(eta - index.threshold);
  return { value, low, high, bands, band: index.bands.findLastIndex(([, from]) => value >= from) };
}

// The controls. A reading that is moved counts as certain; the others keep their range.
function connect(section) {
  const { index, starts } = JSON.parse(section.dataset.move);
  const lang = document.documentElement.lang;
  const plain = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(lang, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const sliders = [...section.querySelectorAll("input[type=range]")];
  const part = (name) => section.querySelector(`[data-part=${name}]`);
  let columns = {};

  function draw() {
    const found = evaluate(index, columns);
    for (const slider of sliders) {
      const [low, , high] = columns[slider.name].map((value) => plain.format(100 * value));
      slider.nextElementSibling.textContent = low === high ? low : `${low}–${high}`;
    }
    part("value").textContent = exact.format(found.value);
    part("margin").textContent = `${exact.format(found.low)}–${exact.format(found.high)}`;
    part("band").textContent = index.bands[found.band][2];
    part("range").className = `move-range ${index.bands[found.band][0]}`;
    part("range").style.left = `${found.low}%`;
    part("range").style.right = `${100 - found.high}%`;
    part("needle").style.left = `${found.value}%`;
  }

  function start(place) {
    columns = structuredClone(starts[place]);
    for (const slider of sliders) slider.value = Math.round(100 * pert(columns[slider.name])[0]);
    draw();
  }

  section.querySelector("select").addEventListener("change", (event) => start(event.target.value));
  section.addEventListener("input", ({ target }) => {
    if (target.type !== "range") return;
    columns[target.name] = [0, 1, 2].map(() => target.value / 100);
    draw();
  });
  section.hidden = false;
  start(0);
}

if (globalThis.document) document.querySelectorAll("[data-move]").forEach(connect);
