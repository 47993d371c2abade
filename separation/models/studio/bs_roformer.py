"""Band-Split RoPE Transformer (Lu, Wang, Kong, Hung, ICASSP 2024), from pymss-core."""

from collections.abc import Mapping, Sequence
from typing import Any

from torch import nn


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters` are those of `BSRoformer`."""
    from pymss_core.modules.bs_roformer import BSRoformer

    network: nn.Module = BSRoformer(**{**parameters, "num_stems": len(outputs), "stereo": True})
    return network
