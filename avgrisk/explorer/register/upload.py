"""Choosing a file on the page: its size is looked at before a byte is sent, then part by part."""

from collections.abc import Callable
from typing import Any

import traitlets

from avgrisk.core.records import InputError
from avgrisk.explorer.register import intake
from avgrisk.explorer.widgets.base import Ours

#: Bytes of a part: a message to the kernel may have ten million at most.
PART = 1_000_000


class Upload(Ours):
    """A file field; `then` gets name and content, `refuse` the InputError of one not taken.

    The file goes to the kernel alone. What the page says of its size is not believed: never more
    is kept than was announced, and never more announced than allowed.
    """

    words = traitlets.Dict().tag(sync=True)
    accept = traitlets.Unicode(",".join(intake.SUFFIXES)).tag(sync=True)
    part = traitlets.Int(PART).tag(sync=True)

    def __init__(self, then: Callable[[str, bytes], None], refuse: Callable[[InputError], None]):
        super().__init__(then)
        self._refuse = refuse
        self._name, self._size, self._kept = "", -1, bytearray()

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """The start of a file, or the next part of it."""
        kind, id = content.get("kind"), content.get("id")
        if kind == "start":
            self._begin(str(content.get("name", "")), content.get("size"))
        elif kind == "part" and self._size >= 0 and buffers:
            self._more(content.get("at"), bytes(buffers[0]))
        whole = self._size >= 0 and len(self._kept) == self._size
        going = self._size >= 0 and not whole
        self.send({"kind": "go" if going else "over", "id": id, "at": len(self._kept)})
        if whole:
            name, kept = self._name, bytes(self._kept)
            self._drop()
            self.then(name, kept)

    def _begin(self, name: str, size: object) -> None:
        self._drop()
        try:
            if not isinstance(size, int) or size < 0:
                raise InputError("size", size, "", "error.value")
            intake.check(name, size)
        except InputError as error:
            self._refuse(error)
            return
        self._name, self._size = name, size

    def _more(self, at: object, part: bytes) -> None:
        """The next part; one out of its place or beyond the announced size ends it."""
        if at != len(self._kept) or not part or len(self._kept) + len(part) > self._size:
            self._drop()
        else:
            self._kept += part

    def _drop(self) -> None:
        self._name, self._size, self._kept = "", -1, bytearray()
