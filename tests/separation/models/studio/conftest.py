"""What the studio tests share: small models, installed as the store does it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from torch import nn

from separation.models.registry import ModelInfo
from tests.separation.models.studio.networks import install, reference, small

Installed = tuple[ModelInfo, nn.Module, Path]
Install = Callable[[str], Installed]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Makes a small model of a network: its description, its package's module, its folder."""
    made: dict[str, Installed] = {}

    def make(network: str) -> Installed:
        if network not in made:
            info = small(network)
            module = reference(info)
            folder = tmp_path_factory.mktemp("studio") / network
            install(info, [module], folder)
            made[network] = info, module, folder
        return made[network]

    return make
