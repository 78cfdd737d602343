"""Yaml from outside: plain values only, bounded before anything is built of it."""

import re
import sys
from typing import Any

import yaml

from avgrisk.core.records import InputError

#: Numbers as people write them; sexagesimals, octals and underscores stay text.
_NUMBERS = {
    "int": re.compile(r"[-+]?(?:0|[1-9]\d{0,17})"),
    "float": re.compile(r"[-+]?\d{1,18}\.\d{0,18}(?:[eE][-+]?\d{1,3})?"),
}
_PLAIN = ("null", "merge")


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain values only: dates stay text, only true and false are booleans, no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                line = str(node.start_mark.line + 1)
                raise InputError(line, key.value, "1 x", "error.case_twice")
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, what) for tag, what in found if tag.rpartition(":")[2] in _PLAIN]
    for first, found in Loader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])
for _kind, _form in _NUMBERS.items():
    _whole = re.compile(f"^(?:{_form.pattern})$")
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", _whole, list("-+0123456789"))


def out_of_bounds(text: str, depth: int, most: int = sys.maxsize) -> int | None:
    """The line, from 1, on which a text nests deeper, holds more values than these or refers to
    itself; None where it does not. Nothing is built of it."""
    at = 0
    for count, event in enumerate(yaml.parse(text, Loader=Loader)):
        at += isinstance(event, yaml.CollectionStartEvent)
        at -= isinstance(event, yaml.CollectionEndEvent)
        if at > depth or count > most or getattr(event, "anchor", None):
            return event.start_mark.line + 1
    return None


def parse(text: str) -> Any:
    """The contents of a yaml text."""
    return yaml.load(text, Loader=Loader)  # a safe loader: see above
