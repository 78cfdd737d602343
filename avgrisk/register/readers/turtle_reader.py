"""Reading Turtle, for records in the words of DPV: the nodes that JSON-LD would have, offline."""

import logging
from pathlib import Path
from typing import Any

from avgrisk.core.extras import needed
from avgrisk.register.readers.csv_reader import decoded
from avgrisk.register.readers.exports import tools
from avgrisk.register.readers.grids import Sheet, unreadable

SUFFIXES = (".ttl",)
#: Against what a relative address is read: never the folder that the file happens to stand in.
BASE = "http://avgrisk.invalid/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def read(path: Path) -> list[Sheet]:
    """The processings of a document as one sheet; nothing that it names is fetched. InputError
    where rdflib is not installed, or where it is no Turtle."""
    needed("rdf", "rdflib")
    return [tools.sheet(_nodes(decoded(path), path), path)]


def _nodes(text: str, path: Path) -> list[dict[str, Any]]:
    """Every subject with what is said of it, in the order of the file."""
    from rdflib import Graph

    # Of a date that is none the value is not wanted, nor its traceback on the terminal.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    said: dict[Any, None] = {}

    class Listening(Graph):
        """Keeps what the parser tells, in its order: a graph has none."""

        def add(self, triple):
            said[triple] = None
            return self

    try:
        Listening().parse(data=text, format="turtle", publicID=BASE)
    except Exception:  # the parser raises whatever it stumbles on, too deep a nesting as well
        raise unreadable(path, "error.turtle") from None
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in said:
        node = nodes.setdefault(_address(subject), {"@id": _address(subject)})
        if str(predicate) == TYPE:
            node.setdefault("@type", []).append(str(value))
        else:
            node.setdefault(str(predicate), []).append(_value(value))
    return list(nodes.values())


def _address(term: Any) -> str:
    from rdflib import BNode

    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _value(term: Any) -> dict[str, str]:
    from rdflib import Literal

    return {"@value": str(term)} if isinstance(term, Literal) else {"@id": _address(term)}
