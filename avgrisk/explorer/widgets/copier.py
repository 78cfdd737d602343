"""A button that puts words on the clipboard, and shows them, to be pasted in a mail."""

import traitlets

from avgrisk.explorer.widgets.opener import Opener


class Copier(Opener):
    """A button with `words`; pressed, it shows the text that `then` returns and copies it.

    `done` is said when it was copied, `shut` stands on the button that closes it.
    """

    ASKED, ANSWER = "copy", "text"

    done = traitlets.Unicode().tag(sync=True)
    shut = traitlets.Unicode().tag(sync=True)
