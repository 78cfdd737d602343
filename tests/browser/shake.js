// What comes from a server comes late, in its order, with a gap here and there (AVGRISK_SHAKE=seed).
(() => {
  const LONGEST = 300, SHORTEST = 8, GAPS = 0.2;
  const MOST = 25; // so many wait in line: what comes after them is not held up, as a new page is not
  let seed = SEED;
  const chance = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const gap = () => chance() * (chance() < GAPS ? LONGEST : SHORTEST);
  const line = () => {
    let last = Promise.resolve(), waiting = 0;
    return (act) => {
      waiting += 1;
      const late = () => waiting > MOST ? null : new Promise((go) => setTimeout(go, gap()));
      last = last.then(late).then(() => { waiting -= 1; act(); });
    };
  };
  const shaken = (Kind) =>
    class extends Kind {
      #in = line();
      #out = line();
      #late = new Set();
      constructor(...how) {
        super(...how);
        for (const type of ["message", "close"]) this.#delay(type);
      }
      #delay(type) {
        if (this.#late.has(type)) return;
        this.#late.add(type);
        super.addEventListener(type, (event) => {
          if (event.shaken) return;
          event.stopImmediatePropagation();
          const again = new event.constructor(type, event);
          again.shaken = true;
          this.#in(() => this.dispatchEvent(again));
        });
      }
      addEventListener(type, ...how) {
        if (type !== "open" && type !== "error") this.#delay(type);
        super.addEventListener(type, ...how);
      }
      send(data) {
        this.#out(() => this.readyState === 1 && super.send(data));
      }
    };
  window.WebSocket = shaken(window.WebSocket);
  window.EventSource = shaken(window.EventSource);
  const asks = window.fetch.bind(window);
  const late = () => new Promise((go) => setTimeout(go, chance() * LONGEST));
  window.fetch = (...how) => late().then(() => asks(...how)).then((told) => late().then(() => told));
})();
