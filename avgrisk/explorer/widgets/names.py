"""Names that a screen reader can say: what stock widgets leave out, put on in the browser."""

from pathlib import Path

import traitlets

from avgrisk.explorer.widgets.base import Ours
from avgrisk.figures.style import TOKENS

#: How stock widgets look; a block's names come with it, so every block has it.
THEME = Path(__file__).with_name("theme.css")


class Names(Ours):
    """Names the block it is the last child of; the block has the class avgrisk-explorer."""

    SHEETS = (TOKENS, THEME)
    name = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("nl").tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
