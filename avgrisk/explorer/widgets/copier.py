"""A button that puts words on the clipboard, and shows them, to be pasted in a mail."""

from pathlib import Path

import traitlets

from avgrisk.explorer.widgets.base import PARTS
from avgrisk.explorer.widgets.opener import Opener
from avgrisk.figures.style import TOKENS, rules


class Copier(Opener):
    """A button with `words`; pressed, it shows the text that `made` returns and copies it.

    `done` is said when it was copied, `shut` stands on the button that closes it.
    """

    ASKED, ANSWER = "copy", "text"

    _esm = Path(__file__).with_suffix(".js")
    _css = rules(TOKENS, PARTS, Path(__file__).with_suffix(".css"))
    done = traitlets.Unicode().tag(sync=True)
    shut = traitlets.Unicode().tag(sync=True)
