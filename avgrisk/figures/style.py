"""How the figures look: one small style sheet per figure, filled from the table of colours."""

from __future__ import annotations

from functools import cache

from avgrisk.core import shipped
from avgrisk.figures.markup import Figure, language

#: Every class begins with avg-; `.avg.avg` outweighs the rules of a notebook around it. A figure
#: lays itself out by the width of its own place (@container), not by that of the window.
BASE = """
.avg{container-type:inline-size;box-sizing:border-box;max-width:960px;margin:8px 0;padding:24px;
border:1px solid $line;border-radius:12px;background:$surface;color:$ink;color-scheme:light;
font:400 16px/24px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;text-align:left;print-color-adjust:exact;
-webkit-print-color-adjust:exact;forced-color-adjust:none;overflow-wrap:anywhere}
.avg *{box-sizing:border-box}.avg i{font-style:normal}
.avg.avg p,.avg.avg ul,.avg.avg ol,.avg.avg h2,.avg.avg h3,.avg.avg dl,.avg.avg dd{margin:0;
padding:0;
color:inherit;line-height:inherit}
.avg.avg ul,.avg.avg ol{list-style:none}.avg.avg li{margin:0}
.avg.avg h2{font-size:20px;font-weight:600;line-height:28px}
.avg.avg h3{font-size:16px;font-weight:600;line-height:24px}
.avg.avg a{color:$link;text-decoration:underline;text-underline-offset:2px}
.avg.avg .avg-note{margin-top:16px;color:$muted;font-size:13px;line-height:20px}
.avg .avg-soft{color:$muted}.avg .avg-small{font-size:14px;line-height:20px}
.avg .avg-hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.avg-dot{display:inline-block;width:12px;height:12px;border:2px solid $ink;border-radius:50%;
background:$green}
.avg-dot-amber{background:linear-gradient(90deg,$ink 50%,$amber 50%)}
.avg-dot-red{background:radial-gradient($ink 0 2px,$red 2.5px)}
.avg-chip{display:inline-flex;align-items:center;gap:8px;padding:2px 12px;border-radius:16px;
background:$ground;font-weight:600}
.avg-chip-green{background:$green}.avg-chip-amber{background:$amber}.avg-chip-red{background:$red}
.avg-bands{position:absolute;inset:0;display:flex;border-radius:8px;overflow:hidden}
.avg-bands span{padding:8px;overflow:hidden;font-size:14px;line-height:16px;font-weight:600}
.avg-bands small{display:block;font-size:12px;font-weight:400}
.avg-green{background:$green}.avg-amber{background:$amber}.avg-red{background:$red}
.avg details>summary{cursor:pointer}
@media(max-width:480px){.avg{padding:16px}}
@media print{.avg{break-inside:avoid;border-color:$muted}
.avg details:not(.avg-secret)::details-content{content-visibility:visible;block-size:auto}}
@container(max-width:480px){.avg-bands span{padding:8px 4px}}
"""


@cache
def colours() -> dict[str, str]:
    """Colour by name, as #rrggbb."""
    return {row["name"]: row["colour"] for row in shipped.rows("figures/colours.csv")}


@cache
def sheet(*parts: str) -> str:
    """A style element with the base rules and these parts, colours filled in."""
    return f"<style>{fill(''.join((BASE, *parts)))}</style>"


def fill(rules: str) -> str:
    """Style rules with the colours filled in."""
    for name, colour in colours().items():
        rules = rules.replace(f"${name}", colour)
    return rules.strip()


def card(body: str, text: str, lang: str, *parts: str) -> Figure:
    """A whole figure: the body in a card of its own with its styles, and the text twin."""
    opening = f'<section class="avg" lang="{language(lang)}">'
    return Figure(f"{opening}{sheet(*parts)}{body}</section>", text)
