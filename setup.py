"""What pyproject.toml cannot say: every subpackage is found, datasets/ is avgrisk.datasets."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["avgrisk", "avgrisk.*"]), "avgrisk.datasets"])
