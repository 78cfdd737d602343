"""What every screen of widgets shares: the rules of the page, and a choice sent in one piece."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from avgrisk.figures.style import fill

#: Labels above their control, room for long words, and no jump when they change. The columns wrap
#: by themselves: with a container query here, around those of the pictures, Chromium 156 no longer
#: draws what changes in a picture after the window was very narrow.
RULES = """
.avgrisk-scenario{max-width:1440px;overflow:visible}
.avgrisk-columns{display:flex;flex-flow:row wrap;gap:8px 32px;overflow:visible}
.avgrisk-columns>*{min-width:0;margin:0;overflow:visible}
.avgrisk-columns>:first-child{flex:1 1 300px}
.avgrisk-columns>:last-child{flex:4 1 min(100%,480px)}
.avgrisk-scenario .avgrisk-field{display:flex;flex-flow:column;align-items:stretch;width:auto;
height:auto;margin:6px 2px;overflow:visible}
.avgrisk-scenario .avgrisk-field>.widget-label{width:auto;height:auto;max-width:none;margin:0 0 2px;
text-align:left;white-space:normal;font-weight:600;line-height:20px}
.avgrisk-scenario .avgrisk-field>textarea,.avgrisk-scenario .avgrisk-field>input,
.avgrisk-scenario .avgrisk-field>select{width:100%;box-sizing:border-box}
.avgrisk-scenario .avgrisk-field>select{flex:none;height:32px}
.avgrisk-scenario .avgrisk-field .slider-container{flex:none;width:auto;height:24px;margin:0 8px}
.avgrisk-scenario .avgrisk-field .widget-readout{flex:none;width:auto;height:36px;
max-width:none;min-width:0;margin:0;text-align:left;white-space:normal;line-height:18px;overflow:hidden}
.avgrisk-scenario .avgrisk-act{width:auto;max-width:100%;height:auto;min-height:32px;margin:2px;
padding:4px 12px;white-space:normal;line-height:20px;text-align:left}
.avgrisk-scenario .avgrisk-bar{display:flex;flex-flow:row wrap;align-items:center;gap:4px 8px;
overflow:visible}
.avgrisk-scenario .avgrisk-offers{flex-flow:column;align-items:flex-start;overflow:visible;
margin:0 0 8px}
.avgrisk-live .avgrisk-note{margin:4px 2px}
.avgrisk-note{margin:-4px 2px 4px;color:$muted;font:13px/18px system-ui,sans-serif;
overflow-wrap:anywhere}
"""


def styles() -> widgets.HTML:
    """The rules of the page, as a widget without size."""
    return widgets.HTML(f"<style>{fill(RULES)}</style>", layout=widgets.Layout(display="none"))


def choose(widget: Any, options: list[tuple[str, Any]], value: Any) -> None:
    """Send options and value together, so that no other value is shown in between."""
    with widget.hold_sync():
        if tuple(widget.options) != tuple(options):
            widget.options = options
        if widget.value != value:
            widget.value = value
