"""Run every notebook anew and store its output, without live widgets and without times.

For whoever changes a notebook, its English (english.py) or what it shows:
python -m tests.notebooks.execute [NAME ...]. A Dutch name runs that notebook and its English twin,
en/ and an English name the twin alone; the twin is written anew first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.notebooks import english

#: A stored widget without its state is an error on screen; its words are stored in its place.
WIDGET = "application/vnd.jupyter.widget-view+json"

#: All that a notebook tells of the machine it ran on.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Run a notebook and store it; an error in a cell leaves the file as it was."""
    client = NotebookClient(
        notebook,
        timeout=120,
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
    notebook.metadata = METADATA
    nbformat.write(notebook, path)


def run_twin(words: english.English) -> None:
    """Make the English twin of a notebook as the Dutch one stands there, and run it."""
    dutch = english.read(words.source_path)
    lacking = english.missing(dutch, words)
    if lacking:
        sys.exit("\n".join(f"{words.words_path.name}: {line}" for line in lacking))
    words.path.parent.mkdir(exist_ok=True)
    execute(english.twin(dutch, words), words.path)


def main(names: list[str]) -> None:
    """Run the notebooks with these names, or every one."""
    dutch = {path.stem: path for path in sorted(english.HOME.glob("*.ipynb"))}
    twins = {words.dutch: words for words in english.every()}
    known = {*dutch, *(f"en/{words.name}" for words in twins.values())}
    asked = [name.removesuffix(".ipynb") for name in names] or list(dutch)
    if set(asked) - known:
        sys.exit(f"no such notebook: {', '.join(sorted(set(asked) - known))}")
    for name, path in dutch.items():
        if name in asked:
            execute(english.read(path), path)
            print(name)
        if name in twins and {name, f"en/{twins[name].name}"} & set(asked):
            run_twin(twins[name])
            print(f"en/{twins[name].name}")


if __name__ == "__main__":
    main(sys.argv[1:])
