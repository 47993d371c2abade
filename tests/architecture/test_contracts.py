"""The import rules hold, and each of them is seen to fail when it is broken on purpose."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any, TypeAlias

import pytest

REPOSITORY = Path(__file__).parents[2]
CONFIG = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]
PACKAGES: list[str] = CONFIG["root_packages"]
CONTRACTS = {contract["id"]: contract for contract in CONFIG["contracts"]}
Contract: TypeAlias = dict[str, Any]
Imports: TypeAlias = Iterable[tuple[str, str]]


def test_every_contract_is_kept() -> None:
    """As the code stands."""
    result = _lint(REPOSITORY)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_a_broken_contract_is_noticed(contract: Contract, tmp_path: Path) -> None:
    """In a copy of the code, every import that the contract forbids is made, and each is named."""
    _copy_code(tmp_path)
    forbidden = list(VIOLATIONS[contract["type"]](contract))
    for importer, imported in forbidden:
        with _source(tmp_path, importer).open("a") as source:
            source.write(f"\nimport {imported}\n")
    result = _lint(tmp_path, "--contract", contract["id"])
    assert result.returncode == 1
    assert f"{contract['name']} BROKEN" in result.stdout
    missed = [pair for pair in forbidden if "{} -> {}".format(*pair) not in result.stdout]
    assert not missed


def test_a_package_without_a_place_is_noticed(tmp_path: Path) -> None:
    """A new part of the player must be given its layer."""
    _copy_code(tmp_path)
    (tmp_path / "player/newcomer.py").write_text('"""New."""\n')
    result = _lint(tmp_path, "--contract", "layers")
    assert result.returncode == 1
    assert "newcomer" in result.stdout


def _forbidden(contract: Contract) -> Imports:
    for importer in contract["source_modules"]:
        for imported in contract["forbidden_modules"]:
            yield importer, imported


def _protected(contract: Contract) -> Imports:
    (protected,) = contract["protected_modules"]
    for layer in _layers():
        yield from ((importer, protected) for importer in layer)


def _upwards(_: Contract) -> Imports:
    for above, below in pairwise(_layers()):
        yield from ((importer, imported) for importer in below for imported in above)
    for siblings in _layers():
        yield from permutations(siblings, 2)


VIOLATIONS = {"forbidden": _forbidden, "protected": _protected, "layers": _upwards}


def _layers() -> Iterator[list[str]]:
    """The layers of the player that exist, from the top."""
    for layer in CONTRACTS["layers"]["layers"]:
        modules = [f"player.{name.strip(' ()')}" for name in layer.split("|")]
        yield [module for module in modules if _source(REPOSITORY, module).exists()]


def _source(root: Path, module: str) -> Path:
    path = root.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _copy_code(to: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(
            REPOSITORY / package, to / package, ignore=lambda _, names: _not_code(names)
        )
    shutil.copy(REPOSITORY / "pyproject.toml", to)


def _not_code(names: list[str]) -> list[str]:
    return [name for name in names if "." in name and not name.endswith(".py")]


def _lint(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("lint-imports"))
    return subprocess.run(
        [program, "--no-cache", "--no-logo", *options],
        cwd=root,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )
