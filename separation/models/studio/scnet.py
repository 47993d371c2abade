"""Sparse Compression Network (Tong et al., ICASSP 2024), from pymss-core."""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor, nn


class Scnet(nn.Module):
    """The published network has no STFT window, which torch warns of with every run."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, mix: Tensor) -> Tensor:
        """(1, 2, length) to (1, outputs, 2, length)."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "A window was not provided", UserWarning)
            result: Tensor = self.network(mix)
        return result


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters` are those of `SCNet`."""
    from pymss_core.modules.scnet import SCNet

    return Scnet(SCNet(**{**parameters, "sources": list(outputs), "audio_channels": 2}))
