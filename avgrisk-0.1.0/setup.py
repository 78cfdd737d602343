"""What pyproject.toml cannot say: datasets/ is a package, what goes along, README's links."""

import re
import shutil
import tomllib
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SOURCE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Source"]
#: What goes along in a wheel, in avgrisk/share: the notebooks, the pages, what changed.
ALONG = ("notebooks/*.ipynb", "notebooks/en/*.ipynb", "docs/**/*.md", "CHANGELOG.md")


class Along(build_py):
    """The package, and what goes along; an editable install finds that in the checkout."""

    def run(self):
        super().run()
        if self.editable_mode:
            return
        for pattern in ALONG:
            for path in ROOT.glob(pattern):
                target = Path(self.build_lib, "avgrisk", "share", path.relative_to(ROOT))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def absolute(page):
    """A page as it is read away from its folder: pictures and links lead to the project's home."""
    page = re.sub(r"(!\[[^]]*\])\((?!\w+:)", rf"\1({SOURCE}/raw/main/", page)
    return re.sub(r"(?<!!)(\[[^]]*\])\((?!\w+:|#)", rf"\1({SOURCE}/blob/main/", page)


setup(
    packages=[*find_packages(include=["avgrisk", "avgrisk.*"]), "avgrisk.datasets"],
    cmdclass={"build_py": Along},
    long_description=absolute((ROOT / "README.md").read_text(encoding="utf-8")),
    long_description_content_type="text/markdown",
)
