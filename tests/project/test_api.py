"""The public names: all there, light to import, and never hidden by a module of the same name."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import avgrisk
from tests.lists import each


@each("name", avgrisk.__all__)
def test_every_public_name_exists(name):
    assert getattr(avgrisk, name) is not None


def test_no_public_name_is_a_module_too():
    modules = {module.name for module in pkgutil.iter_modules(avgrisk.__path__)}
    assert not modules & set(avgrisk.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = avgrisk.nonsense


def test_scoring_loads_neither_statsmodels_nor_widgets_nor_pictures():
    code = (
        "import sys, avgrisk; avgrisk.score(avgrisk.load_case('ing-2014').use);"
        "print([name for name in ('statsmodels', 'ipywidgets', 'altair', 'scipy.stats') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
