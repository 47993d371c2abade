"""Mel-Band RoFormer (Wang, Lu, Won, ISMIR 2023 late-breaking), from pymss-core."""

from collections.abc import Mapping, Sequence
from typing import Any

from torch import nn


def build(parameters: Mapping[str, Any], outputs: Sequence[str]) -> nn.Module:
    """The network, untrained; `parameters` are those of `MelBandRoformer`."""
    from pymss_core.modules.bs_roformer import MelBandRoformer

    fixed = {"num_stems": len(outputs), "stereo": True, "match_input_audio_length": True}
    network: nn.Module = MelBandRoformer(**{**parameters, **fixed})
    return network
