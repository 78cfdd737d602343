"""Only what pyproject.toml cannot say: every subpackage found, and datasets/ as avgrisk.datasets."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["avgrisk", "avgrisk.*"]), "avgrisk.datasets"])
