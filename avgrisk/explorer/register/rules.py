"""How the register on the page looks: one small style sheet, filled from the table of colours."""

from __future__ import annotations

import ipywidgets as widgets

from avgrisk.explorer.widgets.base import RULES as CONTROLS
from avgrisk.figures.style import fill

RULES = """
.avgrisk-desk{max-width:1440px;overflow:visible;color:$ink;
font:400 15px/22px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.avgrisk-desk .widget-html,.avgrisk-desk .widget-html-content{height:auto;line-height:inherit;
overflow-wrap:anywhere}
.avgrisk-desk h2{margin:16px 0 4px;font-size:20px;line-height:28px}
.avgrisk-desk h3{margin:16px 0 4px;font-size:16px;line-height:24px}
.avgrisk-desk .avgrisk-note{margin:2px 0 6px;max-width:860px}
.avgrisk-told ul{margin:4px 0;padding-left:20px}.avgrisk-told li{margin:0}
.avgrisk-upload{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;padding:12px;
border:1px dashed $muted;border-radius:8px;background:$ground;color:$ink}
.avgrisk-upload label{font-weight:600}.avgrisk-upload input{max-width:100%}
.avgrisk-upload p{flex-basis:100%;margin:0}.avgrisk-upload progress{width:160px}
.avgrisk-desk progress{accent-color:$bar;height:16px;min-width:160px}
.avgrisk-desk .avgrisk-part{display:flex;overflow:visible}
.avgrisk-grid-top{display:flex;flex-wrap:wrap;gap:8px 24px;margin:8px 0 0}
.avgrisk-grid-top label{display:flex;flex-flow:column;font-weight:600}
.avgrisk-grid-top input,.avgrisk-grid-top select{min-height:32px;min-width:200px;padding:2px 8px;
border:1px solid $muted;border-radius:4px;background:$surface;color:$ink;font:inherit;
font-weight:400}
.avgrisk-grid-box{overflow:auto;max-height:640px;border:1px solid $line;border-radius:8px;
background:$surface}
table.avgrisk-grid{width:100%;margin:0;border:0;border-collapse:separate;border-spacing:0;
table-layout:auto;color:$ink;font-size:14px;line-height:20px;font-variant-numeric:tabular-nums}
table.avgrisk-grid caption{padding:8px;text-align:left;color:$muted;caption-side:top}
table.avgrisk-grid tr,table.avgrisk-grid tr:nth-child(odd){background:$surface}
table.avgrisk-grid th,table.avgrisk-grid td{padding:4px 8px;max-width:320px;text-align:left;
vertical-align:top;border:0;border-bottom:1px solid $line;white-space:normal;color:$ink}
table.avgrisk-grid tbody th{min-width:180px;font-weight:600}
table.avgrisk-grid thead th{position:sticky;top:0;z-index:1;background:$ground}
table.avgrisk-grid .avgrisk-right{text-align:right;white-space:nowrap}
.avgrisk-sort{padding:2px 0;border:0;background:none;color:$ink;font:inherit;font-weight:600;
text-align:inherit;cursor:pointer}
.avgrisk-sign{color:$muted}
.avgrisk-band{display:inline-block;padding:0 8px;border-radius:10px}
.avgrisk-green{background:$green}.avgrisk-amber{background:$amber}.avgrisk-red{background:$red}
.avgrisk-rejected{padding:0;color:$muted}
@media(min-width:900px){table.avgrisk-scores .avgrisk-acts,
table.avgrisk-scores thead th:last-child{position:sticky;right:0;border-left:1px solid $line}
table.avgrisk-scores .avgrisk-acts{background:$surface}
table.avgrisk-scores thead th:last-child{z-index:2}}
.avgrisk-push{min-height:28px;margin:0 4px 0 0;padding:2px 8px;border:1px solid $muted;
border-radius:4px;background:$surface;color:$ink;font:inherit;cursor:pointer}
.avgrisk-push:disabled{color:$muted;border-color:$line;cursor:default}
.avgrisk-grid-turn{display:flex;gap:12px;align-items:center;margin:8px 0}
.avgrisk-grid-turn[hidden]{display:none}
.avgrisk-grid select{max-width:280px;min-height:28px;background:$surface;color:$ink;
border:1px solid $muted;border-radius:4px;font:inherit}
.avgrisk-examples div{max-width:420px;overflow:hidden;color:$muted;white-space:nowrap;
text-overflow:ellipsis}
@media(max-width:640px){.avgrisk-examples div{max-width:200px}
.avgrisk-desk table.avgrisk-grid tbody th{min-width:110px}.avgrisk-grid select{max-width:190px}}
.avgrisk-desk .widget-checkbox{width:auto;height:auto;margin:0}
.avgrisk-desk .widget-checkbox label{white-space:normal;line-height:20px;padding:2px 0}
.avgrisk-desk :focus-visible{outline:3px solid $link;outline-offset:1px}
"""


def styles() -> widgets.HTML:
    """The rules of the page, as a widget without size."""
    whole = f"<style>{fill(CONTROLS)}{fill(RULES)}</style>"
    return widgets.HTML(whole, layout=widgets.Layout(display="none"))
