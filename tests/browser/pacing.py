"""How long a page takes from a key on a slider to the last change of what it moves, in ms."""

from __future__ import annotations

from statistics import median
from typing import Any

#: A key on a control, as a person gives it: a slider moves, of radio buttons the next one is taken.
PRESS = """
(handle, key) => {
  const row = handle.closest(".avgrisk-choice");
  if (!row) {
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return;
  }
  const all = [...row.querySelectorAll("input")];
  const at = all.findIndex((radio) => radio.checked) + (key === "ArrowRight" ? 1 : -1);
  all[(at + all.length) % all.length].click();
}
"""

#: One key on a control; when nothing changed for a while, how long it took until the last change
#: was drawn. Only changes outside the control's own block count, and of those only the ones in
#: `where`.
MOVE = """
(handle, key, where, quiet) => new Promise((done) => {
  const own = handle.closest(".widget-hslider, .avgrisk-choice");
  const begin = performance.now();
  let last = 0, timer;
  const end = () => { watcher.disconnect(); done(last ? last - begin : null); };
  const watcher = new MutationObserver((changes) => {
    if (!changes.some(({ target }) => !own.contains(target))) return;
    requestAnimationFrame(() => { last = performance.now(); });
    clearTimeout(timer);
    timer = setTimeout(end, quiet);
  });
  const what = { childList: true, subtree: true, characterData: true, attributes: true };
  document.querySelectorAll(where).forEach((node) => watcher.observe(node, what));
  timer = setTimeout(end, 3000);
  handle.focus();
  (ONE_PRESS)(handle, key);
})
""".replace("ONE_PRESS", PRESS)

#: Moves of the sliders in turn, there and back, `quiet` ms after the last change of the one before.
SERIES = """
async ({ sliders, moves, quiet }) => {
  const move = ONE_MOVE;
  const times = sliders.map(() => []);
  for (let i = 0; i < moves; i++)
    for (const [n, { handle, where }] of sliders.entries()) {
      const key = Math.floor(i / 2) % 2 ? "ArrowLeft" : "ArrowRight";
      times[n].push(await move(document.querySelectorAll(handle.css)[handle.at], key, where, quiet));
    }
  return times;
}
""".replace("ONE_MOVE", MOVE)

#: Many keys without waiting, then how long the page goes on changing, and how often it changed.
BURST = """
async ({ slider, moves, apart, quiet }) => {
  const handle = document.querySelectorAll(slider.handle.css)[slider.handle.at];
  handle.focus();
  let last = 0, batches = 0;
  const watcher = new MutationObserver(() => { last = performance.now(); batches += 1; });
  document.querySelectorAll(slider.where).forEach((node) =>
    watcher.observe(node, { childList: true, subtree: true, characterData: true }));
  for (let i = 0; i < moves; i++) {
    const key = i % 4 < 2 ? "ArrowRight" : "ArrowLeft";
    (ONE_PRESS)(handle, key);
    await new Promise((done) => setTimeout(done, apart));
  }
  const end = performance.now();
  await new Promise((done) => {
    const wait = () => performance.now() - Math.max(last, end) > quiet ? done() : setTimeout(wait, 10);
    wait();
  });
  watcher.disconnect();
  return { tail: Math.max(0, last - end), batches };
}
""".replace("ONE_PRESS", PRESS)

#: Shorter than the pause after which advice and saving follow, longer than a move takes.
QUIET = 120


def slider(css: str, where: str, at: int = 0) -> dict[str, Any]:
    """A slider by its handle, and the places whose changes count as its answer."""
    return {"handle": {"css": css, "at": at}, "where": where}


def explorer(at: int = 1, where: str = ".avgrisk-place") -> dict[str, Any]:
    """A choice of the scenario explorer and the pictures it moves; 1 = explanation, choice."""
    return slider(".avgrisk-choice label:first-child input", where, at)


def moves(page: Any, *sliders: dict[str, Any], count: int) -> list[list[float]]:
    """`count` moves of each slider in turn; per slider the milliseconds of each move.

    A move that nothing answered within three seconds is an AssertionError.
    """
    given = {"sliders": list(sliders), "moves": count, "quiet": QUIET}
    times = page.evaluate(SERIES, given)
    assert all(None not in found for found in times), "a move that no picture answered"
    return times


def burst(page: Any, moved: dict[str, Any], count: int) -> dict[str, float]:
    """`count` keys 5 ms apart: `tail`, the ms the page went on after the last; `batches` drawn."""
    given = {"slider": moved, "moves": count, "apart": 5, "quiet": 4 * QUIET}
    return page.evaluate(BURST, given)


def share(times: list[float], part: float) -> float:
    """The value that this part of the times does not exceed, e.g. .95."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def told(times: list[float]) -> str:
    """Median, 95 % and maximum, in words."""
    return f"median {median(times):.1f}, 95 % {share(times, 0.95):.1f}, max {max(times):.1f} ms"
